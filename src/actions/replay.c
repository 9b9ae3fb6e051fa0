#include "actions/replay.h"

#include "actions/recording.h"
#include "base/text.h"

typedef struct Amendment {
    int64_t seq; /* the record amended */
    bool voided; /* else corrected */
    int64_t by;  /* seq of the amending record */
    const char *field;
    const char *value;
} Amendment;

typedef struct Replay {
    Op *op; /* amendments live here, longer than one visit */
    Db *to;
    int64_t log;
    LIST(Amendment) amendments;
} Replay;

static Status gather_visit(Op *op, void *state, const LedgerEntry *entry)
{
    Replay *replay = state;
    Applied act;
    bool voids = text_same(entry->record.verb, "record.void");
    if (!voids && !text_same(entry->record.verb, "record.correct"))
        return OK;
    TRY(entry_decode(op, replay->log, entry, &act));
    Arena *arena = replay->op->arena;
    Amendment *amendment = LIST_ADD(arena, &replay->amendments);
    *amendment = (Amendment){ .voided = voids, .by = act.seq };
    if (voids) {
        amendment->seq = ((const RecordVoid *)act.fields)->seq;
        return OK;
    }
    const RecordCorrect *correct = act.fields;
    amendment->seq = correct->seq;
    amendment->field = arena_dup(arena, correct->field);
    amendment->value = arena_dup(arena, correct->value);
    return OK;
}

static Status amend(Op *op, const Replay *replay, Applied *act)
{
    for (size_t i = 0; i < replay->amendments.count; i++) {
        const Amendment *amendment = &replay->amendments.items[i];
        if (amendment->seq != act->seq)
            continue;
        if (amendment->voided)
            act->voided_by = amendment->by;
        else
            TRY(act_set_text(op, act->spec, (void *)(uintptr_t)act->fields, amendment->field,
                             amendment->value));
    }
    return OK;
}

static Status entry_apply(Op *op, const Replay *replay, const LedgerEntry *entry)
{
    Applied act;
    TRY(entry_decode(op, replay->log, entry, &act));
    TRY(amend(op, replay, &act));
    return apply(op, replay->to, &act);
}

static Status apply_visit(Op *op, void *state, const LedgerEntry *entry)
{
    const Replay *replay = state;
    TRY_WHILE(op, entry_apply(op, replay, entry), "replaying record %llu of ledger %lld",
              (unsigned long long)entry->record.seq, (long long)replay->log);
    return OK;
}

/* What was written was once accepted: a record that can't be read or applied
 * is damage, whatever its decoder calls it. */
static Status unreadable(Op *op)
{
    Status status = op_broken(op, BROKEN, "%s", op->error.detail);
    op->error.told = "账本里有不能重放的记录，请先用 lianxi verify 核验账本。";
    return status;
}

Status replay_log(Op *op, Db *from, Db *to, int64_t log)
{
    Replay replay = { .op = op, .to = to, .log = log };
    Status status = ledger_each(op, from, log, 0, gather_visit, &replay);
    if (status == OK)
        status = ledger_each(op, from, log, 0, apply_visit, &replay);
    return status == OK || status == UNAVAILABLE ? status : unreadable(op);
}

Status replay_conference(Op *op, Db *db, int64_t conference)
{
    TRY(projection_delete(op, db, conference));
    return replay_log(op, db, db, conference);
}

Status rebuild_within(Op *op, Db *db)
{
    LedgerLogList logs = { 0 };
    TRY(ledger_logs(op, db, &logs));
    for (size_t i = 0; i < logs.count; i++)
        TRY(replay_conference(op, db, logs.items[i].log));
    return OK;
}

Status rebuild(Op *op, Db *db)
{
    DB_TX(tx, db);
    TRY(db_tx_begin(op, &tx));
    TRY(rebuild_within(op, db));
    return db_tx_commit(op, &tx);
}
