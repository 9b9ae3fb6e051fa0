/* Titles: broken by meaning into balanced lines (GB/T 9704, 7.3.1).
 *
 * A title of several lines keeps its meaning units whole and takes the shape
 * of a trapezoid or a lozenge: lines of like length, none of them a stray
 * word. Units longer than a line are broken where a line may end.
 */
#ifndef PRINT_TITLE_H
#define PRINT_TITLE_H

#include "base/text.h"

/* The fewest lines of at most `characters_max` full characters each, and of
 * these the best balanced. Each line is one text. */
TextList title_lines(Arena *arena, const TextList *units, size_t characters_max);

/* The lines of a red mark and their common size: tall characters, narrowed to
 * stand on one line as marks do (`narrow`, a share of their width), smaller
 * when there are many, on more lines when they would be low. */
TextList mark_lines(Arena *arena, const char *mark, double width_mm, double *size_mm,
                    double *narrow);

/* Half-width characters count as a half, in halves. */
size_t title_halves(const char *text);

#endif
