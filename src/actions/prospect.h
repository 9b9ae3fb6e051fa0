/* What can be done next: every act about a subject, judged before anybody has
 * filled in a field, and whose turn it is.
 *
 * For pages: which buttons there are, and why another one is not there. A
 * verdict here is about the stage, the state, the post, the day, the gates of
 * the charter and what the noun's rule knows without fields; what is filled in
 * is judged again when the act is performed (perform.h). An act refused here
 * is refused there too, whatever is filled in; one allowed here may still be
 * refused for what was filled in.
 *
 * Everything is read in the caller's transaction, once for all acts, and
 * lives in the arena of the operation; nothing is written.
 */
#ifndef ACTIONS_PROSPECT_H
#define ACTIONS_PROSPECT_H

#include "actions/inquiry.h"
#include "actions/telling.h"
#include "actions/world.h"
#include "rules/case.h"
#include "rules/verdict.h"

typedef enum ProspectSight {
    SIGHT_NOW,   /* 现在可办: allowed, or once a reason is given */
    SIGHT_LATER, /* 现在不能办: waiting, or refused and not for ever */
    SIGHT_PAST,  /* the state it needs cannot come again, or its stage does not exist */
} ProspectSight;

typedef struct Prospect {
    const ActSpec *spec;
    Verdict verdict;
    const char *source; /* of the verdict, in words (tell_source) */
    ProspectSight sight;
    bool others; /* refused only because this post does not do it: others may,
                    and it can be entered on their behalf (代办) */
    bool owed;   /* this post, or the unit it speaks for, owes it now */
} Prospect;
typedef LIST(Prospect) ProspectList;

/* Whose turn it is. */
typedef struct Turn {
    const ActSpec *spec;
    Subject subject;   /* whose duty this is: may be on the chain (C1 of T1) */
    const char *owner; /* a post or unit; "" when only words say who */
    const char *words; /* 旗人社局；旗总工会主席、旗人民政府联系工会的副旗长 */
    Day due;           /* DAY_NONE: no day is set */
    Day from;          /* DAY_NONE, or when it begins to be owed */
    const char *source; /* of the duty, in words; "" when none says so */
    const char *due_source;
    bool mine; /* the viewer's own */
    DutyStanding standing;
} Turn;
typedef LIST(Turn) TurnList;

typedef struct Prospects {
    Subject subject;
    const char *state;      /* "submitted"; "" when it has none */
    const char *state_word; /* 已报请商定 */
    ProspectList acts;      /* in the order of the catalogue */
    TurnList turns;         /* open duties, nearest day first; where there are none, who
                               does the next act in the normal course; empty: ended */
} Prospects;

/* Of a subject: the acts on it. Of the conference: the acts on the conference
 * itself and those that begin something, narrowed to the noun they make when
 * `makes` is not NOUN_NONE (for lists: NOUN_TOPIC). `post` is the viewer's;
 * NULL: nobody's, and then every act is refused as other people's.
 * NOT_FOUND, with a sentence: there is no such subject. */
NODISCARD Status prospects_load(Op *op, World *reader, int64_t conference, const Capacity *post,
                                Subject subject, Noun makes, Prospects *out);

/* The facts of a subject as a post sees them, and one act judged by them: for
 * who needs both (forms). c->act is left alone. NOT_FOUND as above. */
NODISCARD Status prospect_facts(Op *op, World *reader, int64_t conference, const Capacity *post,
                                Subject subject, Case *out);
void prospect_judge(Op *op, const Case *c, const ActSpec *spec, Prospect *out);

/* One act alone. */
NODISCARD Status prospect_load(Op *op, World *reader, int64_t conference, const Capacity *post,
                               Subject subject, const ActSpec *spec, Prospect *out);

/* NULL: the act is not among them. */
const Prospect *prospect_of(const Prospects *prospects, ActKind kind);

/* ---- before performing --------------------------------------------------- */

/* Everything wrong with what was filled in, field by field: act_check of the
 * model, and every unit, post, person, clause and subject that is named and is
 * not registered. Empty: perform will understand it. */
NODISCARD Status prospect_check(Op *op, World *reader, int64_t conference, const ActSpec *spec,
                                const ActInput *input, ActFaultList *out);

#endif
