#include "print/fonts.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include FT_BBOX_H
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

enum { FACES_MAX = 24, CHAIN_MAX = 16, FOLDERS_MAX = 16, CACHE_SLOTS = 4096 };

typedef struct Face {
    const char *path;
    const char *family; /* wanted in a collection; NULL takes the first */
    bool no_latin;
    FT_Face face; /* opened at first use */
    int index;
    float lower; /* see FontGlyph */
    bool unusable;
} Face;

typedef struct Cached {
    uint32_t character;
    int role; /* 0 while empty, else role + 1 */
    FontGlyph glyph;
} Cached;

struct Fonts {
    FT_Library library;
    Arena *arena;
    Face faces[FACES_MAX];
    int face_count;
    int chain[FONT_ROLES][CHAIN_MAX];
    int chain_count[FONT_ROLES];
    Cached *cache;
};

typedef struct KnownFile {
    const char *path;
    const char *family;
    bool no_latin; /* its Latin figures do not suit: take the next one's */
} KnownFile;

#define FANDOL "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"
#define NOTO "/usr/share/fonts/opentype/noto/"
#define WENKAI "/usr/share/fonts/truetype/lxgw-wenkai/"

static const KnownFile known_of_role[FONT_ROLES][4] = {
    [FONT_FANGSONG] = { { FANDOL "FandolFang-Regular.otf", NULL, false } },
    [FONT_HEI] = { { FANDOL "FandolHei-Regular.otf", NULL, false },
                   { NOTO "NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", false } },
    [FONT_KAI] = { { FANDOL "FandolKai-Regular.otf", NULL, true },
                   { FANDOL "FandolFang-Regular.otf", NULL, false },
                   { WENKAI "LXGWWenKai-Regular.ttf", NULL, false } },
    [FONT_TITLE] = { { NOTO "NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", false },
                     { NOTO "NotoSerifCJK-Black.ttc", "Noto Serif CJK SC", false },
                     { FANDOL "FandolSong-Bold.otf", NULL, false } },
    [FONT_SONG] = { { FANDOL "FandolSong-Regular.otf", NULL, false },
                    { NOTO "NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", false } },
};

/* What any role falls back to, in this order. */
static const KnownFile known_for_all[] = {
    { NOTO "NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", false },
    { WENKAI "LXGWWenKai-Regular.ttf", NULL, false },
    { NOTO "NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", false },
};

/* The names under which an office's own files are looked for. */
static const char *const own_names[FONT_ROLES][6] = {
    [FONT_FANGSONG] = { "仿宋_GB2312", "仿宋", "fangsong", "simfang", "FZFSJW" },
    [FONT_HEI] = { "黑体", "heiti", "simhei", "FZHTJW" },
    [FONT_KAI] = { "楷体_GB2312", "楷体", "kaiti", "simkai", "FZKTJW" },
    [FONT_TITLE] = { "方正小标宋简体", "小标宋", "xiaobiaosong", "FZXBSJW" },
    [FONT_SONG] = { "宋体", "songti", "simsun", "FZSSJW" },
};
static const char *const own_endings[] = { ".ttf", ".otf", ".ttc", ".TTF", ".OTF", ".TTC" };

static const char *role_words(FontRole role)
{
    switch (role) {
    case FONT_FANGSONG:
        return "仿宋";
    case FONT_HEI:
        return "黑体";
    case FONT_KAI:
        return "楷体";
    case FONT_TITLE:
        return "小标宋";
    case FONT_SONG:
        return "宋体";
    }
    return "";
}

static int fonts_face_for(Fonts *fonts, const char *path, const char *family)
{
    for (int i = 0; i < fonts->face_count; i++) {
        if (text_same(fonts->faces[i].path, path) && text_same(fonts->faces[i].family, family))
            return i;
    }
    if (fonts->face_count == FACES_MAX)
        return -1;
    fonts->faces[fonts->face_count] = (Face){ .path = path, .family = family };
    return fonts->face_count++;
}

static void chain_add(Fonts *fonts, int role, int face)
{
    int *chain = fonts->chain[role];
    for (int i = 0; i < fonts->chain_count[role]; i++) {
        if (chain[i] == face)
            return;
    }
    if (face >= 0 && fonts->chain_count[role] < CHAIN_MAX)
        chain[fonts->chain_count[role]++] = face;
}

/* The middle of a square character, against where most typefaces have it. */
static float face_lower(FT_Face face)
{
    static const float middle_em = 0.365F;
    FT_UInt glyph = FT_Get_Char_Index(face, 0x56FD);
    if (glyph == 0 || face->units_per_EM == 0 ||
        FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE) != 0)
        return 0;
    const FT_Glyph_Metrics *metrics = &face->glyph->metrics;
    float middle = (float)metrics->horiBearingY - (float)metrics->height / 2;
    return middle / (float)face->units_per_EM - middle_em;
}

/* Opens a file; in a collection the face with the family wanted. */
static bool face_open(Fonts *fonts, Face *face)
{
    if (face->face != NULL || face->unusable)
        return face->face != NULL;
    for (int index = 0;; index++) {
        FT_Face opened;
        if (FT_New_Face(fonts->library, face->path, index, &opened) != 0)
            break;
        bool wanted = face->family == NULL || text_same(opened->family_name, face->family);
        long faces = opened->num_faces;
        if (wanted && FT_IS_SCALABLE(opened)) {
            face->face = opened;
            face->index = index;
            face->lower = face_lower(opened);
            return true;
        }
        FT_Done_Face(opened);
        if (index + 1 >= faces)
            break;
    }
    face->unusable = true;
    return false;
}

static Status add_own_of_role(Op *op, Fonts *fonts, const char *folder, int role)
{
    size_t endings = sizeof own_endings / sizeof *own_endings;
    for (size_t n = 0; n < 6 && own_names[role][n] != NULL; n++) {
        for (size_t e = 0; e < endings; e++) {
            const char *path = arena_printf(fonts->arena, "%s/%s%s", folder, own_names[role][n],
                                            own_endings[e]);
            if (access(path, F_OK) != 0)
                continue;
            int face = fonts_face_for(fonts, path, NULL);
            if (face < 0)
                return op_fail(op, INVALID, "字体文件过多：最多用 %d 个。", FACES_MAX);
            if (!face_open(fonts, &fonts->faces[face]))
                return op_fail(op, INVALID, "字体文件“%s”读不出字体，请换一个文件或移走它。",
                               path);
            chain_add(fonts, role, face);
        }
    }
    return OK;
}

static Status add_own(Op *op, Fonts *fonts, const char *folders)
{
    TextList list = text_split(op->arena, folders, ":");
    if (list.count > FOLDERS_MAX)
        return op_fail(op, INVALID, "字体文件夹过多：最多 %d 个。", FOLDERS_MAX);
    for (size_t i = 0; i < list.count; i++) {
        if (text_empty(list.items[i]))
            continue;
        if (access(list.items[i], R_OK | X_OK) != 0)
            return op_fail(op, INVALID, "字体文件夹“%s”打不开。", list.items[i]);
        for (int role = 0; role < FONT_ROLES; role++)
            TRY(add_own_of_role(op, fonts, list.items[i], role));
    }
    return OK;
}

static void add_known(Fonts *fonts, int role, const KnownFile *file)
{
    if (file->path == NULL || access(file->path, R_OK) != 0)
        return;
    int face = fonts_face_for(fonts, file->path, file->family);
    if (face >= 0)
        fonts->faces[face].no_latin = file->no_latin;
    chain_add(fonts, role, face);
}

static void add_all_known(Fonts *fonts)
{
    for (int role = 0; role < FONT_ROLES; role++) {
        for (size_t i = 0; i < 4; i++)
            add_known(fonts, role, &known_of_role[role][i]);
        for (size_t i = 0; i < sizeof known_for_all / sizeof *known_for_all; i++)
            add_known(fonts, role, &known_for_all[i]);
    }
}

static bool role_has_face(Fonts *fonts, int role)
{
    for (int i = 0; i < fonts->chain_count[role]; i++) {
        if (face_open(fonts, &fonts->faces[fonts->chain[role][i]]))
            return true;
    }
    return false;
}

static Status fonts_fill(Op *op, Fonts *fonts, const char *folders)
{
    if (folders != NULL)
        TRY(add_own(op, fonts, folders));
    add_all_known(fonts);
    for (int role = 0; role < FONT_ROLES; role++) {
        if (!role_has_face(fonts, role))
            return op_fail(op, UNAVAILABLE,
                           "找不到%s字体，公文排不出来。请安装 texlive-lang-chinese 和 "
                           "fonts-noto-cjk，或把字体文件放进 LIANXI_FONTS 所指的文件夹。",
                           role_words((FontRole)role));
    }
    return OK;
}

Status fonts_open(Op *op, const char *folders, Fonts **out)
{
    Fonts *fonts = ARENA_NEW(op->arena, Fonts);
    fonts->arena = op->arena;
    fonts->cache = ARENA_ARRAY(op->arena, Cached, CACHE_SLOTS);
    if (FT_Init_FreeType(&fonts->library) != 0)
        return op_broken(op, BROKEN, "FreeType does not start");
    Status status = fonts_fill(op, fonts, folders != NULL ? folders : getenv("LIANXI_FONTS"));
    if (status != OK) {
        fonts_close(fonts);
        return status;
    }
    *out = fonts;
    return OK;
}

void fonts_close(Fonts *fonts)
{
    if (fonts == NULL || fonts->library == NULL)
        return;
    FT_Done_FreeType(fonts->library);
    fonts->library = NULL;
}

void fonts_close_scope(Fonts **fonts)
{
    fonts_close(*fonts);
}

static float face_advance(FT_Face face, FT_UInt glyph)
{
    FT_Fixed units = 0;
    if (FT_Get_Advance(face, glyph, FT_LOAD_NO_SCALE, &units) != 0 || face->units_per_EM == 0)
        return 1.0F;
    return (float)units / (float)face->units_per_EM;
}

static FontGlyph fonts_look_up(Fonts *fonts, FontRole role, uint32_t character)
{
    FontGlyph none = { .face = -1, .advance = 1.0F, .missing = true };
    for (int i = 0; i < fonts->chain_count[role]; i++) {
        int number = fonts->chain[role][i];
        Face *face = &fonts->faces[number];
        if (!face_open(fonts, face))
            continue;
        if (none.face < 0)
            none.face = number;
        FT_UInt glyph = FT_Get_Char_Index(face->face, character);
        bool latin = character < 0x2000;
        if (glyph != 0 && !(latin && face->no_latin))
            return (FontGlyph){ .face = number,
                                .glyph = glyph,
                                .advance = face_advance(face->face, glyph),
                                .lower = face->lower,
                                .substituted = number != none.face && !latin };
    }
    return none;
}

FontGlyph fonts_glyph(Fonts *fonts, FontRole role, uint32_t character)
{
    Cached *slot = &fonts->cache[(character * 5 + (uint32_t)role) % CACHE_SLOTS];
    if (slot->role != (int)role + 1 || slot->character != character)
        *slot = (Cached){ .character = character,
                          .role = (int)role + 1,
                          .glyph = fonts_look_up(fonts, role, character) };
    return slot->glyph;
}

void fonts_ink(Fonts *fonts, FontGlyph glyph, double *top_em, double *bottom_em)
{
    *top_em = 0;
    *bottom_em = 0;
    if (glyph.face < 0 || !face_open(fonts, &fonts->faces[glyph.face]))
        return;
    FT_Face face = fonts->faces[glyph.face].face;
    if (FT_Load_Glyph(face, glyph.glyph, FT_LOAD_NO_SCALE) != 0)
        return;
    FT_BBox box; /* of the curves, not of their control points */
    if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE ||
        FT_Outline_Get_BBox(&face->glyph->outline, &box) != 0)
        return;
    *top_em = (double)box.yMax / face->units_per_EM;
    *bottom_em = (double)box.yMin / face->units_per_EM;
}

const char *fonts_file(const Fonts *fonts, int face, int *index)
{
    *index = fonts->faces[face].index;
    return fonts->faces[face].path;
}
