/* The cycle that the fault tests play, itself: it plays, leaves a row in every
 * projection, and tells the same story on both engines. */
#include "actions/cycle_testing.h"
#include "db/db_testing.h"
#include "db/table.h"
#include "ledger/tree.h"
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
