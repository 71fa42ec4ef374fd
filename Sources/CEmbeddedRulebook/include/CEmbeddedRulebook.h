#ifndef CEMBEDDEDRULEBOOK_H
#define CEMBEDDEDRULEBOOK_H

#include <stddef.h>
#include <stdint.h>

// The files of lexicons/ as they were when this was built. Everything lives as long as the program and never changes.

/// How many files there are.
size_t embedded_rulebook_count(void);

/// The path of a file inside lexicons/, ended by a zero byte; index < embedded_rulebook_count().
const char *embedded_rulebook_path(size_t index);

/// The contents of a file, embedded_rulebook_length(index) bytes; index < embedded_rulebook_count().
const uint8_t *embedded_rulebook_bytes(size_t index);

/// The length of a file in bytes; index < embedded_rulebook_count().
size_t embedded_rulebook_length(size_t index);

#endif
