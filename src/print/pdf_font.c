#include "print/pdf_font.h"

#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include <hb-subset.h>
#include <hb.h>
#include <stdlib.h> /* abort */
#include FT_FREETYPE_H

/* What a paper has no use for; without substitutions no other glyphs are
 * drawn in by them. */
static void tables_drop(hb_subset_input_t *input)
{
    static const char tags[][4] = { { 'G', 'S', 'U', 'B' }, { 'G', 'P', 'O', 'S' },
                                    { 'G', 'D', 'E', 'F' }, { 'B', 'A', 'S', 'E' },
                                    { 'D', 'S', 'I', 'G' }, { 'V', 'O', 'R', 'G' },
                                    { 'v', 'h', 'e', 'a' }, { 'v', 'm', 't', 'x' } };
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        hb_set_add(drop, hb_tag_from_string(tags[i], 4));
}

/* The cut typeface as a file in memory; NULL when it cannot be cut. */
static hb_blob_t *plan_carry_out(hb_face_t *whole, hb_subset_input_t *input, hb_map_t **numbers)
{
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(whole, input);
    if (plan == NULL)
        return NULL;
    hb_blob_t *file = NULL;
    hb_face_t *cut = hb_subset_plan_execute_or_fail(plan);
    if (cut != NULL) {
        *numbers = hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan));
        file = hb_face_reference_blob(cut);
        hb_face_destroy(cut);
    }
    hb_subset_plan_destroy(plan);
    return file;
}

static hb_blob_t *font_cut(const char *path, int index, const GlyphList *glyphs,
                           hb_map_t **numbers)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_blob_t *file = hb_blob_create_from_file_or_fail(path);
    hb_blob_t *cut = NULL;
    if (input != NULL && file != NULL) {
        hb_face_t *whole = hb_face_create(file, (unsigned int)index);
        hb_set_t *wanted = hb_subset_input_glyph_set(input);
        for (size_t i = 0; i < glyphs->count; i++)
            hb_set_add(wanted, glyphs->items[i]);
        tables_drop(input);
        cut = plan_carry_out(whole, input, numbers);
        hb_face_destroy(whole);
    }
    hb_blob_destroy(file);
    hb_subset_input_destroy(input);
    return cut;
}

/* ---- for cairo --------------------------------------------------------------- */

/* Lives as long as cairo wants the face, in memory of its own. */
typedef struct Kept {
    Arena *home;
    FT_Library library;
    hb_blob_t *file;
} Kept;

static void kept_free(void *data)
{
    Kept *kept = data;
    FT_Done_FreeType(kept->library); /* and its faces */
    hb_blob_destroy(kept->file);
    arena_free(kept->home);
}

static cairo_font_face_t *face_of_memory(hb_blob_t *file)
{
    static const cairo_user_data_key_t key;
    unsigned int bytes;
    const char *data = hb_blob_get_data(file, &bytes);
    FT_Face face;
    Arena *home = arena_new();
    Kept *kept = ARENA_NEW(home, Kept);
    kept->home = home;
    kept->file = hb_blob_reference(file);
    if (FT_Init_FreeType(&kept->library) != 0)
        abort();
    if (FT_New_Memory_Face(kept->library, (const FT_Byte *)data, (FT_Long)bytes, 0, &face) !=
        0) {
        kept_free(kept);
        return NULL;
    }
    cairo_font_face_t *out = cairo_ft_font_face_create_for_ft_face(face, 0);
    if (cairo_font_face_set_user_data(out, &key, kept, kept_free) != CAIRO_STATUS_SUCCESS)
        abort();
    return out;
}

/* cairo opens the file itself, by name: its own caches outlive our fonts. */
static cairo_font_face_t *face_of_file(const char *path, int index)
{
    FcPattern *pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FILE, (const FcChar8 *)path);
    FcPatternAddInteger(pattern, FC_INDEX, index);
    cairo_font_face_t *face = cairo_ft_font_face_create_for_pattern(pattern);
    FcPatternDestroy(pattern);
    return face;
}

PdfFont pdf_font_open(const char *path, int index, const GlyphList *glyphs)
{
    PdfFont font = { 0 };
    hb_blob_t *file = font_cut(path, index, glyphs, &font.numbers);
    if (file != NULL)
        font.face = face_of_memory(file);
    if (font.face == NULL) {
        hb_map_destroy(font.numbers);
        font = (PdfFont){ .face = face_of_file(path, index) };
    }
    hb_blob_destroy(file);
    return font;
}

void pdf_font_close(PdfFont *font)
{
    if (font->face != NULL)
        cairo_font_face_destroy(font->face);
    hb_map_destroy(font->numbers);
    *font = (PdfFont){ 0 };
}

uint32_t pdf_font_glyph(const PdfFont *font, uint32_t glyph)
{
    return font->numbers == NULL ? glyph : hb_map_get(font->numbers, glyph);
}
