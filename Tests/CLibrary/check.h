/* What each part of the test is made of. All of it is C99 and C++17 at once. */
#ifndef CHECK_H
#define CHECK_H

#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include <sito.h>

/* Goes on where a check fails, and lets the program fail at its end. */
#define CHECK(condition) check((condition) != 0, #condition, __FILE__, __LINE__)

/* A call that must end with a code. */
#define CHECK_STATUS(expected, call) check_status((expected), (call), #call, __FILE__, __LINE__)

void check(int holds, const char *condition, const char *file, int line);
void check_status(sito_status expected, sito_status status, const char *call, const char *file, int line);

/* Whether to leave out what takes long under a memory checker: the longest texts, and most of many rounds. */
extern int is_brief;

/* How many checks were made, and how many failed. */
extern unsigned check_count, check_failures;

/* Comments of a file of JSON Lines, with the members "id" and "text", in the layout of Arrow. */
typedef struct corpus {
  sito_texts texts;
  sito_texts ids;
  char *text_data, *id_data;
  int32_t *text_offsets, *id_offsets;
} corpus;

/* Reads up to `limit` comments. Ends the program where it cannot. */
corpus corpus_read(const char *path, size_t limit);
void corpus_free(corpus *comments);

/* All bytes of a file, and a zero byte. Ends the program where it cannot. */
char *file_read(const char *path, size_t *length);

/* Memory that is there. */
void *memory(size_t size);

/* The built-in rules and a moderator. */
sito_ruleset *built_in(void);
sito_moderator *moderator_of(const sito_ruleset *ruleset);

/* The parts. Each frees what it makes. */
void test_versions(void);
void test_arguments(void);
void test_handles(void);
void test_offsets(void);
void test_rulesets(const char *rules, const char *policy_file, const char *broken);
void test_texts(const char *rules);
void test_verdicts(const char *comments, const char *verdicts, size_t limit);
void test_threads(const char *comments, size_t limit);
void test_forks(void);

#endif
