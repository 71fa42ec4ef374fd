/* Eight threads: each with a moderator of its own over one ruleset; then all with one moderator, which says that it is in
   use; and handles that are made, freed and asked at the same time. */
#include "check.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { threads = 8 };

typedef struct job {
  const corpus *comments;
  const uint32_t *expected;
  const sito_ruleset *ruleset;
  sito_moderator *shared;
  pthread_barrier_t *start;
  size_t busy, done;
} job;

static void run(job *jobs, void *(*body)(void *)) {
  pthread_t running[threads];
  pthread_barrier_t start;
  pthread_barrier_init(&start, NULL, threads);
  for (int i = 0; i < threads; i += 1) {
    jobs[i].start = &start;
    CHECK(pthread_create(&running[i], NULL, body, &jobs[i]) == 0);
  }
  for (int i = 0; i < threads; i += 1) CHECK(pthread_join(running[i], NULL) == 0);
  pthread_barrier_destroy(&start);
}

/* A moderator for each thread. */
static void *with_own(void *argument) {
  job *work = (job *)argument;
  size_t count = work->comments->texts.count;
  uint32_t *flags = (uint32_t *)memory(count * sizeof *flags);
  pthread_barrier_wait(work->start);
  sito_moderator *moderator = moderator_of(work->ruleset);
  CHECK_STATUS(SITO_OK, sito_judge_batch(moderator, &work->comments->texts, flags, NULL));
  CHECK(memcmp(flags, work->expected, count * sizeof *flags) == 0);
  CHECK_STATUS(SITO_OK, sito_moderator_free(moderator));
  CHECK(sito_ruleset_policy_count(work->ruleset) > 0);
  free(flags);
  return NULL;
}

/* One moderator for all: whoever gets it, gets right verdicts; the others are told. */
static void *with_shared(void *argument) {
  job *work = (job *)argument;
  const corpus *comments = work->comments;
  pthread_barrier_wait(work->start);
  for (size_t i = 0; i < comments->texts.count; i += 1) {
    size_t length = (size_t)(comments->text_offsets[i + 1] - comments->text_offsets[i]);
    sito_text *json = NULL;
    sito_error *error = NULL;
    uint32_t flags = 0;
    sito_status status = sito_classify(work->shared, comments->text_data + comments->text_offsets[i], length, NULL,
                                       1, &flags, &json, &error);
    CHECK(status == SITO_OK || status == SITO_BUSY);
    if (status == SITO_OK) {
      work->done += 1;
      CHECK(flags == work->expected[i] && error == NULL);
      CHECK_STATUS(SITO_OK, sito_text_free(json));
    } else {
      work->busy += 1;
      CHECK(json == NULL && strstr(sito_error_message(error), "another thread") != NULL);
      CHECK_STATUS(SITO_OK, sito_error_free(error));
    }
  }
  return NULL;
}

/* All free the same moderator: it is freed once. */
static void *freeing(void *argument) {
  job *work = (job *)argument;
  pthread_barrier_wait(work->start);
  for (int i = 0; i < 20; i += 1) {
    uint32_t flags = 0;
    sito_status status = sito_judge(work->shared, "Глава — идиот", 25, &flags, NULL);
    CHECK(status == SITO_OK || status == SITO_BUSY || status == SITO_BAD_HANDLE);
    CHECK(status != SITO_OK || (flags & SITO_INSULT));
  }
  sito_status status = SITO_BUSY;
  while (status == SITO_BUSY) status = sito_moderator_free(work->shared);
  CHECK(status == SITO_OK || status == SITO_BAD_HANDLE);
  if (status == SITO_OK) work->done += 1;
  return NULL;
}

void test_threads(const char *path, size_t limit) {
  corpus comments = corpus_read(path, limit);
  uint32_t *expected = (uint32_t *)memory(comments.texts.count * sizeof(uint32_t));
  sito_ruleset *ruleset = built_in(), *fresh = built_in();
  sito_moderator *moderator = moderator_of(ruleset);
  job jobs[threads];
  size_t busy = 0, done = 0;
  CHECK_STATUS(SITO_OK, sito_judge_batch(moderator, &comments.texts, expected, NULL));
  for (int i = 0; i < threads; i += 1) {
    memset(&jobs[i], 0, sizeof jobs[i]);
    jobs[i].comments = &comments;
    jobs[i].expected = expected;
    /* Of which no thread has read what is read late. */
    jobs[i].ruleset = fresh;
    jobs[i].shared = moderator;
  }
  run(jobs, with_own);

  run(jobs, with_shared);
  for (int i = 0; i < threads; i += 1) {
    busy += jobs[i].busy;
    done += jobs[i].done;
    jobs[i].done = 0;
  }
  CHECK(busy + done == threads * comments.texts.count);
  CHECK(busy > 0 && done > 0);

  run(jobs, freeing);
  done = 0;
  for (int i = 0; i < threads; i += 1) done += jobs[i].done;
  CHECK(done == 1);

  CHECK_STATUS(SITO_OK, sito_ruleset_free(fresh));
  CHECK_STATUS(SITO_OK, sito_ruleset_free(ruleset));
  free(expected);
  corpus_free(&comments);
}
