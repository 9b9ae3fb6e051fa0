/* The line breaker of the grid: where a line of Chinese may end.
 *
 * Cells are characters with their widths. A line ends so that no closing
 * mark begins a line and no opening mark ends one (避头尾), no number, word,
 * name or day is torn, and no line is wider than it may be. A closing mark
 * that would begin the next line is drawn in by narrowing the marks of its
 * line; where that is not enough the character before goes down with it. A
 * run without any place to end (a very long word) is cut at the edge.
 */
#ifndef PRINT_BREAK_H
#define PRINT_BREAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "print/fonts.h"

typedef struct Cell {
    uint32_t character;
    FontGlyph glyph;
    double width_mm;
    bool together; /* no line ends between this and the cell before */
} Cell;

typedef LIST(Cell) CellList;

typedef struct BrokenLine {
    size_t first, end;
    bool last; /* of its paragraph, or before a line feed */
} BrokenLine;

typedef LIST(BrokenLine) LineList;

LineList break_lines(Arena *arena, const CellList *cells, double first_mm, double rest_mm);

/* May a line end between these two? */
bool break_allowed(const Cell *before, const Cell *after);

/* Where each cell of the line begins, from the line's left edge: justified
 * when it is not the last. `x_mm` has room for line.end - line.first. Returns
 * the width used. */
double break_place(const CellList *cells, BrokenLine line, double width_mm, bool justify,
                   double *x_mm);

/* Width of a line as it stands, without the spaces at its end. */
double break_width(const CellList *cells, BrokenLine line);

#endif
