#include "actions/load.h"
#include "actions/recording.h"
#include "base/text.h"
#include "store/record_sql.h"
#include "store/rows_gen.h"

/* Later records that speak of a subject this one made or changed. */
static Status later_load(Op *op, Db *db, int64_t conference, const char *noun, int64_t number,
                         RecordCase *out)
{
    RecordSeqRowList seqs = { 0 };
    TRY(sql_record_mentioning(op, db, conference, noun, number, &seqs));
    for (size_t i = 0; i < seqs.count; i++) {
        HistoryRow row;
        if (seqs.items[i].seq <= out->row.seq)
            continue;
        TRY(history_row_get(op, db, conference, seqs.items[i].seq, &row));
        if (!row.has_voided_by)
            *LIST_ADD(op->arena, &out->later) = row;
    }
    return OK;
}

Status load_record(Op *op, World *world, int64_t conference, Case *c)
{
    RecordCase *out = ARENA_NEW(op->arena, RecordCase);
    LedgerEntry entry;
    Applied act;
    int64_t seq;
    if (c->act->kind == ACT_RECORD_VOID)
        seq = ((const RecordVoid *)c->fields)->seq;
    else if (c->act->kind == ACT_RECORD_CORRECT)
        seq = ((const RecordCorrect *)c->fields)->seq;
    else
        return OK;
    c->record = out;
    TRY(ledger_read(op, world->db, conference, (uint64_t)seq, &out->found, &entry));
    if (!out->found)
        return OK;
    TRY(history_row_get(op, world->db, conference, seq, &out->row));
    TRY(entry_decode(op, conference, &entry, &act));
    out->spec = act.spec;
    out->fields = act.fields;
    if (act.outcome->has_made)
        TRY(later_load(op, world->db, conference, noun_name(act.outcome->made.noun),
                       act.outcome->made.number, out));
    if (act.outcome->on.noun == NOUN_CONFERENCE)
        return OK;
    return later_load(op, world->db, conference, noun_name(act.outcome->on.noun),
                      act.outcome->on.number, out);
}
