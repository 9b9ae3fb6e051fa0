/* Tells the projections again from the ledger.
 *
 * Two passes over the records of a conference: the first gathers what was
 * voided and corrected, the second applies every record with that in mind.
 * The same functions serve perform, so a rebuilt database equals a grown one.
 */
#ifndef ACTIONS_REPLAY_H
#define ACTIONS_REPLAY_H

#include "db/db.h"
#include "store/ledger.h"

/* Reads the records of `log` in `from` and applies them in `to`, whose
 * projections of it must be empty; in a transaction of `to`'s caller. */
NODISCARD Status replay_log(Op *op, Db *from, Db *to, int64_t log);

/* Empties and tells again the projections of one conference, in the
 * caller's transaction: after a record was voided or corrected. */
NODISCARD Status replay_conference(Op *op, Db *db, int64_t conference);

/* Holds every projection against a replay of all ledgers into a database of
 * its own in memory. Each difference is one line: table, key, column, what
 * stands and what the ledger says. */
typedef LIST(const char *) DifferenceList;
NODISCARD Status rebuild_check(Op *op, Db *db, DifferenceList *out);

/* Empties all projections and tells them again, in one transaction. */
NODISCARD Status rebuild(Op *op, Db *db);
NODISCARD Status rebuild_within(Op *op, Db *db); /* in the caller's */

#endif
