#include "charter/bound.h"

#include <string.h>

#include "base/text.h"
#include "charter/point.h"

/* The words of a value, one by one. */
typedef struct Words {
    TextList list;
    size_t at;
} Words;

static Words words_split(Arena *arena, const char *text)
{
    Words words = { .at = 0 };
    TextList parts = text_split(arena, text, " ");
    for (size_t i = 0; i < parts.count; i++)
        if (!text_empty(parts.items[i]))
            *LIST_ADD(arena, &words.list) = parts.items[i];
    return words;
}

static const char *word_now(const Words *words)
{
    return words->at < words->list.count ? words->list.items[words->at] : "";
}

static bool word_take(Words *words, const char *word)
{
    if (!text_same(word_now(words), word))
        return false;
    words->at++;
    return true;
}

static bool number_take(Words *words, int32_t *out)
{
    int64_t number;
    if (!text_int(word_now(words), &number) || number < 1 || number > 9999)
        return false;
    *out = (int32_t)number;
    words->at++;
    return true;
}

static bool words_end(const Words *words)
{
    return words->at == words->list.count;
}

/* Takes "at most", "at least" or "exactly" when it stands there. */
static void kind_take(Words *words, BoundKind *kind)
{
    if (word_take(words, "at"))
        *kind = word_take(words, "most") ? BOUND_AT_MOST
                : word_take(words, "least")
                    ? BOUND_AT_LEAST
                    : (words->at = words->list.count + 1, BOUND_EXACTLY);
    else if (word_take(words, "exactly"))
        *kind = BOUND_EXACTLY;
}

static bool unit_take(Words *words, BoundUnit *unit)
{
    static const struct {
        const char *one, *many;
        BoundUnit unit;
    } units[] = { { "day", "days", UNIT_DAYS },
                  { "week", "weeks", UNIT_WEEKS },
                  { "month", "months", UNIT_MONTHS },
                  { "year", "years", UNIT_YEARS } };
    bool working = word_take(words, "working");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (word_take(words, units[i].one) || word_take(words, units[i].many)) {
            *unit = working ? UNIT_WORKING_DAYS : units[i].unit;
            return !working || i == 0;
        }
    }
    return false;
}

bool bound_parse_time(Arena *arena, const char *text, bool ahead, Bound *out)
{
    Words words = words_split(arena, text);
    *out = (Bound){ .kind = ahead ? BOUND_AT_LEAST : BOUND_AT_MOST };
    if (!ahead && word_take(&words, "promptly")) {
        out->kind = BOUND_PROMPTLY;
        out->unit = UNIT_DAYS;
    } else if (!number_take(&words, &out->number) || !unit_take(&words, &out->unit)) {
        return false;
    }
    if (word_take(&words, ahead ? "before" : "after")) {
        out->verb = word_now(&words);
        words.at++;
        return out->verb[0] != '\0' && words_end(&words);
    }
    return words_end(&words);
}

bool bound_parse_count(const char *text, Bound *out)
{
    ARENA_SCOPE(scratch);
    Words words = words_split(scratch, text);
    *out = (Bound){ .kind = BOUND_EXACTLY, .unit = UNIT_COUNT };
    kind_take(&words, &out->kind);
    return number_take(&words, &out->number) && words_end(&words);
}

bool frequency_parse(const char *text, Frequency *out)
{
    static const struct {
        const char *one, *many;
        Period period;
    } periods[] = { { "year", "years", PERIOD_YEAR },
                    { "half-year", "half-years", PERIOD_HALF_YEAR },
                    { "quarter", "quarters", PERIOD_QUARTER },
                    { "month", "months", PERIOD_MONTH } };
    ARENA_SCOPE(scratch);
    Words words = words_split(scratch, text);
    *out = (Frequency){ .kind = BOUND_AT_LEAST, .periods = 1 };
    kind_take(&words, &out->kind);
    if (!number_take(&words, &out->number) || !word_take(&words, "per"))
        return false;
    bool several = number_take(&words, &out->periods);
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        if (word_take(&words, several ? periods[i].many : periods[i].one)) {
            out->period = periods[i].period;
            return words_end(&words);
        }
    }
    return false;
}

static bool month_day(const char *text, int *month, int *day)
{
    int64_t m, d;
    char parts[2][3] = { { 0 } };
    if (strlen(text) != 5 || text[2] != '-')
        return false;
    memcpy(parts[0], text, 2);
    memcpy(parts[1], text + 3, 2);
    if (!text_int(parts[0], &m) || !text_int(parts[1], &d) || !day_valid(2024, (int)m, (int)d))
        return false;
    *month = (int)m;
    *day = (int)d;
    return true;
}

bool window_parse(const char *text, Window *out)
{
    static const struct {
        const char *name;
        Window window;
    } named[] = { { "first-quarter", { 1, 1, 3, 31 } }, { "second-quarter", { 4, 1, 6, 30 } },
                  { "third-quarter", { 7, 1, 9, 30 } }, { "fourth-quarter", { 10, 1, 12, 31 } },
                  { "first-half", { 1, 1, 6, 30 } },    { "second-half", { 7, 1, 12, 31 } } };
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (text_same(named[i].name, text)) {
            *out = named[i].window;
            return true;
        }
    }
    ARENA_SCOPE(scratch);
    Words words = words_split(scratch, text);
    if (words.list.count != 3 || !text_same(words.list.items[1], "to"))
        return false;
    return month_day(words.list.items[0], &out->first_month, &out->first_day) &&
           month_day(words.list.items[2], &out->last_month, &out->last_day);
}

/* In days, the least and the most a length can be. Working days are only
 * comparable with working days. */
static void in_days(const Bound *bound, int64_t *least, int64_t *most)
{
    int64_t n = bound->number;
    switch (bound->unit) {
    case UNIT_COUNT:
    case UNIT_DAYS:
    case UNIT_WORKING_DAYS:
        *least = *most = n;
        return;
    case UNIT_WEEKS:
        *least = *most = n * 7;
        return;
    case UNIT_MONTHS:
        *least = n * 28;
        *most = n * 31;
        return;
    case UNIT_YEARS:
        *least = n * 365;
        *most = n * 366;
        return;
    }
}

/* For two bounds of one direction: smaller is stricter when both are “at most”. */
static Stricter smaller(bool same, bool first_smaller, bool second_smaller, bool at_most)
{
    if (same)
        return STRICTER_SAME;
    if (first_smaller)
        return at_most ? STRICTER_FIRST : STRICTER_SECOND;
    if (second_smaller)
        return at_most ? STRICTER_SECOND : STRICTER_FIRST;
    return STRICTER_NEITHER;
}

/* “Exactly 3” lies within “at most 5”; “at least 5” and “at most 3” leave
 * nothing; “at least 1” and “at most 4” both hold. */
static Stricter kinds_differ(BoundKind a, int64_t n, BoundKind b, int64_t m)
{
    if (a == BOUND_EXACTLY)
        return (b == BOUND_AT_MOST ? n <= m : n >= m) ? STRICTER_FIRST : STRICTER_NEITHER;
    if (b == BOUND_EXACTLY)
        return (a == BOUND_AT_MOST ? m <= n : m >= n) ? STRICTER_SECOND : STRICTER_NEITHER;
    return (a == BOUND_AT_LEAST ? n <= m : m <= n) ? STRICTER_BOTH : STRICTER_NEITHER;
}

Stricter bound_stricter(const Bound *a, const Bound *b)
{
    int64_t a_least = 0, a_most = 0, b_least = 0, b_most = 0;
    if (!text_same(a->verb, b->verb) && a->kind != BOUND_PROMPTLY && b->kind != BOUND_PROMPTLY)
        return STRICTER_NEITHER;
    if (a->kind == BOUND_PROMPTLY || b->kind == BOUND_PROMPTLY)
        return a->kind == b->kind          ? STRICTER_SAME
               : a->kind == BOUND_PROMPTLY ? STRICTER_SECOND
                                           : STRICTER_FIRST;
    bool working = a->unit == UNIT_WORKING_DAYS;
    if (working != (b->unit == UNIT_WORKING_DAYS))
        return STRICTER_NEITHER;
    in_days(a, &a_least, &a_most);
    in_days(b, &b_least, &b_most);
    if (a->kind != b->kind)
        return kinds_differ(a->kind, a_least, b->kind, b_least);
    bool same = a->number == b->number && a->unit == b->unit;
    same = same || (a_least == b_least && a_most == b_most);
    if (a->kind == BOUND_EXACTLY)
        return same ? STRICTER_SAME : STRICTER_NEITHER;
    return smaller(same, a_most < b_least, b_most < a_least, a->kind == BOUND_AT_MOST);
}

static int64_t period_months(const Frequency *f)
{
    static const int64_t months[] = { 12, 6, 3, 1 };
    return months[f->period] * f->periods;
}

Stricter frequency_stricter(const Frequency *a, const Frequency *b)
{
    int64_t left = a->number * period_months(b), right = b->number * period_months(a);
    if (a->kind != b->kind)
        return kinds_differ(a->kind, left, b->kind, right);
    if (a->kind == BOUND_EXACTLY)
        return left == right ? STRICTER_SAME : STRICTER_NEITHER;
    return smaller(left == right, left < right, right < left, a->kind == BOUND_AT_MOST);
}

Stricter window_stricter(const Window *a, const Window *b)
{
    int a_first = a->first_month * 100 + a->first_day,
        a_last = a->last_month * 100 + a->last_day;
    int b_first = b->first_month * 100 + b->first_day,
        b_last = b->last_month * 100 + b->last_day;
    if (a_first == b_first && a_last == b_last)
        return STRICTER_SAME;
    if (a_first > a_last || b_first > b_last)
        return STRICTER_NEITHER;
    if (a_first >= b_first && a_last <= b_last)
        return STRICTER_FIRST;
    if (b_first >= a_first && b_last <= a_last)
        return STRICTER_SECOND;
    return STRICTER_NEITHER;
}

static const char *kind_words(BoundKind kind)
{
    switch (kind) {
    case BOUND_AT_MOST:
        return "至多";
    case BOUND_AT_LEAST:
        return "至少";
    case BOUND_EXACTLY:
        return "";
    case BOUND_PROMPTLY:
        return "及时";
    }
    return "";
}

const char *bound_words(Arena *arena, const Bound *bound)
{
    static const char *const units[] = { "个", "天", "个工作日", "周", "个月", "年" };
    const VerbDef *verb = bound->verb == NULL ? NULL : point_verb(bound->verb);
    const char *from = verb == NULL ? "" : verb->title;
    if (bound->kind == BOUND_PROMPTLY)
        return verb == NULL ? "及时（未定天数）"
                            : arena_printf(arena, "%s后及时（未定天数）", from);
    if (bound->unit == UNIT_COUNT)
        return arena_printf(arena, "%s%d个", kind_words(bound->kind), bound->number);
    if (bound->kind == BOUND_AT_LEAST)
        return arena_printf(arena, "%s%s至少提前%d%s", from, verb == NULL ? "" : "前",
                            bound->number, units[bound->unit]);
    return arena_printf(arena, "%s%s%d%s内", from, verb == NULL ? "" : "后", bound->number,
                        units[bound->unit]);
}

const char *frequency_words(Arena *arena, const Frequency *f)
{
    static const char *const units[] = { "年", "半年", "季度", "月" };
    static const char *const counted[] = { "年", "个半年", "个季度", "个月" };
    const char *kind = kind_words(f->kind);
    if (f->periods == 1)
        return arena_printf(arena, "每%s%s%d次", units[f->period], kind, f->number);
    return arena_printf(arena, "每%d%s%s%d次", f->periods, counted[f->period], kind, f->number);
}

const char *window_words(Arena *arena, const Window *w)
{
    return arena_printf(arena, "每年%d月%d日至%d月%d日", w->first_month, w->first_day,
                        w->last_month, w->last_day);
}
