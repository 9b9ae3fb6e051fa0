#include "db/structure.h"

#include "db/db_testing.h"
#include "store/tables_gen.h"

/* The sentences, after the SQL; what it did is undone. */
static const char *found_after(Db *db, const char *sql)
{
    TextList found;
    DB_TX(tx, db);
    if (!test_check_ok(db_tx_begin(test_op(), &tx), __FILE__, __LINE__, "begin") ||
        !test_check_ok(db_script(test_op(), db, sql), __FILE__, __LINE__, sql) ||
        !test_check_ok(db_structure_check(test_op(), db, &store_changes, &found), __FILE__,
                       __LINE__, sql))
        return "";
    return text_join(test_op()->arena, &found, "");
}

TEST(a_database_as_the_changes_made_it_has_no_difference)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        CHECK_TEXT(found_after(t.db, "SELECT 1"), "");
        CHECK_TEXT(found_after(t.db, "INSERT INTO counter VALUES (1, 'topic', 1)"), "");
    }
}

TEST(what_was_taken_away_or_put_in_place_is_named)
{
    static const char *const both[][2] = {
        { "CREATE TABLE extra (a INTEGER)", "多出表 extra。" },
        { "CREATE VIEW extra AS SELECT 1 AS a", "多出视图 extra。" },
        { "DROP INDEX history_of_subject", "缺少索引 history_of_subject。" },
        { "DROP TABLE news", "缺少索引 news_of_meeting。缺少表 news。" },
        { "ALTER TABLE decision RENAME TO d; CREATE VIEW decision AS SELECT * FROM d",
          "多出表 d。缺少表 decision。多出视图 decision。" },
    };
    DB_EACH_ENGINE(t, &store_changes)
    {
        for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
            const char *found = found_after(t.db, both[i][0]);
            test_check(text_ends(found, both[i][1]), __FILE__, __LINE__, found);
        }
    }
}

TEST(a_guard_that_is_off_or_another_is_named)
{
    static const char *const lite[][2] = {
        { "DROP TRIGGER ledger_no_delete", "缺少触发器 ledger_no_delete。" },
        { "DROP TRIGGER ledger_no_delete; CREATE TRIGGER ledger_no_delete BEFORE DELETE ON "
          "ledger BEGIN SELECT 1; END",
          "触发器 ledger_no_delete 与程序所建的不同。" },
        { "CREATE TRIGGER evil AFTER INSERT ON decision BEGIN SELECT 1; END",
          "多出触发器 evil。" },
    };
    static const char *const pg[][2] = {
        { "DROP TRIGGER ledger_stays ON ledger", "缺少触发器 ledger_stays。" },
        { "ALTER TABLE ledger DISABLE TRIGGER ledger_stays", "缺少触发器 ledger_stays。" },
        { "CREATE OR REPLACE FUNCTION ledger_stays() RETURNS trigger LANGUAGE plpgsql AS "
          "'BEGIN RETURN OLD; END'",
          "函数 ledger_stays 与程序所建的不同。" },
        { "CREATE RULE evil AS ON DELETE TO decision DO INSTEAD NOTHING", "多出规则 evil。" },
    };
    DB_EACH_ENGINE(t, &store_changes)
    {
        bool sqlite = db_engine(t.db) == DB_SQLITE;
        size_t count = sqlite ? sizeof lite / sizeof *lite : sizeof pg / sizeof *pg;
        for (size_t i = 0; i < count; i++)
            CHECK_TEXT(found_after(t.db, sqlite ? lite[i][0] : pg[i][0]),
                       sqlite ? lite[i][1] : pg[i][1]);
    }
}
