#include "print/layout_inner.h"
#include "print/title.h"

typedef struct Shape {
    double first_mm; /* indent of the first line */
    double rest_mm;  /* of the others */
    bool centred;
} Shape;

static const Shape shape_body = { .first_mm = 2 * CELL_MM };
static const Shape shape_flush = { 0 };
static const Shape shape_centred = { .centred = true };

static Shape shape_of(ParagraphKind kind)
{
    switch (kind) {
    case PARAGRAPH_BODY:
    case PARAGRAPH_HEADING:
        return shape_body;
    case PARAGRAPH_FLUSH:
        return shape_flush;
    case PARAGRAPH_CENTRED:
        return shape_centred;
    }
    return shape_body;
}

static LineList lines_in(Layout *layout, const CellList *cells, Shape shape)
{
    return break_lines(layout->op->arena, cells, TYPE_WIDTH_MM - shape.first_mm,
                       TYPE_WIDTH_MM - shape.rest_mm);
}

static void draw_shaped(Layout *layout, const CellList *cells, BrokenLine line, bool first,
                        Shape shape)
{
    double indent = first ? shape.first_mm : shape.rest_mm;
    if (shape.centred)
        indent = (TYPE_WIDTH_MM - break_width(cells, line)) / 2;
    draw_line(layout, cells, line, TYPE_LEFT_MM + indent,
              baseline_in(layout->y_mm, LINE_MM, BODY_MM), TYPE_WIDTH_MM - indent,
              !shape.centred, style_body);
    layout->y_mm += LINE_MM;
}

static bool page_begun(const Layout *layout)
{
    return layout->y_mm > layout->page_top_mm + 0.01;
}

/* Draws lines down the pages. The last two lines go to the next page when
 * what must follow them (`reserve_rows`) has no room here. */
static Status place_lines(Layout *layout, const CellList *cells, const LineList *lines,
                          Shape shape, size_t reserve_rows)
{
    size_t tail = lines->count > 2 ? lines->count - 2 : 0;
    for (size_t i = 0; i < lines->count; i++) {
        size_t rows = layout_rows_left(layout);
        bool together = i == tail && reserve_rows > 0;
        if (rows == 0 ||
            (together && rows < lines->count - i + reserve_rows && page_begun(layout)))
            TRY(layout_new_page(layout));
        draw_shaped(layout, cells, lines->items[i], i == 0, shape);
    }
    return OK;
}

/* Lines that a heading and what it heads need at least: the headings that
 * follow each other, and one line below. */
static size_t rows_of_headings(Layout *layout, const BlockList *blocks, size_t at)
{
    size_t rows = 1;
    for (; at < blocks->count; at++) {
        const Block *block = &blocks->items[at];
        if (block->kind == BLOCK_TABLE)
            return rows + 1;
        if (block->kind != BLOCK_PARAGRAPH || block->paragraph.kind != PARAGRAPH_HEADING)
            break;
        CellList cells = cells_of_spans(layout, &block->paragraph.spans, BODY_MM);
        rows += lines_in(layout, &cells, shape_body).count;
    }
    return rows < GRID_LINES ? rows : 1;
}

static Status flow_paragraph(Layout *layout, const BlockList *blocks, size_t at,
                             size_t reserve_rows)
{
    const Paragraph *paragraph = &blocks->items[at].paragraph;
    if (paragraph->kind == PARAGRAPH_HEADING && page_begun(layout) &&
        layout_rows_left(layout) < rows_of_headings(layout, blocks, at))
        TRY(layout_new_page(layout));
    CellList cells = cells_of_spans(layout, &paragraph->spans, BODY_MM);
    Shape shape = shape_of(paragraph->kind);
    LineList lines = lines_in(layout, &cells, shape);
    return place_lines(layout, &cells, &lines, shape, reserve_rows);
}

Status flow_blocks(Layout *layout, const BlockList *blocks, size_t reserve_rows)
{
    for (size_t i = 0; i < blocks->count; i++) {
        const Block *block = &blocks->items[i];
        switch (block->kind) {
        case BLOCK_PARAGRAPH:
            TRY(flow_paragraph(layout, blocks, i, i + 1 == blocks->count ? reserve_rows : 0));
            break;
        case BLOCK_TABLE:
            TRY(flow_table(layout, block->table));
            break;
        case BLOCK_BLANK_LINE:
            TRY(layout_row(layout));
            layout->y_mm += LINE_MM;
            break;
        }
    }
    return OK;
}

Status flow_centred(Layout *layout, FontRole role, const TextList *units, double size_mm)
{
    double cell = CELL_MM * size_mm / BODY_MM;
    TextList lines =
        title_lines(layout->op->arena, units, (size_t)(TYPE_WIDTH_MM / cell + 0.001));
    for (size_t i = 0; i < lines.count; i++) {
        TRY(layout_row(layout));
        CellList cells = cells_of(layout, role, lines.items[i], size_mm);
        double width = cells_width(&cells);
        TextStyle style = { .size_mm = size_mm, .narrow = 1, .ink = INK_BLACK };
        if (width > TYPE_WIDTH_MM) /* wide Latin letters */
            style.narrow = TYPE_WIDTH_MM / width;
        double x = TYPE_LEFT_MM + (TYPE_WIDTH_MM - width * style.narrow) / 2;
        draw_text(layout, &cells, x, baseline_in(layout->y_mm, LINE_MM, size_mm), style);
        layout->y_mm += LINE_MM;
    }
    return OK;
}

Status flow_flush(Layout *layout, const char *text)
{
    CellList cells = cells_of(layout, FONT_FANGSONG, text, BODY_MM);
    LineList lines = lines_in(layout, &cells, shape_flush);
    return place_lines(layout, &cells, &lines, shape_flush, 0);
}

Status flow_hanging(Layout *layout, const CellList *label, double label_x_mm,
                    const CellList *text, double text_x_mm)
{
    Shape shape = { .first_mm = text_x_mm, .rest_mm = text_x_mm };
    LineList lines = lines_in(layout, text, shape);
    TRY(layout_row(layout));
    if (label != NULL)
        draw_text(layout, label, TYPE_LEFT_MM + label_x_mm,
                  baseline_in(layout->y_mm, LINE_MM, BODY_MM), style_body);
    if (lines.count == 0)
        layout->y_mm += LINE_MM;
    return place_lines(layout, text, &lines, shape, 0);
}

Status flow_attachment_names(Layout *layout)
{
    const Document *document = layout->document;
    size_t count = document->attachments.count;
    if (count == 0)
        return OK;
    layout->y_mm += LINE_MM;
    double number_mm = count == 1 ? 0 : count < 10 ? CELL_MM : 1.5 * CELL_MM;
    for (size_t i = 0; i < count; i++) {
        const char *number = count == 1 ? "" : arena_printf(layout->op->arena, "%zu.", i + 1);
        const char *label =
            arena_printf(layout->op->arena, "%s%s", i == 0 ? "附件：" : "", number);
        CellList label_cells = cells_of(layout, FONT_FANGSONG, label, BODY_MM);
        CellList name =
            cells_of(layout, FONT_FANGSONG, document->attachments.items[i].name, BODY_MM);
        TRY(flow_hanging(layout, &label_cells, (i == 0 ? 2 : 5) * CELL_MM, &name,
                         5 * CELL_MM + number_mm));
    }
    return OK;
}

Status flow_people(Layout *layout)
{
    const Document *document = layout->document;
    if (document->people.count > 0 && page_begun(layout))
        layout->y_mm += LINE_MM;
    for (size_t i = 0; i < document->people.count; i++) {
        const People *people = &document->people.items[i];
        const char *label = arena_printf(layout->op->arena, "%s：", people->label);
        CellList label_cells = cells_of(layout, FONT_HEI, label, BODY_MM);
        CellList text = cells_of_spans(layout, &people->spans, BODY_MM);
        TRY(flow_hanging(layout, &label_cells, 2 * CELL_MM, &text,
                         2 * CELL_MM + cells_width(&label_cells)));
    }
    return OK;
}
