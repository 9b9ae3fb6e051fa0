/* What the rules of decisions share: who does a decision, who may close it,
 * and what is owed while it runs.
 *
 * The doer of a decision is any of its lead and supporting units. Who closes
 * it (decision.close.by) must not be one of them (H1). Where all who may close
 * are doers, closing falls to all the conveners together, upon a finding of
 * somebody else.
 */
#ifndef RULES_DECISION_H
#define RULES_DECISION_H

#include "rules/judgement.h"

/* Does this post act for a unit that does the decision? The office acts for
 * the body it is seated in. */
bool decision_doer(const Case *c, const char *post);

/* Who may close, in the order of the charter; the doers are left out of
 * `free`. When `free` is empty, `posts` are the conveners. */
typedef struct Closers {
    TextList posts;
    TextList free;
    bool by_conveners;
    bool ranked;     /* `free` is the first of those in order */
    bool all_needed; /* every one of them has to have looked at it */
    Source source;
} Closers;
Closers decision_closers(const Case *c, Arena *arena);
/* Closing has fallen to the conveners and this post is one of them. */
bool decision_falls_to(const Case *c, Arena *arena, const char *post);

/* The unit of the decision the actor speaks for; NULL when it speaks for
 * none. Resolves "unit". */
const DecisionUnitRow *decision_unit_acting(Judgement *j);

/* Duties of a decision that runs, on c->subject. */
void acceptance_owed(Judgement *j, const char *unit);
void report_owed(Judgement *j, const char *unit, Day due_day);
void closing_application_owed(Judgement *j, Day due_day);
void chasing_owed(Judgement *j, Day due_day);
/* Reports from every unit, the application by the lead, the chase by the
 * office: whatever a decision with this due day brings with it. */
void running_owed(Judgement *j, Day due_day);

#endif
