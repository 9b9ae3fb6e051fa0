#include "web/files.h"

#include <string.h>
#include <strings.h>

#include "actions/recording.h"
#include "base/text.h"
#include "store/ledger_file.h"
#include "web/errors.h"

/* What may be named to a browser; everything else is bytes. All are given as
 * attachments, and no browser guesses (nosniff). */
static const char *const types[][2] = {
    { ".pdf", "application/pdf" },
    { ".ofd", "application/ofd" },
    { ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
    { ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    { ".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
    { ".doc", "application/msword" },
    { ".xls", "application/vnd.ms-excel" },
    { ".ppt", "application/vnd.ms-powerpoint" },
    { ".zip", "application/zip" },
    { ".jpg", "image/jpeg" },
    { ".jpeg", "image/jpeg" },
    { ".png", "image/png" },
    { ".tif", "image/tiff" },
    { ".tiff", "image/tiff" },
    { ".txt", "text/plain; charset=utf-8" },
    { ".csv", "text/csv; charset=utf-8" },
    { ".mp3", "audio/mpeg" },
    { ".mp4", "video/mp4" },
};

static const char *type_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && i < sizeof types / sizeof *types; i++)
        if (strcasecmp(dot, types[i][0]) == 0)
            return types[i][1];
    return "application/octet-stream";
}

/* ---- which file ------------------------------------------------------------------ */

typedef struct Wanted {
    const char *field;
    ActFile file;
    bool found;
} Wanted;

static Status wanted_visit(Op *op, void *context, const ActValue *value)
{
    Wanted *wanted = context;
    (void)op;
    if (value->type == TYPE_FILE && text_same(value->key, wanted->field)) {
        wanted->file = value->file;
        wanted->found = true;
    }
    return OK;
}

static Status nothing_there(Visit *visit)
{
    return op_fail(visit->op, NOT_FOUND, "没有这个文件。");
}

/* The record, what its act calls the file, and what the ledger calls it. */
static Status file_find(Visit *visit, Wanted *wanted, FileRef *ref)
{
    LedgerEntry entry;
    Applied act;
    int64_t seq;
    bool found;
    Op *op = visit->op;
    if (!text_int(visit_arg(visit, "seq"), &seq) || seq < 0)
        return nothing_there(visit);
    TRY(ledger_read(op, visit->place.db, visit->place.conference, (uint64_t)seq, &found,
                    &entry));
    if (!found)
        return nothing_there(visit);
    TRY(entry_decode(op, visit->place.conference, &entry, &act));
    TRY(act_visit(op, act.spec, act.fields, wanted_visit, wanted));
    TRY(envelope_visit(op, act.envelope, wanted_visit, wanted));
    const RecordField *field =
        record_field(&entry.record, arena_printf(op->arena, "%s.file", wanted->field));
    if (!wanted->found || field == NULL || field->kind != FIELD_FILE ||
        !file_ref_decode(field->bytes, ref))
        return nothing_there(visit);
    return OK;
}

/* ---- giving it -------------------------------------------------------------------- */

/* A file on its way out: a chunk at a time is in memory. Each is read by
 * itself, so nobody waits for a slow reader. */
typedef struct Giving {
    Db *db;
    FileReading reading;
    Arena *memory; /* of the chunk that is being given */
    Bytes chunk;
    size_t given; /* of the chunk */
    uint64_t at;
} Giving;

static Status giving_pull(void *argument, uint64_t at, void *into, size_t room, size_t *got)
{
    Giving *giving = argument;
    *got = 0;
    if (at != giving->at)
        return BROKEN;
    if (giving->given == giving->chunk.count) {
        arena_reset(giving->memory);
        Op op = { .arena = giving->memory };
        giving->chunk = (Bytes){ 0 };
        giving->given = 0;
        TRY(ledger_file_next(&op, giving->db, &giving->reading, &giving->chunk));
    }
    size_t left = giving->chunk.count - giving->given;
    *got = left < room ? left : room;
    if (*got > 0)
        memcpy(into, giving->chunk.data + giving->given, *got);
    giving->given += *got;
    giving->at += *got;
    return OK;
}

static void giving_end(void *argument)
{
    Giving *giving = argument;
    arena_free(giving->memory);
}

static Status give(Visit *visit, HttpReply *reply, const char *name, const FileReading *reading)
{
    Giving *giving = ARENA_NEW(visit->op->arena, Giving);
    *giving = (Giving){ .db = visit->web->reader, .reading = *reading, .memory = arena_new() };
    http_release(reply, giving_end, giving);
    http_pull(reply, reading->bytes, giving_pull, giving);
    TRY(http_type(reply, type_of(name)));
    return http_attachment(reply, name);
}

Status file_download(Visit *visit, HttpReply *reply)
{
    Wanted wanted = { .field = visit_arg(visit, "field") };
    FileRef ref;
    FileReading reading;
    TRY(file_find(visit, &wanted, &ref));
    Status status = ledger_file_open(visit->op, visit->place.db, visit->place.conference,
                                     &ref.digest, &reading);
    if (status == OK)
        return give(visit, reply, wanted.file.name, &reading);
    if (status != NOT_FOUND)
        return status;
    return op_fail(visit->op, NOT_FOUND,
                   "这个文件已经依法删除，取不到了。办理记录还在，账本里只留下它的承诺值。");
}

Url file_url(const Visit *visit, int64_t seq, const char *field)
{
    Arena *arena = visit->op->arena;
    return url_of(arena, "/c/{}/files/{}/{}", visit->place.code,
                  arena_printf(arena, "%lld", (long long)seq), field);
}
