/* ZIP packages whose bytes depend on their content only (libzip).
 *
 * Entries keep their order and carry the earliest time a ZIP can hold.
 */
#ifndef PRINT_ZIP_H
#define PRINT_ZIP_H

#include "base/buf.h"
#include "base/op.h"

typedef struct ZipEntry {
    const char *name;
    Bytes bytes;
} ZipEntry;

NODISCARD Status zip_write(Op *op, const ZipEntry *entries, size_t count, Bytes *out);

#endif
