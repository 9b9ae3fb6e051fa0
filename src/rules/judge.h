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

/* Which of those steps spoke. */
typedef enum Bar {
    BAR_NONE, /* nothing bars it */
    BAR_STAGE,
    BAR_LAPSED,
    BAR_STATE,
    BAR_HELD,
    BAR_DOER,
    BAR_DAYS,
    BAR_GATE,
    BAR_NOUN,
} Bar;

/* The verdict before anything is filled in: what can be told of c->act done
 * by c->actor on c->day, whatever its fields will say. c->fields and
 * c->envelope are not read. VERDICT_NEEDS_REASON: nothing else bars it. */
typedef struct Opening {
    Verdict verdict;
    Bar bar;
} Opening;
void judge_opening(Op *op, const Case *c, Opening *out);

/* Who may do c->act, in words: 旗总工会主席、旗人民政府联系工会的副旗长. */
const char *doers_words(const Case *c, Arena *arena);

#endif
