/* A verdict: may this act be done, and on whose word.
 *
 * It names exactly one source: a clause, a reading of the charter, an office
 * setting, a house rule (rules/house.h) or the order of work. A refusal is
 * an answer, not an error, and says what would make the act possible.
 */
#ifndef RULES_VERDICT_H
#define RULES_VERDICT_H

#include "model/source.h"

typedef enum VerdictKind {
    VERDICT_ALLOWED,
    VERDICT_NEEDS_REASON, /* goes on once a reason is given and recorded */
    VERDICT_WAITING,      /* not yet: others have to act first */
    VERDICT_REFUSED,
} VerdictKind;

typedef struct Verdict {
    VerdictKind kind;
    Source source;
    const char *why;    /* one Chinese sentence */
    const char *remedy; /* what would make it possible; "" when nothing would */
} Verdict;

#endif
