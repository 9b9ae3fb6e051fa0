/* Layout: from a document to sheets, on the grid of GB/T 9704-2012.
 *
 * A4; type area 156 × 225 mm, 37 mm from the top and 28 mm from the left;
 * 22 lines of 28 characters. 28 characters of 16 pt are 158 mm, so they stand
 * at a pitch of 156/28 mm; a line is 225/22 mm high with its characters in
 * the middle. From the red rule of page 1 on, lines follow each other at that
 * pitch; later pages begin at the top of the type area.
 */
#ifndef PRINT_LAYOUT_H
#define PRINT_LAYOUT_H

#include "print/document.h"
#include "print/sheet.h"

#define PAGE_WIDTH_MM 210.0
#define PAGE_HEIGHT_MM 297.0
#define TYPE_LEFT_MM 28.0
#define TYPE_TOP_MM 37.0
#define TYPE_WIDTH_MM 156.0
#define TYPE_HEIGHT_MM 225.0
#define TYPE_BOTTOM_MM (TYPE_TOP_MM + TYPE_HEIGHT_MM)
#define GRID_LINES 22
#define GRID_CHARACTERS 28
#define LINE_MM (TYPE_HEIGHT_MM / GRID_LINES)
#define CELL_MM (TYPE_WIDTH_MM / GRID_CHARACTERS)
#define POINT_MM (25.4 / 72.0)

/* Refuses with a sentence what is beyond the limits of print/document.h. The
 * sheets' faces are those of `fonts`. */
NODISCARD Status document_layout(Op *op, const Document *document, Fonts *fonts, Sheets **out);

#endif
