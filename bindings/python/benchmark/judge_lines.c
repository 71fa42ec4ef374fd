/* judge_lines FILE PASSES: judges the lines of a file as one batch, on one thread, so many times after a first time;
   prints the seconds of each. What measure.py compares with. */
#define _POSIX_C_SOURCE 200809L
#include <sito.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int fail(const char *message) {
  fprintf(stderr, "judge_lines: %s\n", message);
  return 1;
}

int main(int count, char **arguments) {
  if (count != 3) return fail("give a file and a number of passes");
  FILE *file = fopen(arguments[1], "rb");
  if (file == NULL) return fail("cannot open the file");
  fseek(file, 0, SEEK_END);
  size_t length = (size_t)ftell(file);
  rewind(file);
  char *data = malloc(length + 1);
  if (data == NULL || fread(data, 1, length, file) != length) return fail("cannot read the file");
  fclose(file);

  /* Lines become texts in a row, without their line feeds. */
  size_t lines = 0, end = 0;
  for (size_t place = 0; place < length; place++) lines += data[place] == '\n';
  int64_t *offsets = malloc((lines + 1) * sizeof *offsets);
  uint32_t *flags = malloc(lines * sizeof *flags);
  if (offsets == NULL || flags == NULL) return fail("out of memory");
  size_t line = 0;
  offsets[0] = 0;
  for (size_t place = 0; place < length; place++) {
    if (data[place] == '\n') offsets[++line] = (int64_t)end;
    else data[end++] = data[place];
  }

  sito_ruleset *ruleset = NULL;
  sito_moderator *moderator = NULL;
  sito_error *error = NULL;
  sito_texts texts = {.data = data, .data_length = end, .offsets64 = offsets, .count = lines};
  if (sito_ruleset_embedded(NULL, &ruleset, &error) != SITO_OK ||
      sito_moderator_create(ruleset, &moderator, &error) != SITO_OK)
    return fail(sito_error_message(error));
  for (int pass = 0; pass <= atoi(arguments[2]); pass++) {
    double start = now();
    if (sito_judge_batch(moderator, &texts, flags, &error) != SITO_OK) return fail(sito_error_message(error));
    if (pass > 0) printf("%.6f\n", now() - start);
  }
  sito_moderator_free(moderator);
  sito_ruleset_free(ruleset);
  free(flags);
  free(offsets);
  free(data);
  return 0;
}
