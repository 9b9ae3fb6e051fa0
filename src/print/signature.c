#include "print/signature.h"

#include <math.h>

SignaturePlace signature_place(double unit_wide, double day_wide, double line_wide, bool sealed)
{
    SignaturePlace place;
    double right = line_wide - 2;
    if (sealed && unit_wide <= line_wide) {
        place.day = line_wide - 4 - day_wide;
        double middle = place.day + day_wide / 2;
        place.unit = fmax(0, fmin(middle - unit_wide / 2, line_wide - unit_wide));
    } else if (day_wide + 2 > unit_wide) {
        place.day = right - day_wide;
        place.unit = fmin(place.day - 2, right - unit_wide);
    } else {
        place.unit = right - unit_wide;
        place.day = place.unit + 2;
    }
    return place;
}
