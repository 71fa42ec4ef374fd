/* Two engines that look for many literals at once, over raw text without regard to case. */
#ifndef CMULTIPATTERN_H
#define CMULTIPATTERN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  uint64_t texts; /* in which something was found */
  uint64_t found; /* Hyperscan: ends of matches; RE2: literals found, each once a text */
  uint64_t failures; /* texts that could not be searched */
} cmultipattern_counts;

/* Texts and literals lie one behind the other: number i ends at `ends[i]`, and begins where the one before it ends. */

/* Hyperscan, in block mode: caseless, UTF-8, UCP. NULL if it does not compile. Kept until the program ends. */
typedef struct cmultipattern_hyperscan cmultipattern_hyperscan;
cmultipattern_hyperscan *cmultipattern_hyperscan_compile(const uint8_t *literals, const size_t *ends, size_t count);
cmultipattern_counts cmultipattern_hyperscan_run(
  const cmultipattern_hyperscan *engine, const uint8_t *bytes, const size_t *ends, size_t count);

/* RE2::Set, unanchored, caseless, UTF-8. NULL if it does not compile. Kept until the program ends. */
typedef struct cmultipattern_re2 cmultipattern_re2;
cmultipattern_re2 *cmultipattern_re2_compile(const uint8_t *literals, const size_t *ends, size_t count);
cmultipattern_counts cmultipattern_re2_run(
  cmultipattern_re2 *engine, const uint8_t *bytes, const size_t *ends, size_t count);

#ifdef __cplusplus
}
#endif
#endif
