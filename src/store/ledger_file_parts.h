/* Where a file's chunks lie; private to src/store/ledger*.c. */
#ifndef STORE_LEDGER_FILE_PARTS_H
#define STORE_LEDGER_FILE_PARTS_H

#include "store/ledger_file_sql.h"

static inline Bytes file_under(const FileRow *file)
{
    return file->stored_as.data != NULL ? file->stored_as : file->digest;
}

#endif
