#include "db/db_testing.h"
#include "store/rows_gen.h"
#include "store/tables_gen.h"

static void examine(Db *db, const DbStatement *statement)
{
    const char *finding = NULL;
    NEED_OK(db_examine(test_op(), db, statement, &finding));
    if (finding != NULL)
        test_check(false, __FILE__, __LINE__, finding);
}

TEST(every_statement_is_prepared_and_no_scan_is_unexplained)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        for (size_t i = 0; i < store_statement_count; i++)
            examine(t.db, store_statements[i]);
        for (size_t i = 0; i < store_row_statement_count; i++)
            examine(t.db, store_row_statements[i]);
        for (size_t i = 0; i < store_tables.count; i++) {
            examine(t.db, store_tables.items[i].first);
            examine(t.db, store_tables.items[i].next);
            examine(t.db, store_tables.items[i].empty);
        }
    }
}

TEST(every_change_is_applied_once)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        size_t applied = 1;
        NEED_OK(db_migrate(test_op(), t.db, &store_changes, &applied));
        CHECK_INT(applied, 0);
        NEED_OK(db_schema_check(test_op(), t.db, &store_changes));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM schema_change"),
                  store_changes.count);
    }
}
