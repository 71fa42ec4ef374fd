#include "CEmbeddedRulebook.h"

#include <string.h>

// #embed is C23, which clang takes in every mode, with a warning.
#pragma clang diagnostic ignored "-Wc23-extensions"

struct file {
  const char *path;
  // Ended by a zero byte, which no text of ours holds (a test compares every byte).
  const char *text;
};

#define FILE(path) {path, (const char[]){
#define END , 0}},

static const struct file files[] = {
#include "list.h"
};

size_t embedded_rulebook_count(void) { return sizeof files / sizeof files[0]; }

const char *embedded_rulebook_path(size_t index) { return files[index].path; }

const uint8_t *embedded_rulebook_bytes(size_t index) { return (const uint8_t *)files[index].text; }

size_t embedded_rulebook_length(size_t index) { return strlen(files[index].text); }
