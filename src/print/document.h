/* An official paper as its writer means it: what stands in it, in order.
 *
 * The model knows elements (mark, number, title, paragraphs, people, tables,
 * signature, imprint), not positions. print/layout.h lays it out on the grid
 * of GB/T 9704 for PDF; print/docx.h writes it flowing for the office's own
 * word processor. Everything in it lives in the arena of whoever builds it;
 * the writers read only.
 *
 * Texts are checked UTF-8 (base/text.h). A line feed inside a text ends the
 * line where lines are possible. NULL or "" leaves an element out.
 */
#ifndef PRINT_DOCUMENT_H
#define PRINT_DOCUMENT_H

#include <stdbool.h>

#include "base/day.h"
#include "base/text.h"
#include "print/fonts.h"

/* Beyond these a paper is refused with a sentence. */
enum {
    DOCUMENT_CHARACTERS_MAX = 600000,
    DOCUMENT_PAGES_MAX = 2000,
    TABLE_COLUMNS_MAX = 8,
    TABLE_ROWS_MAX = 5000,
};

typedef enum PaperForm {
    FORM_PAPER,   /* 文件: red mark, number, red rule */
    FORM_LETTER,  /* 信函 (GB/T 9704, 10.1): double red rules */
    FORM_MINUTES, /* 纪要 (10.3): mark, number, office and day above the rule */
} PaperForm;

typedef struct Span {
    FontRole role;
    const char *text;
    bool together; /* no line ends inside: a name, a day */
} Span;

typedef LIST(Span) SpanList;

typedef enum ParagraphKind {
    PARAGRAPH_BODY,    /* indented by two */
    PARAGRAPH_HEADING, /* the same, but never last on a page */
    PARAGRAPH_FLUSH,   /* not indented */
    PARAGRAPH_CENTRED,
} ParagraphKind;

typedef struct Paragraph {
    ParagraphKind kind;
    SpanList spans;
} Paragraph;

typedef enum CellAlign { CELL_LEFT, CELL_CENTRED } CellAlign;

typedef struct TableColumn {
    const char *title;
    double width; /* in shares of all widths */
    CellAlign align;
} TableColumn;

typedef struct TableRow {
    const char *cells[TABLE_COLUMNS_MAX];
} TableRow;

typedef struct Table {
    LIST(TableColumn) columns;
    LIST(TableRow) rows;
    bool untitled; /* without a head row: a form to fill in */
} Table;

typedef enum BlockKind { BLOCK_PARAGRAPH, BLOCK_TABLE, BLOCK_BLANK_LINE } BlockKind;

typedef struct Block {
    BlockKind kind;
    Paragraph paragraph;
    Table *table;
} Block;

typedef LIST(Block) BlockList;

/* 出席、请假、列席: a label in 黑体, wrapped lines under the first name. */
typedef struct People {
    const char *label;
    SpanList spans;
} People;

typedef struct Attachment {
    const char *name; /* in the note below the body */
    TextList title;   /* over the attachment; meaning units */
    BlockList blocks;
} Attachment;

typedef struct Document {
    Arena *arena;
    PaperForm form;
    const char *name;        /* title of the file */
    Day dated;               /* creation day written into files: same paper, same bytes */
    bool simulated;          /* 演示样稿 across every page */
    const char *mark;        /* red mark */
    const char *number;      /* 发文字号, or 期号 of minutes */
    const char *head_office; /* minutes: who issues, left above the rule … */
    Day head_day;            /* … and when, right; DAY_NONE leaves it out */
    TextList title;          /* meaning units: a line ends only between them */
    const char *addressees;
    BlockList blocks;
    LIST(Attachment) attachments;
    LIST(People) people;
    struct {
        const char *unit;
        Day day;
        bool sealed; /* room for a seal: 7.3.5.1, else 7.3.5.2 */
    } signature;
    const char *note; /* 附注 */
    struct {
        const char *label; /* 抄送 or 分送 */
        const char *copies;
        const char *office; /* 印发机关 */
        Day issued;
    } imprint; /* 版记 */
} Document;

Document *document_new(Arena *arena, PaperForm form);

/* Adding, in order; the list returned takes the spans. */
SpanList *document_paragraph(Document *document, BlockList *blocks, ParagraphKind kind);
void document_body(Document *document, const char *text); /* 仿宋, a paragraph a line */
void document_heading(Document *document, int level, const char *text); /* level 1 … 4 */
Table *document_table(Document *document, BlockList *blocks);
void document_blank_line(Document *document, BlockList *blocks);
SpanList *document_people(Document *document, const char *label);
Attachment *document_attachment(Document *document, const char *name);

void span_add(Arena *arena, SpanList *spans, FontRole role, const char *text);
void span_add_together(Arena *arena, SpanList *spans, FontRole role, const char *text);
void table_column(Arena *arena, Table *table, const char *title, double width, CellAlign align);
TableRow *table_row(Arena *arena, Table *table);

/* Meaning units of a title that is given whole: 关于 | 召开… | 联席会议 | 的通知. */
TextList title_units(Arena *arena, const char *title);

/* Everything within its limits, or INVALID with a sentence. */
NODISCARD Status document_check(Op *op, const Document *document);

#endif
