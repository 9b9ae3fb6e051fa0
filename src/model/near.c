#include "model/near.h"

#include <stdint.h>
#include <string.h>

enum { NEAR_BYTES_MAX = 64 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Damerau's distance (optimal string alignment), three rows at a time. */
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][NEAR_BYTES_MAX + 1];
    size_t a_length = strlen(a), b_length = strlen(b);
    if (a_length > NEAR_BYTES_MAX || b_length > NEAR_BYTES_MAX)
        return SIZE_MAX;
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *row = rows[i % 3], *above = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            row[j] = least(least(above[j] + 1, row[j - 1] + 1),
                           above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

Near near_to(const char *typed)
{
    return (Near){ .typed = typed, .distance = SIZE_MAX };
}

void near_try(Near *near, const char *name)
{
    size_t allowed = strlen(name) / 3;
    allowed = allowed < 1 ? 1 : allowed > 3 ? 3 : allowed;
    size_t is = distance(near->typed, name);
    if (is <= allowed && is < near->distance) {
        near->distance = is;
        near->name = name;
    }
}
