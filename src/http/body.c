/* Bodies: which kind of form, how much of it, and where it goes. */
#include <string.h>
#include <strings.h>

#include "http/decode.h"
#include "http/inner.h"
#include "http/multipart.h"

enum {
    /* Of one "name=value" as it comes: each byte may be written as three. */
    TOKEN_BYTES_MAX = 3 * (HTTP_NAME_BYTES_MAX + HTTP_VALUE_BYTES_MAX) + 1
};

struct Body {
    Buf token;            /* an urlencoded pair, or the value of a part, so far */
    Multipart *multipart; /* NULL: urlencoded */
    const Part *part;     /* under way */
    HttpFile *file;       /* under way and not refused */
    bool skips;           /* the part's file was refused, or none was chosen */
    size_t fields;        /* and files */
    size_t form_bytes;
    Fault fault;
};

/* ---- fields ------------------------------------------------------------------------ */

static bool fail(Exchange *x, int status, const char *sentence)
{
    x->body->fault = (Fault){ status, sentence };
    return false;
}

/* CRLF, as forms send line ends, becomes LF. */
static char *with_line_feeds(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++)
        if (from[0] != '\r' || from[1] != '\n')
            *to++ = *from;
    *to = '\0';
    return text;
}

static bool one_more(Exchange *x, const char *name)
{
    if (strlen(name) > HTTP_NAME_BYTES_MAX)
        return fail(x, 400, "表单里有一项的名称太长。");
    if (x->body->fields++ == HTTP_FORM_FIELDS_MAX)
        return fail(x, 413, "表单的项目太多，最多 4096 项。");
    return true;
}

static bool field_add(Exchange *x, const char *name, char *value)
{
    Body *body = x->body;
    size_t bytes = strlen(value);
    if (!one_more(x, name))
        return false;
    if (bytes > HTTP_VALUE_BYTES_MAX)
        return fail(x, 413, "表单里有一项太长，最多 512 KB。");
    body->form_bytes += strlen(name) + bytes;
    if (body->form_bytes > x->limits.form_bytes)
        return fail(x, 413, "填写的内容太多，没有接收。");
    *LIST_ADD(x->op.arena, &x->request.form) = (HttpPair){ name, with_line_feeds(value) };
    return true;
}

/* ---- urlencoded ---------------------------------------------------------------------- */

static bool pair_end(Exchange *x)
{
    Buf *token = &x->body->token;
    const char *equals = token->count == 0 ? NULL : memchr(token->data, '=', token->count);
    size_t name_bytes = equals == NULL ? token->count : (size_t)(equals - token->data);
    if (token->count == 0)
        return true;
    char *name = decode_percent(x->op.arena, token->data, name_bytes, true);
    char *value = equals == NULL ? arena_dup(x->op.arena, "")
                                 : decode_percent(x->op.arena, equals + 1,
                                                  token->count - name_bytes - 1, true);
    token->count = 0;
    if (name == NULL || value == NULL)
        return fail(x, 400, "表单的文字编码不对，应当是 UTF-8。");
    return field_add(x, name, value);
}

static bool take_urlencoded(Exchange *x, Bytes piece)
{
    const uint8_t *at = piece.data, *end = piece.data + piece.count;
    while (at < end) {
        const uint8_t *stop = memchr(at, '&', (size_t)(end - at));
        size_t bytes = (size_t)((stop != NULL ? stop : end) - at);
        if (x->body->token.count + bytes > TOKEN_BYTES_MAX)
            return fail(x, 413, "表单里有一项太长，最多 512 KB。");
        buf_add(&x->body->token, at, bytes);
        if (stop != NULL && !pair_end(x))
            return false;
        at += bytes + (stop != NULL);
    }
    return true;
}

/* ---- files ------------------------------------------------------------------------- */

/* One that began and will not end. */
static void file_drop(Exchange *x)
{
    const HttpApp *app = &x->face->app;
    HttpFile *file = x->body->file;
    x->body->file = NULL;
    if (file != NULL && app->file_abort != NULL)
        app->file_abort(app->state, &x->request, file);
}

/* The rest of its part is skipped; one that had begun is dropped. */
static void file_refuse(Exchange *x, HttpFile *file, bool began)
{
    file->refused = op_told(&x->op);
    op_clear(&x->op);
    x->body->skips = true;
    if (began)
        file_drop(x);
    x->body->file = NULL;
}

static bool file_begin(Exchange *x, const Part *part)
{
    const HttpApp *app = &x->face->app;
    if (app->file_begin == NULL || x->request.files.count == x->limits.files)
        return fail(x, 413, x->limits.files == 0 ? "这里不接收文件。" : "文件太多，没有接收。");
    if (strlen(part->file_name) > HTTP_FILE_NAME_BYTES_MAX)
        return fail(x, 400, "文件名太长，最多 255 个字节。");
    HttpFile *file = ARENA_NEW(x->op.arena, HttpFile);
    *file = (HttpFile){ .field = part->name, .name = part->file_name, .type = part->type };
    *LIST_ADD(x->op.arena, &x->request.files) = file;
    x->body->file = file;
    if (app->file_begin(app->state, &x->request, file) != OK)
        file_refuse(x, file, false);
    return true;
}

static void file_piece(Exchange *x, Bytes piece)
{
    const HttpApp *app = &x->face->app;
    HttpFile *file = x->body->file;
    file->bytes += piece.count;
    if (app->file_piece(app->state, &x->request, file, piece) != OK)
        file_refuse(x, file, true);
}

static void file_end(Exchange *x)
{
    const HttpApp *app = &x->face->app;
    HttpFile *file = x->body->file;
    if (app->file_end(app->state, &x->request, file) != OK)
        file_refuse(x, file, true);
    x->body->file = NULL;
}

/* ---- parts ------------------------------------------------------------------------- */

static bool on_part(void *state, const Part *part)
{
    Exchange *x = state;
    Body *body = x->body;
    body->part = part;
    body->token.count = 0;
    body->skips = false;
    if (part->file_name == NULL)
        return true;
    body->skips = part->file_name[0] == '\0';
    return one_more(x, part->name) && (body->skips || file_begin(x, part));
}

static bool on_part_piece(void *state, Bytes piece)
{
    Exchange *x = state;
    Body *body = x->body;
    if (body->file != NULL) {
        file_piece(x, piece);
        return true;
    }
    if (body->skips)
        return body->part->file_name[0] != '\0' || fail(x, 400, "有一个文件没有名字。");
    if (body->token.count + piece.count > HTTP_VALUE_BYTES_MAX)
        return fail(x, 413, "表单里有一项太长，最多 512 KB。");
    buf_add(&body->token, piece.data, piece.count);
    return true;
}

static bool on_part_end(void *state)
{
    Exchange *x = state;
    Body *body = x->body;
    if (body->file != NULL)
        file_end(x);
    if (body->part->file_name != NULL)
        return true;
    char *value = arena_dup_n(x->op.arena, buf_string(&body->token), body->token.count);
    if (!decode_is_text(value, body->token.count))
        return fail(x, 400, "表单的文字编码不对，应当是 UTF-8。");
    return field_add(x, body->part->name, value);
}

static bool take_multipart(Exchange *x, Bytes piece)
{
    switch (multipart_take(x->body->multipart, piece)) {
    case MULTIPART_GOES_ON:
        return true;
    case MULTIPART_STOPPED:
        return false;
    case MULTIPART_BROKEN:
        break;
    }
    return fail(x, 400, "表单的格式不对，没有接收。");
}

/* ---- the body ----------------------------------------------------------------------- */

/* The type without its parameters. */
static bool type_is(const char *header, const char *type)
{
    size_t bytes = strlen(type);
    return header != NULL && strncasecmp(header, type, bytes) == 0 &&
           strchr("; \t", header[bytes]) != NULL;
}

Fault body_open(Exchange *x)
{
    const char *type = http_header_of(&x->request, "Content-Type");
    bool in_parts = type_is(type, "multipart/form-data");
    if (!x->chunked && x->length == 0)
        return (Fault){ 0 };
    if (!in_parts && !type_is(type, "application/x-www-form-urlencoded"))
        return (Fault){ 415, "提交的内容不是表单。" };
    x->body = ARENA_NEW(x->op.arena, Body);
    buf_init(&x->body->token, x->op.arena);
    if (!in_parts)
        return (Fault){ 0 };
    MultipartSink sink = { x, on_part, on_part_piece, on_part_end };
    x->body->multipart = multipart_new(x->op.arena, type, sink);
    if (x->body->multipart == NULL)
        return (Fault){ 400, "表单没有说明怎样分段。" };
    return (Fault){ 0 };
}

Fault body_take(Exchange *x, Bytes piece)
{
    bool fine =
        x->body->multipart != NULL ? take_multipart(x, piece) : take_urlencoded(x, piece);
    return fine ? (Fault){ 0 } : x->body->fault;
}

Fault body_end(Exchange *x)
{
    if (x->body == NULL)
        return (Fault){ 0 };
    if (x->body->multipart == NULL)
        return pair_end(x) ? (Fault){ 0 } : x->body->fault;
    if (!multipart_is_whole(x->body->multipart))
        return (Fault){ 400, "表单不完整，没有接收。" };
    return (Fault){ 0 };
}

void body_abort(Exchange *x)
{
    if (x->body != NULL)
        file_drop(x);
}
