#include "print/docx.h"

#include <string.h>

#include "print/docx_inner.h"

#define NAMESPACES                                                                             \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

const char *docx_font(FontRole role)
{
    switch (role) {
    case FONT_FANGSONG:
        return "仿宋_GB2312";
    case FONT_HEI:
        return "黑体";
    case FONT_KAI:
        return "楷体_GB2312";
    case FONT_TITLE:
        return "方正小标宋简体";
    case FONT_SONG:
        return "宋体";
    }
    return "仿宋_GB2312";
}

static void write_border(Xml *xml, const DocxShape *shape)
{
    if (shape->border == NULL)
        return;
    xml_open(xml, "w:pBdr");
    xml_raw(xml, shape->border);
    xml_close(xml);
}

static void write_tab(Xml *xml, const DocxShape *shape)
{
    if (shape->right_tab == 0)
        return;
    xml_open(xml, "w:tabs");
    xml_open(xml, "w:tab");
    xml_attribute(xml, "w:val", "right");
    xml_attribute(xml, "w:pos", "%d", shape->right_tab);
    xml_close(xml);
    xml_close(xml);
}

static void write_spacing(Xml *xml, const DocxShape *shape)
{
    if (shape->before == 0 && shape->line == 0)
        return;
    xml_open(xml, "w:spacing");
    if (shape->before != 0)
        xml_attribute(xml, "w:before", "%d", shape->before);
    if (shape->line != 0) {
        xml_attribute(xml, "w:line", "%d", shape->line);
        xml_attribute(xml, "w:lineRule", "exact");
    }
    xml_close(xml);
}

static void write_indent(Xml *xml, const DocxShape *shape)
{
    if (shape->left == 0 && shape->right == 0 && shape->first == 0)
        return;
    xml_open(xml, "w:ind");
    xml_attribute(xml, "w:left", "%d", shape->left);
    xml_attribute(xml, "w:right", "%d", shape->right);
    if (shape->first < 0)
        xml_attribute(xml, "w:hanging", "%d", -shape->first);
    else
        xml_attribute(xml, "w:firstLine", "%d", shape->first);
    xml_close(xml);
}

/* The order of the elements is the schema's. */
void docx_paragraph_begin(Xml *xml, const DocxShape *shape)
{
    xml_open(xml, "w:p");
    xml_open(xml, "w:pPr");
    if (shape->style != NULL)
        xml_empty(xml, "w:pStyle", "w:val", shape->style);
    if (shape->keep_next)
        xml_empty(xml, "w:keepNext", NULL, NULL);
    if (shape->page_before)
        xml_empty(xml, "w:pageBreakBefore", NULL, NULL);
    if (shape->frame != NULL)
        xml_raw(xml, arena_printf(xml->arena, "<w:framePr %s/>", shape->frame));
    write_border(xml, shape);
    write_tab(xml, shape);
    write_spacing(xml, shape);
    write_indent(xml, shape);
    if (shape->jc != NULL)
        xml_empty(xml, "w:jc", "w:val", shape->jc);
    xml_close(xml);
}

void docx_paragraph_end(Xml *xml)
{
    xml_close(xml);
}

static void write_face(Xml *xml, const DocxFace *face)
{
    xml_open(xml, "w:rPr");
    if (face->font != NULL) {
        xml_open(xml, "w:rFonts");
        xml_attribute(xml, "w:ascii", "%s", face->font);
        xml_attribute(xml, "w:hAnsi", "%s", face->font);
        xml_attribute(xml, "w:eastAsia", "%s", face->font);
        xml_close(xml);
    }
    if (face->colour != NULL)
        xml_empty(xml, "w:color", "w:val", face->colour);
    if (face->percent != 0)
        xml_empty(xml, "w:w", "w:val", arena_printf(xml->arena, "%d", face->percent));
    if (face->half_points != 0) {
        const char *size = arena_printf(xml->arena, "%d", face->half_points);
        xml_empty(xml, "w:sz", "w:val", size);
        xml_empty(xml, "w:szCs", "w:val", size);
    }
    xml_close(xml);
}

static void write_piece(Xml *xml, const char *piece, size_t bytes)
{
    if (bytes == 0)
        return;
    xml_open(xml, "w:t");
    xml_attribute(xml, "xml:space", "preserve");
    xml_text(xml, arena_dup_n(xml->arena, piece, bytes));
    xml_close(xml);
}

void docx_run(Xml *xml, const DocxFace *face, const char *text)
{
    if (text_empty(text))
        return;
    xml_open(xml, "w:r");
    write_face(xml, face);
    while (*text != '\0') {
        size_t bytes = strcspn(text, "\n\t");
        write_piece(xml, text, bytes);
        text += bytes;
        if (*text != '\0')
            xml_empty(xml, *text++ == '\n' ? "w:br" : "w:tab", NULL, NULL);
    }
    xml_close(xml);
}

void docx_paragraph(Xml *xml, const DocxShape *shape, const DocxFace *face, const char *text)
{
    docx_paragraph_begin(xml, shape);
    docx_run(xml, face, text);
    docx_paragraph_end(xml);
}

static void write_section(Xml *xml, const Document *document)
{
    xml_open(xml, "w:sectPr");
    docx_section_references(xml, document);
    xml_raw(xml, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
                 "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" "
                 "w:header=\"851\" w:footer=\"1276\" w:gutter=\"0\"/>");
    if (document->form == FORM_LETTER)
        xml_raw(xml, "<w:titlePg/>");
    xml_raw(xml, "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>");
    xml_close(xml);
}

static Status write_main(Op *op, const Document *document, Bytes *out)
{
    Xml xml;
    TRY(xml_begin(op, &xml));
    xml_raw(&xml, "<w:document " NAMESPACES "><w:body>");
    docx_head(op->arena, &xml, document);
    docx_body(op->arena, &xml, document);
    write_section(&xml, document);
    xml_raw(&xml, "</w:body></w:document>");
    return xml_end(op, &xml, out);
}

Status document_write_docx(Op *op, const Document *document, Bytes *out)
{
    TRY(document_check(op, document));
    DocxParts parts = { 0 };
    TRY(docx_parts(op, document, &parts));
    Bytes main_part;
    TRY(write_main(op, document, &main_part));
    *LIST_ADD(op->arena, &parts) = (ZipEntry){ "word/document.xml", main_part };
    return zip_write(op, parts.items, parts.count, out);
}
