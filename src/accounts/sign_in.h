/* A sign-in, in three steps, because hashing takes long and the database
 * belongs to the loop: read (any connection), hash (a worker thread, no
 * database), write (the owner's connection).
 *
 *     sign_in_read(op, reader, name, password, now, &attempt)
 *     sign_in_hash(worker_op, &attempt)          not on the loop
 *     sign_in_finish(op, db, random, &attempt, peer, now, today, &result)
 *
 * Whoever asks learns nothing but whether it worked: an unknown name, a wrong
 * password, a locked and a disabled account give the same sentence and take
 * the same time. The lock counts what was true when the attempt is written,
 * so that many at once are not more than one after another.
 *
 * After SIGN_IN_FAILURES_MAX failures in a row the account is locked for
 * SIGN_IN_LOCK_US. How often one address may try: accounts/throttle.h.
 */
#ifndef ACCOUNTS_SIGN_IN_H
#define ACCOUNTS_SIGN_IN_H

#include "accounts/session.h"

#define SIGN_IN_LOCK_US ((int64_t)15 * 60 * 1000000)
#define SIGN_IN_FORGET_US                                                                      \
    ((int64_t)24 * 3600 * 1000000) /* failures longer ago do not count                         \
                                    */
enum { SIGN_IN_FAILURES_MAX = 5 };

/* What stands on the page after any attempt that did not work. */
#define SIGN_IN_REFUSED                                                                        \
    "登录名或密码不对，或者这个账号现在不能登录。连续输错五次，要等十五分钟才能再试。"

typedef struct SignInAttempt {
    int64_t account; /* 0: there is no such name */
    const char *hash;
    const char *password;
    const char *wanted; /* code of the conference to act in, if held; NULL: any */
    bool same;
    const char *rehashed; /* NULL: need not be */
} SignInAttempt;

typedef struct SignInResult {
    bool done;
    const char *token;  /* for the cookie; when done */
    int64_t conference; /* of the only capacity held (there); 0: to be chosen, or none */
    const char *code;
    bool must_change;
} SignInResult;

/* Texts must live until sign_in_finish: copy them where the worker sees them. */
NODISCARD Status sign_in_read(Op *op, Db *db, const char *name, const char *password,
                              SignInAttempt *out);
NODISCARD Status sign_in_hash(Op *op, SignInAttempt *attempt);
/* The outcome alone, for others who ask for a password again: *right says
 * whether it was right and the account neither locked nor disabled; a wrong
 * one is counted. Within the caller's transaction. */
NODISCARD Status sign_in_judge(Op *op, Db *db, const SignInAttempt *attempt, Instant now,
                               bool *right);
NODISCARD Status sign_in_finish(Op *op, Db *db, Random *random, const SignInAttempt *attempt,
                                const char *peer, Instant now, Day today, SignInResult *out);

#endif
