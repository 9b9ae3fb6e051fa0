#include "http/decode.h"

#include <string.h>

#include "base/text.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool decode_is_text(const char *text, size_t bytes)
{
    const char *end = text + bytes;
    if (memchr(text, '\0', bytes) != NULL)
        return false;
    while (text < end) {
        const char *from = text;
        if (text_next(&text) == 0xFFFD && memcmp(from, "\xEF\xBF\xBD", 3) != 0)
            return false;
    }
    return true;
}

char *decode_percent(Arena *arena, const char *text, size_t bytes, bool plus)
{
    char *out = arena_dup_n(arena, text, bytes);
    size_t count = 0;
    for (size_t i = 0; i < bytes; i++) {
        if (text[i] == '%') {
            int high = i + 2 < bytes ? hex_digit(text[i + 1]) : -1;
            int low = i + 2 < bytes ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return NULL;
            out[count++] = (char)(high * 16 + low);
            i += 2;
        } else
            out[count++] = plus && text[i] == '+' ? ' ' : text[i];
    }
    out[count] = '\0';
    return decode_is_text(out, count) ? out : NULL;
}

bool decode_pairs(Arena *arena, const char *text, size_t bytes, size_t fields_max,
                  HttpPairs *out)
{
    const char *end = text + bytes;
    while (text < end) {
        const char *stop = memchr(text, '&', (size_t)(end - text));
        size_t part = (size_t)((stop != NULL ? stop : end) - text);
        const char *equals = memchr(text, '=', part);
        size_t name = equals != NULL ? (size_t)(equals - text) : part;
        size_t value = equals != NULL ? part - name - 1 : 0;
        if (part > 0) {
            HttpPair pair = { decode_percent(arena, text, name, true),
                              decode_percent(arena, equals != NULL ? equals + 1 : text, value,
                                             true) };
            if (pair.name == NULL || pair.value == NULL || out->count == fields_max)
                return false;
            *LIST_ADD(arena, out) = pair;
        }
        text += part + 1;
    }
    return true;
}

void decode_cookies(Arena *arena, const char *text, HttpPairs *out)
{
    while (*text != '\0') {
        text += strspn(text, " \t;");
        size_t part = strcspn(text, ";");
        const char *equals = memchr(text, '=', part);
        if (equals != NULL) {
            size_t name = (size_t)(equals - text);
            *LIST_ADD(arena, out) =
                (HttpPair){ arena_dup_n(arena, text, name),
                            text_trim(arena, arena_dup_n(arena, equals + 1, part - name - 1)) };
        }
        text += part;
    }
}

const char *pair_value(const HttpPairs *pairs, const char *name)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (strcmp(pairs->items[i].name, name) == 0)
            return pairs->items[i].value;
    return NULL;
}

const char *http_query(const HttpRequest *request, const char *name)
{
    return pair_value(&request->query, name);
}

const char *http_cookie_of(const HttpRequest *request, const char *name)
{
    return pair_value(&request->cookies, name);
}

const char *http_form(const HttpRequest *request, const char *name)
{
    return pair_value(&request->form, name);
}
