#include <stdio.h>
#include <time.h>

#include "CBenchSupport.h"

void bench_begin(void) { setvbuf(stdout, NULL, _IOLBF, 0); }

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

double bench_wall_seconds(void) { return seconds(CLOCK_MONOTONIC); }
double bench_thread_seconds(void) { return seconds(CLOCK_THREAD_CPUTIME_ID); }

bench_date bench_today(void) {
  time_t now = time(NULL);
  struct tm parts;
  gmtime_r(&now, &parts);
  return (bench_date){parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday};
}
