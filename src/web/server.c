#include "web/server.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/file.h"
#include "http/reply.h"
#include "web/access.h"
#include "web/errors.h"
#include "web/pages.h"
#include "web/upload.h"

enum {
    STOP_MS = 10000, /* requests under way get so long to end */
    STOP_STEP_MS = 50,
};

/* ---- a request ---------------------------------------------------------------- */

static Visit *visit_of(Web *web, HttpRequest *request)
{
    Visit *visit = request->context;
    if (visit != NULL)
        return visit;
    visit = ARENA_NEW(request->op->arena, Visit);
    visit->op = request->op;
    visit->web = web;
    visit->http = request;
    request->context = visit;
    return visit;
}

static const char *subject_name(const Visit *visit, Noun *noun)
{
    for (size_t i = 0; i < visit->match.arg_count; i++) {
        *noun = noun_find(visit->match.args[i].name);
        if (*noun != NOUN_NONE && *noun != NOUN_CONFERENCE)
            return visit->match.args[i].value;
    }
    return NULL;
}

/* A code that is none of its noun's leads nowhere. */
static bool subject_read(Visit *visit)
{
    Noun noun;
    const char *code = subject_name(visit, &noun);
    return code == NULL || subject_parse(code, noun, &visit->subject);
}

static Status admit(Visit *visit, HttpReply *reply, bool *on)
{
    *on = false;
    TRY(access_session(visit));
    if (visit->match.found == ROUTE_NOWHERE || !subject_read(visit))
        return error_nowhere(visit, reply);
    if (visit->match.found == ROUTE_OTHER_METHOD)
        return error_other_method(visit, reply);
    return access_route(visit, reply, on);
}

/* The head: whether it may go on, and how much may come. */
static bool app_begin(void *state, HttpRequest *request, HttpLimits *limits, HttpReply *reply)
{
    Web *web = state;
    bool on = false;
    Visit *visit = visit_of(web, request);
    visit->match =
        route_find(request->op->arena, routes, routes_count, request->method, request->path);
    Status status = visit_open(visit);
    if (status == OK)
        status = admit(visit, reply, &on);
    visit_close(visit);
    if (status == OK && on)
        access_seen(visit);
    if (status != OK)
        error_give(visit, reply, status);
    if (status != OK || !on)
        return false;
    RouteBody body = visit->match.route->body;
    limits->body_bytes = route_body_bytes(body);
    if (access_carries(visit) && limits->body_bytes > ROUTE_CARRIED_BYTES)
        limits->body_bytes = ROUTE_CARRIED_BYTES;
    limits->form_bytes = (size_t)(body == BODY_FILES ? ROUTE_FORM_BYTES : limits->body_bytes);
    limits->files = body == BODY_FILES ? REQUEST_FILES_MAX : 0;
    return true;
}

static Status keep_or_make(Visit *visit, HttpReply *reply)
{
    const Route *route = visit->match.route;
    const Session *session = &visit->session;
    if (!route->kept || http_query(visit->http, "_said") != NULL)
        return route->handler(visit, reply);
    PageKey key = { .address = visit->http->target,
                    .account = session->account,
                    .conference = session->conference,
                    .post = session->post,
                    .heads = visit->heads,
                    .day = instant_day(web_now(visit->web)) };
    Bytes page = pages_find(visit->web->pages, visit->op->arena, &key, session->form_token);
    if (page.data != NULL) {
        http_body(reply, page);
        return OK;
    }
    visit->keeps = true;
    TRY(route->handler(visit, reply));
    if (!visit->keeps || reply->status != 200 || reply->body.count != 1)
        return OK;
    pages_keep(visit->web->pages, &key, reply->body.items[0]);
    reply->body.items[0] = pages_with_token(visit->web->pages, visit->op->arena,
                                            reply->body.items[0], session->form_token);
    return OK;
}

static Status posted(Visit *visit, HttpReply *reply, bool *on)
{
    TRY(admit(visit, reply, on));
    return *on ? access_form(visit, reply, on) : OK;
}

static void app_answer(void *state, HttpRequest *request, HttpReply *reply)
{
    bool on = true;
    Visit *visit = visit_of(state, request);
    Status status = visit_open(visit);
    if (status == OK && request->method == HTTP_POST)
        status = posted(visit, reply, &on);
    if (status == OK && on)
        status = keep_or_make(visit, reply);
    if (status != OK)
        error_give(visit, reply, status);
    visit_close(visit);
}

static void app_refuse(void *state, HttpRequest *request, int status, const char *sentence,
                       HttpReply *reply)
{
    Visit *visit = visit_of(state, request);
    if (error_refused(visit, reply, status, sentence) != OK)
        http_plain_page(reply, status, sentence);
}

HttpApp server_app(Web *web)
{
    return (HttpApp){ .state = web,
                      .begin = app_begin,
                      .answer = app_answer,
                      .file_begin = upload_part_begin,
                      .file_piece = upload_part_piece,
                      .file_end = upload_part_end,
                      .file_abort = upload_part_abort,
                      .refuse = app_refuse };
}

/* ---- the loop ---------------------------------------------------------------- */

typedef struct Loop {
    Web *web;
    HttpFace *face;
    OwnerServer *owner;
    int signals;
    bool stopping;
} Loop;

static void wait_for(Loop *loop)
{
    struct pollfd fds[] = {
        { .fd = http_fd(loop->face), .events = POLLIN },
        { .fd = loop->signals, .events = POLLIN },
        { .fd = loop->owner != NULL ? owner_fd(loop->owner) : -1, .events = POLLIN },
    };
    int wait_ms = http_wait_ms(loop->face), tidy_ms = upload_tidy(loop->web);
    if (wait_ms < 0 || wait_ms > tidy_ms)
        wait_ms = tidy_ms;
    (void)poll(fds, sizeof fds / sizeof *fds, wait_ms);
    struct signalfd_siginfo info;
    if (fds[1].revents != 0 && read(loop->signals, &info, sizeof info) > 0)
        loop->stopping = true;
}

static void finish(Loop *loop)
{
    http_stop(loop->face);
    for (int waited = 0; http_busy(loop->face) > 0 && waited < STOP_MS;
         waited += STOP_STEP_MS) {
        struct pollfd fd = { .fd = http_fd(loop->face), .events = POLLIN };
        (void)poll(&fd, 1, STOP_STEP_MS);
        http_step(loop->face);
    }
}

Status server_run(Op *op, Web *web, HttpFace *face, OwnerServer *owner)
{
    sigset_t ends, before;
    Status status = OK;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigprocmask(SIG_BLOCK, &ends, &before);
    FILE_SCOPE(signals) = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
    Loop loop = { .web = web, .face = face, .owner = owner, .signals = signals };
    if (signals < 0)
        status = op_broken(op, UNAVAILABLE, "signalfd: %s", strerror(errno));
    while (status == OK && !loop.stopping) {
        wait_for(&loop);
        http_step(face);
        if (owner != NULL)
            status = owner_step(op, owner, 0);
    }
    finish(&loop);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return status;
}
