/* A small ledger in a database, for tests of what stands on it. */
#ifndef STORE_LEDGER_TESTING_H
#define STORE_LEDGER_TESTING_H

#include "db/db_testing.h"
#include "store/ledger.h"

/* A ledger "ejin-horo" with sample_log() (ledger/sample.h); begins nothing. */
bool ledger_testing_found(Db *db, int64_t *log);

/* Appends sample records, a transaction for all of them; the n-th of a ledger:
 * 0 private name and phone, 1 a file, 2 an archival opinion, 3 erases the
 * phone of 0, 4 names 1's file again and another, 5 erases that one; all
 * others plain. False after saying what failed. */
bool ledger_testing_append(Db *db, int64_t log, size_t count);
/* The same where failing is part of the test. */
NODISCARD Status ledger_testing_try(Op *op, Db *db, int64_t log, size_t count);

/* Appends a record that names a stored file as its scan. */
NODISCARD Status ledger_testing_name(Db *db, int64_t log, const FileRef *ref);

/* Drops what guards the ledger's tables; undone with the transaction. */
bool ledger_testing_unguard(Db *db);

#endif
