#include "store/ledger_file.h"

#include "store/ledger_file_parts.h"
#include "store/ledger_parts.h"

static Status check_size(Op *op, uint64_t bytes)
{
    if (bytes > FILE_BYTES_MAX)
        return op_fail(op, INVALID, "文件超过 %u MB，不能上传。",
                       FILE_BYTES_MAX / FILE_CHUNK_BYTES);
    return OK;
}

static Status chunk_add(Op *op, Db *db, int64_t log, Bytes under, int64_t n, Bytes chunk,
                        Instant now)
{
    return sql_file_chunk_add(op, db, log, under, n, chunk, now);
}

static Status file_add(Op *op, Db *db, int64_t log, const Salt *salt, const FileRef *ref,
                       Bytes stored_as, Instant now)
{
    return sql_file_add(op, db, log, digest_bytes(&ref->digest), (int64_t)ref->bytes,
                        (Bytes){ salt->bytes, sizeof salt->bytes }, now, stored_as);
}

Status ledger_file_put(Op *op, Db *db, int64_t log, LogId log_id, const Salt *salt, Instant now,
                       Bytes content, FileRef *out)
{
    TRY(check_size(op, content.count));
    FileRef ref = file_ref_of(op->arena, salt, log_id, content);
    int64_t n = 0;
    for (size_t at = 0; at < content.count; at += FILE_CHUNK_BYTES) {
        size_t left = content.count - at;
        Bytes chunk = { content.data + at, left < FILE_CHUNK_BYTES ? left : FILE_CHUNK_BYTES };
        TRY(chunk_add(op, db, log, digest_bytes(&ref.digest), n++, chunk, now));
    }
    TRY(file_add(op, db, log, salt, &ref, (Bytes){ 0 }, now));
    *out = ref;
    return OK;
}

Status ledger_file_chunk_put(Op *op, Db *db, int64_t log, Bytes id, int64_t n, Bytes chunk,
                             Instant now)
{
    if (chunk.count == 0 || chunk.count > FILE_CHUNK_BYTES || n < 0)
        return op_broken(op, BROKEN, "chunk %lld of %zu bytes", (long long)n, chunk.count);
    return chunk_add(op, db, log, id, n, chunk, now);
}

Status ledger_file_declare(Op *op, Db *db, int64_t log, Bytes id, const Salt *salt,
                           const FileRef *ref, Instant now)
{
    TRY(check_size(op, ref->bytes));
    return file_add(op, db, log, salt, ref, id, now);
}

Status ledger_file_state(Op *op, Db *db, int64_t log, const FileRef *ref, FileState *out)
{
    FileRow file = { 0 };
    bool found = false;
    TRY(sql_file_by_digest(op, db, log, digest_bytes(&ref->digest), &found, &file));
    if (!found || (uint64_t)file.bytes != ref->bytes)
        *out = FILE_ABSENT;
    else if (file.salt.data == NULL)
        *out = FILE_ERASED;
    else
        *out = file.has_named_by ? FILE_NAMED : FILE_UNNAMED;
    return OK;
}

Status ledger_file_open(Op *op, Db *db, int64_t log, const Digest *digest, FileReading *out)
{
    FileRow file = { 0 };
    bool found = false;
    TRY(sql_file_by_digest(op, db, log, digest_bytes(digest), &found, &file));
    if (!found || file.salt.data == NULL)
        return op_fail(op, NOT_FOUND, "文件不存在或已依法删除。");
    *out =
        (FileReading){ .log = log, .bytes = (uint64_t)file.bytes, .under = file_under(&file) };
    return OK;
}

Status ledger_file_next(Op *op, Db *db, FileReading *reading, Bytes *out)
{
    FileChunkRow row = { 0 };
    bool found = false;
    *out = (Bytes){ 0 };
    if (reading->done == reading->bytes)
        return OK;
    TRY(sql_file_chunk(op, db, reading->log, reading->under, reading->next, &found, &row));
    if (!found || row.chunk.count == 0 || row.chunk.count > reading->bytes - reading->done)
        return op_broken(op, NOT_FOUND, "a file of ledger %lld lacks chunk %lld",
                         (long long)reading->log, (long long)reading->next);
    reading->next++;
    reading->done += row.chunk.count;
    *out = row.chunk;
    return OK;
}

Status ledger_file_read(Op *op, Db *db, int64_t log, const Digest *digest, Bytes *out)
{
    FileReading reading;
    TRY(ledger_file_open(op, db, log, digest, &reading));
    Buf buf;
    buf_init(&buf, op->arena);
    while (reading.done < reading.bytes) {
        Bytes chunk;
        Status status = ledger_file_next(op, db, &reading, &chunk);
        if (status == NOT_FOUND)
            return op_while(op, BROKEN, "reading a file");
        TRY(status);
        buf_add(&buf, chunk.data, chunk.count);
    }
    *out = buf_bytes(&buf);
    return OK;
}

Status ledger_files_reap(Op *op, Db *db, int64_t log, Instant before)
{
    LedgerHeadRow head = { 0 };
    bool found = false;
    TRY(sql_ledger_head_lock(op, db, log, &found, &head));
    TRY(sql_file_chunks_reap(op, db, log, before));
    return sql_files_reap(op, db, log, before);
}
