/* Questions about what stands: states of subjects, duties, the database
 * itself. Reads projections only; changes nothing. Used by the command line
 * and by scenarios. */
#ifndef ACTIONS_INQUIRY_H
#define ACTIONS_INQUIRY_H

#include "db/db.h"
#include "model/rows_gen.h"
#include "model/spec.h"

/* The state of a subject; NOT_FOUND when there is no such subject. Research
 * and people have one state only. */
NODISCARD Status inquire_state(Op *op, Db *db, int64_t conference, Subject subject,
                               const char **out);

/* How a duty stands on a day. A day that was not published gives no lateness. */
typedef enum DutyStanding {
    DUTY_OPEN,
    DUTY_MISSING, /* open beyond its day */
    DUTY_DONE_IN_TIME,
    DUTY_DONE_LATE,
    DUTY_WAS_EXCUSED,
} DutyStanding;
DutyStanding duty_standing(const DutyRow *duty, Day today);
const char *duty_standing_name(DutyStanding standing); /* open, missing, done, late, excused */
const char *duty_standing_word(DutyStanding standing); /* 未到期, 逾期 … */

/* Duties of an owner, or of everybody with NULL; of a verb and subject, or
 * of all with NULL and NOUN_NONE; ended ones too when asked for. */
typedef struct DutyQuestion {
    const char *owner;
    const char *verb;
    Subject subject;
    bool ended_too;
} DutyQuestion;
NODISCARD Status inquire_duties(Op *op, Db *db, int64_t conference,
                                const DutyQuestion *question, DutyRowList *out);

/* Whether the database's first record says that it is simulated. False for
 * a database without a first record. */
NODISCARD Status database_simulated(Op *op, Db *db, bool *out);
/* Whether deployment.open has been recorded. */
NODISCARD Status database_opened(Op *op, Db *db, bool *out);

#endif
