#include "check.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

unsigned check_count, check_failures;
int is_brief;

static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;

void check(int holds, const char *condition, const char *file, int line) {
  pthread_mutex_lock(&counting);
  check_count += 1;
  if (!holds) {
    check_failures += 1;
    if (check_failures <= 20) fprintf(stderr, "%s:%d: not so: %s\n", file, line, condition);
  }
  pthread_mutex_unlock(&counting);
}

void check_status(sito_status expected, sito_status status, const char *call, const char *file, int line) {
  if (status != expected) {
    fprintf(stderr, "%s:%d: %s gives %d (%s), not %d\n", file, line, call, (int)status, sito_status_message(status),
            (int)expected);
  }
  check(status == expected, call, file, line);
}

void *memory(size_t size) {
  void *block = malloc(size > 0 ? size : 1);
  if (block == NULL) {
    fputs("no memory\n", stderr);
    exit(2);
  }
  return block;
}

char *file_read(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  long size = -1;
  if (file != NULL && fseek(file, 0, SEEK_END) == 0) size = ftell(file);
  if (size < 0 || fseek(file, 0, SEEK_SET) != 0) {
    perror(path);
    exit(2);
  }
  char *bytes = (char *)memory((size_t)size + 1);
  *length = fread(bytes, 1, (size_t)size, file);
  bytes[*length] = 0;
  fclose(file);
  return bytes;
}

/* ---- JSON Lines ---- */

static unsigned hex(const char *digits) {
  char four[5];
  memcpy(four, digits, 4);
  four[4] = 0;
  return (unsigned)strtoul(four, NULL, 16);
}

static char *put_code_point(char *out, unsigned c) {
  if (c < 0x80) {
    *out++ = (char)c;
  } else if (c < 0x800) {
    *out++ = (char)(0xC0 | c >> 6);
    *out++ = (char)(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    *out++ = (char)(0xE0 | c >> 12);
    *out++ = (char)(0x80 | (c >> 6 & 0x3F));
    *out++ = (char)(0x80 | (c & 0x3F));
  } else {
    *out++ = (char)(0xF0 | c >> 18);
    *out++ = (char)(0x80 | (c >> 12 & 0x3F));
    *out++ = (char)(0x80 | (c >> 6 & 0x3F));
    *out++ = (char)(0x80 | (c & 0x3F));
  }
  return out;
}

/* Writes what a string of JSON says, from behind its first quote; returns the end of what was written. */
static char *put_string(char *out, const char *in) {
  while (*in != '"' && *in != 0) {
    if (*in != '\\') {
      *out++ = *in++;
      continue;
    }
    in += 1;
    switch (*in) {
    case 'b': *out++ = '\b'; break;
    case 'f': *out++ = '\f'; break;
    case 'n': *out++ = '\n'; break;
    case 'r': *out++ = '\r'; break;
    case 't': *out++ = '\t'; break;
    case 'u': {
      unsigned c = hex(in + 1);
      in += 4;
      if (c >= 0xD800 && c < 0xDC00 && in[1] == '\\' && in[2] == 'u') {
        c = 0x10000 + ((c - 0xD800) << 10) + (hex(in + 3) - 0xDC00);
        in += 6;
      }
      out = put_code_point(out, c);
      break;
    }
    default: *out++ = *in;
    }
    in += 1;
  }
  return out;
}

/* Writes the member of a line that is a string, if there is one. */
static char *put_member(char *out, const char *line, const char *end, const char *name) {
  const char *place = strstr(line, name);
  if (place == NULL || place >= end) return out;
  place += strlen(name);
  while (*place == ' ') place += 1;
  return *place == '"' ? put_string(out, place + 1) : out;
}

corpus corpus_read(const char *path, size_t limit) {
  corpus comments;
  size_t length = 0, count = 0;
  char *bytes = file_read(path, &length);
  memset(&comments, 0, sizeof comments);
  /* No member is longer than its line, and no comment shorter than its line feed. */
  comments.text_data = (char *)memory(length);
  comments.id_data = (char *)memory(length);
  comments.text_offsets = (int32_t *)memory((length + 1) * sizeof(int32_t));
  comments.id_offsets = (int32_t *)memory((length + 1) * sizeof(int32_t));
  comments.text_offsets[0] = comments.id_offsets[0] = 0;
  char *text = comments.text_data, *id = comments.id_data;
  const char *line = bytes;
  while (*line != 0 && count < limit) {
    const char *end = strchr(line, '\n');
    if (end == NULL) end = bytes + length;
    text = put_member(text, line, end, "\"text\":");
    id = put_member(id, line, end, "\"id\":");
    count += 1;
    comments.text_offsets[count] = (int32_t)(text - comments.text_data);
    comments.id_offsets[count] = (int32_t)(id - comments.id_data);
    line = *end == 0 ? end : end + 1;
  }
  free(bytes);
  comments.texts.data = comments.text_data;
  comments.texts.data_length = (size_t)(text - comments.text_data);
  comments.texts.offsets32 = comments.text_offsets;
  comments.texts.count = count;
  comments.ids.data = comments.id_data;
  comments.ids.data_length = (size_t)(id - comments.id_data);
  comments.ids.offsets32 = comments.id_offsets;
  comments.ids.count = count;
  return comments;
}

void corpus_free(corpus *comments) {
  free(comments->text_data);
  free(comments->id_data);
  free(comments->text_offsets);
  free(comments->id_offsets);
}

/* ---- Handles ---- */

sito_ruleset *built_in(void) {
  sito_ruleset *ruleset = NULL;
  CHECK_STATUS(SITO_OK, sito_ruleset_embedded(NULL, &ruleset, NULL));
  return ruleset;
}

sito_moderator *moderator_of(const sito_ruleset *ruleset) {
  sito_moderator *moderator = NULL;
  CHECK_STATUS(SITO_OK, sito_moderator_create(ruleset, &moderator, NULL));
  return moderator;
}
