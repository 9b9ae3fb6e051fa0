#include <math.h>

#include "print/layout_inner.h"
#include "print/signature.h"

static const double imprint_line_mm = 8.0;
static const double simulated_line_mm = 15.0; /* from the page's top */
static const double number_below_mm = 7.0;    /* 7.5: the dash, below the type area */

/* ---- signature: 7.3.5 ------------------------------------------------ */

size_t signature_rows(const Document *document)
{
    size_t rows = document->attachments.count > 0 ? 1 + document->attachments.count : 0;
    if (!text_empty(document->signature.unit) || day_given(document->signature.day))
        rows += document->signature.sealed ? 4 : 3;
    return rows < GRID_LINES / 2 ? rows : GRID_LINES / 2;
}

static void draw_row(Layout *layout, const CellList *cells, double x_mm)
{
    draw_text(layout, cells, TYPE_LEFT_MM + x_mm, baseline_in(layout->y_mm, LINE_MM, BODY_MM),
              style_body);
    layout->y_mm += LINE_MM;
}

/* A name longer than the line stands on several, the last above the day. */
static Status draw_long_unit(Layout *layout, const CellList *unit)
{
    double width = TYPE_WIDTH_MM - 4 * CELL_MM;
    LineList lines = break_lines(layout->op->arena, unit, width, width);
    for (size_t i = 0; i < lines.count; i++) {
        TRY(layout_row(layout));
        double x = TYPE_WIDTH_MM - 2 * CELL_MM - break_width(unit, lines.items[i]);
        draw_line(layout, unit, lines.items[i], TYPE_LEFT_MM + x,
                  baseline_in(layout->y_mm, LINE_MM, BODY_MM), width, false, style_body);
        layout->y_mm += LINE_MM;
    }
    return OK;
}

static Status layout_note(Layout *layout)
{
    if (text_empty(layout->document->note))
        return OK;
    const char *note = arena_printf(layout->op->arena, "（%s）", layout->document->note);
    CellList cells = cells_of(layout, FONT_FANGSONG, note, BODY_MM);
    LineList lines =
        break_lines(layout->op->arena, &cells, TYPE_WIDTH_MM - 2 * CELL_MM, TYPE_WIDTH_MM);
    for (size_t i = 0; i < lines.count; i++) {
        double indent = i == 0 ? 2 * CELL_MM : 0;
        TRY(layout_row(layout));
        draw_line(layout, &cells, lines.items[i], TYPE_LEFT_MM + indent,
                  baseline_in(layout->y_mm, LINE_MM, BODY_MM), TYPE_WIDTH_MM - indent, true,
                  style_body);
        layout->y_mm += LINE_MM;
    }
    return OK;
}

Status layout_signature(Layout *layout)
{
    const Document *document = layout->document;
    if (text_empty(document->signature.unit) && !day_given(document->signature.day))
        return layout_note(layout);
    CellList unit = cells_of(layout, FONT_FANGSONG, document->signature.unit, BODY_MM);
    CellList day = { 0 };
    if (day_given(document->signature.day))
        cells_add(layout, &day, FONT_FANGSONG,
                  day_chinese(layout->op->arena, document->signature.day), BODY_MM, true);
    SignaturePlace place =
        signature_place(cells_width(&unit) / CELL_MM, cells_width(&day) / CELL_MM,
                        GRID_CHARACTERS, document->signature.sealed);
    size_t blank = document->signature.sealed ? 2 : 1;
    if (layout_rows_left(layout) < blank + 2)
        TRY(layout_new_page(layout));
    layout->y_mm += (double)blank * LINE_MM;
    if (place.unit < 0)
        TRY(draw_long_unit(layout, &unit));
    else
        draw_row(layout, &unit, place.unit * CELL_MM);
    TRY(layout_row(layout));
    draw_row(layout, &day, fmax(place.day, 2) * CELL_MM);
    return layout_note(layout);
}

/* ---- imprint: 7.4 ---------------------------------------------------- */

static void imprint_rule(Layout *layout, double y_mm, double width_mm)
{
    double right = TYPE_LEFT_MM + TYPE_WIDTH_MM;
    layout_rule(layout, (SheetRule){ TYPE_LEFT_MM, y_mm, right, y_mm, width_mm, INK_BLACK });
}

typedef struct Imprint {
    CellList label, copies, office, day;
    LineList lines; /* of the copies */
    double cell_mm;
    double text_mm; /* where the copies' lines begin */
    bool ruled;     /* a letter's imprint has neither rules nor office */
    bool office_row;
} Imprint;

static Imprint imprint_of(Layout *layout)
{
    const Document *document = layout->document;
    Arena *arena = layout->op->arena;
    Imprint imprint = { .cell_mm = CELL_MM * SMALL_MM / BODY_MM };
    imprint.ruled = document->form != FORM_LETTER;
    if (!text_empty(document->imprint.copies)) {
        const char *label = arena_printf(arena, "%s：", document->imprint.label);
        imprint.label = cells_of(layout, FONT_FANGSONG, label, SMALL_MM);
        const char *copies =
            arena_printf(arena, "%s%s", document->imprint.copies,
                         text_ends(document->imprint.copies, "。") ? "" : "。");
        imprint.copies = cells_of(layout, FONT_FANGSONG, copies, SMALL_MM);
        imprint.text_mm = imprint.cell_mm + cells_width(&imprint.label);
        double width = TYPE_WIDTH_MM - imprint.text_mm - imprint.cell_mm;
        imprint.lines = break_lines(arena, &imprint.copies, width, width);
    }
    imprint.office_row = imprint.ruled && !text_empty(document->imprint.office);
    if (imprint.office_row) {
        imprint.office = cells_of(layout, FONT_FANGSONG, document->imprint.office, SMALL_MM);
        if (day_given(document->imprint.issued)) {
            const char *day = day_chinese(arena, document->imprint.issued);
            imprint.day =
                cells_of(layout, FONT_FANGSONG, arena_printf(arena, "%s印发", day), SMALL_MM);
        }
    }
    return imprint;
}

static void draw_imprint(Layout *layout, const Imprint *imprint, double top_mm)
{
    TextStyle style = { .size_mm = SMALL_MM, .narrow = 1, .ink = INK_BLACK };
    double y = top_mm;
    double width = TYPE_WIDTH_MM - imprint->text_mm - imprint->cell_mm;
    if (imprint->ruled)
        imprint_rule(layout, y, 0.35);
    for (size_t i = 0; i < imprint->lines.count; i++) {
        double baseline = baseline_in(y, imprint_line_mm, SMALL_MM);
        if (i == 0)
            draw_text(layout, &imprint->label, TYPE_LEFT_MM + imprint->cell_mm, baseline,
                      style);
        draw_line(layout, &imprint->copies, imprint->lines.items[i],
                  TYPE_LEFT_MM + imprint->text_mm, baseline, width, true, style);
        y += imprint_line_mm;
    }
    if (!imprint->office_row) {
        if (imprint->ruled)
            imprint_rule(layout, y, 0.35);
        return;
    }
    if (imprint->lines.count > 0)
        imprint_rule(layout, y, 0.25);
    double baseline = baseline_in(y, imprint_line_mm, SMALL_MM);
    double right = TYPE_LEFT_MM + TYPE_WIDTH_MM - imprint->cell_mm;
    double room = TYPE_WIDTH_MM - 3 * imprint->cell_mm - cells_width(&imprint->day);
    draw_fitted(layout, &imprint->office, TYPE_LEFT_MM + imprint->cell_mm, baseline, room,
                style);
    draw_text(layout, &imprint->day, right - cells_width(&imprint->day), baseline, style);
    imprint_rule(layout, TYPE_BOTTOM_MM, 0.35);
}

Status layout_imprint(Layout *layout)
{
    Imprint imprint = imprint_of(layout);
    size_t rows = imprint.lines.count + (imprint.office_row ? 1 : 0);
    if (rows == 0)
        return OK;
    double height = (double)rows * imprint_line_mm;
    if (height > TYPE_HEIGHT_MM)
        return op_fail(layout->op, INVALID, "版记里的%s单位太多，一页放不下。",
                       layout->document->imprint.label);
    if (layout->y_mm > TYPE_BOTTOM_MM - height)
        TRY(layout_new_page(layout));
    draw_imprint(layout, &imprint, TYPE_BOTTOM_MM - height);
    return OK;
}

/* ---- page numbers: 7.5, and the mark of simulated papers --------------- */

void layout_page_numbers(Layout *layout)
{
    TextStyle style = { .size_mm = SMALL_MM, .narrow = 1, .ink = INK_BLACK };
    double cell = CELL_MM * SMALL_MM / BODY_MM;
    for (size_t i = 0; i < layout->sheets->pages.count; i++) {
        if (i == 0 && layout->document->form == FORM_LETTER)
            continue;
        layout->page = layout->sheets->pages.items[i];
        const char *text = arena_printf(layout->op->arena, "— %zu —", i + 1);
        CellList cells = cells_of(layout, FONT_SONG, text, SMALL_MM);
        double top;
        double bottom;
        fonts_ink(layout->fonts, cells.items[0].glyph, &top, &bottom);
        double lower = (double)cells.items[0].glyph.lower;
        double baseline = TYPE_BOTTOM_MM + number_below_mm + (top - lower) * SMALL_MM;
        bool odd = i % 2 == 0;
        double x = odd ? TYPE_WIDTH_MM - cell - cells_width(&cells) : cell;
        draw_text(layout, &cells, TYPE_LEFT_MM + x, baseline, style);
    }
}

static const char *const simulated_words = "演示样稿";

/* The same words as text, small, in the upper margin: for who reads the page
 * without seeing it. */
static void layout_simulated_line(Layout *layout)
{
    TextStyle style = { .size_mm = 10.0 * POINT_MM, .narrow = 1, .ink = INK_GREY };
    CellList cells = cells_of(layout, FONT_HEI, simulated_words, style.size_mm);
    double x = (PAGE_WIDTH_MM - cells_width(&cells)) / 2;
    draw_text(layout, &cells, x, simulated_line_mm, style);
}

/* Along the page's diagonal, large and pale, before everything else; drawn,
 * not written, so that it does not stand between the lines of the text when
 * that is copied. */
void layout_across(Layout *layout)
{
    layout_simulated_line(layout);
    const double size = 46.0;
    const double step = 62.0;
    double turn = atan2(PAGE_HEIGHT_MM, PAGE_WIDTH_MM);
    CellList cells = cells_of(layout, FONT_HEI, simulated_words, size);
    double start = -((double)(cells.count - 1) * step + size) / 2;
    SheetRun *run = LIST_ADD(layout->op->arena, &layout->page->runs);
    *run = (SheetRun){ .face = cells.items[0].glyph.face,
                       .size_mm = size,
                       .narrow = 1,
                       .turn_radians = turn,
                       .ink = INK_FAINT,
                       .drawn = true };
    for (size_t i = 0; i < cells.count; i++) {
        double along = start + (double)i * step;
        double across = size * (BASELINE_EM - 0.5);
        *LIST_ADD(layout->op->arena, &run->glyphs) = (SheetGlyph){
            .x_mm = PAGE_WIDTH_MM / 2 + along * cos(turn) + across * sin(turn),
            .y_mm = PAGE_HEIGHT_MM / 2 - along * sin(turn) + across * cos(turn),
            .glyph = cells.items[i].glyph.glyph,
            .character = cells.items[i].character,
        };
    }
}
