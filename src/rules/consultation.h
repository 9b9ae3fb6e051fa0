/* What the two halves of the consultation rules share: sending (consultation.c)
 * and answering (consultation_reply.c). A consulted unit is waiting, has
 * replied, or has handed the letter back; silence is none of these.
 */
#ifndef RULES_CONSULTATION_H
#define RULES_CONSULTATION_H

#include "rules/judgement.h"

#define UNIT_WAITING "waiting"
#define UNIT_REPLIED "replied"
#define UNIT_HANDED_BACK "handed-back"

const ConsultationUnitRow *consulted_unit(const ConsultationCase *consultation,
                                          const char *unit);
/* The units that have not answered yet. */
TextList units_waiting(const ConsultationCase *consultation, Arena *arena);
/* The office settles the opinions: due some days after `from`. */
void settling_owed(Judgement *j, Subject consultation, Day from);

#endif
