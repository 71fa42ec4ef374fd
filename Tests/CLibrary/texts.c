/* One text: its verdict, masked, explained; and bytes that are no UTF-8. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

static int equals(const sito_text *text, const char *expected) {
  return sito_text_length(text) == strlen(expected) && memcmp(sito_text_data(text), expected, strlen(expected) + 1) == 0;
}

static int begins(const sito_text *text, const char *expected) {
  return strncmp(sito_text_data(text), expected, strlen(expected)) == 0;
}

static void verdicts(sito_moderator *moderator) {
  sito_text *json = NULL;
  uint32_t flags = 0;
  CHECK_STATUS(SITO_OK, sito_classify(moderator, "Спасибо", 14, NULL, -5, &flags, &json, NULL));
  CHECK(flags == 0);
  CHECK(begins(json, "{\"v\":1,\"id\":-5,\"labels\":[],"));
  CHECK(strlen(sito_text_data(json)) == sito_text_length(json));
  CHECK(sito_text_data(json)[sito_text_length(json) - 1] == '}');
  sito_text_free(json);
  /* An id that wants to be more than a string. */
  CHECK_STATUS(SITO_OK, sito_classify(moderator, "", 0, "\"},\n\xFF", 1, NULL, &json, NULL));
  CHECK(begins(json, "{\"v\":1,\"id\":\"\\\"},\\n\xEF\xBF\xBD\","));
  sito_text_free(json);
  CHECK_STATUS(SITO_OK, sito_classify(moderator, NULL, 0, "", INT64_MIN, &flags, &json, NULL));
  CHECK(begins(json, "{\"v\":1,\"id\":\"\",") && flags == 0);
  sito_text_free(json);
}

static void masks(sito_moderator *moderator) {
  static const char text[] = "Глава — идиот\n\\ \"конь\"";
  sito_text *masked = NULL;
  CHECK_STATUS(SITO_OK, sito_mask(moderator, text, sizeof text - 1, 0, &masked, NULL));
  CHECK(equals(masked, "Глава — *****\n\\ \"конь\""));
  sito_text_free(masked);
  /* A zero byte is a byte of the text. */
  CHECK_STATUS(SITO_OK, sito_mask(moderator, "a\0b", 3, SITO_MASK_CERTAIN_ONLY, &masked, NULL));
  CHECK(sito_text_length(masked) == 3 && memcmp(sito_text_data(masked), "a\0b", 4) == 0);
  sito_text_free(masked);
  CHECK_STATUS(SITO_OK, sito_mask(moderator, NULL, 0, 0, &masked, NULL));
  CHECK(equals(masked, ""));
  sito_text_free(masked);
}

static void explanations(sito_moderator *moderator, sito_moderator *own) {
  static const char text[] = "Глава — идиот";
  sito_text *explanation = NULL;
  CHECK_STATUS(SITO_OK, sito_explain(moderator, text, sizeof text - 1, "ru", &explanation, NULL));
  CHECK(strstr(sito_text_data(explanation), "Решение: удалить") != NULL);
  CHECK(strstr(sito_text_data(explanation), "[идиот]") != NULL);
  CHECK(strstr(sito_text_data(explanation), "lexicons/") != NULL);
  sito_text_free(explanation);
  CHECK_STATUS(SITO_OK, sito_explain(moderator, text, sizeof text - 1, "en", &explanation, NULL));
  CHECK(strstr(sito_text_data(explanation), "Decision: delete") != NULL);
  sito_text_free(explanation);
  /* Rules of one's own are named by where they are. */
  CHECK_STATUS(SITO_OK, sito_explain(own, "хрюмзель", 16, "ru", &explanation, NULL));
  CHECK(strstr(sito_text_data(explanation), "rules/words.tsv:3\n") != NULL);
  sito_text_free(explanation);
}

/* Whatever the bytes are, there is a verdict, and it says that they are no UTF-8. */
static void no_utf8(sito_moderator *moderator, sito_moderator *own) {
  static const char *const pieces[] = {"\xFF", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xD0",
                                       "идиот\xD0", "\x80идиот", "\xF0\x9F\x98"};
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i += 1) {
    sito_text *json = NULL, *masked = NULL;
    uint32_t flags = 0, other = 0;
    size_t length = strlen(pieces[i]);
    CHECK_STATUS(SITO_OK, sito_judge(moderator, pieces[i], length, &flags, NULL));
    CHECK(flags & SITO_INVALID_UTF8);
    CHECK(((flags & SITO_INSULT) != 0) == (length > 8));
    CHECK_STATUS(SITO_OK, sito_classify(moderator, pieces[i], length, NULL, 1, &other, &json, NULL));
    CHECK(other == flags && strstr(sito_text_data(json), ",\"invalid_utf8\":true}") != NULL);
    CHECK_STATUS(SITO_OK, sito_mask(moderator, pieces[i], length, 0, &masked, NULL));
    CHECK((flags & SITO_INSULT) || equals(masked, pieces[i]));
    sito_text_free(json);
    sito_text_free(masked);
  }
  /* Bytes by chance (a linear congruential generator of Knuth's). */
  uint64_t state = 1;
  char bytes[512];
  for (int round = 0; round < (is_brief ? 20 : 300); round += 1) {
    sito_text *text = NULL;
    uint32_t flags = 0;
    for (size_t i = 0; i < sizeof bytes; i += 1) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      bytes[i] = (char)(state >> 56);
      if (round % 2 && (i % 2) == 0) bytes[i] = (char)(0xD0 | (bytes[i] & 1));
    }
    CHECK_STATUS(SITO_OK, sito_judge(moderator, bytes, sizeof bytes, &flags, NULL));
    CHECK_STATUS(SITO_OK, sito_mask(moderator, bytes, sizeof bytes, 0, &text, NULL));
    sito_text_free(text);
    CHECK_STATUS(SITO_OK, sito_explain(own, bytes, 32, "en", &text, NULL));
    sito_text_free(text);
  }
}

void test_texts(const char *rules) {
  sito_ruleset *ruleset = built_in(), *small = NULL;
  sito_moderator *moderator = moderator_of(ruleset), *own;
  CHECK_STATUS(SITO_OK, sito_ruleset_load(rules, NULL, NULL, &small, NULL));
  own = moderator_of(small);
  verdicts(moderator);
  masks(moderator);
  explanations(moderator, own);
  no_utf8(moderator, own);
  sito_moderator_free(own);
  sito_ruleset_free(small);
  sito_moderator_free(moderator);
  sito_ruleset_free(ruleset);
}
