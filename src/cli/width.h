/* How wide text stands on a terminal: wide characters take two columns. */
#ifndef CLI_WIDTH_H
#define CLI_WIDTH_H

#include "base/arena.h"

size_t width_of(const char *text);
/* With spaces behind it until it is so many columns wide; not cut. */
const char *width_pad(Arena *arena, const char *text, size_t columns);
/* One line of at most so many columns, with … where it was cut. */
const char *width_cut(Arena *arena, const char *text, size_t columns);

#endif
