/* The nearest of some names to a mistyped one.
 *
 * Distance is the number of letters put in, left out, changed or swapped with
 * their neighbour; a name is near when that is at most a third of its length
 * (at least 1, at most 3).
 */
#ifndef MODEL_NEAR_H
#define MODEL_NEAR_H

#include <stddef.h>

typedef struct Near {
    const char *typed;
    const char *name; /* the nearest so far; NULL: none is near */
    size_t distance;
} Near;

Near near_to(const char *typed);
void near_try(Near *near, const char *name);

#endif
