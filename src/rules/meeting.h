/* What the rules of one meeting share (meeting_*.c, minutes.c): the rules of
 * its kind, who presides, whether the opening report is still owed, and when
 * the next meeting is.
 *
 * A charter may rule every meeting (meeting.VERB, attendance) or one kind
 * (meetings.KIND.ASPECT); the kind's own word stands where there is one.
 * Nothing here reads a database; what is returned belongs to the case or to
 * the operation's arena.
 */
#ifndef RULES_MEETING_H
#define RULES_MEETING_H

#include "rules/judgement.h"

/* The rule meetings.KIND.ASPECT of the meeting in hand (the one asked for, in
 * meeting.request); NULL when its kind has none. */
const Rule *meeting_rule(const Case *c, const char *aspect);
/* The kind's own word on who may do a verb: request-by, consent-of; for
 * meeting.consent also those who call meetings jointly. NULL where only the
 * general rule of the verb can speak. */
const Rule *meeting_doer_rule(const Case *c, const char *verb);
/* Whose consent the meeting needs; NULL: nobody's. */
const Rule *meeting_consent_rule(const Case *c);
/* Who has given it. Where both call the meeting together, who asked for it
 * has agreed by asking; a consent that a clause asks for by name is given. */
TextList meeting_consents(const Case *c, Arena *arena);
/* The roll of those who come: of the kind, else of all; NULL: none. */
const Rule *meeting_roll(const Case *c);

Day meeting_day(const Case *c); /* the day it is set for; DAY_NONE */
bool meeting_has_topic(const Case *c, int64_t topic);
/* The roster's line of a post or of the unit it acts for; NULL: none. */
const RosterEntryRow *meeting_entry(const Case *c, const char *post);

/* Once people have signed in, those who did are who came; before, all. */
bool roster_came(const Case *c, const RosterEntryRow *entry);
/* Is this post among those who attend (and came)? */
bool attends(const Case *c, const char *post);

/* Holds the act to a rule by its force: refuses, asks for a reason, or lets
 * go on. */
void hold_to(Judgement *j, Force force, Source source, const char *remedy, const char *why);

/* May this post preside; an entrusted one needs its mandate in words. */
void judge_presider(Judgement *j, const char *presider, const char *mandate);

/* The rule that wants what became of earlier decisions reported; NULL: none. */
const Rule *opening_report_rule(const Case *c);
/* Earlier decisions wait for the report and it was not given yet. */
bool opening_report_owed(const Case *c);
/* Refuses what comes before the opening report where the charter puts the
 * report first. */
void opening_report_first(Judgement *j);

/* So many days before a day: VERB.ahead of the charter, else the setting. */
Due due_ahead(Judgement *j, const char *verb, SettingKind setting, Day target);
/* A duty for each post that consents by the rule (those attending, where only
 * they do), but for those who have given it (NULL: nobody has). */
void open_consent_duties(Judgement *j, const char *verb, const Rule *rule,
                         const TextList *given, Subject subject, Due due);

bool text_among(const TextList *list, const char *text);
/* Does a seat of this kind mean units, by their own ids? */
bool seat_of_units(SeatKind kind);

/* Where those who attend have to agree to what is resolved: they did
 * (meeting_agreed.c). */
void agreed_by_enough(Judgement *j, const TextList *agreed);

/* ---- the yearly round (meeting_round.c) -------------------------------- */

/* What the meeting in hand resolved is now to be handed to the units. */
void assignment_owed(Judgement *j);
/* The next meeting of this kind is owed, when the charter says how often. */
void owe_next_meeting(Judgement *j);
/* The meeting of this period was called off and is owed again. */
void owe_meeting_again(Judgement *j);
/* Of the duties to request a meeting, one request does the earliest of its
 * own kind only. */
void end_request_duties(Judgement *j);

#endif
