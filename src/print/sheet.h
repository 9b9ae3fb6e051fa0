/* Sheets: a paper laid out, every glyph with its place.
 *
 * The one result of the layout, read by every writer of fixed pages (PDF;
 * OFD to come). Millimetres from the page's upper left corner, y downwards;
 * a glyph's place is its origin on the baseline. Runs stand in reading order.
 * Everything lives in the arena of the operation that laid it out.
 */
#ifndef PRINT_SHEET_H
#define PRINT_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

typedef enum Ink {
    INK_BLACK,
    INK_RED,
    INK_GREY,
    INK_FAINT, /* a mark across the page, under the text */
} Ink;

typedef struct SheetGlyph {
    double x_mm, y_mm;
    uint32_t glyph;
    uint32_t character;
} SheetGlyph;

typedef struct SheetRun {
    int face;            /* of the Fonts it was laid out with */
    double size_mm;      /* of the em */
    double narrow;       /* width scale, 1 as designed */
    double turn_radians; /* of each glyph about its origin, anticlockwise */
    Ink ink;
    bool drawn; /* as shapes: a picture, not text to be read or copied */
    LIST(SheetGlyph) glyphs;
} SheetRun;

typedef struct SheetRule {
    double x1_mm, y1_mm, x2_mm, y2_mm;
    double width_mm;
    Ink ink;
} SheetRule;

typedef struct Sheet {
    LIST(SheetRun) runs;
    LIST(SheetRule) rules;
} Sheet;

typedef struct Sheets {
    LIST(Sheet *) pages;
    TextList substituted; /* characters drawn from another typeface, each once */
    TextList missing;     /* characters no typeface has */
} Sheets;

#endif
