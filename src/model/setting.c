#include "model/setting.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/near.h"

#define SUGGESTED "建议值，制度没有规定，可由办公室调整。"
#define WORKING(k, key_text, label_text, value, most, about)                                   \
    [k] = { k, key_text, label_text, SETTING_WORKING_DAYS, value, 1, most, about SUGGESTED }

static const SettingSpec specs[SETTING_COUNT] = {
    WORKING(SETTING_REPLY_DAYS, "reply-days", "征求意见答复期限", 10, 60,
            "被征求意见的单位自收到次日起算的答复时间。"),
    WORKING(SETTING_NOTICE_DAYS, "notice-days", "会议通知提前时间", 3, 60,
            "会议通知至少在开会前多少个工作日印发。"),
    WORKING(SETTING_RESPOND_DAYS, "respond-days", "参会回执提前时间", 1, 30,
            "参会回执在开会前多少个工作日交齐。"),
    WORKING(SETTING_CONSENT_DAYS, "consent-days", "商定答复时间", 10, 60,
            "议题报请商定或提请召开会议后，各方表态的时间。"),
    WORKING(SETTING_DRAFT_DAYS, "draft-days", "议题草案形成时间", 15, 120,
            "议题商定后形成议题草案的时间。"),
    WORKING(SETTING_SETTLE_DAYS, "settle-days", "意见处理时间", 5, 60,
            "答复期满后逐条处理意见的时间。"),
    WORKING(SETTING_MINUTES_DAYS, "minutes-days", "纪要起草时间", 3, 30,
            "散会后起草会议纪要的时间。"),
    WORKING(SETTING_APPROVE_DAYS, "approve-days", "纪要审定时间", 5, 30,
            "纪要起草后各审定人审定的时间。"),
    WORKING(SETTING_ISSUE_DAYS, "issue-days", "纪要印发时间", 3, 30, "纪要审定后印发的时间。"),
    WORKING(SETTING_RECEIVE_DAYS, "receive-days", "纪要签收时间", 3, 30,
            "纪要印发后签收的时间。"),
    WORKING(SETTING_ASSIGN_DAYS, "assign-days", "交办时间", 3, 30,
            "纪要印发后交办议定事项的时间。"),
    WORKING(SETTING_ACCEPT_DAYS, "accept-days", "接收时间", 3, 30,
            "交办后牵头单位接收的时间。"),
    [SETTING_REPORT_EVERY_DAYS] = { SETTING_REPORT_EVERY_DAYS, "report-every-days",
                                    "进展报送间隔", SETTING_CALENDAR_DAYS, 60, 1, 366,
                                    "在办的议定事项每隔多少日报送一次进展。" SUGGESTED },
    WORKING(SETTING_CHASE_DAYS, "chase-days", "逾期催办时间", 5, 60,
            "完成时限过后多少个工作日内催办。"),
    WORKING(SETTING_CHASE_REPLY_DAYS, "chase-reply-days", "催办答复时间", 5, 60,
            "被催办的单位答复的时间。"),
    WORKING(SETTING_CLOSE_DAYS, "close-days", "销号审核时间", 10, 60,
            "申请销号后予以销号或者退回的时间。"),
    [SETTING_EXTENSION_MAX] = { SETTING_EXTENSION_MAX, "extension-max", "延期次数上限",
                                SETTING_TIMES, 2, 0, 20,
                                "一个议定事项最多延期几次。" SUGGESTED },
    WORKING(SETTING_NEAR_DAYS, "near-days", "临期提示时间", 5, 60,
            "离时限多少个工作日起显示为临期。"),
    WORKING(SETTING_NEWS_DAYS, "news-days", "宣传报道时间", 5, 60, "散会后拟写新闻稿的时间。"),
};

const SettingSpec *setting_spec(SettingKind kind)
{
    if (kind >= SETTING_COUNT)
        abort(); /* kinds come from setting_find or the enum, never from input */
    return &specs[kind];
}

const SettingSpec *setting_find(const char *key)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (strcmp(specs[i].key, key) == 0)
            return &specs[i];
    return NULL;
}

const char *setting_unit_word(SettingUnit unit)
{
    switch (unit) {
    case SETTING_WORKING_DAYS:
        return "个工作日";
    case SETTING_CALENDAR_DAYS:
        return "日";
    case SETTING_TIMES:
        return "次";
    case SETTING_TEXT:
        return "";
    }
    return "";
}

Settings settings_suggested(void)
{
    Settings settings;
    for (size_t i = 0; i < SETTING_COUNT; i++)
        settings.values[i] =
            (SettingValue){ .number = specs[i].suggested,
                            .text = specs[i].unit == SETTING_TEXT ? "" : NULL };
    return settings;
}

static Status text_set(Op *op, const SettingSpec *spec, const char *value, SettingValue *out)
{
    TextFault fault = text_check(value, strlen(value), false);
    if (fault != TEXT_FINE)
        return op_fail(op, INVALID, "设定“%s”（%s）%s", spec->label, spec->key,
                       text_fault_words(fault));
    if (text_characters(value) > (size_t)spec->max)
        return op_fail(op, INVALID, "设定“%s”（%s）最多%lld个字", spec->label, spec->key,
                       (long long)spec->max);
    *out = (SettingValue){ .text = text_trim(op->arena, value), .changed = true };
    return OK;
}

/* Says which one was meant, or which there are. */
static Status key_unknown(Op *op, const char *key)
{
    Near near = near_to(key);
    TextList keys = { 0 };
    if (strlen(key) > 40 || text_check(key, strlen(key), false) != TEXT_FINE)
        key = "……";
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        near_try(&near, specs[i].key);
        *LIST_ADD(op->arena, &keys) = specs[i].key;
    }
    if (near.name != NULL)
        return op_fail(op, NOT_FOUND, "没有设定“%s”，是不是“%s”（%s）？", key, near.name,
                       setting_find(near.name)->label);
    return op_fail(op, NOT_FOUND, "没有设定“%s”，可用的有：%s", key,
                   text_join(op->arena, &keys, "、"));
}

Status settings_set(Op *op, Settings *settings, const char *key, const char *value)
{
    const SettingSpec *spec = setting_find(key);
    int64_t number;
    if (spec == NULL)
        return key_unknown(op, key);
    SettingValue *slot = &settings->values[spec->kind];
    if (spec->unit == SETTING_TEXT)
        return text_set(op, spec, value, slot);
    bool clean = text_check(value, strlen(value), false) == TEXT_FINE;
    if (!clean || !text_int(text_trim(op->arena, value), &number) || number < spec->min ||
        number > spec->max)
        return op_fail(op, INVALID, "设定“%s”（%s）应为%lld到%lld之间的整数（单位：%s）",
                       spec->label, spec->key, (long long)spec->min, (long long)spec->max,
                       setting_unit_word(spec->unit));
    *slot = (SettingValue){ .number = number, .changed = true };
    return OK;
}

int64_t settings_number(const Settings *settings, SettingKind kind)
{
    return settings->values[setting_spec(kind)->kind].number;
}

char *settings_words(Arena *arena, const Settings *settings, SettingKind kind)
{
    const SettingSpec *spec = setting_spec(kind);
    const SettingValue *value = &settings->values[kind];
    if (spec->unit == SETTING_TEXT)
        return arena_dup(arena, value->text);
    return arena_printf(arena, "%lld%s", (long long)value->number,
                        setting_unit_word(spec->unit));
}

static int by_key(const void *a, const void *b)
{
    return strcmp(specs[*(const size_t *)a].key, specs[*(const size_t *)b].key);
}

Digest settings_digest(const Settings *settings)
{
    ARENA_SCOPE(scratch);
    Buf text;
    size_t order[SETTING_COUNT];
    buf_init(&text, scratch);
    for (size_t i = 0; i < SETTING_COUNT; i++)
        order[i] = i;
    qsort(order, SETTING_COUNT, sizeof *order, by_key);
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const SettingSpec *spec = &specs[order[i]];
        const SettingValue *value = &settings->values[order[i]];
        if (spec->unit == SETTING_TEXT)
            buf_printf(&text, "%s=%s\n", spec->key, value->text);
        else
            buf_printf(&text, "%s=%lld\n", spec->key, (long long)value->number);
    }
    return digest_one(DIGEST_SM3, buf_bytes(&text));
}
