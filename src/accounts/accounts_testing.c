#include "accounts/accounts_testing.h"

#include <argon2.h>
#include <string.h>

#include "accounts/password.h"

Day testing_day(void)
{
    return day_of(2024, 2, 5);
}

Instant testing_now(void)
{
    return instant_at(day_of(2026, 3, 2), 9, 0);
}

Instant testing_later(Instant now, int64_t seconds)
{
    return (Instant){ now.us + seconds * 1000000 };
}

Status testing_deployment(Op *op, Db *db)
{
    const char *sql = arena_printf(
        op->arena,
        "INSERT INTO conference (conference, code, title, state, founded_on) VALUES"
        " (2, 'a', '甲', 'running', 19000), (3, 'b', '乙', 'running', 19000);"
        "INSERT INTO post (conference, post, post_class, title, body) VALUES"
        " (2, 'office', 'office', '办公室', ''), (2, 'chair', 'chair', '主席', ''),"
        " (3, 'office', 'office', '办公室', ''), (3, 'chair', 'chair', '主席', '');"
        "INSERT INTO person (conference, number, handle, name) VALUES"
        " (1, 1, 'wang', '王若兰'), (1, 2, 'zhao', '赵启明'), (1, 3, 'li', '李四');"
        "INSERT INTO tenure (conference, post, person, since, until) VALUES"
        " (2, 'office', 1, 19000, NULL), (3, 'chair', 1, 19000, NULL),"
        " (3, 'office', 2, %d, %d);",
        (int)day_of(2024, 2, 1).n, (int)day_of(2024, 2, 10).n);
    return db_script(op, db, sql);
}

/* The least work argon2 allows: what is tested is not how slow it is. */
static const char *quick_hash(Arena *arena, const char *password)
{
    char encoded[256];
    static const uint8_t salt[16] = "0123456789abcde";
    int code = argon2id_hash_encoded(1, 8, 1, password, strlen(password), salt, sizeof salt, 32,
                                     encoded, sizeof encoded);
    return code == ARGON2_OK ? arena_dup(arena, encoded) : "";
}

Status testing_account(Op *op, Db *db, const char *name, int64_t person, const char *password,
                       bool admin, int64_t *number)
{
    const AccountNew account = {
        .name = name, .person = person, .hash = quick_hash(op->arena, password), .admin = admin
    };
    return account_add(op, db, &account, testing_now(), number);
}

Status testing_sign_in(Op *op, Db *db, const char *name, const char *password, Instant now,
                       SignInResult *out)
{
    SignInAttempt attempt;
    Random random = random_system();
    TRY(sign_in_read(op, db, name, password, &attempt));
    TRY(sign_in_hash(op, &attempt));
    return sign_in_finish(op, db, &random, &attempt, "127.0.0.1", now, testing_day(), out);
}
