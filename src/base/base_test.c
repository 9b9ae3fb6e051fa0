#include <string.h>

#include "base/day.h"
#include "base/digest.h"
#include "base/random.h"
#include "base/test.h"
#include "base/text.h"

TEST(an_arena_hands_out_zeroed_memory_of_any_size)
{
    ARENA_SCOPE(arena);
    char *small = arena_alloc(arena, 1);
    char *large = arena_alloc(arena, 1 << 20);
    CHECK_INT(small[0], 0);
    CHECK_INT(large[(1 << 20) - 1], 0);
    arena_reset(arena);
    CHECK_INT(arena_used(arena), 0);
}

TEST(a_list_grows_and_keeps_its_items)
{
    TextList list = { 0 };
    for (int i = 0; i < 100; i++)
        *LIST_ADD(test_op()->arena, &list) = arena_printf(test_op()->arena, "%d", i);
    CHECK_INT(list.count, 100);
    CHECK_TEXT(list.items[99], "99");
}

TEST(a_day_is_parsed_only_in_its_one_form)
{
    Day day;
    CHECK(day_parse("2024-02-29", &day));
    CHECK_TEXT(day_chinese_weekday(test_op()->arena, day), "2024年2月29日（周四）");
    CHECK(!day_parse("2023-02-29", &day));
    CHECK(!day_parse("2024-6-14", &day));
    CHECK(!day_parse("2024-06-14 ", &day));
}

TEST(every_day_of_four_centuries_survives_text_and_back)
{
    ARENA_SCOPE(arena);
    for (int32_t n = 0; n < 146097; n += 7) {
        Day back;
        arena_reset(arena);
        CHECK(day_parse(day_text(arena, (Day){ n }), &back) && back.n == n);
    }
}

TEST(an_instant_belongs_to_the_local_day)
{
    Instant at;
    CHECK(instant_parse("2024-03-01 00:30", &at));
    CHECK_TEXT(day_text(test_op()->arena, instant_day(at)), "2024-03-01");
    CHECK_TEXT(instant_text(test_op()->arena, at), "2024-03-01 00:30:00");
    CHECK(!instant_parse("2024-03-01 24:00", &at));
}

TEST(text_that_is_not_clean_utf8_is_told_apart)
{
    CHECK_INT(text_check("高温津贴", 12, false), TEXT_FINE);
    CHECK_INT(text_check("\xff", 1, false), TEXT_NOT_UTF8);
    CHECK_INT(text_check("\xed\xa0\x80", 3, false), TEXT_NOT_UTF8);
    CHECK_INT(text_check("\xc0\xaf", 2, false), TEXT_NOT_UTF8);
    CHECK_INT(text_check("a\nb", 3, false), TEXT_CONTROL);
    CHECK_INT(text_check("a\nb", 3, true), TEXT_FINE);
    CHECK_INT(text_check("e\xcc\x81", 3, false), TEXT_NOT_NORMAL);
    CHECK_INT(text_check("a\xe2\x80\xae", 4, false), TEXT_CONTROL);
}

TEST(characters_are_counted_not_bytes)
{
    CHECK_INT(text_characters("联席𠮷"), 3);
    CHECK_TEXT(text_trim(test_op()->arena, "\xe3\x80\x80 联席 \n"), "联席");
}

TEST(numbers_are_read_without_overflow)
{
    int64_t n;
    CHECK(text_int("-9223372036854775808", &n) && n == INT64_MIN);
    CHECK(!text_int("9223372036854775808", &n));
    CHECK(!text_int("", &n));
    CHECK(!text_int("1 ", &n));
}

/* GB/T 32905-2016, example 1; FIPS 180-4. */
TEST(digests_agree_with_the_published_examples)
{
    Digest sm3 = digest_one(DIGEST_SM3, bytes_of_text("abc"));
    Digest sha = digest_one(DIGEST_SHA256, bytes_of_text("abc"));
    CHECK_TEXT(digest_hex(test_op()->arena, &sm3),
               "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    CHECK_TEXT(digest_hex(test_op()->arena, &sha),
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* RFC 4231, test cases 2 and 6 (a key longer than a block). */
TEST(message_authentication_agrees_with_the_published_examples)
{
    uint8_t long_key[131];
    memset(long_key, 0xaa, sizeof long_key);
    const Bytes runs[] = { bytes_of_text("what do ya want "), bytes_of_text("for nothing?") };
    Bytes text = bytes_of_text("Test Using Larger Than Block-Size Key - Hash Key First");
    Digest mac = digest_hmac(DIGEST_SHA256, bytes_of_text("Jefe"), runs, 2);
    CHECK_TEXT(digest_hex(test_op()->arena, &mac),
               "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    mac = digest_hmac(DIGEST_SHA256, (Bytes){ long_key, sizeof long_key }, &text, 1);
    CHECK_TEXT(digest_hex(test_op()->arena, &mac),
               "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(a_digester_gives_every_time_what_a_single_digest_gives)
{
    DIGESTER_SCOPE(digester);
    const Bytes runs[] = { bytes_of_text("联席"), bytes_of_text(""), bytes_of_text("会议") };
    for (size_t round = 0; round < 6; round++) {
        DigestKind kind = round % 2 == 0 ? DIGEST_SM3 : DIGEST_SHA256;
        Digest one = digest_of(kind, runs, round / 2 + 1);
        Digest again = digester_of(&digester, kind, runs, round / 2 + 1);
        CHECK(bytes_equal(digest_bytes(&one), digest_bytes(&again)));
    }
    digester_free(&digester);
    digester_free(&digester); /* and a third time at the end of the scope */
}

TEST(seeded_bytes_repeat_and_system_bytes_do_not)
{
    uint8_t a[40], b[40];
    Random one = random_seeded(7), two = random_seeded(7), system = random_system();
    random_bytes(&one, a, sizeof a);
    random_bytes(&two, b, sizeof b);
    CHECK(bytes_equal((Bytes){ a, 40 }, (Bytes){ b, 40 }));
    random_bytes(&system, b, sizeof b);
    CHECK(!bytes_equal((Bytes){ a, 40 }, (Bytes){ b, 40 }));
}
