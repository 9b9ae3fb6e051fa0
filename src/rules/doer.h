/* Who may do an act: the charter's word, else the daily work of the office,
 * else what the house holds everywhere. */
#ifndef RULES_DOER_H
#define RULES_DOER_H

#include "rules/judgement.h"

/* Sets the outcome's source, or refuses. */
void judge_doer(Judgement *j);

/* Whether a duty of this verb is owed by each of its owners for itself (a
 * reply, an approval); otherwise one doing of it is enough for all. */
bool duty_is_each(const Case *c, const char *verb);

/* Whether this post acts for the unit or body of that id. */
bool acts_for(const Case *c, const char *post, const char *unit);

#endif
