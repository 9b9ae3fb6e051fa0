#include "accounts/throttle.h"

#include "base/test.h"

static const Instant start = { (int64_t)1000000 * 1000000 };

static Instant after(int64_t seconds)
{
    return (Instant){ start.us + seconds * 1000000 };
}

static Throttle *full(const char *peer)
{
    Throttle *throttle = throttle_new(test_op()->arena);
    for (int i = 0; i < THROTTLE_FAILURES_MAX; i++)
        throttle_count(throttle, peer, start);
    return throttle;
}

TEST(an_address_that_failed_thirty_times_waits_for_the_window_to_pass)
{
    Throttle *throttle = throttle_new(test_op()->arena);
    for (int i = 0; i < THROTTLE_FAILURES_MAX; i++) {
        CHECK_INT(throttle_wait_s(throttle, "10.0.0.1", start), 0);
        throttle_count(throttle, "10.0.0.1", start);
    }
    CHECK_INT(throttle_wait_s(throttle, "10.0.0.1", start), 901);
    CHECK_INT(throttle_wait_s(throttle, "10.0.0.1", after(899)), 2);
    CHECK_INT(throttle_wait_s(throttle, "10.0.0.1", after(900)), 0);
    CHECK_INT(throttle_wait_s(throttle, "10.0.0.2", start), 0);
    CHECK_INT(throttle_wait_s(throttle, NULL, start), 0);
}

TEST(attempts_that_were_right_do_not_count)
{
    Throttle *throttle = full("::1");
    throttle_right(throttle, "::1");
    CHECK_INT(throttle_wait_s(throttle, "::1", start), 0);
    throttle_count(throttle, "::1", start);
    CHECK(throttle_wait_s(throttle, "::1", start) > 0);
}

TEST(a_new_window_begins_with_a_new_count)
{
    Throttle *throttle = full("::1");
    throttle_count(throttle, "::1", after(900));
    CHECK_INT(throttle_wait_s(throttle, "::1", after(900)), 0);
}

TEST(many_addresses_use_no_more_memory_and_forget_the_oldest)
{
    Throttle *throttle = full("first");
    for (int i = 1; i < THROTTLE_PEERS_MAX; i++)
        throttle_count(throttle, arena_printf(test_op()->arena, "peer %d", i), after(i));
    CHECK(throttle_wait_s(throttle, "first", after(1)) > 0);
    throttle_count(throttle, "one more", after(2000));
    CHECK_INT(throttle_wait_s(throttle, "first", after(1)), 0);
}
