#include "store/ledger_verify.h"

#include <string.h>

#include "store/ledger_file_parts.h"
#include "store/ledger_parts.h"

/* A verification at work. `page` is for what is read; it is emptied often. */
typedef struct Check {
    Db *db;
    int64_t log;
    LogId log_id;
    Verifier *verifier;
    Op *page;
    Arena *kept; /* as long as the verification */
    LedgerCheck *out;
} Check;

static void feed_value(Check *check, const PrivateValueRow *row)
{
    StoredValue value = {
        .seq = (uint64_t)row->seq,
        .field = row->field,
        .kind = row->kind,
        .has_salt = row->salt.data != NULL,
        .has_value = row->value.data != NULL,
        .salt = row->salt,
        .value = row->value,
    };
    check->out->values += value.has_value;
    verifier_value(check->verifier, &value);
}

static void feed_row(Check *check, const LedgerRow *row)
{
    StoredRow stored = { .seq = (uint64_t)row->seq,
                         .record = row->record,
                         .leaf = { row->leaf_sm3, row->leaf_sha256 },
                         .key = row->key };
    check->out->records++;
    verifier_row(check->verifier, &stored);
}

/* From `*next` on, whatever numbers the rows have; *more: there may be others. */
static Status rows_page(Check *check, int64_t *next, bool *more)
{
    LedgerRowList rows = { 0 };
    PrivateValueRowList values = { 0 };
    TRY(sql_ledger_rows(check->page, check->db, check->log, *next, LEDGER_PAGE, &rows));
    /* after the last record: values of records that are not there */
    int64_t last = rows.count == 0 ? INT64_MAX : rows.items[rows.count - 1].seq;
    TRY(sql_private_values(check->page, check->db, check->log, *next, last, &values));
    size_t value = 0;
    for (size_t i = 0; i < rows.count; i++) {
        feed_row(check, &rows.items[i]);
        for (; value < values.count && values.items[value].seq <= rows.items[i].seq; value++)
            feed_value(check, &values.items[value]);
    }
    for (; value < values.count; value++)
        feed_value(check, &values.items[value]);
    *more = last < INT64_MAX;
    *next = *more ? last + 1 : last;
    return OK;
}

static Status tiles_page(Check *check, int64_t *level, int64_t *n, bool *more)
{
    LedgerTileRowList rows = { 0 };
    TRY(sql_ledger_tiles(check->page, check->db, check->log, *level, *n, LEDGER_PAGE, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const LedgerTileRow *row = &rows.items[i];
        StoredTile tile = { row->level, row->n, { row->hashes_sm3, row->hashes_sha256 } };
        check->out->tiles++;
        verifier_tile(check->verifier, &tile);
        bool last_of_level = row->n == INT64_MAX;
        *more = !last_of_level || row->level < INT64_MAX;
        *level = row->level + (last_of_level && *more);
        *n = last_of_level ? INT64_MIN : row->n + 1;
    }
    *more = *more && rows.count > 0;
    return OK;
}

/* Digests of a file's bytes, one stored chunk in memory at a time. Chunks that
 * are not numbered 0, 1, 2 … are no content of it: *dense is false. */
static Status chunks_read(Check *check, Bytes under, FileRun *out, bool *dense)
{
    ARENA_SCOPE(scratch);
    Op inner = { .arena = scratch };
    bool found = true;
    int64_t n = INT64_MIN;
    *dense = true;
    for (int64_t place = 0; found && n < INT64_MAX; place++) {
        FileChunkRow row = { 0 };
        Status status =
            sql_file_chunk_next(&inner, check->db, check->log, under, n, &found, &row);
        if (status != OK) {
            error_take(check->page, &inner);
            return status;
        }
        if (!found)
            break;
        *dense = *dense && row.n == place && row.chunk.count > 0 &&
                 row.chunk.count <= FILE_CHUNK_BYTES;
        file_run_add(out, row.chunk);
        n = row.n < INT64_MAX ? row.n + 1 : row.n;
        arena_reset(scratch);
    }
    return OK;
}

static Status feed_file(Check *check, const FileRow *row)
{
    FILE_RUN_SCOPE(run, check->page->arena);
    bool dense = false;
    StoredFile file = {
        .bytes = (uint64_t)row->bytes,
        .named_by = row->has_named_by ? row->named_by : -1,
    };
    if (row->digest.count != sizeof file.digest.bytes) {
        verifier_stray(check->verifier, "file", "有一个文件的散列不是 32 字节。");
        return OK;
    }
    TRY(digest_read(check->page, row->digest, &file.digest));
    TRY(chunks_read(check, file_under(row), &run, &dense));
    file.opened.bytes = run.bytes;
    file.erased = row->salt.data == NULL && dense && run.bytes == 0;
    if (row->salt.count == sizeof(Salt) && dense) {
        Salt salt;
        memcpy(salt.bytes, row->salt.data, sizeof salt.bytes);
        file.opened = file_run_end(&run, &salt, check->log_id);
    }
    check->out->files++;
    verifier_file(check->verifier, &file);
    return OK;
}

/* Files are filed under digests; *after is that of the last one fed. */
static Status files_page(Check *check, Bytes *after, bool *more)
{
    FileRowList rows = { 0 };
    TRY(sql_files_after(check->page, check->db, check->log, *after, LEDGER_PAGE, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(feed_file(check, &rows.items[i]));
    *more = rows.count > 0;
    if (*more) {
        Bytes last = rows.items[rows.count - 1].digest;
        *after = (Bytes){ arena_copy(check->kept, last.data, last.count), last.count };
    }
    return OK;
}

/* After no digest at all, and that one first: no row is passed over. */
static Status feed_files(Check *check)
{
    Bytes after = { (const uint8_t *)"", 0 };
    bool more = true, found = false;
    FileRow row = { 0 };
    TRY(sql_file_by_digest(check->page, check->db, check->log, after, &found, &row));
    if (found)
        TRY(feed_file(check, &row));
    for (; more; arena_reset(check->page->arena))
        TRY(files_page(check, &after, &more));
    return OK;
}

static Status feed_head(Check *check)
{
    LedgerHeadRow row = { 0 };
    bool found = false;
    TRY(sql_ledger_head_read(check->page, check->db, check->log, &found, &row));
    if (!found)
        return OK;
    StoredHead head = { .size = (uint64_t)row.size,
                        .frontier = { row.frontier_sm3, row.frontier_sha256 },
                        .last_time = row.last_time };
    verifier_head(check->verifier, &head);
    return OK;
}

static Status feed_all(Check *check)
{
    Arena *arena = check->page->arena;
    int64_t next = INT64_MIN, level = INT64_MIN, n = INT64_MIN;
    for (bool more = true; more; arena_reset(arena))
        TRY(rows_page(check, &next, &more));
    for (bool more = true; more; arena_reset(arena))
        TRY(tiles_page(check, &level, &n, &more));
    TRY(feed_files(check));
    return feed_head(check);
}

static Status verify(Op *op, Db *db, int64_t log, LedgerCheck *out)
{
    LedgerLogRow row = { 0 };
    bool found = false;
    TRY(sql_ledger_log_by_number(op, db, log, &found, &row));
    if (!found)
        return op_broken(op, NOT_FOUND, "no ledger %lld", (long long)log);
    ARENA_SCOPE(scratch);
    Op page = { .arena = scratch };
    LogId log_id = log_id_of(row.log_id);
    VERIFIER(verifier, op->arena, log_id);
    verifier_code(verifier, row.code);
    Check check = { db, log, log_id, verifier, &page, op->arena, out };
    Status status = feed_all(&check);
    if (status != OK) {
        error_take(op, &page);
        return status;
    }
    out->findings = verifier_finish(verifier);
    for (unsigned kind = 0; kind < TREE_KINDS; kind++) {
        Frontier frontier = verifier_frontier(verifier, (DigestKind)kind);
        out->roots[kind] = frontier_root(&frontier);
    }
    return OK;
}

Status ledger_verify(Op *op, Db *db, int64_t log, LedgerCheck *out)
{
    DB_TX(tx, db);
    if (!db_in_tx(db))
        TRY(db_tx_begin_snapshot(op, &tx));
    *out = (LedgerCheck){ 0 };
    return verify(op, db, log, out);
}

Status ledger_unknown(Op *op, Db *db, LedgerNumbers *out)
{
    int64_t log = INT64_MIN;
    *out = (LedgerNumbers){ 0 };
    for (bool more = true, known; more;) {
        LedgerLogRow row = { 0 };
        int64_t next = 0;
        TRY(sql_ledger_number_from(op, db, log, &more, &next));
        if (!more)
            break;
        TRY(sql_ledger_log_by_number(op, db, next, &known, &row));
        if (!known)
            *LIST_ADD(op->arena, out) = next;
        more = next < INT64_MAX;
        log = more ? next + 1 : next;
    }
    return OK;
}
