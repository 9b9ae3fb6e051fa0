/* Bounds as a charter writes them: how long, how many, how often, when in the
 * year; and which of two is the stricter.
 */
#ifndef CHARTER_BOUND_H
#define CHARTER_BOUND_H

#include "base/arena.h"
#include "charter/ruleset.h"

typedef enum Stricter {
    STRICTER_SAME,
    STRICTER_FIRST,
    STRICTER_SECOND,
    STRICTER_BOTH,    /* at least … and at most …: both hold */
    STRICTER_NEITHER, /* nothing satisfies both, or they cannot be compared */
} Stricter;

/* "5 working days after consultation.send", "promptly"; `ahead` reads
 * “at least so long before”. */
bool bound_parse_time(Arena *arena, const char *text, bool ahead, Bound *out);
bool bound_parse_count(const char *text, Bound *out);   /* "at most 3", "3" */
bool frequency_parse(const char *text, Frequency *out); /* "1 per year", "1 per 2 years" */
bool window_parse(const char *text, Window *out);       /* "03-01 to 04-30", "first-quarter" */

Stricter bound_stricter(const Bound *a, const Bound *b);
Stricter frequency_stricter(const Frequency *a, const Frequency *b);
Stricter window_stricter(const Window *a, const Window *b);

const char *bound_words(Arena *arena, const Bound *bound);
const char *frequency_words(Arena *arena, const Frequency *frequency);
const char *window_words(Arena *arena, const Window *window);

#endif
