/* Days and instants.
 *
 * A Day is a calendar day in the conference's place (Asia/Shanghai, without
 * summer time), counted from 1970-01-01. An Instant is microseconds since
 * the epoch, UTC. Neither knows about working days: model/calendar.h does.
 * Range: 1970-01-01 to 9999-12-31.
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct Day {
    int32_t n;
} Day;

typedef struct Instant {
    int64_t us;
} Instant;

#define DAY_NONE ((Day){ INT32_MIN })
static inline bool day_given(Day day)
{
    return day.n != INT32_MIN;
}
#define INSTANT_NONE ((Instant){ INT64_MIN })
static inline bool instant_given(Instant at)
{
    return at.us != INT64_MIN;
}
static inline int day_compare(Day a, Day b)
{
    return (a.n > b.n) - (a.n < b.n);
}
static inline Day day_plus(Day day, int32_t days)
{
    return (Day){ day.n + days };
}

Day day_of(int year, int month, int day); /* must be a real day */
bool day_valid(int year, int month, int day);
void day_split(Day day, int *year, int *month, int *of_month);
int day_weekday(Day day);                         /* 1 Monday … 7 Sunday */
bool day_parse(const char *text, Day *out);       /* 2024-06-14, nothing else */
char *day_text(Arena *arena, Day day);            /* 2024-06-14; "" when not given */
char *day_chinese(Arena *arena, Day day);         /* 2024年6月14日 */
char *day_chinese_weekday(Arena *arena, Day day); /* 2024年6月14日（周五） */

Instant instant_at(Day day, int hour, int minute); /* local time */
Day instant_day(Instant at);
/* "2024-06-14 09:30", local time; also with seconds when asked. */
bool instant_parse(const char *text, Instant *out);
char *instant_text(Arena *arena, Instant at);
char *instant_chinese(Arena *arena, Instant at); /* 2024年6月14日（周五）9:30 */

#endif
