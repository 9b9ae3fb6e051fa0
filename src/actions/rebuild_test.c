/* What rebuild --check finds: every column of every projection, altered in
 * turn, is named; so is a row too many or too few. */
#include <string.h>

#include "actions/cycle_testing.h"
#include "actions/replay.h"
#include "base/text.h"
#include "db/db_testing.h"
#include "db/table.h"
#include "ledger/tree.h"
#include "store/tables_gen.h"

enum { LINES_SHOWN = 3 };

static bool is_key(const TableSpec *table, size_t column)
{
    for (size_t i = 0; i < table->key_count; i++)
        if (table->key[i] == column)
            return true;
    return false;
}

/* Another value of the same kind; where nothing stood, something. */
static const char *altered(const DbField *column)
{
    Arena *arena = test_op()->arena;
    switch (column->type) {
    case DB_AS_TEXT:
        return arena_printf(arena, "coalesce(%s, '') || 'x'", column->name);
    case DB_AS_BLOB:
        return arena_printf(arena, "substr(%s, 1, length(%s) - 1)", column->name, column->name);
    case DB_AS_BOOL:
        return arena_printf(arena, "1 - coalesce(%s, 0)", column->name);
    case DB_AS_INT:
    case DB_AS_DAY:
    case DB_AS_TIME:
        return arena_printf(arena, "coalesce(%s, 0) + 1000003", column->name);
    }
    return "";
}

static const char *of_one_row(const Db *db, const TableSpec *table)
{
    const char *place = db_engine(db) == DB_SQLITE ? "rowid" : "ctid";
    return arena_printf(test_op()->arena, "WHERE %s = (SELECT min(%s) FROM %s)", place, place,
                        table->name);
}

static bool found_at(const DifferenceList *differences, size_t i, const char *table,
                     const char *what)
{
    const char *begins = arena_printf(test_op()->arena, "表 %s（", table);
    return i < differences->count && text_starts(differences->items[i], begins) &&
           strstr(differences->items[i], what) != NULL;
}

static void show(const char *sql, const DifferenceList *differences)
{
    test_check(false, __FILE__, __LINE__,
               arena_printf(test_op()->arena, "%s: %zu differences", sql, differences->count));
    for (size_t i = 0; i < differences->count && i < LINES_SHOWN; i++)
        test_check(false, __FILE__, __LINE__, differences->items[i]);
}

/* Runs the SQL, looks what rebuild_check finds, and undoes it. */
static bool check_after(Db *db, const char *sql, DifferenceList *out)
{
    DB_TX(tx, db);
    *out = (DifferenceList){ 0 };
    return test_check_ok(db_tx_begin(test_op(), &tx), __FILE__, __LINE__, "begin") &&
           test_check_ok(db_script(test_op(), db, sql), __FILE__, __LINE__, sql) &&
           test_check_ok(rebuild_check(test_op(), db, out), __FILE__, __LINE__, sql);
}

static bool column_named(Db *db, const TableSpec *table, size_t column)
{
    DifferenceList found;
    const DbField *field = &table->columns[column];
    const char *sql = arena_printf(test_op()->arena, "UPDATE %s SET %s = %s %s", table->name,
                                   field->name, altered(field), of_one_row(db, table));
    if (!check_after(db, sql, &found))
        return false;
    const char *words = arena_printf(test_op()->arena, "）列 %s：现为", field->name);
    bool fine;
    if (!is_key(table, column))
        fine = found.count == 1 && found_at(&found, 0, table->name, words);
    else
        fine = found.count == 2 &&
               (found_at(&found, 0, table->name, "账本里没有这一行") ||
                found_at(&found, 1, table->name, "账本里没有这一行")) &&
               (found_at(&found, 0, table->name, "按账本应有这一行") ||
                found_at(&found, 1, table->name, "按账本应有这一行"));
    if (!fine)
        show(sql, &found);
    return fine;
}

static bool missing_row_named(Db *db, const TableSpec *table)
{
    DifferenceList found;
    const char *sql =
        arena_printf(test_op()->arena, "DELETE FROM %s %s", table->name, of_one_row(db, table));
    if (!check_after(db, sql, &found))
        return false;
    bool fine =
        found.count == 1 && found_at(&found, 0, table->name, "按账本应有这一行，现在没有");
    if (!fine)
        show(sql, &found);
    return fine;
}

/* A copy of a row under other keys, its texts altered too: some are unique. */
static bool row_too_many_named(Db *db, const TableSpec *table)
{
    DifferenceList found;
    Buf names, values;
    buf_init(&names, test_op()->arena);
    buf_init(&values, test_op()->arena);
    for (size_t i = 0; i < table->column_count; i++) {
        const DbField *field = &table->columns[i];
        bool other = is_key(table, i) || field->type == DB_AS_TEXT;
        buf_printf(&names, "%s%s", i > 0 ? ", " : "", field->name);
        buf_printf(&values, "%s%s", i > 0 ? ", " : "", other ? altered(field) : field->name);
    }
    const char *sql = arena_printf(test_op()->arena, "INSERT INTO %s (%s) SELECT %s FROM %s %s",
                                   table->name, buf_string(&names), buf_string(&values),
                                   table->name, of_one_row(db, table));
    if (!check_after(db, sql, &found))
        return false;
    bool fine = found.count == 1 && found_at(&found, 0, table->name, "账本里没有这一行");
    if (!fine)
        show(sql, &found);
    return fine;
}

static size_t table_altered(Db *db, const TableSpec *table)
{
    size_t checked = 0;
    for (size_t i = 0; i < table->column_count; i++)
        checked += column_named(db, table, i);
    checked += missing_row_named(db, table);
    return checked + row_too_many_named(db, table);
}

TEST(a_check_against_the_ledger_names_every_column_that_was_altered)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        DifferenceList none = { 0 };
        size_t tables = 0;
        NEED(cycle_testing_acts(t.db));
        NEED_OK(rebuild_check(test_op(), t.db, &none));
        NEED(none.count == 0);
        for (size_t i = 0; i < store_tables.count; i++) {
            const TableSpec *table = &store_tables.items[i];
            if (table->table_class != TABLE_PROJECTION)
                continue;
            tables++;
            CHECK_INT(table_altered(t.db, table), table->column_count + 2);
        }
        CHECK(tables > 40);
    }
}

static bool everything_altered(Db *db)
{
    DB_TX(tx, db);
    bool fine = test_check_ok(db_tx_begin(test_op(), &tx), __FILE__, __LINE__, "begin");
    for (size_t i = 0; i < store_tables.count && fine; i++) {
        const TableSpec *table = &store_tables.items[i];
        const DbField *last = &table->columns[table->column_count - 1];
        if (table->table_class != TABLE_PROJECTION)
            continue;
        const char *sql =
            i % 2 == 0 ? arena_printf(test_op()->arena, "DELETE FROM %s", table->name)
                       : arena_printf(test_op()->arena, "UPDATE %s SET %s = %s %s", table->name,
                                      last->name, altered(last), of_one_row(db, table));
        fine = test_check_ok(db_script(test_op(), db, sql), __FILE__, __LINE__, sql);
    }
    return fine && test_check_ok(db_tx_commit(test_op(), &tx), __FILE__, __LINE__, "commit");
}

TEST(a_rebuild_tells_every_projection_again_from_the_ledger)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Digest before, altered_digest, after;
        DifferenceList differences = { 0 };
        NEED(cycle_testing_acts(t.db) && cycle_testing_digest(t.db, &before));
        NEED(everything_altered(t.db) && cycle_testing_digest(t.db, &altered_digest));
        CHECK(!digest_same(&before, &altered_digest));
        NEED_OK(rebuild_check(test_op(), t.db, &differences));
        CHECK(differences.count > 40);
        NEED_OK(rebuild(test_op(), t.db));
        NEED(cycle_testing_digest(t.db, &after));
        CHECK(digest_same(&before, &after));
    }
}
