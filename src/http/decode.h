/* Percent-encoding, pairs, cookies. Private to src/http; pure. */
#ifndef HTTP_DECODE_H
#define HTTP_DECODE_H

#include "http/http.h"

/* Decoded, or NULL: a bad or cut escape, NUL, not UTF-8. `plus`: "+" is a space. */
char *decode_percent(Arena *arena, const char *text, size_t bytes, bool plus);

/* "a=b&c=d" with "+" for spaces; empty parts are skipped. False: an encoding is bad, or more
 * than `fields_max`. */
bool decode_pairs(Arena *arena, const char *text, size_t bytes, size_t fields_max,
                  HttpPairs *out);

/* "a=b; c=d" (RFC 6265, 5.4), values as they are; what is no pair is skipped. */
void decode_cookies(Arena *arena, const char *text, HttpPairs *out);

/* Valid UTF-8 without NUL; a NUL must follow the bytes. */
bool decode_is_text(const char *text, size_t bytes);

const char *pair_value(const HttpPairs *pairs, const char *name);

#endif
