#include "print/docx_inner.h"

static const char *const borders =
    "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/></w:tblBorders>";

static int column_width(const Table *table, size_t column)
{
    double sum = 0;
    for (size_t c = 0; c < table->columns.count; c++)
        sum += table->columns.items[c].width;
    double share =
        sum > 0 ? table->columns.items[column].width / sum : 1.0 / (double)table->columns.count;
    return (int)(DOCX_WIDTH * share);
}

static void write_cell(Xml *xml, const Table *table, size_t column, FontRole role,
                       const char *text)
{
    bool centred = role == FONT_HEI || table->columns.items[column].align == CELL_CENTRED;
    xml_open(xml, "w:tc");
    xml_open(xml, "w:tcPr");
    xml_open(xml, "w:tcW");
    xml_attribute(xml, "w:w", "%d", column_width(table, column));
    xml_attribute(xml, "w:type", "dxa");
    xml_close(xml);
    xml_empty(xml, "w:vAlign", "w:val", "center");
    xml_close(xml);
    DocxShape shape = { .style = "TableText", .jc = centred ? "center" : "left" };
    DocxFace face = { .font = role == FONT_HEI ? docx_font(role) : NULL };
    docx_paragraph(xml, &shape, &face, text);
    xml_close(xml);
}

static void write_row(Xml *xml, const Table *table, FontRole role, const char *const *texts)
{
    xml_open(xml, "w:tr");
    xml_open(xml, "w:trPr");
    xml_empty(xml, "w:cantSplit", NULL, NULL);
    if (role == FONT_HEI)
        xml_empty(xml, "w:tblHeader", NULL, NULL);
    xml_close(xml);
    for (size_t c = 0; c < table->columns.count; c++)
        write_cell(xml, table, c, role, texts[c]);
    xml_close(xml);
}

void docx_table(Xml *xml, const Table *table)
{
    xml_open(xml, "w:tbl");
    xml_open(xml, "w:tblPr");
    xml_raw(xml, "<w:tblW w:w=\"8844\" w:type=\"dxa\"/>");
    xml_raw(xml, borders);
    xml_raw(xml, "<w:tblLayout w:type=\"fixed\"/>"
                 "<w:tblCellMar><w:left w:w=\"68\" w:type=\"dxa\"/>"
                 "<w:right w:w=\"68\" w:type=\"dxa\"/></w:tblCellMar>");
    xml_close(xml);
    xml_open(xml, "w:tblGrid");
    for (size_t c = 0; c < table->columns.count; c++)
        xml_empty(xml, "w:gridCol", "w:w",
                  arena_printf(xml->arena, "%d", column_width(table, c)));
    xml_close(xml);
    if (!table->untitled) {
        const char *titles[TABLE_COLUMNS_MAX] = { NULL };
        for (size_t c = 0; c < table->columns.count; c++)
            titles[c] = table->columns.items[c].title;
        write_row(xml, table, FONT_HEI, titles);
    }
    for (size_t r = 0; r < table->rows.count; r++)
        write_row(xml, table, FONT_FANGSONG, table->rows.items[r].cells);
    if (table->untitled && table->rows.count == 0) {
        const char *const none[TABLE_COLUMNS_MAX] = { NULL };
        write_row(xml, table, FONT_FANGSONG, none); /* a table needs a row */
    }
    xml_close(xml);
}
