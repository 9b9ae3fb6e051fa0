#include "accounts/password.h"

#include <argon2.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/text.h"

enum {
    SALT_BYTES = 16,
    HASH_BYTES = 32,
    ENCODED_BYTES_MAX = 256,
    DRAWN_CHARACTERS = 16,
};

/* ---- which will do --------------------------------------------------------- */

static size_t different_characters(const char *password)
{
    uint32_t seen[PASSWORD_CHARACTERS_MAX];
    size_t count = 0;
    uint32_t c;
    while ((c = text_next(&password)) != 0) {
        size_t i = 0;
        while (i < count && seen[i] != c)
            i++;
        if (i == count && count < PASSWORD_CHARACTERS_MAX)
            seen[count++] = c;
    }
    return count;
}

/* 1234567890, abcdefghijk, and the same backwards: each next character is the
 * neighbour of the one before; 0 follows 9. */
static bool is_run(const char *password)
{
    uint32_t before = text_next(&password), c;
    bool up = true, down = true;
    while ((c = text_next(&password)) != 0) {
        up = up && (c == before + 1 || (before == '9' && c == '0'));
        down = down && (c + 1 == before || (before == '0' && c == '9'));
        before = c;
    }
    return up || down;
}

static char letter_small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_but_case(const char *a, const char *b)
{
    while (*a != '\0' && letter_small(*a) == letter_small(*b)) {
        a++;
        b++;
    }
    return letter_small(*a) == letter_small(*b);
}

/* The name itself, or nothing but the name again and again. */
static bool is_name(Arena *arena, const char *password, const char *name)
{
    Buf again;
    if (text_empty(name))
        return false;
    buf_init(&again, arena);
    while (again.count < strlen(password))
        buf_text(&again, name);
    return same_but_case(buf_string(&again), password);
}

Status password_check(Op *op, const char *password, const char *login_name,
                      const char *person_name)
{
    size_t bytes = strlen(password);
    TextFault fault =
        bytes > PASSWORD_BYTES_MAX ? TEXT_FINE : text_check(password, bytes, false);
    if (fault != TEXT_FINE)
        return op_fail(op, INVALID, "密码%s。", text_fault_words(fault));
    if (bytes > PASSWORD_BYTES_MAX || text_characters(password) > PASSWORD_CHARACTERS_MAX)
        return op_fail(op, INVALID, "密码最长 %d 个字符。", PASSWORD_CHARACTERS_MAX);
    if (text_characters(password) < PASSWORD_CHARACTERS_MIN)
        return op_fail(op, INVALID, "密码至少要有 %d 个字符。", PASSWORD_CHARACTERS_MIN);
    if (is_name(op->arena, password, login_name) || is_name(op->arena, password, person_name))
        return op_fail(op, INVALID, "密码不能就是登录名或者姓名。");
    if (different_characters(password) < PASSWORD_DIFFERENT_MIN || is_run(password))
        return op_fail(op, INVALID,
                       "这个密码太容易猜到；至少要有 %d 种不同的字符，不要顺着排。",
                       PASSWORD_DIFFERENT_MIN);
    return OK;
}

/* ---- hashing --------------------------------------------------------------- */

Status password_hash(Op *op, const char *password, const char **out)
{
    uint8_t salt[SALT_BYTES];
    char encoded[ENCODED_BYTES_MAX];
    Random random = random_system();
    random_bytes(&random, salt, sizeof salt);
    int code = argon2id_hash_encoded(PASSWORD_PASSES, PASSWORD_MEMORY_KIB, 1, password,
                                     strlen(password), salt, sizeof salt, HASH_BYTES, encoded,
                                     sizeof encoded);
    if (code != ARGON2_OK)
        return op_broken(op, UNAVAILABLE, "argon2id: %s", argon2_error_message(code));
    *out = arena_dup(op->arena, encoded);
    return OK;
}

static const char *costs_text(Arena *arena)
{
    return arena_printf(arena, "$argon2id$v=%d$m=%d,t=%d,p=1$", ARGON2_VERSION_NUMBER,
                        PASSWORD_MEMORY_KIB, PASSWORD_PASSES);
}

/* For a name that does not exist: the same work with the same costs. */
static Status same_work(Op *op, const char *password)
{
    const char *ignored;
    return password_hash(op, password, &ignored);
}

Status password_verify(Op *op, const char *hash, const char *password, bool *same, bool *stale)
{
    *same = *stale = false;
    if (strlen(password) > PASSWORD_BYTES_MAX)
        password = "";
    if (hash == NULL)
        return same_work(op, password);
    int code = argon2id_verify(hash, password, strlen(password));
    if (code != ARGON2_OK && code != ARGON2_VERIFY_MISMATCH)
        return op_broken(op, code == ARGON2_MEMORY_ALLOCATION_ERROR ? UNAVAILABLE : BROKEN,
                         "argon2id: %s", argon2_error_message(code));
    *same = code == ARGON2_OK;
    *stale = *same && !text_starts(hash, costs_text(op->arena));
    return OK;
}

const char *password_draw(Arena *arena, Random *random)
{
    static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789"; /* 31, none alike */
    char drawn[DRAWN_CHARACTERS + 4];
    size_t count = 0;
    for (size_t i = 0; i < DRAWN_CHARACTERS; i++) {
        if (i > 0 && i % 4 == 0)
            drawn[count++] = '-';
        drawn[count++] = letters[random_below(random, sizeof letters - 1)];
    }
    drawn[count] = '\0';
    return arena_dup(arena, drawn);
}
