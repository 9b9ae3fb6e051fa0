/* Verifies one stored ledger, fed piece by piece, and names what does not hold.
 *
 *     VERIFIER(verifier, arena, log_id);
 *     for every record in order of seq:
 *         verifier_row(verifier, &row);
 *         for every private value stored for it, by field name:
 *             verifier_value(verifier, &value);
 *     verifier_tile / verifier_file, for every one that is stored, any order
 *     verifier_head(verifier, &head);          none: leave it out
 *     findings = verifier_finish(verifier);
 *
 * It recomputes everything from the records' own bytes, believes nothing that
 * is stored beside them, and reports nothing on a ledger that is as it was
 * written. It knows no acts and no database. What it cannot see is a history
 * that was rewritten whole: for that a checkpoint held by somebody else is
 * needed.
 *
 * What is fed must live only during the call. Findings live in the arena.
 */
#ifndef LEDGER_VERIFY_H
#define LEDGER_VERIFY_H

#include "ledger/commitment.h"
#include "ledger/finding.h"
#include "ledger/tile.h"

typedef struct StoredRow {
    uint64_t seq;
    Bytes record;
    Bytes leaf[TREE_KINDS];
    Bytes key;
} StoredRow;

typedef struct StoredValue {
    uint64_t seq;
    const char *field;
    int64_t kind;  /* FieldKind as stored */
    bool has_salt; /* both false: erased */
    bool has_value;
    Bytes salt;
    Bytes value;
} StoredValue;

typedef struct StoredTile {
    int64_t level;
    int64_t index;
    Bytes hashes[TREE_KINDS];
} StoredTile;

typedef struct StoredFile {
    Digest digest; /* what it is filed under */
    uint64_t bytes;
    int64_t named_by; /* seq of the first record that names it; -1: none yet */
    bool erased;      /* no salt and no chunk */
    FileRef opened;   /* recomputed from salt and chunks, unless erased */
} StoredFile;

typedef struct StoredHead {
    uint64_t size;
    Bytes frontier[TREE_KINDS];
    Instant last_time; /* 0 while the ledger is empty */
} StoredHead;

typedef struct Verifier Verifier;

Verifier *verifier_new(Arena *arena, LogId log);
void verifier_free(Verifier **verifier); /* NULL is fine */
#define VERIFIER(name, arena, log)                                                             \
    Verifier *name __attribute__((cleanup(verifier_free))) = verifier_new((arena), (log))

/* The code it is stored under, before the rows: held to the first record's
 * field `code`, or, where its act is one of the deployment's, to that word. */
void verifier_code(Verifier *verifier, const char *code);
void verifier_row(Verifier *verifier, const StoredRow *row);
void verifier_value(Verifier *verifier, const StoredValue *value);
void verifier_tile(Verifier *verifier, const StoredTile *tile);
void verifier_file(Verifier *verifier, const StoredFile *file);
void verifier_head(Verifier *verifier, const StoredHead *head);
/* A stored row that cannot be fed: its key is none a ledger can have. `place`
 * is its table. */
void verifier_stray(Verifier *verifier, const char *place, const char *text);
const Findings *verifier_finish(Verifier *verifier);

/* After verifier_finish: the roots recomputed from the records. */
Frontier verifier_frontier(const Verifier *verifier, DigestKind kind);

#endif
