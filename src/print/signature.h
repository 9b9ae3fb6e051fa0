/* Where a signature stands (GB/T 9704, 7.3.5.1 and 7.3.5.2), in characters
 * from the left of the type area; for every writer. */
#ifndef PRINT_SIGNATURE_H
#define PRINT_SIGNATURE_H

#include <stdbool.h>

typedef struct SignaturePlace {
    double unit, day; /* left edges; negative: the unit is longer than a line */
} SignaturePlace;

/* With a seal: the day four characters from the right, the unit centred over
 * it. Without: the unit two from the right and the day's first character two
 * right of the unit's; a day that would reach further stands two from the
 * right, and the unit moves left with it. */
SignaturePlace signature_place(double unit_wide, double day_wide, double line_wide,
                               bool sealed);

#endif
