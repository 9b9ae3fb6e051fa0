/* A typeface cut down to the glyphs of one paper, for cairo to embed.
 *
 * cairo copies a typeface's whole outline table (7 to 24 MB) for each paper;
 * a typeface of the paper's few hundred glyphs is two hundred times smaller.
 * Outlines and hints stay as they are; glyphs get new numbers. A typeface that
 * cannot be cut (an office's own, damaged or of an odd kind) is used whole.
 *
 * The caller ends a PdfFont with pdf_font_close; cairo may keep its face longer,
 * and frees what belongs to it by itself.
 */
#ifndef PRINT_PDF_FONT_H
#define PRINT_PDF_FONT_H

#include <cairo.h>

#include "base/op.h"

typedef LIST(uint32_t) GlyphList; /* any order, any number of times */

typedef struct PdfFont {
    cairo_font_face_t *face;
    struct hb_map_t *numbers; /* old to new; NULL: the typeface is whole */
} PdfFont;

/* `glyphs` are numbers in face `index` of the file. */
PdfFont pdf_font_open(const char *path, int index, const GlyphList *glyphs);
void pdf_font_close(PdfFont *font); /* one that is all zero is fine */

uint32_t pdf_font_glyph(const PdfFont *font, uint32_t glyph); /* its number here */

#endif
