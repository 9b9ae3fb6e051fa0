#include "db/fake.h"

#include "db/db_testing.h"
#include "db/note_sql.h"
#include "db/tables_gen.h"

/* Adds two notes and a line of the journal, or nothing. */
static Status one_act(Db *db, int64_t number)
{
    Op *op = test_op();
    NoteTitleRowList list;
    DB_TX(tx, db);
    DB_SAVEPOINT(part, db);
    TRY(db_tx_begin(op, &tx));
    TRY(db_savepoint_begin(op, &part));
    TRY(sql_notes_of(op, db, "none", &list));
    for (int64_t i = 0; i < 2; i++)
        TRY(sql_note_add(op, db, "a", number * 2 + i,
                         arena_printf(op->arena, "%lld", (long long)(number * 2 + i)), NULL,
                         false, 0, (Bytes){ 0 }, day_of(2024, 1, 1), DAY_NONE, INSTANT_NONE,
                         false, false, false));
    TRY(sql_journal_add(op, db, number, bytes_of_text("x"), false, 0));
    TRY(db_savepoint_keep(op, &part));
    return db_tx_commit(op, &tx);
}

static bool whole(Db *db, int64_t acts)
{
    return CHECK_INT(db_testing_int(db, "SELECT count(*) FROM note"), acts * 2) &&
           CHECK_INT(db_testing_int(db, "SELECT count(*) FROM journal"), acts);
}

/* Fails at every call of one act in turn; returns how many calls it has. */
static uint64_t fail_everywhere(Db *inner, bool for_ever, bool too_late)
{
    DbFake fake = { .for_ever = for_ever, .too_late = too_late };
    DB_SCOPE(db);
    int64_t acts = db_testing_int(inner, "SELECT count(*) FROM journal");
    db = db_fake(inner, &fake);
    for (uint64_t n = 1; n < 1000; n++) {
        fake.calls = fake.failed = 0;
        fake.fail_at = n;
        Status status = one_act(db, acts);
        bool failed = fake.failed > 0;
        fake.fail_at = 0;
        if (!CHECK_INT(status, failed ? UNAVAILABLE : OK))
            return 0;
        bool is_there = db_testing_int(inner, "SELECT count(*) FROM journal") > acts;
        CHECK(is_there || failed);
        if (is_there && failed)
            CHECK(too_late);
        acts += is_there ? 1 : 0;
        if (!whole(inner, acts))
            return 0;
        if (!failed)
            return n - 1;
    }
    return 0;
}

TEST(whatever_call_fails_the_data_are_as_before_or_complete)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        /* begin, savepoint, 4 statements with 2 calls each, keep, commit */
        CHECK_INT(fail_everywhere(t.db, false, false), 12);
        CHECK_INT(fail_everywhere(t.db, true, false), 12);
        CHECK_INT(fail_everywhere(t.db, false, true), 12);
        CHECK(whole(t.db, 4)); /* three at the ends, one whose answer was lost */
    }
}

TEST(a_fake_that_does_not_fail_is_the_database)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        DbFake fake = { 0 };
        DB_SCOPE(db);
        size_t applied = 1;
        NoteTitleRow taken;
        db = db_fake(t.db, &fake);
        NEED_OK(one_act(db, 0));
        CHECK(whole(t.db, 1));
        NEED_OK(db_migrate(test_op(), db, &example_changes, &applied));
        CHECK_INT(applied, 0);
        DB_TX(tx, db);
        NEED_OK(db_tx_begin(test_op(), &tx));
        NEED_OK(sql_note_take(test_op(), db, "a", 0, &taken));
        CHECK_TEXT(taken.title, "0");
        CHECK_INT(sql_note_move(test_op(), db, "a", 9, "x", "y"), CONFLICT);
        NEED_OK(db_tx_commit(test_op(), &tx));
        CHECK_INT(fake.failed, 0);
        CHECK(fake.calls > 20);
    }
}
