#include "print/docx_inner.h"
#include "print/title.h"

/* The imprint is a table of one or two rows, placed at the lower edge of the
 * type area whatever stands above it. */
static const char *const table_begin =
    "<w:tblPr><w:tblpPr w:leftFromText=\"0\" w:rightFromText=\"0\" w:vertAnchor=\"margin\" "
    "w:horzAnchor=\"margin\" w:tblpXSpec=\"left\" w:tblpYSpec=\"bottom\"/>"
    "<w:tblOverlap w:val=\"never\"/><w:tblW w:w=\"8844\" w:type=\"dxa\"/>";
static const char *const table_shape =
    "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/>"
    "<w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
    "<w:tblGrid><w:gridCol w:w=\"8844\"/></w:tblGrid>";

/* 0.35 mm outside, 0.25 mm between. */
static const char *const rules =
    "<w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:insideH w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/>"
    "</w:tblBorders>";

enum { SMALL_CELL = 276 }; /* a character of 14 pt, in twips */

static void write_row(Xml *xml, const DocxShape *shape, const char *text)
{
    xml_raw(xml, "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>"
                 "<w:tcW w:w=\"8844\" w:type=\"dxa\"/></w:tcPr>");
    docx_paragraph(xml, shape, &(DocxFace){ 0 }, text);
    xml_raw(xml, "</w:tc></w:tr>");
}

static void write_copies(Arena *arena, Xml *xml, const Document *document)
{
    const char *stop = text_ends(document->imprint.copies, "。") ? "" : "。";
    int label = (int)(title_halves(document->imprint.label) + 2) * SMALL_CELL / 2;
    DocxShape shape = {
        .style = "Imprint", .left = SMALL_CELL + label, .right = SMALL_CELL, .first = -label
    };
    write_row(xml, &shape,
              arena_printf(arena, "%s：%s%s", document->imprint.label, document->imprint.copies,
                           stop));
}

static void write_office(Arena *arena, Xml *xml, const Document *document)
{
    DocxShape shape = { .style = "Imprint",
                        .left = SMALL_CELL,
                        .right_tab = DOCX_WIDTH - SMALL_CELL,
                        .jc = "left" };
    const char *text = document->imprint.office;
    if (day_given(document->imprint.issued))
        text = arena_printf(arena, "%s\t%s印发", text,
                            day_chinese(arena, document->imprint.issued));
    write_row(xml, &shape, text);
}

void docx_imprint(Arena *arena, Xml *xml, const Document *document)
{
    bool ruled = document->form != FORM_LETTER;
    bool copies = !text_empty(document->imprint.copies);
    bool office = ruled && !text_empty(document->imprint.office);
    if (!copies && !office)
        return;
    xml_open(xml, "w:tbl");
    xml_raw(xml, table_begin);
    xml_raw(xml, ruled ? rules : "");
    xml_raw(xml, table_shape);
    if (copies)
        write_copies(arena, xml, document);
    if (office)
        write_office(arena, xml, document);
    xml_close(xml);
}
