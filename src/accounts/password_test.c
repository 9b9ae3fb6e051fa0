#include "accounts/password.h"

#include <string.h>

#include "base/test.h"
#include "base/text.h"

static Status check(const char *password)
{
    op_clear(test_op());
    return password_check(test_op(), password, "wangruolan", "王若兰");
}

TEST(a_password_needs_ten_characters_of_five_kinds_and_no_more)
{
    CHECK_INT(check("k7mq2zpx9"), INVALID);
    CHECK_TEXT(op_told(test_op()), "密码至少要有 10 个字符。");
    CHECK_INT(check("k7mq2zpx9w"), OK);
    CHECK_INT(check("今天天气很好我们去开会"), OK);
    CHECK_INT(check("correct horse battery staple"), OK);
    CHECK_INT(check("abababababab"), INVALID);
    CHECK_INT(check("1234567890"), INVALID);
    CHECK_INT(check("9876543210"), INVALID);
    CHECK_INT(check("abcdefghijkl"), INVALID);
}

TEST(a_password_is_not_a_name_however_often_or_large)
{
    CHECK_INT(check("wangruolan"), INVALID);
    CHECK_TEXT(op_told(test_op()), "密码不能就是登录名或者姓名。");
    CHECK_INT(check("WangRuoLanWANGRUOLAN"), INVALID);
    CHECK_INT(check("王若兰王若兰王若兰王若兰"), INVALID);
    CHECK_INT(check("wangruolan-1949"), OK);
    op_clear(test_op());
    CHECK_INT(password_check(test_op(), "k7mq2zpx9w", NULL, NULL), OK);
}

TEST(a_password_has_a_largest_length_and_is_text)
{
    char most[PASSWORD_CHARACTERS_MAX + 2];
    for (size_t i = 0; i < sizeof most; i++)
        most[i] = (char)('a' + i % 17);
    most[PASSWORD_CHARACTERS_MAX] = '\0';
    CHECK_INT(check(most), OK);
    most[PASSWORD_CHARACTERS_MAX] = 'x';
    most[PASSWORD_CHARACTERS_MAX + 1] = '\0';
    CHECK_INT(check(most), INVALID);
    CHECK_INT(check("k7mq2zpx9w\xff\xfe"), INVALID);
    CHECK_INT(check("k7mq2\npx9wabc"), INVALID);
}

TEST(only_the_hashed_password_fits_its_hash)
{
    const char *hash, *again;
    bool same, stale;
    NEED_OK(password_hash(test_op(), "k7mq2zpx9w", &hash));
    NEED_OK(password_hash(test_op(), "k7mq2zpx9w", &again));
    CHECK(text_starts(hash, "$argon2id$v=19$m=32768,t=3,p=1$"));
    CHECK(!text_same(hash, again)); /* another salt */
    NEED_OK(password_verify(test_op(), hash, "k7mq2zpx9w", &same, &stale));
    CHECK(same && !stale);
    NEED_OK(password_verify(test_op(), hash, "k7mq2zpx9W", &same, &stale));
    CHECK(!same && !stale);
    NEED_OK(password_verify(test_op(), hash, "", &same, &stale));
    CHECK(!same);
    NEED_OK(password_verify(test_op(), NULL, "k7mq2zpx9w", &same, &stale));
    CHECK(!same && !stale);
}

TEST(a_hash_of_other_costs_is_stale_and_a_broken_one_is_told)
{
    bool same, stale;
    const char *old = "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2E$"
                      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    NEED_OK(password_verify(test_op(), old, "k7mq2zpx9w", &same, &stale));
    CHECK(!same && !stale);
    CHECK_INT(password_verify(test_op(), "k7mq2zpx9w", "k7mq2zpx9w", &same, &stale), BROKEN);
    CHECK(!same);
}

TEST(a_drawn_password_will_do_and_is_never_the_same)
{
    Random random = random_system();
    const char *one = password_draw(test_op()->arena, &random);
    const char *other = password_draw(test_op()->arena, &random);
    CHECK_INT(strlen(one), 19);
    CHECK(!text_same(one, other));
    CHECK_INT(check(one), OK);
    CHECK_INT(check(other), OK);
}
