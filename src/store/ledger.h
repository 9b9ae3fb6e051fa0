/* The ledgers in the database: append, find, read, in the caller's transaction.
 *
 * A ledger belongs to one conference; `log` is its number in this database,
 * its LogId is what its records carry. Appending writes the record, both
 * leaves, the head, full tiles, private values under their commitments and
 * which files it names, and erases what its erasure fields name: all of it or,
 * when it fails, whatever the caller's savepoint or transaction undoes.
 *
 * One writer at a time: ledger_begin locks the head (SQLite: the transaction
 * is the lock; PostgreSQL: SELECT … FOR UPDATE). A LedgerHead is a plain value:
 * who undoes a savepoint goes back to the copy made before it.
 *
 * What is returned lives in op->arena. The record format is ledger/record.h,
 * whole checks are store/ledger_verify.h, files store/ledger_file.h.
 */
#ifndef STORE_LEDGER_H
#define STORE_LEDGER_H

#include "db/db.h"
#include "ledger/commitment.h"
#include "ledger/proof.h"
#include "ledger/tile.h"

typedef struct LedgerHead {
    int64_t log;
    LogId log_id;
    uint64_t size;
    Digest prev; /* SM3 leaf of the last record; zero while empty */
    Instant last_time;
    Frontier frontiers[TREE_KINDS];
} LedgerHead;

/* Makes an empty ledger; CONFLICT when code or id are taken. `code` is the
 * conference's, an id (text_is_id). */
NODISCARD Status ledger_found(Op *op, Db *db, const char *code, LogId id, int64_t *log);
NODISCARD Status ledger_by_code(Op *op, Db *db, const char *code, bool *found, int64_t *log);

typedef struct LedgerLog {
    int64_t log;
    LogId log_id;
    const char *code;
} LedgerLog;
typedef LIST(LedgerLog) LedgerLogList;
NODISCARD Status ledger_logs(Op *op, Db *db, LedgerLogList *out); /* by number */

/* Loads the head and keeps other writers out until the transaction ends.
 * NOT_FOUND without such a ledger; BROKEN when the head contradicts itself. */
NODISCARD Status ledger_begin(Op *op, Db *db, int64_t log, LedgerHead *out);

/* The time a record gets that is appended now: never before the last one's. */
Instant ledger_time(const LedgerHead *head, Instant now);

/* A value to lie beside the record under a commitment. The salt is fresh. */
typedef struct PrivateValue {
    const char *field;
    FieldKind kind; /* FIELD_PRIVATE or FIELD_ARCHIVAL */
    Salt salt;
    Bytes value;
} PrivateValue;
typedef LIST(PrivateValue) PrivateValueList;

/* Appends. record->recorded_at holds the clock's now; log, seq, prev, the
 * final time and a field for each private value are filled in. Files it names
 * must be stored (store/ledger_file.h). CONFLICT: the key has been used (see
 * ledger_find_by_key); INVALID with a sentence: a limit, a file that is not
 * there, an erasure of what is not there. On any failure head and record are
 * as they were. */
NODISCARD Status ledger_append(Op *op, Db *db, LedgerHead *head, Record *record,
                               const PrivateValueList *values);

/* What stands beside a record for one of its committed fields. */
typedef struct EntryValue {
    const char *field;
    FieldKind kind;
    bool erased;
    Bytes value; /* empty when erased */
} EntryValue;

typedef struct LedgerEntry {
    Record record;
    Bytes bytes;             /* the record's encoding */
    Digest leaf;             /* SM3 */
    LIST(EntryValue) values; /* by field name */
} LedgerEntry;

const EntryValue *entry_value(const LedgerEntry *entry, const char *field); /* or NULL */

/* The record that was appended with this key: the answer to a retry. */
NODISCARD Status ledger_find_by_key(Op *op, Db *db, int64_t log, ActKey key, bool *found,
                                    LedgerEntry *out);
NODISCARD Status ledger_read(Op *op, Db *db, int64_t log, uint64_t seq, bool *found,
                             LedgerEntry *out);

/* Visits the records from `from` on, in order. The visitor's op has a memory
 * of its own that is emptied now and then: nothing from it outlives the call.
 * A status that is not OK ends the visit and is returned. */
typedef Status (*LedgerVisitor)(Op *op, void *state, const LedgerEntry *entry);
NODISCARD Status ledger_each(Op *op, Db *db, int64_t log, uint64_t from, LedgerVisitor visit,
                             void *state);

typedef struct LedgerRoot {
    uint64_t size;
    Digest roots[TREE_KINDS];
    const char *sm3; /* lower case hex */
    const char *sha256;
} LedgerRoot;
/* By the stored head. NOT_FOUND without such a ledger. */
NODISCARD Status ledger_root(Op *op, Db *db, int64_t log, LedgerRoot *out);

/* Proofs from what is stored: tree_prove_inclusion(op, &source, …). `tree`
 * must outlive the source. */
typedef struct LedgerTree {
    Db *db;
    int64_t log;
} LedgerTree;
TreeSource ledger_tree_source(LedgerTree *tree, DigestKind kind);

#endif
