#include "accounts/password_change.h"

#include "accounts/accounts_testing.h"
#include "base/text.h"
#include "store/tables_gen.h"

static const char old_password[] = "k7mq2zpx9w";
static const char new_password[] = "bamboo-and-ink";

static bool signed_in(Db *db, const char *password, const char **token)
{
    SignInResult result;
    bool asked =
        test_check_ok(testing_sign_in(test_op(), db, "zhao", password, testing_now(), &result),
                      __FILE__, __LINE__, "sign in");
    *token = result.token;
    return asked && result.done;
}

static bool still_there(Db *db, const char *token, Session *session)
{
    return test_check_ok(
               session_find(test_op(), db, token, testing_now(), testing_day(), session),
               __FILE__, __LINE__, "find") &&
           session->there;
}

static bool changed(Db *db, const Session *session, const char *old, const char *new)
{
    PasswordChange change;
    bool done = false;
    test_check_ok(password_change_read(test_op(), db, session, old, new, &change), __FILE__,
                  __LINE__, "read");
    test_check_ok(password_change_hash(test_op(), &change), __FILE__, __LINE__, "hash");
    test_check_ok(password_change_finish(test_op(), db, &change, session, testing_now(), &done),
                  __FILE__, __LINE__, "finish");
    return done;
}

static bool deployment(Db *db)
{
    int64_t number;
    return test_check_ok(testing_deployment(test_op(), db), __FILE__, __LINE__, "made") &&
           test_check_ok(
               testing_account(test_op(), db, "zhao", ZHAO, old_password, false, &number),
               __FILE__, __LINE__, "account");
}

TEST(a_changed_password_ends_the_other_sessions_and_not_this_one)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const char *token, *elsewhere, *later;
        Session session;
        NEED(deployment(t.db));
        NEED(signed_in(t.db, old_password, &elsewhere));
        NEED(signed_in(t.db, old_password, &token));
        NEED(still_there(t.db, token, &session));
        CHECK(changed(t.db, &session, old_password, new_password));
        CHECK(still_there(t.db, token, &session));
        CHECK(!still_there(t.db, elsewhere, &session));
        CHECK(!signed_in(t.db, old_password, &later));
        CHECK(signed_in(t.db, new_password, &later));
    }
}

TEST(without_the_old_password_nothing_changes_and_five_tries_lock)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const char *token, *later;
        Session session;
        NEED(deployment(t.db));
        NEED(signed_in(t.db, old_password, &token));
        NEED(still_there(t.db, token, &session));
        for (int i = 0; i < SIGN_IN_FAILURES_MAX; i++)
            CHECK(!changed(t.db, &session, "guessed", new_password));
        CHECK(!changed(t.db, &session, old_password, new_password));
        CHECK(!signed_in(t.db, new_password, &later));
        CHECK(!signed_in(t.db, old_password, &later));
        CHECK(still_there(t.db, token, &session));
    }
}

TEST(a_new_password_is_held_to_the_policy_and_differs_from_the_old)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const char *token;
        Session session;
        PasswordChange change;
        NEED(deployment(t.db));
        NEED(signed_in(t.db, old_password, &token));
        NEED(still_there(t.db, token, &session));
        CHECK_INT(
            password_change_read(test_op(), t.db, &session, old_password, "short", &change),
            INVALID);
        op_clear(test_op());
        CHECK_INT(password_change_read(test_op(), t.db, &session, old_password, NULL, &change),
                  INVALID);
        op_clear(test_op());
        CHECK_INT(password_change_read(test_op(), t.db, &session, old_password, "zhaozhaozhao",
                                       &change),
                  INVALID);
        op_clear(test_op());
        CHECK_INT(password_change_read(test_op(), t.db, &session, old_password, old_password,
                                       &change),
                  INVALID);
        CHECK_TEXT(op_told(test_op()), "新密码不能和原密码一样。");
    }
}
