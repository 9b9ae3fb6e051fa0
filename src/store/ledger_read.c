/* Records read back, with what lies beside them. */
#include <string.h>

#include "store/ledger_parts.h"

const EntryValue *entry_value(const LedgerEntry *entry, const char *field)
{
    for (size_t i = 0; i < entry->values.count; i++)
        if (strcmp(entry->values.items[i].field, field) == 0)
            return &entry->values.items[i];
    return NULL;
}

static Status entry_read(Op *op, const LedgerRow *row, LedgerEntry *out)
{
    *out = (LedgerEntry){ .bytes = row->record };
    TRY(digest_read(op, row->leaf_sm3, &out->leaf));
    TRY_WHILE(op, record_decode(op, row->record, &out->record), "reading record %lld",
              (long long)row->seq);
    return OK;
}

static void entry_add(Arena *arena, LedgerEntry *entry, const PrivateValueRow *row)
{
    *LIST_ADD(arena, &entry->values) = (EntryValue){
        .field = row->field,
        .kind = row->kind == FIELD_ARCHIVAL ? FIELD_ARCHIVAL : FIELD_PRIVATE,
        .erased = row->value.data == NULL,
        .value = row->value,
    };
}

static Status entry_complete(Op *op, Db *db, int64_t log, const LedgerRow *row,
                             LedgerEntry *out)
{
    PrivateValueRowList values = { 0 };
    TRY(entry_read(op, row, out));
    TRY(sql_private_values(op, db, log, row->seq, row->seq, &values));
    for (size_t i = 0; i < values.count; i++)
        entry_add(op->arena, out, &values.items[i]);
    return OK;
}

Status ledger_find_by_key(Op *op, Db *db, int64_t log, ActKey key, bool *found,
                          LedgerEntry *out)
{
    LedgerRow row = { 0 };
    TRY(sql_ledger_row_by_key(op, db, log, (Bytes){ key.bytes, sizeof key.bytes }, found,
                              &row));
    return *found ? entry_complete(op, db, log, &row, out) : OK;
}

Status ledger_read(Op *op, Db *db, int64_t log, uint64_t seq, bool *found, LedgerEntry *out)
{
    LedgerRow row = { 0 };
    *found = false;
    if (seq > RECORD_SEQ_MAX)
        return OK;
    TRY(sql_ledger_row(op, db, log, (int64_t)seq, found, &row));
    return *found ? entry_complete(op, db, log, &row, out) : OK;
}

/* One page of records; *next is past its last, or as it was at the end. */
static Status page_visit(Op *op, Db *db, int64_t log, int64_t *next, LedgerVisitor visit,
                         void *state)
{
    LedgerRowList rows = { 0 };
    PrivateValueRowList values = { 0 };
    TRY(sql_ledger_rows(op, db, log, *next, LEDGER_PAGE, &rows));
    if (rows.count == 0)
        return OK;
    int64_t last = rows.items[rows.count - 1].seq;
    if ((uint64_t)last > RECORD_SEQ_MAX)
        return op_broken(op, BROKEN, "a record stands at %lld", (long long)last);
    TRY(sql_private_values(op, db, log, *next, last, &values));
    size_t value = 0;
    for (size_t i = 0; i < rows.count; i++) {
        LedgerEntry entry;
        TRY(entry_read(op, &rows.items[i], &entry));
        for (; value < values.count && values.items[value].seq <= rows.items[i].seq; value++)
            if (values.items[value].seq == rows.items[i].seq)
                entry_add(op->arena, &entry, &values.items[value]);
        TRY(visit(op, state, &entry));
    }
    *next = last + 1;
    return OK;
}

Status ledger_each(Op *op, Db *db, int64_t log, uint64_t from, LedgerVisitor visit, void *state)
{
    ARENA_SCOPE(scratch);
    Op page = { .arena = scratch };
    int64_t next = from > RECORD_SEQ_MAX ? INT64_MAX : (int64_t)from;
    for (int64_t before = -1; next != before;) {
        before = next;
        Status status = page_visit(&page, db, log, &next, visit, state);
        if (status != OK) {
            error_take(op, &page);
            return status;
        }
        arena_reset(scratch);
    }
    return OK;
}
