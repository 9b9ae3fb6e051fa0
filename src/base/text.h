/* UTF-8 text as people type it: check, count, cut, compare.
 *
 * Text that enters the system is UTF-8, in normal form C, without control
 * characters (a line feed is allowed where lines are). text_check says which
 * of these fails. One astral character counts as one character.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef enum TextFault {
    TEXT_FINE,
    TEXT_NOT_UTF8,   /* overlong, surrogate, cut off, beyond U+10FFFF */
    TEXT_CONTROL,    /* a control, bidi override or non-character */
    TEXT_NOT_NORMAL, /* not in normal form C */
} TextFault;

TextFault text_check(const char *text, size_t bytes, bool lines_allowed);
/* A short Chinese phrase for a fault: "不是 UTF-8 编码" … */
const char *text_fault_words(TextFault fault);

/* The same text in normal form C; of valid UTF-8. */
const char *text_normal(Arena *arena, const char *text);

size_t text_characters(const char *text); /* of valid UTF-8 */
/* The next character; advances *text; 0 at the end; U+FFFD for a bad byte. */
uint32_t text_next(const char **text);
size_t text_encode(uint32_t character, char out[5]); /* bytes written, NUL after */

/* A file's text without what editors add to it: a byte order mark before it,
 * CR before LF. A NUL follows that *out_bytes does not count. */
char *text_plain_lines(Arena *arena, const char *text, size_t bytes, size_t *out_bytes);

bool text_same(const char *a, const char *b); /* NULL equals only NULL */
bool text_empty(const char *text);            /* NULL or "" */
bool text_starts(const char *text, const char *prefix);
bool text_ends(const char *text, const char *suffix);
/* Without white space (also U+3000) at both ends. */
char *text_trim(Arena *arena, const char *text);
/* Decimal number with optional '-'; no spaces, no '+', fits int64. */
bool text_int(const char *text, int64_t *out);
/* [a-z][a-z0-9-]*, at most 40 bytes: ids of posts, units, conferences. */
bool text_is_id(const char *text);

typedef LIST(const char *) TextList;
/* Splits at a separator, trims the parts; an empty text has no parts. */
TextList text_split(Arena *arena, const char *text, const char *separator);
char *text_join(Arena *arena, const TextList *parts, const char *separator);

#endif
