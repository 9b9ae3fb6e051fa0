/* How often one address may try to sign in.
 *
 * For: slowing down who guesses names and passwords over many accounts. Kept
 * in memory of fixed size by the one process that serves; a restart forgets.
 * Not for locking accounts: sign_in.h does.
 *
 * THROTTLE_FAILURES_MAX failures within THROTTLE_WINDOW_US bar an address
 * until the window has passed. The number is that of a whole office behind
 * one address. Where the table is full, the address that tried longest ago is
 * forgotten.
 */
#ifndef ACCOUNTS_THROTTLE_H
#define ACCOUNTS_THROTTLE_H

#include "base/arena.h"
#include "base/day.h"

#define THROTTLE_WINDOW_US ((int64_t)15 * 60 * 1000000)
enum { THROTTLE_FAILURES_MAX = 30, THROTTLE_PEERS_MAX = 1024 };

typedef struct Throttle Throttle;

Throttle *throttle_new(Arena *home);
/* Seconds until this address may try again; 0: now. */
int64_t throttle_wait_s(const Throttle *throttle, const char *peer, Instant now);
/* Before the password is looked at: an attempt counts as failed until
 * throttle_right says otherwise, so that many at once are counted. */
void throttle_count(Throttle *throttle, const char *peer, Instant now);
void throttle_right(Throttle *throttle, const char *peer);

#endif
