#include "web/access.h"

#include "actions/clock.h"
#include "base/text.h"
#include "http/reply.h"
#include "web/errors.h"

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

/* ---- the route ----------------------------------------------------------------- */

static Status sign_in_first(Visit *visit, HttpReply *reply)
{
    Url url = URL("/sign-in");
    if (visit->http->method == HTTP_GET)
        url = url_query(visit->op->arena, url, "_next", visit->http->target);
    return reply_see(visit, reply, url);
}

static Status member_admit(Visit *visit, HttpReply *reply, bool *on)
{
    const Session *session = &visit->session;
    visit->member = visit->heads.conference != 0 && !text_empty(session->post) &&
                    session->conference == visit->heads.conference;
    *on = visit->member;
    if (*on)
        return OK;
    if (text_empty(session->post))
        return reply_see(visit, reply, URL("/capacity"));
    return error_not_yours(visit, reply,
                           "没有这个联席会议，或者您现在的职务不在其中。换一个职务再看。");
}

Status access_route(Visit *visit, HttpReply *reply, bool *on)
{
    const Session *session = &visit->session;
    *on = visit->match.route->permit == PERMIT_ANYONE;
    if (*on)
        return OK;
    if (!session->there)
        return sign_in_first(visit, reply);
    switch (visit->match.route->permit) {
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

/* ---- forms ------------------------------------------------------------------- */

Status access_form(Visit *visit, HttpReply *reply, bool *on)
{
    *on = !visit->session.there ||
          session_form_token_right(&visit->session, http_form(visit->http, "_token"));
    if (*on)
        return OK;
    return error_not_yours(visit, reply,
                           "这张表不是在这次登录里打开的，没有办理。请回到页面重新提交。");
}
