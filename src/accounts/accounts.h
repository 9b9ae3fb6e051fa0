/* Accounts: who may sign in to this deployment.
 *
 * For: a login name and the Argon2id hash of a password for a person of the
 * deployment (a PersonRow of the first ledger), made, listed, changed, barred.
 * Not for: what a person may do in a conference, which follows from the posts
 * held (accounts/capacity.h) and from the rules; not for acts, no ledger knows
 * of an account.
 *
 * Every function that writes does so in a transaction of its own, or, inside
 * one of the caller's, under a savepoint. `now` is always the machine's clock,
 * never a simulated one. Rows live in op->arena.
 *
 * Errors: INVALID with a sentence for a name that will not do or is given
 * already; NOT_FOUND for an absent account.
 */
#ifndef ACCOUNTS_ACCOUNTS_H
#define ACCOUNTS_ACCOUNTS_H

#include "base/digest.h"
#include "base/random.h"
#include "db/db.h"
#include "store/account_sql.h"

/* The ledger people belong to. */
#define ACCOUNTS_DEPLOYMENT ((int64_t)1)

enum {
    ACCOUNT_NAME_BYTES_MAX = 40, /* [a-z][a-z0-9-]* */
    ACCOUNTS_MAX = 100000,
};

/* A login name as it was typed: trimmed, in small letters; false: none. */
bool account_name_read(Arena *arena, const char *typed, const char **out);

typedef struct AccountNew {
    const char *name;
    int64_t person;   /* number in the deployment */
    const char *hash; /* of password_hash */
    bool admin;
    bool must_change; /* the password, before anything else */
} AccountNew;

/* The same name, person and hash a second time is the same account, so that
 * a request may be repeated. */
NODISCARD Status account_add(Op *op, Db *db, const AccountNew *account, Instant now,
                             int64_t *number);
NODISCARD Status account_find(Op *op, Db *db, const char *name, AccountRow *out);
NODISCARD Status account_get(Op *op, Db *db, int64_t number, AccountRow *out);
NODISCARD Status accounts_all(Op *op, Db *db, AccountListRowList *out);
/* Who holds a post of a conference that day: a row for each post. */
NODISCARD Status accounts_in_office(Op *op, Db *db, int64_t conference, Day today,
                                    InOfficeRowList *out);

/* Ends every session of the account but `keep` (NULL: all of them). Undoes a
 * lock. */
NODISCARD Status account_set_password(Op *op, Db *db, int64_t number, const char *hash,
                                      bool must_change, const Digest *keep, Instant now);
/* Disabling ends every session. Enabling undoes a lock. */
NODISCARD Status account_set_disabled(Op *op, Db *db, int64_t number, bool disabled);

#endif
