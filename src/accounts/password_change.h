/* A password changed by who is signed in, in three steps like a sign-in:
 * read and check, hash (a worker thread, no database), write.
 *
 * The old password is asked for again, so that somebody at a screen left open
 * can't take the account; wrong ones count towards the lock of sign_in.h. The
 * other sessions of the account end, the asking one stays.
 */
#ifndef ACCOUNTS_PASSWORD_CHANGE_H
#define ACCOUNTS_PASSWORD_CHANGE_H

#include "accounts/sign_in.h"

#define PASSWORD_CHANGE_REFUSED "原密码不对，密码没有改。连续输错五次，要等十五分钟才能再试。"

typedef struct PasswordChange {
    SignInAttempt old;
    const char *password; /* the new one */
    const char *hash;     /* NULL: the old one was wrong */
} PasswordChange;

/* INVALID with a sentence when the new password will not do. Texts must live
 * until password_change_finish. */
NODISCARD Status password_change_read(Op *op, Db *db, const Session *session,
                                      const char *old_password, const char *password,
                                      PasswordChange *out);
NODISCARD Status password_change_hash(Op *op, PasswordChange *change);
/* *done false: the old password was wrong, or the account is locked. */
NODISCARD Status password_change_finish(Op *op, Db *db, const PasswordChange *change,
                                        const Session *session, Instant now, bool *done);

#endif
