#include "db/fake.h"

#include "db/engine.h"

typedef struct Wrapped {
    Db *inner;
    DbFake *fake;
} Wrapped;

static bool now_fails(DbFake *fake)
{
    fake->calls++;
    bool fails = fake->fail_at > 0 && (fake->calls == fake->fail_at ||
                                       (fake->for_ever && fake->calls > fake->fail_at));
    if (fails)
        fake->failed++;
    return fails;
}

static Status fails(Op *op, const DbFake *fake, const char *what)
{
    return op_broken(op, UNAVAILABLE, "the fake database fails at call %llu (%s)",
                     (unsigned long long)fake->calls, what);
}

static Status begin(Op *op, void *state, BeginKind kind)
{
    Wrapped *wrapped = state;
    Db *inner = wrapped->inner;
    if (now_fails(wrapped->fake))
        return fails(op, wrapped->fake, "begin");
    return inner->engine->begin(op, inner->state, kind);
}

static Status commit(Op *op, void *state)
{
    Wrapped *wrapped = state;
    Db *inner = wrapped->inner;
    if (!now_fails(wrapped->fake))
        return inner->engine->commit(op, inner->state);
    if (wrapped->fake->too_late)
        TRY(inner->engine->commit(op, inner->state));
    return fails(op, wrapped->fake, "commit");
}

static Status script(Op *op, void *state, const char *sql)
{
    Wrapped *wrapped = state;
    Db *inner = wrapped->inner;
    if (now_fails(wrapped->fake))
        return fails(op, wrapped->fake, sql);
    return inner->engine->script(op, inner->state, sql);
}

static bool undo(void *state, const char *sql)
{
    Wrapped *wrapped = state;
    return wrapped->inner->engine->undo(wrapped->inner->state, sql);
}

/* The cursor is the inner rows; what they show is shown through. */
static Status start(Op *op, void *state, DbRows *rows, const DbValue *values)
{
    Wrapped *wrapped = state;
    Db *inner = wrapped->inner;
    if (now_fails(wrapped->fake))
        return fails(op, wrapped->fake, rows->statement->name);
    DbRows *within = ARENA_NEW(op->arena, DbRows);
    within->db = inner;
    within->statement = rows->statement;
    inner->in_tx = rows->db->in_tx; /* what the inner engine looks at */
    TRY(inner->engine->start(op, inner->state, within, values));
    rows->cursor = within;
    rows->columns = within->columns;
    rows->values = within->values;
    return OK;
}

static void finish(DbRows *rows)
{
    DbRows *within = rows->cursor;
    if (within->cursor != NULL)
        within->db->engine->finish(within);
    rows->cursor = NULL;
}

static Status step(Op *op, DbRows *rows, bool *more)
{
    Wrapped *wrapped = rows->db->state;
    DbRows *within = rows->cursor;
    if (now_fails(wrapped->fake)) {
        finish(rows);
        return fails(op, wrapped->fake, rows->statement->name);
    }
    Status status = within->db->engine->step(op, within, more);
    rows->changed = within->changed;
    if (within->cursor == NULL)
        rows->cursor = NULL;
    return status;
}

static bool tx_alive(void *state)
{
    Wrapped *wrapped = state;
    return wrapped->inner->engine->tx_alive(wrapped->inner->state);
}

static int64_t changes(void *state)
{
    Wrapped *wrapped = state;
    return wrapped->inner->engine->changes(wrapped->inner->state);
}

static Status examine(Op *op, void *state, const DbStatement *statement, const char **finding)
{
    Wrapped *wrapped = state;
    return wrapped->inner->engine->examine(op, wrapped->inner->state, statement, finding);
}

static void close_fake(void *state)
{
    Wrapped *wrapped = state;
    wrapped->inner->in_tx = false;
}

static const Engine fakes[] = {
    [DB_SQLITE] = { .kind = DB_SQLITE,
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
                    .close = close_fake },
    [DB_POSTGRES] = { .kind = DB_POSTGRES,
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
                      .close = close_fake },
};

Db *db_fake(Db *inner, DbFake *fake)
{
    Arena *arena = arena_new();
    Wrapped *wrapped = ARENA_NEW(arena, Wrapped);
    *wrapped = (Wrapped){ .inner = inner, .fake = fake };
    return db_over(arena, &fakes[inner->engine->kind], wrapped, inner->mode);
}
