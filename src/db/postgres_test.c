/* What only PostgreSQL can do wrong. Runs where LIANXI_TEST_PG is set. */
#include <string.h>

#include "db/db_testing.h"
#include "db/note_sql.h"
#include "db/tables_gen.h"

static Status add(Db *db, int64_t number)
{
    return sql_note_add(test_op(), db, "a", number,
                        arena_printf(test_op()->arena, "%lld", (long long)number), NULL, false,
                        0, (Bytes){ 0 }, day_of(2024, 1, 1), DAY_NONE, INSTANT_NONE, false,
                        false, false);
}

static Status cut_connection(Db *db)
{
    return db_script(test_op(), db, "SELECT pg_terminate_backend(pg_backend_pid())");
}

TEST(a_server_that_may_lose_commits_is_refused)
{
    DB_EACH_ENGINE(t, NULL)
    {
        DB_SCOPE(other);
        if (db_engine(t.db) != DB_POSTGRES)
            continue;
        const char *url =
            arena_printf(test_op()->arena, "%s%%20-csynchronous_commit%%3Doff", t.url);
        CHECK_INT(db_open(test_op(), url, DB_OWNER, &other), UNAVAILABLE);
        CHECK_TEXT(
            op_told(test_op()),
            "数据库服务器的设置 synchronous_commit = off 可能丢失已确认的内容，不能使用。");
        CHECK_INT(db_open(test_op(), "postgresql://x@%2Fnowhere/x", DB_OWNER, &other),
                  UNAVAILABLE);
        CHECK_TEXT(op_told(test_op()), "连不上数据库服务器，请稍后再试。");
    }
}

TEST(a_lost_connection_is_unavailable_and_comes_back)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        int64_t count = -1;
        if (db_engine(t.db) != DB_POSTGRES)
            continue;
        NEED_OK(sql_note_count(test_op(), t.db, "a", &count)); /* prepared once */
        CHECK_INT(cut_connection(t.db), UNAVAILABLE);
        NEED_OK(sql_note_count(test_op(), t.db, "a", &count)); /* and again */
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(test_op(), &tx));
        NEED_OK(add(t.db, 1));
        CHECK_INT(cut_connection(t.db), UNAVAILABLE);
        CHECK_INT(add(t.db, 2), UNAVAILABLE);
        CHECK_INT(db_tx_commit(test_op(), &tx), UNAVAILABLE);
        db_tx_end(&tx);
        NEED_OK(db_tx_begin(test_op(), &tx));
        NEED_OK(add(t.db, 3));
        NEED_OK(db_tx_commit(test_op(), &tx));
        NEED_OK(sql_note_count(test_op(), t.db, "a", &count));
        CHECK_INT(count, 1);
    }
}

/* A trigger that warns when the transaction commits stands for the warning
 * of a wait for the standby that was cancelled. */
TEST(a_commit_with_a_warning_is_not_acknowledged)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        DB_TX(tx, t.db);
        if (db_engine(t.db) != DB_POSTGRES)
            continue;
        NEED_OK(
            db_script(test_op(), t.db,
                      "CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                      "RAISE WARNING 'not sure'; RETURN NULL; END $$;"
                      "CREATE CONSTRAINT TRIGGER warns AFTER INSERT ON note "
                      "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION warn()"));
        NEED_OK(db_tx_begin(test_op(), &tx));
        NEED_OK(add(t.db, 1));
        CHECK_INT(db_tx_commit(test_op(), &tx), UNAVAILABLE);
    }
}

TEST(a_row_locked_by_another_is_waited_for_and_a_twin_is_a_conflict)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        DB_SCOPE(other);
        if (db_engine(t.db) != DB_POSTGRES)
            continue;
        NEED_OK(db_open(test_op(), t.url, DB_OWNER, &other));
        DB_TX(mine, t.db);
        DB_TX(theirs, other);
        NEED_OK(db_script(test_op(), other, "SET lock_timeout = '50ms'"));
        NEED_OK(db_tx_begin(test_op(), &mine));
        NEED_OK(add(t.db, 1));
        NEED_OK(db_tx_begin(test_op(), &theirs));
        CHECK_INT(add(other, 1), UNAVAILABLE); /* gave up waiting */
        db_tx_end(&theirs);
        NEED_OK(db_tx_commit(test_op(), &mine));
        NEED_OK(db_tx_begin(test_op(), &theirs));
        CHECK_INT(add(other, 1), CONFLICT);
    }
}
