#include "print/break.h"

#include <string.h>

enum { NARROWED_MARKS_MAX = 3 };

static const double slack_mm = 1e-6;

static bool one_of(uint32_t character, const uint32_t *list)
{
    for (; *list != 0; list++) {
        if (*list == character)
            return true;
    }
    return false;
}

static bool closes(uint32_t c)
{
    static const uint32_t marks[] = {
        0xFF0C, 0x3002, 0x3001, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F, 0xFF09, 0x300B, 0x3009,
        0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x201D, 0x2019, 0x2026, 0x2014, 0x00B7,
        0x30FB, 0xFF05, 0x2030, 0x2103, 0x3005, 0xFF0E, 0xFF5E, ',',    '.',    '!',
        '?',    ';',    ':',    ')',    ']',    '}',    '%',    0,
    };
    return one_of(c, marks);
}

static bool opens(uint32_t c)
{
    static const uint32_t marks[] = {
        0xFF08, 0x300A, 0x3008, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x201C, 0x2018,
        '(',    '[',    '{',    '#',    '$',    0xFFE5, 0x00A5, 0x2116, 0,
    };
    return one_of(c, marks);
}

/* Full-width marks whose half is blank: on the right, or on the left. */
static bool half_blank(uint32_t c)
{
    static const uint32_t marks[] = {
        0xFF0C, 0x3002, 0x3001, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F, 0xFF09, 0x300B, 0x3009,
        0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x201D, 0x2019, 0xFF08, 0x300A, 0x3008,
        0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x201C, 0x2018, 0,
    };
    return one_of(c, marks);
}

static bool digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* What stays in one word: letters, figures and the marks inside numbers. */
static bool word(uint32_t c)
{
    return (c > ' ' && c < 0x7F) || (c >= 0xC0 && c < 0x0600);
}

static bool measure_of_number(uint32_t c)
{
    static const uint32_t marks[] = { 0x5E74, 0x6708, 0x65E5, 0x53F7, 0x671F,
                                      0x6B21, 0x65F6, 0x5206, 0x4E07, 0x5143,
                                      0x4EBF, 0xFF05, 0x2030, 0x2103, 0 };
    return one_of(c, marks);
}

static bool pair(uint32_t a, uint32_t b)
{
    return a == b && (a == 0x2014 || a == 0x2026);
}

bool break_allowed(const Cell *before, const Cell *after)
{
    uint32_t a = before->character;
    uint32_t b = after->character;
    if (after->together || a == 0xA0 || b == 0xA0 || pair(a, b))
        return false;
    if (a == ' ')
        return b != ' ' && !closes(b);
    if (closes(b) || opens(a) || b == ' ')
        return false;
    if (word(a) && word(b))
        return false;
    return !(digit(a) && measure_of_number(b));
}

/* How much a mark can give: up to half of its width. */
static double gives_mm(const Cell *cell)
{
    return half_blank(cell->character) && cell->glyph.advance > 0.9F ? cell->width_mm / 2.0 : 0;
}

static double given_mm(const CellList *cells, size_t first, size_t end)
{
    double sum = 0;
    for (size_t i = first; i < end; i++)
        sum += gives_mm(&cells->items[i]);
    return sum;
}

static size_t trimmed_end(const CellList *cells, size_t first, size_t end)
{
    while (end > first && cells->items[end - 1].character == ' ')
        end--;
    return end;
}

static double sum_mm(const CellList *cells, size_t first, size_t end)
{
    double sum = 0;
    for (size_t i = first; i < end; i++)
        sum += cells->items[i].width_mm;
    return sum;
}

double break_width(const CellList *cells, BrokenLine line)
{
    return sum_mm(cells, line.first, trimmed_end(cells, line.first, line.end));
}

static bool may_end(const CellList *cells, size_t end)
{
    return end >= cells->count || break_allowed(&cells->items[end - 1], &cells->items[end]);
}

/* The end of the line that begins at `first`, within one run without feeds
 * that ends at `stop`. */
static size_t line_end(const CellList *cells, size_t first, size_t stop, double width_mm)
{
    double used = 0;
    size_t fit = first;
    while (fit < stop && used + cells->items[fit].width_mm <= width_mm + slack_mm)
        used += cells->items[fit++].width_mm;
    while (fit < stop && cells->items[fit].character == ' ')
        fit++;
    if (fit >= stop || (fit > first && may_end(cells, fit)))
        return fit;
    size_t more = fit; /* draw the closing marks in */
    for (int marks = 0; marks < NARROWED_MARKS_MAX && more < stop; marks++) {
        if (!closes(cells->items[more].character))
            break;
        more++;
        double natural = sum_mm(cells, first, more);
        if (natural - given_mm(cells, first, more) > width_mm + slack_mm)
            break;
        if (more >= stop || may_end(cells, more))
            return more;
    }
    for (size_t end = fit; end > first + 1; end--) {
        if (may_end(cells, end - 1))
            return end - 1;
    }
    return fit > first ? fit : first + 1;
}

LineList break_lines(Arena *arena, const CellList *cells, double first_mm, double rest_mm)
{
    LineList lines = { 0 };
    size_t at = 0;
    double width = first_mm;
    while (at < cells->count) {
        size_t stop = at;
        while (stop < cells->count && cells->items[stop].character != '\n')
            stop++;
        if (stop == at)
            *LIST_ADD(arena, &lines) = (BrokenLine){ at, at, true };
        while (at < stop) {
            size_t end = line_end(cells, at, stop, width);
            *LIST_ADD(arena, &lines) = (BrokenLine){ at, end, end >= stop };
            at = end;
            width = rest_mm;
        }
        if (at < cells->count)
            at++;
    }
    return lines;
}

/* Where a wider line may be stretched: not inside words. */
static bool stretches(const Cell *before, const Cell *after)
{
    return !(word(before->character) && word(after->character)) &&
           !pair(before->character, after->character);
}

static size_t gaps(const CellList *cells, size_t first, size_t end)
{
    size_t count = 0;
    for (size_t i = first + 1; i < end; i++)
        count += stretches(&cells->items[i - 1], &cells->items[i]);
    return count;
}

double break_place(const CellList *cells, BrokenLine line, double width_mm, bool justify,
                   double *x_mm)
{
    size_t end = trimmed_end(cells, line.first, line.end);
    double natural = sum_mm(cells, line.first, end);
    double narrow = 0; /* share each mark gives of what it can */
    double widen = 0;  /* at each gap */
    if (natural > width_mm + slack_mm) {
        double can = given_mm(cells, line.first, end);
        narrow = can > 0 ? (natural - width_mm) / can : 0;
    } else if (justify && !line.last && end > line.first) {
        size_t count = gaps(cells, line.first, end);
        double each = count > 0 ? (width_mm - natural) / (double)count : 0;
        widen = each <= cells->items[line.first].width_mm / 2 ? each : 0;
    }
    narrow = narrow > 1 ? 1 : narrow;
    double x = 0;
    for (size_t i = line.first; i < line.end; i++) {
        const Cell *cell = &cells->items[i];
        if (i > line.first && i < end && stretches(cell - 1, cell))
            x += widen;
        double less = gives_mm(cell) * narrow;
        /* An opening mark has its blank half before it. */
        x_mm[i - line.first] = opens(cell->character) ? x - less : x;
        if (i < end)
            x += cell->width_mm - less;
    }
    return x;
}
