#include "print/docx_inner.h"
#include "print/layout.h"
#include "print/signature.h"
#include "print/title.h"

static const DocxFace plain = { 0 };

static void write_spans(Xml *xml, const SpanList *spans)
{
    for (size_t i = 0; i < spans->count; i++) {
        const Span *span = &spans->items[i];
        DocxFace face = { .font = span->role == FONT_FANGSONG ? NULL : docx_font(span->role) };
        docx_run(xml, &face, span->text);
    }
}

static const char *heading_style(const Paragraph *paragraph)
{
    if (paragraph->kind != PARAGRAPH_HEADING || paragraph->spans.count == 0)
        return NULL;
    switch (paragraph->spans.items[0].role) {
    case FONT_HEI:
        return "Heading1";
    case FONT_KAI:
        return "Heading2";
    case FONT_FANGSONG:
    case FONT_TITLE:
    case FONT_SONG:
        return "Heading3";
    }
    return NULL;
}

static void write_paragraph(Xml *xml, const Paragraph *paragraph)
{
    DocxShape shape = { .style = heading_style(paragraph) };
    switch (paragraph->kind) {
    case PARAGRAPH_BODY:
        shape.first = 2 * DOCX_CELL;
        break;
    case PARAGRAPH_HEADING:
    case PARAGRAPH_FLUSH:
        break;
    case PARAGRAPH_CENTRED:
        shape.jc = "center";
        break;
    }
    docx_paragraph_begin(xml, &shape);
    write_spans(xml, &paragraph->spans);
    docx_paragraph_end(xml);
}

static void write_blank(Xml *xml)
{
    docx_paragraph(xml, &(DocxShape){ 0 }, &plain, "");
}

static void write_blocks(Xml *xml, const BlockList *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        const Block *block = &blocks->items[i];
        switch (block->kind) {
        case BLOCK_PARAGRAPH:
            write_paragraph(xml, &block->paragraph);
            break;
        case BLOCK_TABLE:
            docx_table(xml, block->table);
            break;
        case BLOCK_BLANK_LINE:
            write_blank(xml);
            break;
        }
    }
}

static void write_attachment_names(Arena *arena, Xml *xml, const Document *document)
{
    size_t count = document->attachments.count;
    if (count > 0)
        write_blank(xml);
    for (size_t i = 0; i < count; i++) {
        const char *number = count == 1 ? "" : arena_printf(arena, "%zu. ", i + 1);
        int width = count == 1 ? 0 : DOCX_CELL;
        const char *text = arena_printf(arena, "%s%s%s", i == 0 ? "附件：" : "", number,
                                        document->attachments.items[i].name);
        DocxShape shape = { .left = 5 * DOCX_CELL + width,
                            .first = i == 0 ? -3 * DOCX_CELL - width : -width,
                            .jc = "left" };
        docx_paragraph(xml, &shape, &plain, text);
    }
}

static void write_people(Arena *arena, Xml *xml, const Document *document)
{
    if (document->people.count > 0)
        write_blank(xml);
    for (size_t i = 0; i < document->people.count; i++) {
        const People *people = &document->people.items[i];
        int label = (int)(title_halves(people->label) + 2) * DOCX_CELL / 2;
        DocxShape shape = { .left = 2 * DOCX_CELL + label, .first = -label };
        DocxFace face = { .font = docx_font(FONT_HEI) };
        docx_paragraph_begin(xml, &shape);
        docx_run(xml, &face, arena_printf(arena, "%s：", people->label));
        write_spans(xml, &people->spans);
        docx_paragraph_end(xml);
    }
}

static int left_of(double characters)
{
    return characters > 0 ? (int)(characters * DOCX_CELL) : 0;
}

static void write_signature(Arena *arena, Xml *xml, const Document *document)
{
    const char *unit = document->signature.unit;
    bool dated = day_given(document->signature.day);
    if (!text_empty(unit) || dated) {
        const char *day = dated ? day_chinese(arena, document->signature.day) : "";
        SignaturePlace place = signature_place(
            (double)title_halves(unit != NULL ? unit : "") / 2, (double)title_halves(day) / 2,
            GRID_CHARACTERS, document->signature.sealed);
        for (int i = 0; i < (document->signature.sealed ? 2 : 1); i++)
            write_blank(xml);
        DocxShape shape = { .left = left_of(place.unit), .jc = "left", .keep_next = true };
        docx_paragraph(xml, &shape, &plain, unit);
        shape = (DocxShape){ .left = left_of(place.day), .jc = "left" };
        docx_paragraph(xml, &shape, &plain, day);
    }
    if (!text_empty(document->note))
        docx_paragraph(xml, &(DocxShape){ .first = 2 * DOCX_CELL }, &plain,
                       arena_printf(arena, "（%s）", document->note));
}

static void write_attachment(Arena *arena, Xml *xml, const Document *document, size_t i)
{
    const Attachment *attachment = &document->attachments.items[i];
    bool one = document->attachments.count == 1;
    DocxFace hei = { .font = docx_font(FONT_HEI) };
    docx_paragraph(xml, &(DocxShape){ .page_before = true }, &hei,
                   one ? "附件" : arena_printf(arena, "附件%zu", i + 1));
    write_blank(xml);
    TextList lines = title_lines(arena, &attachment->title, 20);
    docx_paragraph(xml, &(DocxShape){ .style = "Title" }, &plain,
                   text_join(arena, &lines, "\n"));
    write_blank(xml);
    write_blocks(xml, &attachment->blocks);
}

void docx_body(Arena *arena, Xml *xml, const Document *document)
{
    if (!text_empty(document->addressees))
        docx_paragraph(xml, &(DocxShape){ 0 }, &plain, document->addressees);
    write_blocks(xml, &document->blocks);
    write_attachment_names(arena, xml, document);
    write_people(arena, xml, document);
    write_signature(arena, xml, document);
    for (size_t i = 0; i < document->attachments.count; i++)
        write_attachment(arena, xml, document, i);
    /* A paragraph must follow a table, and the imprint is anchored to one. */
    DocxShape low = { .line = 20 };
    docx_paragraph(xml, &low, &(DocxFace){ .half_points = 2 }, "");
    docx_imprint(arena, xml, document);
    docx_paragraph(xml, &low, &(DocxFace){ .half_points = 2 }, "");
}
