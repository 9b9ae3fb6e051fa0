/* How often the charter wants a meeting of a kind, as duties. */
#ifndef RULES_FREQUENCY_H
#define RULES_FREQUENCY_H

#include "rules/judgement.h"

/* For every kind with a frequency (meetings.KIND.every): whoever starts a
 * meeting owes one more meeting.request, about the conference itself, by the
 * end of the period that follows `after` (the same period at founding:
 * `following` false). */
void open_meeting_duties(Judgement *j, const Ruleset *charter, Day after, bool following);
/* The same for one kind; nothing when the charter says no frequency of it. */
void open_meeting_duty(Judgement *j, const Ruleset *charter, const char *kind, Day after,
                       bool following);

/* The first and last day on which the meeting of a period is held: that of
 * `day`, or the one that follows. A window narrows a year; several times in a
 * period are as many equal parts of it. */
typedef struct MeetingPeriod {
    Day first;
    Day last;
} MeetingPeriod;
MeetingPeriod meeting_period(const Frequency *every, const Window *window, Day day,
                             bool following);
/* meetings.KIND.every when it says at least how often, else NULL. */
const Rule *frequency_rule(const Ruleset *charter, const char *kind);
/* The period of this kind's frequency, narrowed by its window. */
MeetingPeriod period_of_kind(const Ruleset *charter, const char *kind, Day day, bool following);

#endif
