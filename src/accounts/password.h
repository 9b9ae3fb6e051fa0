/* Passwords: which will do, and their Argon2id hashes (RFC 9106).
 *
 * For: the policy, and hashing without any database, so that it may run on a
 * worker thread: the only thing here that takes time (0.1 to 0.3 s) and memory
 * (PASSWORD_MEMORY_KIB, released at the end). Not for remembering: hashes live
 * in accounts.
 *
 * The policy follows OWASP ASVS 5.0 (6.2): a length, no rules of composition,
 * no cutting off; what can be guessed at once is refused. A password is text
 * in UTF-8; it is never written to a log, an argument or an address.
 */
#ifndef ACCOUNTS_PASSWORD_H
#define ACCOUNTS_PASSWORD_H

#include "base/op.h"
#include "base/random.h"

enum {
    PASSWORD_CHARACTERS_MIN = 10,
    PASSWORD_CHARACTERS_MAX = 128,
    PASSWORD_BYTES_MAX = 512,
    PASSWORD_DIFFERENT_MIN = 5,  /* different characters */
    PASSWORD_PASSES = 3,         /* Argon2id t */
    PASSWORD_MEMORY_KIB = 32768, /* Argon2id m; p is 1 */
};

/* INVALID with a sentence: too short, too long, not text, the login name,
 * a person's name, a run like 1234567890. Names may be NULL. */
NODISCARD Status password_check(Op *op, const char *password, const char *login_name,
                                const char *person_name);

/* "$argon2id$v=19$m=…"; UNAVAILABLE when there is no memory for it. */
NODISCARD Status password_hash(Op *op, const char *password, const char **out);

/* Whether the password is the hashed one. *stale: it is, and the hash was made
 * with other costs than today's. NULL for the hash takes the same time and is
 * never true. */
NODISCARD Status password_verify(Op *op, const char *hash, const char *password, bool *same,
                                 bool *stale);

/* A new password of four times four characters that are not taken for each
 * other: 79 bits. */
const char *password_draw(Arena *arena, Random *random);

#endif
