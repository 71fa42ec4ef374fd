/* Every kind of argument that cannot be: an error code, never a crash. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char comment[] = "Глава — идиот";
static const size_t comment_length = sizeof comment - 1;

/* An address that is not aligned for anything. */
static void *crooked(void *address) { return (char *)address + 1; }

void test_versions(void) {
  sito_status status;
  CHECK(strcmp(sito_version(), SITO_VERSION) == 0);
  CHECK(sito_abi_version() == SITO_ABI_VERSION);
  CHECK(strlen(sito_default_policy()) > 0);
  for (status = -1; status <= 10; status += 1) CHECK(strlen(sito_status_message(status)) > 0);
  CHECK(strcmp(sito_status_message(SITO_FORKED), sito_status_message(10)) != 0);
  CHECK(strcmp(sito_status_message(-1), sito_status_message(10)) == 0);
}

/* What an error says, and that it is gone afterwards. */
static void expect(sito_status expected, sito_status status, sito_error **error, const char *part) {
  CHECK_STATUS(expected, status);
  CHECK(*error != NULL);
  CHECK(sito_error_status(*error) == expected);
  if (strstr(sito_error_message(*error), part) == NULL) fprintf(stderr, "'%s'\n", sito_error_message(*error));
  CHECK(strstr(sito_error_message(*error), part) != NULL);
  CHECK_STATUS(SITO_OK, sito_error_free(*error));
  CHECK_STATUS(SITO_BAD_HANDLE, sito_error_free(*error));
  CHECK(strcmp(sito_error_message(*error), "") == 0);
  CHECK(sito_error_status(*error) == SITO_BAD_HANDLE);
  *error = NULL;
}

void test_arguments(void) {
  sito_ruleset *ruleset = built_in(), *other = NULL;
  sito_moderator *moderator = moderator_of(ruleset), *none = NULL;
  sito_error *error = NULL, *crooked_error[2] = {NULL, NULL};
  sito_text *text = NULL;
  uint32_t flags[2] = {7, 7};
  char *long_text;

  /* Rulesets. */
  expect(SITO_INVALID_ARGUMENT, sito_ruleset_embedded(NULL, NULL, &error), &error, "'ruleset' is NULL");
  expect(SITO_INVALID_ARGUMENT, sito_ruleset_embedded(NULL, (sito_ruleset **)crooked(crooked_error), &error), &error,
         "not aligned");
  expect(SITO_NO_POLICY, sito_ruleset_embedded("no-such-act", &other, &error), &error, sito_default_policy());
  expect(SITO_NO_POLICY, sito_ruleset_embedded("", &other, &error), &error, "''");
  expect(SITO_NO_POLICY, sito_ruleset_embedded("\xFF\xFE", &other, &error), &error, "known");
  expect(SITO_INVALID_ARGUMENT, sito_ruleset_load(NULL, "a", "b.yaml", &other, &error), &error, "not both");
  expect(SITO_UNREADABLE, sito_ruleset_load("/no/such/folder", NULL, NULL, &other, &error), &error, "/no/such/folder");
  expect(SITO_UNREADABLE, sito_ruleset_load(NULL, NULL, "/no/such/file.yaml", &other, &error), &error, "file.yaml");
  expect(SITO_INVALID_ARGUMENT, sito_ruleset_load(NULL, NULL, NULL, NULL, &error), &error, "'ruleset'");
  expect(SITO_INVALID_ARGUMENT, sito_ruleset_under(ruleset, NULL, &other, &error), &error, "'policy'");
  expect(SITO_INVALID_ARGUMENT, sito_ruleset_under(ruleset, "a", NULL, &error), &error, "'other'");
  expect(SITO_INVALID_ARGUMENT, sito_ruleset_under(NULL, "a", &other, &error), &error, "'ruleset'");
  expect(SITO_NO_POLICY, sito_ruleset_under(ruleset, "a", &other, &error), &error, "'a'");
  CHECK(other == NULL);
  CHECK_STATUS(SITO_INVALID_ARGUMENT, sito_ruleset_embedded(NULL, &other, (sito_error **)crooked(crooked_error)));
  CHECK(crooked_error[0] == NULL && other == NULL);
  CHECK(sito_ruleset_policy_id(ruleset, sito_ruleset_policy_count(ruleset)) == NULL);
  CHECK(sito_ruleset_policy_id(ruleset, SIZE_MAX) == NULL);
  CHECK(sito_ruleset_policy_act(ruleset, 0, NULL) == NULL);
  CHECK(sito_ruleset_policy_act(ruleset, 0, "de") == NULL);
  CHECK(sito_ruleset_policy_act(ruleset, SIZE_MAX, "ru") == NULL);

  /* Moderators. */
  expect(SITO_INVALID_ARGUMENT, sito_moderator_create(NULL, &none, &error), &error, "'ruleset'");
  expect(SITO_INVALID_ARGUMENT, sito_moderator_create(ruleset, NULL, &error), &error, "'moderator'");
  expect(SITO_BAD_HANDLE, sito_moderator_create((sito_ruleset *)moderator, &none, &error), &error, "no ruleset");
  CHECK(none == NULL);

  /* One text. */
  expect(SITO_INVALID_ARGUMENT, sito_judge(NULL, comment, comment_length, flags, &error), &error, "'moderator'");
  expect(SITO_INVALID_ARGUMENT, sito_judge(moderator, NULL, 1, flags, &error), &error, "'text' is NULL");
  expect(SITO_INVALID_ARGUMENT, sito_judge(moderator, comment, comment_length, NULL, &error), &error, "'flags'");
  expect(SITO_INVALID_ARGUMENT, sito_judge(moderator, comment, comment_length, (uint32_t *)crooked(flags), &error),
         &error, "not aligned");
  expect(SITO_TOO_LARGE, sito_judge(moderator, comment, SIZE_MAX, flags, &error), &error, "18446744073709551615");
  expect(SITO_TOO_LARGE, sito_judge(moderator, NULL, SIZE_MAX, flags, &error), &error, "allowed");
  expect(SITO_INVALID_ARGUMENT, sito_classify(moderator, comment, comment_length, NULL, 1, NULL, NULL, &error), &error,
         "'json'");
  expect(SITO_INVALID_ARGUMENT,
         sito_classify(moderator, comment, comment_length, NULL, 1, (uint32_t *)crooked(flags), &text, &error), &error,
         "'flags'");
  expect(SITO_INVALID_ARGUMENT, sito_mask(moderator, comment, comment_length, 2, &text, &error), &error, "option");
  expect(SITO_INVALID_ARGUMENT, sito_mask(moderator, comment, comment_length, 0, NULL, &error), &error, "'masked'");
  expect(SITO_INVALID_ARGUMENT, sito_explain(moderator, comment, comment_length, NULL, &text, &error), &error,
         "'language'");
  expect(SITO_INVALID_ARGUMENT, sito_explain(moderator, comment, comment_length, "de", &text, &error), &error, "ru, en");
  expect(SITO_INVALID_ARGUMENT, sito_explain(moderator, comment, comment_length, "ru", NULL, &error), &error,
         "'explanation'");
  CHECK(flags[0] == 7 && flags[1] == 7 && text == NULL);

  /* The longest text, and one that is too long. */
  long_text = (char *)memory(SITO_MAX_TEXT + 1);
  memset(long_text, ' ', SITO_MAX_TEXT + 1);
  if (!is_brief) {
    CHECK_STATUS(SITO_OK, sito_judge(moderator, long_text, SITO_MAX_TEXT, flags, NULL));
    CHECK(flags[0] == 0);
  }
  expect(SITO_TOO_LARGE, sito_judge(moderator, long_text, SITO_MAX_TEXT + 1, flags, &error), &error, "16777217 bytes");
  free(long_text);

  /* Errors that nobody asks for; and a success clears what was left of one before. */
  CHECK_STATUS(SITO_INVALID_ARGUMENT, sito_judge(moderator, NULL, 1, flags, NULL));
  error = (sito_error *)moderator;
  CHECK_STATUS(SITO_OK, sito_judge(moderator, comment, comment_length, flags, &error));
  CHECK(error == NULL);
  CHECK(flags[0] == (SITO_INSULT | SITO_CERTAIN(SITO_INSULT) | SITO_DELETE | SITO_BLACKLIST | SITO_NO_REPLY));

  CHECK_STATUS(SITO_OK, sito_moderator_free(moderator));
  CHECK_STATUS(SITO_OK, sito_ruleset_free(ruleset));
}

/* Handles that are none: NULL, freed, of another kind, or made up. */
void test_handles(void) {
  sito_ruleset *ruleset = built_in();
  sito_moderator *moderator = moderator_of(ruleset), *again;
  sito_text *text = NULL, *second = NULL;
  sito_verdicts *verdicts = NULL;
  sito_texts none;
  uint32_t flags = 0;
  size_t bit;
  memset(&none, 0, sizeof none);

  CHECK_STATUS(SITO_OK, sito_ruleset_free(NULL));
  CHECK_STATUS(SITO_OK, sito_moderator_free(NULL));
  CHECK_STATUS(SITO_OK, sito_text_free(NULL));
  CHECK_STATUS(SITO_OK, sito_verdicts_free(NULL));
  CHECK_STATUS(SITO_OK, sito_error_free(NULL));

  CHECK_STATUS(SITO_OK, sito_classify(moderator, comment, comment_length, NULL, 1, NULL, &text, NULL));
  CHECK_STATUS(SITO_OK, sito_classify_batch(moderator, &none, NULL, 1, 32, NULL, &verdicts, NULL));
  CHECK(sito_handle_count() == 4);

  /* Of another kind. */
  CHECK_STATUS(SITO_BAD_HANDLE, sito_ruleset_free((sito_ruleset *)moderator));
  CHECK_STATUS(SITO_BAD_HANDLE, sito_moderator_free((sito_moderator *)text));
  CHECK_STATUS(SITO_BAD_HANDLE, sito_text_free((sito_text *)verdicts));
  CHECK_STATUS(SITO_BAD_HANDLE, sito_verdicts_free((sito_verdicts *)ruleset));
  CHECK_STATUS(SITO_BAD_HANDLE, sito_error_free((sito_error *)ruleset));
  CHECK_STATUS(SITO_BAD_HANDLE, sito_judge((sito_moderator *)ruleset, comment, comment_length, &flags, NULL));
  CHECK(sito_text_data((sito_text *)moderator) == NULL && sito_text_length((sito_text *)moderator) == 0);
  CHECK(sito_verdicts_data((sito_verdicts *)text) == NULL && sito_verdicts_count((sito_verdicts *)text) == 0);
  CHECK(sito_verdicts_length((sito_verdicts *)text) == 0);
  CHECK(sito_verdicts_offsets32((sito_verdicts *)text) == NULL);
  CHECK(sito_verdicts_offsets64((sito_verdicts *)text) == NULL);
  CHECK(sito_ruleset_id((sito_ruleset *)text) == NULL && sito_ruleset_policy((sito_ruleset *)text) == NULL);
  CHECK(sito_ruleset_policy_count((sito_ruleset *)text) == 0);
  CHECK(sito_ruleset_policy_id((sito_ruleset *)text, 0) == NULL);
  CHECK(sito_ruleset_id(NULL) == NULL && sito_text_data(NULL) == NULL && sito_verdicts_data(NULL) == NULL);

  /* Addresses of something else, and handles with any one bit changed. */
  CHECK_STATUS(SITO_BAD_HANDLE, sito_judge((sito_moderator *)&flags, comment, comment_length, &flags, NULL));
  CHECK_STATUS(SITO_BAD_HANDLE, sito_judge((sito_moderator *)(intptr_t)-1, comment, comment_length, &flags, NULL));
  for (bit = 0; bit < 8 * sizeof(void *); bit += 1) {
    again = (sito_moderator *)((uintptr_t)moderator ^ (uintptr_t)1 << bit);
    CHECK_STATUS(SITO_BAD_HANDLE, sito_judge(again, comment, comment_length, &flags, NULL));
    CHECK_STATUS(SITO_BAD_HANDLE, sito_moderator_free(again));
  }

  /* Freed, once and twice; what has the place now is another. */
  CHECK_STATUS(SITO_OK, sito_text_free(text));
  CHECK_STATUS(SITO_BAD_HANDLE, sito_text_free(text));
  CHECK_STATUS(SITO_OK, sito_mask(moderator, comment, comment_length, 0, &second, NULL));
  CHECK(second != text && sito_text_data(text) == NULL && sito_text_data(second) != NULL);
  CHECK_STATUS(SITO_BAD_HANDLE, sito_text_free(text));

  /* A moderator outlives its ruleset. */
  CHECK_STATUS(SITO_OK, sito_ruleset_free(ruleset));
  CHECK_STATUS(SITO_BAD_HANDLE, sito_moderator_create(ruleset, &again, NULL));
  CHECK_STATUS(SITO_OK, sito_judge(moderator, comment, comment_length, &flags, NULL));
  CHECK(flags & SITO_DELETE);

  CHECK_STATUS(SITO_OK, sito_moderator_free(moderator));
  CHECK_STATUS(SITO_BAD_HANDLE, sito_judge(moderator, comment, comment_length, &flags, NULL));
  CHECK_STATUS(SITO_OK, sito_verdicts_free(verdicts));
  CHECK_STATUS(SITO_OK, sito_text_free(second));

  /* Many at once, more than a piece of the table holds. */
  {
    enum { many = 3000 };
    static sito_text *texts[many];
    sito_ruleset *rules = built_in();
    sito_moderator *judge = moderator_of(rules);
    for (size_t i = 0; i < many; i += 1) CHECK_STATUS(SITO_OK, sito_mask(judge, "мир", 6, 0, &texts[i], NULL));
    CHECK(sito_handle_count() == many + 2);
    for (size_t i = 0; i < many; i += 1) {
      CHECK(sito_text_length(texts[i]) == 6);
      CHECK_STATUS(SITO_OK, sito_text_free(texts[i]));
    }
    sito_moderator_free(judge);
    sito_ruleset_free(rules);
  }
}
