/* Working days, from the State Council's yearly notices (holidays/YYYY).
 *
 * A day is a working day when its notice lists it as 上班; else not when it is
 * listed as 放假; else Monday to Friday. A year without a file is not
 * published yet: the answer is then "not known", never a guess. A file may
 * list days off of the last days of the year before (new year's holiday).
 *
 * Counting: the day of receipt is not counted; the first working day after it
 * is day 1. What is returned lives in the arena the calendar was made in.
 *
 * A file is UTF-8 text, at most 64 KiB; a line is `off DAY`, `off DAY..DAY`,
 * `work DAY` or `work DAY..DAY`; `#` begins a comment.
 */
#ifndef MODEL_CALENDAR_H
#define MODEL_CALENDAR_H

#include "base/buf.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/op.h"

#define CALENDAR_FILE_BYTES_MAX (64u * 1024u)
#define CALENDAR_YEARS_MAX 100u

typedef struct CalendarText {
    int year;
    const char *file; /* for messages: "holidays/2024" */
    Bytes text;
} CalendarText;

typedef struct Calendar Calendar;

/* Reads the files, in any order. INVALID: "FILE:LINE: …". */
NODISCARD Status calendar_read(Op *op, const CalendarText *texts, size_t count,
                               const Calendar **out);
/* The calendar of the files this binary carries. */
NODISCARD Status calendar_embedded(Op *op, const Calendar **out);

bool calendar_is_working(const Calendar *calendar, Day day, bool *known);
/* The n-th working day after `day` (n >= 0; 0 is the day itself), or before
 * it for n < 0; false when a day in between is not published. */
bool calendar_plus_working(const Calendar *calendar, Day day, int n, Day *out);
/* Working days after `from` up to and with `to` (negative when `to` is the
 * earlier); false when not published. */
bool calendar_working_between(const Calendar *calendar, Day from, Day to, int *out);
/* The first and last published year; both 0 when there is none. */
void calendar_years(const Calendar *calendar, int *first, int *last);
/* "2027年的节假日安排尚未公布，工作日无法推算" for the first unpublished day. */
char *calendar_unknown_words(Arena *arena, const Calendar *calendar, Day day);
/* SM3 over the files in the order of their years. */
Digest calendar_digest(const Calendar *calendar);

#endif
