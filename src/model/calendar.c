#include "model/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/holidays_gen.h"

typedef enum DayKind { DAY_PLAIN, DAY_OFF, DAY_WORKED } DayKind;

enum { RANGE_DAYS_MAX = 31, DAYS_A_YEAR_MAX = 366, COUNT_DAYS_MAX = 100000 };

typedef struct CalendarYear {
    int year;
    Bytes text;
    uint8_t days[DAYS_A_YEAR_MAX]; /* a DayKind each, from the first of January */
    uint8_t eve[RANGE_DAYS_MAX];   /* of December before, as this year's notice says */
} CalendarYear;

/* Of all days from the first published year's on, up to and with this one. */
typedef struct DaySum {
    int32_t working;
    int32_t unknown;
} DaySum;

struct Calendar {
    CalendarYear *years; /* by year */
    size_t count;
    Day begins;   /* of the sums; NULL where the years lie too far apart */
    DaySum *sums; /* pages count working days many times over */
    int32_t sum_count;
    Digest digest; /* stands in every record: computed once */
};

typedef struct LineReader {
    Op *op;
    const char *file;
    int line;
    CalendarYear *year;
} LineReader;

static Status line_fault(const LineReader *reader, const char *what)
{
    return op_fail(reader->op, INVALID, "%s:%d: %s", reader->file, reader->line, what);
}

/* Where a day's kind is noted; NULL: this year's notice can't speak of it. */
static uint8_t *day_note(CalendarYear *year, Day day)
{
    int number, month, of_month;
    day_split(day, &number, &month, &of_month);
    if (number == year->year)
        return &year->days[day.n - day_of(number, 1, 1).n];
    if (number == year->year - 1 && month == 12)
        return &year->eve[of_month - 1];
    return NULL;
}

static Status range_note(const LineReader *reader, DayKind kind, Day first, Day last)
{
    if (day_compare(first, last) > 0 || last.n - first.n >= RANGE_DAYS_MAX)
        return line_fault(reader, "起止日期颠倒，或者超过31天");
    for (Day day = first; day.n <= last.n; day.n++) {
        uint8_t *note = day_note(reader->year, day);
        if (note == NULL)
            return line_fault(reader, "日期不在本年，也不在上年12月");
        if (*note != DAY_PLAIN)
            return line_fault(reader, "同一日期写了两次");
        bool weekend = day_weekday(day) > 5;
        if (kind == DAY_WORKED && !weekend)
            return line_fault(reader, "调休上班的日子应是星期六或者星期日");
        *note = (uint8_t)kind;
    }
    return OK;
}

static Status line_read(const LineReader *reader, char *line)
{
    char *comment = strchr(line, '#');
    if (comment != NULL)
        *comment = '\0';
    const char *text = text_trim(reader->op->arena, line);
    DayKind kind = text_starts(text, "off ") ? DAY_OFF : DAY_WORKED;
    if (*text == '\0')
        return OK;
    if (kind == DAY_WORKED && !text_starts(text, "work "))
        return line_fault(reader, "应写 off 日期、off 日期..日期 或者 work 日期");
    const char *days = text_trim(reader->op->arena, strchr(text, ' '));
    const char *dots = strstr(days, "..");
    size_t bytes = dots == NULL ? strlen(days) : (size_t)(dots - days);
    Day first, last;
    if (!day_parse(arena_dup_n(reader->op->arena, days, bytes), &first) ||
        !day_parse(dots == NULL ? days : dots + 2, &last))
        return line_fault(reader, "日期应写作 2024-02-10 或者 2024-02-10..2024-02-17");
    return range_note(reader, kind, first, last);
}

static Status year_read(Op *op, const CalendarText *text, CalendarYear *out)
{
    LineReader reader = { op, text->file, 1, out };
    if (text->year < 1971 || text->year > 9999)
        return line_fault(&reader, "年份应在1971到9999之间");
    if (text->text.count > CALENDAR_FILE_BYTES_MAX)
        return line_fault(&reader, "文件太大：最多64 KiB");
    *out = (CalendarYear){ .year = text->year };
    char *copy = arena_dup_n(op->arena, (const char *)text->text.data, text->text.count);
    out->text = (Bytes){ (const uint8_t *)copy, text->text.count };
    char *line = arena_dup_n(op->arena, copy, text->text.count);
    const char *end = line + text->text.count;
    for (; line < end; reader.line++) {
        char *feed = memchr(line, '\n', (size_t)(end - line));
        size_t bytes = feed == NULL ? (size_t)(end - line) : (size_t)(feed - line);
        bool cut = memchr(line, '\0', bytes) != NULL;
        line[bytes] = '\0';
        if (bytes > 0 && line[bytes - 1] == '\r')
            line[bytes - 1] = '\0';
        if (cut || text_check(line, strlen(line), false) == TEXT_NOT_UTF8)
            return line_fault(&reader, "不是 UTF-8 文本");
        TRY(line_read(&reader, line));
        line += bytes + 1;
    }
    return OK;
}

static int by_year(const void *a, const void *b)
{
    const CalendarYear *x = a, *y = b;
    return (x->year > y->year) - (x->year < y->year);
}

static Digest years_digest(const Calendar *calendar)
{
    ARENA_SCOPE(scratch);
    Buf all;
    buf_init(&all, scratch);
    for (size_t i = 0; i < calendar->count; i++) {
        buf_u32(&all, (uint32_t)calendar->years[i].year);
        buf_u32(&all, (uint32_t)calendar->years[i].text.count);
        buf_add(&all, calendar->years[i].text.data, calendar->years[i].text.count);
    }
    return digest_one(DIGEST_SM3, buf_bytes(&all));
}

Status calendar_embedded(Op *op, const Calendar **out)
{
    CalendarText *texts = ARENA_ARRAY(op->arena, CalendarText, holidays_count);
    for (size_t i = 0; i < holidays_count; i++) {
        int64_t year;
        if (!text_int(holidays[i].name, &year) || year > 9999)
            return op_broken(op, BROKEN, "holidays/%s is not named by its year",
                             holidays[i].name);
        texts[i] =
            (CalendarText){ (int)year, arena_printf(op->arena, "holidays/%s", holidays[i].name),
                            holidays[i].bytes };
    }
    return calendar_read(op, texts, holidays_count, out);
}

static CalendarYear *year_find(const Calendar *calendar, int year)
{
    for (size_t i = 0; i < calendar->count; i++)
        if (calendar->years[i].year == year)
            return &calendar->years[i];
    return NULL;
}

/* The next year's notice may speak of December; it is asked first. */
static DayKind day_kind(const Calendar *calendar, Day day, bool *known)
{
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    CalendarYear *own = year_find(calendar, year), *next = year_find(calendar, year + 1);
    *known = own != NULL;
    if (next != NULL && month == 12 && next->eve[of_month - 1] != DAY_PLAIN)
        return (DayKind)next->eve[of_month - 1];
    return own == NULL ? DAY_PLAIN : (DayKind)*day_note(own, day);
}

bool calendar_is_working(const Calendar *calendar, Day day, bool *known)
{
    DayKind kind = day_kind(calendar, day, known);
    if (!*known)
        return false;
    return kind == DAY_WORKED || (kind == DAY_PLAIN && day_weekday(day) <= 5);
}

static void sums_make(Arena *arena, Calendar *calendar)
{
    int first, last;
    DaySum sum = { 0 };
    calendar_years(calendar, &first, &last);
    if (calendar->count == 0 || last - first >= (int)CALENDAR_YEARS_MAX)
        return;
    calendar->begins = day_of(first, 1, 1);
    calendar->sum_count = day_of(last, 12, 31).n - calendar->begins.n + 1;
    calendar->sums = ARENA_ARRAY(arena, DaySum, (size_t)calendar->sum_count);
    for (int32_t i = 0; i < calendar->sum_count; i++) {
        bool known;
        sum.working += calendar_is_working(calendar, day_plus(calendar->begins, i), &known);
        sum.unknown += !known;
        calendar->sums[i] = sum;
    }
}

Status calendar_read(Op *op, const CalendarText *texts, size_t count, const Calendar **out)
{
    Calendar *calendar = ARENA_NEW(op->arena, Calendar);
    if (count > CALENDAR_YEARS_MAX)
        return op_fail(op, INVALID, "节假日文件最多%u个", CALENDAR_YEARS_MAX);
    calendar->years = ARENA_ARRAY(op->arena, CalendarYear, count);
    calendar->count = count;
    for (size_t i = 0; i < count; i++)
        TRY(year_read(op, &texts[i], &calendar->years[i]));
    if (count > 0)
        qsort(calendar->years, count, sizeof *calendar->years, by_year);
    for (size_t i = 1; i < count; i++)
        if (calendar->years[i - 1].year == calendar->years[i].year)
            return op_fail(op, INVALID, "%d年的节假日文件有两个", calendar->years[i].year);
    calendar->digest = years_digest(calendar);
    sums_make(op->arena, calendar);
    *out = calendar;
    return OK;
}

bool calendar_plus_working(const Calendar *calendar, Day day, int n, Day *out)
{
    int step = n < 0 ? -1 : 1;
    bool known;
    calendar_is_working(calendar, day, &known);
    if (!known || n < -COUNT_DAYS_MAX || n > COUNT_DAYS_MAX)
        return false;
    for (int left = n * step; left > 0;) {
        day = day_plus(day, step);
        left -= calendar_is_working(calendar, day, &known);
        if (!known)
            return false;
    }
    *out = day;
    return true;
}

/* Day by day, where there are no sums. */
static bool working_counted(const Calendar *calendar, Day first, Day last, int *out)
{
    bool known;
    *out = 0;
    calendar_is_working(calendar, first, &known);
    for (Day day = day_plus(first, 1); known && day.n <= last.n; day.n++)
        *out += calendar_is_working(calendar, day, &known);
    return known;
}

static bool working_summed(const Calendar *calendar, Day first, Day last, int *out)
{
    int32_t from = first.n - calendar->begins.n, to = last.n - calendar->begins.n;
    if (from < 0 || to >= calendar->sum_count)
        return false;
    const DaySum *a = &calendar->sums[from], *b = &calendar->sums[to];
    bool known;
    calendar_is_working(calendar, first, &known);
    *out = b->working - a->working;
    return known && a->unknown == b->unknown;
}

bool calendar_working_between(const Calendar *calendar, Day from, Day to, int *out)
{
    bool back = day_compare(from, to) > 0;
    Day first = back ? to : from, last = back ? from : to;
    int count;
    if (!(calendar->sums != NULL ? working_summed(calendar, first, last, &count)
                                 : working_counted(calendar, first, last, &count)))
        return false;
    *out = back ? -count : count;
    return true;
}

void calendar_years(const Calendar *calendar, int *first, int *last)
{
    *first = calendar->count == 0 ? 0 : calendar->years[0].year;
    *last = calendar->count == 0 ? 0 : calendar->years[calendar->count - 1].year;
}

char *calendar_unknown_words(Arena *arena, const Calendar *calendar, Day day)
{
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    while (year_find(calendar, year) != NULL)
        year++;
    return arena_printf(arena, "%d年的节假日安排尚未公布，工作日无法推算", year);
}

Digest calendar_digest(const Calendar *calendar)
{
    return calendar->digest;
}
