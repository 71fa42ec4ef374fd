/* A child that was forked while nothing was going on works like its parent. One that was forked while another thread was
   inside a call is told so at once, and does not wait for a thread that is not there. */
#include "check.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char comment[] = "Глава — ид-и-от, х0рошо жить не запретишь";

/* What the child's body comes to; 255 if it did not end by itself within a minute. */
static int in_child(int (*body)(void *), void *argument) {
  int status = 0;
  pid_t child = fork();
  if (child == 0) {
    alarm(60);
    _exit(body(argument));
  }
  CHECK(child > 0);
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) return 255;
  return WEXITSTATUS(status);
}

typedef struct handles {
  sito_ruleset *ruleset;
  sito_moderator *moderator;
  uint32_t expected;
} handles;

/* Everything that a worker does; the number of what did not go well. */
static int works(void *argument) {
  handles *all = (handles *)argument;
  uint32_t flags = 0;
  sito_moderator *another = NULL;
  sito_ruleset *fresh = NULL;
  sito_text *text = NULL;
  if (sito_judge(all->moderator, comment, sizeof comment - 1, &flags, NULL) != SITO_OK) return 1;
  if (flags != all->expected) return 2;
  if (sito_moderator_create(all->ruleset, &another, NULL) != SITO_OK) return 3;
  if (sito_explain(another, comment, sizeof comment - 1, "ru", &text, NULL) != SITO_OK) return 4;
  if (sito_ruleset_embedded(NULL, &fresh, NULL) != SITO_OK) return 5;
  if (sito_text_free(text) != SITO_OK || sito_moderator_free(another) != SITO_OK) return 6;
  if (sito_moderator_free(all->moderator) != SITO_OK || sito_ruleset_free(all->ruleset) != SITO_OK) return 7;
  return sito_ruleset_free(fresh) != SITO_OK || sito_handle_count() != 0 ? 8 : 0;
}

static int works_in_a_grandchild(void *argument) { return in_child(works, argument); }

/* Every call is told that it cannot be. */
static int is_told(void *argument) {
  handles *all = (handles *)argument;
  uint32_t flags = 0;
  sito_ruleset *fresh = NULL;
  sito_error *error = NULL;
  if (sito_judge(all->moderator, comment, sizeof comment - 1, &flags, &error) != SITO_FORKED) return 1;
  if (strstr(sito_error_message(error), "forked") == NULL) return 2;
  if (sito_ruleset_embedded(NULL, &fresh, NULL) != SITO_FORKED) return 3;
  if (sito_moderator_free(all->moderator) != SITO_FORKED) return 4;
  if (sito_abi_version() != SITO_ABI_VERSION) return 5;
  return 0;
}

/* What a thread is about for a while. */
typedef struct long_call {
  sito_moderator *moderator;
  sito_texts texts;
  uint32_t *flags;
  sito_status status;
} long_call;

static void *judging(void *argument) {
  long_call *call = (long_call *)argument;
  /* Until the parent has stopped asking. */
  do {
    call->status = sito_judge_batch(call->moderator, &call->texts, call->flags, NULL);
  } while (call->status == SITO_BUSY);
  return NULL;
}

static void forked_in_a_call(handles *all) {
  enum { count = 20000 };
  long_call call;
  pthread_t thread;
  char *data = (char *)memory(count * (sizeof comment - 1));
  int32_t *offsets = (int32_t *)memory((count + 1) * sizeof(int32_t));
  uint32_t flags = 0;
  sito_status status = SITO_OK;
  memset(&call, 0, sizeof call);
  for (size_t i = 0; i <= count; i += 1) {
    offsets[i] = (int32_t)(i * (sizeof comment - 1));
    if (i < count) memcpy(data + offsets[i], comment, sizeof comment - 1);
  }
  call.moderator = moderator_of(all->ruleset);
  call.texts.data = data;
  call.texts.data_length = (size_t)offsets[count];
  call.texts.offsets32 = offsets;
  call.texts.count = count;
  call.flags = (uint32_t *)memory(count * sizeof(uint32_t));
  CHECK(pthread_create(&thread, NULL, judging, &call) == 0);
  /* Until the other thread is inside, where it stays for longer than a fork takes. */
  for (int i = 0; i < 10000000 && status != SITO_BUSY; i += 1) status = sito_judge(call.moderator, "", 0, &flags, NULL);
  CHECK_STATUS(SITO_BUSY, status);
  CHECK(in_child(is_told, all) == 0);
  CHECK(pthread_join(thread, NULL) == 0);
  CHECK(call.status == SITO_OK && call.flags[count - 1] == all->expected);
  CHECK_STATUS(SITO_OK, sito_moderator_free(call.moderator));
  free(call.flags);
  free(offsets);
  free(data);
}

void test_forks(void) {
  handles all;
  uint32_t flags = 0;
  all.ruleset = built_in();
  all.moderator = moderator_of(all.ruleset);
  all.expected = SITO_INSULT | SITO_CERTAIN(SITO_INSULT) | SITO_DELETE | SITO_BLACKLIST | SITO_NO_REPLY;
  /* Before anything was judged, so that the child is the first to need what is read late; and afterwards. */
  CHECK(in_child(works, &all) == 0);
  CHECK_STATUS(SITO_OK, sito_judge(all.moderator, comment, sizeof comment - 1, &flags, NULL));
  CHECK(flags == all.expected);
  CHECK(in_child(works, &all) == 0);
  CHECK(in_child(works_in_a_grandchild, &all) == 0);
  forked_in_a_call(&all);
  /* The parent goes on. */
  CHECK(in_child(works, &all) == 0);
  CHECK_STATUS(SITO_OK, sito_moderator_free(all.moderator));
  CHECK_STATUS(SITO_OK, sito_ruleset_free(all.ruleset));
}
