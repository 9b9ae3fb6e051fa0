/* Opening a SQLite file with the settings the house relies on. Private to
 * src/db. */
#ifndef DB_SQLITE_OPEN_H
#define DB_SQLITE_OPEN_H

#include <sqlite3.h>

#include "db/cache.h"
#include "db/engine.h"

typedef struct Sqlite {
    sqlite3 *handle;
    Arena *arena;
    Cache cache;
} Sqlite;

/* The house's status for a code of SQLite; handle may be NULL. */
Status sqlite_fail(Op *op, sqlite3 *handle, int code, const char *doing) NODISCARD;

#endif
