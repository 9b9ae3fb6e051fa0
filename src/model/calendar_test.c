#include "model/calendar.h"

#include <string.h>

#include "base/test.h"

static const Calendar *embedded(void)
{
    const Calendar *calendar = NULL;
    test_check_ok(calendar_embedded(test_op(), &calendar), __FILE__, __LINE__, "embedded");
    return calendar;
}

static int working_days_of(const Calendar *calendar, int year)
{
    int count = 0;
    for (Day day = day_of(year, 1, 1); day.n <= day_of(year, 12, 31).n; day.n++) {
        bool known;
        count += calendar_is_working(calendar, day, &known);
        CHECK(known);
    }
    return count;
}

TEST(the_published_years_have_their_known_number_of_working_days)
{
    const Calendar *calendar = embedded();
    int first, last;
    CHECK_INT(working_days_of(calendar, 2023), 249);
    CHECK_INT(working_days_of(calendar, 2024), 251);
    CHECK_INT(working_days_of(calendar, 2025), 248);
    CHECK_INT(working_days_of(calendar, 2026), 248);
    calendar_years(calendar, &first, &last);
    CHECK_INT(first, 2023);
    CHECK_INT(last, 2026);
}

static bool working(const Calendar *calendar, int year, int month, int day)
{
    bool known;
    return calendar_is_working(calendar, day_of(year, month, day), &known) && known;
}

TEST(days_off_and_make_up_days_are_those_of_the_notice)
{
    const Calendar *calendar = embedded();
    CHECK(!working(calendar, 2024, 2, 12));
    CHECK(working(calendar, 2024, 2, 9));  /* the eve: rest was only encouraged */
    CHECK(working(calendar, 2024, 2, 18)); /* a Sunday, worked */
    CHECK(!working(calendar, 2024, 2, 24));
    CHECK(working(calendar, 2024, 6, 14));
    CHECK(!working(calendar, 2025, 10, 8));
}

TEST(beyond_the_published_years_nothing_is_guessed)
{
    const Calendar *calendar = embedded();
    bool known = true;
    Day out;
    int count;
    CHECK(!calendar_is_working(calendar, day_of(2027, 1, 4), &known));
    CHECK(!known);
    CHECK(!calendar_is_working(calendar, day_of(2022, 12, 30), &known));
    CHECK(!known);
    CHECK(!calendar_plus_working(calendar, day_of(2026, 12, 30), 2, &out));
    CHECK(calendar_plus_working(calendar, day_of(2026, 12, 30), 1, &out));
    CHECK(!calendar_working_between(calendar, day_of(2026, 12, 1), day_of(2027, 1, 1), &count));
    CHECK_TEXT(calendar_unknown_words(test_op()->arena, calendar, day_of(2026, 12, 30)),
               "2027年的节假日安排尚未公布，工作日无法推算");
}

TEST(the_day_of_receipt_is_not_counted)
{
    const Calendar *calendar = embedded();
    Day out;
    int count;
    NEED(calendar_plus_working(calendar, day_of(2024, 6, 6), 3, &out)); /* Thursday */
    CHECK_TEXT(day_text(test_op()->arena, out), "2024-06-12"); /* 7, (10 is off) 11, 12 */
    NEED(calendar_plus_working(calendar, out, -3, &out));
    CHECK_TEXT(day_text(test_op()->arena, out), "2024-06-06");
    NEED(calendar_plus_working(calendar, day_of(2024, 6, 8), 1, &out)); /* Saturday */
    CHECK_TEXT(day_text(test_op()->arena, out), "2024-06-11");
    NEED(calendar_plus_working(calendar, day_of(2024, 6, 8), 0, &out));
    CHECK_TEXT(day_text(test_op()->arena, out), "2024-06-08");
    NEED(calendar_working_between(calendar, day_of(2024, 6, 6), day_of(2024, 6, 12), &count));
    CHECK_INT(count, 3);
    NEED(calendar_working_between(calendar, day_of(2024, 6, 12), day_of(2024, 6, 6), &count));
    CHECK_INT(count, -3);
    NEED(calendar_working_between(calendar, day_of(2024, 6, 6), day_of(2024, 6, 6), &count));
    CHECK_INT(count, 0);
}

static void faulty(const char *text, const char *told)
{
    CalendarText file = { 2024, "holidays/2024", bytes_of_text(text) };
    const Calendar *calendar;
    op_clear(test_op());
    CHECK_INT(calendar_read(test_op(), &file, 1, &calendar), INVALID);
    CHECK_TEXT(op_told(test_op()), told);
}

TEST(a_faulty_holiday_file_is_refused_with_its_line)
{
    faulty("# 节\nholiday 2024-01-01\n",
           "holidays/2024:2: 应写 off 日期、off 日期..日期 或者 work 日期");
    faulty("off 2024-1-1",
           "holidays/2024:1: 日期应写作 2024-02-10 或者 2024-02-10..2024-02-17");
    faulty("off", "holidays/2024:1: 应写 off 日期、off 日期..日期 或者 work 日期");
    faulty("off 2024-02-17..2024-02-10", "holidays/2024:1: 起止日期颠倒，或者超过31天");
    faulty("off 2024-02-10..2025-02-10", "holidays/2024:1: 起止日期颠倒，或者超过31天");
    faulty("off 2025-01-01", "holidays/2024:1: 日期不在本年，也不在上年12月");
    faulty("\n\noff 2023-11-30", "holidays/2024:3: 日期不在本年，也不在上年12月");
    faulty("off 2024-01-01\nwork 2024-01-01", "holidays/2024:2: 同一日期写了两次");
    faulty("work 2024-02-19", "holidays/2024:1: 调休上班的日子应是星期六或者星期日");
    faulty("off 2024-01-01 # \xff", "holidays/2024:1: 不是 UTF-8 文本");
}

TEST(a_holiday_file_with_a_nul_or_too_long_is_refused)
{
    CalendarText file = { 2024, "holidays/2024", { (const uint8_t *)"off\0 2024-01-01", 15 } };
    const Calendar *calendar;
    CHECK_INT(calendar_read(test_op(), &file, 1, &calendar), INVALID);
    CHECK_TEXT(op_told(test_op()), "holidays/2024:1: 不是 UTF-8 文本");
    file.text = (Bytes){ (const uint8_t *)"off 2024-01-01\0", 15 };
    CHECK_INT(calendar_read(test_op(), &file, 1, &calendar), INVALID);
    size_t bytes = CALENDAR_FILE_BYTES_MAX + 1;
    file.text = (Bytes){ arena_alloc(test_op()->arena, bytes), bytes };
    CHECK_INT(calendar_read(test_op(), &file, 1, &calendar), INVALID);
    CHECK_TEXT(op_told(test_op()), "holidays/2024:1: 文件太大：最多64 KiB");
}

TEST(a_year_has_one_file_and_the_digest_does_not_depend_on_their_order)
{
    CalendarText files[] = { { 2025, "a", bytes_of_text("off 2024-12-31..2025-01-01\n") },
                             { 2024, "b", bytes_of_text("off 2024-01-01\r\n") } };
    CalendarText turned[] = { files[1], files[0] };
    const Calendar *a, *b;
    NEED_OK(calendar_read(test_op(), files, 2, &a));
    NEED_OK(calendar_read(test_op(), turned, 2, &b));
    Digest first = calendar_digest(a), second = calendar_digest(b);
    CHECK(memcmp(first.bytes, second.bytes, 32) == 0);
    CHECK(!working(a, 2024, 12, 31)); /* next year's notice speaks of it */
    CHECK(!working(a, 2024, 1, 1));
    turned[1].year = 2024;
    CHECK_INT(calendar_read(test_op(), turned, 2, &b), INVALID);
    Digest other = calendar_digest(embedded());
    CHECK(memcmp(first.bytes, other.bytes, 32) != 0);
}

/* Counting through sums says what counting day by day says, gaps included. */
TEST(working_days_between_two_days_are_those_one_would_count)
{
    Op *op = test_op();
    const CalendarText texts[] = {
        { 2024, "2024", bytes_of_text("off 2024-02-10..2024-02-17\nwork 2024-02-18\n") },
        { 2026, "2026", bytes_of_text("off 2025-12-31..2026-01-02\n") },
        { 2027, "2027", bytes_of_text("work 2027-01-02\n") },
    };
    const Calendar *calendar;
    NEED_OK(calendar_read(op, texts, 3, &calendar));
    for (Day a = day_of(2023, 12, 1); a.n < day_of(2028, 2, 1).n; a.n += 13)
        for (Day b = day_of(2023, 12, 1); b.n < day_of(2028, 2, 1).n; b.n += 11) {
            int count = -99999, should = 0;
            Day first = a.n < b.n ? a : b, last = a.n < b.n ? b : a;
            bool known, all = true;
            for (Day day = first; day.n <= last.n; day.n++) {
                bool working = calendar_is_working(calendar, day, &known);
                all = all && known;
                should += day.n > first.n && working;
            }
            if (!CHECK(calendar_working_between(calendar, a, b, &count) == all))
                return;
            if (all && !CHECK_INT(count, a.n <= b.n ? should : -should))
                return;
        }
}
