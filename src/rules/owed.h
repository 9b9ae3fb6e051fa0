/* Small questions that the rules of several nouns ask alike: on whose word
 * something is owed, which contents the charter wants, lists and time limits.
 *
 * Nothing here knows a noun. A charter may speak of an act (decision.report)
 * or of the matter it belongs to (decision.implement); both count as the
 * word for the duty.
 */
#ifndef RULES_OWED_H
#define RULES_OWED_H

#include "rules/judgement.h"

/* VERB.owed-by, VERB.by or VERB.done, else the same of `matter` (NULL: none);
 * NULL when the charter says nothing or does not demand it. */
const Rule *rule_of_duty(const Case *c, const char *verb, const char *matter);
/* The source of that rule, else `otherwise`. */
Source duty_source(const Case *c, const char *verb, const char *matter, Source otherwise);

/* The entry of VERB.with that asks for this content; NULL: not asked for. */
const Item *content_asked(const Case *c, const char *verb, const char *word);
/* Refuses (must) or wants a reason (in principle, usually) when the charter
 * asks this act for a content that was not given. */
void content_needed(Judgement *j, const char *word, bool given);

/* A time limit set by an act is not before the day of the act (H13). */
void deadline_ahead(Judgement *j, Day day);
/* Nobody is named twice in a list of units (H9). */
void units_once(Judgement *j, const TextList *units);
/* “财政局、人社局” */
const char *units_words(const Case *c, Arena *arena, const TextList *units);
bool text_listed(const TextList *list, const char *text);

#endif
