/* Judges one act: the whole of the rules in one call.
 *
 * In this order, the first that speaks stands: the stage exists for this
 * conference; the state of the subject (order of work); who may; the day;
 * the gates of the charter; the rules of the noun. Then what follows: states
 * moved, duties opened, done and excused.
 */
#ifndef RULES_JUDGE_H
#define RULES_JUDGE_H

#include "model/outcome.h"
#include "rules/case.h"
#include "rules/verdict.h"

/* The outcome is complete only when the verdict is VERDICT_ALLOWED. */
void judge(Op *op, const Case *c, Verdict *verdict, Outcome *outcome);

#endif
