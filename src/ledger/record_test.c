#include "ledger/record.h"

#include <string.h>

#include "base/random.h"
#include "base/test.h"
#include "ledger/sample.h"

static bool refused(const Record *record)
{
    Bytes bytes;
    Status status = record_encode(test_op(), record, &bytes);
    bool told = status == INVALID && strstr(op_told(test_op()), "。") != NULL;
    op_clear(test_op());
    return told;
}

TEST(a_record_comes_back_from_its_bytes_as_it_was)
{
    Record record = sample_rich_record(test_op()->arena, 5);
    Bytes bytes;
    Record back;
    NEED_OK(record_encode(test_op(), &record, &bytes));
    NEED_OK(record_decode(test_op(), bytes, &back));
    CHECK_INT(back.seq, 5);
    CHECK_INT(back.recorded_at.us, SAMPLE_TIME);
    CHECK_INT(back.done_on.n, day_of(2024, 3, 1).n);
    CHECK_TEXT(back.actor_post, "office");
    CHECK_TEXT(back.actor_person, "P3");
    CHECK_TEXT(back.entered_by_post, "office");
    CHECK_TEXT(back.entered_by_person, "P4");
    CHECK_TEXT(back.verb, "topic.propose");
    CHECK_TEXT(back.subject, "T1");
    CHECK(memcmp(&back.log, &record.log, sizeof back.log) == 0);
    CHECK(memcmp(&back.prev, &record.prev, sizeof back.prev) == 0);
    CHECK(memcmp(&back.key, &record.key, sizeof back.key) == 0);
    CHECK(memcmp(&back.charter, &record.charter, sizeof back.charter) == 0);
    CHECK(memcmp(&back.settings, &record.settings, sizeof back.settings) == 0);
    CHECK(memcmp(&back.holidays, &record.holidays, sizeof back.holidays) == 0);
    CHECK(bytes_equal(back.outcome, record.outcome));
    CHECK_INT(back.fields.count, 5);
    CHECK_TEXT(back.fields.items[0].name, "erases");
    CHECK_TEXT(back.fields.items[4].name, "title");
    const RecordField *title = record_field(&back, "title");
    CHECK(title != NULL && bytes_equal(title->bytes, bytes_of_text("高温津贴发放")));
    CHECK(record_field(&back, "titl") == NULL);
}

TEST(the_order_fields_are_given_in_does_not_show_in_the_bytes)
{
    Record one = sample_record(1);
    Record other = sample_record(1);
    Arena *arena = test_op()->arena;
    record_add(arena, &one, "a.1", FIELD_PLAIN, bytes_of_text("x"));
    record_add(arena, &one, "a", FIELD_PLAIN, bytes_of_text("y"));
    record_add(arena, &other, "a", FIELD_PLAIN, bytes_of_text("y"));
    record_add(arena, &other, "a.1", FIELD_PLAIN, bytes_of_text("x"));
    Bytes first;
    Bytes second;
    NEED_OK(record_encode(test_op(), &one, &first));
    NEED_OK(record_encode(test_op(), &other, &second));
    CHECK(bytes_equal(first, second));
}

TEST(no_record_decodes_when_cut_off_or_followed_by_anything)
{
    Record record = sample_rich_record(test_op()->arena, 5);
    Bytes bytes;
    Record back;
    NEED_OK(record_encode(test_op(), &record, &bytes));
    for (size_t count = 0; count < bytes.count; count++) {
        /* a copy of exactly so many bytes, so that reading on is seen */
        Bytes cut = { arena_copy(test_op()->arena, bytes.data, count), count };
        CHECK_INT(record_decode(test_op(), cut, &back), INVALID);
    }
    uint8_t *longer = arena_alloc(test_op()->arena, bytes.count + 1);
    memcpy(longer, bytes.data, bytes.count);
    CHECK_INT(record_decode(test_op(), (Bytes){ longer, bytes.count + 1 }, &back), INVALID);
    CHECK_TEXT(op_told(test_op()),
               arena_printf(test_op()->arena,
                            "账本记录第 %zu 字节处不能解读：末尾有多余的字节。", bytes.count));
}

/* The heart of "one encoding": whatever decodes encodes to the same bytes. */
static void check_canonical(Op *op, Bytes bytes, size_t *decoded)
{
    Record record;
    Bytes again;
    if (record_decode(op, bytes, &record) != OK)
        return;
    (*decoded)++;
    CHECK(record_encode(op, &record, &again) == OK && bytes_equal(bytes, again));
}

TEST(a_mutated_record_is_refused_or_is_the_one_encoding_of_another)
{
    Record record = sample_rich_record(test_op()->arena, 5);
    Bytes bytes;
    NEED_OK(record_encode(test_op(), &record, &bytes));
    uint8_t *mutated = arena_copy(test_op()->arena, bytes.data, bytes.count);
    ARENA_SCOPE(arena);
    Op op = { .arena = arena };
    size_t decoded = 0;
    for (size_t at = 0; at < bytes.count; at++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            arena_reset(arena);
            mutated[at] ^= (uint8_t)(1u << bit);
            check_canonical(&op, (Bytes){ mutated, bytes.count }, &decoded);
            mutated[at] ^= (uint8_t)(1u << bit);
        }
    }
    CHECK(decoded > 1000 && decoded < 8 * bytes.count);
}

TEST(records_mutated_at_several_places_are_refused_or_canonical)
{
    Record record = sample_rich_record(test_op()->arena, 5);
    Bytes bytes;
    NEED_OK(record_encode(test_op(), &record, &bytes));
    ARENA_SCOPE(arena);
    Op op = { .arena = arena };
    Random random = random_seeded(20240301);
    size_t decoded = 0;
    for (int round = 0; round < 5000; round++) {
        arena_reset(arena);
        uint8_t *mutated = arena_copy(arena, bytes.data, bytes.count);
        for (uint64_t i = random_below(&random, 4) + 1; i > 0; i--)
            mutated[random_below(&random, bytes.count)] = (uint8_t)random_below(&random, 256);
        size_t count = bytes.count - (size_t)random_below(&random, 3);
        check_canonical(&op, (Bytes){ mutated, count }, &decoded);
    }
    CHECK(decoded > 0);
}

TEST(fields_out_of_order_or_twice_do_not_decode)
{
    Record record = sample_record(1);
    Arena *arena = test_op()->arena;
    record_add(arena, &record, "aa", FIELD_PLAIN, bytes_of_text("x"));
    record_add(arena, &record, "ab", FIELD_PLAIN, bytes_of_text("y"));
    Bytes bytes;
    Record back;
    NEED_OK(record_encode(test_op(), &record, &bytes));
    uint8_t *mutated = arena_copy(arena, bytes.data, bytes.count);
    uint8_t *name = memmem(mutated, bytes.count, "ab", 2);
    NEED(name != NULL);
    for (char c = 'a'; c >= 'Z'; c = c == 'a' ? 'Z' : 'A') {
        name[1] = (uint8_t)c;
        CHECK_INT(record_decode(test_op(), (Bytes){ mutated, bytes.count }, &back), INVALID);
        CHECK(strstr(op_told(test_op()), "字段未按名称排序或重复") != NULL);
    }
    record_add(arena, &record, "aa", FIELD_PLAIN, bytes_of_text("z"));
    CHECK(refused(&record));
}

TEST(words_of_another_shape_are_refused)
{
    static const char *const bad[] = {
        "Ünder", "a b", "1a", "-a", ".a", "高温", "a\n", "a\xff"
    };
    char *longest = arena_alloc(test_op()->arena, RECORD_WORD_BYTES_MAX + 2);
    memset(longest, 'a', RECORD_WORD_BYTES_MAX + 1);
    for (size_t i = 0; i <= sizeof bad / sizeof bad[0]; i++) {
        Record record = sample_record(1);
        record.subject = i < sizeof bad / sizeof bad[0] ? bad[i] : longest;
        CHECK(refused(&record));
        record.subject = "";
        record_add(test_op()->arena, &record, i < sizeof bad / sizeof bad[0] ? bad[i] : longest,
                   FIELD_PLAIN, bytes_of_text("x"));
        CHECK(refused(&record));
    }
    longest[RECORD_WORD_BYTES_MAX] = '\0';
    CHECK(record_word_valid(longest, false));
    CHECK(record_word_valid("", true));
    CHECK(!record_word_valid("", false));
    CHECK(!record_word_valid(NULL, true));
}

TEST(a_record_that_says_the_same_in_two_ways_is_refused)
{
    Record record = sample_record(1);
    record.entered_by_post = "office";
    record.entered_by_person = "P3";
    CHECK(refused(&record)); /* entered by the actor: must be left out */
    record.entered_by_post = "";
    CHECK(refused(&record)); /* a person without a post */
    record = sample_record(1);
    record.actor_post = "";
    CHECK(refused(&record));
    record.actor_person = "";
    Bytes bytes;
    CHECK_INT(record_encode(test_op(), &record, &bytes), OK);
    record.verb = "";
    CHECK(refused(&record));
}

TEST(values_beyond_their_limits_are_refused)
{
    Arena *arena = test_op()->arena;
    uint8_t *large = arena_alloc(arena, RECORD_VALUE_BYTES_MAX + 1);
    Record record = sample_record(1);
    Bytes bytes;
    record.outcome = (Bytes){ large, RECORD_VALUE_BYTES_MAX + 1 };
    CHECK(refused(&record));
    record.outcome.count--;
    CHECK_INT(record_encode(test_op(), &record, &bytes), OK);
    record_add(arena, &record, "text", FIELD_PLAIN, record.outcome);
    CHECK(refused(&record)); /* two halves and the rest: over 1 MiB */
    record = sample_record(1);
    record.recorded_at.us = -1;
    CHECK(refused(&record));
    record.recorded_at.us = RECORD_TIME_MAX + 1;
    CHECK(refused(&record));
    record = sample_record(1);
    record.done_on = DAY_NONE;
    CHECK(refused(&record));
    record = sample_record(1);
    record_add(arena, &record, "phone", FIELD_PRIVATE, (Bytes){ large, 31 });
    CHECK(refused(&record));
    record = sample_record(1);
    record_add(arena, &record, "scan", FIELD_FILE, (Bytes){ large, 32 });
    CHECK(refused(&record));
    record = sample_record(1);
    for (unsigned i = 0; i <= RECORD_FIELDS_MAX; i++)
        record_add(arena, &record, arena_printf(arena, "f%u", i), FIELD_PLAIN, (Bytes){ 0 });
    CHECK(refused(&record));
}

TEST(an_erasure_names_only_what_lies_before_it)
{
    Op *op = test_op();
    ErasureList list = { 0 };
    Bytes bytes;
    CHECK_INT(erasures_encode(op, &list, &bytes), INVALID);
    *LIST_ADD(op->arena, &list) = (Erasure){ 4, "phone" };
    *LIST_ADD(op->arena, &list) = (Erasure){ 2, "phone" };
    *LIST_ADD(op->arena, &list) = (Erasure){ 2, "name" };
    NEED_OK(erasures_encode(op, &list, &bytes));
    ErasureList back;
    NEED_OK(erasures_decode(op, bytes, 5, &back));
    CHECK_INT(back.count, 3);
    CHECK_INT(back.items[0].seq, 2);
    CHECK_TEXT(back.items[0].field, "name");
    CHECK_INT(back.items[2].seq, 4);
    CHECK_INT(erasures_decode(op, bytes, 4, &back), INVALID);
    Record record = sample_record(4);
    record_add(op->arena, &record, "erases", FIELD_ERASURE, bytes);
    CHECK(refused(&record));
    *LIST_ADD(op->arena, &list) = (Erasure){ 2, "name" };
    CHECK_INT(erasures_encode(op, &list, &bytes), INVALID);
    CHECK_TEXT(op_told(op), "第 2 笔的 name 在抹除清单中出现两次。");
}
