/* Changes of accounts as requests to the process that owns the database, and
 * what that process does with them. Passwords do not travel: their hashes do.
 * Each may be handed over more than once.
 */
#ifndef CLI_USER_REQUEST_H
#define CLI_USER_REQUEST_H

#include "accounts/accounts.h"
#include "actions/service.h"

#define USER_REQUEST_ADDED_MAX 1000u /* accounts made by one request */

/* Lets a service do these requests. */
void user_requests_take(Service *service);

/* All of them or none. */
NODISCARD Status user_add_request(Op *op, const AccountNew *accounts, size_t count, Bytes *out);
NODISCARD Status user_password_request(Op *op, const char *name, const char *hash,
                                       bool must_change, Bytes *out);
NODISCARD Status user_disable_request(Op *op, const char *name, bool disabled, Bytes *out);

#endif
