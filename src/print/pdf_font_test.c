#include "base/test.h"
#include "print/fonts.h"
#include "print/pdf_font.h"

TEST(a_typeface_is_cut_down_to_the_glyphs_that_are_used)
{
    FONTS_SCOPE(fonts);
    GlyphList glyphs = { 0 };
    int index;
    NEED_OK(fonts_open(test_op(), NULL, &fonts));
    FontGlyph a = fonts_glyph(fonts, FONT_FANGSONG, 0x56FD), /* 国 */
        b = fonts_glyph(fonts, FONT_FANGSONG, 0x5DE5);       /* 工 */
    NEED(a.face == b.face && a.glyph > 2 && b.glyph > 2);
    *LIST_ADD(test_op()->arena, &glyphs) = b.glyph;
    *LIST_ADD(test_op()->arena, &glyphs) = a.glyph;
    *LIST_ADD(test_op()->arena, &glyphs) = b.glyph;
    PdfFont font = pdf_font_open(fonts_file(fonts, a.face, &index), index, &glyphs);
    CHECK(font.face != NULL && cairo_font_face_status(font.face) == CAIRO_STATUS_SUCCESS);
    CHECK_INT(pdf_font_glyph(&font, 0), 0); /* what stands for missing ones is kept */
    CHECK_INT(pdf_font_glyph(&font, a.glyph) + pdf_font_glyph(&font, b.glyph), 1 + 2);
    pdf_font_close(&font);
    pdf_font_close(&font);
}

TEST(a_file_that_cannot_be_cut_keeps_its_glyphs_numbers)
{
    GlyphList glyphs = { 0 };
    *LIST_ADD(test_op()->arena, &glyphs) = 777;
    PdfFont font = pdf_font_open(LIANXI_SOURCE "/meson.build", 0, &glyphs);
    CHECK(font.face != NULL);
    CHECK_INT(pdf_font_glyph(&font, 777), 777);
    pdf_font_close(&font);
    font = pdf_font_open("/nowhere/at/all.otf", 0, &glyphs);
    CHECK(font.face != NULL);
    CHECK_INT(pdf_font_glyph(&font, 777), 777);
    pdf_font_close(&font);
}
