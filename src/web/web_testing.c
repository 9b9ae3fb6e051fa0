#include "web/web_testing.h"

#include <string.h>
#include <strings.h>

#include "accounts/accounts.h"
#include "actions/clock.h"
#include "actions/load.h"
#include "store/rows_gen.h"
#include "web/visit.h"

#define TRUST(call) test_check_ok((call), __FILE__, __LINE__, #call)

static bool web_open(WebTesting *web, const DbTesting *testing)
{
    Op *op = test_op();
    const Calendar *calendar;
    if (!TRUST(calendar_embedded(op, &calendar)) ||
        !TRUST(db_open(op, testing->url, DB_READER, &web->reader)))
        return false;
    web->service = service_new(calendar);
    if (!TRUST(web_new(op, web->reader, testing->db, web->service, calendar, &web->web)))
        return false;
    web->app = server_app(web->web);
    return true;
}

bool web_testing_begin(WebTesting *web, const DbTesting *testing)
{
    Instant morning = instant_at(day_of(2025, 11, 24), 9, 0);
    web->arena = arena_new();
    return cycle_testing_acts(testing->db) &&
           TRUST(clock_begin(test_op(), testing->db, morning)) && web_open(web, testing);
}

static void request_end(WebTesting *web)
{
    if (web->request.op != NULL && web->app.end != NULL)
        web->app.end(web->app.state, &web->request);
    if (web->reply.release != NULL)
        web->reply.release(web->reply.released);
    web->request = (HttpRequest){ .op = NULL };
    web->reply = (HttpReply){ .op = NULL };
}

void web_testing_end(WebTesting *web)
{
    request_end(web);
    web_free(web->web);
    service_free(&web->service);
    db_close(web->reader);
    arena_free(web->arena);
    *web = (WebTesting){ .web = NULL };
}

/* ---- who ------------------------------------------------------------------------ */

static bool holder_find(WebTesting *web, int64_t conference, const char *post, int64_t *out)
{
    TenureRowList rows = { 0 };
    *out = 1;
    if (text_same(post, CAPACITY_ADMIN))
        return true;
    if (!TRUST(tenure_rows_whole(test_op(), web->reader, conference, &rows)))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        if (!text_same(rows.items[i].post, post) || day_given(rows.items[i].until))
            continue;
        *out = rows.items[i].person;
        return true;
    }
    return test_check(false, __FILE__, __LINE__, post);
}

static bool account_make(WebTesting *web, int64_t person, bool admin, int64_t *account)
{
    Op *op = test_op();
    AccountNew new = { .name = arena_printf(op->arena, "p%lld%s", (long long)person,
                                            admin ? "-admin" : ""),
                       .person = person,
                       .hash = "$argon2id$none",
                       .admin = admin };
    AccountRow row;
    Status status = account_find(op, web->web->db, new.name, &row);
    if (status == OK) {
        *account = row.number;
        return true;
    }
    op_clear(op);
    return TRUST(account_add(op, web->web->db, &new, clock_machine(), account));
}

bool web_testing_sign_in(WebTesting *web, const char *post)
{
    Op *op = test_op();
    Session session;
    int64_t conference, person, account;
    bool admin = text_same(post, CAPACITY_ADMIN);
    if (!TRUST(load_conference_number(op, web->reader, WEB_TESTING_CODE, &conference)) ||
        !holder_find(web, conference, post, &person) ||
        !account_make(web, person, admin, &account))
        return false;
    SessionNew new = { .account = account,
                       .conference = conference,
                       .post = post,
                       .peer = "127.0.0.1",
                       .expires_at = INSTANT_NONE };
    if (!TRUST(session_make(op, web->web->db, &web->web->random, &new, clock_machine(),
                            &web->cookie)) ||
        !TRUST(session_find(op, web->reader, web->cookie, clock_machine(),
                            instant_day(web_now(web->web)), &session)))
        return false;
    web->form_token = session.form_token;
    return test_check(session.there && text_same(session.post, post), __FILE__, __LINE__, post);
}

void web_testing_sign_out(WebTesting *web)
{
    web->cookie = web->form_token = NULL;
}

/* ---- asking ---------------------------------------------------------------------- */

static void query_read(Arena *arena, const char *query, HttpPairs *out)
{
    TextList parts = text_split(arena, query, "&");
    for (size_t i = 0; i < parts.count; i++) {
        const char *equals = strchr(parts.items[i], '=');
        size_t name =
            equals != NULL ? (size_t)(equals - parts.items[i]) : strlen(parts.items[i]);
        *LIST_ADD(arena, out) =
            (HttpPair){ arena_dup_n(arena, parts.items[i], name),
                        equals != NULL ? arena_dup(arena, equals + 1) : "" };
    }
}

static void body_take(WebTesting *web)
{
    Buf buf;
    buf_init(&buf, web->arena);
    for (size_t i = 0; i < web->reply.body.count; i++)
        buf_add(&buf, web->reply.body.items[i].data, web->reply.body.items[i].count);
    web->body = buf_string(&buf);
    web->status = web->reply.status;
    web->location = web_testing_header(web, "Location");
}

static void request_begin(WebTesting *web, HttpMethod method, const char *target)
{
    const char *mark = strchr(target, '?');
    request_end(web);
    arena_reset(web->arena);
    Op *op = ARENA_NEW(web->arena, Op);
    op->arena = web->arena;
    web->request = (HttpRequest){ .op = op,
                                  .method = method,
                                  .target = arena_dup(web->arena, target),
                                  .path = mark == NULL ? arena_dup(web->arena, target)
                                                       : arena_dup_n(web->arena, target,
                                                                     (size_t)(mark - target)),
                                  .peer = "127.0.0.1",
                                  .headers = web->headers };
    web->reply = (HttpReply){ .op = op };
    http_reply_clear(&web->reply);
    if (mark != NULL)
        query_read(web->arena, mark + 1, &web->request.query);
    if (web->cookie != NULL)
        *LIST_ADD(web->arena, &web->request.cookies) = (HttpPair){ "lianxi", web->cookie };
}

static void request_send(WebTesting *web)
{
    HttpLimits limits = { 0 };
    if (web->app.begin(web->app.state, &web->request, &limits, &web->reply))
        web->app.answer(web->app.state, &web->request, &web->reply);
    body_take(web);
}

bool web_testing_get(WebTesting *web, const char *target)
{
    request_begin(web, HTTP_GET, target);
    request_send(web);
    return true;
}

bool web_testing_post(WebTesting *web, const char *target, const HttpPair *pairs, size_t count)
{
    bool tokened = false;
    request_begin(web, HTTP_POST, target);
    for (size_t i = 0; i < count; i++)
        tokened = tokened || text_same(pairs[i].name, "_token");
    if (!tokened && web->form_token != NULL)
        *LIST_ADD(web->arena, &web->request.form) = (HttpPair){ "_token", web->form_token };
    for (size_t i = 0; i < count; i++)
        *LIST_ADD(web->arena, &web->request.form) = pairs[i];
    request_send(web);
    return true;
}

bool web_testing_says(const WebTesting *web, const char *text)
{
    return strstr(web->body, text) != NULL;
}

const char *web_testing_header(const WebTesting *web, const char *name)
{
    for (size_t i = 0; i < web->reply.headers.count; i++)
        if (strcasecmp(web->reply.headers.items[i].name, name) == 0)
            return web->reply.headers.items[i].value;
    return NULL;
}
