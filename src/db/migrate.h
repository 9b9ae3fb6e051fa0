/* Changes of the schema: numbered, forward only, each in a transaction.
 *
 * The changes are compiled in (sql/changes/NNNN_name.sql through
 * tools/sqlgen). A database remembers what it has seen in schema_change,
 * with the SM3 of each file. Refused with a clear sentence: a database newer
 * than this program, a change whose text is another one than it was, a gap,
 * and a SQLite file that holds other tables but no schema_change.
 */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "db/db.h"

typedef struct DbChange {
    int number;
    const char *name;
    const char *source; /* the file, whose SM3 is remembered */
    const char *sqlite;
    const char *postgres;
} DbChange;

typedef struct DbChanges {
    const DbChange *items;
    size_t count;
} DbChanges;

/* Applies what is missing. *applied: how many changes were. Several servers
 * of one PostgreSQL database may call it at once. */
NODISCARD Status db_migrate(Op *op, Db *db, const DbChanges *changes, size_t *applied);

/* OK when the database has seen exactly these changes: for readers.
 * UNAVAILABLE when it is older, INVALID when newer or other. */
NODISCARD Status db_schema_check(Op *op, Db *db, const DbChanges *changes);

#endif
