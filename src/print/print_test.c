#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/test.h"
#include "print/break.h"
#include "print/docx.h"
#include "print/layout.h"
#include "print/pdf.h"
#include "print/signature.h"
#include "print/title.h"
#include "print/zip.h"

/* ---- the breaker ------------------------------------------------------- */

static CellList cells_from(const char *text)
{
    CellList cells = { 0 };
    uint32_t c;
    while ((c = text_next(&text)) != 0) {
        bool half = c < 0x2000;
        *LIST_ADD(test_op()->arena, &cells) = (Cell){ .character = c,
                                                      .glyph.advance = half ? 0.5F : 1.0F,
                                                      .width_mm = half ? 0.5 : 1.0 };
    }
    return cells;
}

/* The lines of a text, each `width` full characters wide, joined by |. */
static const char *broken(const char *text, double width)
{
    CellList cells = cells_from(text);
    LineList lines = break_lines(test_op()->arena, &cells, width, width);
    Buf out;
    buf_init(&out, test_op()->arena);
    for (size_t i = 0; i < lines.count; i++) {
        for (size_t k = lines.items[i].first; k < lines.items[i].end; k++) {
            char utf8[5];
            buf_add(&out, utf8, text_encode(cells.items[k].character, utf8));
        }
        buf_text(&out, i + 1 < lines.count ? "|" : "");
    }
    return buf_string(&out);
}

TEST(a_full_line_holds_exactly_its_characters)
{
    CHECK_TEXT(broken("一二三四五六七", 3), "一二三|四五六|七");
    CHECK_TEXT(broken("", 3), "");
    CHECK_TEXT(broken("一", 3), "一");
}

TEST(no_closing_mark_begins_a_line)
{
    CHECK_TEXT(broken("一二三，四五", 3), "一二|三，四|五");
    CHECK_TEXT(broken("一二，三。四五", 3), "一二，|三。四|五");
    CHECK_TEXT(broken("（一，二）三", 4), "（一，二）|三"); /* drawn in */
}

TEST(no_opening_mark_ends_a_line)
{
    CHECK_TEXT(broken("一二（三）四", 3), "一二|（三）|四");
    CHECK_TEXT(broken("一二三《四》", 4), "一二三|《四》");
}

TEST(numbers_words_and_days_are_not_torn)
{
    CHECK_TEXT(broken("一二三2024年", 4), "一二三|2024年");
    CHECK_TEXT(broken("一二三GB/T 9704", 4), "一二三|GB/T |9704");
    CHECK_TEXT(broken("一二三——四", 4), "一二|三——四");
    CHECK_TEXT(broken("一二3.5%", 3), "一二|3.5%");
}

TEST(a_run_without_any_place_to_end_is_cut_at_the_edge)
{
    CHECK_TEXT(broken("abcdefghijklm", 3), "abcdef|ghijkl|m");
    CHECK_TEXT(broken("，，，，，", 2), "，，|，，，");
    CHECK_TEXT(broken("一", 0.5), "一");
}

TEST(a_line_feed_ends_a_line_and_an_empty_line_stays)
{
    CHECK_TEXT(broken("一\n\n二三四", 2), "一||二三|四");
}

TEST(what_belongs_together_goes_down_whole)
{
    CellList cells = cells_from("一二三四五");
    cells.items[3].together = true;
    LineList lines = break_lines(test_op()->arena, &cells, 3, 3);
    NEED(lines.count == 2);
    CHECK_INT(lines.items[0].end, 2);
}

TEST(lines_are_justified_but_not_the_last)
{
    CellList cells = cells_from("一二，三四");
    double x[5];
    double used = break_place(&cells, (BrokenLine){ 0, 5, false }, 6, true, x);
    CHECK(fabs(used - 6) < 1e-9);
    CHECK(fabs(x[1] - 1.25) < 1e-9);
    CHECK(fabs(break_place(&cells, (BrokenLine){ 0, 5, true }, 6, true, x) - 5) < 1e-6);
    /* Marks give up to half of their width, the others nothing. */
    CHECK(fabs(break_place(&cells, (BrokenLine){ 0, 5, false }, 4.5, true, x) - 4.5) < 1e-6);
    CHECK(fabs(x[3] - 2.5) < 1e-6);
}

/* ---- titles ------------------------------------------------------------ */

static const char *title_in(const char *title, size_t characters)
{
    TextList units = title_units(test_op()->arena, title);
    TextList lines = title_lines(test_op()->arena, &units, characters);
    return text_join(test_op()->arena, &lines, "|");
}

TEST(a_title_is_broken_by_meaning_into_balanced_lines)
{
    CHECK_TEXT(
        title_in("关于召开伊金霍洛旗人民政府与伊金霍洛旗总工会联席会议2024年第一次会议的通知",
                 20),
        "关于召开伊金霍洛旗人民政府与|伊金霍洛旗总工会联席会议|2024年第一次会议的通知");
    CHECK_TEXT(title_in("关于印发制度的通知", 20), "关于印发制度的通知");
    CHECK_TEXT(title_in("", 20), "");
}

TEST(a_meaning_unit_longer_than_a_line_is_cut_evenly)
{
    CHECK_TEXT(title_in("一二三四五六七八九十", 6), "一二三四五|六七八九十");
    TextList units = { 0 };
    for (int i = 0; i < 40; i++)
        *LIST_ADD(test_op()->arena, &units) = "单位名称";
    TextList lines = title_lines(test_op()->arena, &units, 20);
    CHECK_INT(lines.count, 8);
}

TEST(a_long_mark_is_narrowed_then_set_on_more_lines)
{
    double size;
    double narrow;
    Arena *arena = test_op()->arena;
    TextList one = mark_lines(arena, "伊金霍洛旗人民政府与伊金霍洛旗总工会联席会议纪要", 156,
                              &size, &narrow);
    CHECK_INT(one.count, 1);
    CHECK(size * narrow * 24 <= 156.001 && narrow >= 0.599);
    TextList shorter = mark_lines(arena, "旗政府文件", 156, &size, &narrow);
    CHECK_INT(shorter.count, 1);
    CHECK(fabs(narrow - 1) < 1e-9 && size <= 14);
    TextList two = mark_lines(
        arena, "内蒙古自治区鄂尔多斯市伊金霍洛旗人民政府与伊金霍洛旗总工会联席会议办公室文件",
        156, &size, &narrow);
    CHECK_INT(two.count, 2);
    CHECK(size >= 9.5);
}

/* ---- signatures: 7.3.5 -------------------------------------------------- */

TEST(a_signature_stands_where_the_standard_says)
{
    SignaturePlace sealed = signature_place(12, 5.5, 28, true);
    CHECK(fabs(sealed.day - (28 - 4 - 5.5)) < 1e-9);
    CHECK(fabs(sealed.unit + 6 - (sealed.day + 2.75)) < 1e-9 || sealed.unit + 12 <= 28);
    SignaturePlace open = signature_place(12, 5.5, 28, false);
    CHECK(fabs(open.unit - (28 - 2 - 12)) < 1e-9);
    CHECK(fabs(open.day - (open.unit + 2)) < 1e-9);
    SignaturePlace longer_day = signature_place(4, 5.5, 28, false);
    CHECK(fabs(longer_day.day - (28 - 2 - 5.5)) < 1e-9);
    CHECK(fabs(longer_day.unit - (longer_day.day - 2)) < 1e-9);
}

/* ---- the layout ---------------------------------------------------------- */

static Document *plain_document(void)
{
    Document *document = document_new(test_op()->arena, FORM_PAPER);
    document->mark = "试样文件";
    document->number = "试〔2024〕1号";
    document->title = title_units(test_op()->arena, "试样");
    return document;
}

static const char *repeated(const char *text, size_t times)
{
    Buf buf;
    buf_init(&buf, test_op()->arena);
    for (size_t i = 0; i < times; i++)
        buf_text(&buf, text);
    return buf_string(&buf);
}

/* Baselines of a page's runs, each once, from top to bottom as drawn. */
static size_t baselines(const Sheet *page, double *y_mm, size_t max)
{
    size_t count = 0;
    for (size_t r = 0; r < page->runs.count; r++) {
        double y = page->runs.items[r].glyphs.items[0].y_mm;
        if (y < TYPE_BOTTOM_MM && count < max &&
            (count == 0 || fabs(y - y_mm[count - 1]) > 0.01))
            y_mm[count++] = y;
    }
    return count;
}

TEST(a_full_page_has_22_lines_of_28_characters)
{
    Op *op = test_op();
    FONTS_SCOPE(fonts);
    NEED_OK(fonts_open(op, NULL, &fonts));
    Document *document = plain_document();
    span_add(op->arena, document_paragraph(document, &document->blocks, PARAGRAPH_FLUSH),
             FONT_FANGSONG, repeated("国", 28 * 60));
    Sheets *sheets;
    NEED_OK(document_layout(op, document, fonts, &sheets));
    NEED(sheets->pages.count >= 3);
    const Sheet *page = sheets->pages.items[1];
    double y[64];
    CHECK_INT(baselines(page, y, 64), 22);
    for (size_t i = 1; i < 22; i++)
        CHECK(fabs(y[i] - y[i - 1] - 225.0 / 22) < 0.001);
    CHECK(y[0] > 37 && y[21] < 262);
    const SheetRun *line = &page->runs.items[0];
    CHECK_INT(line->glyphs.count, 28);
    CHECK(fabs(line->glyphs.items[0].x_mm - 28) < 0.001);
    CHECK(fabs(line->glyphs.items[1].x_mm - 28 - 156.0 / 28) < 0.001);
}

TEST(a_heading_is_never_last_on_a_page)
{
    Op *op = test_op();
    FONTS_SCOPE(fonts);
    NEED_OK(fonts_open(op, NULL, &fonts));
    size_t pages = 0;
    for (size_t lines = 1; lines < 30; lines++) {
        Document *document = document_new(op->arena, FORM_PAPER);
        for (size_t i = 0; i < lines; i++)
            document_body(document, "正文一行。");
        document_heading(document, 1, "一、标题");
        document_heading(document, 2, "（一）小标题");
        document_body(document, "正文一行。");
        Sheets *sheets;
        NEED_OK(document_layout(op, document, fonts, &sheets));
        for (size_t p = 0; p < sheets->pages.count; p++, pages++) {
            const Sheet *page = sheets->pages.items[p];
            const SheetRun *last =
                &page->runs.items[page->runs.count - 2]; /* then the number */
            CHECK_INT(last->glyphs.items[0].character, 0x6B63);
        }
    }
    CHECK(pages > 40);
}

static const SheetRule *widest_red(const Sheet *page)
{
    for (size_t i = 0; i < page->rules.count; i++) {
        if (page->rules.items[i].ink == INK_RED)
            return &page->rules.items[i];
    }
    return NULL;
}

TEST(the_red_rule_is_as_wide_as_the_type_area_4_mm_below_the_number)
{
    Op *op = test_op();
    FONTS_SCOPE(fonts);
    NEED_OK(fonts_open(op, NULL, &fonts));
    Sheets *sheets;
    NEED_OK(document_layout(op, plain_document(), fonts, &sheets));
    const Sheet *page = sheets->pages.items[0];
    const SheetRule *rule = widest_red(page);
    NEED(rule != NULL);
    CHECK(fabs(rule->x2_mm - rule->x1_mm - 156) < 0.001);
    const SheetRun *number = &page->runs.items[1];
    double lower = (double)fonts_glyph(fonts, FONT_FANGSONG, 0x8BD5).lower;
    double square_bottom = number->glyphs.items[0].y_mm + (0.12 - lower) * number->size_mm;
    CHECK(fabs(rule->y1_mm - square_bottom - 4) < 0.01);
    double top_em;
    double bottom_em;
    const SheetRun *mark = &page->runs.items[0];
    CHECK(mark->ink == INK_RED);
    double highest = 0;
    for (size_t i = 0; i < mark->glyphs.count; i++) {
        FontGlyph glyph = { .face = mark->face, .glyph = mark->glyphs.items[i].glyph };
        fonts_ink(fonts, glyph, &top_em, &bottom_em);
        highest = fmax(highest, top_em);
    }
    CHECK(fabs(mark->glyphs.items[0].y_mm - highest * mark->size_mm - 72) < 0.2);
}

TEST(the_imprint_ends_on_the_lower_edge_of_the_last_page)
{
    Op *op = test_op();
    FONTS_SCOPE(fonts);
    NEED_OK(fonts_open(op, NULL, &fonts));
    Document *document = plain_document();
    document_body(document, repeated("正文。", 300));
    document->imprint.label = "抄送";
    document->imprint.copies = "旗委办公室";
    document->imprint.office = "旗政府办公室";
    document->imprint.issued = day_of(2024, 6, 7);
    Sheets *sheets;
    NEED_OK(document_layout(op, document, fonts, &sheets));
    const Sheet *last = sheets->pages.items[sheets->pages.count - 1];
    NEED(last->rules.count == 3);
    CHECK(fabs(last->rules.items[2].y1_mm - 262) < 0.001);
    CHECK(fabs(last->rules.items[0].width_mm - 0.35) < 0.001);
    CHECK(fabs(last->rules.items[1].width_mm - 0.25) < 0.001);
    CHECK(fabs(last->rules.items[2].width_mm - 0.35) < 0.001);
}

TEST(page_numbers_stand_right_on_odd_and_left_on_even_pages)
{
    Op *op = test_op();
    FONTS_SCOPE(fonts);
    NEED_OK(fonts_open(op, NULL, &fonts));
    Document *document = plain_document();
    document_body(document, repeated("正文。", 500));
    Sheets *sheets;
    NEED_OK(document_layout(op, document, fonts, &sheets));
    NEED(sheets->pages.count >= 2);
    for (size_t i = 0; i < 2; i++) {
        const Sheet *page = sheets->pages.items[i];
        const SheetRun *number = &page->runs.items[page->runs.count - 1];
        double x = number->glyphs.items[0].x_mm;
        CHECK(number->glyphs.items[0].y_mm > 269);
        CHECK(i == 0 ? x > 150 : fabs(x - 28 - 14.0 / 16 * 156 / 28) < 0.01);
    }
}

TEST(a_table_of_300_rows_repeats_its_head_and_keeps_inside_the_type_area)
{
    Op *op = test_op();
    FONTS_SCOPE(fonts);
    NEED_OK(fonts_open(op, NULL, &fonts));
    Document *document = plain_document();
    Table *table = document_table(document, &document->blocks);
    table_column(op->arena, table, "甲", 1, CELL_CENTRED);
    table_column(op->arena, table, "乙", 3, CELL_LEFT);
    for (int i = 0; i < 300; i++)
        table_row(op->arena, table)->cells[1] =
            i == 100 ? repeated("很长的一格。", 400) : "一格";
    Sheets *sheets;
    NEED_OK(document_layout(op, document, fonts, &sheets));
    CHECK(sheets->pages.count > 10);
    for (size_t p = 1; p < sheets->pages.count; p++) {
        const Sheet *page = sheets->pages.items[p];
        CHECK_INT(page->runs.items[0].glyphs.items[0].character, 0x7532);
        for (size_t r = 0; r < page->rules.count; r++)
            CHECK(page->rules.items[r].y2_mm <= 262.01 && page->rules.items[r].y1_mm >= 36.99);
    }
}

TEST(a_simulated_paper_says_so_on_every_page)
{
    Op *op = test_op();
    FONTS_SCOPE(fonts);
    NEED_OK(fonts_open(op, NULL, &fonts));
    Document *document = plain_document();
    document->simulated = true;
    document_body(document, repeated("正文。", 500));
    Sheets *sheets;
    NEED_OK(document_layout(op, document, fonts, &sheets));
    for (size_t p = 0; p < sheets->pages.count; p++) {
        const Sheet *page = sheets->pages.items[p];
        NEED(page->runs.count > 2);
        CHECK_INT(page->runs.items[0].glyphs.items[0].character, 0x6F14);
        CHECK(page->runs.items[1].ink == INK_FAINT && page->runs.items[1].drawn);
        CHECK_INT(page->runs.items[1].glyphs.count, 4);
    }
}

TEST(a_signature_never_stands_on_a_page_without_text)
{
    Op *op = test_op();
    FONTS_SCOPE(fonts);
    NEED_OK(fonts_open(op, NULL, &fonts));
    for (size_t lines = 1; lines < 30; lines++) {
        Document *document = document_new(op->arena, FORM_PAPER);
        for (size_t i = 0; i < lines; i++)
            document_body(document, "一行正文。");
        document->signature.unit = "旗政府办公室";
        document->signature.day = day_of(2024, 6, 7);
        Sheets *sheets;
        NEED_OK(document_layout(op, document, fonts, &sheets));
        const Sheet *last = sheets->pages.items[sheets->pages.count - 1];
        CHECK_INT(last->runs.items[0].glyphs.items[0].character, 0x4E00);
    }
}

static bool inside_the_page(const Sheets *sheets)
{
    for (size_t p = 0; p < sheets->pages.count; p++) {
        const Sheet *page = sheets->pages.items[p];
        for (size_t r = 0; r < page->runs.count; r++) {
            const SheetRun *run = &page->runs.items[r];
            for (size_t g = 0; g < run->glyphs.count; g++) {
                double x = run->glyphs.items[g].x_mm;
                double y = run->glyphs.items[g].y_mm;
                if (!run->drawn && (x < 20 || x > 190 || y < 10 || y > 280))
                    return false;
            }
        }
    }
    return true;
}

TEST(whatever_is_very_long_stays_on_the_page)
{
    Op *op = test_op();
    FONTS_SCOPE(fonts);
    NEED_OK(fonts_open(op, NULL, &fonts));
    const char *longest = repeated("很长的名称", 100);
    const PaperForm forms[] = { FORM_PAPER, FORM_LETTER, FORM_MINUTES };
    for (size_t f = 0; f < 3; f++) {
        Document *document = document_new(op->arena, forms[f]);
        document->mark = longest;
        document->number = longest;
        document->head_office = longest;
        document->head_day = day_of(2024, 6, 7);
        document->title = title_units(op->arena, longest);
        document->addressees = repeated("W", 500);
        document_heading(document, 1, longest);
        SpanList *spans = document_people(document, "出席");
        span_add_together(op->arena, spans, FONT_FANGSONG, longest);
        Attachment *attachment = document_attachment(document, longest);
        *LIST_ADD(op->arena, &attachment->title) = longest;
        document->signature.unit = longest;
        document->signature.day = day_of(2024, 6, 7);
        document->imprint.label = "抄送";
        document->imprint.copies = longest;
        document->imprint.office = longest;
        document->imprint.issued = day_of(2024, 6, 7);
        Sheets *sheets;
        NEED_OK(document_layout(op, document, fonts, &sheets));
        CHECK(inside_the_page(sheets));
    }
}

TEST(more_pages_than_allowed_are_refused)
{
    Op *op = test_op();
    Document *document = document_new(op->arena, FORM_PAPER);
    for (size_t i = 0; i < 22 * (DOCUMENT_PAGES_MAX + 1); i++)
        document_blank_line(document, &document->blocks);
    Bytes out;
    CHECK_INT(document_write_pdf(op, document, NULL, &out), INVALID);
    CHECK_TEXT(op_told(op), "公文太长：最多 2000 页。");
}

/* ---- typefaces ------------------------------------------------------------ */

TEST(rare_characters_come_from_another_typeface_and_unknown_ones_are_reported)
{
    Op *op = test_op();
    Document *document = plain_document();
    document_body(document, "𠮷㛃䶮\xF3\xB0\x80\x80");
    PrintReport report;
    Bytes pdf;
    NEED_OK(document_print(op, document, NULL, &report, &pdf));
    CHECK_INT(report.substituted.count, 3);
    NEED(report.missing.count == 1);
    CHECK_TEXT(report.missing.items[0], "\xF3\xB0\x80\x80");
}

TEST(a_folder_of_typefaces_that_is_not_there_is_said_so)
{
    Fonts *fonts = NULL;
    CHECK_INT(fonts_open(test_op(), "/nowhere/fonts", &fonts), INVALID);
    CHECK_TEXT(op_told(test_op()), "字体文件夹“/nowhere/fonts”打不开。");
    CHECK(fonts == NULL);
}

TEST(an_office_s_own_typeface_comes_first_and_a_broken_one_is_named)
{
    Op *op = test_op();
    char folder[] = "/tmp/lianxi-fonts-XXXXXX";
    NEED(mkdtemp(folder) != NULL);
    FONTS_SCOPE(system);
    NEED_OK(fonts_open(op, "", &system));
    int index;
    const char *kai = fonts_file(system, fonts_glyph(system, FONT_KAI, 0x65D7).face, &index);
    const char *own = arena_printf(op->arena, "%s/仿宋.otf", folder);
    NEED(symlink(kai, own) == 0);
    FONTS_SCOPE(fonts);
    NEED_OK(fonts_open(op, folder, &fonts));
    FontGlyph glyph = fonts_glyph(fonts, FONT_FANGSONG, 0x65D7);
    CHECK_TEXT(fonts_file(fonts, glyph.face, &index), own);
    CHECK(!glyph.substituted);
    const char *broken_file = arena_printf(op->arena, "%s/黑体.ttf", folder);
    CHECK_INT(file_write(op, broken_file, bytes_of_text("not a typeface")), OK);
    Fonts *none = NULL;
    CHECK_INT(fonts_open(op, folder, &none), INVALID);
    CHECK_TEXT(
        op_told(op),
        arena_printf(op->arena, "字体文件“%s”读不出字体，请换一个文件或移走它。", broken_file));
    unlink(broken_file);
    unlink(own);
    rmdir(folder);
}

/* ---- writers -------------------------------------------------------------- */

TEST(the_same_paper_gives_the_same_bytes)
{
    Op *op = test_op();
    Document *document = plain_document();
    document->dated = day_of(2024, 6, 7);
    document_body(document, "同一份公文，两次写出，字节相同。𠮷");
    Bytes first;
    Bytes second;
    NEED_OK(document_write_pdf(op, document, NULL, &first));
    NEED_OK(document_write_pdf(op, document, NULL, &second));
    CHECK(bytes_equal(first, second) && first.count > 1000);
    NEED_OK(document_write_docx(op, document, &first));
    NEED_OK(document_write_docx(op, document, &second));
    CHECK(bytes_equal(first, second) && first.count > 1000);
}

TEST(what_is_beyond_the_limits_is_refused_with_a_sentence)
{
    Op *op = test_op();
    Document *document = plain_document();
    Bytes out;
    document_body(document, repeated("字", DOCUMENT_CHARACTERS_MAX + 1));
    CHECK_INT(document_write_pdf(op, document, NULL, &out), INVALID);
    CHECK_TEXT(op_told(op), "公文太长：最多 600000 个字。");
    op_clear(op);
    CHECK_INT(document_write_docx(op, document, &out), INVALID);
    op_clear(op);
    document = plain_document();
    document->addressees = "坏字节\xFF";
    CHECK_INT(document_write_pdf(op, document, NULL, &out), INVALID);
    op_clear(op);
    document = plain_document();
    document_table(document, &document->blocks);
    CHECK_INT(document_write_docx(op, document, &out), INVALID);
    CHECK_TEXT(op_told(op), "公文里的表要有 1 至 8 栏。");
}

TEST(an_empty_document_is_a_page)
{
    Op *op = test_op();
    Document *document = document_new(op->arena, FORM_PAPER);
    PrintReport report;
    Bytes out;
    NEED_OK(document_print(op, document, NULL, &report, &out));
    CHECK_INT(report.pages, 1);
    NEED_OK(document_write_docx(op, document, &out));
}

TEST(packages_carry_no_clock)
{
    Op *op = test_op();
    ZipEntry entry = { "a.xml", bytes_of_text("<a/>") };
    Bytes out;
    NEED_OK(zip_write(op, &entry, 1, &out));
    NEED(out.count > 30);
    CHECK(memcmp(out.data, "PK\x03\x04", 4) == 0);
    CHECK_INT(out.data[10] | out.data[11], 0);       /* 00:00:00 */
    CHECK_INT(out.data[12] | out.data[13] << 8, 33); /* 1980-01-01 */
}
