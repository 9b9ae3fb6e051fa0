/* A request on its way: head, body, answer, end. */
#include <string.h>

#include "http/inner.h"

/* ---- memory ------------------------------------------------------------------------- */

static Arena *arena_take(HttpFace *face)
{
    return face->arena_count > 0 ? face->arenas[--face->arena_count] : arena_new();
}

static void arena_give(HttpFace *face, Arena *arena)
{
    if (face->arena_count == ARENAS_KEPT) {
        arena_free(arena);
        return;
    }
    arena_reset(arena);
    face->arenas[face->arena_count++] = arena;
}

/* ---- who asks ------------------------------------------------------------------------- */

static Peer *peer_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info != NULL ? info->socket_context : NULL;
}

void *exchange_on_line(void *argument, const char *target, struct MHD_Connection *connection)
{
    HttpFace *face = argument;
    Arena *arena = arena_take(face);
    Exchange *x = ARENA_NEW(arena, Exchange);
    *x = (Exchange){ .face = face, .connection = connection, .op = { .arena = arena } };
    x->peer = peer_of(connection);
    x->line_target = target;
    x->line_target_bytes = target == NULL ? 0 : strlen(target);
    x->began_ms = http_now_ms();
    x->request.op = &x->op;
    x->request.target = arena_dup(arena, target != NULL ? target : "");
    x->request.path = "/";
    x->request.peer = x->peer->address;
    reply_begin(&x->reply, &x->op);
    face->busy++;
    return x;
}

void exchange_on_end(void *argument, struct MHD_Connection *connection, void **context,
                     enum MHD_RequestTerminationCode why)
{
    HttpFace *face = argument;
    Exchange *x = *context;
    (void)connection, (void)why;
    if (x == NULL)
        return;
    *context = NULL;
    body_abort(x);
    log_line(x);
    if (x->reply.release != NULL)
        x->reply.release(x->reply.released);
    if (face->app.end != NULL)
        face->app.end(face->app.state, &x->request);
    peer_phase(x->peer, PHASE_HEAD, 0);
    arena_free(x->later.op.arena);
    face->busy--;
    arena_give(face, x->op.arena);
}

/* ---- what is refused here ---------------------------------------------------------- */

static void refuse(Exchange *x, Fault fault)
{
    const HttpApp *app = &x->face->app;
    op_clear(&x->op);
    http_reply_clear(&x->reply);
    x->reply.status = fault.status;
    if (app->refuse != NULL)
        app->refuse(app->state, &x->request, fault.status, fault.sentence, &x->reply);
    else
        http_plain_page(&x->reply, fault.status, fault.sentence);
}

/* Now, before the body; the connection can't be used after that. */
static enum MHD_Result reply_early(Exchange *x)
{
    x->reply.close = true;
    linger_begin(x->face->lingering, x->peer->fd);
    return reply_queue(x);
}

static bool rest_is_short(const Exchange *x)
{
    return !x->chunked && x->length - x->request.body_bytes <= HTTP_DRAIN_BYTES_MAX;
}

/* The reply is there; what is left of a short body is read first. */
static enum MHD_Result reply_when_read(Exchange *x)
{
    if (!rest_is_short(x) || (x->expects && x->length > 0))
        return reply_early(x);
    x->stage = STAGE_SKIP;
    return MHD_YES;
}

/* In the middle of a body the library takes no reply: it is written here. */
static enum MHD_Result reply_and_cut(Exchange *x)
{
    Bytes raw = reply_raw(x);
    (void)send(x->peer->fd, raw.data, raw.count, MSG_NOSIGNAL | MSG_DONTWAIT);
    linger_begin(x->face->lingering, x->peer->fd);
    return MHD_NO;
}

/* ---- the three steps -------------------------------------------------------------- */

static Fault body_is_allowed(const Exchange *x)
{
    if (!x->chunked && x->length <= x->limits.body_bytes)
        return (Fault){ 0 };
    if (x->chunked && x->limits.body_bytes > 0)
        return (Fault){ 0 };
    return (Fault){ 413, x->limits.body_bytes == 0 ? "这里不接收内容。"
                                                   : "提交的内容太大，没有接收。" };
}

static enum MHD_Result on_head(Exchange *x, const char *method, const char *version)
{
    const HttpApp *app = &x->face->app;
    x->method = arena_dup(x->op.arena, method);
    Fault fault = head_read(x, method, version);
    if (fault.status != 0) {
        bool broken = fault.status != 405 && fault.status != 417;
        refuse(x, fault);
        return broken ? reply_early(x) : reply_when_read(x);
    }
    if (!app->begin(app->state, &x->request, &x->limits, &x->reply))
        return reply_when_read(x);
    fault = body_is_allowed(x);
    if (fault.status == 0)
        fault = body_open(x);
    if (fault.status != 0) {
        refuse(x, fault);
        return reply_when_read(x);
    }
    x->stage = STAGE_BODY;
    peer_phase(x->peer, PHASE_BODY, 0);
    return MHD_YES;
}

static enum MHD_Result on_piece(Exchange *x, Bytes piece)
{
    Fault fault = { 0 };
    x->request.body_bytes += piece.count;
    x->peer->bytes += piece.count;
    if (x->stage == STAGE_SKIP)
        return MHD_YES;
    if (x->request.body_bytes > x->limits.body_bytes)
        fault = (Fault){ 413, "提交的内容太大，没有接收。" };
    else
        fault = body_take(x, piece);
    if (fault.status == 0)
        return MHD_YES;
    body_abort(x);
    refuse(x, fault);
    x->stage = STAGE_SKIP;
    return rest_is_short(x) ? MHD_YES : reply_and_cut(x);
}

static enum MHD_Result on_whole(Exchange *x)
{
    const HttpApp *app = &x->face->app;
    Fault fault = body_end(x);
    if (fault.status != 0) {
        body_abort(x);
        refuse(x, fault);
        return reply_queue(x);
    }
    peer_phase(x->peer, PHASE_WORK, 0);
    app->answer(app->state, &x->request, &x->reply);
    return x->stage == STAGE_LATER ? MHD_YES : reply_queue(x);
}

enum MHD_Result exchange_on_request(void *face, struct MHD_Connection *connection,
                                    const char *url, const char *method, const char *version,
                                    const char *data, size_t *bytes, void **context)
{
    Exchange *x = *context;
    size_t count = *bytes;
    (void)face, (void)connection, (void)url;
    if (x == NULL)
        return MHD_NO;
    *bytes = 0;
    switch (x->stage) {
    case STAGE_HEAD:
        return on_head(x, method, version);
    case STAGE_BODY:
        return count > 0 ? on_piece(x, (Bytes){ (const uint8_t *)data, count }) : on_whole(x);
    case STAGE_SKIP:
        return count > 0 ? on_piece(x, (Bytes){ (const uint8_t *)data, count })
                         : reply_queue(x);
    case STAGE_READY:
        return reply_queue(x);
    case STAGE_LATER:
    case STAGE_REPLYING:
        break;
    }
    return MHD_YES;
}
