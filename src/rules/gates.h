/* The gates of the charter: what must have been done before an act. */
#ifndef RULES_GATES_H
#define RULES_GATES_H

#include "rules/judgement.h"

/* For every gate before the act: its need was done on the subject or its
 * chain, and nobody who owes it still has to. `must` waits or refuses;
 * `in-principle` and `usually` ask for a reason; the others stop nobody. */
void judge_gates(Judgement *j);

#endif
