#include "db/db.h"

#include <string.h>
#include <unistd.h>

#include "db/engine.h"
#include "db/lock.h"

enum { SAVEPOINT_DEPTH_MAX = 16 };

Status engine_fail(Op *op, Status status, const char *told, const char *detail, ...)
{
    va_list args;
    va_start(args, detail);
    const char *text = arena_vprintf(op->arena, detail, args);
    va_end(args);
    Status result = op_broken(op, status, "%s", text);
    if (told != NULL)
        op->error.told = told;
    return result;
}

/* ---- open and close ------------------------------------------------------ */

bool db_url_is_postgres(const char *url)
{
    return strncmp(url, "postgresql://", 13) == 0 || strncmp(url, "postgres://", 11) == 0;
}

Db *db_over(Arena *arena, const Engine *engine, void *state, DbMode mode)
{
    Db *db = ARENA_NEW(arena, Db);
    *db = (Db){ .engine = engine, .state = state, .arena = arena, .mode = mode, .lock_fd = -1 };
    return db;
}

static Status open_sqlite(Op *op, const char *path, DbMode mode, int lock_fd, Db **out)
{
    Arena *arena = arena_new();
    void *state = NULL;
    Status status = sqlite_open(op, arena, path, mode, &state);
    if (status != OK) {
        lock_release(lock_fd);
        arena_free(arena);
        return status;
    }
    *out = db_over(arena, &sqlite_engine, state, mode);
    (*out)->lock_fd = lock_fd;
    return OK;
}

Status db_open_locked(Op *op, const char *path, int lock_fd, Db **out)
{
    return open_sqlite(op, path, DB_OWNER, lock_fd, out);
}

static Status open_postgres(Op *op, const char *url, DbMode mode, Db **out)
{
    Arena *arena = arena_new();
    void *state = NULL;
    Status status = postgres_open(op, arena, url, mode, &state);
    if (status != OK) {
        arena_free(arena);
        return status;
    }
    *out = db_over(arena, &postgres_engine, state, mode);
    return OK;
}

Status db_open(Op *op, const char *url, DbMode mode, Db **out)
{
    int lock_fd = -1;
    *out = NULL;
    if (db_url_is_postgres(url))
        return open_postgres(op, url, mode, out);
    if (mode == DB_OWNER && strcmp(url, ":memory:") != 0) {
        TRY(lock_take(op, url, &lock_fd));
        if (lock_fd < 0)
            return engine_fail(op, UNAVAILABLE, "数据库正由另一个进程使用，请稍后再试。",
                               "another process owns %s", url);
    }
    return open_sqlite(op, url, mode, lock_fd, out);
}

void db_close(Db *db)
{
    if (db == NULL)
        return;
    if (db->in_tx && !db->lost)
        (void)db->engine->undo(db->state, "ROLLBACK");
    db->engine->close(db->state);
    lock_release(db->lock_fd); /* last: the file is at rest */
    arena_free(db->arena);
}

void db_close_scope(Db **db)
{
    db_close(*db);
}

DbEngine db_engine(const Db *db)
{
    return db->engine->kind;
}

int64_t db_changes(const Db *db)
{
    return db->engine->changes(db->state);
}

DbMode db_mode(const Db *db)
{
    return db->mode;
}

/* ---- transactions ---------------------------------------------------------- */

bool db_in_tx(const Db *db)
{
    return db->in_tx;
}

/* After a failure nothing more goes into the scope, on both engines alike. */
static Status usable(Op *op, const Db *db)
{
    if (db->lost)
        return op_broken(op, UNAVAILABLE, "the transaction was given up by the database");
    if (db->failed)
        return op_broken(op, BROKEN, "an earlier statement failed; the scope must be undone");
    return OK;
}

static Status noted(Db *db, Status status)
{
    if (status == OK || !db->in_tx)
        return status;
    db->failed = true;
    if (!db->engine->tx_alive(db->state))
        db->lost = true;
    return status;
}

static Status begin(Op *op, DbTx *tx, BeginKind kind)
{
    Db *db = tx->db;
    if (db->in_tx)
        return op_broken(op, BROKEN, "a transaction is open already");
    TRY_WHILE(op, db->engine->begin(op, db->state, kind), "beginning a transaction");
    db->in_tx = tx->open = true;
    db->snapshot = kind == BEGIN_SNAPSHOT;
    db->failed = db->lost = false;
    db->depth = 0;
    return OK;
}

Status db_tx_begin(Op *op, DbTx *tx)
{
    return begin(op, tx, tx->db->mode == DB_READER ? BEGIN_SNAPSHOT : BEGIN_WRITE);
}

Status db_tx_begin_snapshot(Op *op, DbTx *tx)
{
    return begin(op, tx, BEGIN_SNAPSHOT);
}

Status db_tx_commit(Op *op, DbTx *tx)
{
    Db *db = tx->db;
    if (!tx->open || db->depth > 0)
        return op_broken(op, BROKEN, "commit without a transaction, or in a savepoint");
    TRY(usable(op, db));
    TRY_WHILE(op, noted(db, db->engine->commit(op, db->state)), "committing");
    db->in_tx = tx->open = false;
    return OK;
}

void db_tx_end(DbTx *tx)
{
    if (!tx->open)
        return;
    Db *db = tx->db;
    if (!db->lost)
        (void)db->engine->undo(db->state, "ROLLBACK");
    db->in_tx = db->failed = db->lost = tx->open = false;
    db->depth = 0;
}

static const char *savepoint_sql(Arena *arena, const char *verb, int depth)
{
    return arena_printf(arena, "%s part_%d", verb, depth);
}

Status db_savepoint_begin(Op *op, DbSavepoint *part)
{
    Db *db = part->db;
    if (!db->in_tx || part->depth != 0 || db->depth >= SAVEPOINT_DEPTH_MAX)
        return op_broken(op, BROKEN, "savepoint outside a transaction, open, or too deep");
    TRY(usable(op, db));
    TRY(noted(db, db->engine->script(op, db->state,
                                     savepoint_sql(op->arena, "SAVEPOINT", db->depth + 1))));
    part->depth = ++db->depth;
    return OK;
}

Status db_savepoint_keep(Op *op, DbSavepoint *part)
{
    Db *db = part->db;
    if (part->depth == 0 || part->depth != db->depth)
        return op_broken(op, BROKEN, "savepoints end out of order");
    TRY(usable(op, db));
    TRY(noted(db, db->engine->script(op, db->state,
                                     savepoint_sql(op->arena, "RELEASE", part->depth))));
    db->depth--;
    part->depth = 0;
    return OK;
}

void db_savepoint_end(DbSavepoint *part)
{
    Db *db = part->db;
    if (part->depth == 0 || !db->in_tx || part->depth > db->depth)
        return;
    ARENA_SCOPE(arena);
    if (!db->lost &&
        db->engine->undo(db->state, savepoint_sql(arena, "ROLLBACK TO", part->depth)) &&
        db->engine->undo(db->state, savepoint_sql(arena, "RELEASE", part->depth)))
        db->failed = false;
    else
        db->lost = true;
    db->depth = part->depth - 1;
    part->depth = 0;
}

/* ---- statements ------------------------------------------------------------ */

Status db_script(Op *op, Db *db, const char *sql)
{
    TRY(usable(op, db));
    return noted(db, db->engine->script(op, db->state, sql));
}

Status db_query(Op *op, Db *db, const DbStatement *statement, const DbValue *values,
                DbRows **out)
{
    *out = NULL;
    TRY(usable(op, db));
    if (statement->writes && (!db->in_tx || db->snapshot))
        return op_broken(op, BROKEN, "%s writes outside a writing transaction",
                         statement->name);
    DbRows *rows = ARENA_NEW(op->arena, DbRows);
    rows->db = db;
    rows->statement = statement;
    Status status = db->engine->start(op, db->state, rows, values);
    if (status != OK)
        return op_while(op, noted(db, status), "starting %s", statement->name);
    *out = rows;
    return OK;
}

Status db_next(Op *op, DbRows *rows, bool *more)
{
    *more = false;
    if (rows->cursor == NULL)
        return OK;
    TRY(usable(op, rows->db));
    Status status = rows->db->engine->step(op, rows, more);
    if (status != OK)
        return op_while(op, noted(rows->db, status), "reading %s", rows->statement->name);
    return OK;
}

const DbValue *db_values(const DbRows *rows, size_t *count)
{
    *count = rows->columns;
    return rows->values;
}

void db_rows_end(DbRows **rows)
{
    if (*rows != NULL && (*rows)->cursor != NULL)
        (*rows)->db->engine->finish(*rows);
}

Status db_done(Op *op, Db *db, const DbStatement *statement, const DbValue *values)
{
    DB_ROWS(rows);
    bool more = true;
    TRY(db_query(op, db, statement, values, &rows));
    while (more)
        TRY(db_next(op, rows, &more));
    return OK;
}

Status db_changed(Op *op, Db *db, const DbStatement *statement, const DbValue *values)
{
    DB_ROWS(rows);
    bool more = true;
    TRY(db_query(op, db, statement, values, &rows));
    while (more)
        TRY(db_next(op, rows, &more));
    if (rows->changed != 1)
        return op_broken(op, CONFLICT, "%s changed %lld rows, not one", statement->name,
                         (long long)rows->changed);
    return OK;
}

Status db_maybe(Op *op, Db *db, const DbStatement *statement, const DbValue *values,
                bool *found, void *row)
{
    DB_ROWS(rows);
    bool more = false;
    TRY(db_query(op, db, statement, values, &rows));
    TRY(db_next(op, rows, found));
    if (!*found)
        return OK;
    TRY(db_read(op, rows, row));
    TRY(db_next(op, rows, &more)); /* also ends what writes and returns */
    if (more)
        return op_broken(op, BROKEN, "%s gave more than one row", statement->name);
    return OK;
}

Status db_one(Op *op, Db *db, const DbStatement *statement, const DbValue *values, void *row)
{
    bool found = false;
    TRY(db_maybe(op, db, statement, values, &found, row));
    if (!found)
        return op_broken(op, NOT_FOUND, "%s found no row", statement->name);
    return OK;
}

Status db_many(Op *op, Db *db, const DbStatement *statement, const DbValue *values,
               void **items, size_t *count, size_t *room)
{
    DB_ROWS(rows);
    bool more = false;
    *items = NULL;
    *count = *room = 0;
    TRY(db_query(op, db, statement, values, &rows));
    TRY(db_next(op, rows, &more));
    while (more) {
        list_room(op->arena, items, *count, room, statement->row_bytes);
        TRY(db_read(op, rows, (char *)*items + *count * statement->row_bytes));
        ++*count;
        TRY(db_next(op, rows, &more));
    }
    return OK;
}

Status db_examine(Op *op, Db *db, const DbStatement *statement, const char **finding)
{
    *finding = NULL;
    return noted(db, db->engine->examine(op, db->state, statement, finding));
}
