#define _GNU_SOURCE
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "CBenchSupport.h"

/* Bytes of addresses that this process uses. */
static uint64_t address_space(void) {
  unsigned long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (file != NULL) {
    if (fscanf(file, "%lu", &pages) != 1) pages = 0;
    fclose(file);
  }
  return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

int bench_fork(bench_child *child, uint64_t memory) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  /* What the child could take of freed memory would not be seen to grow. */
  malloc_trim(0);
  pid_t pid = fork();
  if (pid == 0) {
    close(ends[0]);
    child->descriptor = ends[1];
    /* Must not outlive the parent; and a text that eats all memory ends the child, not the machine. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    rlim_t most = address_space() + memory;
    struct rlimit limit = {most, most};
    setrlimit(RLIMIT_AS, &limit);
    struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    child->resident = bench_peak(getpid());
    return 0;
  }
  close(ends[1]);
  child->pid = pid;
  child->descriptor = ends[0];
  return pid;
}

void bench_child_report(const bench_child *child, const bench_measure *measure) {
  bench_measure stamped = *measure;
  stamped.at = bench_thread_seconds();
  stamped.grown = bench_peak(getpid()) - child->resident;
  if (write(child->descriptor, &stamped, sizeof stamped) != sizeof stamped) _exit(1);
}

void bench_child_end(void) { _exit(0); }

int bench_child_next(bench_child *child, double until, bench_measure *measure) {
  double left = until - bench_wall_seconds();
  struct pollfd ready = {.fd = child->descriptor, .events = POLLIN};
  int is_ready = poll(&ready, 1, left > 0 ? (int)(left * 1000) + 1 : 0);
  /* A measurement is smaller than PIPE_BUF, so it comes whole. */
  if (is_ready > 0 && read(child->descriptor, measure, sizeof *measure) == sizeof *measure) return 1;
  if (is_ready <= 0) kill(child->pid, SIGKILL);
  int status = 0;
  struct rusage usage;
  wait4(child->pid, &status, 0, &usage);
  measure->at = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
  close(child->descriptor);
  if (is_ready <= 0) return -1;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -2;
}
