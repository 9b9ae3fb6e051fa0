#include "db/migrate.h"

#include <string.h>

#include "db/db_testing.h"
#include "db/fake.h"
#include "db/tables_gen.h"

/* The changes of the example with one more, so that versions can be played. */
static DbChanges with_one_more(Arena *arena, const char *sql)
{
    DbChange *items = ARENA_ARRAY(arena, DbChange, example_changes.count + 1);
    memcpy(items, example_changes.items, example_changes.count * sizeof *items);
    items[example_changes.count] =
        (DbChange){ (int)example_changes.count + 1, "more", sql, sql, sql };
    return (DbChanges){ items, example_changes.count + 1 };
}

TEST(changes_are_applied_in_order_and_once)
{
    DB_EACH_ENGINE(t, NULL)
    {
        size_t applied = 0;
        DbChanges more = with_one_more(test_op()->arena, "CREATE TABLE more (n INTEGER)");
        CHECK_INT(db_schema_check(test_op(), t.db, &example_changes), UNAVAILABLE);
        NEED_OK(db_migrate(test_op(), t.db, &example_changes, &applied));
        CHECK_INT(applied, 2);
        NEED_OK(db_schema_check(test_op(), t.db, &example_changes));
        CHECK_INT(db_schema_check(test_op(), t.db, &more), UNAVAILABLE);
        NEED_OK(db_migrate(test_op(), t.db, &more, &applied));
        CHECK_INT(applied, 1);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM more"), 0);
    }
}

TEST(a_newer_database_is_refused)
{
    DB_EACH_ENGINE(t, NULL)
    {
        size_t applied = 0;
        DbChanges more = with_one_more(test_op()->arena, "CREATE TABLE more (n INTEGER)");
        NEED_OK(db_migrate(test_op(), t.db, &more, &applied));
        CHECK_INT(db_migrate(test_op(), t.db, &example_changes, &applied), INVALID);
        CHECK_TEXT(op_told(test_op()),
                   "数据库由更新的程序升级过（第 3 次结构变更），请换用新程序。");
        CHECK_INT(db_schema_check(test_op(), t.db, &example_changes), INVALID);
    }
}

TEST(a_change_whose_text_is_another_is_refused)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        size_t applied = 0;
        DbChange items[2] = { example_changes.items[0], example_changes.items[1] };
        DbChanges other = { items, 2 };
        items[1].source = arena_printf(test_op()->arena, "%s\n", items[1].source);
        CHECK_INT(db_migrate(test_op(), t.db, &other, &applied), INVALID);
        CHECK_TEXT(op_told(test_op()),
                   "第 2 次结构变更 note 与数据库当时执行的内容不同，不能使用。");
        items[1] = example_changes.items[1];
        items[1].name = "renamed";
        CHECK_INT(db_migrate(test_op(), t.db, &other, &applied), INVALID);
        items[1].number = 3;
        CHECK_INT(db_migrate(test_op(), t.db, &other, &applied), INVALID);
        CHECK_TEXT(op_told(test_op()), "本程序缺少第 2 次结构变更，不能使用。");
    }
}

TEST(a_change_that_fails_leaves_nothing_of_itself)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        size_t applied = 9;
        DbChanges more = with_one_more(test_op()->arena, "CREATE TABLE more (n INTEGER);"
                                                         "INSERT INTO absent VALUES (1);");
        CHECK_INT(db_migrate(test_op(), t.db, &more, &applied), BROKEN);
        CHECK_INT(applied, 0);
        CHECK(strstr(test_op()->error.detail, "0003_more") != NULL);
        NEED_OK(db_schema_check(test_op(), t.db, &example_changes));
        more = with_one_more(test_op()->arena, "CREATE TABLE more (n INTEGER)");
        NEED_OK(db_migrate(test_op(), t.db, &more, &applied));
        CHECK_INT(applied, 1);
    }
}

TEST(changes_cut_off_at_any_call_are_taken_up_again)
{
    DB_EACH_ENGINE(t, NULL)
    {
        DbFake fake = { 0 };
        DB_SCOPE(db);
        size_t applied = 0, failures = 0;
        Status status = UNAVAILABLE;
        db = db_fake(t.db, &fake);
        for (uint64_t n = 1; status != OK && n < 100; n++) {
            fake.calls = fake.failed = 0;
            fake.fail_at = n;
            status = db_migrate(test_op(), db, &example_changes, &applied);
            fake.fail_at = 0;
            failures += fake.failed;
            CHECK_INT(status, fake.failed > 0 ? UNAVAILABLE : OK);
            Status schema = db_schema_check(test_op(), t.db, &example_changes);
            CHECK(schema == OK || schema == UNAVAILABLE);
        }
        CHECK_INT(status, OK);
        CHECK(failures > 10);
        NEED_OK(db_schema_check(test_op(), t.db, &example_changes));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM schema_change"), 2);
    }
}

TEST(the_database_of_another_program_is_refused)
{
    DB_EACH_ENGINE(t, NULL)
    {
        size_t applied = 0;
        if (db_engine(t.db) != DB_SQLITE)
            continue;
        NEED_OK(db_script(test_op(), t.db, "CREATE TABLE foreign_one (n INTEGER)"));
        CHECK_INT(db_migrate(test_op(), t.db, &example_changes, &applied), INVALID);
        CHECK_TEXT(op_told(test_op()), "这个数据库里是别的程序的内容，不能使用。");
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM sqlite_schema"), 1);
    }
}
