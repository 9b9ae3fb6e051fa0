/* Replies, handed to the library, or written out where it takes none. */
#include <string.h>
#include <strings.h>

#include "http/inner.h"

enum { PULL_BYTES = 32 * 1024 };

static const HttpPair GUARD[] = {
    { "Content-Type", "text/html; charset=utf-8" },
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "same-origin" },
    { "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
      "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
      "frame-ancestors 'none'" },
    { "X-Frame-Options", "DENY" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
    { "Cache-Control", "no-store" },
};
enum { GUARDS = sizeof GUARD / sizeof GUARD[0] };

static const HttpPair STAY_WITH_TLS = { "Strict-Transport-Security",
                                        "max-age=31536000; includeSubDomains" };

typedef void (*EachHeader)(void *argument, const HttpPair *header);

static bool sets(const HttpReply *reply, const char *name)
{
    for (size_t i = 0; i < reply->headers.count; i++)
        if (strcasecmp(reply->headers.items[i].name, name) == 0)
            return true;
    return false;
}

static void each_header(const Exchange *x, EachHeader each, void *argument)
{
    static const HttpPair close = { "Connection", "close" };
    static const HttpPair allow = { "Allow", "GET, HEAD, POST" };
    const HttpReply *reply = &x->reply;
    for (size_t i = 0; i < GUARDS; i++)
        if (!sets(reply, GUARD[i].name))
            each(argument, &GUARD[i]);
    for (size_t i = 0; i < reply->headers.count; i++)
        each(argument, &reply->headers.items[i]);
    if (x->face->options.behind_tls)
        each(argument, &STAY_WITH_TLS);
    if (reply->status == 405 && !sets(reply, allow.name))
        each(argument, &allow);
    if (reply->close || x->face->stopping)
        each(argument, &close);
}

/* ---- by the library ---------------------------------------------------------------- */

static void add_to_library(void *response, const HttpPair *header)
{
    (void)MHD_add_response_header(response, header->name, header->value);
}

/* ---- kept ones: a 304 for a file of ours is always the same --------------------------- */

enum { KEPT_MAX = 16, KEY_BYTES = 512 };

struct Kept {
    size_t next;
    struct {
        char key[KEY_BYTES]; /* its headers */
        struct MHD_Response *response;
    } all[KEPT_MAX];
};

Kept *kept_new(Arena *arena)
{
    return ARENA_NEW(arena, Kept);
}

void kept_end(Kept *kept)
{
    for (size_t i = 0; i < KEPT_MAX; i++)
        if (kept->all[i].response != NULL)
            MHD_destroy_response(kept->all[i].response);
}

/* False: too long to be kept. */
static bool kept_key(const Exchange *x, char *key)
{
    size_t used = 0;
    if (x->reply.status != 304 || x->reply.close || x->face->stopping)
        return false;
    key[0] = '\0';
    for (size_t i = 0; i < x->reply.headers.count; i++) {
        const HttpPair *header = &x->reply.headers.items[i];
        size_t name = strlen(header->name), value = strlen(header->value);
        if (used + name + value + 3 > KEY_BYTES)
            return false;
        memcpy(key + used, header->name, name + 1);
        memcpy(key + used + name + 1, header->value, value + 1);
        key[used + name] = ':';
        used += name + value + 2;
        key[used - 1] = '\n';
        key[used] = '\0';
    }
    return true;
}

/* The library counts who uses a response: one of ours is only ever given back. */
static struct MHD_Response *kept_response(Exchange *x, const char *key)
{
    Kept *kept = x->face->kept;
    for (size_t i = 0; i < KEPT_MAX; i++)
        if (kept->all[i].response != NULL && strcmp(kept->all[i].key, key) == 0)
            return kept->all[i].response;
    size_t place = kept->next++ % KEPT_MAX;
    if (kept->all[place].response != NULL)
        MHD_destroy_response(kept->all[place].response);
    memcpy(kept->all[place].key, key, KEY_BYTES);
    kept->all[place].response =
        MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
    if (kept->all[place].response != NULL)
        each_header(x, add_to_library, kept->all[place].response);
    return kept->all[place].response;
}

/* ---- bodies ------------------------------------------------------------------------ */

static ssize_t pull(void *argument, uint64_t at, char *into, size_t room)
{
    HttpReply *reply = argument;
    size_t got = 0;
    if (reply->pull(reply->pull_argument, at, into, room, &got) != OK)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    return got == 0 ? MHD_CONTENT_READER_END_OF_STREAM : (ssize_t)got;
}

static struct MHD_Response *in_pieces(Exchange *x)
{
    HttpReply *reply = &x->reply;
    struct MHD_IoVec *pieces =
        ARENA_ARRAY(x->op.arena, struct MHD_IoVec, reply->body.count + 1);
    for (size_t i = 0; i < reply->body.count; i++) {
        pieces[i] = (struct MHD_IoVec){ reply->body.items[i].data, reply->body.items[i].count };
        x->reply_bytes += reply->body.items[i].count;
    }
    if (reply->body.count > 1)
        return MHD_create_response_from_iovec(pieces, (unsigned)reply->body.count, NULL, NULL);
    return MHD_create_response_from_buffer(
        (size_t)x->reply_bytes, (void *)(uintptr_t)pieces[0].iov_base, MHD_RESPMEM_PERSISTENT);
}

static struct MHD_Response *response_of(Exchange *x)
{
    HttpReply *reply = &x->reply;
    x->reply_bytes = 0;
    if (reply->pull == NULL)
        return in_pieces(x);
    x->reply_bytes = reply->pull_bytes == HTTP_LENGTH_UNKNOWN ? 0 : reply->pull_bytes;
    return MHD_create_response_from_callback(
        reply->pull_bytes == HTTP_LENGTH_UNKNOWN ? MHD_SIZE_UNKNOWN : reply->pull_bytes,
        PULL_BYTES, pull, reply, NULL);
}

enum MHD_Result reply_queue(Exchange *x)
{
    char key[KEY_BYTES];
    bool keeps = kept_key(x, key);
    struct MHD_Response *response = keeps ? kept_response(x, key) : response_of(x);
    if (response == NULL)
        return MHD_NO;
    if (!keeps)
        each_header(x, add_to_library, response);
    x->stage = STAGE_REPLYING;
    x->replied = true;
    bool unknown = x->reply.pull != NULL && x->reply.pull_bytes == HTTP_LENGTH_UNKNOWN;
    peer_phase(x->peer, PHASE_REPLY, unknown ? UINT32_MAX : x->reply_bytes);
    enum MHD_Result result =
        MHD_queue_response(x->connection, (unsigned)x->reply.status, response);
    if (!keeps)
        MHD_destroy_response(response);
    return result;
}

/* ---- by ourselves ------------------------------------------------------------------ */

static void add_to_text(void *text, const HttpPair *header)
{
    buf_printf(text, "%s: %s\r\n", header->name, header->value);
}

Bytes reply_raw(Exchange *x)
{
    HttpReply *reply = &x->reply;
    Buf text;
    size_t bytes = 0;
    for (size_t i = 0; i < reply->body.count; i++)
        bytes += reply->body.items[i].count;
    buf_init(&text, x->op.arena);
    buf_printf(&text, "HTTP/1.1 %d %s\r\n", reply->status,
               MHD_get_reason_phrase_for((unsigned)reply->status));
    reply->close = true;
    each_header(x, add_to_text, &text);
    buf_printf(&text, "Content-Length: %zu\r\n\r\n", bytes);
    for (size_t i = 0; i < reply->body.count; i++)
        buf_add(&text, reply->body.items[i].data, reply->body.items[i].count);
    x->reply_bytes = bytes;
    x->replied = true;
    return buf_bytes(&text);
}
