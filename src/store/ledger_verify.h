/* Checks a whole stored ledger against itself: docs/ledger.md section 5.
 *
 * Reads every record, tile, private value and file of the ledger once, in one
 * snapshot, with memory that grows only with what must be compared at the end
 * (keys: 24 bytes a record). A finding is not an error: the status says only
 * whether it could be looked at.
 */
#ifndef STORE_LEDGER_VERIFY_H
#define STORE_LEDGER_VERIFY_H

#include "db/db.h"
#include "ledger/verify.h"

typedef struct LedgerCheck {
    uint64_t records;
    uint64_t values; /* not erased */
    uint64_t files;
    uint64_t tiles;
    Digest roots[TREE_KINDS]; /* recomputed */
    const Findings *findings;
} LedgerCheck;

/* Numbers under which rows of a ledger stand that ledger_log does not know: a
 * ledger that was made to be forgotten. */
typedef LIST(int64_t) LedgerNumbers;
NODISCARD Status ledger_unknown(Op *op, Db *db, LedgerNumbers *out);

/* Begins a snapshot unless the caller has a transaction. */
NODISCARD Status ledger_verify(Op *op, Db *db, int64_t log, LedgerCheck *out);

#endif
