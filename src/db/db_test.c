#include "db/db.h"

#include <string.h>

#include "db/db_testing.h"
#include "db/note_sql.h"
#include "db/tables_gen.h"

static Status add(Db *db, const char *book, int64_t number, const char *title)
{
    return sql_note_add(test_op(), db, book, number, title, NULL, false, 0, (Bytes){ 0 },
                        day_of(2024, 3, 1), DAY_NONE, INSTANT_NONE, false, false, false);
}

static Status add_committed(Db *db, const char *book, int64_t number, const char *title)
{
    DB_TX(tx, db);
    TRY(db_tx_begin(test_op(), &tx));
    TRY(add(db, book, number, title));
    return db_tx_commit(test_op(), &tx);
}

static int64_t count_of(Db *db, const char *book)
{
    int64_t count = -1;
    if (!test_check_ok(sql_note_count(test_op(), db, book, &count), __FILE__, __LINE__, book))
        return -1;
    return count;
}

static void check_full_row(Db *db)
{
    NoteRow row;
    NEED_OK(sql_note_by_number(test_op(), db, "甲", 7, &row));
    CHECK_TEXT(row.title, "高温津贴");
    CHECK_TEXT(row.remark, "");
    CHECK(row.has_weight);
    CHECK_INT(row.weight, INT64_MIN);
    CHECK_INT(row.picture.count, 4);
    CHECK(row.picture.data != NULL && memcmp(row.picture.data, "\0\xff\0a", 4) == 0);
    CHECK_INT(row.written_on.n, day_of(2024, 6, 14).n);
    CHECK_INT(row.done_on.n, day_of(9999, 12, 31).n);
    CHECK_INT(row.changed_at.us, 1);
    CHECK(row.starred && row.has_urgent && row.urgent);
}

TEST(every_type_comes_back_as_it_went_in)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        NoteRow row;
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(test_op(), &tx));
        NEED_OK(sql_note_add(test_op(), t.db, "甲", 7, "高温津贴", "", true, INT64_MIN,
                             (Bytes){ (const uint8_t *)"\0\xff\0a", 4 }, day_of(2024, 6, 14),
                             day_of(9999, 12, 31), (Instant){ 1 }, true, true, true));
        NEED_OK(add(t.db, "甲", 8, "空"));
        NEED_OK(db_tx_commit(test_op(), &tx));
        check_full_row(t.db);
        NEED_OK(sql_note_by_number(test_op(), t.db, "甲", 8, &row));
        CHECK(row.remark == NULL && !row.has_weight && row.picture.data == NULL);
        CHECK(!day_given(row.done_on) && !instant_given(row.changed_at));
        CHECK(!row.starred && !row.has_urgent);
    }
}

TEST(an_empty_blob_is_not_null)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        NoteRow row;
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(test_op(), &tx));
        NEED_OK(sql_note_add(test_op(), t.db, "a", 1, "t", NULL, false, 0,
                             (Bytes){ (const uint8_t *)"", 0 }, day_of(2024, 1, 1), DAY_NONE,
                             INSTANT_NONE, false, false, false));
        NEED_OK(sql_note_by_number(test_op(), t.db, "a", 1, &row));
        CHECK(row.picture.data != NULL);
        CHECK_INT(row.picture.count, 0);
    }
}

TEST(one_is_not_found_and_maybe_says_so)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        NoteRow row;
        bool found = true;
        CHECK_INT(sql_note_by_number(test_op(), t.db, "a", 1, &row), NOT_FOUND);
        NEED_OK(sql_note_find(test_op(), t.db, "a", 1, &found, &row));
        CHECK(!found);
        NEED_OK(add_committed(t.db, "a", 1, "t"));
        NEED_OK(sql_note_find(test_op(), t.db, "a", 1, &found, &row));
        CHECK(found);
        CHECK_TEXT(row.title, "t");
    }
}

static void check_lists(Db *db)
{
    NoteTitleRowList list;
    int64_t sum = 0;
    bool has = false;
    const char *title = NULL;
    NEED_OK(sql_notes_of(test_op(), db, "none", &list));
    CHECK_INT(list.count, 0);
    NEED_OK(sql_notes_of(test_op(), db, "b", &list));
    CHECK_INT(list.count, 20);
    CHECK_TEXT(list.items[19].title, "t19");
    NEED_OK(sql_note_weight_sum(test_op(), db, "b", &has, &sum));
    CHECK(!has);
    NEED_OK(sql_note_title(test_op(), db, "b", 3, &title));
    CHECK_TEXT(title, "t3");
    CHECK_INT(sql_note_title(test_op(), db, "b", 333, &title), NOT_FOUND);
    NEED_OK(sql_notes_with(test_op(), db, "b", "T1", &list));
    CHECK_INT(list.count, 0); /* LIKE looks at case on both engines */
    NEED_OK(sql_notes_with(test_op(), db, "b", "t1", &list));
    CHECK_INT(list.count, 11);
}

TEST(lists_and_values_hold_what_the_table_holds)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(test_op(), &tx));
        for (int i = 0; i < 20; i++)
            NEED_OK(add(t.db, "b", i, arena_printf(test_op()->arena, "t%d", i)));
        NEED_OK(db_tx_commit(test_op(), &tx));
        check_lists(t.db);
    }
}

TEST(texts_sort_by_their_bytes_on_both_engines)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        static const char *const titles[] = { "a", "B", "啊", "一", "Z", "_", "é", "𠀀" };
        static const char *const sorted[] = { "B", "Z", "_", "a", "é", "一", "啊", "𠀀" };
        NoteTitleRowList list;
        for (int i = 0; i < 8; i++)
            NEED_OK(add_committed(t.db, "b", i, titles[i]));
        NEED_OK(sql_notes_all(test_op(), t.db, &list));
        NEED(list.count == 8);
        for (int i = 0; i < 8; i++)
            CHECK_TEXT(list.items[i].title, sorted[i]);
    }
}

TEST(literals_and_engine_bodies_arrive_as_written)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        Bytes mark;
        const char *text = NULL;
        NEED_OK(sql_note_mark(test_op(), t.db, &mark));
        CHECK_TEXT(bytes_hex(test_op()->arena, mark), "00ff3a");
        NEED_OK(sql_note_engine(test_op(), t.db, &text));
        CHECK_TEXT(text, db_engine(t.db) == DB_SQLITE ? "sqlite; ??? :no -- no"
                                                      : "pg; ??? :no -- no");
    }
}

TEST(changed_is_a_conflict_unless_one_row_changed)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        NoteTitleRow taken;
        NEED_OK(add_committed(t.db, "a", 1, "old"));
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(test_op(), &tx));
        NEED_OK(sql_note_move(test_op(), t.db, "a", 1, "old", "new"));
        CHECK_INT(sql_note_move(test_op(), t.db, "a", 1, "old", "newer"), CONFLICT);
        NEED_OK(sql_note_take(test_op(), t.db, "a", 1, &taken));
        CHECK_TEXT(taken.title, "new");
        CHECK_INT(sql_note_take(test_op(), t.db, "a", 1, &taken), NOT_FOUND);
        NEED_OK(db_tx_commit(test_op(), &tx));
        CHECK_INT(count_of(t.db, "a"), 0);
    }
}

TEST(a_transaction_that_is_not_committed_leaves_nothing)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        {
            DB_TX(tx, t.db);
            NEED_OK(db_tx_begin(test_op(), &tx));
            NEED_OK(add(t.db, "a", 1, "t"));
            CHECK_INT(count_of(t.db, "a"), 1);
        }
        CHECK_INT(count_of(t.db, "a"), 0);
        CHECK(!db_in_tx(t.db));
    }
}

TEST(a_second_transaction_at_a_time_is_refused)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        DB_TX(tx, t.db);
        DB_TX(second, t.db);
        NEED_OK(db_tx_begin(test_op(), &tx));
        CHECK_INT(db_tx_begin(test_op(), &second), BROKEN);
        NEED_OK(add(t.db, "a", 1, "t"));
        NEED_OK(db_tx_commit(test_op(), &tx));
        CHECK_INT(count_of(t.db, "a"), 1);
    }
}

TEST(a_write_outside_a_transaction_is_refused)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        CHECK_INT(add(t.db, "a", 1, "t"), BROKEN);
        CHECK_INT(count_of(t.db, "a"), 0);
    }
}

TEST(a_snapshot_does_not_write)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin_snapshot(test_op(), &tx));
        CHECK_INT(add(t.db, "a", 1, "t"), BROKEN);
    }
}

TEST(a_twin_is_a_conflict_and_only_its_part_is_undone)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(test_op(), &tx));
        for (int i = 0; i < 4; i++) {
            DB_SAVEPOINT(part, t.db);
            NEED_OK(db_savepoint_begin(test_op(), &part));
            NEED_OK(add(t.db, "a", 10 + i, arena_printf(test_op()->arena, "own %d", i)));
            /* the second and the fourth meet the title of the one before */
            Status status = add(t.db, "b", i, i % 2 == 0 ? "even" : "even ");
            if (i >= 2)
                CHECK_INT(status, CONFLICT);
            else
                NEED_OK(status);
            if (status == OK)
                NEED_OK(db_savepoint_keep(test_op(), &part));
        }
        NEED_OK(db_tx_commit(test_op(), &tx));
        CHECK_INT(count_of(t.db, "a"), 2);
        CHECK_INT(count_of(t.db, "b"), 2);
    }
}

TEST(after_a_failure_the_scope_only_accepts_being_undone)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(test_op(), &tx));
        NEED_OK(add(t.db, "a", 1, "t"));
        CHECK_INT(add(t.db, "a", 1, "other"), CONFLICT);
        CHECK_INT(add(t.db, "a", 2, "more"), BROKEN);
        CHECK_INT(db_tx_commit(test_op(), &tx), BROKEN);
        db_tx_end(&tx);
        CHECK_INT(count_of(t.db, "a"), 0);
        NEED_OK(add_committed(t.db, "a", 1, "t"));
    }
}

TEST(savepoints_nest_and_the_inner_one_alone_is_undone)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        DB_TX(tx, t.db);
        DB_SAVEPOINT(outer, t.db);
        NEED_OK(db_tx_begin(test_op(), &tx));
        NEED_OK(db_savepoint_begin(test_op(), &outer));
        NEED_OK(add(t.db, "a", 1, "kept"));
        {
            DB_SAVEPOINT(inner, t.db);
            NEED_OK(db_savepoint_begin(test_op(), &inner));
            NEED_OK(add(t.db, "a", 2, "undone"));
            CHECK_INT(db_savepoint_keep(test_op(), &outer), BROKEN); /* out of order */
            CHECK_INT(db_tx_commit(test_op(), &tx), BROKEN);
        }
        NEED_OK(db_savepoint_keep(test_op(), &outer));
        NEED_OK(db_tx_commit(test_op(), &tx));
        CHECK_INT(count_of(t.db, "a"), 1);
    }
}

TEST(a_broken_constraint_is_not_a_conflict)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        CHECK_INT(add_committed(t.db, "a", -1, "t"), BROKEN);
        CHECK(strstr(test_op()->error.detail, "note_add") != NULL);
        CHECK(strstr(op_told(test_op()), "note") == NULL); /* nothing inner is told */
        CHECK_INT(add_committed(t.db, "a", 1, NULL), BROKEN);
    }
}

TEST(a_value_of_another_shape_than_declared_is_broken)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        NoteRow row;
        NEED_OK(add_committed(t.db, "a", 1, "t"));
        NEED_OK(db_script(test_op(), t.db, "UPDATE note SET starred = 2"));
        CHECK_INT(sql_note_by_number(test_op(), t.db, "a", 1, &row), BROKEN);
        NEED_OK(db_script(test_op(), t.db, "UPDATE note SET starred = 1, written_on = 1e10"));
        CHECK_INT(sql_note_by_number(test_op(), t.db, "a", 1, &row), BROKEN);
    }
}

TEST(the_same_statement_is_read_inside_itself)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        NEED_OK(add_committed(t.db, "a", 1, "t1"));
        NEED_OK(add_committed(t.db, "a", 2, "t2"));
        DB_ROWS(rows);
        bool more = false;
        int seen = 0;
        const DbValue values[] = { db_text("a") };
        NEED_OK(db_query(test_op(), t.db, &sql_notes_of_statement, values, &rows));
        NEED_OK(db_next(test_op(), rows, &more));
        while (more) {
            NoteTitleRowList inner;
            NEED_OK(sql_notes_of(test_op(), t.db, "a", &inner));
            CHECK_INT(inner.count, 2);
            seen++;
            NEED_OK(db_next(test_op(), rows, &more));
        }
        CHECK_INT(seen, 2);
    }
}

TEST(a_reader_sees_one_state_and_never_writes)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        DB_SCOPE(reader);
        NEED_OK(add_committed(t.db, "a", 1, "t"));
        NEED_OK(db_open(test_op(), t.url, DB_READER, &reader));
        {
            DB_TX(tx, reader);
            NEED_OK(db_tx_begin(test_op(), &tx));
            CHECK_INT(count_of(reader, "a"), 1);
            NEED_OK(add_committed(t.db, "a", 2, "t2"));
            CHECK_INT(count_of(reader, "a"), 1);
            CHECK_INT(add(reader, "a", 3, "t3"), BROKEN);
        }
        CHECK_INT(count_of(reader, "a"), 2);
        CHECK(db_script(test_op(), reader, "DELETE FROM note") != OK);
        CHECK_INT(count_of(reader, "a"), 2);
    }
}

/* ---- the scan gate, proved by a planted breach ------------------------------- */

TEST(an_unexplained_scan_is_found)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        const char *finding = NULL;
        DbStatement planted = sql_notes_all_statement;
        NEED_OK(db_examine(test_op(), t.db, &planted, &finding));
        CHECK(finding == NULL);
        planted.scans = NULL;
        NEED_OK(db_examine(test_op(), t.db, &planted, &finding));
        if (db_engine(t.db) == DB_SQLITE)
            CHECK(finding != NULL && strstr(finding, "notes_all reads a whole table") != NULL);
        planted.field_count = 1;
        NEED_OK(db_examine(test_op(), t.db, &planted, &finding));
        CHECK(finding != NULL && strstr(finding, "gives 2 columns, declares 1") != NULL);
        planted.sqlite = planted.postgres = "SELECT nothing FROM note";
        CHECK_INT(db_examine(test_op(), t.db, &planted, &finding), BROKEN);
    }
}

TEST(every_example_statement_passes_the_gate)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        for (size_t i = 0; i < example_statement_count; i++) {
            const char *finding = NULL;
            NEED_OK(db_examine(test_op(), t.db, example_statements[i], &finding));
            CHECK_TEXT(finding, NULL);
        }
    }
}
