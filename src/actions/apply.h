/* Applies a recorded act to the projections.
 *
 * It reads the record (the act's fields, its outcome, who and when) and the
 * projections as earlier records left them; never a charter, a calendar, a
 * setting or a clock. perform and replay call the same functions, so what
 * stands in the tables is always what the ledger says.
 */
#ifndef ACTIONS_APPLY_H
#define ACTIONS_APPLY_H

#include "db/db.h"
#include "model/act.h"
#include "model/outcome.h"
#include "store/rows_gen.h"

typedef struct Applied {
    int64_t conference;
    int64_t seq;
    Instant at; /* recorded */
    Day day;    /* done on */
    const ActSpec *spec;
    const void *fields;
    const Envelope *envelope;
    const Outcome *outcome;
    const char *post;       /* the actor's */
    const char *person;     /* "P3", or "" */
    const char *entered_by; /* post[/P3], or "" */
    int64_t voided_by;      /* seq of the record that voided it, or -1 */
} Applied;

/* History, mentions, counters and duties; then, unless it was voided, the
 * noun's own tables. */
NODISCARD Status apply(Op *op, Db *db, const Applied *act);

/* The post or unit a reply, report or answer stands for: the resolved
 * "unit" of the outcome where rules put one, else the actor's post. */
const char *applied_unit(const Applied *act);

/* One per noun (apply_NOUN.c); each knows its own acts. */
NODISCARD Status apply_institution(Op *op, Db *db, const Applied *act);
NODISCARD Status apply_research(Op *op, Db *db, const Applied *act);
NODISCARD Status apply_topic(Op *op, Db *db, const Applied *act);
NODISCARD Status apply_consultation(Op *op, Db *db, const Applied *act);
NODISCARD Status apply_meeting(Op *op, Db *db, const Applied *act);
NODISCARD Status apply_minutes(Op *op, Db *db, const Applied *act);
NODISCARD Status apply_decision(Op *op, Db *db, const Applied *act);
NODISCARD Status apply_inspection(Op *op, Db *db, const Applied *act);
NODISCARD Status apply_news(Op *op, Db *db, const Applied *act);

#endif
