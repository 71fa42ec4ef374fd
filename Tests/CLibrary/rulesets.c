/* Rulesets out of files, policies, and what is wrong in rules. */
#include "check.h"

#include <stdio.h>
#include <string.h>

static uint32_t flags_of(const sito_ruleset *ruleset, const char *text) {
  uint32_t flags = 0;
  sito_moderator *moderator = moderator_of(ruleset);
  CHECK_STATUS(SITO_OK, sito_judge(moderator, text, strlen(text), &flags, NULL));
  sito_moderator_free(moderator);
  return flags;
}

static void embedded(void) {
  sito_ruleset *ruleset = built_in(), *other = NULL;
  size_t count = sito_ruleset_policy_count(ruleset), usual = count;
  CHECK(count >= 5);
  CHECK(strlen(sito_ruleset_id(ruleset)) == 16);
  CHECK(strcmp(sito_ruleset_policy(ruleset), sito_default_policy()) == 0);
  for (size_t i = 0; i < count; i += 1) {
    const char *id = sito_ruleset_policy_id(ruleset, i);
    if (strcmp(id, sito_default_policy()) == 0) usual = i;
    CHECK(strstr(sito_ruleset_policy_act(ruleset, i, "ru"), " от ") != NULL);
    CHECK(strstr(sito_ruleset_policy_act(ruleset, i, "en"), " of ") != NULL);
    CHECK_STATUS(SITO_OK, sito_ruleset_under(ruleset, id, &other, NULL));
    CHECK(strcmp(sito_ruleset_policy(other), id) == 0);
    CHECK(strcmp(sito_ruleset_id(other), sito_ruleset_id(ruleset)) == 0);
    CHECK_STATUS(SITO_OK, sito_ruleset_free(other));
  }
  CHECK(usual < count);
  sito_ruleset_free(ruleset);
}

void test_rulesets(const char *rules, const char *policy_file, const char *broken) {
  sito_ruleset *ruleset = NULL, *own = NULL, *none = NULL;
  sito_error *error = NULL;
  embedded();

  /* A folder with one policy, which need not be named. */
  CHECK_STATUS(SITO_OK, sito_ruleset_load(rules, NULL, NULL, &ruleset, &error));
  if (error != NULL) fprintf(stderr, "%s\n", sito_error_message(error));
  CHECK(sito_ruleset_policy_count(ruleset) == 1);
  CHECK(strcmp(sito_ruleset_policy(ruleset), "village-1-2026") == 0);
  CHECK(strcmp(sito_ruleset_policy_id(ruleset, 0), "village-1-2026") == 0);
  CHECK(flags_of(ruleset, "хрюмзель") == (SITO_PROFANITY | SITO_CERTAIN(SITO_PROFANITY) | SITO_DELETE));
  CHECK(flags_of(ruleset, "хрюкало") == (SITO_INSULT | SITO_REVIEW));
  CHECK(flags_of(ruleset, "Глава — идиот") == 0);

  /* With a policy file besides, which is then in force. */
  CHECK_STATUS(SITO_OK, sito_ruleset_load(rules, NULL, policy_file, &own, NULL));
  CHECK(sito_ruleset_policy_count(own) == 2);
  CHECK(strcmp(sito_ruleset_policy(own), sito_ruleset_policy(ruleset)) != 0);
  CHECK(strcmp(sito_ruleset_id(own), sito_ruleset_id(ruleset)) != 0);

  /* What goes wrong. */
  CHECK_STATUS(SITO_NO_POLICY, sito_ruleset_load(rules, "no-such-act", NULL, &none, NULL));
  CHECK_STATUS(SITO_BAD_RULES, sito_ruleset_load(broken, NULL, NULL, &none, &error));
  CHECK(strstr(sito_error_message(error), "words.tsv:3:") != NULL);
  CHECK(strstr(sito_error_message(error), "words.tsv:4:") != NULL);
  CHECK_STATUS(SITO_OK, sito_error_free(error));
  CHECK_STATUS(SITO_UNREADABLE, sito_ruleset_load(policy_file, NULL, NULL, &none, NULL));
  CHECK_STATUS(SITO_NO_POLICY, sito_ruleset_load(rules, NULL, "/dev/null", &none, NULL));
  CHECK(none == NULL);

  sito_ruleset_free(own);
  sito_ruleset_free(ruleset);
}
