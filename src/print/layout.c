#include "print/layout.h"

#include <math.h>

#include "print/layout_inner.h"

const TextStyle style_body = { .size_mm = BODY_MM, .narrow = 1, .ink = INK_BLACK };

Status layout_new_page(Layout *layout)
{
    Sheets *sheets = layout->sheets;
    if (sheets->pages.count == DOCUMENT_PAGES_MAX)
        return op_fail(layout->op, INVALID, "公文太长：最多 %d 页。", DOCUMENT_PAGES_MAX);
    layout->page = ARENA_NEW(layout->op->arena, Sheet);
    *LIST_ADD(layout->op->arena, &sheets->pages) = layout->page;
    layout->y_mm = TYPE_TOP_MM;
    layout->page_top_mm = TYPE_TOP_MM;
    if (layout->document->simulated)
        layout_across(layout);
    return OK;
}

size_t layout_rows_left(const Layout *layout)
{
    double left = (TYPE_BOTTOM_MM - layout->y_mm) / LINE_MM + 0.001;
    return left > 0 ? (size_t)left : 0;
}

Status layout_row(Layout *layout)
{
    if (layout_rows_left(layout) == 0)
        return layout_new_page(layout);
    return OK;
}

void layout_snap(Layout *layout)
{
    double rows = ceil((layout->y_mm - layout->page_top_mm) / LINE_MM - 0.001);
    layout->y_mm = layout->page_top_mm + rows * LINE_MM;
}

void layout_rule(Layout *layout, SheetRule rule)
{
    *LIST_ADD(layout->op->arena, &layout->page->rules) = rule;
}

static Status layout_attachment(Layout *layout, size_t number, const Attachment *attachment)
{
    TRY(layout_new_page(layout));
    bool one = layout->document->attachments.count == 1;
    const char *label = one ? "附件" : arena_printf(layout->op->arena, "附件%zu", number);
    CellList cells = cells_of(layout, FONT_HEI, label, BODY_MM);
    draw_text(layout, &cells, TYPE_LEFT_MM, baseline_in(layout->y_mm, LINE_MM, BODY_MM),
              style_body);
    layout->y_mm += 2 * LINE_MM;
    TRY(flow_centred(layout, FONT_TITLE, &attachment->title, TITLE_MM));
    layout->y_mm += LINE_MM;
    return flow_blocks(layout, &attachment->blocks, 0);
}

static Status layout_all(Layout *layout)
{
    const Document *document = layout->document;
    TRY(layout_new_page(layout));
    TRY(layout_head(layout));
    if (!text_empty(document->addressees))
        TRY(flow_flush(layout, document->addressees));
    TRY(flow_blocks(layout, &document->blocks, signature_rows(document)));
    TRY(flow_attachment_names(layout));
    TRY(flow_people(layout));
    TRY(layout_signature(layout));
    for (size_t i = 0; i < document->attachments.count; i++)
        TRY(layout_attachment(layout, i + 1, &document->attachments.items[i]));
    TRY(layout_imprint(layout));
    layout_page_numbers(layout);
    return OK;
}

Status document_layout(Op *op, const Document *document, Fonts *fonts, Sheets **out)
{
    TRY(document_check(op, document));
    Sheets *sheets = ARENA_NEW(op->arena, Sheets);
    Layout layout = { .op = op, .document = document, .fonts = fonts, .sheets = sheets };
    TRY(layout_all(&layout));
    *out = sheets;
    return OK;
}
