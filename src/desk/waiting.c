/* Uploads that are finished and wait for an act; those nobody waits for. */
#include <string.h>

#include "desk/upload.h"
#include "desk/writing.h"
#include "store/desk_sql.h"
#include "store/ledger.h"
#include "store/ledger_file_sql.h"

#define REAP_CHUNKS_MAX 4 /* removed in one step; each is overwritten */

static Bytes id_bytes(const UploadId *id)
{
    return (Bytes){ id->bytes, sizeof id->bytes };
}

static Status upload_read(Op *op, const UploadRow *row, Upload *out)
{
    if (row->id.count != sizeof out->id.bytes || row->content.count != sizeof(Digest) ||
        row->digest.count != sizeof(Digest) || row->bytes < 0)
        return op_broken(op, BROKEN, "a finished upload lacks its digests");
    *out = (Upload){ .name = row->name,
                     .ref = { .bytes = (uint64_t)row->bytes },
                     .begun_at = row->begun_at };
    memcpy(out->id.bytes, row->id.data, sizeof out->id.bytes);
    memcpy(out->content.bytes, row->content.data, sizeof(Digest));
    memcpy(out->ref.digest.bytes, row->digest.data, sizeof(Digest));
    return OK;
}

Status upload_find(Op *op, Db *db, int64_t account, int64_t conference, const UploadId *id,
                   Upload *out)
{
    UploadRow row = { 0 };
    bool found = false;
    TRY(sql_upload_find(op, db, id_bytes(id), account, conference, &found, &row));
    return found ? upload_read(op, &row, out)
                 : op_fail(op, NOT_FOUND,
                           "上传的文件不在了（上传后一天内没有用上就会清理），"
                           "请重新上传。");
}

Status uploads_waiting(Op *op, Db *db, int64_t account, int64_t conference, UploadList *out)
{
    UploadRowList rows = { 0 };
    *out = (UploadList){ 0 };
    TRY(sql_uploads_waiting(op, db, account, conference, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(upload_read(op, &rows.items[i], LIST_ADD(op->arena, out)));
    return OK;
}

typedef struct Dropping {
    const UploadId *id;
    int64_t account;
    int64_t conference;
} Dropping;

static Status drop(Op *op, Db *db, void *state)
{
    const Dropping *dropping = state;
    return sql_upload_drop(op, db, id_bytes(dropping->id), dropping->account,
                           dropping->conference);
}

Status upload_drop(Op *op, Db *db, int64_t account, int64_t conference, const UploadId *id)
{
    Dropping dropping = { id, account, conference };
    return desk_write(op, db, drop, &dropping);
}

/* ---- reaping -------------------------------------------------------------------- */

typedef struct Reaping {
    Instant now;
    bool alone;
    bool more;
} Reaping;

static Status expire(Op *op, Db *db, const Reaping *reaping)
{
    if (reaping->alone)
        TRY(sql_uploads_interrupt(op, db));
    return sql_uploads_expire(op, db, (Instant){ reaping->now.us - UPLOAD_WAITS_US },
                              (Instant){ reaping->now.us - UPLOAD_STALLS_US });
}

/* A file that an act has named stays, and only the desk forgets it. The file
 * goes before its first chunk does: from then on no act can name it. */
static Status remove_some(Op *op, Db *db, const UploadDroppedRow *row)
{
    FileRow file = { 0 };
    bool named = false;
    int64_t left = 0;
    if (row->digest.data != NULL) {
        TRY(sql_file_forget(op, db, row->conference, row->digest));
        TRY(sql_file_by_digest(op, db, row->conference, row->digest, &named, &file));
    }
    if (!named) {
        TRY(sql_file_chunks_drop(op, db, row->conference, row->id, REAP_CHUNKS_MAX));
        TRY(sql_file_chunks_left(op, db, row->conference, row->id, &left));
    }
    return left > 0 ? OK : sql_upload_remove(op, db, row->id);
}

/* What lies beside a ledger and is on no desk: none, unless a program of
 * another kind stored it. It means looking at every chunk there is. */
static Status reap_strays(Op *op, Db *db, const Reaping *reaping)
{
    LedgerLogList logs = { 0 };
    TRY(ledger_logs(op, db, &logs));
    for (size_t i = 0; i < logs.count; i++)
        TRY(ledger_files_reap(op, db, logs.items[i].log,
                              (Instant){ reaping->now.us - FILE_UNNAMED_US }));
    return OK;
}

static Status reap(Op *op, Db *db, void *state)
{
    Reaping *reaping = state;
    UploadDroppedRow row = { 0 };
    TRY(expire(op, db, reaping));
    if (reaping->alone)
        TRY(reap_strays(op, db, reaping));
    TRY(sql_upload_dropped(op, db, &reaping->more, &row));
    return reaping->more ? remove_some(op, db, &row) : OK;
}

Status desk_reap(Op *op, Db *db, Instant now, bool alone, bool *more)
{
    Reaping reaping = { .now = now, .alone = alone };
    Status status = desk_write(op, db, reap, &reaping);
    *more = status == OK && reaping.more;
    return status;
}
