/*
 * c-library PART ARGUMENTS…: runs a part of the test of libsito.so; see run.sh.
 */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int count, char **arguments) {
  const char *part = count > 1 ? arguments[1] : "";
  is_brief = getenv("BRIEF") != NULL;
  if (strcmp(part, "interface") == 0 && count == 5) {
    test_versions();
    test_arguments();
    test_handles();
    test_offsets();
    test_texts(arguments[2]);
    test_rulesets(arguments[2], arguments[3], arguments[4]);
  } else if (strcmp(part, "verdicts") == 0 && count == 5) {
    test_verdicts(arguments[2], arguments[3], (size_t)strtoul(arguments[4], NULL, 10));
  } else if (strcmp(part, "threads") == 0 && count == 4) {
    test_threads(arguments[2], (size_t)strtoul(arguments[3], NULL, 10));
  } else if (strcmp(part, "forks") == 0 && count == 2) {
    test_forks();
  } else {
    fputs("usage: c-library interface RULES POLICY BROKEN-RULES | verdicts COMMENTS VERDICTS LIMIT | "
          "threads COMMENTS LIMIT | forks\n", stderr);
    return 2;
  }
  CHECK(sito_handle_count() == 0);
  printf("%s: %u checks, %u failed\n", part, check_count, check_failures);
  return check_failures > 0;
}
