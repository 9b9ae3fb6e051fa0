/* What the files of the prospects share; others use prospect.h. */
#ifndef ACTIONS_PROSPECT_INNER_H
#define ACTIONS_PROSPECT_INNER_H

#include "actions/prospect.h"

/* Whether a post acts for the owner of a duty. */
bool prospect_mine(const Case *c, const char *owner);

/* Open duties of the subject and what hangs on it; else who does the next act
 * in the normal course. Changes c->act while it asks. */
void prospect_turns(Op *op, Case *c, Day today, TurnList *out);

/* Whether a state the act starts from can still come for a subject that is in
 * the case's state. */
bool prospect_reachable(const Case *c, const ActSpec *spec);

#endif
