#include "web/html.h"

#include <string.h>

#include "base/text.h"

static const char REPLACEMENT[] = "\xEF\xBF\xBD"; /* U+FFFD */

void html_literal(Html *out, const char *text, size_t bytes)
{
    buf_add(out->buf, text, bytes);
}

/* What stands for a byte below 128 that may not stand for itself; NULL: it may. */
static const char *ascii_escape(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\n':
    case '\t':
        return NULL;
    }
    return c < 0x20 || c == 0x7F ? REPLACEMENT : NULL;
}

/* HTML forbids the C1 controls and the non-characters. */
static bool may_stand(uint32_t c)
{
    return c >= 0xA0 && c != 0xFFFD && (c & 0xFFFE) != 0xFFFE && !(c >= 0xFDD0 && c <= 0xFDEF);
}

void html_text(Html *out, const char *text)
{
    const char *from = text;

    if (text == NULL)
        return;
    while (*text != '\0') {
        const char *at = text;
        const char *instead = NULL;
        if ((unsigned char)*text < 0x80)
            instead = ascii_escape((unsigned char)*text++);
        else if (!may_stand(text_next(&text)))
            instead = REPLACEMENT;
        if (instead != NULL) {
            buf_add(out->buf, from, (size_t)(at - from));
            buf_text(out->buf, instead);
            from = text;
        }
    }
    buf_add(out->buf, from, (size_t)(text - from));
}

void html_lines(Html *out, const char *text)
{
    while (text != NULL && *text != '\0') {
        const char *end = strchr(text, '\n');
        if (end == NULL) {
            html_text(out, text);
            return;
        }
        html_text(out, arena_dup_n(out->buf->arena, text, (size_t)(end - text)));
        buf_text(out->buf, "<br>");
        text = end + 1;
    }
}

void html_int(Html *out, int64_t number)
{
    buf_printf(out->buf, "%lld", (long long)number);
}

void html_unsigned(Html *out, uint64_t number)
{
    buf_printf(out->buf, "%llu", (unsigned long long)number);
}

void html_day(Html *out, Day day)
{
    if (!day_given(day))
        return;
    buf_text(out->buf, out->language == LANGUAGE_CHINESE ? day_chinese(out->buf->arena, day)
                                                         : day_text(out->buf->arena, day));
}

void html_weekday(Html *out, Day day)
{
    if (!day_given(day))
        return;
    buf_text(out->buf, out->language == LANGUAGE_CHINESE
                           ? day_chinese_weekday(out->buf->arena, day)
                           : day_text(out->buf->arena, day));
}

void html_short_day(Html *out, Day day)
{
    int year = 0;
    int month = 0;
    int of_month = 0;

    if (!day_given(day))
        return;
    day_split(day, &year, &month, &of_month);
    if (out->language == LANGUAGE_CHINESE)
        buf_printf(out->buf, "%d月%d日", month, of_month);
    else
        buf_printf(out->buf, "%02d-%02d", month, of_month);
}

void html_iso_day(Html *out, Day day)
{
    buf_text(out->buf, day_text(out->buf->arena, day));
}

/* "2024-06-14 09:30": to the minute. */
static char *instant_minutes(Arena *arena, Instant at)
{
    return arena_dup_n(arena, instant_text(arena, at), strlen("2024-06-14 09:30"));
}

void html_instant(Html *out, Instant at)
{
    if (!instant_given(at))
        return;
    buf_text(out->buf, out->language == LANGUAGE_CHINESE
                           ? instant_chinese(out->buf->arena, at)
                           : instant_minutes(out->buf->arena, at));
}

void html_iso_instant(Html *out, Instant at)
{
    if (!instant_given(at))
        return;
    char *text = instant_minutes(out->buf->arena, at);
    text[strlen("2024-06-14")] = 'T';
    buf_text(out->buf, text);
}

void html_clock(Html *out, Instant at)
{
    if (!instant_given(at))
        return;
    int64_t minutes = (at.us - instant_at(instant_day(at), 0, 0).us) / (60 * 1000000);
    buf_printf(out->buf, "%d:%02d", (int)(minutes / 60), (int)(minutes % 60));
}

void html_url(Html *out, Url url)
{
    html_text(out, url.text == NULL ? "#" : url.text);
}

static bool unreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '.' || c == '_' || c == '~';
}

static void percent(Buf *buf, const char *text)
{
    for (; text != NULL && *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (unreserved(c))
            buf_char(buf, (char)c);
        else
            buf_printf(buf, "%%%02X", c);
    }
}

void html_part_text(Html *out, const char *text)
{
    percent(out->buf, text);
}

Url url_build(Arena *arena, const char *pattern, const char *const *parts, size_t count)
{
    Buf buf;
    size_t used = 0;

    buf_init(&buf, arena);
    for (; *pattern != '\0'; pattern++) {
        if (pattern[0] == '{' && pattern[1] == '}') {
            if (used < count)
                percent(&buf, parts[used++]);
            pattern++;
        } else {
            buf_char(&buf, *pattern);
        }
    }
    return (Url){ buf_string(&buf) };
}

Url url_query(Arena *arena, Url url, const char *name, const char *value)
{
    Buf buf;

    if (text_empty(value) || !url_given(url))
        return url;
    buf_init(&buf, arena);
    buf_text(&buf, url.text);
    buf_char(&buf, strchr(url.text, '?') == NULL ? '?' : '&');
    percent(&buf, name);
    buf_char(&buf, '=');
    percent(&buf, value);
    return (Url){ buf_string(&buf) };
}

Url url_mark(Arena *arena, Url url, const char *id)
{
    Buf buf;

    buf_init(&buf, arena);
    buf_text(&buf, url_given(url) ? url.text : "");
    buf_char(&buf, '#');
    percent(&buf, id);
    return (Url){ buf_string(&buf) };
}

#define URL_LOCAL_BYTES_MAX 1000

Url url_local(Arena *arena, const char *typed)
{
    if (typed == NULL || typed[0] != '/' || typed[1] == '/' ||
        strlen(typed) > URL_LOCAL_BYTES_MAX)
        return URL_NONE;
    for (const char *at = typed; *at != '\0'; at++)
        if (!unreserved((unsigned char)*at) && strchr("/?&=%#+,:", *at) == NULL)
            return URL_NONE;
    return (Url){ arena_dup(arena, typed) };
}

const char *word_text(Language language, Word word)
{
    return word_texts[word][language == LANGUAGE_CHINESE ? 0 : 1];
}
