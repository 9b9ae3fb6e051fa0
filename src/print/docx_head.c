#include "print/docx_inner.h"
#include "print/layout.h"
#include "print/title.h"

/* 2 pt of red, 11 pt (4 mm) below its paragraph. */
static const char *const rule_below =
    "<w:bottom w:val=\"single\" w:sz=\"16\" w:space=\"11\" w:color=\"" DOCX_RED "\"/>";
static const char *const double_rule_below =
    "<w:bottom w:val=\"thickThinSmallGap\" w:sz=\"24\" w:space=\"11\" w:color=\"" DOCX_RED
    "\"/>";

/* The mark of a letter stands 30 mm from the page's top, above the type
 * area: in a frame 170 mm wide, whose lower border is the double rule. */
static const char *const letter_frame =
    "w:w=\"9638\" w:hSpace=\"0\" w:wrap=\"notBeside\" w:vAnchor=\"page\" w:hAnchor=\"page\" "
    "w:xAlign=\"center\" w:y=\"1644\"";

static void write_mark(Arena *arena, Xml *xml, const Document *document, DocxShape shape)
{
    if (text_empty(document->mark))
        return;
    double size_mm;
    double narrow;
    TextList lines = mark_lines(arena, document->mark, TYPE_WIDTH_MM, &size_mm, &narrow);
    DocxFace face = { .font = docx_font(FONT_TITLE),
                      .half_points = (int)(size_mm / POINT_MM * 2),
                      .percent = (int)(narrow * 98),
                      .colour = DOCX_RED };
    shape.jc = "center";
    shape.line = TWIPS(size_mm * 1.1);
    docx_paragraph(xml, &shape, &face, text_join(arena, &lines, "\n"));
}

/* Number, then office and day of minutes; the last of them carries the rule. */
static void write_number(Arena *arena, Xml *xml, const Document *document)
{
    bool office = !text_empty(document->head_office) || day_given(document->head_day);
    DocxFace face = { 0 };
    DocxShape shape = { .jc = "center", .before = 2 * DOCX_LINE };
    if (!office)
        shape.border = rule_below;
    docx_paragraph(xml, &shape, &face, document->number);
    if (!office)
        return;
    shape = (DocxShape){
        .border = rule_below, .left = 0, .right_tab = DOCX_WIDTH - DOCX_CELL, .jc = "left"
    };
    const char *day =
        day_given(document->head_day) ? day_chinese(arena, document->head_day) : "";
    const char *name = document->head_office != NULL ? document->head_office : "";
    docx_paragraph(xml, &shape, &face, arena_printf(arena, "　%s\t%s", name, day));
}

static void write_letter_number(Xml *xml, const Document *document)
{
    DocxShape shape = { .jc = "right", .before = 160 };
    DocxFace face = { 0 };
    docx_paragraph(xml, &shape, &face, document->number);
}

void docx_head(Arena *arena, Xml *xml, const Document *document)
{
    switch (document->form) {
    case FORM_PAPER:
    case FORM_MINUTES:
        write_mark(arena, xml, document, (DocxShape){ .before = TWIPS(34.0) });
        write_number(arena, xml, document);
        break;
    case FORM_LETTER:
        write_mark(arena, xml, document,
                   (DocxShape){ .frame = letter_frame, .border = double_rule_below });
        write_letter_number(xml, document);
        break;
    }
    DocxFace face = { 0 };
    if (document->title.count == 0) {
        docx_paragraph(xml, &(DocxShape){ .before = 300 }, &face, "");
        return;
    }
    TextList lines = title_lines(arena, &document->title, 20);
    DocxShape shape = { .style = "Title", .before = 2 * DOCX_LINE };
    docx_paragraph(xml, &shape, &face, text_join(arena, &lines, "\n"));
    docx_paragraph(xml, &(DocxShape){ 0 }, &face, "");
}
