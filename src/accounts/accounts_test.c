#include "accounts/accounts_testing.h"

#include "base/text.h"
#include "store/tables_gen.h"

static const char password[] = "k7mq2zpx9w";

TEST(a_login_name_is_read_without_blanks_and_in_small_letters)
{
    const char *name;
    CHECK(account_name_read(test_op()->arena, " Wang-2　", &name));
    CHECK_TEXT(name, "wang-2");
    CHECK(!account_name_read(test_op()->arena, "", &name));
    CHECK(!account_name_read(test_op()->arena, NULL, &name));
    CHECK(!account_name_read(test_op()->arena, "王若兰", &name));
    CHECK(!account_name_read(test_op()->arena, "wang' OR 1=1", &name));
    CHECK(!account_name_read(
        test_op()->arena, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", &name));
}

TEST(an_account_is_made_once_for_somebody_registered)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t number, again;
        AccountRow row;
        NEED_OK(testing_deployment(test_op(), t.db));
        NEED_OK(testing_account(test_op(), t.db, "wang", WANG, password, true, &number));
        NEED_OK(testing_account(test_op(), t.db, "wang", WANG, password, true, &again));
        CHECK_INT(again, number);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM account"), 1);
        CHECK_INT(testing_account(test_op(), t.db, "wang", ZHAO, password, false, &again),
                  INVALID);
        CHECK_TEXT(op_told(test_op()), "登录名“wang”已经有人用了。");
        op_clear(test_op());
        CHECK_INT(testing_account(test_op(), t.db, "nobody", 99, password, false, &again),
                  INVALID);
        CHECK_TEXT(op_told(test_op()), "没有登记 P99 这个人员。");
        op_clear(test_op());
        CHECK_INT(testing_account(test_op(), t.db, "Wang", WANG, password, false, &again),
                  INVALID);
        op_clear(test_op());
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM account"), 1);
        NEED_OK(account_find(test_op(), t.db, "wang", &row));
        CHECK(row.admin && !row.disabled && !row.must_change);
        CHECK_INT(row.person, WANG);
        CHECK_INT(account_find(test_op(), t.db, "none", &row), NOT_FOUND);
    }
}

TEST(an_account_is_made_within_the_transaction_of_who_asks)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t number;
        NEED_OK(testing_deployment(test_op(), t.db));
        {
            DB_TX(tx, t.db);
            NEED_OK(db_tx_begin(test_op(), &tx));
            NEED_OK(testing_account(test_op(), t.db, "wang", WANG, password, false, &number));
        }
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM account"), 0);
    }
}

TEST(the_list_names_people_and_never_a_hash)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t number;
        AccountListRowList all = { 0 };
        NEED_OK(testing_deployment(test_op(), t.db));
        NEED_OK(testing_account(test_op(), t.db, "zhao", ZHAO, password, false, &number));
        NEED_OK(testing_account(test_op(), t.db, "wang", WANG, password, true, &number));
        NEED_OK(accounts_all(test_op(), t.db, &all));
        CHECK_INT(all.count, 2);
        CHECK_TEXT(all.items[0].name, "wang");
        CHECK_TEXT(all.items[0].person_name, "王若兰");
        CHECK_TEXT(all.items[1].handle, "zhao");
    }
}

TEST(a_password_changed_or_an_account_disabled_ends_sessions)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t number;
        SignInResult one, two;
        Session session;
        NEED_OK(testing_deployment(test_op(), t.db));
        NEED_OK(testing_account(test_op(), t.db, "wang", WANG, password, false, &number));
        NEED_OK(testing_sign_in(test_op(), t.db, "wang", password, testing_now(), &one));
        NEED_OK(testing_sign_in(test_op(), t.db, "wang", password, testing_now(), &two));
        NEED_OK(
            session_find(test_op(), t.db, two.token, testing_now(), testing_day(), &session));
        NEED_OK(account_set_password(test_op(), t.db, number, "new", false, &session.digest,
                                     testing_now()));
        NEED_OK(
            session_find(test_op(), t.db, two.token, testing_now(), testing_day(), &session));
        CHECK(session.there);
        NEED_OK(
            session_find(test_op(), t.db, one.token, testing_now(), testing_day(), &session));
        CHECK(!session.there);
        NEED_OK(account_set_disabled(test_op(), t.db, number, true));
        NEED_OK(
            session_find(test_op(), t.db, two.token, testing_now(), testing_day(), &session));
        CHECK(!session.there);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM session"), 0);
        CHECK_INT(account_set_disabled(test_op(), t.db, 77, true), NOT_FOUND);
    }
}
