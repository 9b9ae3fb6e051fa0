#include "desk/upload.h"

#include <string.h>

#include "base/text.h"
#include "desk/writing.h"
#include "model/act.h"
#include "store/desk_sql.h"
#include "store/ledger_sql.h"

#define NAME_CHARACTERS_MAX 120u /* what an act may call a file */

struct Uploading {
    Arena *home; /* this and what it holds */
    Db *db;
    int64_t account;
    int64_t conference;
    LogId log_id;
    UploadId id;
    Salt salt;
    const char *name;
    Instant begun_at;
    DigestRun content;
    FileRun run;
    uint8_t *piece;
    size_t in_piece;
    uint64_t written; /* bytes, and chunks, that are stored */
    int64_t chunks;
};

/* ---- ids and names -------------------------------------------------------------- */

static Bytes id_bytes(const UploadId *id)
{
    return (Bytes){ id->bytes, sizeof id->bytes };
}

char *upload_id_hex(Arena *arena, const UploadId *id)
{
    return bytes_hex(arena, id_bytes(id));
}

bool upload_id_parse(const char *text, UploadId *out)
{
    static const char digits[] = "0123456789abcdef";
    if (text == NULL || strlen(text) != UPLOAD_ID_HEX)
        return false;
    for (size_t i = 0; i < UPLOAD_ID_HEX; i++) {
        const char *digit = strchr(digits, text[i]);
        if (digit == NULL)
            return false;
        out->bytes[i / 2] = (uint8_t)(out->bytes[i / 2] << 4 | (digit - digits));
    }
    return true;
}

Status upload_name(Op *op, const char *typed, const char **out)
{
    const char *name = typed;
    for (const char *at = typed; *at != '\0'; at++)
        if (*at == '/' || *at == '\\')
            name = at + 1;
    name = text_trim(op->arena, name);
    TextFault fault = text_check(name, strlen(name), false);
    if (fault == TEXT_NOT_NORMAL) {
        name = text_normal(op->arena, name);
        fault = text_check(name, strlen(name), false);
    }
    if (fault != TEXT_FINE)
        return op_fail(op, INVALID, "文件名%s，请改名后再上传。", text_fault_words(fault));
    if (*name == '\0' || act_is_erased(name) || strcmp(name, ".") == 0 ||
        strcmp(name, "..") == 0)
        return op_fail(op, INVALID, "文件没有可用的文件名，请改名后再上传。");
    if (text_characters(name) > NAME_CHARACTERS_MAX)
        return op_fail(op, INVALID, "文件名最多 %u 个字，请改名后再上传。",
                       NAME_CHARACTERS_MAX);
    *out = name;
    return OK;
}

/* ---- taking in -------------------------------------------------------------------- */

/* Work on a transaction of its own, with memory of its own: a file has
 * thousands of pieces, and the request's memory is not to grow with them. */
static Status step(Op *op, Db *db, DeskWork work, void *state)
{
    ARENA_SCOPE(scratch);
    Op inner = { .arena = scratch };
    Status status = desk_write(&inner, db, work, state);
    if (status == OK)
        return OK;
    op->error =
        (Error){ status, arena_dup(op->arena, op_told(&inner)),
                 inner.error.detail == NULL ? NULL : arena_dup(op->arena, inner.error.detail) };
    return status;
}

static Status room_check(Op *op, Db *db, int64_t account, int64_t more_files,
                         int64_t more_bytes)
{
    UploadsCountRow count;
    TRY(sql_uploads_count(op, db, account, &count));
    if (count.uploads + more_files > UPLOADS_MAX)
        return op_fail(op, INVALID, "您上传后还没有用上的文件已有 %d 个，请先用上或移除一些。",
                       UPLOADS_MAX);
    if (count.bytes + more_bytes > UPLOADS_BYTES_MAX)
        return op_fail(op, INVALID,
                       "您上传后还没有用上的文件合计将超过 %d GB，请先用上或移除一些。",
                       (int)(UPLOADS_BYTES_MAX >> 30));
    return OK;
}

static Status begin(Op *op, Db *db, void *state)
{
    Uploading *uploading = state;
    TRY(room_check(op, db, uploading->account, 1, 0));
    return sql_upload_add(op, db, id_bytes(&uploading->id), uploading->account,
                          uploading->conference, uploading->name, uploading->begun_at);
}

static Status log_id_find(Op *op, Db *db, int64_t conference, LogId *out)
{
    LedgerLogRow row = { 0 };
    bool found = false;
    TRY(sql_ledger_log_by_number(op, db, conference, &found, &row));
    if (!found || row.log_id.count != sizeof out->bytes)
        return op_broken(op, NOT_FOUND, "no ledger %lld to upload for", (long long)conference);
    memcpy(out->bytes, row.log_id.data, sizeof out->bytes);
    return OK;
}

static void uploading_free(Uploading **uploading)
{
    digest_run_free(&(*uploading)->content);
    file_run_free(&(*uploading)->run);
    arena_free((*uploading)->home);
    *uploading = NULL;
}

Status upload_begin(Op *op, Db *db, Random *random, int64_t account, int64_t conference,
                    const char *name, Instant now, Uploading **out)
{
    LogId log_id = { 0 };
    *out = NULL;
    TRY(upload_name(op, name, &name));
    TRY(log_id_find(op, db, conference, &log_id));
    Arena *home = arena_new();
    Uploading *uploading = ARENA_NEW(home, Uploading);
    *uploading = (Uploading){ .home = home,
                              .db = db,
                              .account = account,
                              .conference = conference,
                              .log_id = log_id,
                              .name = arena_dup(home, name),
                              .begun_at = now,
                              .content = digest_run_new(DIGEST_SM3),
                              .run = file_run_new(home),
                              .piece = arena_alloc(home, UPLOAD_PIECE_BYTES) };
    random_bytes(random, uploading->id.bytes, sizeof uploading->id.bytes);
    random_bytes(random, uploading->salt.bytes, sizeof uploading->salt.bytes);
    Status status = step(op, db, begin, uploading);
    if (status != OK)
        uploading_free(&uploading);
    *out = uploading;
    return status;
}

/* What one step stores, and when. */
typedef struct Piece {
    Uploading *uploading;
    Instant now;
    FileRef ref; /* at the end */
    Digest content;
} Piece;

static Status interrupted(Op *op, Status status)
{
    return status == CONFLICT ? op_fail(op, CONFLICT, "上传已经中断，请重新上传。") : status;
}

static Status piece_write(Op *op, Db *db, void *state)
{
    const Piece *piece = state;
    const Uploading *uploading = piece->uploading;
    Bytes bytes = { uploading->piece, uploading->in_piece };
    Bytes id = id_bytes(&uploading->id);
    TRY(room_check(op, db, uploading->account, 0, (int64_t)bytes.count));
    TRY(ledger_file_chunk_put(op, db, uploading->conference, id, uploading->chunks, bytes,
                              piece->now));
    return interrupted(
        op,
        sql_upload_grow(op, db, id, (int64_t)(uploading->written + bytes.count), piece->now));
}

static void piece_written(Uploading *uploading)
{
    uploading->written += uploading->in_piece;
    uploading->chunks += uploading->in_piece > 0;
    uploading->in_piece = 0;
}

Status upload_add(Op *op, Uploading *uploading, Bytes bytes, Instant now)
{
    if (bytes.count > UPLOAD_BYTES_MAX - uploading->run.bytes)
        return op_fail(op, INVALID, "文件“%s”超过 " UPLOAD_BYTES_WORDS "，不能上传。",
                       uploading->name);
    digest_run_add(&uploading->content, bytes);
    file_run_add(&uploading->run, bytes);
    for (size_t at = 0; at < bytes.count;) {
        size_t left = bytes.count - at, room = UPLOAD_PIECE_BYTES - uploading->in_piece;
        size_t part = left < room ? left : room;
        memcpy(uploading->piece + uploading->in_piece, bytes.data + at, part);
        uploading->in_piece += part;
        at += part;
        if (uploading->in_piece < UPLOAD_PIECE_BYTES)
            continue;
        Piece piece = { .uploading = uploading, .now = now };
        TRY(step(op, uploading->db, piece_write, &piece));
        piece_written(uploading);
    }
    return OK;
}

/* ---- the end ---------------------------------------------------------------------- */

static Status end_write(Op *op, Db *db, void *state)
{
    const Piece *piece = state;
    const Uploading *uploading = piece->uploading;
    Bytes id = id_bytes(&uploading->id);
    if (uploading->in_piece > 0)
        TRY(piece_write(op, db, state));
    TRY(ledger_file_declare(op, db, uploading->conference, id, &uploading->salt, &piece->ref,
                            piece->now));
    return interrupted(op, sql_upload_finish(op, db, id, (int64_t)piece->ref.bytes,
                                             digest_bytes(&piece->content),
                                             digest_bytes(&piece->ref.digest), piece->now));
}

static Status finish(Op *op, Uploading *uploading, Instant now, Upload *out)
{
    if (uploading->run.bytes == 0)
        return op_fail(op, INVALID, "文件“%s”是空的，没有上传。", uploading->name);
    Piece piece = { .uploading = uploading,
                    .now = now,
                    .ref = file_run_end(&uploading->run, &uploading->salt, uploading->log_id),
                    .content = digest_run_end(&uploading->content) };
    TRY(step(op, uploading->db, end_write, &piece));
    *out = (Upload){ .id = uploading->id,
                     .name = arena_dup(op->arena, uploading->name),
                     .ref = piece.ref,
                     .content = piece.content,
                     .begun_at = uploading->begun_at };
    return OK;
}

Status upload_finish(Op *op, Uploading **uploading, Instant now, Upload *out)
{
    Status status = finish(op, *uploading, now, out);
    if (status != OK)
        upload_give_up(uploading);
    else
        uploading_free(uploading);
    return status;
}

static Status give_up(Op *op, Db *db, void *state)
{
    const Uploading *uploading = state;
    return sql_upload_give_up(op, db, id_bytes(&uploading->id));
}

/* Where the database does not take even that, the reaper finds it by its age. */
void upload_give_up(Uploading **uploading)
{
    if (*uploading == NULL)
        return;
    ARENA_SCOPE(scratch);
    Op op = { .arena = scratch };
    Status status = desk_write(&op, (*uploading)->db, give_up, *uploading);
    (void)status;
    uploading_free(uploading);
}
