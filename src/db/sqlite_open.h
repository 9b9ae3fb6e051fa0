/* Opening a SQLite file with the settings the house relies on. Private to
 * src/db. */
#ifndef DB_SQLITE_OPEN_H
#define DB_SQLITE_OPEN_H

#include <sqlite3.h>

#include "db/cache.h"
#include "db/engine.h"

typedef enum TxWord { TX_BEGIN, TX_BEGIN_WRITE, TX_COMMIT, TX_ROLLBACK, TX_WORDS } TxWord;

typedef struct Sqlite {
    sqlite3 *handle;
    Arena *arena;
    Cache cache;
    sqlite3_stmt *tx_words[TX_WORDS]; /* prepared at their first use */
} Sqlite;

/* The house's status for a code of SQLite; handle may be NULL. */
Status sqlite_fail(Op *op, sqlite3 *handle, int code, const char *doing) NODISCARD;

#endif
