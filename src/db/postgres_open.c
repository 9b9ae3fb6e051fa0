#include "db/postgres_open.h"

#include <string.h>

static const char settings[] = "SET client_encoding = 'UTF8';"
                               "SET standard_conforming_strings = on;"
                               "SET client_min_messages = warning;"
                               "SET lock_timeout = '10s';"
                               "SET bytea_output = hex;";

static void on_notice(void *state, const PGresult *notice)
{
    Postgres *pg = state;
    const char *severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
    if (severity != NULL && strcmp(severity, "WARNING") == 0)
        pg->warned = true;
}

static Status run(Op *op, Postgres *pg, const char *sql)
{
    PGresult *result = PQexec(pg->link, sql);
    Status status = PQresultStatus(result) == PGRES_COMMAND_OK
                        ? OK
                        : postgres_fail(op, pg->link, result, "setting up");
    PQclear(result);
    return status;
}

/* A server that acknowledges before the disk has it is refused. */
static Status durable(Op *op, Postgres *pg)
{
    PGresult *result =
        PQexec(pg->link, "SELECT name || ' = ' || setting FROM pg_settings WHERE "
                         "name IN ('fsync', 'full_page_writes', "
                         "'synchronous_commit') AND setting = 'off' LIMIT 1");
    Status status = OK;
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        status = postgres_fail(op, pg->link, result, "reading the server's settings");
    else if (PQntuples(result) > 0)
        status =
            op_fail(op, UNAVAILABLE, "数据库服务器的设置 %s 可能丢失已确认的内容，不能使用。",
                    PQgetvalue(result, 0, 0));
    PQclear(result);
    return status;
}

static Status writable(Op *op, Postgres *pg)
{
    PGresult *result = PQexec(pg->link, "SELECT pg_is_in_recovery()");
    Status status = OK;
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        status = postgres_fail(op, pg->link, result, "asking whether the server is a standby");
    else if (strcmp(PQgetvalue(result, 0, 0), "t") == 0)
        status = op_fail(op, UNAVAILABLE, "数据库服务器现在是备机，只能查看，不能办理。");
    PQclear(result);
    return status;
}

static Status settle(Op *op, Postgres *pg)
{
    if (PQstatus(pg->link) != CONNECTION_OK)
        return engine_fail(op, UNAVAILABLE, "连不上数据库服务器，请稍后再试。",
                           "connecting: %s", PQerrorMessage(pg->link));
    if (PQserverVersion(pg->link) < 150000)
        return op_fail(op, INVALID,
                       "数据库服务器的版本太旧，须是 PostgreSQL 15 或更新的版本。");
    TRY(run(op, pg, settings));
    TRY(durable(op, pg));
    if (pg->mode == DB_READER)
        return run(op, pg, "SET default_transaction_read_only = on");
    return writable(op, pg);
}

Status postgres_awake(Op *op, Postgres *pg)
{
    if (PQstatus(pg->link) == CONNECTION_OK)
        return OK;
    PQreset(pg->link);
    pg->connection++; /* what was prepared went with the old one */
    return settle(op, pg);
}

Status postgres_open(Op *op, Arena *arena, const char *url, DbMode mode, void **state)
{
    /* What stands before dbname gives way to the url, what follows does not. */
    static const char *const names[] = { "connect_timeout", "application_name", "dbname",
                                         "client_encoding", NULL };
    const char *const values[] = { "10", "lianxi", url, "UTF8", NULL };
    Postgres *pg = ARENA_NEW(arena, Postgres);
    pg->link = PQconnectdbParams(names, values, 1);
    pg->arena = arena;
    pg->mode = mode;
    pg->connection = 1;
    PQsetNoticeReceiver(pg->link, on_notice, pg);
    Status status = settle(op, pg);
    if (status != OK) {
        PQfinish(pg->link);
        return status;
    }
    *state = pg;
    return OK;
}
