// libpq (https://www.postgresql.org/docs/15/libpq.html), Debian's libpq-dev, opened when it is first needed.
//
// Linked in the usual way it brings two dozen libraries along (TLS, Kerberos, LDAP), and with them three milliseconds
// to every start of the command, which then takes twice as long; and the command could not run without it.
#pragma once

#include <postgresql/libpq-fe.h>

// Opens the library. 0, or -1 with the system's reason, which stays. Before anything else; from any thread.
int cpq_open(const char **reason);

// As in libpq, without PQ. They need an open library.
PGconn *cpq_connect(const char *const *keywords, const char *const *values);
ConnStatusType cpq_status(const PGconn *connection);
PGTransactionStatusType cpq_transaction_status(const PGconn *connection);
char *cpq_error_message(const PGconn *connection);
char *cpq_host(const PGconn *connection);
char *cpq_port(const PGconn *connection);
char *cpq_database(const PGconn *connection);
void cpq_finish(PGconn *connection);
// Whether a text is a connection string.
int cpq_is_connection_string(const char *text);

// One command with texts for its parameters.
PGresult *cpq_execute(PGconn *connection, const char *command, int count, const char *const *values);
PGresult *cpq_prepare(PGconn *connection, const char *name, const char *command);
PGresult *cpq_describe_prepared(PGconn *connection, const char *name);
// Sends a command whose rows come one by one; 1, or 0 with an error message.
int cpq_send(PGconn *connection, const char *command);
PGresult *cpq_next_result(PGconn *connection);

ExecStatusType cpq_result_status(const PGresult *result);
char *cpq_result_error_message(const PGresult *result);
// The SQLSTATE and the primary message of the server; NULL where the error is not the server's.
char *cpq_sql_state(const PGresult *result);
char *cpq_primary_message(const PGresult *result);
char *cpq_affected_rows(PGresult *result);
int cpq_row_count(const PGresult *result);
int cpq_column_count(const PGresult *result);
char *cpq_column_name(const PGresult *result, int column);
Oid cpq_column_type(const PGresult *result, int column);
int cpq_is_null(const PGresult *result, int row, int column);
int cpq_length(const PGresult *result, int row, int column);
char *cpq_value(const PGresult *result, int row, int column);
void cpq_clear(PGresult *result);
