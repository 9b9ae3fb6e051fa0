/* A small deployment for the tests of this folder: two conferences (a, b),
 * three people, who holds which post. Only files named *_test.c include it. */
#ifndef ACCOUNTS_ACCOUNTS_TESTING_H
#define ACCOUNTS_ACCOUNTS_TESTING_H

#include "accounts/sign_in.h"
#include "db/db_testing.h"

/* Conferences 2 (a) and 3 (b); posts office and chair in each. Person 1 wang
 * holds office in a and chair in b; 2 zhao holds office in b from 2024-02-01 to
 * 2024-02-10; 3 li holds nothing. */
#define WANG ((int64_t)1)
#define ZHAO ((int64_t)2)
#define LI ((int64_t)3)
NODISCARD Status testing_deployment(Op *op, Db *db);

Day testing_day(void); /* 2024-02-05 */
Instant testing_now(void);
Instant testing_later(Instant now, int64_t seconds);

/* An account whose password is given, with little work for the hash. */
NODISCARD Status testing_account(Op *op, Db *db, const char *name, int64_t person,
                                 const char *password, bool admin, int64_t *number);

/* All three steps. */
NODISCARD Status testing_sign_in(Op *op, Db *db, const char *name, const char *password,
                                 Instant now, SignInResult *out);

#endif
