/* Every act of one full cycle, failing at every call to the database in turn:
 * what stands afterwards is as before the act, or complete. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "actions/cycle_testing.h"
#include "actions/replay.h"
#include "db/db_testing.h"
#include "db/fake.h"
#include "ledger/tree.h"
#include "store/ledger_verify.h"
#include "store/tables_gen.h"

/* All calls are tried by the build without sanitizers, which is five times as
 * fast; by the other some, drawn anew each time. */
#if defined(__SANITIZE_ADDRESS__)
#define EVERY_CALL false
#else
#define EVERY_CALL true
#endif

enum {
    STRIDE_FEW = 12,
    CALLS_MAX = 20000, /* of one act; more is a circle */
    STRIDE_SERVER =
        60, /* on a server, where every call is a journey, up to so many are left out */
};

typedef struct Faults {
    CycleTesting *cycle;
    Db *inner;
    Db *db; /* fails as `fake` says */
    DbFake fake;
    uint64_t stride; /* 1: every call fails once; else up to so many further on */
    Random draw;
    Bytes pages;   /* SQLite: as they stood before the act in hand */
    Digest before; /* of all tables, before the act in hand */
    uint64_t failures;
    uint64_t digests;
    uint64_t lost_answers; /* failed and yet done: the commit's answer was lost */
} Faults;

static bool fits(bool fine, const Faults *f, size_t n, const char *what)
{
    return test_check(fine, __FILE__, __LINE__,
                      arena_printf(test_op()->arena, "%s (%s), failing at call %llu: %s",
                                   f->cycle->steps.items[n].place,
                                   f->cycle->steps.items[n].verb,
                                   (unsigned long long)f->fake.fail_at, what));
}

static Status attempt(Faults *f, size_t n, DbFake how, Answer *out)
{
    ARENA_SCOPE(scratch);
    Op op = { .arena = scratch };
    f->fake = how;
    Status status = cycle_testing_act(&op, f->cycle, f->db, n, out);
    f->failures += f->fake.failed > 0;
    return status;
}

/* The same pages are the same data; else the tables tell. */
static bool unchanged(Faults *f, bool *out)
{
    Digest after;
    Bytes pages = db_testing_pages(f->inner);
    *out = pages.count > 0 && pages.count == f->pages.count &&
           memcmp(pages.data, f->pages.data, pages.count) == 0;
    db_testing_pages_free(pages);
    if (*out)
        return true;
    f->digests++;
    if (!cycle_testing_digest(f->inner, &after))
        return false;
    *out = digest_same(&f->before, &after);
    return true;
}

/* Nobody was told that it is done: the same request under the same key gives
 * the answer and adds nothing. */
static bool answered_again(Faults *f, size_t n)
{
    Answer answer;
    Digest complete, after;
    if (!cycle_testing_digest(f->inner, &complete))
        return false;
    f->lost_answers++;
    Status status = attempt(f, n, (DbFake){ 0 }, &answer);
    return fits(status == OK && answer.done && answer.repeated, f, n,
                "the same request again is not answered") &&
           cycle_testing_digest(f->inner, &after) &&
           fits(digest_same(&after, &complete), f, n, "the same request again added something");
}

/* The call fails once and everything after it works; then it fails and
 * everything after it too, but a commit happens before it fails. *done: the
 * act stands. What is undone is undone in clock and randomness too, so that
 * the ledger grows as if nothing had ever failed. */
static bool fail_twice(Faults *f, size_t n, uint64_t fail_at, bool *done)
{
    Answer answer;
    bool same;
    Random random = f->cycle->random;
    Status status = attempt(f, n, (DbFake){ .fail_at = fail_at }, &answer);
    *done = f->fake.failed == 0;
    if (*done)
        return fits(status == OK && answer.done && !answer.repeated, f, n, "not done");
    if (!fits(status == UNAVAILABLE && !answer.done, f, n, "the failure is not told"))
        return false;
    f->cycle->random = random;
    status = attempt(f, n, (DbFake){ .fail_at = fail_at, .for_ever = true, .too_late = true },
                     &answer);
    if (!fits(status == UNAVAILABLE && !answer.done, f, n, "the failures are not told") ||
        !unchanged(f, &same))
        return false;
    *done = !same;
    if (*done)
        return answered_again(f, n);
    f->cycle->random = random;
    return true;
}

static bool act_failing(Faults *f, size_t n)
{
    bool fine = cycle_testing_digest(f->inner, &f->before), done = false;
    uint64_t fail_at = 0;
    f->pages = db_testing_pages(f->inner);
    while (fine && !done && fail_at < CALLS_MAX) {
        fail_at += f->stride == 1 ? 1 : 1 + random_below(&f->draw, f->stride);
        fine = fail_twice(f, n, fail_at, &done);
    }
    db_testing_pages_free(f->pages);
    return fine && CHECK(done);
}

/* The whole cycle in the database `inner`; its ledgers and projections must end
 * as those of a cycle in which nothing failed. */
static bool cycle_failing(Db *inner, uint64_t stride, const Digest *should)
{
    CYCLE_TESTING(cycle);
    Faults f = { .cycle = &cycle, .inner = inner, .stride = stride };
    DifferenceList differences = { 0 };
    Digest is;
    f.draw = random_system();
    if (!cycle_testing_begin(&cycle, inner))
        return false;
    DB_SCOPE(db);
    f.db = db = db_fake(inner, &f.fake);
    for (size_t n = 0; n < cycle.steps.count; n++)
        if (cycle_testing_turn(&cycle, n) && !act_failing(&f, n))
            return false;
    if (getenv("LIANXI_TEST_TELL") != NULL)
        printf("%llu failures, %llu lost answers, %llu digests\n",
               (unsigned long long)f.failures, (unsigned long long)f.lost_answers,
               (unsigned long long)f.digests);
    return CHECK(f.failures > cycle.steps.count) && CHECK(stride > 1 || f.lost_answers > 100) &&
           cycle_testing_digest(inner, &is) && CHECK(digest_same(&is, should)) &&
           test_check_ok(rebuild_check(test_op(), inner, &differences), __FILE__, __LINE__,
                         "rebuild_check") &&
           CHECK_INT(differences.count, 0);
}

static bool memory_begin(Db **db)
{
    size_t applied;
    return test_check_ok(db_open(test_op(), ":memory:", DB_OWNER, db), __FILE__, __LINE__,
                         "db_open") &&
           test_check_ok(db_migrate(test_op(), *db, &store_changes, &applied), __FILE__,
                         __LINE__, "db_migrate");
}

static bool unfailing(Digest *out)
{
    DB_SCOPE(db);
    return memory_begin(&db) && cycle_testing_acts(db) && cycle_testing_digest(db, out);
}

TEST(an_act_that_fails_at_any_call_leaves_the_data_as_before_or_complete)
{
    Digest should;
    DB_SCOPE(db);
    NEED(unfailing(&should) && memory_begin(&db));
    CHECK(cycle_failing(db, EVERY_CALL ? 1 : STRIDE_FEW, &should));
}

TEST(acts_that_fail_here_and_there_leave_the_data_whole_on_both_engines)
{
    Digest should;
    NEED(unfailing(&should));
    DB_EACH_ENGINE(t, &store_changes)
    {
        CHECK(cycle_failing(t.db, STRIDE_SERVER, &should));
    }
}
