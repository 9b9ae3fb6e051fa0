/* What the HTTP face asks: a request on its way to a handler and back. */
#include "base/text.h"
#include "http/reply.h"
#include "store/desk_sql.h"
#include "web/access.h"
#include "web/assets.h"
#include "web/errors.h"
#include "web/pages.h"
#include "web/recall.h"
#include "web/server.h"
#include "web/upload.h"

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

/* ---- who --------------------------------------------------------------------- */

static Status drafts_count(Visit *visit)
{
    const Session *session = &visit->session;
    visit->drafts = 0;
    if (!session->there || session->conference == 0)
        return OK;
    return sql_drafts_others(visit->op, visit->web->reader, session->account,
                             session->conference, "", "", &visit->drafts);
}

static Status session_load(Visit *visit)
{
    const char *token = http_cookie_of(visit->http, access_cookie_name(visit->web));
    if (token == NULL || recall_session(visit, token))
        return OK;
    TRY(visit_read(visit));
    TRY(access_session(visit));
    TRY(drafts_count(visit));
    recall_keep(visit, token);
    return OK;
}

static Status admit(Visit *visit, HttpReply *reply, bool *on)
{
    *on = false;
    TRY(visit_open(visit));
    TRY(session_load(visit));
    if (visit->match.found == ROUTE_NOWHERE || !subject_read(visit))
        return error_nowhere(visit, reply);
    if (visit->match.found == ROUTE_OTHER_METHOD)
        return error_other_method(visit, reply);
    return access_route(visit, reply, on);
}

/* ---- the head ------------------------------------------------------------------ */

static void limits_set(const Visit *visit, HttpLimits *limits)
{
    RouteBody body = visit->match.route->body;
    limits->body_bytes = route_body_bytes(body);
    if (access_carries(visit) && limits->body_bytes > ROUTE_CARRIED_BYTES)
        limits->body_bytes = ROUTE_CARRIED_BYTES;
    limits->form_bytes = (size_t)(body == BODY_FILES ? ROUTE_FORM_BYTES : limits->body_bytes);
    limits->files = body == BODY_FILES ? REQUEST_FILES_MAX : 0;
}

/* Whether it may go on, and how much may come. What brings nothing is looked
 * at once, when it is answered. */
static bool app_begin(void *state, HttpRequest *request, HttpLimits *limits, HttpReply *reply)
{
    bool on = false;
    Visit *visit = visit_of(state, request);
    visit->match =
        route_find(request->op->arena, routes, routes_count, request->method, request->path);
    if (request->method == HTTP_GET)
        return true;
    Status status = admit(visit, reply, &on);
    visit_close(visit);
    if (status != OK)
        error_give(visit, reply, status);
    if (status != OK || !on)
        return false;
    limits_set(visit, limits);
    return true;
}

/* ---- the answer ---------------------------------------------------------------- */

static PageKey key_of(const Visit *visit)
{
    const Session *session = &visit->session;
    return (PageKey){ .address = visit->http->target,
                      .account = session->account,
                      .conference = session->conference,
                      .post = session->post,
                      .drafts = visit->drafts,
                      .heads = visit->heads,
                      .day = instant_day(web_now(visit->web)) };
}

/* Makes a page with the mark in it, keeps it, and sends it with the token. */
static Status make_and_keep(Visit *visit, HttpReply *reply, const PageKey *key)
{
    Web *web = visit->web;
    visit->keeps = true;
    TRY(visit_read(visit));
    TRY(visit->match.route->handler(visit, reply));
    if (!visit->keeps || reply->body.count != 1)
        return OK;
    if (reply->status == 200)
        pages_keep(web->pages, key, reply->body.items[0]);
    pages_put_token(web->pages, reply, visit->session.form_token);
    return OK;
}

static Status page_give(Visit *visit, HttpReply *reply)
{
    const Route *route = visit->match.route;
    if (!route->kept || http_query(visit->http, "_said") != NULL) {
        if (route->handler != asset_show) /* built in: there is nothing to read */
            TRY(visit_read(visit));
        return route->handler(visit, reply);
    }
    PageKey key = key_of(visit);
    if (pages_find(visit->web->pages, &key, visit->session.form_token, reply))
        return OK;
    return make_and_keep(visit, reply, &key);
}

static Status request_answer(Visit *visit, HttpReply *reply)
{
    bool on;
    TRY(admit(visit, reply, &on));
    if (on && visit->http->method == HTTP_POST)
        TRY(access_form(visit, reply, &on));
    return on ? page_give(visit, reply) : OK;
}

static void app_answer(void *state, HttpRequest *request, HttpReply *reply)
{
    Visit *visit = visit_of(state, request);
    Status status = request_answer(visit, reply);
    if (status != OK)
        error_give(visit, reply, status);
    visit_close(visit);
    access_seen(visit);
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
