/* HTML as the templates write it: every value escaped by its C type.
 *
 * What templates/ (compiled by tools/tplgen) calls, and the addresses handlers
 * make for them. Not a document model: it appends to a Buf, which belongs to
 * the caller. A value of a type that is not listed does not compile.
 *
 * Text comes out fit for an element and for an attribute in double quotes;
 * bytes that HTML can't carry (malformed UTF-8, controls) become U+FFFD.
 * NULL, DAY_NONE and INSTANT_NONE come out as nothing.
 */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/day.h"
#include "web/words_gen.h"

typedef enum Language {
    LANGUAGE_CHINESE,
    LANGUAGE_ENGLISH,
} Language;

typedef struct Html {
    Buf *buf;
    Language language;
} Html;

/* An address within this place: begins with "/", "?" or "#", escaped. Only the
 * functions below make one; a href, src or action takes nothing else. */
typedef struct Url {
    const char *text; /* NULL: no address */
} Url;
#define URL_NONE ((Url){ NULL })
static inline bool url_given(Url url)
{
    return url.text != NULL;
}

/* An address that is written out: URL("/sign-in"). */
#define URL(literal) ((Url){ "" literal })
/* url_of(arena, "/c/{}/topics/{}", code, topic): each {} takes the next text,
 * percent-encoded; NULL is empty. There are as many texts as {}. */
#define url_of(arena, pattern, ...)                                                            \
    url_build((arena), "" pattern, (const char *const[]){ __VA_ARGS__ },                       \
              sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))
Url url_build(Arena *arena, const char *pattern, const char *const *parts, size_t count);
/* The address with one more parameter; as it was when value is NULL or "". */
Url url_query(Arena *arena, Url url, const char *name, const char *value);
/* The address with a mark in the page: #history. */
Url url_mark(Arena *arena, Url url, const char *id);
/* What somebody sent as an address to go on to: URL_NONE unless it stays in
 * this place and is of plain characters, at most 1000. */
Url url_local(Arena *arena, const char *typed);

/* The text of a word (templates/words.tsv). */
const char *word_text(Language language, Word word);

/* --- what compiled templates call --- */

void html_literal(Html *out, const char *text, size_t bytes); /* as it is */
void html_text(Html *out, const char *text);
void html_int(Html *out, int64_t number);
void html_unsigned(Html *out, uint64_t number);
void html_day(Html *out, Day day);        /* 2024年6月14日 */
void html_instant(Html *out, Instant at); /* 2024年6月14日（周五）9:30 */
void html_url(Html *out, Url url);

/* A value within an address: percent-encoded. */
void html_part_text(Html *out, const char *text);

/* filters: {{expr | name}} */
void html_iso_day(Html *out, Day day);        /* iso: 2024-06-14 */
void html_iso_instant(Html *out, Instant at); /* iso: 2024-06-14T09:30 */
void html_weekday(Html *out, Day day);        /* weekday: 2024年6月14日（周五） */
void html_short_day(Html *out, Day day);      /* short: 6月14日 */
void html_clock(Html *out, Instant at);       /* clock: 9:30 */
void html_lines(Html *out, const char *text); /* lines: line feeds as <br> */

/* clang-format off */
#define HTML_NUMBERS(for_signed, for_unsigned)                                                 \
    signed char: for_signed, short: for_signed, int: for_signed, long: for_signed,             \
    long long: for_signed, unsigned char: for_unsigned, unsigned short: for_unsigned,          \
    unsigned: for_unsigned, unsigned long: for_unsigned, unsigned long long: for_unsigned
#define html_put(out, value)                                                                   \
    _Generic((value), char *: html_text, const char *: html_text, Day: html_day,               \
             Instant: html_instant, HTML_NUMBERS(html_int, html_unsigned))((out), (value))
#define html_put_part(out, value)                                                              \
    _Generic((value), char *: html_part_text, const char *: html_part_text,                    \
             Day: html_iso_day, HTML_NUMBERS(html_int, html_unsigned))((out), (value))
#define html_iso(out, value)                                                                   \
    _Generic((value), Day: html_iso_day, Instant: html_iso_instant)((out), (value))
/* clang-format on */

#endif
