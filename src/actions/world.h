/* The world an act happens in: the database, the working days, the clock and
 * the source of randomness, given from outside so that scenarios and
 * simulations can set them. It belongs to who runs the acts (the owner
 * process, a command, a test) and outlives every operation on it.
 */
#ifndef ACTIONS_WORLD_H
#define ACTIONS_WORLD_H

#include "base/random.h"
#include "charter/ruleset.h"
#include "db/db.h"
#include "model/calendar.h"

/* The first ledger of a database is the deployment's own: it says whether the
 * database is simulated, and people belong to it. Conferences follow. */
#define DEPLOYMENT ((int64_t)1)

/* Charters compiled once and kept by digest; see charters.h. */
typedef struct CharterCache CharterCache;

typedef struct World {
    Db *db;
    const Calendar *calendar;
    Random *random;
    CharterCache *charters;
    Instant now; /* set before each act; the ledger never lets it go back */
} World;

#endif
