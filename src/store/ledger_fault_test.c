#include "db/fake.h"
#include "store/ledger_testing.h"
#include "store/ledger_verify.h"
#include "store/tables_gen.h"

static bool clean(Db *db, int64_t log, uint64_t records)
{
    LedgerCheck check;
    if (!test_check_ok(ledger_verify(test_op(), db, log, &check), __FILE__, __LINE__, "verify"))
        return false;
    for (size_t i = 0; i < check.findings->kept.count; i++)
        test_check(false, __FILE__, __LINE__, check.findings->kept.items[i].text);
    return CHECK_INT(check.records, records) && check.findings->count == 0;
}

/* One append that fails at each of its calls in turn, until it succeeds. */
static bool append_failing(Db *inner, int64_t log, uint64_t *records, bool too_late)
{
    DbFake fake = { .too_late = too_late };
    DB_SCOPE(db);
    db = db_fake(inner, &fake);
    for (uint64_t n = 1; n < 1000; n++) {
        fake.calls = fake.failed = 0;
        fake.fail_at = n;
        Status status = ledger_testing_try(test_op(), db, log, 1);
        bool failed = fake.failed > 0;
        LedgerRoot root;
        if (!CHECK_INT(status, failed ? UNAVAILABLE : OK) ||
            !CHECK(ledger_root(test_op(), inner, log, &root) == OK))
            return false;
        bool is_there = root.size > *records;
        CHECK(is_there ? !failed || too_late : failed);
        *records = root.size;
        if (!clean(inner, log, *records))
            return false;
        if (is_there)
            return CHECK(n > 8);
    }
    return CHECK(false);
}

TEST(an_append_that_fails_anywhere_leaves_the_ledger_whole)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t log = 0;
        uint64_t records = 0;
        NEED(ledger_testing_found(t.db, &log));
        for (size_t i = 0; i < 7; i++) /* values, files, erasures */
            NEED(append_failing(t.db, log, &records, i == 2));
        NEED(ledger_testing_append(t.db, log, 248));
        records += 248;
        NEED(append_failing(t.db, log, &records, false)); /* fills a tile */
        CHECK_INT(records, 256);
    }
}

TEST(a_check_that_cannot_read_says_so_and_finds_nothing)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t log = 0;
        DbFake fake = { 0 };
        LedgerCheck check;
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 7));
        DB_SCOPE(db);
        db = db_fake(t.db, &fake);
        NEED_OK(ledger_verify(test_op(), db, log, &check));
        uint64_t calls = fake.calls;
        CHECK(calls > 20);
        for (uint64_t n = 1; n <= calls; n++) {
            fake.calls = 0;
            fake.fail_at = n;
            CHECK_INT(ledger_verify(test_op(), db, log, &check), UNAVAILABLE);
        }
    }
}
