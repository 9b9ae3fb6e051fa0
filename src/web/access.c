#include "web/access.h"

#include <string.h>

#include "actions/clock.h"
#include "base/text.h"
#include "http/reply.h"
#include "web/errors.h"
#include "web/sign_in.h"

const char *access_cookie_name(const Web *web)
{
    return web->behind_tls ? "__Host-lianxi" : "lianxi";
}

Status access_session(Visit *visit)
{
    Web *web = visit->web;
    const char *token = http_cookie_of(visit->http, access_cookie_name(web));
    visit->session = (Session){ .there = false };
    if (token == NULL)
        return OK;
    return session_find(visit->op, web->reader, token, clock_machine(),
                        instant_day(web_now(web)), &visit->session);
}

void access_seen(Visit *visit)
{
    if (!visit->session.there || !visit->session.seen_due)
        return;
    visit->session.seen_due = false;
    if (session_seen(visit->op, visit->web->db, &visit->session, clock_machine()) != OK)
        op_clear(visit->op);
}

/* ---- where it comes from ----------------------------------------------------- */

const char *access_peer(const Visit *visit)
{
    const char *said = http_header_of(visit->http, "X-Forwarded-For");
    if (!visit->web->behind_tls || said == NULL)
        return visit->http->peer;
    const char *last = strrchr(said, ',');
    last = text_trim(visit->op->arena, last != NULL ? last + 1 : said);
    return text_empty(last) ? visit->http->peer : last;
}

/* "https://a.example:8443" → "a.example:8443"; NULL for anything else. */
static const char *origin_host(const char *origin)
{
    static const char *const schemes[] = { "https://", "http://" };
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (text_starts(origin, schemes[i]))
            return origin + strlen(schemes[i]);
    return NULL;
}

/* Browsers say where a form was sent from; other programs need not. */
static bool sent_from_here(const HttpRequest *request)
{
    const char *origin = http_header_of(request, "Origin");
    const char *site = http_header_of(request, "Sec-Fetch-Site");
    const char *host = http_header_of(request, "Host");
    if (site != NULL && !text_same(site, "same-origin") && !text_same(site, "none"))
        return false;
    return origin == NULL || (host != NULL && text_same(origin_host(origin), host));
}

/* ---- the route ----------------------------------------------------------------- */

bool access_carries(const Visit *visit)
{
    const Route *route = visit->match.route;
    return route->method == HTTP_POST && route->permit == PERMIT_MEMBER &&
           (route->body == BODY_FORM || route->body == BODY_FILES) && !visit->member;
}

static Status sign_in_first(Visit *visit, HttpReply *reply)
{
    Url url = URL("/sign-in");
    if (visit->http->method == HTTP_GET)
        url = url_query(visit->op->arena, url, "_next", visit->http->target);
    return reply_see(visit, reply, url);
}

static Status capacity_first(Visit *visit, HttpReply *reply)
{
    Url url = URL("/capacity");
    if (visit->http->method == HTTP_GET)
        url = url_query(visit->op->arena, url, "_next", visit->http->target);
    return reply_see(visit, reply, url);
}

static Status member_admit(Visit *visit, HttpReply *reply, bool *on)
{
    const Session *session = &visit->session;
    visit->member = visit->heads.conference != 0 && !text_empty(session->post) &&
                    session->conference == visit->heads.conference;
    *on = visit->member || access_carries(visit);
    if (*on)
        return OK;
    if (text_empty(session->post))
        return capacity_first(visit, reply);
    return error_not_yours(visit, reply,
                           "没有这个联席会议，或者您现在的身份不在其中。换一个身份再看。");
}

static Status permit(Visit *visit, HttpReply *reply, bool *on)
{
    const Session *session = &visit->session;
    Permission permit = visit->match.route->permit;
    if ((permit == PERMIT_MEMBER || permit == PERMIT_ADMIN) && session->must_change)
        return reply_see(visit, reply, URL("/account"));
    switch (permit) {
    case PERMIT_MEMBER:
        return member_admit(visit, reply, on);
    case PERMIT_ADMIN:
        *on = session->admin;
        return *on ? OK : error_not_yours(visit, reply, "这一页只给系统管理员。");
    case PERMIT_SIGNED_IN:
    case PERMIT_ANYONE:
        *on = true;
        return OK;
    case PERMIT_MISSING:
        break;
    }
    return error_nowhere(visit, reply);
}

Status access_route(Visit *visit, HttpReply *reply, bool *on)
{
    *on = false;
    visit->member = false;
    if (visit->http->method == HTTP_POST && !sent_from_here(visit->http))
        return error_not_yours(
            visit, reply, "这张表是从别的网站交来的，没有办理。从本系统的页面上再交一次。");
    if (visit->match.route->permit == PERMIT_ANYONE || visit->session.there)
        return permit(visit, reply, on);
    *on = access_carries(visit);
    return *on ? OK : sign_in_first(visit, reply);
}

/* ---- forms ------------------------------------------------------------------- */

Status access_form(Visit *visit, HttpReply *reply, bool *on)
{
    const Route *route = visit->match.route;
    *on = false;
    if (access_carries(visit))
        return visit->session.there ? capacity_carry(visit, reply)
                                    : sign_in_carry(visit, reply);
    *on = route->permit == PERMIT_ANYONE ||
          session_form_token_right(&visit->session, http_form(visit->http, "_token"));
    if (*on)
        return OK;
    if (route->permit == PERMIT_MEMBER && route->body != BODY_SMALL)
        return token_carry(visit, reply);
    return error_not_yours(visit, reply,
                           "这张表不是在现在这次登录里打开的，没有办理。回到那一页再交一次。");
}
