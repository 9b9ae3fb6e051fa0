#include "web/access.h"

#include <string.h>

#include "actions/clock.h"
#include "web/web_testing.h"

#define TOPICS "/c/" WEB_TESTING_CODE "/topics"

static void header(WebTesting *web, const char *name, const char *value)
{
    *LIST_ADD(test_op()->arena, &web->headers) = (HttpPair){ name, value };
}

static int64_t sessions(WebTesting *web)
{
    return db_testing_int(web->web->db, "SELECT count(*) FROM session");
}

/* Signing out with these headers: 303 when it was taken, 403 when not. */
static int out_status(WebTesting *web, const char *name, const char *value)
{
    web->headers.count = 0;
    if (!web_testing_sign_in(web, "office"))
        return 0;
    header(web, "Host", "office.example:8080");
    if (name != NULL)
        header(web, name, value);
    web_testing_post(web, "/sign-out", NULL, 0);
    return web->status;
}

TEST(a_form_is_taken_only_from_a_page_of_this_place)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        CHECK_INT(out_status(&web, NULL, NULL), 303);
        CHECK_INT(out_status(&web, "Origin", "http://office.example:8080"), 303);
        CHECK_INT(out_status(&web, "origin", "https://office.example:8080"), 303);
        CHECK_INT(out_status(&web, "Sec-Fetch-Site", "same-origin"), 303);
        CHECK_INT(out_status(&web, "Sec-Fetch-Site", "none"), 303);
        CHECK_INT(sessions(&web), 0);
        CHECK_INT(out_status(&web, "Origin", "http://example.org"), 403);
        CHECK(web_testing_says(&web, "从别的网站交来"));
        CHECK_INT(out_status(&web, "Origin", "http://office.example"), 403);
        CHECK_INT(out_status(&web, "Origin", "http://office.example:8080.org"), 403);
        CHECK_INT(out_status(&web, "Origin", "null"), 403);
        CHECK_INT(out_status(&web, "Origin", ""), 403);
        CHECK_INT(out_status(&web, "Sec-Fetch-Site", "cross-site"), 403);
        CHECK_INT(out_status(&web, "Sec-Fetch-Site", "same-site"), 403);
        CHECK_INT(sessions(&web), 7);
    }
}

TEST(a_form_without_the_token_of_its_session_is_refused)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        const char *stale = web.form_token;
        NEED(web_testing_sign_in(&web, "office"));
        const HttpPair wrong[] = { { "_token", stale } }, none[] = { { "_token", "" } };
        NEED(web_testing_post(&web, "/sign-out", wrong, 1));
        CHECK_INT(web.status, 403);
        NEED(web_testing_post(&web, "/sign-out", none, 1));
        CHECK_INT(web.status, 403);
        CHECK_INT(sessions(&web), 2);
        NEED(web_testing_post(&web, "/sign-out", NULL, 0));
        CHECK_INT(web.status, 303);
        CHECK_TEXT(web.location, "/sign-in?_said=signed-out");
        CHECK_INT(sessions(&web), 1);
    }
}

TEST(a_password_that_others_know_is_changed_before_anything_else)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED_OK(db_script(test_op(), web.web->db, "UPDATE account SET must_change = 1"));
        NEED(web_testing_get(&web, TOPICS));
        CHECK_TEXT(web.location, "/account");
        NEED(web_testing_get(&web, "/account"));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "先改成自己的"));
        NEED(web_testing_post(&web, "/sign-out", NULL, 0));
        CHECK_INT(web.status, 303);
    }
}

TEST(a_tenure_that_ended_takes_its_capacity_along_at_once)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED(web_testing_get(&web, TOPICS));
        CHECK_INT(web.status, 200);
        NEED_OK(db_script(test_op(), web.web->db, "UPDATE tenure SET until = since"));
        NEED(web_testing_get(&web, TOPICS "?state=agreed"));
        CHECK_INT(web.status, 303);
        CHECK(web.location != NULL && text_starts(web.location, "/capacity?_next="));
        NEED(web_testing_get(&web, "/capacity"));
        CHECK(web_testing_says(&web, "任职已经结束") && web_testing_says(&web, "没有在任"));
    }
}

TEST(a_capacity_is_chosen_only_among_those_held)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        const HttpPair wrong[] = { { "_capacity", WEB_TESTING_CODE "/union-chair" } };
        NEED(web_testing_post(&web, "/capacity", wrong, 1));
        CHECK_INT(web.status, 403);
        const HttpPair right[] = { { "_capacity", WEB_TESTING_CODE "/office" },
                                   { "_next", TOPICS "?state=agreed" } };
        NEED(web_testing_post(&web, "/capacity", right, 2));
        CHECK_INT(web.status, 303);
        CHECK_TEXT(web.location, TOPICS "?state=agreed");
        const char *cookie = web_testing_header(&web, "Set-Cookie");
        NEED(cookie != NULL);
        CHECK(text_starts(cookie, "lianxi=") && strstr(cookie, web.cookie) == NULL);
        CHECK(strstr(cookie, "HttpOnly") != NULL && strstr(cookie, "SameSite=Lax") != NULL);
        NEED(web_testing_get(&web, "/account"));
        CHECK_INT(web.status, 303); /* the session before is over */
    }
}

TEST(where_a_request_came_from_is_the_proxys_word_only_behind_one)
{
    Arena *arena = test_op()->arena;
    Op op = { .arena = arena };
    Web web = { .behind_tls = false };
    HttpRequest request = { .op = &op, .peer = "127.0.0.1" };
    Visit visit = { .op = &op, .web = &web, .http = &request };
    *LIST_ADD(arena, &request.headers) =
        (HttpPair){ "X-Forwarded-For", "198.51.100.9, 203.0.113.7 " };
    CHECK_TEXT(access_peer(&visit), "127.0.0.1");
    web.behind_tls = true;
    CHECK_TEXT(access_peer(&visit), "203.0.113.7");
    request.headers.items[0].value = "203.0.113.8";
    CHECK_TEXT(access_peer(&visit), "203.0.113.8");
    request.headers.items[0].value = "";
    CHECK_TEXT(access_peer(&visit), "127.0.0.1");
}

TEST(that_a_session_was_used_is_written_once_in_five_minutes)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        const char *seen = "SELECT seen_at FROM session";
        NEED_OK(db_script(test_op(), web.web->db,
                          "UPDATE session SET seen_at = seen_at - 100000000"));
        int64_t before = db_testing_int(web.web->db, seen);
        NEED(web_testing_get(&web, TOPICS));
        CHECK_INT(db_testing_int(web.web->db, seen), before);
        NEED_OK(db_script(test_op(), web.web->db,
                          "UPDATE session SET seen_at = seen_at - 300000000"));
        NEED(web_testing_get(&web, TOPICS));
        CHECK(db_testing_int(web.web->db, seen) > before);
    }
}
