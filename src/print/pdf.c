#include "print/pdf.h"

#include <cairo-pdf.h>
#include <math.h>

#include "print/layout.h"
#include "print/pdf_font.h"

enum { FACES_MAX = 32 };

#if defined(__SANITIZE_ADDRESS__)
/* cairo 1.16 loses a few hundred bytes with each subset of a CID-keyed
 * typeface; leaks of our own are still found. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libcairo.so\n";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif

typedef struct Pdf {
    Op *op;
    const Fonts *fonts;
    cairo_surface_t *surface;
    cairo_t *cairo;
    GlyphList glyphs[FACES_MAX]; /* that the paper uses, by typeface */
    PdfFont faces[FACES_MAX];    /* opened at first use */
    Buf bytes;
} Pdf;

static cairo_status_t keep_bytes(void *closure, const unsigned char *data, unsigned int length)
{
    buf_add(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void note_glyphs(Pdf *pdf, const SheetRun *run)
{
    for (size_t i = 0; i < run->glyphs.count; i++)
        *LIST_ADD(pdf->op->arena, &pdf->glyphs[run->face]) = run->glyphs.items[i].glyph;
}

static const PdfFont *pdf_face(Pdf *pdf, int face)
{
    if (pdf->faces[face].face == NULL) {
        int index;
        const char *path = fonts_file(pdf->fonts, face, &index);
        pdf->faces[face] = pdf_font_open(path, index, &pdf->glyphs[face]);
    }
    return &pdf->faces[face];
}

static void set_ink(Pdf *pdf, Ink ink)
{
    switch (ink) {
    case INK_BLACK:
        cairo_set_source_rgb(pdf->cairo, 0, 0, 0);
        return;
    case INK_RED:
        cairo_set_source_rgb(pdf->cairo, 0.84, 0.04, 0.06);
        return;
    case INK_GREY:
        cairo_set_source_rgb(pdf->cairo, 0.55, 0.55, 0.55);
        return;
    case INK_FAINT:
        cairo_set_source_rgb(pdf->cairo, 0.935, 0.935, 0.935);
        return;
    }
}

static void write_rule(Pdf *pdf, const SheetRule *rule)
{
    set_ink(pdf, rule->ink);
    cairo_set_line_width(pdf->cairo, rule->width_mm / POINT_MM);
    cairo_move_to(pdf->cairo, rule->x1_mm / POINT_MM, rule->y1_mm / POINT_MM);
    cairo_line_to(pdf->cairo, rule->x2_mm / POINT_MM, rule->y2_mm / POINT_MM);
    cairo_stroke(pdf->cairo);
}

static void write_run(Pdf *pdf, const SheetRun *run)
{
    const PdfFont *font = pdf_face(pdf, run->face);
    cairo_glyph_t *glyphs = ARENA_ARRAY(pdf->op->arena, cairo_glyph_t, run->glyphs.count);
    cairo_text_cluster_t *clusters =
        ARENA_ARRAY(pdf->op->arena, cairo_text_cluster_t, run->glyphs.count);
    Buf text;
    buf_init(&text, pdf->op->arena);
    for (size_t i = 0; i < run->glyphs.count; i++) {
        const SheetGlyph *glyph = &run->glyphs.items[i];
        char utf8[5];
        size_t bytes = text_encode(glyph->character, utf8);
        buf_add(&text, utf8, bytes);
        glyphs[i] = (cairo_glyph_t){ .index = pdf_font_glyph(font, glyph->glyph),
                                     .x = glyph->x_mm / POINT_MM,
                                     .y = glyph->y_mm / POINT_MM };
        clusters[i] = (cairo_text_cluster_t){ .num_bytes = (int)bytes, .num_glyphs = 1 };
    }
    cairo_matrix_t matrix;
    double points = run->size_mm / POINT_MM;
    cairo_matrix_init_rotate(&matrix, -run->turn_radians);
    cairo_matrix_scale(&matrix, points * run->narrow, points);
    set_ink(pdf, run->ink);
    cairo_set_font_face(pdf->cairo, font->face);
    cairo_set_font_matrix(pdf->cairo, &matrix);
    int count = (int)run->glyphs.count;
    if (run->drawn) {
        cairo_glyph_path(pdf->cairo, glyphs, count);
        cairo_fill(pdf->cairo);
        return;
    }
    cairo_show_text_glyphs(pdf->cairo, buf_string(&text), (int)text.count, glyphs, count,
                           clusters, count, (cairo_text_cluster_flags_t)0);
}

static void write_page(Pdf *pdf, const Sheet *sheet)
{
    for (size_t i = 0; i < sheet->runs.count; i++)
        write_run(pdf, &sheet->runs.items[i]);
    for (size_t i = 0; i < sheet->rules.count; i++)
        write_rule(pdf, &sheet->rules.items[i]);
    cairo_show_page(pdf->cairo);
}

static void set_properties(Pdf *pdf, const Document *document)
{
    cairo_surface_t *surface = pdf->surface;
    Day day = day_given(document->dated) ? document->dated : day_of(1970, 1, 1);
    const char *created =
        arena_printf(pdf->op->arena, "%sT00:00:00+08:00", day_text(pdf->op->arena, day));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, created);
    if (!text_empty(document->name))
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document->name);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Lianxi");
}

static void pdf_end(Pdf *pdf)
{
    cairo_destroy(pdf->cairo);
    cairo_surface_destroy(pdf->surface);
    for (int i = 0; i < FACES_MAX; i++)
        pdf_font_close(&pdf->faces[i]);
}

Status sheets_write_pdf(Op *op, const Document *document, const Sheets *sheets,
                        const Fonts *fonts, Bytes *out)
{
    Pdf pdf = { .op = op, .fonts = fonts };
    buf_init(&pdf.bytes, op->arena);
    pdf.surface = cairo_pdf_surface_create_for_stream(
        keep_bytes, &pdf.bytes, PAGE_WIDTH_MM / POINT_MM, PAGE_HEIGHT_MM / POINT_MM);
    set_properties(&pdf, document);
    pdf.cairo = cairo_create(pdf.surface);
    for (size_t i = 0; i < sheets->pages.count; i++)
        for (size_t k = 0; k < sheets->pages.items[i]->runs.count; k++)
            note_glyphs(&pdf, &sheets->pages.items[i]->runs.items[k]);
    for (size_t i = 0; i < sheets->pages.count; i++)
        write_page(&pdf, sheets->pages.items[i]);
    cairo_status_t drawn = cairo_status(pdf.cairo);
    cairo_surface_finish(pdf.surface);
    cairo_status_t written = cairo_surface_status(pdf.surface);
    pdf_end(&pdf);
    if (drawn != CAIRO_STATUS_SUCCESS || written != CAIRO_STATUS_SUCCESS)
        return op_broken(
            op, BROKEN, "cairo: %s",
            cairo_status_to_string(drawn != CAIRO_STATUS_SUCCESS ? drawn : written));
    *out = buf_bytes(&pdf.bytes);
    return OK;
}

Status document_print(Op *op, const Document *document, const char *fonts_folders,
                      PrintReport *report, Bytes *out)
{
    FONTS_SCOPE(fonts);
    TRY(fonts_open(op, fonts_folders, &fonts));
    Sheets *sheets;
    TRY(document_layout(op, document, fonts, &sheets));
    *report = (PrintReport){ .pages = sheets->pages.count,
                             .substituted = sheets->substituted,
                             .missing = sheets->missing };
    return sheets_write_pdf(op, document, sheets, fonts, out);
}

Status document_write_pdf(Op *op, const Document *document, const char *fonts_folders,
                          Bytes *out)
{
    PrintReport report;
    return document_print(op, document, fonts_folders, &report, out);
}
