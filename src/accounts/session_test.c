#include "accounts/accounts_testing.h"
#include "base/text.h"
#include "store/tables_gen.h"

static const int64_t hour = 3600;

static bool made(Db *db, int64_t person, bool admin, int64_t conference, const char *post,
                 const char **token)
{
    Random random = random_system();
    SessionNew session = {
        .conference = conference, .post = post, .peer = "127.0.0.1", .expires_at = INSTANT_NONE
    };
    return test_check_ok(testing_deployment(test_op(), db), __FILE__, __LINE__, "made") &&
           test_check_ok(testing_account(test_op(), db, "somebody", person, "k7mq2zpx9w", admin,
                                         &session.account),
                         __FILE__, __LINE__, "account") &&
           test_check_ok(session_make(test_op(), db, &random, &session, testing_now(), token),
                         __FILE__, __LINE__, "session");
}

static Session found(Db *db, const char *token, Instant now, Day today)
{
    Session session = { 0 };
    test_check_ok(session_find(test_op(), db, token, now, today, &session), __FILE__, __LINE__,
                  "find");
    return session;
}

TEST(only_the_token_finds_its_session_and_the_database_does_not_hold_it)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const char *token;
        Instant now = testing_now();
        Day day = testing_day();
        NEED(made(t.db, ZHAO, false, 3, "office", &token));
        CHECK(found(t.db, token, now, day).there);
        CHECK(!found(t.db, NULL, now, day).there);
        CHECK(!found(t.db, "", now, day).there);
        CHECK(!found(t.db, arena_printf(test_op()->arena, "%s0", token), now, day).there);
        char *other = arena_dup(test_op()->arena, token);
        other[63] = other[63] == '0' ? '1' : '0';
        CHECK(!found(t.db, other, now, day).there);
        Session session = found(t.db, token, now, day);
        const char *digest = digest_hex(test_op()->arena, &session.digest);
        CHECK(!text_same(digest, token));
        CHECK(!found(t.db, digest, now, day).there);
    }
}

TEST(a_session_ends_when_idle_for_eight_hours)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const char *token;
        Instant now = testing_now(), used = testing_later(now, 7 * hour);
        Day day = testing_day();
        NEED(made(t.db, ZHAO, false, 3, "office", &token));
        CHECK(found(t.db, token, testing_later(now, 8 * hour - 1), day).there);
        CHECK(!found(t.db, token, testing_later(now, 8 * hour), day).there);
        CHECK(!found(t.db, token, testing_later(now, 299), day).seen_due);
        CHECK(found(t.db, token, testing_later(now, 300), day).seen_due);
        Session session = found(t.db, token, used, day);
        NEED_OK(session_seen(test_op(), t.db, &session, used));
        CHECK(found(t.db, token, testing_later(used, 8 * hour - 1), day).there);
    }
}

TEST(a_session_ends_after_seven_days_however_often_it_was_used)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const char *token;
        Instant now = testing_now();
        Instant last = testing_later(now, 7 * 24 * hour);
        NEED(made(t.db, ZHAO, false, 3, "office", &token));
        Session session = found(t.db, token, now, testing_day());
        NEED_OK(session_seen(test_op(), t.db, &session, testing_later(last, -60)));
        CHECK(found(t.db, token, testing_later(last, -1), testing_day()).there);
        CHECK(!found(t.db, token, last, testing_day()).there);
    }
}

TEST(a_clock_put_back_ends_sessions_of_the_time_undone)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const char *token;
        NEED(made(t.db, ZHAO, false, 3, "office", &token));
        CHECK(found(t.db, token, testing_later(testing_now(), -200), testing_day()).there);
        CHECK(!found(t.db, token, testing_later(testing_now(), -hour), testing_day()).there);
    }
}

TEST(a_capacity_is_gone_the_day_after_the_tenure_ended)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const char *token;
        Instant now = testing_now();
        NEED(made(t.db, ZHAO, false, 3, "office", &token));
        Session session = found(t.db, token, now, day_of(2024, 2, 10));
        CHECK(session.conference == 3 && !session.lost);
        session = found(t.db, token, now, day_of(2024, 2, 11));
        CHECK(session.there && session.lost && session.conference == 0);
        CHECK_TEXT(session.post, "");
        CHECK_TEXT(session.code, "");
        CHECK(found(t.db, token, now, day_of(2024, 1, 31)).lost);
    }
}

TEST(another_capacity_makes_another_token_and_lasts_no_longer)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const char *token, *next;
        Instant now = testing_now(), later = testing_later(now, 6 * hour);
        Day day = testing_day();
        Random random = random_system();
        NEED(made(t.db, WANG, false, 2, "office", &token));
        Session session = found(t.db, token, now, day);
        CHECK_INT(
            session_choose(test_op(), t.db, &random, &session, 3, "office", later, day, &next),
            DENIED);
        op_clear(test_op());
        CHECK_INT(
            session_choose(test_op(), t.db, &random, &session, 3, "admin", later, day, &next),
            DENIED);
        op_clear(test_op());
        CHECK(found(t.db, token, now, day).there);
        NEED_OK(
            session_choose(test_op(), t.db, &random, &session, 3, "chair", later, day, &next));
        CHECK(!found(t.db, token, now, day).there);
        Session chosen = found(t.db, next, later, day);
        CHECK_TEXT(chosen.code, "b");
        CHECK_TEXT(chosen.post, "chair");
        CHECK(chosen.expires_at.us == session.expires_at.us);
        CHECK(!text_same(chosen.form_token, session.form_token));
        CHECK_INT(
            session_choose(test_op(), t.db, &random, &session, 2, "office", later, day, &next),
            DENIED); /* the old session has ended */
    }
}

TEST(an_administrator_has_that_capacity_everywhere_and_others_nowhere)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const char *token;
        bool held;
        CapacityRowList all = { 0 };
        NEED(made(t.db, WANG, true, 3, "admin", &token));
        CHECK_TEXT(found(t.db, token, testing_now(), testing_day()).post, "admin");
        NEED_OK(capacities_of(test_op(), t.db, WANG, true, testing_day(), &all));
        CHECK_INT(all.count, 4);
        CHECK_TEXT(all.items[0].post, "office");
        CHECK_TEXT(all.items[1].post, "chair");
        CHECK_TEXT(all.items[2].post, "admin");
        CHECK_TEXT(all.items[3].code, "b");
        NEED_OK(capacity_held(test_op(), t.db, WANG, false, 3, "admin", testing_day(), &held));
        CHECK(!held);
        NEED_OK(capacity_held(test_op(), t.db, WANG, true, 3, "office", testing_day(), &held));
        CHECK(!held);
    }
}

TEST(a_form_token_is_right_only_in_its_own_session)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const char *token, *other;
        Random random = random_system();
        NEED(made(t.db, ZHAO, false, 3, "office", &token));
        Session session = found(t.db, token, testing_now(), testing_day());
        SessionNew more = { .account = session.account,
                            .post = "",
                            .expires_at = INSTANT_NONE };
        NEED_OK(session_make(test_op(), t.db, &random, &more, testing_now(), &other));
        Session second = found(t.db, other, testing_now(), testing_day());
        const Session nobody = { .form_token = "" };
        CHECK(session_form_token_right(&session, session.form_token));
        CHECK(text_same(found(t.db, token, testing_now(), testing_day()).form_token,
                        session.form_token));
        CHECK(!session_form_token_right(&session, second.form_token));
        CHECK(!session_form_token_right(&session, NULL));
        CHECK(!session_form_token_right(&session, ""));
        CHECK(!session_form_token_right(&session, token));
        CHECK(!session_form_token_right(&nobody, ""));
    }
}

TEST(sessions_are_listed_and_ended_by_their_own_account_only)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const char *token, *other, *foreign;
        int64_t number;
        Random random = random_system();
        SessionListRowList all = { 0 };
        NEED(made(t.db, ZHAO, false, 3, "office", &token));
        NEED_OK(testing_account(test_op(), t.db, "wang", WANG, "k7mq2zpx9w", false, &number));
        Session session = found(t.db, token, testing_now(), testing_day());
        SessionNew more = { .account = session.account, .expires_at = INSTANT_NONE };
        NEED_OK(session_make(test_op(), t.db, &random, &more, testing_now(), &other));
        more.account = number;
        NEED_OK(session_make(test_op(), t.db, &random, &more, testing_now(), &foreign));
        Session theirs = found(t.db, foreign, testing_now(), testing_day());
        NEED_OK(sessions_of(test_op(), t.db, session.account, testing_now(), &all));
        CHECK_INT(all.count, 2);
        NEED_OK(session_end_one(test_op(), t.db, &session,
                                digest_hex(test_op()->arena, &theirs.digest)));
        CHECK(found(t.db, foreign, testing_now(), testing_day()).there);
        Session mine = found(t.db, other, testing_now(), testing_day());
        NEED_OK(session_end_one(test_op(), t.db, &session,
                                digest_hex(test_op()->arena, &mine.digest)));
        CHECK(!found(t.db, other, testing_now(), testing_day()).there);
        NEED_OK(session_end_everywhere(test_op(), t.db, &session));
        CHECK(!found(t.db, token, testing_now(), testing_day()).there);
        CHECK(found(t.db, foreign, testing_now(), testing_day()).there);
        NEED_OK(session_end(test_op(), t.db, &theirs));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM session"), 0);
    }
}

TEST(an_account_has_twenty_sessions_and_ended_ones_are_reaped)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const char *first, *token = NULL;
        Random random = random_system();
        NEED(made(t.db, ZHAO, false, 3, "office", &first));
        SessionNew more = { .account = 1, .expires_at = INSTANT_NONE };
        for (int i = 1; i <= SESSIONS_OF_ACCOUNT_MAX; i++)
            NEED_OK(session_make(test_op(), t.db, &random, &more,
                                 testing_later(testing_now(), i), &token));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM session"), 20);
        CHECK(!found(t.db, first, testing_now(), testing_day()).there);
        NEED_OK(session_make(test_op(), t.db, &random, &more,
                             testing_later(testing_now(), 8 * 24 * hour), &token));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM session"), 1);
    }
}
