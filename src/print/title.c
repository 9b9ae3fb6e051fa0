#include "print/title.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "print/document.h"

enum { UNITS_MAX = 24 };

size_t title_halves(const char *text)
{
    size_t halves = 0;
    uint32_t c;
    while ((c = text_next(&text)) != 0)
        halves += c < 0x2000 ? 1 : 2;
    return halves;
}

/* Cuts a unit longer than a line into equal parts. */
static void add_long_unit(Arena *arena, TextList *units, const char *unit, size_t halves_max)
{
    size_t halves = title_halves(unit);
    size_t parts = (halves + halves_max - 1) / halves_max;
    size_t each = (halves + parts - 1) / parts + 1;
    if (each > halves_max)
        each = halves_max;
    while (*unit != '\0') {
        const char *end = unit;
        size_t used = 0;
        while (*end != '\0') {
            const char *next = end;
            size_t more = text_next(&next) < 0x2000 ? 1 : 2;
            if (used + more > each)
                break;
            used += more;
            end = next;
        }
        *LIST_ADD(arena, units) = arena_dup_n(arena, unit, (size_t)(end - unit));
        unit = end;
    }
}

typedef struct Best {
    double badness[UNITS_MAX + 1];
    size_t from[UNITS_MAX + 1];
} Best;

static double line_badness(size_t halves, double mean, bool last)
{
    double off = (double)halves - mean;
    double badness = off * off;
    if (last && off < 0) /* a short last line is worst */
        badness *= 1.5;
    return badness;
}

/* Best way to fill exactly `lines` lines; false when it cannot be done. */
static bool fill_lines(const size_t *halves, size_t count, size_t lines, size_t halves_max,
                       size_t *starts)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += halves[i];
    double mean = (double)total / (double)lines;
    Best best[UNITS_MAX + 1];
    memset(best, 0, sizeof best);
    for (size_t l = 0; l <= lines; l++) {
        for (size_t end = 0; end <= count; end++)
            best[l].badness[end] = l == 0 && end == 0 ? 0 : -1;
    }
    for (size_t l = 1; l <= lines; l++) {
        for (size_t end = 1; end <= count; end++) {
            size_t width = 0;
            for (size_t start = end; start-- > 0;) {
                width += halves[start];
                if (width > halves_max)
                    break;
                if (best[l - 1].badness[start] < 0)
                    continue;
                double badness =
                    best[l - 1].badness[start] + line_badness(width, mean, l == lines);
                if (best[l].badness[end] < 0 || badness < best[l].badness[end]) {
                    best[l].badness[end] = badness;
                    best[l].from[end] = start;
                }
            }
        }
    }
    if (best[lines].badness[count] < 0)
        return false;
    size_t end = count;
    for (size_t l = lines; l > 0; l--) {
        starts[l - 1] = best[l].from[end];
        end = starts[l - 1];
    }
    return true;
}

static TextList lines_of(Arena *arena, const TextList *units, const size_t *starts,
                         size_t lines)
{
    TextList out = { 0 };
    for (size_t l = 0; l < lines; l++) {
        size_t end = l + 1 < lines ? starts[l + 1] : units->count;
        Buf line;
        buf_init(&line, arena);
        for (size_t i = starts[l]; i < end; i++)
            buf_text(&line, units->items[i]);
        *LIST_ADD(arena, &out) = buf_string(&line);
    }
    return out;
}

/* Units that fit a line, at most UNITS_MAX of them: what is over is joined. */
static TextList fitting_units(Arena *arena, const TextList *units, size_t halves_max)
{
    TextList fit = { 0 };
    for (size_t i = 0; i < units->count; i++) {
        const char *unit = units->items[i];
        if (text_empty(unit))
            continue;
        if (title_halves(unit) > halves_max)
            add_long_unit(arena, &fit, unit, halves_max);
        else
            *LIST_ADD(arena, &fit) = unit;
    }
    return fit;
}

/* Many units: filled as they come. */
static TextList greedy_lines(Arena *arena, const TextList *units, size_t halves_max)
{
    TextList out = { 0 };
    const char *line = "";
    for (size_t i = 0; i < units->count; i++) {
        const char *longer = arena_printf(arena, "%s%s", line, units->items[i]);
        if (title_halves(longer) > halves_max) {
            *LIST_ADD(arena, &out) = line;
            longer = units->items[i];
        }
        line = longer;
    }
    if (*line != '\0')
        *LIST_ADD(arena, &out) = line;
    return out;
}

TextList title_lines(Arena *arena, const TextList *units, size_t characters_max)
{
    TextList fit = fitting_units(arena, units, characters_max * 2);
    if (fit.count == 0)
        return fit;
    if (fit.count > UNITS_MAX)
        return greedy_lines(arena, &fit, characters_max * 2);
    size_t halves[UNITS_MAX];
    size_t starts[UNITS_MAX];
    for (size_t i = 0; i < fit.count; i++)
        halves[i] = title_halves(fit.items[i]);
    for (size_t lines = 1; lines <= fit.count; lines++) {
        if (fill_lines(halves, fit.count, lines, characters_max * 2, starts))
            return lines_of(arena, &fit, starts, lines);
    }
    return fit;
}

/* Where a meaning unit begins or ends inside a title given whole. */
static const char *const unit_begins[] = { "关于", "联席会议", "全体会议", "专题会议" };
static const char *const unit_ends[] = { "关于",       "召开",       "印发",
                                         "人民政府与", "人民政府和", "总工会与",
                                         "总工会和",   "、",         "》" };
static const char *const never_begins[] = { "的", "、", "》", "与", "和", "及", "（", "）" };

static bool begins_with_any(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_starts(text, list[i]))
            return true;
    }
    return false;
}

static bool ends_with_any(const char *text, size_t bytes, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(list[i]);
        if (bytes >= length && memcmp(text + bytes - length, list[i], length) == 0)
            return true;
    }
    return false;
}

/* A year or number begins a unit (2024年第一次会议), 第 does where no year is. */
static bool number_begins(const char *title, const char *at)
{
    if (*at >= '0' && *at <= '9')
        return (unsigned char)at[-1] >= 0x80 &&
               !ends_with_any(title, (size_t)(at - title), (const char *const[]){ "〔", "第" },
                              2);
    return text_starts(at, "第") &&
           !ends_with_any(title, (size_t)(at - title), (const char *const[]){ "年" }, 1);
}

TextList title_units(Arena *arena, const char *title)
{
    TextList units = { 0 };
    if (title == NULL)
        return units;
    const char *start = title;
    int quoted = 0;
    for (const char *at = title; *at != '\0';) {
        bool may = at > start && quoted == 0 &&
                   !begins_with_any(at, never_begins, sizeof never_begins / sizeof(char *));
        if (may && (number_begins(title, at) ||
                    begins_with_any(at, unit_begins, sizeof unit_begins / sizeof(char *)) ||
                    ends_with_any(start, (size_t)(at - start), unit_ends,
                                  sizeof unit_ends / sizeof(char *)))) {
            *LIST_ADD(arena, &units) = arena_dup_n(arena, start, (size_t)(at - start));
            start = at;
        }
        uint32_t c = text_next(&at);
        quoted += c == 0x300A ? 1 : c == 0x300B && quoted > 0 ? -1 : 0;
    }
    if (*start != '\0')
        *LIST_ADD(arena, &units) = arena_dup(arena, start);
    return units;
}

TextList mark_lines(Arena *arena, const char *mark, double width_mm, double *size_mm,
                    double *narrow)
{
    enum { LINES_MAX = 4 };
    static const double tallest_mm = 14.0;
    static const double lowest_mm = 9.5;
    static const double narrowest = 0.60;
    TextList units = title_units(arena, mark);
    TextList lines = { 0 };
    size_t all = title_halves(mark);
    for (size_t count = 1; count <= LINES_MAX; count++) {
        size_t characters = (all + 2 * count - 1) / (2 * count) + (count == 1 ? 0 : 3);
        lines = title_lines(arena, &units, characters);
        double widest = 1.0; /* in em */
        for (size_t i = 0; i < lines.count; i++)
            widest = fmax(widest, (double)title_halves(lines.items[i]) / 2);
        *size_mm = fmin(tallest_mm, width_mm / (widest * narrowest));
        *narrow = fmin(1.0, width_mm / (widest * *size_mm));
        if (*size_mm >= lowest_mm)
            break;
    }
    return lines;
}
