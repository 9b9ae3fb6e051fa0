#include <sqlite3.h>
#include <string.h>

#include "db/cache.h"
#include "db/engine.h"
#include "db/sqlite_open.h"

/* A prepared statement: the cached one, or one made for this time only
 * because the cached one is being read further out. */
typedef struct Prepared {
    sqlite3_stmt *statement;
    bool busy;
    bool cached;
} Prepared;

Status sqlite_fail(Op *op, sqlite3 *handle, int code, const char *doing)
{
    const char *text = handle != NULL ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    int extended = handle != NULL ? sqlite3_extended_errcode(handle) : code;
    const char *detail = arena_printf(op->arena, "%s: SQLite %d: %s", doing, extended, text);
    if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY ||
        extended == SQLITE_CONSTRAINT_ROWID)
        return engine_fail(op, CONFLICT, NULL, "%s", detail);
    switch (code & 0xff) {
    case SQLITE_FULL:
        return engine_fail(op, UNAVAILABLE, TOLD_DISK_FULL, "%s", detail);
    case SQLITE_READONLY:
        return engine_fail(op, UNAVAILABLE, TOLD_READ_ONLY, "%s", detail);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return engine_fail(op, BROKEN, TOLD_CORRUPT, "%s", detail);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
        return engine_fail(op, UNAVAILABLE, NULL, "%s", detail);
    }
    return engine_fail(op, BROKEN, NULL, "%s", detail);
}

/* ---- scripts and transactions -------------------------------------------- */

static Status script(Op *op, void *state, const char *sql)
{
    Sqlite *lite = state;
    int code = sqlite3_exec(lite->handle, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? OK : sqlite_fail(op, lite->handle, code, "running SQL");
}

/* Transactions begin and end with every request: their statements are kept. */
static int run_kept(Sqlite *lite, TxWord word)
{
    static const char *const words[] = { "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK" };
    sqlite3_stmt **kept = &lite->tx_words[word];
    if (*kept == NULL) {
        int code = sqlite3_prepare_v3(lite->handle, words[word], -1, SQLITE_PREPARE_PERSISTENT,
                                      kept, NULL);
        if (code != SQLITE_OK)
            return code;
    }
    (void)sqlite3_step(*kept);
    return sqlite3_reset(*kept);
}

static Status begin(Op *op, void *state, BeginKind kind)
{
    Sqlite *lite = state;
    int code = run_kept(lite, kind == BEGIN_WRITE ? TX_BEGIN_WRITE : TX_BEGIN);
    return code == SQLITE_OK ? OK : sqlite_fail(op, lite->handle, code, "beginning");
}

static Status commit(Op *op, void *state)
{
    Sqlite *lite = state;
    int code = run_kept(lite, TX_COMMIT);
    return code == SQLITE_OK ? OK : sqlite_fail(op, lite->handle, code, "committing");
}

static bool undo(void *state, const char *sql)
{
    Sqlite *lite = state;
    if (strcmp(sql, "ROLLBACK") == 0)
        return run_kept(lite, TX_ROLLBACK) == SQLITE_OK;
    return sqlite3_exec(lite->handle, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static int64_t changes(void *state)
{
    const Sqlite *lite = state;
    return sqlite3_total_changes64(lite->handle);
}

/* SQLite ends a transaction by itself after some errors of the disk. */
static bool tx_alive(void *state)
{
    Sqlite *lite = state;
    return sqlite3_get_autocommit(lite->handle) == 0;
}

/* ---- statements ------------------------------------------------------------ */

static Status prepare(Op *op, Sqlite *lite, const DbStatement *statement, bool keep,
                      sqlite3_stmt **out)
{
    const char *rest = NULL;
    int code = sqlite3_prepare_v3(lite->handle, statement->sqlite, -1,
                                  keep ? SQLITE_PREPARE_PERSISTENT : 0, out, &rest);
    if (code != SQLITE_OK)
        return op_while(op, sqlite_fail(op, lite->handle, code, "preparing"),
                        "preparing %s (%s)", statement->name, statement->place);
    if (*out == NULL || rest[strspn(rest, " \n;")] != '\0') {
        sqlite3_finalize(*out);
        return op_broken(op, BROKEN, "%s (%s) is not one statement", statement->name,
                         statement->place);
    }
    return OK;
}

static Status take_prepared(Op *op, Sqlite *lite, const DbStatement *statement, Prepared **out)
{
    void **slot = cache_at(&lite->cache, lite->arena, statement);
    Prepared *prepared = *slot;
    bool keep = prepared == NULL;
    if (!keep && !prepared->busy) {
        prepared->busy = true;
        *out = prepared;
        return OK;
    }
    sqlite3_stmt *made = NULL;
    TRY(prepare(op, lite, statement, keep, &made));
    prepared = ARENA_NEW(keep ? lite->arena : op->arena, Prepared);
    *prepared = (Prepared){ .statement = made, .busy = true, .cached = keep };
    if (keep)
        *slot = prepared;
    *out = prepared;
    return OK;
}

static void give_back(Prepared *prepared)
{
    prepared->busy = false;
    if (!prepared->cached) {
        sqlite3_finalize(prepared->statement);
        return;
    }
    sqlite3_reset(prepared->statement);
    sqlite3_clear_bindings(prepared->statement);
}

static int bind_value(sqlite3_stmt *statement, int at, const DbValue *value)
{
    const char *data = (const char *)value->bytes.data;
    switch (value->kind) {
    case DB_NULL:
        return sqlite3_bind_null(statement, at);
    case DB_INT:
        return sqlite3_bind_int64(statement, at, value->integer);
    case DB_TEXT:
        return sqlite3_bind_text64(statement, at, data, value->bytes.count, SQLITE_STATIC,
                                   SQLITE_UTF8);
    case DB_BLOB:
        return sqlite3_bind_blob64(statement, at, data, value->bytes.count, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

static Status start(Op *op, void *state, DbRows *rows, const DbValue *values)
{
    Sqlite *lite = state;
    Prepared *prepared = NULL;
    TRY(take_prepared(op, lite, rows->statement, &prepared));
    int used = sqlite3_bind_parameter_count(prepared->statement);
    for (int i = 0; i < used; i++) {
        int code = bind_value(prepared->statement, i + 1, &values[i]);
        if (code != SQLITE_OK) {
            Status status = sqlite_fail(op, lite->handle, code, "binding");
            give_back(prepared);
            return status;
        }
    }
    rows->cursor = prepared;
    rows->columns = (size_t)sqlite3_column_count(prepared->statement);
    rows->values = ARENA_ARRAY(op->arena, DbValue, rows->columns);
    return OK;
}

static void finish(DbRows *rows)
{
    give_back(rows->cursor);
    rows->cursor = NULL;
}

static Status column(Op *op, const DbRows *rows, sqlite3_stmt *statement, int at)
{
    DbValue *value = &rows->values[at];
    switch (sqlite3_column_type(statement, at)) {
    case SQLITE_NULL:
        *value = db_null();
        return OK;
    case SQLITE_INTEGER:
        *value = db_int(sqlite3_column_int64(statement, at));
        return OK;
    case SQLITE_TEXT:
        value->kind = DB_TEXT;
        value->bytes.data = sqlite3_column_text(statement, at);
        value->bytes.count = (size_t)sqlite3_column_bytes(statement, at);
        return OK;
    case SQLITE_BLOB:
        *value = db_blob((Bytes){ sqlite3_column_blob(statement, at),
                                  (size_t)sqlite3_column_bytes(statement, at) });
        return OK;
    }
    return op_broken(op, BROKEN, "%s: column %d is a floating number", rows->statement->name,
                     at);
}

static Status step(Op *op, DbRows *rows, bool *more)
{
    Sqlite *lite = rows->db->state;
    Prepared *prepared = rows->cursor;
    int code = sqlite3_step(prepared->statement);
    if (code == SQLITE_ROW) {
        for (size_t i = 0; i < rows->columns; i++)
            TRY(column(op, rows, prepared->statement, (int)i));
        *more = true;
        return OK;
    }
    *more = false;
    if (code == SQLITE_DONE) {
        rows->changed = rows->statement->writes ? sqlite3_changes64(lite->handle) : 0;
        finish(rows);
        return OK;
    }
    Status status = sqlite_fail(op, lite->handle, code, "stepping");
    finish(rows);
    return status;
}

/* ---- examine ----------------------------------------------------------------- */

/* "SCAN topic USING INDEX …" reads a whole table or index; "SCAN CONSTANT
 * ROW", "SCAN 3-ROW VALUES CLAUSE" and "SCAN (subquery-1)" do not. */
static bool plan_scans(const char *line)
{
    return strncmp(line, "SCAN ", 5) == 0 && strstr(line, "CONSTANT ROW") == NULL &&
           strstr(line, "VALUES CLAUSE") == NULL && line[5] != '(';
}

static Status look_for_scan(Op *op, Sqlite *lite, const DbStatement *statement,
                            const char **finding)
{
    sqlite3_stmt *plan = NULL;
    const char *sql = arena_printf(op->arena, "EXPLAIN QUERY PLAN %s", statement->sqlite);
    int code = sqlite3_prepare_v2(lite->handle, sql, -1, &plan, NULL);
    if (code != SQLITE_OK)
        return sqlite_fail(op, lite->handle, code, "explaining");
    while (sqlite3_step(plan) == SQLITE_ROW && *finding == NULL) {
        const char *line = (const char *)sqlite3_column_text(plan, 3);
        if (plan_scans(line))
            *finding = arena_printf(
                op->arena, "%s: %s reads a whole table (%s); say why with \"-- scans:\"",
                statement->place, statement->name, line);
    }
    sqlite3_finalize(plan);
    return OK;
}

static Status examine(Op *op, void *state, const DbStatement *statement, const char **finding)
{
    Sqlite *lite = state;
    sqlite3_stmt *made = NULL;
    TRY(prepare(op, lite, statement, false, &made));
    size_t columns = (size_t)sqlite3_column_count(made);
    bool writes = !sqlite3_stmt_readonly(made);
    sqlite3_finalize(made);
    if (columns != statement->field_count)
        *finding =
            arena_printf(op->arena, "%s: %s gives %zu columns, declares %zu", statement->place,
                         statement->name, columns, statement->field_count);
    else if (writes != statement->writes)
        *finding = arena_printf(op->arena, "%s: whether %s writes is declared wrongly",
                                statement->place, statement->name);
    else if (statement->scans == NULL)
        return look_for_scan(op, lite, statement, finding);
    return OK;
}

static void close_sqlite(void *state)
{
    Sqlite *lite = state;
    for (size_t i = 0; i < TX_WORDS; i++)
        sqlite3_finalize(lite->tx_words[i]);
    for (size_t i = 0; i < lite->cache.room; i++) {
        Prepared *prepared = lite->cache.values[i];
        if (prepared != NULL)
            sqlite3_finalize(prepared->statement);
    }
    sqlite3_close_v2(lite->handle);
}

const Engine sqlite_engine = {
    .kind = DB_SQLITE,
    .begin = begin,
    .commit = commit,
    .script = script,
    .undo = undo,
    .start = start,
    .step = step,
    .finish = finish,
    .tx_alive = tx_alive,
    .changes = changes,
    .examine = examine,
    .close = close_sqlite,
};
