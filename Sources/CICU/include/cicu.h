/* The few questions that folding asks of ICU, without ICU's headers: seen from Swift, those clash with Foundation's.
 *
 * Every function may be called from any thread at any time and keeps no pointer after it returns. Strings are UTF-16
 * code units with a length. A function that writes a string returns the length it needs, which may exceed `capacity`
 * (nothing usable is written then), or -1 when ICU fails or has no answer.
 */
#ifndef CICU_H
#define CICU_H

#include <stdbool.h>
#include <stdint.h>

/* NFKC_Casefold (Unicode 3.13, UAX #44) of a string. */
int32_t cicu_nfkc_casefold(const uint16_t *source, int32_t length, uint16_t *target, int32_t capacity);

/* What one code point maps to in NFKC_Casefold, decomposed; -1 when it maps to itself. */
int32_t cicu_nfkc_casefold_mapping(uint32_t c, uint16_t *target, int32_t capacity);

/* Whether NFKC_Casefold of a text can be made apart for what stands before and from this code point. */
bool cicu_has_boundary_before(uint32_t c);

/* The canonical decomposition of one code point; -1 when it has none. */
int32_t cicu_nfd(uint32_t c, uint16_t *target, int32_t capacity);

/* The confusable skeleton of a string (UTS #39). */
int32_t cicu_skeleton(const uint16_t *source, int32_t length, uint16_t *target, int32_t capacity);

/* The canonical combining class, 0 for starters. */
uint8_t cicu_combining_class(uint32_t c);

/* The general category as its two letters, first letter in the high byte: 'L' << 8 | 'u'. */
uint16_t cicu_category(uint32_t c);

/* The value of a decimal digit, or of another number sign whose value is 0 to 9; -1 otherwise. */
int32_t cicu_digit_value(uint32_t c);

bool cicu_is_white_space(uint32_t c);
bool cicu_is_emoji(uint32_t c);             /* Extended_Pictographic or Emoji_Presentation (UTS #51) */
bool cicu_is_emoji_modifier(uint32_t c);    /* the five skin tones */
bool cicu_is_default_ignorable(uint32_t c);
bool cicu_is_cyrillic(uint32_t c);          /* Script=Cyrillic */

/* Whether two letters in upper case are an ISO 3166-1 region or one of the few others that have a flag. */
bool cicu_is_region(char first, char second);

#endif
