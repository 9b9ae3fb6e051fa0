/* What the rules made of an act: the part of a ledger record that lets state
 * be rebuilt without a charter, a calendar or a clock.
 *
 * Made by rules and actions, written into the record, read back by apply. It
 * has exactly one encoding; outcome_decode refuses everything else. Texts
 * that are left out are NULL; "" is written as left out. What decode returns
 * lives in op->arena.
 *
 * Limits: a word 80 bytes, a resolved value 4000 bytes, the reason 6000
 * bytes, each list 2000 items, the whole 512 KiB.
 */
#ifndef MODEL_OUTCOME_H
#define MODEL_OUTCOME_H

#include "base/buf.h"
#include "base/day.h"
#include "base/op.h"
#include "model/source.h"
#include "model/subject.h"

#define OUTCOME_VERSION 1u
#define OUTCOME_WORD_BYTES_MAX 80u
#define OUTCOME_VALUE_BYTES_MAX 4000u
#define OUTCOME_REASON_BYTES_MAX 6000u
#define OUTCOME_LIST_MAX 2000u
#define OUTCOME_BYTES_MAX (512u * 1024u)

typedef LIST(Source) SourceList;

typedef struct DutyOpened {
    const char *owner; /* post or unit id */
    const char *verb;  /* the act that is owed */
    Subject subject;
    Day from;          /* dormant until; DAY_NONE: at once */
    Day due;           /* DAY_NONE: no day set */
    Source source;     /* why it is owed */
    Source due_source; /* who says the day; of `source` when there is none */
} DutyOpened;
typedef LIST(DutyOpened) DutyOpenedList;

typedef enum DutyEnd { DUTY_DONE, DUTY_EXCUSED } DutyEnd;
typedef struct DutyEnded {
    int64_t number; /* from 1, in the order duties were opened in the conference */
    DutyEnd how;
} DutyEnded;
typedef LIST(DutyEnded) DutyEndedList;

/* A state that changes besides that of the act's own subject. */
typedef struct StateMove {
    Subject subject;
    const char *from; /* NULL: it had none */
    const char *to;
} StateMove;
typedef LIST(StateMove) StateMoveList;

/* What apply needs and only the rules could know. */
typedef struct Resolved {
    const char *name; /* an id with dots: "due", "consented.union-chair" */
    const char *value;
} Resolved;
typedef LIST(Resolved) ResolvedList;

typedef struct Outcome {
    const char *from; /* state before, NULL: none */
    const char *to;   /* state after, of what was made, else of `on`; NULL: unchanged */
    Subject on;
    bool has_made;
    Subject made;
    Source source;      /* what permitted it */
    SourceList sources; /* all that was relied on, in the order found */
    StateMoveList moves;
    DutyOpenedList opens;
    DutyEndedList ends;
    ResolvedList resolved; /* in any order; written and read back sorted by name */
    bool on_behalf;
    bool backdated;
    bool breach;
    const char *reason;
} Outcome;

/* BROKEN when the outcome is over a limit or names something twice. */
NODISCARD Status outcome_encode(Op *op, const Outcome *outcome, Bytes *out);
NODISCARD Status outcome_decode(Op *op, Bytes bytes, Outcome *out); /* INVALID */

/* The value of a name, NULL when it is not there. */
const char *outcome_resolved(const Outcome *outcome, const char *name);
void outcome_resolve(Arena *arena, Outcome *outcome, const char *name, const char *value);

#endif
