#include "store/ledger.h"

#include <string.h>

#include "base/text.h"
#include "store/ledger_parts.h"

LogId log_id_of(Bytes bytes)
{
    LogId id = { { 0 } };
    if (bytes.count == sizeof id.bytes)
        memcpy(id.bytes, bytes.data, sizeof id.bytes);
    return id;
}

Bytes log_id_bytes(const LogId *id)
{
    return (Bytes){ id->bytes, sizeof id->bytes };
}

Status digest_read(Op *op, Bytes bytes, Digest *out)
{
    if (bytes.count != sizeof out->bytes)
        return op_broken(op, BROKEN, "a stored digest has %zu bytes", bytes.count);
    memcpy(out->bytes, bytes.data, sizeof out->bytes);
    return OK;
}

void error_take(Op *op, const Op *inner)
{
    op->error = (Error){
        .status = inner->error.status,
        .told = arena_dup(op->arena, inner->error.told),
        .detail = arena_dup(op->arena, inner->error.detail),
    };
}

Status ledger_found(Op *op, Db *db, const char *code, LogId id, int64_t *log)
{
    if (!text_is_id(code))
        return op_fail(op, INVALID, "联席会议代码“%s”不合格式。", code);
    bool has_last = false;
    int64_t last = 0;
    TRY(sql_ledger_log_last(op, db, &has_last, &last));
    int64_t number = has_last ? last + 1 : 1;
    TRY_WHILE(op, sql_ledger_log_add(op, db, number, log_id_bytes(&id), code),
              "founding ledger %s", code);
    Frontier empty;
    frontier_init(&empty, DIGEST_SM3);
    Bytes frontier = frontier_encode(op->arena, &empty); /* the same in both trees */
    TRY(sql_ledger_head_add(op, db, number, frontier, frontier));
    *log = number;
    return OK;
}

Status ledger_by_code(Op *op, Db *db, const char *code, bool *found, int64_t *log)
{
    LedgerLogRow row = { 0 };
    TRY(sql_ledger_log_by_code(op, db, code, found, &row));
    if (*found)
        *log = row.log;
    return OK;
}

Status ledger_logs(Op *op, Db *db, LedgerLogList *out)
{
    LedgerLogRowList rows = { 0 };
    TRY(sql_ledger_logs(op, db, &rows));
    *out = (LedgerLogList){ 0 };
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(op->arena, out) =
            (LedgerLog){ rows.items[i].log, log_id_of(rows.items[i].log_id),
                         rows.items[i].code };
    return OK;
}

/* Fills the frontiers of a head and holds them to its size. */
static Status head_read(Op *op, const LedgerHeadRow *row, LedgerHead *head)
{
    head->size = (uint64_t)row->size;
    head->last_time = row->last_time;
    const Bytes stored[TREE_KINDS] = { row->frontier_sm3, row->frontier_sha256 };
    for (unsigned kind = 0; kind < TREE_KINDS; kind++)
        if (!frontier_decode((DigestKind)kind, stored[kind], &head->frontiers[kind]) ||
            head->frontiers[kind].size != head->size)
            return op_broken(op, BROKEN, "head of ledger %lld contradicts itself",
                             (long long)head->log);
    return OK;
}

Status ledger_begin(Op *op, Db *db, int64_t log, LedgerHead *out)
{
    LedgerHead head = { .log = log };
    LedgerLogRow log_row = { 0 };
    LedgerHeadRow head_row = { 0 };
    bool found = false;
    TRY(sql_ledger_head_lock(op, db, log, &found, &head_row));
    if (found)
        TRY(sql_ledger_log_by_number(op, db, log, &found, &log_row));
    if (!found)
        return op_broken(op, NOT_FOUND, "no ledger %lld", (long long)log);
    head.log_id = log_id_of(log_row.log_id);
    TRY(head_read(op, &head_row, &head));
    if (head.size > 0) {
        LedgerLeafRowList leaves = { 0 };
        int64_t last = (int64_t)head.size - 1;
        TRY(sql_ledger_leaves(op, db, log, last, last, &leaves));
        if (leaves.count != 1)
            return op_broken(op, BROKEN, "ledger %lld lacks its last record", (long long)log);
        TRY(digest_read(op, leaves.items[0].sm3, &head.prev));
    }
    *out = head;
    return OK;
}

Instant ledger_time(const LedgerHead *head, Instant now)
{
    return now.us < head->last_time.us ? head->last_time : now;
}

static void add_commitments(Arena *arena, Record *record, const PrivateValueList *values)
{
    RecordFieldList own = record->fields; /* the caller's list stays as it is */
    record->fields = (RecordFieldList){ 0 };
    for (size_t i = 0; i < own.count; i++)
        *LIST_ADD(arena, &record->fields) = own.items[i];
    for (size_t i = 0; values != NULL && i < values->count; i++) {
        const PrivateValue *value = &values->items[i];
        Digest *made = ARENA_NEW(arena, Digest);
        *made = value_commitment(&value->salt, record->log, record->seq, value->field,
                                 value->value);
        record_add(arena, record, value->field, value->kind, digest_bytes(made));
    }
}

static Status row_write(Op *op, Db *db, LedgerHead *head, const Record *record, Bytes bytes)
{
    DIGESTER_SCOPE(digester);
    Twin leaf = tree_leaf_twin(&digester, bytes);
    Bytes frontiers[TREE_KINDS];
    for (unsigned kind = 0; kind < TREE_KINDS; kind++) {
        frontier_append(&digester, &head->frontiers[kind], &leaf.of[kind]);
        frontiers[kind] = frontier_encode(op->arena, &head->frontiers[kind]);
    }
    head->size++;
    head->last_time = record->recorded_at;
    head->prev = leaf.of[DIGEST_SM3];
    TRY(sql_ledger_add(op, db, head->log, (int64_t)record->seq, bytes,
                       digest_bytes(&leaf.of[DIGEST_SM3]),
                       digest_bytes(&leaf.of[DIGEST_SHA256]),
                       (Bytes){ record->key.bytes, sizeof record->key.bytes }));
    return sql_ledger_head_move(op, db, head->log, (int64_t)head->size, frontiers[DIGEST_SM3],
                                frontiers[DIGEST_SHA256], head->last_time);
}

Status ledger_append(Op *op, Db *db, LedgerHead *head, Record *record,
                     const PrivateValueList *values)
{
    LedgerHead after = *head;
    Record made = *record;
    LedgerRow used = { 0 };
    bool found = false;
    Bytes bytes = { 0 };
    TRY(sql_ledger_row_by_key(op, db, head->log,
                              (Bytes){ made.key.bytes, sizeof made.key.bytes }, &found, &used));
    if (found)
        return op_fail(op, CONFLICT, "这一笔已经办过，是第 %lld 笔。", (long long)used.seq);
    made.log = head->log_id;
    made.seq = head->size;
    made.prev = head->prev;
    made.recorded_at = ledger_time(head, record->recorded_at);
    add_commitments(op->arena, &made, values);
    TRY(record_encode(op, &made, &bytes));
    TRY_WHILE(op, ledger_beside_write(op, db, head, &made, values), "appending %s", made.verb);
    TRY_WHILE(op, row_write(op, db, &after, &made, bytes), "appending %s", made.verb);
    TRY_WHILE(op, ledger_tiles_write(op, db, &after), "writing tiles");
    *head = after;
    *record = made;
    return OK;
}

Status ledger_root(Op *op, Db *db, int64_t log, LedgerRoot *out)
{
    LedgerHead head = { .log = log };
    LedgerHeadRow row = { 0 };
    bool found = false;
    TRY(sql_ledger_head_read(op, db, log, &found, &row));
    if (!found)
        return op_broken(op, NOT_FOUND, "no ledger %lld", (long long)log);
    TRY(head_read(op, &row, &head));
    *out = (LedgerRoot){ .size = head.size };
    for (unsigned kind = 0; kind < TREE_KINDS; kind++)
        out->roots[kind] = frontier_root(&head.frontiers[kind]);
    out->sm3 = digest_hex(op->arena, &out->roots[DIGEST_SM3]);
    out->sha256 = digest_hex(op->arena, &out->roots[DIGEST_SHA256]);
    return OK;
}
