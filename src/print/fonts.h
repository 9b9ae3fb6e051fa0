/* Typefaces of official papers: finding them, and which glyph draws what.
 *
 * Official papers name five typefaces (GB/T 9704): 仿宋 for text, 黑体 and
 * 楷体 for headings, 小标宋 for titles and red marks, 宋体 for page numbers.
 * None is shipped: an office's own come first (the folders given, else those
 * in LIANXI_FONTS, several separated by ':'), under one of the file names of
 * docs/fonts in src/print/README.md; then the free ones of the system. A
 * character its typeface lacks (a rare name) is drawn from the next one that
 * has it, and is counted as substituted; a character nobody has is counted
 * as missing and drawn as an empty box.
 *
 * Not for shaping: one character is one glyph; Mongolian comes later.
 *
 * A Fonts owns its files until fonts_close; what it points to lives as long.
 */
#ifndef PRINT_FONTS_H
#define PRINT_FONTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/op.h"

typedef enum FontRole {
    FONT_FANGSONG, /* 仿宋: text */
    FONT_HEI,      /* 黑体: first headings, labels */
    FONT_KAI,      /* 楷体: second headings */
    FONT_TITLE,    /* 小标宋: titles and red marks */
    FONT_SONG,     /* 宋体: page numbers */
} FontRole;

enum { FONT_ROLES = FONT_SONG + 1 };

typedef struct Fonts Fonts;

/* INVALID when an office's own file cannot be read as a typeface,
 * UNAVAILABLE when a role has no typeface at all; both say which. */
NODISCARD Status fonts_open(Op *op, const char *folders, Fonts **out);
void fonts_close(Fonts *fonts); /* NULL is fine */
#define FONTS_SCOPE(name) Fonts *name __attribute__((cleanup(fonts_close_scope))) = NULL
void fonts_close_scope(Fonts **fonts);

typedef struct FontGlyph {
    int face;       /* which file, for fonts_file */
    uint32_t glyph; /* its number in that file */
    float advance;  /* in em */
    float lower;    /* in em: how far to draw it down, so that the squares of
                     * different typefaces have their middle at one height */
    bool substituted;
    bool missing;
} FontGlyph;

FontGlyph fonts_glyph(Fonts *fonts, FontRole role, uint32_t character);

/* Highest and lowest ink above the baseline, in em; 0 for an empty glyph. */
void fonts_ink(Fonts *fonts, FontGlyph glyph, double *top_em, double *bottom_em);

/* The file and the index in it, for the writers that embed it. */
const char *fonts_file(const Fonts *fonts, int face, int *index);

#endif
