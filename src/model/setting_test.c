#include "model/setting.h"

#include <string.h>

#include "base/test.h"
#include "base/text.h"

TEST(every_setting_says_that_it_is_a_suggestion)
{
    for (SettingKind kind = 0; kind < SETTING_COUNT; kind++) {
        const SettingSpec *spec = setting_spec(kind);
        CHECK_INT(spec->kind, kind);
        CHECK(text_is_id(spec->key));
        CHECK(setting_find(spec->key) == spec);
        CHECK(strstr(spec->help, "建议值") != NULL);
        CHECK(spec->min <= spec->suggested && spec->suggested <= spec->max);
    }
    CHECK(setting_find("reply") == NULL);
}

TEST(a_setting_is_changed_within_its_limits_and_nothing_else_is)
{
    Settings settings = settings_suggested();
    CHECK_INT(settings_number(&settings, SETTING_REPLY_DAYS), 10);
    CHECK_TEXT(settings_words(test_op()->arena, &settings, SETTING_REPLY_DAYS), "10个工作日");
    NEED_OK(settings_set(test_op(), &settings, "reply-days", " 15 "));
    CHECK_INT(settings_number(&settings, SETTING_REPLY_DAYS), 15);
    CHECK(settings.values[SETTING_REPLY_DAYS].changed);
    CHECK(!settings.values[SETTING_NEAR_DAYS].changed);
    static const char *const wrong[] = { "0", "61", "-1", "五", "5天", "", "1e1", "\xff" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        CHECK_INT(settings_set(test_op(), &settings, "reply-days", wrong[i]), INVALID);
        CHECK_TEXT(op_told(test_op()),
                   "设定“征求意见答复期限”（reply-days）应为1到60之间的整数（单位：个工作日）");
    }
    CHECK_INT(settings_set(test_op(), &settings, "replydays", "5"), NOT_FOUND);
    CHECK_TEXT(op_told(test_op()),
               "没有设定“replydays”，是不是“reply-days”（征求意见答复期限）？");
    CHECK_INT(settings_set(test_op(), &settings, "\xff", "5"), NOT_FOUND);
    CHECK(text_starts(op_told(test_op()), "没有设定“……”，可用的有：reply-days、"));
    CHECK_INT(settings_number(&settings, SETTING_REPLY_DAYS), 15);
    CHECK_TEXT(settings_words(test_op()->arena, &settings, SETTING_REPORT_EVERY_DAYS), "60日");
    CHECK_TEXT(settings_words(test_op()->arena, &settings, SETTING_EXTENSION_MAX), "2次");
}

TEST(the_digest_of_settings_follows_their_values_only)
{
    Settings a = settings_suggested(), b = settings_suggested();
    NEED_OK(settings_set(test_op(), &b, "reply-days", "10"));
    Digest first = settings_digest(&a), same = settings_digest(&b);
    CHECK(memcmp(first.bytes, same.bytes, 32) == 0);
    NEED_OK(settings_set(test_op(), &b, "reply-days", "11"));
    Digest other = settings_digest(&b);
    CHECK(memcmp(first.bytes, other.bytes, 32) != 0);
}
