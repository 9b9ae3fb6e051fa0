/* What time it is in a database.
 *
 * A database in real use has the machine's time. A simulated one has a clock
 * of its own: it is set where its scenarios end, and runs on from there. The
 * ledger keeps time from going back; this is only what the clock says.
 */
#ifndef ACTIONS_CLOCK_H
#define ACTIONS_CLOCK_H

#include "db/db.h"

Instant clock_machine(void);

/* How far the database's time is from the machine's; 0 in real use. */
NODISCARD Status clock_offset(Op *op, Db *db, int64_t *out_us);
NODISCARD Status clock_now(Op *op, Db *db, Instant *out);

/* In the caller's transaction: it is `now` in this database at this moment.
 * INVALID: the database is in real use. */
NODISCARD Status clock_set(Op *op, Db *db, Instant now);
/* Starts the clock of a database in which scenarios were played, in a
 * transaction of its own: at their last act, or at `earliest` when that is
 * later. Nothing happens in a database in real use. */
NODISCARD Status clock_begin(Op *op, Db *db, Instant earliest);

#endif
