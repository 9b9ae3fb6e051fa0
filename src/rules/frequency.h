/* How often the charter wants a meeting of a kind, as duties. */
#ifndef RULES_FREQUENCY_H
#define RULES_FREQUENCY_H

#include "rules/judgement.h"

/* For every kind with a frequency (meetings.KIND.every): whoever starts a
 * meeting owes one more meeting.request, about the conference itself, by the
 * end of the period that follows `after` (the same period at founding:
 * `following` false). */
void open_meeting_duties(Judgement *j, const Ruleset *charter, Day after, bool following);

#endif
