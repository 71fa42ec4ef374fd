// SQLite (https://sqlite.org/c3ref/intro.html), Debian's libsqlite3-dev.
#include <sqlite3.h>

// SQLITE_TRANSIENT, a pointer made of -1, is a macro that Swift does not read: SQLite copies what it is given.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int parameter, const char *text, sqlite3_uint64 count) {
  return sqlite3_bind_text64(statement, parameter, text, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int csqlite_bind_blob(sqlite3_stmt *statement, int parameter, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, parameter, bytes, count, SQLITE_TRANSIENT);
}

// A function with variable arguments: no view or trigger of a database that others made may call unsafe functions,
// and no statement may damage the file on purpose.
static inline int csqlite_distrust_schema(sqlite3 *connection) {
  int status = sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
  if (status != SQLITE_OK) return status;
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}
