#include "model/outcome.h"

#include <string.h>

#include "base/test.h"
#include "model/act_sample.h"

static Subject subject_sample(Random *random)
{
    static const Subject some[] = { { NOUN_TOPIC, 1 },
                                    { NOUN_MINUTES, 7 },
                                    { NOUN_CONFERENCE, 0 },
                                    { NOUN_NONE, 0 },
                                    { NOUN_DECISION, SUBJECT_NUMBER_MAX } };
    return some[random_below(random, 5)];
}

static Day day_sample(Random *random)
{
    return random_below(random, 3) == 0 ? DAY_NONE : day_of(2024, 6, 14);
}

static Source source_sample(Random *random)
{
    static const char *const refs[] = { "N4.3b", "R4", "reply-days", "H1", "topic: submitted" };
    size_t kind = (size_t)random_below(random, 5);
    return (Source){ (SourceKind)kind, refs[kind] };
}

static Outcome outcome_sample(Arena *arena, Random *random)
{
    Outcome out = { .from = random_below(random, 2) ? "proposed" : NULL,
                    .to = random_below(random, 2) ? "submitted" : NULL,
                    .on = subject_sample(random),
                    .has_made = random_below(random, 2),
                    .source = source_sample(random),
                    .on_behalf = random_below(random, 2),
                    .backdated = random_below(random, 2),
                    .breach = random_below(random, 2) };
    if (out.has_made)
        out.made = (Subject){ NOUN_CONSULTATION, 3 };
    if (random_below(random, 2))
        out.reason = text_sample(arena, random, 500, true);
    for (size_t i = random_below(random, 4); i > 0; i--) {
        *LIST_ADD(arena, &out.sources) = source_sample(random);
        *LIST_ADD(arena, &out.moves) = (StateMove){ subject_sample(random), NULL, "agreed" };
        *LIST_ADD(arena, &out.opens) = (DutyOpened){ "hrss",
                                                     "consultation.reply",
                                                     subject_sample(random),
                                                     day_sample(random),
                                                     day_sample(random),
                                                     source_sample(random),
                                                     source_sample(random) };
        *LIST_ADD(arena, &out.ends) =
            (DutyEnded){ (int64_t)i, random_below(random, 2) ? DUTY_DONE : DUTY_EXCUSED };
        outcome_resolve(arena, &out, arena_printf(arena, "name.%zu", i), i == 2 ? NULL : "值");
    }
    return out;
}

TEST(an_outcome_read_back_is_written_the_same)
{
    Random random = random_seeded(test_seed());
    for (size_t round = 0; round < 500; round++) {
        Outcome outcome = outcome_sample(test_op()->arena, &random), read;
        Bytes bytes, again;
        NEED_OK(outcome_encode(test_op(), &outcome, &bytes));
        NEED_OK(outcome_decode(test_op(), bytes, &read));
        NEED_OK(outcome_encode(test_op(), &read, &again));
        CHECK(bytes_equal(bytes, again));
        CHECK_TEXT(read.from, outcome.from);
        CHECK_TEXT(read.reason, outcome.reason);
        CHECK(subject_equal(read.on, outcome.on));
        CHECK_INT(read.opens.count, outcome.opens.count);
        CHECK_INT(read.on_behalf, outcome.on_behalf);
        CHECK_INT(read.breach, outcome.breach);
    }
}

TEST(an_outcome_with_a_flipped_bit_is_refused_or_another_outcome)
{
    Random random = random_seeded(test_seed() + 2);
    for (size_t round = 0; round < 3000; round++) {
        ARENA_SCOPE(scratch);
        Op op = { .arena = scratch };
        Outcome outcome = outcome_sample(scratch, &random), read;
        Bytes bytes, again;
        NEED_OK(outcome_encode(&op, &outcome, &bytes));
        uint8_t *changed = arena_copy(scratch, bytes.data, bytes.count);
        changed[random_below(&random, bytes.count)] ^=
            (uint8_t)(1u << random_below(&random, 8));
        if (outcome_decode(&op, (Bytes){ changed, bytes.count }, &read) != OK)
            continue;
        NEED_OK(outcome_encode(&op, &read, &again));
        CHECK(bytes_equal((Bytes){ changed, bytes.count }, again));
        CHECK(!bytes_equal(bytes, again));
    }
}

TEST(an_outcome_cut_short_or_with_bytes_left_over_is_refused)
{
    Random random = random_seeded(7);
    Outcome outcome = outcome_sample(test_op()->arena, &random), read;
    Bytes bytes;
    NEED_OK(outcome_encode(test_op(), &outcome, &bytes));
    for (size_t count = 0; count < bytes.count; count++) {
        /* a block of its own size, so that reading beyond it is seen */
        Bytes cut = { arena_copy(test_op()->arena, bytes.data, count), count };
        CHECK_INT(outcome_decode(test_op(), cut, &read), INVALID);
    }
    Buf longer;
    buf_init(&longer, test_op()->arena);
    buf_add(&longer, bytes.data, bytes.count);
    buf_u8(&longer, 0);
    CHECK_INT(outcome_decode(test_op(), buf_bytes(&longer), &read), INVALID);
}

TEST(names_are_resolved_once_and_found_again)
{
    Arena *arena = test_op()->arena;
    Outcome outcome = { .source = { SOURCE_CLAUSE, "N4.3b" } }, read;
    Bytes bytes;
    outcome_resolve(arena, &outcome, "due", "2024-06-14");
    outcome_resolve(arena, &outcome, "actor", "union-chair");
    NEED_OK(outcome_encode(test_op(), &outcome, &bytes));
    NEED_OK(outcome_decode(test_op(), bytes, &read));
    CHECK_TEXT(read.resolved.items[0].name, "actor");
    CHECK_TEXT(outcome_resolved(&read, "due"), "2024-06-14");
    CHECK_TEXT(outcome_resolved(&read, "dues"), NULL);
    outcome_resolve(arena, &outcome, "due", "2024-06-15");
    CHECK_INT(outcome_encode(test_op(), &outcome, &bytes), BROKEN);
}

TEST(an_outcome_over_a_limit_is_not_written)
{
    Arena *arena = test_op()->arena;
    Bytes bytes;
    Outcome fine = { .source = { SOURCE_HOUSE, "H1" } };
    CHECK_INT(outcome_encode(test_op(), &fine, &bytes), OK);
    Outcome without = fine;
    without.source.ref = NULL;
    CHECK_INT(outcome_encode(test_op(), &without, &bytes), BROKEN);
    Outcome wordy = fine;
    char *word = arena_alloc(arena, OUTCOME_WORD_BYTES_MAX + 2);
    memset(word, 'a', OUTCOME_WORD_BYTES_MAX + 1);
    wordy.to = word;
    CHECK_INT(outcome_encode(test_op(), &wordy, &bytes), BROKEN);
    Outcome crowded = fine;
    for (size_t i = 0; i <= OUTCOME_LIST_MAX; i++)
        *LIST_ADD(arena, &crowded.sources) = fine.source;
    CHECK_INT(outcome_encode(test_op(), &crowded, &bytes), BROKEN);
    Outcome numberless = fine;
    numberless.on = (Subject){ NOUN_TOPIC, 0 };
    CHECK_INT(outcome_encode(test_op(), &numberless, &bytes), BROKEN);
}
