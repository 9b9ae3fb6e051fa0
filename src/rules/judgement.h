/* A judgement in the making: the verdict and the outcome of one case.
 *
 * The rules of each noun (rules/NOUN.c) are functions over a Judgement. They
 * refuse at most once (the first refusal stands), and add to the outcome
 * what follows from the act: states, duties opened and excused, and what
 * apply cannot know by itself. Not for reading facts: see rules/case.h.
 */
#ifndef RULES_JUDGEMENT_H
#define RULES_JUDGEMENT_H

#include "model/outcome.h"
#include "rules/case.h"
#include "rules/house.h"
#include "rules/verdict.h"

typedef struct Judgement {
    Op *op; /* its memory; rules do not fail */
    const Case *c;
    bool opening; /* nothing is filled in yet: rules leave out what fields decide */
    Verdict verdict;
    Outcome outcome;
} Judgement;

bool judged(const Judgement *j); /* refused, waiting or short of a reason */

/* The first of these stands; later ones are ignored. */
void refuse(Judgement *j, Source source, const char *remedy, const char *why, ...)
    PRINTF_LIKE(4, 5);
void wait_for(Judgement *j, Source source, const char *remedy, const char *why, ...)
    PRINTF_LIKE(4, 5);
/* Goes on when the envelope carries a reason; else asks for one. */
void need_reason(Judgement *j, Source source, const char *why, ...) PRINTF_LIKE(3, 4);

void rely_on(Judgement *j, Source source);
Source order_source(const char *ref);
Source setting_source(SettingKind setting);

/* ---- consequences ------------------------------------------------------ */
void to_state(Judgement *j, const char *state);
void move_state(Judgement *j, Subject subject, const char *from, const char *to);
void resolve(Judgement *j, const char *name, const char *value);

/* The day something is due and who says so: the charter's own bound on
 * VERB.within if it gives a number, else the office setting. Counted in
 * working days from the day of the act, which itself is not counted. Beyond
 * the published holidays there is no day: DAY_NONE. */
typedef struct Due {
    Day day;
    Source source;
} Due;
Due due_within(Judgement *j, const char *verb, SettingKind setting);
Due due_within_of(Judgement *j, const char *verb, SettingKind setting, Day from);
/* By a rule that is a bound: its number of days from that day. */
Due due_bound(Judgement *j, const Rule *rule, Day from);
Due due_on(Day day, Source source);
Due due_none(void);

/* Opens a duty if the charter or the house wants one of `owner`. */
void open_duty(Judgement *j, const char *owner, const char *verb, Subject subject, Due due,
               Source source);
void open_duty_from(Judgement *j, const char *owner, const char *verb, Subject subject,
                    Day from, Due due, Source source);
/* One duty for each post or unit that VERB.owed-by (else VERB.by) names; the
 * source is that rule. Where the charter does not speak of the act, the office
 * owes it by the office setting; SETTING_COUNT: then there is no duty. */
void open_duties_of(Judgement *j, const char *verb, Subject subject, Due due,
                    SettingKind fallback);
/* Excuses the open duties on a subject: of one verb, or all with NULL; of one
 * owner, or of all with NULL. Those that this act has ended already stay as
 * they are. */
void excuse_duties(Judgement *j, Subject subject, const char *verb, const char *owner);
/* The same, as done: several may owe what is done only once (a letter, a
 * team), or an act may do for its owner what another act was owed for. */
void finish_duties(Judgement *j, Subject subject, const char *verb, const char *owner);

/* ---- who --------------------------------------------------------------- */
/* The rule that says who may do a verb: VERB.by, else VERB.owed-by, else the
 * daily work; NULL when the charter says nothing at all. */
const Rule *rule_of_doer(const Case *c, const char *verb);
bool seat_is(const Case *c, const Seat *seat, const char *post);
bool actor_holds(const Case *c, const Actor *actor, const char *post);
/* The posts that hold the seats of an actor, in the order of the charter. */
TextList actor_posts(const Case *c, Arena *arena, const Actor *actor);
/* Those of them who owe what the actor owes: of ranked seats only the first. */
TextList actor_owners(const Case *c, Arena *arena, const Actor *actor);
/* Of ranked seats: those before this post who could act on the day. */
TextList ranked_before(const Case *c, Arena *arena, const Actor *actor, const char *post);
/* Where a post acts before its rank has come, it says why. */
void judge_rank(Judgement *j, const Rule *rule, const char *post);
/* “旗总工会主席、旗人民政府联系工会的副旗长” */
const char *posts_words(const Case *c, Arena *arena, const TextList *posts);
/* The post that does the daily work (daily-work.by); where that names no post,
 * a convener's. */
const char *office_post(const Case *c);

/* Consent by several: who of `verb`.by has not given it, after this act. The
 * mode of the rule (one, all …) is minded: an empty list means it is complete. */
typedef struct Consent {
    const Rule *rule;
    TextList missing;
} Consent;
Consent consent_after(Judgement *j, const char *verb, const TextList *given);

#endif
