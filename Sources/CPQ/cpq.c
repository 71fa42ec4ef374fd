#include "cpq.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

// Each function by its name, with the type that the header gives it.
#define FUNCTIONS(F)                                                                                                   \
  F(PQconnectdbParams)                                                                                                 \
  F(PQsetNoticeProcessor)                                                                                              \
  F(PQstatus)                                                                                                          \
  F(PQtransactionStatus)                                                                                               \
  F(PQerrorMessage)                                                                                                    \
  F(PQhost)                                                                                                            \
  F(PQport)                                                                                                            \
  F(PQdb)                                                                                                              \
  F(PQfinish)                                                                                                          \
  F(PQconninfoParse)                                                                                                   \
  F(PQconninfoFree)                                                                                                    \
  F(PQfreemem)                                                                                                         \
  F(PQexecParams)                                                                                                      \
  F(PQprepare)                                                                                                         \
  F(PQdescribePrepared)                                                                                                \
  F(PQsendQueryParams)                                                                                                 \
  F(PQsetSingleRowMode)                                                                                                \
  F(PQgetResult)                                                                                                       \
  F(PQresultStatus)                                                                                                    \
  F(PQresultErrorMessage)                                                                                              \
  F(PQresultErrorField)                                                                                                \
  F(PQcmdTuples)                                                                                                       \
  F(PQntuples)                                                                                                         \
  F(PQnfields)                                                                                                         \
  F(PQfname)                                                                                                           \
  F(PQftype)                                                                                                           \
  F(PQgetisnull)                                                                                                       \
  F(PQgetlength)                                                                                                       \
  F(PQgetvalue)                                                                                                        \
  F(PQclear)

#define MEMBER(name) __typeof__(name) *name;
static struct { FUNCTIONS(MEMBER) } pq;

static pthread_once_t once = PTHREAD_ONCE_INIT;
// Nil once everything was found. Belongs to the loader, which is not asked for another library of this name again.
static const char *failure;

static void open_library(void) {
  // Its version of the interface, 5, has been the same since 2004. It stays open: TLS libraries are not made to go.
  void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    failure = "there is no libpq.so.5";
    return;
  }
#define FIND(name)                                                                                                     \
  pq.name = (__typeof__(pq.name))dlsym(library, #name);                                                                \
  if (!pq.name) {                                                                                                      \
    failure = "libpq.so.5 has no " #name;                                                                              \
    return;                                                                                                            \
  }
  FUNCTIONS(FIND)
}

int cpq_open(const char **reason) {
  pthread_once(&once, open_library);
  *reason = failure;
  return failure ? -1 : 0;
}

static void ignore_notice(void *context, const char *message) {
  (void)context;
  (void)message;
}

PGconn *cpq_connect(const char *const *keywords, const char *const *values) {
  // 1: the value of dbname may be a whole connection string.
  PGconn *connection = pq.PQconnectdbParams(keywords, values, 1);
  // Otherwise they would be written to the standard error, over the progress.
  if (connection) pq.PQsetNoticeProcessor(connection, ignore_notice, NULL);
  return connection;
}

ConnStatusType cpq_status(const PGconn *connection) { return pq.PQstatus(connection); }

PGTransactionStatusType cpq_transaction_status(const PGconn *connection) {
  return pq.PQtransactionStatus(connection);
}

char *cpq_error_message(const PGconn *connection) { return pq.PQerrorMessage(connection); }
char *cpq_host(const PGconn *connection) { return pq.PQhost(connection); }
char *cpq_port(const PGconn *connection) { return pq.PQport(connection); }
char *cpq_database(const PGconn *connection) { return pq.PQdb(connection); }
void cpq_finish(PGconn *connection) { pq.PQfinish(connection); }

int cpq_is_connection_string(const char *text) {
  char *message = NULL;
  PQconninfoOption *options = pq.PQconninfoParse(text, &message);
  // The message repeats the text, in which there may be a password.
  pq.PQfreemem(message);
  if (!options) return 0;
  pq.PQconninfoFree(options);
  return 1;
}

PGresult *cpq_execute(PGconn *connection, const char *command, int count, const char *const *values) {
  return pq.PQexecParams(connection, command, count, NULL, values, NULL, NULL, 0);
}

PGresult *cpq_prepare(PGconn *connection, const char *name, const char *command) {
  return pq.PQprepare(connection, name, command, 0, NULL);
}

PGresult *cpq_describe_prepared(PGconn *connection, const char *name) {
  return pq.PQdescribePrepared(connection, name);
}

int cpq_send(PGconn *connection, const char *command) {
  return pq.PQsendQueryParams(connection, command, 0, NULL, NULL, NULL, NULL, 0) &&
    pq.PQsetSingleRowMode(connection);
}

PGresult *cpq_next_result(PGconn *connection) { return pq.PQgetResult(connection); }

ExecStatusType cpq_result_status(const PGresult *result) { return pq.PQresultStatus(result); }
char *cpq_result_error_message(const PGresult *result) { return pq.PQresultErrorMessage(result); }
char *cpq_sql_state(const PGresult *result) { return pq.PQresultErrorField(result, PG_DIAG_SQLSTATE); }
char *cpq_primary_message(const PGresult *result) { return pq.PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY); }
char *cpq_affected_rows(PGresult *result) { return pq.PQcmdTuples(result); }
int cpq_row_count(const PGresult *result) { return pq.PQntuples(result); }
int cpq_column_count(const PGresult *result) { return pq.PQnfields(result); }
char *cpq_column_name(const PGresult *result, int column) { return pq.PQfname(result, column); }
Oid cpq_column_type(const PGresult *result, int column) { return pq.PQftype(result, column); }
int cpq_is_null(const PGresult *result, int row, int column) { return pq.PQgetisnull(result, row, column); }
int cpq_length(const PGresult *result, int row, int column) { return pq.PQgetlength(result, row, column); }
char *cpq_value(const PGresult *result, int row, int column) { return pq.PQgetvalue(result, row, column); }
void cpq_clear(PGresult *result) { pq.PQclear(result); }
