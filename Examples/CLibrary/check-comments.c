/*
 * Reads comments, one a line, and says of each what becomes of it:
 *
 *   cc check-comments.c -o check-comments $(pkg-config --cflags --libs sito)
 *   ./check-comments kozhevnikovo-650-2022 < comments.txt
 *
 * The argument is a policy; without one, the usual act decides. All comments are judged in one call, as a service does
 * that gets them in batches; what cannot stay is then masked, for the log.
 */
#include <sito.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Comments in the layout of Arrow: their bytes, and where each begins. */
static char data[1 << 16];
static int32_t offsets[1001];

static size_t read_comments(void) {
  size_t count = 0;
  int32_t end = 0;
  while (count < 1000 && fgets(data + end, (int)sizeof data - end, stdin) != NULL) {
    end += (int32_t)strcspn(data + end, "\n");
    offsets[++count] = end;
  }
  return count;
}

static const char *decision(uint32_t flags) {
  if (flags & SITO_DELETE) return flags & SITO_BLACKLIST ? "delete, blacklist" : "delete";
  return flags & SITO_REVIEW ? "review" : "keep";
}

/* Says what went wrong, frees the error, and ends the program. */
static void fail(sito_error *error) {
  fprintf(stderr, "check-comments: %s\n", sito_error_message(error));
  sito_error_free(error);
  exit(1);
}

int main(int count, char **arguments) {
  sito_ruleset *ruleset;
  sito_moderator *moderator;
  sito_error *error;
  static uint32_t flags[1000];
  sito_texts comments = {0};
  size_t i;

  if (sito_abi_version() != SITO_ABI_VERSION) {
    fprintf(stderr, "check-comments: libsito.so is of another version: %s\n", sito_version());
    return 1;
  }
  if (sito_ruleset_embedded(count > 1 ? arguments[1] : NULL, &ruleset, &error) != SITO_OK) fail(error);
  if (sito_moderator_create(ruleset, &moderator, &error) != SITO_OK) fail(error);

  comments.count = read_comments();
  comments.data = data;
  comments.data_length = (size_t)offsets[comments.count];
  comments.offsets32 = offsets;
  if (sito_judge_batch(moderator, &comments, flags, &error) != SITO_OK) fail(error);

  for (i = 0; i < comments.count; i++) {
    const char *text = data + offsets[i];
    size_t length = (size_t)(offsets[i + 1] - offsets[i]);
    sito_text *masked;
    if (sito_mask(moderator, text, length, 0, &masked, &error) != SITO_OK) fail(error);
    printf("%s: %s\n", decision(flags[i]), sito_text_data(masked));
    sito_text_free(masked);
  }

  sito_moderator_free(moderator);
  sito_ruleset_free(ruleset);
  return 0;
}
