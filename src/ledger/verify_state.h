/* The state of a verification: private to verify.c and verify_values.c. */
#ifndef LEDGER_VERIFY_STATE_H
#define LEDGER_VERIFY_STATE_H

#include "ledger/verify.h"

typedef struct SeenKey {
    ActKey key;
    uint64_t seq;
} SeenKey;

/* Digests of a tile as it should be: a thirtieth of its size. */
typedef struct ExpectedTile {
    unsigned level;
    uint64_t index;
    Digest sums[TREE_KINDS];
    bool seen;
} ExpectedTile;

typedef struct NamedFile {
    FileRef ref;
    uint64_t seq;
    const char *field;
    bool erased;
} NamedFile;

typedef struct DueErasure {
    Erasure what;
    uint64_t by; /* the record that erases */
    bool met;
} DueErasure;

struct Verifier {
    Arena *arena;   /* for what is kept to the end */
    Arena *scratch; /* for the record at hand, emptied at the next */
    Digester digester;
    LogId log;
    const char *code; /* NULL: not told */
    Findings findings;
    Tiler *tiler;
    /* the record at hand */
    bool has_record;
    Record record;
    bool *values_seen; /* one for each field */
    /* the record before */
    uint64_t next_seq;
    bool has_prev;
    Digest prev;
    Instant last_time;
    /* compared at the end */
    LIST(SeenKey) keys;
    LIST(ExpectedTile) tiles;
    ErasureList absences; /* values that are not there */
    LIST(DueErasure) erasures;
    LIST(NamedFile) named;
    LIST(StoredFile) files;
    LIST(uint64_t) unreadable; /* seqs of records that do not decode */
    size_t tile_at;            /* where the tile after the last one found stands */
    bool gap;                  /* records are missing: hashes over them cannot be compared */
    bool head_seen;
};

/* Closes the record at hand: committed fields without a value are noted. */
void verify_record_close(Verifier *verifier);
/* Notes what the record at hand erases and which files it names. */
void verify_record_note(Verifier *verifier);
void verify_values_finish(Verifier *verifier);
/* False when the record is missing or unreadable: then nothing can be said
 * about what lies beside it. */
bool verify_can_judge(const Verifier *verifier, uint64_t seq);
void verify_files_finish(Verifier *verifier);

#endif
