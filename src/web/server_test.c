#include <string.h>

#include "web/web_testing.h"

#define TOPICS "/c/" WEB_TESTING_CODE "/topics"

TEST(a_page_is_for_members_and_everybody_else_is_told_where_to_go)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_get(&web, TOPICS "?state=agreed"));
        CHECK_INT(web.status, 303);
        CHECK(web.location != NULL && text_starts(web.location, "/sign-in?_next="));
        NEED(web_testing_get(&web, "/"));
        CHECK_TEXT(web.location, "/sign-in");
        NEED(web_testing_sign_in(&web, "office"));
        NEED(web_testing_get(&web, "/"));
        CHECK_TEXT(web.location, "/c/" WEB_TESTING_CODE "/");
        NEED(web_testing_get(&web, "/c/elsewhere/topics"));
        CHECK_INT(web.status, 403);
        CHECK(!web_testing_says(&web, "另一个方案"));
        web.cookie = "00";
        NEED(web_testing_get(&web, TOPICS));
        CHECK_INT(web.status, 303);
    }
}

TEST(what_is_not_there_or_not_so_used_is_told_in_a_page)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED(web_testing_get(&web, "/nothing"));
        CHECK_INT(web.status, 404);
        CHECK(web_testing_says(&web, "没有这个页面"));
        NEED(web_testing_get(&web, TOPICS "/D1"));
        CHECK_INT(web.status, 404);
        NEED(web_testing_get(&web, TOPICS "/T01"));
        CHECK_INT(web.status, 404);
        NEED(web_testing_post(&web, TOPICS, NULL, 0));
        CHECK_INT(web.status, 405);
        CHECK_TEXT(web_testing_header(&web, "Allow"), "GET, HEAD");
    }
}

/* An act done elsewhere, on the owner's connection. */
static bool act_done(WebTesting *web)
{
    const ActText texts[] = { { "title", "刚刚提出的方案", "" },
                              { "category", "N3.5", "" },
                              { "research", "R1", "" } };
    Request request = { .conference = WEB_TESTING_CODE,
                        .actor = "office",
                        .verb = "topic.propose",
                        .place = "",
                        .texts = texts,
                        .text_count = 3,
                        .has_key = true,
                        .key = { { 0x77 } } };
    Answer answer;
    return test_check_ok(
               service_perform(test_op(), web->service, web->web->db, &request, &answer),
               __FILE__, __LINE__, "topic.propose") &&
           CHECK_TEXT(answer.done ? "" : answer.verdict.why, "");
}

TEST(a_page_that_was_kept_is_made_anew_once_something_was_done)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED(web_testing_get(&web, TOPICS));
        const char *first = arena_dup(test_op()->arena, web.body);
        NEED(web_testing_get(&web, TOPICS));
        CHECK_TEXT(web.body, first);
        CHECK(!web_testing_says(&web, "刚刚提出的方案"));
        NEED(act_done(&web));
        NEED(web_testing_get(&web, TOPICS));
        CHECK(web_testing_says(&web, "刚刚提出的方案"));
        NEED(web_testing_sign_in(&web, "union-chair"));
        NEED(web_testing_get(&web, TOPICS));
        CHECK(web_testing_says(&web, "旗总工会主席"));
        CHECK(web_testing_says(&web, web.form_token));
        CHECK(strstr(web.body, first) == NULL);
    }
}

TEST(an_asset_is_kept_for_ever_under_its_digest_and_for_the_moment_without_it)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_get(&web, "/assets/lianxi.css"));
        CHECK_INT(web.status, 200);
        CHECK_TEXT(web_testing_header(&web, "Cache-Control"), "public, no-cache");
        const char *tag = web_testing_header(&web, "ETag");
        NEED(tag != NULL && strlen(tag) > 2);
        const char *digest = arena_dup_n(test_op()->arena, tag + 1, strlen(tag) - 2);
        NEED(web_testing_get(
            &web, arena_printf(test_op()->arena, "/assets/lianxi.css?v=%s", digest)));
        CHECK(strstr(web_testing_header(&web, "Cache-Control"), "immutable") != NULL);
        NEED(web_testing_get(&web, "/assets/other.css"));
        CHECK_INT(web.status, 404);
    }
}
