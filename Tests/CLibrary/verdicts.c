/* The verdicts of the library are those of the command, byte for byte, one by one and in batches. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The line of the command for a comment, without its line feed. */
typedef struct line {
  const char *start;
  size_t length;
} line;

static line next_line(const char **place) {
  line found;
  const char *end = strchr(*place, '\n');
  found.start = *place;
  found.length = end == NULL ? strlen(*place) : (size_t)(end - *place);
  *place += found.length + (end != NULL);
  return found;
}

static int same(line expected, const char *bytes, size_t length) {
  int is_same = expected.length == length && memcmp(expected.start, bytes, length) == 0;
  if (!is_same && check_failures < 3) {
    fprintf(stderr, "command: %.*s\nlibrary: %.*s\n", (int)expected.length, expected.start, (int)length, bytes);
  }
  return is_same;
}

/* Whether flags and a verdict say the same. */
static int agree(uint32_t flags, const char *json, size_t length) {
  static const char *const labels[] = {"profanity", "coarse", "insult", "threat", "aggression", "spam"};
  static const char *const actions[] = {"\"delete\":\"", "\"blacklist\":\"", "\"no_reply\":\""};
  char *text = (char *)memory(length + 1), name[64];
  int agrees = 1;
  memcpy(text, json, length);
  text[length] = 0;
  for (unsigned i = 0; i < 6; i += 1) {
    uint32_t label = UINT32_C(1) << i;
    snprintf(name, sizeof name, "{\"label\":\"%s\",", labels[i]);
    agrees &= (strstr(text, name) != NULL) == ((flags & label) != 0);
    snprintf(name, sizeof name, "{\"label\":\"%s\",\"tier\":\"certain\"", labels[i]);
    agrees &= (strstr(text, name) != NULL) == ((flags & SITO_CERTAIN(label)) != 0);
  }
  for (unsigned i = 0; i < 3; i += 1) {
    agrees &= (strstr(text, actions[i]) != NULL) == ((flags & SITO_DELETE << i) != 0);
  }
  agrees &= (strstr(text, ",\"review\":true,") != NULL) == ((flags & SITO_REVIEW) != 0);
  free(text);
  return agrees;
}

static void one_by_one(sito_moderator *moderator, const corpus *comments, const char *expected, uint32_t *all) {
  for (size_t i = 0; i < comments->texts.count; i += 1) {
    const char *text = comments->text_data + comments->text_offsets[i];
    size_t length = (size_t)(comments->text_offsets[i + 1] - comments->text_offsets[i]);
    size_t id_length = (size_t)(comments->id_offsets[i + 1] - comments->id_offsets[i]);
    char id[256];
    sito_text *json = NULL;
    uint32_t flags = 0;
    line verdict = next_line(&expected);
    if (id_length >= sizeof id) id_length = sizeof id - 1;
    memcpy(id, comments->id_data + comments->id_offsets[i], id_length);
    id[id_length] = 0;
    CHECK_STATUS(SITO_OK, sito_classify(moderator, text, length, id, 0, &all[i], &json, NULL));
    CHECK(same(verdict, sito_text_data(json), sito_text_length(json)));
    CHECK(agree(all[i], sito_text_data(json), sito_text_length(json)));
    sito_text_free(json);
    CHECK_STATUS(SITO_OK, sito_judge(moderator, text, length, &flags, NULL));
    CHECK(flags == all[i]);
  }
  CHECK(*expected == 0 || comments->texts.count > 0);
}

/* A part of the comments as a slice, in pieces of a size that divides nothing, with offsets of both widths. */
static void in_batches(sito_moderator *moderator, const corpus *comments, const char *expected, const uint32_t *all) {
  size_t count = comments->texts.count, piece = 37;
  int64_t *wide = (int64_t *)memory((piece + 1) * sizeof(int64_t));
  uint32_t *flags = (uint32_t *)memory(piece * sizeof(uint32_t));
  for (size_t start = 0; start < count; start += piece) {
    size_t part = count - start < piece ? count - start : piece;
    unsigned bits = start / piece % 2 == 0 ? 32 : 64;
    sito_texts texts = comments->texts, ids = comments->ids;
    sito_verdicts *verdicts = NULL;
    texts.count = ids.count = part;
    texts.offsets32 += start;
    ids.offsets32 += start;
    if (bits == 64) {
      for (size_t i = 0; i <= part; i += 1) wide[i] = texts.offsets32[i];
      texts.offsets32 = NULL;
      texts.offsets64 = wide;
    }
    CHECK_STATUS(SITO_OK, sito_judge_batch(moderator, &texts, flags, NULL));
    CHECK(memcmp(flags, all + start, part * sizeof *flags) == 0);
    memset(flags, 0, part * sizeof *flags);
    CHECK_STATUS(SITO_OK, sito_classify_batch(moderator, &texts, &ids, 0, bits, flags, &verdicts, NULL));
    CHECK(memcmp(flags, all + start, part * sizeof *flags) == 0);
    CHECK(sito_verdicts_count(verdicts) == part);
    for (size_t i = 0; i < part; i += 1) {
      size_t from, to;
      if (bits == 64) {
        from = (size_t)sito_verdicts_offsets64(verdicts)[i];
        to = (size_t)sito_verdicts_offsets64(verdicts)[i + 1];
      } else {
        from = (size_t)sito_verdicts_offsets32(verdicts)[i];
        to = (size_t)sito_verdicts_offsets32(verdicts)[i + 1];
      }
      CHECK(same(next_line(&expected), sito_verdicts_data(verdicts) + from, to - from));
    }
    CHECK_STATUS(SITO_OK, sito_verdicts_free(verdicts));
  }
  free(wide);
  free(flags);
}

void test_verdicts(const char *comments_path, const char *verdicts_path, size_t limit) {
  corpus comments = corpus_read(comments_path, limit);
  size_t length = 0;
  char *expected = file_read(verdicts_path, &length);
  uint32_t *flags = (uint32_t *)memory(comments.texts.count * sizeof(uint32_t));
  sito_ruleset *ruleset = built_in();
  sito_moderator *moderator = moderator_of(ruleset);
  CHECK(comments.texts.count > 0);
  one_by_one(moderator, &comments, expected, flags);
  in_batches(moderator, &comments, expected, flags);
  sito_moderator_free(moderator);
  sito_ruleset_free(ruleset);
  free(flags);
  free(expected);
  corpus_free(&comments);
}
