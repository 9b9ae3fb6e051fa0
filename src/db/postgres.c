#include <endian.h>
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "db/cache.h"
#include "db/engine.h"
#include "db/postgres_open.h"

/* Object identifiers of types, fixed in PostgreSQL's catalogue. */
enum {
    OID_BOOL = 16,
    OID_BYTEA = 17,
    OID_INT8 = 20,
    OID_INT2 = 21,
    OID_INT4 = 23,
    OID_TEXT = 25,
    OID_VARCHAR = 1043
};

enum { PARAMETERS_MAX = 64 };

typedef struct Prepared {
    const char *name;
    unsigned connection; /* made on this connection; prepared again on another */
} Prepared;

typedef struct Answer {
    PGresult *result;
    int row; /* the next one */
} Answer;

/* ---- errors ------------------------------------------------------------------ */

static bool state_is(const char *state, const char *class_or_code)
{
    return strncmp(state, class_or_code, strlen(class_or_code)) == 0;
}

static bool state_is_passing(const char *state)
{
    static const char *const classes[] = { "08", "40", "53", "55P03", "57", "58", "25006" };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (state_is(state, classes[i]))
            return true;
    return state[0] == '\0'; /* the connection broke */
}

Status postgres_fail(Op *op, PGconn *link, const PGresult *result, const char *doing)
{
    const char *state = result != NULL ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *text = result != NULL ? PQresultErrorMessage(result) : PQerrorMessage(link);
    if (state == NULL)
        state = "";
    if (state_is(state, "23505"))
        return engine_fail(op, CONFLICT, NULL, "%s: %s: %s", doing, state, text);
    if (state_is(state, "53100"))
        return engine_fail(op, UNAVAILABLE, TOLD_DISK_FULL, "%s: %s: %s", doing, state, text);
    if (state_is(state, "XX001") || state_is(state, "XX002"))
        return engine_fail(op, BROKEN, TOLD_CORRUPT, "%s: %s: %s", doing, state, text);
    return engine_fail(op, state_is_passing(state) ? UNAVAILABLE : BROKEN, NULL, "%s: %s: %s",
                       doing, state, text);
}

/* ---- scripts and transactions ---------------------------------------------- */

static Status script(Op *op, void *state, const char *sql)
{
    Postgres *pg = state;
    PGresult *result = PQexec(pg->link, sql);
    ExecStatusType is = PQresultStatus(result);
    Status status = is == PGRES_COMMAND_OK || is == PGRES_TUPLES_OK || is == PGRES_EMPTY_QUERY
                        ? OK
                        : postgres_fail(op, pg->link, result, "running SQL");
    PQclear(result);
    return status;
}

static Status begin(Op *op, void *state, BeginKind kind)
{
    Postgres *pg = state;
    TRY(postgres_awake(op, pg));
    if (kind == BEGIN_SNAPSHOT)
        return script(op, state, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return script(op, state, "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
}

/* COMMIT of a failed transaction succeeds with the tag ROLLBACK; and a
 * cancelled wait for the standby succeeds with a warning only. Neither may
 * be acknowledged. */
static Status commit(Op *op, void *state)
{
    Postgres *pg = state;
    pg->warned = false;
    PGresult *result = PQexec(pg->link, "COMMIT");
    Status status = OK;
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        status = postgres_fail(op, pg->link, result, "committing");
    else if (strcmp(PQcmdStatus(result), "COMMIT") != 0)
        status = op_broken(op, UNAVAILABLE, "COMMIT answered %s", PQcmdStatus(result));
    else if (pg->warned)
        status = op_broken(op, UNAVAILABLE, "COMMIT came with a warning: outcome not durable");
    PQclear(result);
    return status;
}

static bool undo(void *state, const char *sql)
{
    Postgres *pg = state;
    PGresult *result = PQexec(pg->link, sql);
    bool fine = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return fine;
}

static int64_t changes(void *state)
{
    (void)state;
    return -1;
}

static bool tx_alive(void *state)
{
    Postgres *pg = state;
    PGTransactionStatusType is = PQtransactionStatus(pg->link);
    return PQstatus(pg->link) == CONNECTION_OK &&
           (is == PQTRANS_INTRANS || is == PQTRANS_INERROR);
}

/* ---- statements ------------------------------------------------------------ */

static Oid parameter_type(DbKind kind)
{
    switch (kind) {
    case DB_INT:
        return OID_INT8;
    case DB_TEXT:
        return OID_TEXT;
    case DB_BLOB:
        return OID_BYTEA;
    case DB_NULL:
        break;
    }
    return 0;
}

static Status prepare(Op *op, Postgres *pg, const DbStatement *statement, const char *name)
{
    Oid types[PARAMETERS_MAX];
    if (statement->parameter_count > PARAMETERS_MAX)
        return op_broken(op, BROKEN, "%s has more than %d parameters", statement->name,
                         PARAMETERS_MAX);
    for (size_t i = 0; i < statement->parameter_count; i++)
        types[i] = parameter_type(statement->parameters[i]);
    PGresult *result =
        PQprepare(pg->link, name, statement->postgres, (int)statement->parameter_count, types);
    Status status = OK;
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        status = op_while(op, postgres_fail(op, pg->link, result, "preparing"),
                          "preparing %s (%s)", statement->name, statement->place);
    PQclear(result);
    return status;
}

static Status take_prepared(Op *op, Postgres *pg, const DbStatement *statement,
                            const char **name)
{
    void **slot = cache_at(&pg->cache, pg->arena, statement);
    Prepared *prepared = *slot;
    if (prepared == NULL) {
        prepared = *slot = ARENA_NEW(pg->arena, Prepared);
        prepared->name = arena_printf(pg->arena, "s%zu", pg->cache.count);
    }
    if (prepared->connection != pg->connection) {
        TRY(prepare(op, pg, statement, prepared->name));
        prepared->connection = pg->connection;
    }
    *name = prepared->name;
    return OK;
}

typedef struct Bound {
    const char *data[PARAMETERS_MAX];
    int lengths[PARAMETERS_MAX];
    int formats[PARAMETERS_MAX];
    uint64_t integers[PARAMETERS_MAX];
} Bound;

static void bind_values(Bound *bound, const DbValue *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const DbValue *value = &values[i];
        bound->formats[i] = 1;
        bound->data[i] = NULL;
        bound->lengths[i] = 0;
        if (value->kind == DB_INT) {
            bound->integers[i] = htobe64((uint64_t)value->integer);
            bound->data[i] = (const char *)&bound->integers[i];
            bound->lengths[i] = 8;
        } else if (value->kind != DB_NULL) {
            bound->data[i] = (const char *)value->bytes.data;
            bound->lengths[i] = (int)value->bytes.count;
        }
    }
}

static Status start(Op *op, void *state, DbRows *rows, const DbValue *values)
{
    Postgres *pg = state;
    const DbStatement *statement = rows->statement;
    const char *name = NULL;
    Bound bound;
    if (!rows->db->in_tx)
        TRY(postgres_awake(op, pg));
    TRY(take_prepared(op, pg, statement, &name));
    bind_values(&bound, values, statement->parameter_count);
    PGresult *result = PQexecPrepared(pg->link, name, (int)statement->parameter_count,
                                      bound.data, bound.lengths, bound.formats, 1);
    ExecStatusType is = PQresultStatus(result);
    if (is != PGRES_COMMAND_OK && is != PGRES_TUPLES_OK) {
        Status status = postgres_fail(op, pg->link, result, "running");
        PQclear(result);
        return status;
    }
    Answer *answer = ARENA_NEW(op->arena, Answer);
    answer->result = result;
    rows->cursor = answer;
    rows->columns = (size_t)PQnfields(result);
    rows->values = ARENA_ARRAY(op->arena, DbValue, rows->columns);
    return OK;
}

static void finish(DbRows *rows)
{
    Answer *answer = rows->cursor;
    PQclear(answer->result);
    rows->cursor = NULL;
}

static int64_t read_int(const char *data, int length)
{
    uint64_t bits = 0;
    for (int i = 0; i < length; i++)
        bits = bits << 8 | (uint8_t)data[i];
    if (length == 2)
        return (int16_t)(uint16_t)bits;
    if (length == 4)
        return (int32_t)(uint32_t)bits;
    return (int64_t)bits;
}

static Status column(Op *op, DbRows *rows, const PGresult *result, int row, int at)
{
    const char *data = PQgetvalue(result, row, at);
    int length = PQgetlength(result, row, at);
    Bytes bytes = { (const uint8_t *)data, (size_t)length };
    DbValue *value = &rows->values[at];
    if (PQgetisnull(result, row, at)) {
        *value = db_null();
        return OK;
    }
    switch (PQftype(result, at)) {
    case OID_BOOL:
        *value = db_int(data[0] != 0);
        return OK;
    case OID_INT2:
    case OID_INT4:
    case OID_INT8:
        *value = db_int(read_int(data, length));
        return OK;
    case OID_TEXT:
    case OID_VARCHAR:
        *value = (DbValue){ .kind = DB_TEXT, .bytes = bytes };
        return OK;
    case OID_BYTEA:
        *value = db_blob(bytes);
        return OK;
    }
    return op_broken(op, BROKEN, "%s: column %d has a type we do not read (oid %u)",
                     rows->statement->name, at, PQftype(result, at));
}

static Status step(Op *op, DbRows *rows, bool *more)
{
    Answer *answer = rows->cursor;
    *more = answer->row < PQntuples(answer->result);
    if (*more) {
        for (size_t i = 0; i < rows->columns; i++)
            TRY(column(op, rows, answer->result, answer->row, (int)i));
        answer->row++;
        return OK;
    }
    const char *changed = PQcmdTuples(answer->result);
    rows->changed = rows->statement->writes ? strtoll(changed, NULL, 10) : 0;
    finish(rows);
    return OK;
}

/* ---- examine ----------------------------------------------------------------- */

static bool fits(Oid type, DbType declared)
{
    bool whole = type == OID_INT2 || type == OID_INT4 || type == OID_INT8;
    switch (declared) {
    case DB_AS_TEXT:
        return type == OID_TEXT || type == OID_VARCHAR;
    case DB_AS_BLOB:
        return type == OID_BYTEA;
    case DB_AS_BOOL:
        return whole || type == OID_BOOL;
    case DB_AS_INT:
    case DB_AS_DAY:
    case DB_AS_TIME:
        return whole;
    }
    return false;
}

static const char *look_at_columns(Op *op, const DbStatement *statement, const PGresult *result)
{
    size_t columns = (size_t)PQnfields(result);
    if (columns != statement->field_count)
        return arena_printf(op->arena, "%s: %s gives %zu columns, declares %zu",
                            statement->place, statement->name, columns, statement->field_count);
    for (size_t i = 0; i < columns; i++)
        if (!fits(PQftype(result, (int)i), statement->fields[i].type))
            return arena_printf(op->arena,
                                "%s: %s, column %s: PostgreSQL gives another type (oid %u) "
                                "than declared; a sum needs CAST(… AS INTEGER)",
                                statement->place, statement->name, statement->fields[i].name,
                                PQftype(result, (int)i));
    return NULL;
}

static Status examine(Op *op, void *state, const DbStatement *statement, const char **finding)
{
    Postgres *pg = state;
    TRY(prepare(op, pg, statement, ""));
    PGresult *result = PQdescribePrepared(pg->link, "");
    Status status = OK;
    if (PQresultStatus(result) == PGRES_COMMAND_OK)
        *finding = look_at_columns(op, statement, result);
    else
        status = postgres_fail(op, pg->link, result, "describing");
    PQclear(result);
    return status;
}

static void close_postgres(void *state)
{
    Postgres *pg = state;
    PQfinish(pg->link);
}

const Engine postgres_engine = {
    .kind = DB_POSTGRES,
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
    .close = close_postgres,
};
