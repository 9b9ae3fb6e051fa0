#include <math.h>

#include "print/layout_inner.h"
#include "print/title.h"

static const double mark_below_type_top_mm = 35.0; /* 7.2.4, 10.3 */
static const double letter_mark_top_mm = 30.0;     /* 10.1, from the page's top */
static const double rule_below_mm = 4.0;           /* 7.2.7 */
static const double letter_rule_left_mm = 20.0;    /* 170 mm long */
static const double letter_rule_up_mm = 20.0;      /* the lower one, from the page's bottom */

static void ink_of(Layout *layout, const CellList *cells, double *top_em, double *bottom_em)
{
    *top_em = 0;
    *bottom_em = 0;
    for (size_t i = 0; i < cells->count; i++) {
        double top;
        double bottom;
        fonts_ink(layout->fonts, cells->items[i].glyph, &top, &bottom);
        double lower = (double)cells->items[i].glyph.lower;
        *top_em = fmax(*top_em, top - lower);
        *bottom_em = fmin(*bottom_em, bottom - lower);
    }
}

/* Draws the mark with its ink beginning at `top_mm`; leaves the pen at the
 * lower edge of its ink. */
static void draw_mark(Layout *layout, double top_mm)
{
    layout->y_mm = top_mm;
    if (text_empty(layout->document->mark))
        return;
    double size;
    double narrow;
    TextList lines =
        mark_lines(layout->op->arena, layout->document->mark, TYPE_WIDTH_MM, &size, &narrow);
    TextStyle style = { .size_mm = size, .ink = INK_RED };
    for (size_t i = 0; i < lines.count; i++) {
        CellList cells = cells_of(layout, FONT_TITLE, lines.items[i], size);
        style.narrow = fmin(narrow, TYPE_WIDTH_MM / fmax(cells_width(&cells), 1.0));
        double top;
        double bottom;
        ink_of(layout, &cells, &top, &bottom);
        double width = cells_width(&cells) * style.narrow;
        double baseline = layout->y_mm + top * size;
        draw_text(layout, &cells, TYPE_LEFT_MM + (TYPE_WIDTH_MM - width) / 2, baseline, style);
        layout->y_mm = baseline - bottom * size + (i + 1 < lines.count ? 0.35 * size : 0);
    }
}

static double baseline_here(const Layout *layout)
{
    return baseline_in(layout->y_mm, LINE_MM, BODY_MM);
}

static double em_bottom(double line_top_mm)
{
    return line_top_mm + (LINE_MM + BODY_MM) / 2;
}

static void draw_number_centred(Layout *layout)
{
    CellList cells = cells_of(layout, FONT_FANGSONG, layout->document->number, BODY_MM);
    double x = TYPE_LEFT_MM + fmax(0, TYPE_WIDTH_MM - cells_width(&cells)) / 2;
    draw_fitted(layout, &cells, x, baseline_here(layout), TYPE_WIDTH_MM, style_body);
    layout->y_mm += LINE_MM;
}

/* Minutes: who issues on the left, the day on the right, a character in. */
static void draw_office_and_day(Layout *layout)
{
    const Document *document = layout->document;
    if (text_empty(document->head_office) && !day_given(document->head_day))
        return;
    CellList office = cells_of(layout, FONT_FANGSONG, document->head_office, BODY_MM);
    draw_fitted(layout, &office, TYPE_LEFT_MM + CELL_MM, baseline_here(layout),
                TYPE_WIDTH_MM - 2 * CELL_MM, style_body);
    if (day_given(document->head_day)) {
        const char *day = day_chinese(layout->op->arena, document->head_day);
        CellList cells = cells_of(layout, FONT_FANGSONG, day, BODY_MM);
        double x = TYPE_LEFT_MM + TYPE_WIDTH_MM - CELL_MM - cells_width(&cells);
        bool beside = cells_width(&office) + cells_width(&cells) + 3 * CELL_MM < TYPE_WIDTH_MM;
        layout->y_mm += beside ? 0 : LINE_MM;
        draw_text(layout, &cells, x, baseline_here(layout), style_body);
    }
    layout->y_mm += LINE_MM;
}

static void red_rule(Layout *layout, double left_mm, double y_mm, double width_mm)
{
    layout_rule(layout,
                (SheetRule){ left_mm, y_mm, PAGE_WIDTH_MM - left_mm, y_mm, width_mm, INK_RED });
}

/* 文件 and 纪要: mark, two lines below the number, 4 mm below it the rule. */
static void head_of_paper(Layout *layout)
{
    draw_mark(layout, TYPE_TOP_MM + mark_below_type_top_mm);
    layout->y_mm += 2 * LINE_MM;
    if (!text_empty(layout->document->number))
        draw_number_centred(layout);
    draw_office_and_day(layout);
    double y = em_bottom(layout->y_mm - LINE_MM) + rule_below_mm;
    double right = TYPE_LEFT_MM + TYPE_WIDTH_MM;
    layout_rule(layout, (SheetRule){ TYPE_LEFT_MM, y, right, y, 0.7, INK_RED });
    layout->y_mm = y + 2 * LINE_MM;
}

/* 信函: the number flush right below the double rule, 7/8 of a character. */
static void head_of_letter(Layout *layout)
{
    draw_mark(layout, letter_mark_top_mm);
    double y = layout->y_mm + rule_below_mm;
    red_rule(layout, letter_rule_left_mm, y + 0.5, 1.0);
    red_rule(layout, letter_rule_left_mm, y + 1.7, 0.35);
    double lower = PAGE_HEIGHT_MM - letter_rule_up_mm;
    red_rule(layout, letter_rule_left_mm, lower - 1.2, 0.35);
    red_rule(layout, letter_rule_left_mm, lower, 1.0);
    double bottom = y + 1.9;
    if (!text_empty(layout->document->number)) {
        CellList cells = cells_of(layout, FONT_FANGSONG, layout->document->number, BODY_MM);
        double top = bottom + BODY_MM * 7 / 8;
        double x = TYPE_LEFT_MM + fmax(0, TYPE_WIDTH_MM - cells_width(&cells));
        draw_fitted(layout, &cells, x, top + BASELINE_EM * BODY_MM, TYPE_WIDTH_MM, style_body);
        bottom = top + BODY_MM;
    }
    layout->y_mm = bottom + 2 * LINE_MM;
}

Status layout_head(Layout *layout)
{
    const Document *document = layout->document;
    switch (document->form) {
    case FORM_PAPER:
    case FORM_MINUTES:
        head_of_paper(layout);
        break;
    case FORM_LETTER:
        head_of_letter(layout);
        break;
    }
    layout->page_top_mm = layout->y_mm;
    if (document->title.count == 0)
        return OK;
    TRY(flow_centred(layout, FONT_TITLE, &document->title, TITLE_MM));
    layout->y_mm += LINE_MM;
    return OK;
}
