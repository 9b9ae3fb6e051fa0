#include "db/table.h"

#include <string.h>

#include "db/db_testing.h"
#include "db/tables_gen.h"

static Status fill(Db *db, int rows)
{
    Op *op = test_op();
    DB_TX(tx, db);
    TRY(db_tx_begin(op, &tx));
    for (int i = 0; i < rows; i++)
        TRY(db_script(
            op, db,
            arena_printf(op->arena,
                         "INSERT INTO note (book, number, title, written_on, starred, "
                         "weight) VALUES ('本%d', %d, 't%d', 19000, 0, %s)",
                         i % 7, i, i, i % 2 ? "NULL" : "-5")));
    return db_tx_commit(op, &tx);
}

typedef struct Walk {
    int rows;
    bool ordered;
    char last_book[16];
    int64_t last_number;
    int stop_at;
} Walk;

static Status visit(Op *op, void *state, const TableSpec *table, const DbValue *values)
{
    Walk *walk = state;
    (void)table;
    char book[16] = "";
    memcpy(book, values[0].bytes.data, values[0].bytes.count);
    int order = strcmp(walk->last_book, book);
    if (order > 0 || (order == 0 && walk->last_number >= values[1].integer))
        walk->ordered = false;
    memcpy(walk->last_book, book, sizeof book);
    walk->last_number = values[1].integer;
    if (++walk->rows == walk->stop_at)
        return op_broken(op, NOT_FOUND, "enough");
    return OK;
}

TEST(a_table_of_several_pages_is_read_once_in_key_order)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        const TableSpec *note = table_find(&example_tables, "note");
        Walk walk = { .ordered = true };
        NEED(note != NULL);
        NEED_OK(fill(t.db, 1000)); /* two full pages and an empty one */
        NEED_OK(table_dump(test_op(), t.db, note, visit, &walk));
        CHECK_INT(walk.rows, 1000);
        CHECK(walk.ordered);
        walk = (Walk){ .ordered = true, .stop_at = 700 };
        CHECK_INT(table_dump(test_op(), t.db, note, visit, &walk), NOT_FOUND);
        CHECK_INT(walk.rows, 700);
    }
}

TEST(a_table_is_described_as_the_changes_made_it)
{
    const TableSpec *note = table_find(&example_tables, "note");
    const TableSpec *journal = table_find(&example_tables, "journal");
    NEED(note != NULL && journal != NULL);
    CHECK_INT(example_tables.count, 4);
    CHECK(note < table_find(&example_tables, "attachment")); /* parents first */
    CHECK(table_find(&example_tables, "nothing") == NULL);
    CHECK_INT(note->table_class, TABLE_PROJECTION);
    CHECK_INT(note->column_count, 11);
    CHECK_INT(note->key_count, 2);
    CHECK_TEXT(note->columns[note->key[0]].name, "book");
    CHECK_INT(journal->table_class, TABLE_LEDGER);
    CHECK_INT(journal->columns[1].type, DB_AS_BLOB);
    CHECK_TEXT(journal->columns[2].name, "page"); /* added by ALTER TABLE */
}

static char *digest_text(Db *db, const char *table)
{
    Digest digest = { { 0 } };
    Status status =
        table == NULL
            ? tables_digest(test_op(), db, &example_tables, TABLE_PROJECTION, &digest)
            : table_digest(test_op(), db, table_find(&example_tables, table), &digest);
    test_check_ok(status, __FILE__, __LINE__, "digest");
    return digest_hex(test_op()->arena, &digest);
}

TEST(a_digest_is_the_same_on_both_engines_and_sees_every_column)
{
    static const char *const changes[] = {
        "book = 'x'",     "number = 8",   "title = 'x'",    "remark = ''",
        "weight = -6",    "picture = ''", "written_on = 1", "done_on = 0",
        "changed_at = 0", "starred = 1",  "urgent = 0",
    };
    char *seen = NULL;
    DB_EACH_ENGINE(t, &example_changes)
    {
        NEED_OK(fill(t.db, 20));
        char *note = digest_text(t.db, "note"), *all = digest_text(t.db, NULL);
        if (seen != NULL)
            CHECK_TEXT(note, seen);
        seen = note;
        for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
            bool sqlite = db_engine(t.db) == DB_SQLITE;
            const char *set = strcmp(changes[i], "picture = ''") == 0 && sqlite
                                  ? "picture = X''"
                                  : changes[i];
            DB_TX(tx, t.db);
            NEED_OK(db_tx_begin(test_op(), &tx));
            NEED_OK(db_script(
                test_op(), t.db,
                arena_printf(test_op()->arena, "UPDATE note SET %s WHERE number = 6", set)));
            if (!CHECK(strcmp(digest_text(t.db, "note"), note) != 0))
                test_check(false, __FILE__, __LINE__, set);
            CHECK(strcmp(digest_text(t.db, NULL), all) != 0);
        }
        CHECK_TEXT(digest_text(t.db, NULL), all);
    }
}

TEST(emptying_projections_leaves_the_ledger)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        NEED_OK(fill(t.db, 5));
        NEED_OK(db_script(test_op(), t.db, "INSERT INTO attachment VALUES ('本1', 1, 'x')"));
        bool sqlite = db_engine(t.db) == DB_SQLITE;
        NEED_OK(db_script(test_op(), t.db,
                          sqlite ? "INSERT INTO journal VALUES (1, X'00', NULL)"
                                 : "INSERT INTO journal VALUES (1, '\\x00', NULL)"));
        CHECK_INT(tables_delete_all(test_op(), t.db, &example_tables, TABLE_PROJECTION),
                  BROKEN);
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(test_op(), &tx));
        NEED_OK(tables_delete_all(test_op(), t.db, &example_tables, TABLE_PROJECTION));
        NEED_OK(db_tx_commit(test_op(), &tx));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM note"), 0);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM attachment"), 0);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM journal"), 1);
    }
}
