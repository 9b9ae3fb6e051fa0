/* The cycle that the fault tests play, itself: it plays, leaves a row in every
 * projection, and tells the same story on both engines. */
#include <string.h>

#include "actions/cycle_testing.h"
#include "db/db_testing.h"
#include "db/table.h"
#include "ledger/tree.h"
#include "store/ledger_testing.h"
#include "store/ledger_verify.h"
#include "store/tables_gen.h"

static bool every_table_filled(Db *db)
{
    bool filled = true;
    for (size_t i = 0; i < store_tables.count; i++) {
        const TableSpec *table = &store_tables.items[i];
        if (table->table_class != TABLE_PROJECTION)
            continue;
        const char *sql =
            arena_printf(test_op()->arena, "SELECT count(*) FROM %s", table->name);
        filled = test_check(db_testing_int(db, sql) > 0, __FILE__, __LINE__, sql) && filled;
    }
    return filled;
}

TEST(one_full_cycle_plays_and_leaves_a_row_in_every_projection)
{
    Digest first = { 0 }, digest;
    bool again = false;
    DB_EACH_ENGINE(t, &store_changes)
    {
        NEED(cycle_testing_play(t.db));
        NEED(every_table_filled(t.db));
        NEED(cycle_testing_digest(t.db, &digest));
        CHECK(!again || digest_same(&first, &digest));
        first = digest;
        again = true;
    }
}

static bool named_under(Db *db, int64_t log, const char *code)
{
    LedgerCheck check;
    DB_TX(tx, db);
    const char *sql =
        arena_printf(test_op()->arena, "UPDATE ledger_log SET code = '%s' WHERE log = %lld",
                     code, (long long)log);
    if (!test_check_ok(db_tx_begin(test_op(), &tx), __FILE__, __LINE__, "begin") ||
        !ledger_testing_unguard(db) ||
        !test_check_ok(db_script(test_op(), db, sql), __FILE__, __LINE__, sql) ||
        !test_check_ok(ledger_verify(test_op(), db, log, &check), __FILE__, __LINE__, sql))
        return false;
    return check.findings->count == 1 && check.findings->kept.items[0].kind == FINDING_LOG &&
           strcmp(check.findings->kept.items[0].place, "code") == 0;
}

TEST(a_ledger_that_stands_under_another_code_is_named)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        LedgerLogList logs = { 0 };
        NEED(cycle_testing_acts(t.db));
        NEED_OK(ledger_logs(test_op(), t.db, &logs));
        NEED(logs.count == 2);
        for (size_t i = 0; i < logs.count; i++)
            CHECK(named_under(t.db, logs.items[i].log, "other"));
    }
}

/* The number of the deployment's ledger is fixed; another may not take it. */
TEST(nothing_is_done_in_a_database_before_it_is_opened)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        CYCLE_TESTING(cycle);
        LedgerLogList logs = { 0 };
        size_t acts = 0;
        NEED(cycle_testing_begin(&cycle, t.db));
        for (size_t n = 0; n < cycle.steps.count; n++) {
            Answer answer;
            if (!cycle_testing_turn(&cycle, n) || acts++ == 0) /* the first opens it */
                continue;
            CHECK_INT(cycle_testing_act(test_op(), &cycle, t.db, n, &answer), INVALID);
            CHECK(!answer.done);
        }
        NEED_OK(ledger_logs(test_op(), t.db, &logs));
        CHECK_INT(logs.count, 0);
    }
}
