#include "web/sign_in.h"

#include "accounts/sign_in.h"
#include "actions/clock.h"
#include "base/text.h"
#include "store/institution_sql.h"
#include "web/access.h"
#include "web/flash.h"
#include "web/templates_gen.h"

enum { LATER_S = 5 };

/* ---- the page ---------------------------------------------------------------- */

static Status sign_in_page(Visit *visit, HttpReply *reply, int status, const char *fault,
                           const Carried *carried)
{
    SignInPage v = { .page = visit_page(visit, "登录", NAV_NONE),
                     .name = http_form(visit->http, "_name"),
                     .fault = fault,
                     .words = carried_words(carried),
                     .carried = *carried };
    HTML_PAGE(html, visit);
    tpl_sign_in_page(&html, &v);
    return reply_page(visit, reply, status, &html);
}

Status sign_in_show(Visit *visit, HttpReply *reply)
{
    Carried carried = carried_again(visit);
    if (visit->session.there)
        return reply_see(visit, reply, url_given(carried.next) ? carried.next : URL("/"));
    return sign_in_page(visit, reply, 200, NULL, &carried);
}

Status sign_in_carry(Visit *visit, HttpReply *reply)
{
    Carried carried = carried_of_post(visit);
    return sign_in_page(visit, reply, 403, "登录已经过期，再登录一次就能接着填。", &carried);
}

Status token_carry(Visit *visit, HttpReply *reply)
{
    Carried carried = carried_of_post(visit);
    return carried_resume(visit, reply, 403, "没有办理",
                          "这张表不是在现在这次登录里打开的，所以没有办理。", &carried);
}

/* ---- after the password was right -------------------------------------------- */

static Status cookie_set(Visit *visit, HttpReply *reply, const char *token)
{
    const HttpCookie cookie = { .name = access_cookie_name(visit->web),
                                .value = token,
                                .secure = visit->web->behind_tls };
    return http_cookie(reply, &cookie);
}

/* The address leads on only for who acts in its conference. */
static bool leads_on(Visit *visit, Url next)
{
    const char *code = carried_code(visit->op->arena, next);
    return url_given(next) && (code == NULL || text_same(code, visit->session.code));
}

static Status go_on(Visit *visit, HttpReply *reply, const Carried *carried, Flash flash)
{
    Arena *arena = visit->op->arena;
    const Session *session = &visit->session;
    Url work = URL("/");
    if (!text_empty(session->code))
        work = url_of(arena, "/c/{}/", session->code);
    if (carried_any(carried) && leads_on(visit, carried->next))
        return carried_resume(visit, reply, 200, "接着填", "", carried);
    if (leads_on(visit, carried->next))
        return reply_see(visit, reply, carried->next);
    return reply_see(visit, reply, flash != FLASH_NONE ? flash_url(arena, work, flash) : work);
}

/* ---- capacities --------------------------------------------------------------- */

static const char *choice_value(Arena *arena, const CapacityRow *row)
{
    return arena_printf(arena, "%s/%s", row->code, row->post);
}

static void choice_add(Visit *visit, CapacityPage *v, const CapacityRow *row)
{
    Arena *arena = visit->op->arena;
    const Session *session = &visit->session;
    CapacityGroup *last = v->groups.count > 0 ? &v->groups.items[v->groups.count - 1] : NULL;
    if (last == NULL || !text_same(last->conference, row->conference_title))
        *(last = LIST_ADD(arena, &v->groups)) =
            (CapacityGroup){ .conference = row->conference_title };
    *LIST_ADD(arena, &last->choices) =
        (CapacityChoice){ .value = choice_value(arena, row),
                          .title = row->title,
                          .now = row->conference == session->conference &&
                                 text_same(row->post, session->post) };
}

static Status held_load(Visit *visit, CapacityRowList *out)
{
    const Session *session = &visit->session;
    return capacities_of(visit->op, visit->web->reader, session->person, session->admin,
                         instant_day(web_now(visit->web)), out);
}

static Status capacity_page(Visit *visit, HttpReply *reply, int status, const char *fault,
                            const Carried *carried)
{
    CapacityRowList held = { 0 };
    CapacityPage v = { .page = visit_page(visit, "以哪个身份办理", NAV_NONE),
                       .fault = fault,
                       .words = carried_words(carried),
                       .carried = *carried };
    TRY(held_load(visit, &held));
    for (size_t i = 0; i < held.count; i++)
        choice_add(visit, &v, &held.items[i]);
    HTML_PAGE(html, visit);
    tpl_capacity_page(&html, &v);
    return reply_page(visit, reply, status, &html);
}

Status capacity_show(Visit *visit, HttpReply *reply)
{
    Carried carried = carried_again(visit);
    return capacity_page(visit, reply, 200,
                         visit->session.lost ? "您原来的任职已经结束，要另选一个身份。" : NULL,
                         &carried);
}

Status capacity_carry(Visit *visit, HttpReply *reply)
{
    Carried carried = carried_of_post(visit);
    return capacity_page(visit, reply, 403,
                         "没有这个联席会议，或者您现在的身份不在其中，所以没有办理。",
                         &carried);
}

static Status session_load(Visit *visit, const char *token)
{
    TRY(visit_look_again(visit));
    return session_find(visit->op, visit->web->reader, token, clock_machine(),
                        instant_day(web_now(visit->web)), &visit->session);
}

/* "CODE/post"; not only of those that are listed. *token NULL: not held. */
static Status choose(Visit *visit, const char *value, const char **token)
{
    Web *web = visit->web;
    TextList parts = text_split(visit->op->arena, value != NULL ? value : "", "/");
    ConferenceCodeRow row;
    bool found = parts.count == 2;
    *token = NULL;
    if (found)
        TRY(sql_conference_by_code(visit->op, web->reader, parts.items[0], &found, &row));
    if (!found)
        return OK;
    Status status =
        session_choose(visit->op, web->db, &web->random, &visit->session, row.conference,
                       parts.items[1], clock_machine(), instant_day(web_now(web)), token);
    if (status == DENIED) {
        op_clear(visit->op);
        *token = NULL;
        return OK;
    }
    return status;
}

Status capacity_post(Visit *visit, HttpReply *reply)
{
    const char *token;
    Carried carried = carried_again(visit);
    TRY(choose(visit, http_form(visit->http, "_capacity"), &token));
    if (token == NULL)
        return capacity_page(visit, reply, 403, "您现在没有这个身份，要另选一个。", &carried);
    TRY(session_load(visit, token));
    TRY(go_on(visit, reply, &carried, FLASH_CAPACITY_CHOSEN));
    return cookie_set(visit, reply, token);
}

/* ---- signing in ---------------------------------------------------------------- */

typedef struct Attempt {
    SignInAttempt sign_in;
    bool failed; /* there was no memory for it */
} Attempt;

static void attempt_hash(Op *op, void *argument)
{
    Attempt *attempt = argument;
    attempt->failed = sign_in_hash(op, &attempt->sign_in) != OK;
}

static Status signed_in(Visit *visit, HttpReply *reply, const SignInResult *result)
{
    Carried carried = carried_again(visit);
    TRY(session_load(visit, result->token));
    if (result->must_change)
        TRY(reply_see(visit, reply, URL("/account")));
    else if (result->conference != 0)
        TRY(go_on(visit, reply, &carried, FLASH_NONE));
    else
        TRY(capacity_page(visit, reply, 200, NULL, &carried));
    return cookie_set(visit, reply, result->token);
}

/* Too many at once, or from one address: nothing is looked at. */
static Status come_later(Visit *visit, HttpReply *reply, int status, int64_t wait_s)
{
    Carried carried = carried_again(visit);
    const char *seconds = arena_printf(visit->op->arena, "%lld", (long long)wait_s);
    TRY(sign_in_page(visit, reply, status,
                     status == 429
                         ? arena_printf(visit->op->arena,
                                        "从这个网络地址试得太多了，过 %lld 分钟再登录。",
                                        (long long)(wait_s + 59) / 60)
                         : "现在登录的人很多，过一会儿再试。",
                     &carried));
    return http_set(reply, "Retry-After", seconds);
}

static Status attempt_finish(Visit *visit, void *argument, HttpReply *reply)
{
    Web *web = visit->web;
    const Attempt *attempt = argument;
    const char *peer = access_peer(visit);
    SignInResult result;
    if (attempt->failed)
        return come_later(visit, reply, 503, LATER_S);
    TRY(sign_in_finish(visit->op, web->db, &web->random, &attempt->sign_in, peer,
                       clock_machine(), instant_day(web_now(web)), &result));
    if (!result.done) {
        Carried carried = carried_again(visit);
        return sign_in_page(visit, reply, 403, SIGN_IN_REFUSED, &carried);
    }
    throttle_right(web->throttle, peer);
    return signed_in(visit, reply, &result);
}

Status sign_in_post(Visit *visit, HttpReply *reply)
{
    Web *web = visit->web;
    const char *peer = access_peer(visit);
    Attempt *attempt = ARENA_NEW(visit->op->arena, Attempt);
    int64_t wait_s = throttle_wait_s(web->throttle, peer, clock_machine());
    if (wait_s > 0)
        return come_later(visit, reply, 429, wait_s);
    TRY(sign_in_read(visit->op, web->reader, http_form(visit->http, "_name"),
                     http_form(visit->http, "_password"), &attempt->sign_in));
    attempt->sign_in.wanted = carried_code(visit->op->arena, carried_again(visit).next);
    if (visit_later(visit, attempt_hash, attempt, attempt_finish) != OK) {
        op_clear(visit->op);
        return come_later(visit, reply, 503, LATER_S);
    }
    throttle_count(web->throttle, peer, clock_machine());
    return OK;
}

/* ---- signing out --------------------------------------------------------------- */

static Status signed_out(Visit *visit, HttpReply *reply, Flash flash)
{
    TRY(cookie_set(visit, reply, NULL));
    return reply_see(visit, reply, flash_url(visit->op->arena, URL("/sign-in"), flash));
}

Status sign_out_post(Visit *visit, HttpReply *reply)
{
    TRY(session_end(visit->op, visit->web->db, &visit->session));
    return signed_out(visit, reply, FLASH_SIGNED_OUT);
}

Status sign_out_everywhere_post(Visit *visit, HttpReply *reply)
{
    TRY(session_end_everywhere(visit->op, visit->web->db, &visit->session));
    return signed_out(visit, reply, FLASH_SIGNED_OUT_EVERYWHERE);
}
