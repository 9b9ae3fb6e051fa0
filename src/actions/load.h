/* Loads the facts of a case: rows of the projections as they stand in the
 * transaction of the act. What an act names and is not registered is told
 * here, as INVALID with the field and its place.
 */
#ifndef ACTIONS_LOAD_H
#define ACTIONS_LOAD_H

#include "actions/world.h"
#include "rules/case.h"

/* Number of a conference by its code; NULL: the only one there is. */
NODISCARD Status load_conference_number(Op *op, Db *db, const char *code, int64_t *out);

/* Posts, units, tenures, settings, meetings, and the charter in force. */
NODISCARD Status load_institution(Op *op, World *world, int64_t conference, Case *c);

/* "office/wang", or "office" when one person fills it: c->actor. */
NODISCARD Status load_actor(Op *op, World *world, const char *actor, Case *c);

/* Everybody registered, for acts that name people. */
NODISCARD Status load_people(Op *op, World *world, Case *c);

/* For record.correct and record.void: the record they speak of. */
NODISCARD Status load_record(Op *op, World *world, int64_t conference, Case *c);

/* The subject, its state and its chain: all that can be known of it before an
 * act is filled in. Which act it is, is not asked. */
NODISCARD Status load_subject(Op *op, World *world, int64_t conference, Case *c);

/* The subject and everything the catalogue says the rule reads. */
NODISCARD Status load_facts(Op *op, World *world, int64_t conference, Case *c);

NODISCARD Status load_topic(Op *op, Db *db, int64_t conference, int64_t number, TopicCase *out);
NODISCARD Status load_consultation(Op *op, Db *db, int64_t conference, int64_t number,
                                   ConsultationCase *out);
NODISCARD Status load_decision(Op *op, Db *db, int64_t conference, int64_t number,
                               DecisionCase *out);
NODISCARD Status load_meeting(Op *op, Db *db, int64_t conference, int64_t number,
                              const MeetingRowList *meetings, MeetingCase *out);

/* Whether a subject whose code was allotted still stands: not after its
 * record was made void. Minutes stand where their meeting does. */
NODISCARD Status load_subject_stands(Op *op, Db *db, int64_t conference, Subject subject,
                                     bool *out);

/* Every unit, post, person and subject the act names is registered. */
NODISCARD Status check_names(Op *op, World *world, int64_t conference, const ActInput *input,
                             Case *c);
/* The same, said of every name that is not: added to the faults. */
NODISCARD Status check_names_all(Op *op, World *world, int64_t conference, const Case *c,
                                 ActFaultList *faults);

#endif
