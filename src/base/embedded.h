/* Files the binary carries; made by tools/embed at build time.
 *
 * A NUL that is not counted follows the bytes, so that text can be used as a
 * C string.
 */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include "base/buf.h"

typedef struct EmbeddedFile {
    const char *name; /* the last part: "2024" */
    Bytes bytes;
} EmbeddedFile;

#endif
