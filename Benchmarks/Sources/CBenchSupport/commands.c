#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "CBenchSupport.h"

extern char **environ;

/* The figure of getrusage() will not do: a child's begins with its parent's. */
int64_t bench_peak(int pid) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/status", pid);
  FILE *file = fopen(path, "r");
  if (file == NULL) return 0;
  char line[256];
  long long kilobytes = 0;
  while (fgets(line, sizeof line, file) != NULL) {
    if (sscanf(line, "VmHWM: %lld kB", &kilobytes) == 1) break;
  }
  fclose(file);
  return kilobytes * 1024;
}

bench_run_result bench_run(const char *const *arguments, int output, double limit, bool watching) {
  bench_run_result result = {.status = -1};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  if (output < 0) {
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  } else {
    posix_spawn_file_actions_adddup2(&actions, output, 1);
  }
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);

  double start = bench_wall_seconds();
  pid_t pid;
  int failure = posix_spawn(&pid, arguments[0], &actions, NULL, (char *const *)arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) return result;

  int handle = pidfd_open(pid, 0);
  struct pollfd ended = {.fd = handle, .events = POLLIN};
  for (;;) {
    double left = start + limit - bench_wall_seconds();
    int wait = watching ? 2 : left < 1000 ? (int)(left * 1000) + 1 : 1000000;
    if (left > 0 && poll(&ended, 1, wait) > 0) break;
    if (watching) {
      int64_t peak = bench_peak(pid);
      if (peak > result.peak) result.peak = peak;
    }
    if (bench_wall_seconds() >= start + limit) {
      result.timed_out = true;
      kill(pid, SIGKILL);
      break;
    }
  }
  int status;
  struct rusage usage;
  wait4(pid, &status, 0, &usage);
  result.wall = bench_wall_seconds() - start;
  if (handle >= 0) close(handle);
  result.cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

int bench_memory_file(void) { return memfd_create("bench", MFD_CLOEXEC); }

bool bench_write(int descriptor, const uint8_t *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written <= 0) return false;
    bytes += written;
    count -= (size_t)written;
  }
  return true;
}

size_t bench_file_size(int descriptor) {
  struct stat status;
  return fstat(descriptor, &status) == 0 ? (size_t)status.st_size : 0;
}

size_t bench_read(int descriptor, size_t offset, uint8_t *bytes, size_t count) {
  size_t done = 0;
  while (done < count) {
    ssize_t got = pread(descriptor, bytes + done, count - done, (off_t)(offset + done));
    if (got <= 0) break;
    done += (size_t)got;
  }
  return done;
}

void bench_truncate(int descriptor) {
  if (ftruncate(descriptor, 0) == 0) lseek(descriptor, 0, SEEK_SET);
}
