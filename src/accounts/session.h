/* Sessions: who is signed in, and in which capacity.
 *
 * For: from the token in a cookie to the account, the person and the capacity,
 * on every request (reads only); and making, changing and ending sessions. Not
 * for cookies and pages: src/web/access.h.
 *
 * A token is 32 random bytes in 64 hexadecimal digits; the database keeps only
 * its SHA-256 digest. A new token is made at every sign-in and at every change
 * of capacity. A session ends when it was idle for SESSION_IDLE_US, at the
 * latest after SESSION_LIFE_US, when it is signed out, when the password is
 * changed elsewhere and when the account is disabled. Where a tenure has ended
 * the capacity is gone at the next request, the session stays.
 *
 * A clock that was put back ends the sessions of the time that was undone.
 * `now` is the machine's clock, `today` the conference's day.
 */
#ifndef ACCOUNTS_SESSION_H
#define ACCOUNTS_SESSION_H

#include "accounts/accounts.h"
#include "accounts/capacity.h"
#include "base/digest.h"

#define SESSION_IDLE_US ((int64_t)8 * 3600 * 1000000)
#define SESSION_LIFE_US ((int64_t)7 * 24 * 3600 * 1000000)
#define SESSION_SEEN_US ((int64_t)5 * 60 * 1000000)  /* written no oftener than this */
#define SESSION_CLOCK_US ((int64_t)5 * 60 * 1000000) /* a clock may go back so far */

enum {
    SESSION_TOKEN_CHARACTERS = 64,
    SESSION_FORM_TOKEN_CHARACTERS = 64,
    SESSIONS_OF_ACCOUNT_MAX = 20, /* the oldest ends when one more is made */
    SESSION_PEER_BYTES_MAX = 64,
};

typedef struct Session {
    bool there; /* false: nobody is signed in; everything else is empty */
    Digest digest;
    int64_t account;
    const char *name; /* login name */
    int64_t person;
    const char *person_name; /* "" when erased */
    bool admin;
    bool must_change;   /* the password, before anything else */
    int64_t conference; /* 0: no capacity */
    const char *code;   /* of the conference; "" */
    const char *post;   /* "" : no capacity */
    bool lost;          /* a capacity was chosen and is not held any more */
    bool seen_due;      /* session_seen is due */
    const char *form_token;
    Instant made_at, seen_at, expires_at;
} Session;

/* Reads only. A token of a wrong shape, of no session or of an ended one gives
 * out->there false; that is no error. */
NODISCARD Status session_find(Op *op, Db *db, const char *token, Instant now, Day today,
                              Session *out);

/* Compared in constant time; NULL is never right. */
bool session_form_token_right(const Session *session, const char *given);

typedef struct SessionNew {
    int64_t account;
    int64_t conference; /* 0: none chosen */
    const char *post;   /* "" */
    const char *peer;
    Instant expires_at; /* INSTANT_NONE: SESSION_LIFE_US from now */
} SessionNew;
/* *token is what the cookie carries. Reaps what has ended. */
NODISCARD Status session_make(Op *op, Db *db, Random *random, const SessionNew *session,
                              Instant now, const char **token);

/* Remembers that it was used. */
NODISCARD Status session_seen(Op *op, Db *db, const Session *session, Instant now);

/* Another capacity: a new token, the old one ends; the day it ends at the
 * latest stays. DENIED when the capacity is not held. */
NODISCARD Status session_choose(Op *op, Db *db, Random *random, const Session *session,
                                int64_t conference, const char *post, Instant now, Day today,
                                const char **token);

NODISCARD Status session_end(Op *op, Db *db, const Session *session);
/* One of the same account, by its digest in hexadecimal. */
NODISCARD Status session_end_one(Op *op, Db *db, const Session *session, const char *digest);
NODISCARD Status session_end_everywhere(Op *op, Db *db, const Session *session);

/* Those that have not ended, oldest first. */
NODISCARD Status sessions_of(Op *op, Db *db, int64_t account, Instant now,
                             SessionListRowList *out);

#endif
