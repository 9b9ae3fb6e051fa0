#include "cli/width.h"

#include "base/buf.h"
#include "base/text.h"

/* Chinese text and what stands with it; good enough to line up columns. */
static size_t columns_of(uint32_t c)
{
    bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
                (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
}

size_t width_of(const char *text)
{
    size_t columns = 0;
    for (const char *at = text; *at != '\0';)
        columns += columns_of(text_next(&at));
    return columns;
}

const char *width_pad(Arena *arena, const char *text, size_t columns)
{
    Buf buf;
    buf_init(&buf, arena);
    buf_text(&buf, text);
    for (size_t have = width_of(text); have < columns; have++)
        buf_char(&buf, ' ');
    return buf_string(&buf);
}

const char *width_cut(Arena *arena, const char *text, size_t columns)
{
    size_t have = 0;
    const char *at = text;
    while (*at != '\0' && *at != '\n') {
        const char *next = at;
        have += columns_of(text_next(&next));
        if (have > columns)
            break;
        at = next;
    }
    if (*at == '\0')
        return text;
    return arena_printf(arena, "%s…", arena_dup_n(arena, text, (size_t)(at - text)));
}
