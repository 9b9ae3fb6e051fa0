#include "web/upload.h"

#include <string.h>

#include "actions/clock.h"
#include "base/text.h"

enum { TIDY_REST_MS = 20 }; /* between two steps: others come first */

/* HttpFile.sink: a part on its way to the desk, or there. */
typedef struct Sink {
    Uploading *uploading; /* NULL: it has ended */
    bool there;
    Upload upload;
} Sink;

/* ---- which fields ---------------------------------------------------------------- */

static const FieldSpec *field_of(const FieldSpec *fields, size_t count, const char *key,
                                 size_t bytes)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(fields[i].name) == bytes && strncmp(fields[i].name, key, bytes) == 0)
            return &fields[i];
    return NULL;
}

/* "scan", "annexes.1", "points.2.annex". */
bool upload_is_file(const ActSpec *spec, const char *key)
{
    size_t count, bytes = strcspn(key, ".");
    const FieldSpec *more = envelope_fields(&count);
    const FieldSpec *field = field_of(more, count, key, bytes);
    if (field == NULL)
        field = field_of(spec->fields, spec->field_count, key, bytes);
    if (field == NULL)
        return false;
    if (field->type != TYPE_LIST)
        return field->type == TYPE_FILE && key[bytes] == '\0';
    if (key[bytes] == '\0')
        return false;
    const char *rest = strchr(key + bytes + 1, '.');
    if (field->element != TYPE_RECORD)
        return field->element == TYPE_FILE && rest == NULL;
    if (rest == NULL)
        return false;
    field =
        field_of(field->record->fields, field->record->field_count, rest + 1, strlen(rest + 1));
    return field != NULL && field->type == TYPE_FILE;
}

/* ---- from the face to the desk ---------------------------------------------------- */

static bool comes_twice(const HttpRequest *request, const HttpFile *file)
{
    for (size_t i = 0; i < request->files.count; i++)
        if (request->files.items[i] != file &&
            text_same(request->files.items[i]->field, file->field))
            return true;
    return false;
}

Status upload_part_begin(void *state, HttpRequest *request, HttpFile *file)
{
    Web *web = state;
    Visit *visit = request->context;
    const ActSpec *spec = visit->member ? act_find(visit_arg(visit, "verb")) : NULL;
    Sink *sink = ARENA_NEW(request->op->arena, Sink);
    file->sink = sink;
    if (!session_form_token_right(&visit->session, http_form(request, "_token")))
        return op_fail(request->op, DENIED, "这张表不是在这次登录里打开的，文件没有收下。");
    if (spec == NULL || !upload_is_file(spec, file->field))
        return op_fail(request->op, INVALID, "这一栏不附文件，文件“%s”没有收下。", file->name);
    if (comes_twice(request, file))
        return op_fail(request->op, INVALID, "这一栏只能附一个文件，文件“%s”没有收下。",
                       file->name);
    return upload_begin(request->op, web->db, &web->random, visit->session.account,
                        visit->heads.conference, file->name, clock_machine(), &sink->uploading);
}

Status upload_part_piece(void *state, HttpRequest *request, HttpFile *file, Bytes piece)
{
    Sink *sink = file->sink;
    (void)state;
    return upload_add(request->op, sink->uploading, piece, clock_machine());
}

Status upload_part_end(void *state, HttpRequest *request, HttpFile *file)
{
    Sink *sink = file->sink;
    (void)state;
    TRY(upload_finish(request->op, &sink->uploading, clock_machine(), &sink->upload));
    sink->there = true;
    return OK;
}

void upload_part_abort(void *state, HttpRequest *request, HttpFile *file)
{
    Web *web = state;
    Sink *sink = file->sink;
    (void)request;
    upload_give_up(&sink->uploading);
    web->tidying = true;
}

/* ---- what a form has --------------------------------------------------------------- */

char *upload_size_words(Arena *arena, uint64_t bytes)
{
    unsigned long long kib = (bytes + 1023) / 1024;
    unsigned long long tenths = (bytes * 10 + (1u << 19)) >> 20;
    if (kib < 1024)
        return arena_printf(arena, "%llu KB", kib);
    if (tenths < 100)
        return arena_printf(arena, "%llu.%llu MB", tenths / 10, tenths % 10);
    return arena_printf(arena, "%llu MB", (tenths + 5) / 10);
}

const SentFile *sent_file(const SentFiles *sent, const char *field)
{
    for (size_t i = 0; i < sent->files.count; i++)
        if (text_same(sent->files.items[i].field, field))
            return &sent->files.items[i];
    return NULL;
}

static void file_add(Arena *arena, const char *field, const Upload *upload, SentFiles *out)
{
    *LIST_ADD(arena, &out->files) =
        (SentFile){ .field = field,
                    .id = upload_id_hex(arena, &upload->id),
                    .name = upload->name,
                    .size = upload_size_words(arena, upload->ref.bytes),
                    .upload = *upload };
}

static void fault_add(Arena *arena, const char *field, const char *text, SentFiles *out)
{
    *LIST_ADD(arena, &out->faults) = (SentFault){ field, text };
}

/* scan of "scan._kept"; NULL for other names. */
static const char *kept_field(Arena *arena, const ActSpec *spec, const char *name)
{
    if (!text_ends(name, UPLOAD_KEPT))
        return NULL;
    const char *field = arena_dup_n(arena, name, strlen(name) - strlen(UPLOAD_KEPT));
    return upload_is_file(spec, field) ? field : NULL;
}

Status upload_take_back(Visit *visit, const UploadId *id)
{
    visit->web->tidying = true;
    return upload_drop(visit->op, visit->web->db, visit->session.account,
                       visit->heads.conference, id);
}

Status sent_forget(Visit *visit, SentFiles *sent, const char *field)
{
    for (size_t i = 0; i < sent->files.count; i++) {
        if (!text_same(sent->files.items[i].field, field))
            continue;
        UploadId id = sent->files.items[i].upload.id;
        sent->files.items[i] = sent->files.items[--sent->files.count];
        return upload_take_back(visit, &id);
    }
    return OK;
}

/* One that was kept, unless a new one has come in its place. */
static Status kept_take(Visit *visit, const char *field, const char *value, SentFiles *out)
{
    Upload upload;
    UploadId id;
    int64_t account = visit->session.account, conference = visit->heads.conference;
    if (text_empty(value))
        return OK;
    if (!upload_id_parse(value, &id)) {
        fault_add(visit->op->arena, field, "文件没有传来，请重新选择。", out);
        return OK;
    }
    if (sent_file(out, field) != NULL)
        return upload_take_back(visit, &id);
    Status status = upload_find(visit->op, visit->web->db, account, conference, &id, &upload);
    if (status == OK)
        file_add(visit->op->arena, field, &upload, out);
    if (status != NOT_FOUND)
        return status;
    fault_add(visit->op->arena, field, op_told(visit->op), out);
    op_clear(visit->op);
    return OK;
}

Status upload_kept(Visit *visit, const ActSpec *spec, const ActText *texts, size_t count,
                   SentFiles *out)
{
    for (size_t i = 0; i < count && out->files.count < REQUEST_FILES_MAX; i++) {
        const char *field = kept_field(visit->op->arena, spec, texts[i].key);
        if (field != NULL)
            TRY(kept_take(visit, field, texts[i].value, out));
    }
    return OK;
}

Status upload_sent(Visit *visit, const ActSpec *spec, SentFiles *out)
{
    const HttpRequest *request = visit->http;
    Arena *arena = visit->op->arena;
    *out = (SentFiles){ 0 };
    for (size_t i = 0; i < request->files.count; i++) {
        const HttpFile *file = request->files.items[i];
        const Sink *sink = file->sink;
        if (sink != NULL && sink->there)
            file_add(arena, file->field, &sink->upload, out);
        else
            fault_add(arena, file->field,
                      file->refused != NULL ? file->refused : "文件没有传完，请重新选择。",
                      out);
    }
    for (size_t i = 0; i < request->form.count; i++) {
        const HttpPair *pair = &request->form.items[i];
        const char *field = kept_field(arena, spec, pair->name);
        if (field != NULL && out->files.count < REQUEST_FILES_MAX)
            TRY(kept_take(visit, field, pair->value, out));
    }
    return OK;
}

/* ---- into the act ------------------------------------------------------------------ */

static bool file_find(void *context, const char *typed, ActFile *out)
{
    const SentFiles *sent = context;
    for (size_t i = 0; i < sent->files.count; i++) {
        const SentFile *file = &sent->files.items[i];
        if (!text_same(file->id, typed))
            continue;
        *out = (ActFile){ .name = file->name,
                          .size = (int64_t)file->upload.ref.bytes,
                          .digest = file->upload.content };
        return true;
    }
    return false;
}

ActFiles upload_files(const SentFiles *sent)
{
    return (ActFiles){ .context = (void *)(uintptr_t)sent, .find = file_find };
}

void upload_hand_over(Arena *arena, const SentFiles *sent, Request *request)
{
    size_t count = sent->files.count;
    ActText *texts = ARENA_ARRAY(arena, ActText, request->text_count + count + 1);
    RequestFile *files = ARENA_ARRAY(arena, RequestFile, request->file_count + count + 1);
    if (request->text_count > 0)
        memcpy(texts, request->texts, request->text_count * sizeof *texts);
    if (request->file_count > 0)
        memcpy(files, request->files, request->file_count * sizeof *files);
    for (size_t i = 0; i < count; i++) {
        const SentFile *file = &sent->files.items[i];
        texts[request->text_count + i] = (ActText){ file->field, file->id, "" };
        files[request->file_count + i] = (RequestFile){ .name = file->name,
                                                        .handle = file->id,
                                                        .stored = true,
                                                        .ref = file->upload.ref,
                                                        .digest = file->upload.content };
    }
    request->texts = texts;
    request->text_count += count;
    request->files = files;
    request->file_count += count;
}

/* ---- tidying ------------------------------------------------------------------------ */

/* The first round belongs to a server that has just started: on a file it
 * owns, nobody else can be uploading. */
int upload_tidy(Web *web)
{
    ARENA_SCOPE(scratch);
    Op op = { .arena = scratch };
    Instant now = clock_machine();
    bool first = !instant_given(web->tidied_at), more = false;
    int64_t waited = first ? UPLOAD_TIDY_MS : (now.us - web->tidied_at.us) / 1000;
    if (!web->tidying && waited >= 0 && waited < UPLOAD_TIDY_MS)
        return (int)(UPLOAD_TIDY_MS - waited);
    Status status =
        desk_reap(&op, web->db, now, first && db_engine(web->db) == DB_SQLITE, &more);
    web->tidying = status == OK && more;
    web->tidied_at = now;
    return web->tidying ? TIDY_REST_MS : UPLOAD_TIDY_MS;
}
