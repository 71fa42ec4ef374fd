/* Regular expressions run one after the other by PCRE2 with its JIT. */
#ifndef CRULEBYRULE_H
#define CRULEBYRULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint64_t texts; /* in which something was found */
  uint64_t found; /* expressions that were found, each once a text */
  uint64_t failures; /* searches given up at PCRE2's limits */
} crulebyrule_counts;

/* A list of expressions; kept until the program ends. */
typedef struct crulebyrule crulebyrule;
crulebyrule *crulebyrule_create(void);
/* Adds an expression over UTF-8, caseless, with Unicode's properties. Returns false if it does not compile. */
bool crulebyrule_add(crulebyrule *rules, const uint8_t *expression, size_t length);
/* Searches each text, which is valid UTF-8, for each expression. Text i ends at `ends[i]`, and begins where the one
   before it ends. */
crulebyrule_counts crulebyrule_run(const crulebyrule *rules, const uint8_t *bytes, const size_t *ends, size_t count);

#endif
