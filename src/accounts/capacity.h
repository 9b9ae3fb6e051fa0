/* Capacities: the posts a person holds today, in every conference.
 *
 * For: what somebody who signed in may act as. A capacity is a post and the
 * conference it belongs to; it is held while a tenure covers the day. An
 * administrator has the capacity `admin` in every conference and in the
 * deployment itself. Not for judging acts: the rules do that again.
 *
 * `today` is the conference's day: in a demonstration the simulated one.
 */
#ifndef ACCOUNTS_CAPACITY_H
#define ACCOUNTS_CAPACITY_H

#include "accounts/accounts.h"

#define CAPACITY_ADMIN "admin"

enum { CAPACITIES_MAX = 200 }; /* listed; more are reached by their address */

/* By conference, then post; those of an administrator last. */
NODISCARD Status capacities_of(Op *op, Db *db, int64_t person, bool admin, Day today,
                               CapacityRowList *out);

/* Whether it is held today. */
NODISCARD Status capacity_held(Op *op, Db *db, int64_t person, bool admin, int64_t conference,
                               const char *post, Day today, bool *held);

#endif
