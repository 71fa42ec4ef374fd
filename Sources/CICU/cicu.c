#include "cicu.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

/* ICU's normalizers are immutable singletons that ICU owns. */
static const UNormalizer2 *casefolder(void) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&status);
  return U_SUCCESS(status) ? normalizer : NULL;
}

static int32_t written(int32_t length, UErrorCode status) {
  return U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR ? length : -1;
}

int32_t cicu_nfkc_casefold(const uint16_t *source, int32_t length, uint16_t *target, int32_t capacity) {
  const UNormalizer2 *normalizer = casefolder();
  if (normalizer == NULL) return -1;
  UErrorCode status = U_ZERO_ERROR;
  return written(unorm2_normalize(normalizer, source, length, target, capacity, &status), status);
}

static int32_t decomposition(const UNormalizer2 *normalizer, uint32_t c, uint16_t *target, int32_t capacity) {
  if (normalizer == NULL) return -1;
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = unorm2_getDecomposition(normalizer, (UChar32)c, target, capacity, &status);
  return length < 0 ? -1 : written(length, status);
}

int32_t cicu_nfkc_casefold_mapping(uint32_t c, uint16_t *target, int32_t capacity) {
  return decomposition(casefolder(), c, target, capacity);
}

int32_t cicu_nfd(uint32_t c, uint16_t *target, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFDInstance(&status);
  return decomposition(U_SUCCESS(status) ? normalizer : NULL, c, target, capacity);
}

bool cicu_has_boundary_before(uint32_t c) {
  const UNormalizer2 *normalizer = casefolder();
  return normalizer == NULL || unorm2_hasBoundaryBefore(normalizer, (UChar32)c);
}

/* The confusables stand in a library of ICU's own, which takes more than a millisecond to load, and few texts need it: so it is
 * loaded when it is first asked for something. It is of the same package and version as the one that is linked. */
#define NAME_OF(symbol) #symbol
/* The name with the version behind it that ICU's headers put there. */
#define VERSIONED_NAME_OF(symbol) NAME_OF(symbol)

static __typeof__(uspoof_getSkeleton) *get_skeleton;
/* Opened once and never closed; asking it for skeletons changes nothing in it. */
static USpoofChecker *checker;
static pthread_once_t checker_once = PTHREAD_ONCE_INIT;

static void open_checker(void) {
  void *library = dlopen("libicui18n.so." U_ICU_VERSION_SHORT, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
  __typeof__(uspoof_open) *open = (__typeof__(uspoof_open) *)dlsym(library, VERSIONED_NAME_OF(uspoof_open));
  get_skeleton = (__typeof__(uspoof_getSkeleton) *)dlsym(library, VERSIONED_NAME_OF(uspoof_getSkeleton));
  if (open == NULL || get_skeleton == NULL) return;
  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker *opened = open(&status);
  if (U_SUCCESS(status)) checker = opened;
}

int32_t cicu_skeleton(const uint16_t *source, int32_t length, uint16_t *target, int32_t capacity) {
  pthread_once(&checker_once, open_checker);
  if (checker == NULL) return -1;
  UErrorCode status = U_ZERO_ERROR;
  /* The second argument, once the kind of skeleton, has been ignored since ICU 58. */
  return written(get_skeleton(checker, 0, source, length, target, capacity, &status), status);
}

uint8_t cicu_combining_class(uint32_t c) { return u_getCombiningClass((UChar32)c); }

uint16_t cicu_category(uint32_t c) {
  /* In the order of UCharCategory. */
  static const char names[] = "CnLuLlLtLmLoMnMeMcNdNlNoZsZlZpCcCfCoCsPdPsPePcPoSmScSkSoPiPf";
  int category = u_charType((UChar32)c);
  return (uint16_t)((uint8_t)names[2 * category] << 8 | (uint8_t)names[2 * category + 1]);
}

int32_t cicu_digit_value(uint32_t c) {
  int32_t decimal = u_charDigitValue((UChar32)c);
  if (decimal >= 0 || u_charType((UChar32)c) != U_OTHER_NUMBER) return decimal;
  double value = u_getNumericValue((UChar32)c);
  return value >= 0 && value <= 9 && value == (int32_t)value ? (int32_t)value : -1;
}

bool cicu_is_white_space(uint32_t c) { return u_isUWhiteSpace((UChar32)c); }

bool cicu_is_emoji(uint32_t c) {
  return u_hasBinaryProperty((UChar32)c, UCHAR_EXTENDED_PICTOGRAPHIC)
      || u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI_PRESENTATION);
}

bool cicu_is_emoji_modifier(uint32_t c) { return u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI_MODIFIER); }

bool cicu_is_default_ignorable(uint32_t c) {
  return u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool cicu_is_cyrillic(uint32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript((UChar32)c, &status) == USCRIPT_CYRILLIC && U_SUCCESS(status);
}

bool cicu_is_region(char first, char second) {
  /* Flags beside ISO's regions: islands, Kosovo, the European Union and the United Nations. */
  static const char others[][3] = {"AC", "CP", "DG", "EA", "EU", "IC", "TA", "UN", "XK"};
  const char region[3] = {first, second, 0};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    if (strcmp(others[i], region) == 0) return true;
  }
  for (const char *const *known = uloc_getISOCountries(); known != NULL && *known != NULL; known++) {
    if (strcmp(*known, region) == 0) return true;
  }
  return false;
}
