#include "store/ledger_file.h"

#include <string.h>

#include "store/ledger_file_sql.h"
#include "store/ledger_parts.h"

static Status check_size(Op *op, uint64_t bytes)
{
    if (bytes > FILE_BYTES_MAX)
        return op_fail(op, INVALID, "文件超过 %u MiB，不能上传。",
                       FILE_BYTES_MAX / FILE_CHUNK_BYTES);
    return OK;
}

static Status file_add(Op *op, Db *db, int64_t log, const Salt *salt, const FileRef *ref,
                       Instant now)
{
    return sql_file_add(op, db, log, digest_bytes(&ref->digest), (int64_t)ref->bytes,
                        (Bytes){ salt->bytes, sizeof salt->bytes }, now);
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
        TRY(ledger_file_chunk_put(op, db, log, &ref.digest, n++, chunk, now));
    }
    TRY(file_add(op, db, log, salt, &ref, now));
    *out = ref;
    return OK;
}

Status ledger_file_chunk_put(Op *op, Db *db, int64_t log, const Digest *digest, int64_t n,
                             Bytes chunk, Instant now)
{
    if (chunk.count == 0 || chunk.count > FILE_CHUNK_BYTES || n < 0 ||
        n >= FILE_BYTES_MAX / FILE_CHUNK_BYTES)
        return op_fail(op, INVALID, "上传的文件分块不合规定，请重新上传。");
    return sql_file_chunk_add(op, db, log, digest_bytes(digest), n, chunk, now);
}

Status ledger_file_finish(Op *op, Db *db, int64_t log, LogId log_id, const Salt *salt,
                          const FileRef *ref, Instant now)
{
    TRY(check_size(op, ref->bytes));
    ChunkDigests chunks = { 0 };
    uint64_t bytes = 0;
    bool found = true;
    for (int64_t n = 0; found; n++) {
        ARENA_SCOPE(scratch);
        Op inner = { .arena = scratch };
        FileChunkRow row = { 0 };
        Status status =
            sql_file_chunk(&inner, db, log, digest_bytes(&ref->digest), n, &found, &row);
        if (status != OK) {
            error_take(op, &inner);
            return status;
        }
        if (!found)
            break;
        bytes += row.chunk.count;
        *LIST_ADD(op->arena, &chunks) = digest_one(DIGEST_SM3, row.chunk);
    }
    Digest made = file_commitment(salt, log_id, bytes, &chunks);
    if (bytes != ref->bytes || !digest_same(&made, &ref->digest))
        return op_fail(op, INVALID, "文件没有完整上传，请重新上传。");
    return file_add(op, db, log, salt, ref, now);
}

Status ledger_file_read(Op *op, Db *db, int64_t log, const Digest *digest, Bytes *out)
{
    FileRow file = { 0 };
    bool found = false;
    TRY(sql_file_by_digest(op, db, log, digest_bytes(digest), &found, &file));
    if (!found || file.salt.data == NULL)
        return op_fail(op, NOT_FOUND, "文件不存在或已依法删除。");
    Buf buf;
    buf_init(&buf, op->arena);
    for (int64_t n = 0; buf.count < (uint64_t)file.bytes; n++) {
        FileChunkRow row = { 0 };
        TRY(sql_file_chunk(op, db, log, digest_bytes(digest), n, &found, &row));
        if (!found)
            return op_broken(op, BROKEN, "a file of ledger %lld lacks chunk %lld",
                             (long long)log, (long long)n);
        buf_add(&buf, row.chunk.data, row.chunk.count);
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
