#include "accounts/accounts_testing.h"
#include "accounts/password.h"
#include "base/text.h"
#include "store/tables_gen.h"

static const char password[] = "k7mq2zpx9w";

static bool signs_in(Db *db, const char *name, const char *typed, Instant now)
{
    SignInResult result;
    return test_check_ok(testing_sign_in(test_op(), db, name, typed, now, &result), __FILE__,
                         __LINE__, name) &&
           result.done;
}

static bool deployment(DbTesting *t, int64_t *number)
{
    return test_check_ok(testing_deployment(test_op(), t->db), __FILE__, __LINE__, "made") &&
           test_check_ok(
               testing_account(test_op(), t->db, "zhao", ZHAO, password, false, number),
               __FILE__, __LINE__, "account");
}

static bool wanted(Db *db, const char *name, const char *code, SignInResult *out)
{
    SignInAttempt attempt;
    Random random = random_system();
    return test_check_ok(sign_in_read(test_op(), db, name, password, &attempt), __FILE__,
                         __LINE__, name) &&
           test_check_ok((attempt.wanted = code, sign_in_hash(test_op(), &attempt)), __FILE__,
                         __LINE__, name) &&
           test_check_ok(sign_in_finish(test_op(), db, &random, &attempt, "::1", testing_now(),
                                        testing_day(), out),
                         __FILE__, __LINE__, name) &&
           out->done;
}

TEST(who_signs_in_with_one_capacity_acts_in_it_at_once)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t number;
        SignInResult result;
        Session session;
        NEED(deployment(&t, &number));
        NEED_OK(testing_sign_in(test_op(), t.db, " ZHAO ", password, testing_now(), &result));
        NEED(result.done);
        CHECK_TEXT(result.code, "b");
        NEED_OK(session_find(test_op(), t.db, result.token, testing_now(), testing_day(),
                             &session));
        NEED(session.there);
        CHECK_TEXT(session.name, "zhao");
        CHECK_TEXT(session.person_name, "赵启明");
        CHECK_TEXT(session.code, "b");
        CHECK_TEXT(session.post, "office");
        CHECK_INT(session.conference, 3);
        CHECK(!session.admin && !session.lost && !session.must_change && !session.seen_due);
    }
}

TEST(who_holds_several_capacities_or_none_chooses_later)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t number;
        SignInResult result;
        NEED(deployment(&t, &number));
        NEED_OK(testing_account(test_op(), t.db, "wang", WANG, password, false, &number));
        NEED_OK(testing_account(test_op(), t.db, "li", LI, password, false, &number));
        NEED_OK(testing_sign_in(test_op(), t.db, "wang", password, testing_now(), &result));
        CHECK(result.done && result.conference == 0);
        CHECK(wanted(t.db, "wang", "b", &result));
        CHECK_TEXT(result.code, "b");
        CHECK(wanted(t.db, "wang", "none", &result));
        CHECK_INT(result.conference, 0);
        CHECK(wanted(t.db, "zhao", "a", &result));
        CHECK_TEXT(result.code, "b");
        NEED_OK(testing_sign_in(test_op(), t.db, "li", password, testing_now(), &result));
        CHECK(result.done && result.conference == 0);
    }
}

TEST(a_wrong_name_or_password_makes_no_session)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t number;
        NEED(deployment(&t, &number));
        CHECK(!signs_in(t.db, "zhao", "k7mq2zpx9W", testing_now()));
        CHECK(!signs_in(t.db, "zhao", "", testing_now()));
        CHECK(!signs_in(t.db, "nobody", password, testing_now()));
        CHECK(!signs_in(t.db, "", "", testing_now()));
        CHECK(!signs_in(t.db, "zhao'--", password, testing_now()));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM session"), 0);
        CHECK_INT(db_testing_int(t.db, "SELECT failures FROM account"), 2);
        CHECK(signs_in(t.db, "zhao", password, testing_now()));
        CHECK_INT(db_testing_int(t.db, "SELECT failures FROM account"), 0);
    }
}

TEST(five_failures_lock_the_account_for_a_quarter_of_an_hour)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t number;
        Instant now = testing_now();
        NEED(deployment(&t, &number));
        for (int i = 0; i < 4; i++)
            CHECK(!signs_in(t.db, "zhao", "wrong", now));
        CHECK(signs_in(t.db, "zhao", password, now));
        for (int i = 0; i < 5; i++)
            CHECK(!signs_in(t.db, "zhao", "wrong", now));
        CHECK(!signs_in(t.db, "zhao", password, now));
        CHECK(!signs_in(t.db, "zhao", "wrong", testing_later(now, 14 * 60)));
        CHECK(!signs_in(t.db, "zhao", password, testing_later(now, 15 * 60 - 1)));
        CHECK(signs_in(t.db, "zhao", password, testing_later(now, 15 * 60)));
    }
}

TEST(after_a_lock_has_ended_the_count_begins_again)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t number;
        Instant now = testing_now(), after = testing_later(now, 15 * 60);
        NEED(deployment(&t, &number));
        for (int i = 0; i < 5; i++)
            CHECK(!signs_in(t.db, "zhao", "wrong", now));
        for (int i = 0; i < 4; i++)
            CHECK(!signs_in(t.db, "zhao", "wrong", after));
        CHECK(signs_in(t.db, "zhao", password, after));
    }
}

TEST(a_clock_that_was_wrong_locks_nobody_for_years)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t number;
        Instant ahead = testing_later(testing_now(), (int64_t)3650 * 86400);
        NEED(deployment(&t, &number));
        for (int i = 0; i < 5; i++)
            CHECK(!signs_in(t.db, "zhao", "wrong", ahead));
        CHECK(signs_in(t.db, "zhao", password, testing_now()));
    }
}

TEST(attempts_that_were_all_begun_before_the_lock_do_not_pass_it)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t number;
        SignInAttempt right;
        SignInResult result;
        Random random = random_system();
        NEED(deployment(&t, &number));
        NEED_OK(sign_in_read(test_op(), t.db, "zhao", password, &right));
        NEED_OK(sign_in_hash(test_op(), &right));
        CHECK(right.same);
        for (int i = 0; i < 5; i++)
            CHECK(!signs_in(t.db, "zhao", "wrong", testing_now()));
        NEED_OK(sign_in_finish(test_op(), t.db, &random, &right, "::1", testing_now(),
                               testing_day(), &result));
        CHECK(!result.done);
        NEED_OK(
            account_set_password(test_op(), t.db, number, "other", false, NULL, testing_now()));
        NEED_OK(sign_in_finish(test_op(), t.db, &random, &right, "::1", testing_now(),
                               testing_day(), &result));
        CHECK(!result.done); /* the password it was right for is not the password any more */
    }
}

TEST(a_disabled_account_does_not_sign_in_and_counts_nothing)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t number;
        NEED(deployment(&t, &number));
        NEED_OK(account_set_disabled(test_op(), t.db, number, true));
        CHECK(!signs_in(t.db, "zhao", password, testing_now()));
        CHECK(!signs_in(t.db, "zhao", "wrong", testing_now()));
        CHECK_INT(db_testing_int(t.db, "SELECT failures FROM account"), 0);
        NEED_OK(account_set_disabled(test_op(), t.db, number, false));
        CHECK(signs_in(t.db, "zhao", password, testing_now()));
    }
}

TEST(a_hash_of_little_work_is_replaced_at_the_next_sign_in)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t number;
        AccountRow before, after;
        NEED(deployment(&t, &number));
        NEED_OK(account_get(test_op(), t.db, number, &before));
        CHECK(signs_in(t.db, "zhao", password, testing_now()));
        NEED_OK(account_get(test_op(), t.db, number, &after));
        CHECK(!text_same(before.hash, after.hash));
        CHECK(text_starts(after.hash, "$argon2id$v=19$m=32768,t=3,p=1$"));
        CHECK(signs_in(t.db, "zhao", password, testing_now()));
    }
}
