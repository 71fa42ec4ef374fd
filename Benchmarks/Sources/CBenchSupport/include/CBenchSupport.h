/* What the benchmark needs of the system: clocks, counted allocations, processes with a time limit. */
#ifndef CBENCHSUPPORT_H
#define CBENCHSUPPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Makes standard output write each line at once. */
void bench_begin(void);

/* Seconds since some moment, by the clock on the wall. */
double bench_wall_seconds(void);
/* Seconds of processor time that this thread has had. */
double bench_thread_seconds(void);

typedef struct {
  int year, month, day;
} bench_date;
/* Today, in UTC. */
bench_date bench_today(void);

/* Calls of malloc, calloc, realloc, aligned_alloc and posix_memalign by this thread so far. */
uint64_t bench_allocations(void);
/* The bytes that those calls asked for. */
uint64_t bench_allocated_bytes(void);

/* ── Commands ── */

typedef struct {
  double wall; /* seconds from start to end */
  double cpu; /* seconds, user and system */
  int64_t peak; /* bytes resident at most, as seen while watching; 0 without */
  int status; /* exit code; 128 and more: ended by a signal; -1: did not start */
  bool timed_out; /* killed at the limit */
} bench_run_result;

/* Runs a command, NULL behind its last argument, with nothing on standard input and standard error. `output` is a
   descriptor for standard output, -1 for /dev/null. It is killed after `limit` seconds. `watching`: also polls how much
   memory is resident, which costs a little time. */
bench_run_result bench_run(const char *const *arguments, int output, double limit, bool watching);

/* A file in memory, of which nothing stays behind. Returns a descriptor, or -1. Others open it by
   /proc/<pid>/fd/<descriptor>. */
int bench_memory_file(void);
bool bench_write(int descriptor, const uint8_t *bytes, size_t count);
/* Bytes in the file. */
size_t bench_file_size(int descriptor);
/* Reads from an offset; returns the number of bytes read. */
size_t bench_read(int descriptor, size_t offset, uint8_t *bytes, size_t count);
/* Empties the file. */
void bench_truncate(int descriptor);

/* ── Measuring apart ── */

/* What a child has measured. */
typedef struct {
  double seconds;
  uint64_t bytes;
  uint64_t comments;
  uint64_t findings;
  double at; /* seconds of processor time that the child had had when it reported; filled in on the way */
  int64_t grown; /* bytes that were resident at most, beyond those at its beginning; filled in on the way */
} bench_measure;

typedef struct {
  int pid;
  int descriptor;
  int64_t resident; /* bytes resident when the child began */
} bench_child;

/* The most bytes that were resident in a process since it began, by its fork or its program. */
int64_t bench_peak(int pid);

/* Forks. In the child, which may use `memory` bytes of addresses more than the parent does now, 0; in the parent the
   child's pid; -1 if it failed. The process must have one thread. */
int bench_fork(bench_child *child, uint64_t memory);
/* In the child: hands a measurement to the parent. */
void bench_child_report(const bench_child *child, const bench_measure *measure);
/* In the child: ends. */
void bench_child_end(void) __attribute__((noreturn));
/* In the parent: waits for a measurement until a moment of the wall clock. 1: there is one; 0: the child has ended; -1:
   time is up, and the child was killed, when it had had `measure->at` seconds of processor time; -2: the child has
   failed. */
int bench_child_next(bench_child *child, double until, bench_measure *measure);

#endif
