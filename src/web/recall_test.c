/* What is recalled, and that nothing is once it may have changed. */
#include "web/recall.h"

#include "actions/clock.h"
#include "web/web_testing.h"

#define TOPICS "/c/" WEB_TESTING_CODE "/topics"

/* Without a snapshot and without the database: as a request does it first. */
static bool recalled(WebTesting *web)
{
    Visit visit = { .op = test_op(), .web = web->web };
    return recall_session(&visit, web->cookie);
}

static bool place_recalled(WebTesting *web)
{
    Heads heads;
    Place place;
    return known_recall(web->web, WEB_TESTING_CODE, &heads, &place);
}

TEST(a_session_is_recalled_until_anything_is_written)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        bool one_writer = db_engine(t.db) == DB_SQLITE;
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        CHECK(!recalled(&web));
        NEED(web_testing_get(&web, TOPICS));
        CHECK(recalled(&web) == one_writer);
        CHECK(place_recalled(&web) == one_writer);
        NEED(web_testing_sign_in(&web, "union-chair"));
        CHECK(!recalled(&web));
        CHECK(!place_recalled(&web));
    }
}

TEST(a_session_that_was_ended_is_ended_at_the_next_request)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED(web_testing_get(&web, TOPICS));
        NEED(web_testing_get(&web, TOPICS));
        CHECK_INT(web.status, 200);
        NEED(web_testing_post(&web, "/sign-out", NULL, 0));
        NEED(web_testing_get(&web, TOPICS));
        CHECK_INT(web.status, 303);
    }
}

static bool done(WebTesting *web, const char *actor, const char *verb, const ActText *texts,
                 size_t count, uint8_t key)
{
    Request request = { .conference = WEB_TESTING_CODE,
                        .actor = actor,
                        .verb = verb,
                        .place = "",
                        .texts = texts,
                        .text_count = count,
                        .has_key = true,
                        .key = { { key } } };
    Answer answer;
    return test_check_ok(
               service_perform(test_op(), web->service, web->web->db, &request, &answer),
               __FILE__, __LINE__, verb) &&
           test_check_text(answer.done ? "" : answer.verdict.why, "", __FILE__, __LINE__, verb);
}

TEST(names_and_settings_are_read_again_when_an_act_changed_them)
{
    const ActText unit[] = { { "unit", "new-unit", "" },
                             { "name", "新来的单位", "" },
                             { "basis", "工作需要", "" } };
    const ActText setting[] = { { "key", "near-days", "" }, { "value", "9", "" } };
    const ActText topic[] = { { "title", "新方案", "" },
                              { "category", "N3.5", "" },
                              { "research", "R1", "" } };
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        Heads heads;
        Place place;
        Op *op = test_op();
        NEED(web_testing_begin(&web, &t));
        NEED_OK(known_heads(op, web.web, WEB_TESTING_CODE, &heads));
        NEED_OK(known_place(op, web.web, WEB_TESTING_CODE, &heads, &place));
        const PostRow *posts = place.names.posts.items;
        NEED(done(&web, "office", "topic.propose", topic, 3, 1));
        NEED_OK(known_heads(op, web.web, WEB_TESTING_CODE, &heads));
        NEED_OK(known_place(op, web.web, WEB_TESTING_CODE, &heads, &place));
        CHECK(place.names.posts.items == posts);
        NEED(done(&web, "office", "unit.add", unit, 3, 2));
        NEED(done(&web, "office", "setting.set", setting, 2, 3));
        NEED_OK(known_heads(op, web.web, WEB_TESTING_CODE, &heads));
        NEED_OK(known_place(op, web.web, WEB_TESTING_CODE, &heads, &place));
        CHECK_TEXT(names_unit(&place.names, "new-unit"), "新来的单位");
        CHECK_INT(place.near_days, 9);
    }
}
