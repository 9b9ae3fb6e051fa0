#include <string.h>

#include "print/docx_inner.h"

#define W_NS "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define R_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define P_NS "http://schemas.openxmlformats.org/package/2006"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static const char *const relations = XML_HEAD
    "<Relationships xmlns=\"" P_NS "/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" R_NS "/officeDocument\" "
    "Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" P_NS "/relationships/metadata/core-properties\" "
    "Target=\"docProps/core.xml\"/></Relationships>";

#define FONTS(name)                                                                            \
    "<w:rFonts w:ascii=\"" name "\" w:hAnsi=\"" name "\" w:eastAsia=\"" name "\"/>"
#define STYLE(id, name, paragraph, run)                                                        \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/>"          \
    "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" paragraph "</w:pPr><w:rPr>" run         \
    "</w:rPr></w:style>"
#define SIZE(half_points) "<w:sz w:val=\"" half_points "\"/><w:szCs w:val=\"" half_points "\"/>"
#define INDENT "<w:ind w:firstLine=\"632\"/>"

static const char *const styles =
    XML_HEAD "<w:styles xmlns:w=\"" W_NS "\"><w:docDefaults><w:rPrDefault><w:rPr>" FONTS(
        "仿宋_"
        "GB231"
        "2") "<w:spacing w:val=\"-5\"/><w:kern w:val=\"0\"/>" SIZE("32") "<w:lang "
                                                                         "w:val=\"en-US\" "
                                                                         "w:eastAsia=\"zh-CN\"/"
                                                                         "></w:rPr></"
                                                                         "w:rPrDefault><w:"
                                                                         "pPrDefault><w:pPr>"
                                                                         "<w:widowControl "
                                                                         "w:val=\"0\"/"
                                                                         "><w:autoSpaceDE "
                                                                         "w:val=\"0\"/"
                                                                         "><w:autoSpaceDN "
                                                                         "w:val=\"0\"/>"
                                                                         "<w:spacing "
                                                                         "w:before=\"0\" "
                                                                         "w:after=\"0\" "
                                                                         "w:line=\"579\" "
                                                                         "w:lineRule=\"exact\"/"
                                                                         ">"
                                                                         "<w:jc "
                                                                         "w:val=\"both\"/></"
                                                                         "w:pPr></"
                                                                         "w:pPrDefault></"
                                                                         "w:docDefaults>"
                                                                         "<w:style "
                                                                         "w:type=\"paragraph\" "
                                                                         "w:default=\"1\" "
                                                                         "w:styleId=\"Normal\">"
                                                                         "<w:name "
                                                                         "w:val=\"Normal\"/"
                                                                         "><w:qFormat/"
                                                                         "><w:pPr><w:"
                                                                         "autoSpaceDE "
                                                                         "w:val=\"0\"/>"
                                                                         "<w:autoSpaceDN "
                                                                         "w:val=\"0\"/></"
                                                                         "w:pPr></"
                                                                         "w:style>" STYLE(
                                                                             "Title", "Title",
                                                                             "<w:keepNext/"
                                                                             "><w:snapToGrid "
                                                                             "w:val=\"0\"/"
                                                                             "><w:jc "
                                                                             "w:val=\"center\"/"
                                                                             ">",
                                                                             FONTS(
                                                                                 "方正小标宋简"
                                                                                 "体") "<w:"
                                                                                       "spacing"
                                                                                       " w:val="
                                                                                       "\"0\"/"
                                                                                       ">" SIZE(
                                                                                           "4"
                                                                                           "4"))
                                                                             STYLE(
                                                                                 "Heading1",
                                                                                 "heading 1",
                                                                                 "<w:keepNext/"
                                                                                 ">" INDENT
                                                                                 "<w:"
                                                                                 "outlineLvl "
                                                                                 "w:val=\"0\"/"
                                                                                 ">",
                                                                                 FONTS("黑体"))
                                                                                 STYLE(
                                                                                     "Heading2",
                                                                                     "heading "
                                                                                     "2",
                                                                                     "<w:"
                                                                                     "keepNext/"
                                                                                     ">" INDENT
                                                                                     "<w:"
                                                                                     "outlineLv"
                                                                                     "l "
                                                                                     "w:val="
                                                                                     "\"1\"/>",
                                                                                     FONTS(
                                                                                         "楷体_"
                                                                                         "GB231"
                                                                                         "2")) STYLE("Heading3",
                                                                                                     "heading 3",
                                                                                                     "<w:keepNext/>" INDENT
                                                                                                     "<w:outlineLvl w:val=\"2\"/>",
                                                                                                     "")
                                                                                     STYLE(
                                                                                         "Table"
                                                                                         "Text",
                                                                                         "表格"
                                                                                         "文字",
                                                                                         "<w:"
                                                                                         "snapT"
                                                                                         "oGrid"
                                                                                         " w:"
                                                                                         "val="
                                                                                         "\"0\""
                                                                                         "/><w:"
                                                                                         "spaci"
                                                                                         "ng "
                                                                                         "w:"
                                                                                         "befor"
                                                                                         "e="
                                                                                         "\"40"
                                                                                         "\" "
                                                                                         "w:"
                                                                                         "after"
                                                                                         "=\"40"
                                                                                         "\" "
                                                                                         "w:"
                                                                                         "line="
                                                                                         "\"351"
                                                                                         "\" "
                                                                                         "w:"
                                                                                         "lineR"
                                                                                         "ule="
                                                                                         "\"exa"
                                                                                         "ct\"/"
                                                                                         ">",
                                                                                         SIZE(
                                                                                             "2"
                                                                                             "4"))
                                                                                         STYLE(
                                                                                             "I"
                                                                                             "m"
                                                                                             "p"
                                                                                             "r"
                                                                                             "i"
                                                                                             "n"
                                                                                             "t",
                                                                                             "版记",
                                                                                             "<"
                                                                                             "w"
                                                                                             ":"
                                                                                             "s"
                                                                                             "n"
                                                                                             "a"
                                                                                             "p"
                                                                                             "T"
                                                                                             "o"
                                                                                             "G"
                                                                                             "r"
                                                                                             "i"
                                                                                             "d"
                                                                                             " "
                                                                                             "w"
                                                                                             ":"
                                                                                             "v"
                                                                                             "a"
                                                                                             "l"
                                                                                             "="
                                                                                             "\"0\""
                                                                                             "/"
                                                                                             ">"
                                                                                             "<"
                                                                                             "w"
                                                                                             ":"
                                                                                             "s"
                                                                                             "p"
                                                                                             "a"
                                                                                             "c"
                                                                                             "i"
                                                                                             "n"
                                                                                             "g"
                                                                                             " "
                                                                                             "w"
                                                                                             ":"
                                                                                             "l"
                                                                                             "i"
                                                                                             "n"
                                                                                             "e"
                                                                                             "="
                                                                                             "\"454"
                                                                                             "\" "
                                                                                             "w"
                                                                                             ":"
                                                                                             "l"
                                                                                             "i"
                                                                                             "n"
                                                                                             "e"
                                                                                             "R"
                                                                                             "u"
                                                                                             "l"
                                                                                             "e"
                                                                                             "="
                                                                                             "\"exa"
                                                                                             "c"
                                                                                             "t"
                                                                                             "\"/"
                                                                                             ">",
                                                                                             SIZE(
                                                                                                 "2"
                                                                                                 "8"))
                                                                                             STYLE(
                                                                                                 "F"
                                                                                                 "o"
                                                                                                 "o"
                                                                                                 "t"
                                                                                                 "e"
                                                                                                 "r",
                                                                                                 "f"
                                                                                                 "o"
                                                                                                 "o"
                                                                                                 "t"
                                                                                                 "e"
                                                                                                 "r",
                                                                                                 "",
                                                                                                 FONTS("宋体") "<w:spacing w:val=\"0\"/>" SIZE(
                                                                                                     "28"))
                                                                                                 STYLE(
                                                                                                     "Header",
                                                                                                     "header",
                                                                                                     "<w:jc w:val=\"center\"/>",
                                                                                                     "") "</w:styles>";

static const char *const settings =
    XML_HEAD "<w:settings xmlns:w=\"" W_NS "\"><w:evenAndOddHeaders/>"
             "<w:characterSpacingControl w:val=\"compressPunctuation\"/>"
             "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>"
             "<w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:useFELayout/>"
             "<w:compatSetting w:name=\"compatibilityMode\" "
             "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
             "</w:settings>";

/* Headers exist in simulated papers only; the first page has parts of its own
 * in letters. */
typedef struct Part {
    const char *id;
    const char *kind; /* header or footer */
    const char *page; /* default, even, first */
    const char *file;
    bool simulated_only;
    bool letter_only;
} Part;

static const Part page_parts[] = {
    { "rId10", "header", "default", "header1.xml", true, false },
    { "rId11", "header", "even", "header2.xml", true, false },
    { "rId12", "header", "first", "header3.xml", true, true },
    { "rId20", "footer", "default", "footer1.xml", false, false },
    { "rId21", "footer", "even", "footer2.xml", false, false },
    { "rId22", "footer", "first", "footer3.xml", false, true },
};
enum { PAGE_PARTS = sizeof page_parts / sizeof *page_parts };

static bool part_used(const Part *part, const Document *document)
{
    return (!part->simulated_only || document->simulated) &&
           (!part->letter_only || document->form == FORM_LETTER);
}

void docx_section_references(Xml *xml, const Document *document)
{
    for (size_t i = 0; i < PAGE_PARTS; i++) {
        const Part *part = &page_parts[i];
        if (!part_used(part, document))
            continue;
        xml_open(xml, arena_printf(xml->arena, "w:%sReference", part->kind));
        xml_attribute(xml, "w:type", "%s", part->page);
        xml_attribute(xml, "r:id", "%s", part->id);
        xml_close(xml);
    }
}

/* Across the page, behind the text: a drawing as word processors make it, and
 * the words once more as text for those that do not draw it. */
#define ACROSS                                                                                 \
    "<w:r><w:rPr><w:noProof/></w:rPr><w:pict>"                                                 \
    "<v:shapetype id=\"_x0000_t136\" coordsize=\"21600,21600\" o:spt=\"136\" adj=\"10800\" "   \
    "path=\"m@7,l@8,m@5,21600l@6,21600e\"><v:formulas><v:f eqn=\"sum #0 0 10800\"/>"           \
    "<v:f eqn=\"prod #0 2 1\"/><v:f eqn=\"sum 21600 0 @1\"/><v:f eqn=\"sum 0 0 @2\"/>"         \
    "<v:f eqn=\"sum 21600 0 @3\"/><v:f eqn=\"if @0 @3 0\"/><v:f eqn=\"if @0 21600 @1\"/>"      \
    "<v:f eqn=\"if @0 0 @2\"/><v:f eqn=\"if @0 @4 21600\"/></v:formulas>"                      \
    "<v:path textpathok=\"t\" o:connecttype=\"rect\"/><v:textpath on=\"t\" fitshape=\"t\"/>"   \
    "</v:shapetype><v:shape id=\"across%d\" o:spid=\"_x0000_s10%d\" type=\"#_x0000_t136\" "    \
    "style=\"position:absolute;margin-left:0;margin-top:0;width:560pt;height:130pt;"           \
    "rotation:305;z-index:-251658240;mso-position-horizontal:center;"                          \
    "mso-position-horizontal-relative:page;mso-position-vertical:center;"                      \
    "mso-position-vertical-relative:page\" o:allowincell=\"f\" fillcolor=\"#ececec\" "         \
    "stroked=\"f\"><v:textpath style=\"font-family:&quot;黑体&quot;;font-size:1pt\" "        \
    "string=\"演示样稿\"/></v:shape></w:pict></w:r>"

#define PART_NAMESPACES                                                                        \
    "xmlns:w=\"" W_NS "\" xmlns:r=\"" R_NS "\" xmlns:v=\"urn:schemas-microsoft-com:vml\" "     \
    "xmlns:o=\"urn:schemas-microsoft-com:office:office\""

static void write_header(Xml *xml, size_t number)
{
    xml_raw(xml, "<w:hdr " PART_NAMESPACES ">");
    docx_paragraph_begin(xml, &(DocxShape){ .style = "Header" });
    xml_raw(xml, arena_printf(xml->arena, ACROSS, (int)number, (int)(25 + number)));
    docx_run(xml, &(DocxFace){ .half_points = 28, .colour = "A6A6A6" }, "演示样稿");
    docx_paragraph_end(xml);
    xml_raw(xml, "</w:hdr>");
}

static void write_number(Xml *xml, bool even)
{
    DocxShape shape = { .style = "Footer",
                        .jc = even ? "left" : "right",
                        .left = even ? 280 : 0,
                        .right = even ? 0 : 280 };
    docx_paragraph_begin(xml, &shape);
    docx_run(xml, &(DocxFace){ 0 }, "— ");
    xml_open(xml, "w:fldSimple");
    xml_attribute(xml, "w:instr", " PAGE ");
    docx_run(xml, &(DocxFace){ 0 }, "1");
    xml_close(xml);
    docx_run(xml, &(DocxFace){ 0 }, " —");
    docx_paragraph_end(xml);
}

/* The first page of a letter: its lower double rule, 20 mm from the bottom. */
static void write_letter_rule(Xml *xml)
{
    DocxShape shape = { .style = "Footer",
                        .frame = "w:w=\"9638\" w:hSpace=\"0\" w:wrap=\"around\" "
                                 "w:vAnchor=\"page\" w:hAnchor=\"page\" w:xAlign=\"center\" "
                                 "w:y=\"15620\"",
                        .border = "<w:bottom w:val=\"thinThickSmallGap\" w:sz=\"24\" "
                                  "w:space=\"1\" w:color=\"" DOCX_RED "\"/>",
                        .line = 40 };
    docx_paragraph(xml, &shape, &(DocxFace){ .half_points = 2 }, "");
    docx_paragraph(xml, &(DocxShape){ .style = "Footer" }, &(DocxFace){ 0 }, "");
}

static void write_footer(Xml *xml, const Part *part)
{
    xml_raw(xml, "<w:ftr " PART_NAMESPACES ">");
    if (text_same(part->page, "first"))
        write_letter_rule(xml);
    else
        write_number(xml, text_same(part->page, "even"));
    xml_raw(xml, "</w:ftr>");
}

static Status add_page_parts(Op *op, const Document *document, DocxParts *parts)
{
    for (size_t i = 0; i < PAGE_PARTS; i++) {
        const Part *part = &page_parts[i];
        if (!part_used(part, document))
            continue;
        Xml xml;
        TRY(xml_begin(op, &xml));
        if (text_same(part->kind, "header"))
            write_header(&xml, i);
        else
            write_footer(&xml, part);
        Bytes bytes;
        TRY(xml_end(op, &xml, &bytes));
        *LIST_ADD(op->arena, parts) =
            (ZipEntry){ arena_printf(op->arena, "word/%s", part->file), bytes };
    }
    return OK;
}

static void add_text(Op *op, DocxParts *parts, const char *name, const char *text)
{
    *LIST_ADD(op->arena, parts) = (ZipEntry){ name, bytes_of_text(text) };
}

static const char *content_types(Op *op, const Document *document)
{
    Buf text;
    buf_init(&text, op->arena);
    buf_text(&text, XML_HEAD
             "<Types xmlns=\"" P_NS "/content-types\">"
             "<Default Extension=\"rels\" ContentType=\"application/"
             "vnd.openxmlformats-package.relationships+xml\"/>"
             "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
             "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE
             "document.main+xml\"/>"
             "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_TYPE "styles+xml\"/>"
             "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD_TYPE
             "settings+xml\"/>"
             "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/"
             "vnd.openxmlformats-package.core-properties+xml\"/>");
    for (size_t i = 0; i < PAGE_PARTS; i++) {
        if (part_used(&page_parts[i], document))
            buf_printf(&text, "<Override PartName=\"/word/%s\" ContentType=\"%s%s+xml\"/>",
                       page_parts[i].file, WORD_TYPE, page_parts[i].kind);
    }
    buf_text(&text, "</Types>");
    return buf_string(&text);
}

static const char *document_relations(Op *op, const Document *document)
{
    Buf text;
    buf_init(&text, op->arena);
    buf_text(&text, XML_HEAD
             "<Relationships xmlns=\"" P_NS "/relationships\">"
             "<Relationship Id=\"rId1\" Type=\"" R_NS "/styles\" Target=\"styles.xml\"/>"
             "<Relationship Id=\"rId2\" Type=\"" R_NS "/settings\" Target=\"settings.xml\"/>");
    for (size_t i = 0; i < PAGE_PARTS; i++) {
        const Part *part = &page_parts[i];
        if (part_used(part, document))
            buf_printf(&text, "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>",
                       part->id, R_NS, part->kind, part->file);
    }
    buf_text(&text, "</Relationships>");
    return buf_string(&text);
}

static Status core_properties(Op *op, const Document *document, Bytes *out)
{
    Xml xml;
    TRY(xml_begin(op, &xml));
    xml_raw(&xml, "<cp:coreProperties xmlns:cp=\"" P_NS "/metadata/core-properties\" "
                  "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                  "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                  "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    xml_open(&xml, "dc:title");
    xml_text(&xml, document->name != NULL ? document->name : "");
    xml_close(&xml);
    Day day = day_given(document->dated) ? document->dated : day_of(1970, 1, 1);
    xml_raw(&xml, arena_printf(op->arena,
                               "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z"
                               "</dcterms:created></cp:coreProperties>",
                               day_text(op->arena, day)));
    return xml_end(op, &xml, out);
}

Status docx_parts(Op *op, const Document *document, DocxParts *parts)
{
    Bytes core;
    TRY(core_properties(op, document, &core));
    add_text(op, parts, "[Content_Types].xml", content_types(op, document));
    add_text(op, parts, "_rels/.rels", relations);
    *LIST_ADD(op->arena, parts) = (ZipEntry){ "docProps/core.xml", core };
    add_text(op, parts, "word/_rels/document.xml.rels", document_relations(op, document));
    add_text(op, parts, "word/styles.xml", styles);
    add_text(op, parts, "word/settings.xml", settings);
    return add_page_parts(op, document, parts);
}
