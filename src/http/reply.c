#include "http/reply.h"

#include <string.h>
#include <strings.h>

#include "http/inner.h"

void reply_begin(HttpReply *reply, Op *op)
{
    *reply = (HttpReply){ .op = op, .status = 200 };
}

void http_reply_clear(HttpReply *reply)
{
    HttpReply kept = *reply;
    reply_begin(reply, kept.op);
    reply->release = kept.release;
    reply->released = kept.released;
    reply->close = kept.close;
}

static bool is_plain(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text < ' ' || *text > '~')
            return false;
    return true;
}

static bool is_name(const char *text)
{
    size_t letters = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789-");
    return letters > 0 && text[letters] == '\0';
}

Status http_add(HttpReply *reply, const char *name, const char *value)
{
    Arena *arena = reply->op->arena;
    if (!is_name(name) || value[0] == '\0' || !is_plain(value))
        return op_broken(reply->op, BROKEN, "a header %s with a value that is none",
                         is_plain(name) ? name : "without a name");
    *LIST_ADD(arena, &reply->headers) =
        (HttpPair){ arena_dup(arena, name), arena_dup(arena, value) };
    return OK;
}

Status http_set(HttpReply *reply, const char *name, const char *value)
{
    TRY(http_add(reply, name, value));
    HttpPair fresh = reply->headers.items[--reply->headers.count];
    for (size_t i = 0; i < reply->headers.count; i++)
        if (strcasecmp(reply->headers.items[i].name, name) == 0) {
            reply->headers.items[i] = fresh;
            return OK;
        }
    *LIST_ADD(reply->op->arena, &reply->headers) = fresh;
    return OK;
}

Status http_type(HttpReply *reply, const char *type)
{
    return http_set(reply, "Content-Type", type);
}

void http_body(HttpReply *reply, Bytes piece)
{
    if (piece.count > 0)
        *LIST_ADD(reply->op->arena, &reply->body) = piece;
}

void http_release(HttpReply *reply, void (*release)(void *thing), void *thing)
{
    reply->release = release;
    reply->released = thing;
}

void http_pull(HttpReply *reply, uint64_t bytes, HttpPull pull, void *argument)
{
    reply->pull = pull;
    reply->pull_bytes = bytes;
    reply->pull_argument = argument;
}

/* ---- kinds of replies ------------------------------------------------------------ */

Status http_redirect(HttpReply *reply, const char *place)
{
    if (place[0] != '/' || place[1] == '/' || strpbrk(place, "\\ ") != NULL)
        return op_broken(reply->op, BROKEN, "a redirect that leaves this site");
    TRY(http_set(reply, "Location", place));
    reply->status = 303;
    return OK;
}

static bool is_cookie_text(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text <= ' ' || *text > '~' || strchr("\",;\\", *text) != NULL)
            return false;
    return true;
}

Status http_cookie(HttpReply *reply, const HttpCookie *cookie)
{
    const char *value = cookie->value != NULL ? cookie->value : "";
    Buf text;
    if (cookie->name[0] == '\0' || strchr(cookie->name, '=') != NULL ||
        !is_cookie_text(cookie->name) || !is_cookie_text(value))
        return op_broken(reply->op, BROKEN, "a cookie that can't be written");
    buf_init(&text, reply->op->arena);
    buf_printf(&text, "%s=%s; Path=/; HttpOnly; SameSite=Lax", cookie->name, value);
    if (cookie->secure)
        buf_text(&text, "; Secure");
    if (cookie->value == NULL)
        buf_text(&text, "; Max-Age=0");
    else if (cookie->seconds > 0)
        buf_printf(&text, "; Max-Age=%lld", (long long)cookie->seconds);
    return http_add(reply, "Set-Cookie", buf_string(&text));
}

/* One of the tags in `list`, or "*"; weak comparison (RFC 9110, 13.1.2). */
static bool tag_is_listed(const char *list, const char *tag)
{
    size_t bytes = strlen(tag);
    for (; *list != '\0'; list += strcspn(list, ",")) {
        list += strspn(list, ", \t");
        if (list[0] == '*')
            return true;
        if (strncmp(list, "W/", 2) == 0)
            list += 2;
        if (strncmp(list, tag, bytes) == 0 && strchr(", \t", list[bytes]) != NULL)
            return true;
    }
    return false;
}

bool http_not_modified(const HttpRequest *request, HttpReply *reply, const char *tag)
{
    const char *asked = http_header_of(request, "If-None-Match");
    const char *quoted = arena_printf(reply->op->arena, "\"%s\"", tag);
    if (strchr(tag, '"') != NULL || http_set(reply, "ETag", quoted) != OK) {
        op_clear(reply->op); /* without a tag it is merely sent whole */
        return false;
    }
    if (asked == NULL || !tag_is_listed(asked, quoted))
        return false;
    reply->status = 304;
    reply->body.count = 0;
    reply->pull = NULL;
    return true;
}

void http_encode(Buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            strchr("-._~", c) != NULL)
            buf_char(out, *text);
        else
            buf_printf(out, "%%%02X", c);
    }
}

Status http_attachment(HttpReply *reply, const char *file_name)
{
    Buf text;
    buf_init(&text, reply->op->arena);
    buf_text(&text, "attachment; filename=\"");
    for (const char *c = file_name; *c != '\0'; c++) /* for who knows no other way */
        buf_char(&text, *c < ' ' || *c > '~' || strchr("\"\\%/", *c) != NULL ? '_' : *c);
    buf_text(&text, "\"; filename*=UTF-8''");
    http_encode(&text, file_name);
    return http_set(reply, "Content-Disposition", buf_string(&text));
}

static void escaped(Buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '<')
            buf_text(out, "&lt;");
        else if (*text == '&')
            buf_text(out, "&amp;");
        else
            buf_char(out, *text);
    }
}

void http_plain_page(HttpReply *reply, int status, const char *sentence)
{
    Buf page;
    buf_init(&page, reply->op->arena);
    buf_text(&page, "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width\">\n"
                    "<title>没有办成</title>\n</head>\n<body>\n<h1>没有办成</h1>\n<p>");
    escaped(&page, sentence);
    buf_text(&page, "</p>\n</body>\n</html>\n");
    http_reply_clear(reply);
    reply->status = status;
    http_body(reply, buf_bytes(&page));
}

/* ---- what came -------------------------------------------------------------------- */

const char *http_header_of(const HttpRequest *request, const char *name)
{
    for (size_t i = 0; i < request->headers.count; i++)
        if (strcasecmp(request->headers.items[i].name, name) == 0)
            return request->headers.items[i].value;
    return NULL;
}
