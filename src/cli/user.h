/* What the commands about accounts share; inner header of user*.c. */
#ifndef CLI_USER_H
#define CLI_USER_H

#include "cli/command.h"
#include "cli/sheet.h"
#include "db/db.h"
#include "model/rows_gen.h"

/* The password of a new or changed account: drawn, or with --stdin the first
 * line of standard input, held to the policy. *hash is its Argon2id hash. */
NODISCARD Status user_password_take(Op *op, const Cli *cli, const char *name,
                                    const char *person_name, const char **password,
                                    const char **hash);

/* Somebody registered, by code (P3) or handle; NULL fails too. */
NODISCARD Status user_person_find(Op *op, Db *db, const char *typed, PersonRow *out);

/* Prints an account and, where it was drawn, the password: once. */
void user_tell(Op *op, Cli *cli, const char *told, const char *name, const PersonRow *person,
               const char *password);

#endif
