/* What a verification finds: what kind, at which place, in a sentence.
 *
 * Findings are counted without end but kept only up to FINDINGS_MAX: a ledger
 * that is broken everywhere must not fill the memory of who looks at it.
 */
#ifndef LEDGER_FINDING_H
#define LEDGER_FINDING_H

#include "base/arena.h"

#define FINDINGS_MAX 1000u
#define FINDING_WHOLE (-1) /* seq of what concerns no single record */

typedef enum FindingKind {
    FINDING_RECORD,       /* bytes that do not decode */
    FINDING_LOG,          /* a record of another ledger */
    FINDING_SEQ,          /* the record's number is not that of its place */
    FINDING_GAP,          /* records missing before this one */
    FINDING_PREV,         /* does not continue the record before */
    FINDING_TIME,         /* earlier than the record before */
    FINDING_KEY,          /* the key beside the record is another */
    FINDING_KEY_TWICE,    /* two records with one idempotency key */
    FINDING_LEAF,         /* stored leaf hash is not the record's */
    FINDING_HEAD_MISSING, /* no head */
    FINDING_HEAD_SIZE,    /* the head counts other records than stand */
    FINDING_FRONTIER,     /* the head's hashes are not those of the records */
    FINDING_HEAD_TIME,    /* the head's time is not the last record's */
    FINDING_TILE,         /* a stored tile is not that of the records */
    FINDING_TILE_MISSING, /* a full tile is not stored */
    FINDING_COMMITMENT,   /* salt and value do not open the commitment */
    FINDING_VALUE_KIND,   /* stored as another kind than the record says */
    FINDING_VALUE_MISSING,
    FINDING_VALUE_KEPT,  /* an act erased it, and it is still there */
    FINDING_VALUE_STRAY, /* a value no record speaks of */
    FINDING_FILE,        /* content is not what was committed to */
    FINDING_FILE_MISSING,
    FINDING_FILE_KEPT,  /* an act erased it, and it is still there */
    FINDING_FILE_STRAY, /* held as named by an act that does not name it */
    FINDING_STRAY,      /* a row where no ledger can have one */
} FindingKind;

typedef struct Finding {
    FindingKind kind;
    int64_t seq;
    const char *place; /* the column, field, tile or file: "leaf_sm3", "phone" */
    const char *text;  /* one Chinese sentence */
} Finding;

typedef struct Findings {
    LIST(Finding) kept;
    size_t count; /* all of them, kept or not */
} Findings;

/* A word for programs: "leaf", "key-twice". */
const char *finding_word(FindingKind kind);
/* Place and text are kept in `arena`. */
void finding_add(Arena *arena, Findings *findings, FindingKind kind, int64_t seq,
                 const char *place, const char *text, ...) PRINTF_LIKE(6, 7);

#endif
