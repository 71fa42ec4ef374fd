/* Batches whose layout cannot be, and layouts that can: an error code before anything is judged, or the right flags. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Three texts: an insult, nothing, thanks; and more bytes behind them. */
static const char data[] = "идиотспасибо и ещё";
enum { insult_end = 10, thanks_end = 24, data_length = sizeof data - 1 };
static const uint32_t insult_flags =
    SITO_INSULT | SITO_CERTAIN(SITO_INSULT) | SITO_DELETE | SITO_BLACKLIST | SITO_NO_REPLY;

static sito_texts narrow_texts(const int32_t *offsets, size_t count) {
  sito_texts texts;
  memset(&texts, 0, sizeof texts);
  texts.data = data;
  texts.data_length = data_length;
  texts.offsets32 = offsets;
  texts.count = count;
  return texts;
}

static sito_texts wide_texts(const int64_t *offsets, size_t count) {
  sito_texts texts = narrow_texts(NULL, count);
  texts.offsets64 = offsets;
  return texts;
}

/* Both calls over a batch refuse it, write nothing, and say why. */
static void expect(sito_moderator *moderator, sito_status expected, const sito_texts *texts, const char *part) {
  uint32_t flags[4] = {7, 7, 7, 7};
  sito_verdicts *verdicts = NULL;
  sito_error *error = NULL;
  CHECK_STATUS(expected, sito_judge_batch(moderator, texts, flags, &error));
  if (strstr(sito_error_message(error), part) == NULL) fprintf(stderr, "'%s'\n", sito_error_message(error));
  CHECK(strstr(sito_error_message(error), part) != NULL);
  sito_error_free(error);
  CHECK_STATUS(expected, sito_classify_batch(moderator, texts, NULL, 1, 32, flags, &verdicts, NULL));
  CHECK(flags[0] == 7 && flags[1] == 7 && flags[2] == 7 && flags[3] == 7 && verdicts == NULL);
}

static void refused(sito_moderator *moderator) {
  const int32_t good[] = {0, insult_end, insult_end, thanks_end};
  const int32_t negative[] = {-1, insult_end, insult_end, thanks_end};
  const int32_t overlapping[] = {0, insult_end, insult_end - 2, thanks_end};
  const int32_t falling[] = {thanks_end, insult_end, insult_end, 0};
  const int32_t turning_negative[] = {0, INT32_MIN, insult_end, thanks_end};
  const int32_t beyond[] = {0, insult_end, insult_end, data_length + 1};
  const int32_t far_beyond[] = {0, insult_end, insult_end, INT32_MAX};
  const int64_t wide_negative[] = {INT64_MIN, 0, insult_end, thanks_end};
  const int64_t wide_beyond[] = {0, insult_end, insult_end, INT64_MAX};
  const int64_t wide_falling[] = {0, (int64_t)1 << 32, insult_end, thanks_end};
  const uint8_t validity[] = {0xFF};
  sito_texts texts;

  expect(moderator, SITO_INVALID_ARGUMENT, NULL, "'texts' is NULL");
  expect(moderator, SITO_INVALID_ARGUMENT, (const sito_texts *)((const char *)&texts + 1), "not aligned");
  texts = narrow_texts(negative, 3);
  expect(moderator, SITO_BAD_OFFSETS, &texts, "offset 0 is -1");
  texts = narrow_texts(overlapping, 3);
  expect(moderator, SITO_BAD_OFFSETS, &texts, "offset 2 is 8, which is less than 10");
  texts = narrow_texts(falling, 3);
  expect(moderator, SITO_BAD_OFFSETS, &texts, "offset 1 is 10, which is less than 24");
  texts = narrow_texts(turning_negative, 3);
  expect(moderator, SITO_BAD_OFFSETS, &texts, "offset 1 is -2147483648");
  texts = narrow_texts(beyond, 3);
  expect(moderator, SITO_BAD_OFFSETS, &texts, "beyond the 34 bytes");
  texts = narrow_texts(far_beyond, 3);
  expect(moderator, SITO_BAD_OFFSETS, &texts, "2147483647, beyond");
  texts = wide_texts(wide_negative, 3);
  expect(moderator, SITO_BAD_OFFSETS, &texts, "negative");
  texts = wide_texts(wide_beyond, 3);
  expect(moderator, SITO_BAD_OFFSETS, &texts, "9223372036854775807, beyond");
  texts = wide_texts(wide_falling, 3);
  expect(moderator, SITO_BAD_OFFSETS, &texts, "offset 2 is 10, which is less than 4294967296");

  texts = narrow_texts(good, 3);
  texts.data_length = thanks_end - 1;
  expect(moderator, SITO_BAD_OFFSETS, &texts, "beyond the 23 bytes");
  texts.data_length = SIZE_MAX;
  expect(moderator, SITO_INVALID_ARGUMENT, &texts, "no memory has");
  texts = narrow_texts(good, 3);
  texts.data = NULL;
  expect(moderator, SITO_INVALID_ARGUMENT, &texts, "'data' is NULL");
  texts = narrow_texts(NULL, 3);
  expect(moderator, SITO_INVALID_ARGUMENT, &texts, "neither");
  texts = narrow_texts(good, 3);
  texts.offsets64 = wide_beyond;
  expect(moderator, SITO_INVALID_ARGUMENT, &texts, "both");
  texts = narrow_texts((const int32_t *)(const void *)((const char *)good + 1), 2);
  expect(moderator, SITO_INVALID_ARGUMENT, &texts, "not aligned");
  texts = wide_texts((const int64_t *)(const void *)((const char *)wide_beyond + 4), 2);
  expect(moderator, SITO_INVALID_ARGUMENT, &texts, "not aligned");
  texts = narrow_texts(good, SIZE_MAX);
  expect(moderator, SITO_TOO_LARGE, &texts, "18446744073709551615 texts");
  texts.count = (size_t)SITO_MAX_COUNT + 1;
  expect(moderator, SITO_TOO_LARGE, &texts, "at most 2147483647");
  texts = narrow_texts(good, 3);
  texts.validity = validity;
  texts.validity_offset = SIZE_MAX;
  expect(moderator, SITO_INVALID_ARGUMENT, &texts, "no memory has");
}

/* Flags that share memory with the texts, or have none. */
static void refused_flags(sito_moderator *moderator) {
  int32_t offsets[] = {0, insult_end, insult_end, thanks_end};
  uint32_t flags[4];
  sito_texts texts = narrow_texts(offsets, 3);
  sito_verdicts *verdicts = NULL;
  CHECK_STATUS(SITO_INVALID_ARGUMENT, sito_judge_batch(moderator, &texts, NULL, NULL));
  CHECK_STATUS(SITO_INVALID_ARGUMENT, sito_judge_batch(moderator, &texts, (uint32_t *)(void *)offsets, NULL));
  CHECK_STATUS(SITO_INVALID_ARGUMENT, sito_judge_batch(moderator, &texts, (uint32_t *)(void *)(offsets + 3), NULL));
  CHECK_STATUS(SITO_INVALID_ARGUMENT,
               sito_judge_batch(moderator, &texts, (uint32_t *)(void *)((char *)flags + 1), NULL));
  texts.data = (const char *)flags;
  CHECK_STATUS(SITO_INVALID_ARGUMENT, sito_judge_batch(moderator, &texts, flags, NULL));
  CHECK_STATUS(SITO_INVALID_ARGUMENT, sito_classify_batch(moderator, &texts, NULL, 1, 64, flags, &verdicts, NULL));
  CHECK(offsets[0] == 0 && offsets[3] == thanks_end && verdicts == NULL);
}

static void refused_ids(sito_moderator *moderator) {
  const int32_t offsets[] = {0, insult_end, insult_end, thanks_end};
  const int32_t bad[] = {0, insult_end, 2, thanks_end};
  const uint8_t validity[] = {0x05};
  sito_texts texts = narrow_texts(offsets, 3), ids = narrow_texts(offsets, 2);
  sito_verdicts *verdicts = NULL;
  CHECK_STATUS(SITO_INVALID_ARGUMENT, sito_classify_batch(moderator, &texts, &ids, 1, 32, NULL, &verdicts, NULL));
  ids = narrow_texts(offsets, 3);
  ids.validity = validity;
  CHECK_STATUS(SITO_INVALID_ARGUMENT, sito_classify_batch(moderator, &texts, &ids, 1, 32, NULL, &verdicts, NULL));
  ids = narrow_texts(bad, 3);
  CHECK_STATUS(SITO_BAD_OFFSETS, sito_classify_batch(moderator, &texts, &ids, 1, 32, NULL, &verdicts, NULL));
  CHECK_STATUS(SITO_INVALID_ARGUMENT, sito_classify_batch(moderator, &texts, NULL, INT64_MAX, 32, NULL, &verdicts, NULL));
  CHECK_STATUS(SITO_INVALID_ARGUMENT, sito_classify_batch(moderator, &texts, NULL, 1, 16, NULL, &verdicts, NULL));
  CHECK_STATUS(SITO_INVALID_ARGUMENT, sito_classify_batch(moderator, &texts, NULL, 1, 32, NULL, NULL, NULL));
  CHECK(verdicts == NULL);
  CHECK_STATUS(SITO_INVALID_ARGUMENT, sito_judge_batch(NULL, &texts, NULL, NULL));
}

static void accepted(sito_moderator *moderator) {
  const int32_t narrow[] = {0, insult_end, insult_end, thanks_end};
  const int64_t wide[] = {0, insult_end, insult_end, thanks_end};
  /* Bits 6, 7, 8 of a longer bitmap: there, not there, there. */
  const uint8_t validity[] = {0x40, 0x01};
  uint32_t flags[3] = {7, 7, 7};
  sito_verdicts *verdicts = NULL;
  sito_texts texts = narrow_texts(narrow, 3);
  CHECK_STATUS(SITO_OK, sito_judge_batch(moderator, &texts, flags, NULL));
  CHECK(flags[0] == insult_flags && flags[1] == 0 && flags[2] == 0);
  /* A slice: the first offset is not 0. */
  texts = narrow_texts(narrow + 1, 2);
  CHECK_STATUS(SITO_OK, sito_judge_batch(moderator, &texts, flags, NULL));
  CHECK(flags[0] == 0 && flags[1] == 0);
  texts = wide_texts(wide, 3);
  texts.validity = validity;
  texts.validity_offset = 6;
  CHECK_STATUS(SITO_OK, sito_judge_batch(moderator, &texts, flags, NULL));
  CHECK(flags[0] == insult_flags && flags[1] == SITO_NOT_JUDGED && flags[2] == 0);
  CHECK_STATUS(SITO_OK, sito_classify_batch(moderator, &texts, NULL, INT64_MAX - 3, 64, flags, &verdicts, NULL));
  CHECK(flags[0] == insult_flags && flags[1] == SITO_NOT_JUDGED && flags[2] == 0);
  CHECK(sito_verdicts_count(verdicts) == 3 && sito_verdicts_offsets32(verdicts) == NULL);
  const int64_t *ends = sito_verdicts_offsets64(verdicts);
  CHECK(ends[0] == 0 && ends[1] > 100 && ends[2] == ends[1] && ends[3] > ends[2]);
  CHECK((size_t)ends[3] == sito_verdicts_length(verdicts));
  CHECK(strncmp(sito_verdicts_data(verdicts), "{\"v\":1,\"id\":9223372036854775804,", 32) == 0);
  CHECK(strlen(sito_verdicts_data(verdicts)) == sito_verdicts_length(verdicts));
  CHECK_STATUS(SITO_OK, sito_verdicts_free(verdicts));

  /* No texts at all: nothing needs to be there. */
  memset(&texts, 0, sizeof texts);
  CHECK_STATUS(SITO_OK, sito_judge_batch(moderator, &texts, NULL, NULL));
  CHECK_STATUS(SITO_OK, sito_classify_batch(moderator, &texts, &texts, 1, 32, NULL, &verdicts, NULL));
  CHECK(sito_verdicts_count(verdicts) == 0 && sito_verdicts_length(verdicts) == 0);
  CHECK(sito_verdicts_offsets32(verdicts)[0] == 0 && sito_verdicts_data(verdicts)[0] == 0);
  CHECK_STATUS(SITO_OK, sito_verdicts_free(verdicts));
  /* Texts without bytes. */
  const int32_t zeros[] = {0, 0, 0};
  texts.offsets32 = zeros;
  texts.count = 2;
  CHECK_STATUS(SITO_OK, sito_judge_batch(moderator, &texts, flags, NULL));
  CHECK(flags[0] == 0 && flags[1] == 0);
}

/* One text is too long: it is told, and the others are judged. */
static void too_long(sito_moderator *moderator) {
  size_t length = (size_t)SITO_MAX_TEXT + 1 + insult_end;
  char *bytes = (char *)memory(length);
  const int64_t offsets[] = {0, SITO_MAX_TEXT + 1, SITO_MAX_TEXT + 1 + insult_end};
  uint32_t flags[2];
  sito_verdicts *verdicts = NULL;
  sito_texts texts = wide_texts(offsets, 2);
  memset(bytes, 'a', length);
  memcpy(bytes + SITO_MAX_TEXT + 1, data, insult_end);
  texts.data = bytes;
  texts.data_length = length;
  CHECK_STATUS(SITO_OK, sito_classify_batch(moderator, &texts, NULL, 5, 32, flags, &verdicts, NULL));
  CHECK(flags[0] == SITO_NOT_JUDGED && flags[1] == insult_flags);
  const char expected[] = "{\"v\":1,\"id\":5,\"error\":{\"code\":\"too_long\","
                          "\"message\":\"16777217 bytes, more than the 16777216 allowed\",\"line\":1}}";
  CHECK((size_t)sito_verdicts_offsets32(verdicts)[1] == sizeof expected - 1);
  CHECK(memcmp(sito_verdicts_data(verdicts), expected, sizeof expected - 1) == 0);
  sito_verdicts_free(verdicts);
  free(bytes);
}

void test_offsets(void) {
  sito_ruleset *ruleset = built_in();
  sito_moderator *moderator = moderator_of(ruleset);
  refused(moderator);
  refused_flags(moderator);
  refused_ids(moderator);
  accepted(moderator);
  if (!is_brief) too_long(moderator);
  sito_moderator_free(moderator);
  sito_ruleset_free(ruleset);
}
