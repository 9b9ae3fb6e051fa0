#include "base/text.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Decodes one character; 0 bytes read means the sequence is not UTF-8. */
static size_t decode(const unsigned char *s, size_t bytes, uint32_t *out)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    size_t length;
    if (s[0] < 0x80)
        length = 1;
    else if ((s[0] & 0xe0) == 0xc0)
        length = 2;
    else if ((s[0] & 0xf0) == 0xe0)
        length = 3;
    else if ((s[0] & 0xf8) == 0xf0)
        length = 4;
    else
        return 0;
    if (length > bytes)
        return 0;
    uint32_t c = length == 1 ? s[0] : s[0] & (0xffu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | (s[i] & 0x3f);
    }
    if (c < least[length] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return 0;
    *out = c;
    return length;
}

static bool is_control(uint32_t c, bool lines_allowed)
{
    if (c == '\n')
        return !lines_allowed;
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 || c == 0xfeff ||
           (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

static bool is_normal(const char *text, size_t bytes)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
    ARENA_SCOPE(scratch);
    UChar *wide = ARENA_ARRAY(scratch, UChar, bytes + 1);
    int32_t length = 0;
    if (bytes > INT32_MAX)
        return false;
    u_strFromUTF8(wide, (int32_t)bytes + 1, &length, text, (int32_t)bytes, &error);
    UBool normal = unorm2_isNormalized(nfc, wide, length, &error);
    return U_SUCCESS(error) && normal;
}

TextFault text_check(const char *text, size_t bytes, bool lines_allowed)
{
    bool plain = true; /* ASCII is always in normal form */
    for (size_t i = 0; i < bytes;) {
        uint32_t c;
        size_t length = decode((const unsigned char *)text + i, bytes - i, &c);
        if (length == 0)
            return TEXT_NOT_UTF8;
        if (is_control(c, lines_allowed))
            return TEXT_CONTROL;
        plain = plain && c < 0x80;
        i += length;
    }
    return plain || is_normal(text, bytes) ? TEXT_FINE : TEXT_NOT_NORMAL;
}

const char *text_normal(Arena *arena, const char *text)
{
    size_t bytes = strlen(text);
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
    if (bytes > INT32_MAX / 4 || text_check(text, bytes, true) != TEXT_NOT_NORMAL)
        return text;
    ARENA_SCOPE(scratch);
    int32_t room = 3 * (int32_t)bytes + 1, length = 0; /* it grows thrice at most */
    UChar *wide = ARENA_ARRAY(scratch, UChar, bytes + 1);
    UChar *normal = ARENA_ARRAY(scratch, UChar, room);
    u_strFromUTF8(wide, (int32_t)bytes + 1, &length, text, (int32_t)bytes, &error);
    length = unorm2_normalize(nfc, wide, length, normal, room, &error);
    char *out = arena_alloc(arena, 3 * (size_t)length + 1);
    u_strToUTF8(out, 3 * length + 1, NULL, normal, length, &error);
    return U_SUCCESS(error) ? out : text;
}

const char *text_fault_words(TextFault fault)
{
    switch (fault) {
    case TEXT_FINE:
        return "";
    case TEXT_NOT_UTF8:
        return "不是 UTF-8 编码";
    case TEXT_CONTROL:
        return "含有不能显示的控制字符";
    case TEXT_NOT_NORMAL:
        return "含有未经规范组合的字符（应为 Unicode NFC）";
    }
    return "";
}

uint32_t text_next(const char **text)
{
    const unsigned char *s = (const unsigned char *)*text;
    uint32_t c;
    if (s[0] == 0)
        return 0;
    size_t length = decode(s, 4, &c); /* stops at the zero: it continues no character */
    *text += length == 0 ? 1 : length;
    return length == 0 ? 0xfffd : c;
}

size_t text_characters(const char *text)
{
    size_t count = 0;
    while (text_next(&text) != 0)
        count++;
    return count;
}

size_t text_encode(uint32_t c, char out[5])
{
    size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (c & 0x3f));
        c >>= 6;
    }
    out[0] = (char)(lead[length] | c);
    out[length] = '\0';
    return length;
}

char *text_plain_lines(Arena *arena, const char *text, size_t bytes, size_t *out_bytes)
{
    char *out = arena_alloc(arena, bytes + 1);
    size_t n = 0, from = bytes >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    for (size_t i = from; i < bytes; i++)
        if (text[i] != '\r' || i + 1 == bytes || text[i + 1] != '\n')
            out[n++] = text[i];
    out[n] = '\0';
    *out_bytes = n;
    return out;
}

bool text_same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool text_empty(const char *text)
{
    return text == NULL || text[0] == '\0';
}

bool text_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *text, const char *suffix)
{
    size_t length = strlen(text), tail = strlen(suffix);
    return length >= tail && strcmp(text + length - tail, suffix) == 0;
}

static size_t space_at(const char *text)
{
    if (text[0] == ' ' || text[0] == '\t' || text[0] == '\n' || text[0] == '\r')
        return 1;
    return strncmp(text, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

char *text_trim(Arena *arena, const char *text)
{
    size_t skip;
    while ((skip = space_at(text)) > 0)
        text += skip;
    size_t length = strlen(text);
    for (;;) {
        if (length >= 1 && space_at(text + length - 1) == 1)
            length -= 1;
        else if (length >= 3 && space_at(text + length - 3) == 3)
            length -= 3;
        else
            return arena_dup_n(arena, text, length);
    }
}

bool text_int(const char *text, int64_t *out)
{
    bool negative = text[0] == '-';
    const char *s = text + negative;
    int64_t value = 0;
    if (*s == '\0')
        return false;
    for (; *s != '\0'; s++) {
        if (*s < '0' || *s > '9' || __builtin_mul_overflow(value, (int64_t)10, &value) ||
            __builtin_sub_overflow(value, (int64_t)(*s - '0'), &value))
            return false;
    }
    if (!negative && value == INT64_MIN)
        return false;
    *out = negative ? value : -value;
    return true;
}

bool text_is_id(const char *text)
{
    size_t length = strlen(text);
    if (length == 0 || length > 40 || text[0] < 'a' || text[0] > 'z')
        return false;
    for (size_t i = 1; i < length; i++) {
        char c = text[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return true;
}

TextList text_split(Arena *arena, const char *text, const char *separator)
{
    TextList parts = { 0 };
    if (text_empty(text))
        return parts;
    for (;;) {
        const char *end = strstr(text, separator);
        size_t length = end == NULL ? strlen(text) : (size_t)(end - text);
        *LIST_ADD(arena, &parts) = text_trim(arena, arena_dup_n(arena, text, length));
        if (end == NULL)
            return parts;
        text = end + strlen(separator);
    }
}

char *text_join(Arena *arena, const TextList *parts, const char *separator)
{
    size_t bytes = 1;
    for (size_t i = 0; i < parts->count; i++)
        bytes += strlen(parts->items[i]) + strlen(separator);
    char *joined = arena_alloc(arena, bytes);
    char *end = joined;
    for (size_t i = 0; i < parts->count; i++) {
        if (i > 0)
            end = stpcpy(end, separator);
        end = stpcpy(end, parts->items[i]);
    }
    return joined;
}
