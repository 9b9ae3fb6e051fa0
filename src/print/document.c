#include "print/document.h"

#include <string.h>

Document *document_new(Arena *arena, PaperForm form)
{
    Document *document = ARENA_NEW(arena, Document);
    document->arena = arena;
    document->form = form;
    document->dated = DAY_NONE;
    document->head_day = DAY_NONE;
    document->signature.day = DAY_NONE;
    document->imprint.issued = DAY_NONE;
    return document;
}

SpanList *document_paragraph(Document *document, BlockList *blocks, ParagraphKind kind)
{
    Block *block = LIST_ADD(document->arena, blocks);
    *block = (Block){ .kind = BLOCK_PARAGRAPH, .paragraph.kind = kind };
    return &block->paragraph.spans;
}

void document_body(Document *document, const char *text)
{
    TextList lines = text_split(document->arena, text, "\n");
    for (size_t i = 0; i < lines.count; i++) {
        if (text_empty(lines.items[i]))
            continue;
        SpanList *spans = document_paragraph(document, &document->blocks, PARAGRAPH_BODY);
        span_add(document->arena, spans, FONT_FANGSONG, lines.items[i]);
    }
}

void document_heading(Document *document, int level, const char *text)
{
    FontRole role = level == 1 ? FONT_HEI : level == 2 ? FONT_KAI : FONT_FANGSONG;
    SpanList *spans = document_paragraph(document, &document->blocks, PARAGRAPH_HEADING);
    span_add(document->arena, spans, role, text);
}

Table *document_table(Document *document, BlockList *blocks)
{
    Block *block = LIST_ADD(document->arena, blocks);
    *block = (Block){ .kind = BLOCK_TABLE, .table = ARENA_NEW(document->arena, Table) };
    return block->table;
}

void document_blank_line(Document *document, BlockList *blocks)
{
    *LIST_ADD(document->arena, blocks) = (Block){ .kind = BLOCK_BLANK_LINE };
}

SpanList *document_people(Document *document, const char *label)
{
    People *people = LIST_ADD(document->arena, &document->people);
    *people = (People){ .label = label };
    return &people->spans;
}

Attachment *document_attachment(Document *document, const char *name)
{
    Attachment *attachment = LIST_ADD(document->arena, &document->attachments);
    *attachment = (Attachment){ .name = name };
    return attachment;
}

void span_add(Arena *arena, SpanList *spans, FontRole role, const char *text)
{
    if (!text_empty(text))
        *LIST_ADD(arena, spans) = (Span){ .role = role, .text = text };
}

void span_add_together(Arena *arena, SpanList *spans, FontRole role, const char *text)
{
    if (!text_empty(text))
        *LIST_ADD(arena, spans) = (Span){ .role = role, .text = text, .together = true };
}

void table_column(Arena *arena, Table *table, const char *title, double width, CellAlign align)
{
    *LIST_ADD(arena, &table->columns) =
        (TableColumn){ .title = title, .width = width, .align = align };
}

TableRow *table_row(Arena *arena, Table *table)
{
    TableRow *row = LIST_ADD(arena, &table->rows);
    *row = (TableRow){ { NULL } };
    return row;
}

typedef struct Count {
    Op *op;
    size_t characters;
} Count;

static Status count_text(Count *count, const char *text)
{
    if (text == NULL)
        return OK;
    TextFault fault = text_check(text, strlen(text), true);
    if (fault == TEXT_NOT_UTF8 || fault == TEXT_CONTROL)
        return op_fail(count->op, INVALID, "公文里有一段文字%s，排不出来。",
                       text_fault_words(fault));
    count->characters += text_characters(text);
    if (count->characters > DOCUMENT_CHARACTERS_MAX)
        return op_fail(count->op, INVALID, "公文太长：最多 %d 个字。", DOCUMENT_CHARACTERS_MAX);
    return OK;
}

static Status count_list(Count *count, const TextList *list)
{
    for (size_t i = 0; i < list->count; i++)
        TRY(count_text(count, list->items[i]));
    return OK;
}

static Status count_spans(Count *count, const SpanList *spans)
{
    for (size_t i = 0; i < spans->count; i++)
        TRY(count_text(count, spans->items[i].text));
    return OK;
}

static Status count_table(Count *count, const Table *table)
{
    if (table->columns.count == 0 || table->columns.count > TABLE_COLUMNS_MAX)
        return op_fail(count->op, INVALID, "公文里的表要有 1 至 %d 栏。", TABLE_COLUMNS_MAX);
    if (table->rows.count > TABLE_ROWS_MAX)
        return op_fail(count->op, INVALID, "公文里的表太长：最多 %d 行。", TABLE_ROWS_MAX);
    for (size_t c = 0; c < table->columns.count; c++)
        TRY(count_text(count, table->columns.items[c].title));
    for (size_t r = 0; r < table->rows.count; r++) {
        for (size_t c = 0; c < table->columns.count; c++)
            TRY(count_text(count, table->rows.items[r].cells[c]));
    }
    return OK;
}

static Status count_blocks(Count *count, const BlockList *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        const Block *block = &blocks->items[i];
        switch (block->kind) {
        case BLOCK_PARAGRAPH:
            TRY(count_spans(count, &block->paragraph.spans));
            break;
        case BLOCK_TABLE:
            TRY(count_table(count, block->table));
            break;
        case BLOCK_BLANK_LINE:
            break;
        }
    }
    return OK;
}

Status document_check(Op *op, const Document *document)
{
    Count count = { .op = op };
    const char *const texts[] = { document->name,           document->mark,
                                  document->number,         document->head_office,
                                  document->addressees,     document->note,
                                  document->signature.unit, document->imprint.label,
                                  document->imprint.copies, document->imprint.office };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        TRY(count_text(&count, texts[i]));
    TRY(count_list(&count, &document->title));
    TRY(count_blocks(&count, &document->blocks));
    for (size_t i = 0; i < document->attachments.count; i++) {
        const Attachment *attachment = &document->attachments.items[i];
        TRY(count_text(&count, attachment->name));
        TRY(count_list(&count, &attachment->title));
        TRY(count_blocks(&count, &attachment->blocks));
    }
    for (size_t i = 0; i < document->people.count; i++) {
        TRY(count_text(&count, document->people.items[i].label));
        TRY(count_spans(&count, &document->people.items[i].spans));
    }
    return OK;
}
