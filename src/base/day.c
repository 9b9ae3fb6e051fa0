#include "base/day.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { LOCAL_OFFSET_SECONDS = 8 * 3600, DAY_SECONDS = 86400 };

/* Civil day arithmetic after H. Hinnant's "chrono-Compatible Low-Level Date
 * Algorithms": eras of 400 years that begin on the first of March. */
static int32_t days_from_civil(int year, int month, int day)
{
    int y = year - (month <= 2);
    int era = y / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return (int32_t)(era * 146097 + doe - 719468);
}

bool day_valid(int year, int month, int day)
{
    static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= length[month - 1] + (month == 2 && leap);
}

Day day_of(int year, int month, int day)
{
    assert(day_valid(year, month, day));
    return (Day){ days_from_civil(year, month, day) };
}

void day_split(Day day, int *year, int *month, int *of_month)
{
    int z = day.n + 719468;
    int era = z / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    *of_month = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

int day_weekday(Day day)
{
    return (day.n + 3) % 7 + 1; /* 1970-01-01 was a Thursday */
}

static bool digits_read(const char *text, int count, int *out)
{
    *out = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

static bool day_read(const char *text, Day *out)
{
    int year, month, day;
    if (!digits_read(text, 4, &year) || text[4] != '-' || !digits_read(text + 5, 2, &month) ||
        text[7] != '-' || !digits_read(text + 8, 2, &day) || !day_valid(year, month, day))
        return false;
    *out = day_of(year, month, day);
    return true;
}

bool day_parse(const char *text, Day *out)
{
    return strlen(text) == 10 && day_read(text, out);
}

char *day_text(Arena *arena, Day day)
{
    if (!day_given(day))
        return arena_dup(arena, "");
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    return arena_printf(arena, "%04d-%02d-%02d", year, month, of_month);
}

char *day_chinese(Arena *arena, Day day)
{
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    return arena_printf(arena, "%d年%d月%d日", year, month, of_month);
}

static const char *weekday_word(Day day)
{
    static const char *const words[] = {
        "周一", "周二", "周三", "周四", "周五", "周六", "周日"
    };
    return words[day_weekday(day) - 1];
}

char *day_chinese_weekday(Arena *arena, Day day)
{
    return arena_printf(arena, "%s（%s）", day_chinese(arena, day), weekday_word(day));
}

Instant instant_at(Day day, int hour, int minute)
{
    int64_t seconds =
        (int64_t)day.n * DAY_SECONDS + hour * 3600 + minute * 60 - LOCAL_OFFSET_SECONDS;
    return (Instant){ seconds * 1000000 };
}

static int64_t local_seconds(Instant at)
{
    int64_t us = at.us + (int64_t)LOCAL_OFFSET_SECONDS * 1000000;
    int64_t seconds = us / 1000000;
    return us % 1000000 < 0 ? seconds - 1 : seconds;
}

Day instant_day(Instant at)
{
    int64_t seconds = local_seconds(at);
    int64_t day = seconds / DAY_SECONDS;
    return (Day){ (int32_t)(seconds % DAY_SECONDS < 0 ? day - 1 : day) };
}

bool instant_parse(const char *text, Instant *out)
{
    Day day;
    int hour, minute, second = 0;
    size_t length = strlen(text);
    if ((length != 16 && length != 19) || !day_read(text, &day) || text[10] != ' ' ||
        !digits_read(text + 11, 2, &hour) || text[13] != ':' ||
        !digits_read(text + 14, 2, &minute))
        return false;
    if (length == 19 && (text[16] != ':' || !digits_read(text + 17, 2, &second)))
        return false;
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *out = (Instant){ instant_at(day, hour, minute).us + second * 1000000LL };
    return true;
}

char *instant_text(Arena *arena, Instant at)
{
    int64_t of_day = local_seconds(at) - (int64_t)instant_day(at).n * DAY_SECONDS;
    return arena_printf(arena, "%s %02d:%02d:%02d", day_text(arena, instant_day(at)),
                        (int)(of_day / 3600), (int)(of_day / 60 % 60), (int)(of_day % 60));
}

char *instant_chinese(Arena *arena, Instant at)
{
    int64_t of_day = local_seconds(at) - (int64_t)instant_day(at).n * DAY_SECONDS;
    return arena_printf(arena, "%s%d:%02d", day_chinese_weekday(arena, instant_day(at)),
                        (int)(of_day / 3600), (int)(of_day / 60 % 60));
}
