#include "print/layout_inner.h"

#include <math.h>

/* 28 characters of 16 pt on 156 mm; smaller and larger sizes alike. */
static const double pitch_of_em = CELL_MM / BODY_MM;

/* Marks that change the character before or have no width of their own. */
static bool unseen(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xE0100 && c <= 0xE01EF) || (c < 0x20 && c != '\n') || c == 0x7F;
}

static void note_once(Arena *arena, TextList *list, uint32_t character)
{
    char text[5];
    text_encode(character, text);
    for (size_t i = 0; i < list->count; i++) {
        if (text_same(list->items[i], text))
            return;
    }
    *LIST_ADD(arena, list) = arena_dup(arena, text);
}

void cells_add(Layout *layout, CellList *cells, FontRole role, const char *text, double size_mm,
               bool together)
{
    Arena *arena = layout->op->arena;
    bool first = true;
    uint32_t c;
    while (text != NULL && (c = text_next(&text)) != 0) {
        if (unseen(c))
            continue;
        Cell cell = { .character = c, .together = together && !first };
        if (c != '\n') {
            cell.glyph = fonts_glyph(layout->fonts, role, c);
            cell.width_mm = (double)cell.glyph.advance * size_mm * pitch_of_em;
        }
        if (cell.glyph.missing)
            note_once(arena, &layout->sheets->missing, c);
        else if (cell.glyph.substituted)
            note_once(arena, &layout->sheets->substituted, c);
        *LIST_ADD(arena, cells) = cell;
        first = false;
    }
}

CellList cells_of(Layout *layout, FontRole role, const char *text, double size_mm)
{
    CellList cells = { 0 };
    cells_add(layout, &cells, role, text, size_mm, false);
    return cells;
}

CellList cells_of_spans(Layout *layout, const SpanList *spans, double size_mm)
{
    CellList cells = { 0 };
    for (size_t i = 0; i < spans->count; i++) {
        const Span *span = &spans->items[i];
        cells_add(layout, &cells, span->role, span->text, size_mm, span->together);
    }
    return cells;
}

double cells_width(const CellList *cells)
{
    return break_width(cells, (BrokenLine){ 0, cells->count, true });
}

double baseline_in(double top_mm, double line_mm, double size_mm)
{
    return top_mm + (line_mm - size_mm) / 2 + BASELINE_EM * size_mm;
}

static SheetRun *run_for(Layout *layout, SheetRun *open, int face, TextStyle style)
{
    if (open != NULL && open->face == face)
        return open;
    SheetRun *run = LIST_ADD(layout->op->arena, &layout->page->runs);
    *run = (SheetRun){
        .face = face, .size_mm = style.size_mm, .narrow = style.narrow, .ink = style.ink
    };
    return run;
}

void draw_line(Layout *layout, const CellList *cells, BrokenLine line, double x_mm,
               double baseline_mm, double width_mm, bool justify, TextStyle style)
{
    if (line.end == line.first)
        return;
    double *x = ARENA_ARRAY(layout->op->arena, double, line.end - line.first);
    break_place(cells, line, width_mm, justify, x);
    SheetRun *run = NULL;
    for (size_t i = line.first; i < line.end; i++) {
        const Cell *cell = &cells->items[i];
        if (cell->character == '\n' || cell->glyph.face < 0)
            continue;
        run = run_for(layout, run, cell->glyph.face, style);
        *LIST_ADD(layout->op->arena, &run->glyphs) =
            (SheetGlyph){ .x_mm = x_mm + x[i - line.first] * style.narrow,
                          .y_mm = baseline_mm + (double)cell->glyph.lower * style.size_mm,
                          .glyph = cell->glyph.glyph,
                          .character = cell->character };
    }
}

void draw_text(Layout *layout, const CellList *cells, double x_mm, double baseline_mm,
               TextStyle style)
{
    BrokenLine line = { 0, cells->count, true };
    draw_line(layout, cells, line, x_mm, baseline_mm, INFINITY, false, style);
}

void draw_fitted(Layout *layout, const CellList *cells, double x_mm, double baseline_mm,
                 double width_mm, TextStyle style)
{
    double natural = cells_width(cells);
    if (natural > width_mm)
        style.narrow = width_mm / natural;
    draw_text(layout, cells, x_mm, baseline_mm, style);
}
