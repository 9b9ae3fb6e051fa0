#include "actions/clock.h"

#include "actions/cycle_testing.h"
#include "store/clock_sql.h"
#include "store/tables_gen.h"

#define MINUTE_US ((int64_t)60 * 1000000)

static bool is_about(Db *db, Instant wanted)
{
    Instant now;
    return test_check_ok(clock_now(test_op(), db, &now), __FILE__, __LINE__, "clock_now") &&
           test_check(now.us >= wanted.us && now.us - wanted.us < MINUTE_US, __FILE__, __LINE__,
                      "the clock says what it was set to, and runs on");
}

static bool offset_put(Db *db, int64_t offset_us)
{
    DB_TX(tx, db);
    return test_check_ok(db_tx_begin(test_op(), &tx), __FILE__, __LINE__, "begin") &&
           test_check_ok(sql_clock_offset_put(test_op(), db, offset_us), __FILE__, __LINE__,
                         "offset") &&
           test_check_ok(db_tx_commit(test_op(), &tx), __FILE__, __LINE__, "commit");
}

TEST(a_simulated_database_begins_at_its_last_act_or_later_and_runs_on)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Instant early = instant_at(day_of(1980, 1, 1), 9, 0);
        Instant late = instant_at(day_of(2031, 5, 6), 9, 0);
        NEED(cycle_testing_acts(t.db));
        NEED_OK(clock_begin(test_op(), t.db, early));
        Instant now;
        NEED_OK(clock_now(test_op(), t.db, &now));
        CHECK_TEXT(day_text(test_op()->arena, instant_day(now)), "2025-11-21");
        NEED_OK(clock_begin(test_op(), t.db, late));
        CHECK(is_about(t.db, late));
    }
}

TEST(a_database_in_real_use_has_the_machines_time_whatever_its_tables_say)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Instant late = instant_at(day_of(2031, 5, 6), 9, 0);
        NEED_OK(clock_begin(test_op(), t.db, late));
        CHECK(is_about(t.db, clock_machine()));
        NEED(offset_put(t.db, (int64_t)1 << 50));
        CHECK(is_about(t.db, clock_machine()));
        CHECK(clock_set(test_op(), t.db, late) == INVALID);
    }
}
