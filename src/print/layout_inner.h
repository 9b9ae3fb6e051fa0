/* What the parts of the layout share; nobody else includes it.
 *
 * A Layout is a pen on a page: `y_mm` is the top of the next line. Parts draw
 * and move it down, and begin a new page when theirs is full.
 */
#ifndef PRINT_LAYOUT_INNER_H
#define PRINT_LAYOUT_INNER_H

#include "print/break.h"
#include "print/layout.h"

#define BODY_MM (16.0 * POINT_MM)  /* 三号 */
#define TITLE_MM (22.0 * POINT_MM) /* 二号 */
#define SMALL_MM (14.0 * POINT_MM) /* 四号 */
#define TABLE_MM (12.0 * POINT_MM) /* 小四 */
#define BASELINE_EM 0.88           /* from the top of the character's square */

typedef struct Layout {
    Op *op;
    const Document *document;
    Fonts *fonts;
    Sheets *sheets;
    Sheet *page;
    double y_mm;
    double page_top_mm; /* where the lines of this page begin */
} Layout;

typedef struct TextStyle {
    double size_mm;
    double narrow;
    Ink ink;
} TextStyle;

extern const TextStyle style_body;

/* layout.c: the pen */
NODISCARD Status layout_new_page(Layout *layout);
size_t layout_rows_left(const Layout *layout); /* whole lines left on the page */
NODISCARD Status layout_row(Layout *layout);   /* a new page when none is left */
void layout_snap(Layout *layout);              /* down to the next line of the page */
void layout_rule(Layout *layout, SheetRule rule);

/* layout_text.c: cells and lines */
void cells_add(Layout *layout, CellList *cells, FontRole role, const char *text, double size_mm,
               bool together);
CellList cells_of(Layout *layout, FontRole role, const char *text, double size_mm);
CellList cells_of_spans(Layout *layout, const SpanList *spans, double size_mm);
double cells_width(const CellList *cells);
/* Draws a line with its left edge and baseline where given. */
void draw_line(Layout *layout, const CellList *cells, BrokenLine line, double x_mm,
               double baseline_mm, double width_mm, bool justify, TextStyle style);
/* A whole text on one line, unbroken. */
void draw_text(Layout *layout, const CellList *cells, double x_mm, double baseline_mm,
               TextStyle style);
/* The same, narrowed where it would be wider than it may. */
void draw_fitted(Layout *layout, const CellList *cells, double x_mm, double baseline_mm,
                 double width_mm, TextStyle style);
double baseline_in(double top_mm, double line_mm, double size_mm);

/* layout_flow.c: paragraphs */
NODISCARD Status flow_blocks(Layout *layout, const BlockList *blocks, size_t reserve_rows);
NODISCARD Status flow_centred(Layout *layout, FontRole role, const TextList *lines,
                              double size_mm);
NODISCARD Status flow_flush(Layout *layout, const char *text);
/* A label at its place, the text's lines all from `text_x_mm` (both from the
 * left of the type area); NULL label for none. */
NODISCARD Status flow_hanging(Layout *layout, const CellList *label, double label_x_mm,
                              const CellList *text, double text_x_mm);
NODISCARD Status flow_attachment_names(Layout *layout);
NODISCARD Status flow_people(Layout *layout);

/* layout_table.c */
NODISCARD Status flow_table(Layout *layout, const Table *table);

/* layout_head.c */
NODISCARD Status layout_head(Layout *layout);

/* layout_end.c */
size_t signature_rows(const Document *document);
NODISCARD Status layout_signature(Layout *layout);
NODISCARD Status layout_imprint(Layout *layout);
void layout_page_numbers(Layout *layout);
void layout_across(Layout *layout); /* 演示样稿 */

#endif
