/* Finds values in a JSON object, by simdjson (https://simdjson.org), and checks the whole object on the way.
 *
 * No C++ exception leaves these functions. A finder may be used by one thread at a time; several finders need no lock.
 */
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* So many bytes after a record must be readable, whatever they hold. */
enum { csimdjson_padding = 64 };

/* Objects and arrays may nest this deep; deeper ones count as broken. */
enum { csimdjson_max_depth = 512 };

/* One member name of a path, in UTF-8. The bytes are copied. */
typedef struct {
  const uint8_t *bytes;
  size_t count;
} csimdjson_name;

/* A path of member names, from the outermost object inwards. */
typedef struct {
  const csimdjson_name *names;
  size_t count;
} csimdjson_path;

/* A finder looks for at most so many paths. */
enum { csimdjson_max_paths = 64 };

typedef struct csimdjson_finder csimdjson_finder;

/* A finder of the values at some paths; NULL when there is no memory, or there are too many paths. A path without names
 * finds nothing. Of members with the same name the last counts, as in most other readers. */
csimdjson_finder *csimdjson_finder_create(const csimdjson_path *paths, size_t count);

/* Frees a finder; NULL is allowed. */
void csimdjson_finder_destroy(csimdjson_finder *finder);

typedef enum {
  csimdjson_ok,
  csimdjson_broken,     /* no JSON (RFC 8259); `error_at` says where */
  csimdjson_not_object, /* JSON, but no object */
  csimdjson_no_memory
} csimdjson_outcome;

typedef enum {
  csimdjson_absent,
  csimdjson_null,
  csimdjson_string,
  csimdjson_number,
  csimdjson_other /* true, false, an array, an object */
} csimdjson_kind;

/* A value as it stands in the record: half-open byte offsets, for a string with its quotes, empty for arrays and
 * objects. */
typedef struct {
  csimdjson_kind kind;
  size_t start, end;
  bool has_escapes; /* a string with a backslash; every escape is well formed, surrogates may stand alone */
} csimdjson_value;

typedef struct {
  csimdjson_outcome outcome;
  size_t error_at;   /* a byte offset, at most the length */
  bool invalid_utf8; /* some bytes are no UTF-8; it was read all the same */
} csimdjson_findings;

/* Reads one record of `length` bytes, after which `csimdjson_padding` bytes are readable. The byte right after it must
 * be none of JSON's signs: a line break, or zero. Writes a value for each of the finder's paths. Keeps no pointer. */
csimdjson_findings csimdjson_find(
    csimdjson_finder *finder, const uint8_t *record, size_t length, csimdjson_value *values);

#ifdef __cplusplus
}
#endif

#endif
