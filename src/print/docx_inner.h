/* What the parts of the DOCX writer share; nobody else includes it. */
#ifndef PRINT_DOCX_INNER_H
#define PRINT_DOCX_INNER_H

#include "print/docx.h"
#include "print/xml.h"
#include "print/zip.h"

/* Twentieths of a point. */
#define TWIPS(mm) ((int)((mm)*1440.0 / 25.4 + 0.5))
enum {
    DOCX_LINE = 579,
    DOCX_CELL = 316, /* a character of text */
    DOCX_WIDTH = 8844,
};

#define DOCX_RED "D60A10"

/* Nothing in it: as the style says. Measures in twips. */
typedef struct DocxShape {
    const char *style;
    const char *frame;  /* the attributes of w:framePr, ready */
    const char *border; /* the content of w:pBdr, ready */
    const char *jc;
    bool keep_next;
    bool page_before;
    int before;
    int line; /* exact */
    int left;
    int right;
    int first; /* of the first line; negative hangs */
    int right_tab;
} DocxShape;

typedef struct DocxFace {
    const char *font; /* NULL: the style's */
    int half_points;  /* 0: the style's */
    int percent;      /* of width, 0 as designed */
    const char *colour;
} DocxFace;

const char *docx_font(FontRole role);

void docx_paragraph_begin(Xml *xml, const DocxShape *shape);
void docx_paragraph_end(Xml *xml);
/* A line feed becomes a line break, a tab a tab. */
void docx_run(Xml *xml, const DocxFace *face, const char *text);
void docx_paragraph(Xml *xml, const DocxShape *shape, const DocxFace *face, const char *text);

/* docx_body.c: elements of w:body, in order. */
void docx_body(Arena *arena, Xml *xml, const Document *document);
/* docx_head.c: mark, number, rules. */
void docx_head(Arena *arena, Xml *xml, const Document *document);
/* docx_table.c */
void docx_table(Xml *xml, const Table *table);
/* docx_imprint.c: at the foot of the last page. */
void docx_imprint(Arena *arena, Xml *xml, const Document *document);
/* docx_parts.c: everything of the package but word/document.xml. */
typedef LIST(ZipEntry) DocxParts;
NODISCARD Status docx_parts(Op *op, const Document *document, DocxParts *parts);
/* References to headers and footers, inside w:sectPr. */
void docx_section_references(Xml *xml, const Document *document);

#endif
