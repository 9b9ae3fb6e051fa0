#include <string.h>

#include "base/test.h"
#include "model/act.h"

static ActFaultList check(const char *verb, const char *const *pairs, size_t count, void **data)
{
    Arena *arena = test_op()->arena;
    ActText *texts = ARENA_ARRAY(arena, ActText, count + 1);
    ActFaultList faults;
    Envelope envelope;
    for (size_t i = 0; i < count; i++) {
        const char *equals = strchr(pairs[i], '=');
        texts[i] = (ActText){ arena_dup_n(arena, pairs[i], (size_t)(equals - pairs[i])),
                              equals + 1, "play:3" };
    }
    ActInput input = { texts, count, "play:2", NULL };
    CHECK_INT(act_check(test_op(), act_find(verb), &input, data, &envelope, &faults), OK);
    return faults;
}

#define CHECKED(verb, data, ...)                                                               \
    check((verb), (const char *const[]){ __VA_ARGS__ },                                        \
          sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *), (data))

static void says(const ActFaultList *faults, size_t n, const char *key, const char *text)
{
    if (!CHECK(n < faults->count))
        return;
    CHECK_TEXT(faults->items[n].key, key);
    CHECK_TEXT(faults->items[n].text, text);
}

TEST(every_fault_of_a_form_is_said_with_its_key_and_without_places)
{
    void *data;
    ActFaultList faults =
        CHECKED("meeting.resolve", &data, "text=按月发放", "lead=Bad Unit", "due=6月14日",
                "supporting.1=hrss", "supporting.2=hrss", "colour=red");
    says(&faults, 0, "lead",
         "“牵头单位”应为代号（小写字母开头，只用小写字母、数字和连字符，最多40个），"
         "现为“Bad Unit”。");
    says(&faults, 1, "due", "“完成时限”应为日期，如 2024-06-14，现为“6月14日”。");
    says(&faults, 2, "supporting.2", "“配合单位”里“hrss”写了两次。");
    CHECK_TEXT(faults.items[3].key, "colour");
    CHECK_INT(faults.count, 4);
}

TEST(what_is_missing_is_said_for_every_field_and_every_row)
{
    void *data;
    ActFaultList faults = CHECKED("topic.propose", &data, "title=  ", "measures.1.unit=hrss",
                                  "measures.2.text=检查");
    says(&faults, 0, "title", "“议题名称”必填，还没有填写。");
    says(&faults, 1, "measures.1.text", "“措施内容”必填，还没有填写。");
    CHECK_INT(faults.count, 2);
    const TopicPropose *propose = data;
    CHECK_INT(propose->measures.count, 2);
    CHECK_TEXT(propose->measures.items[0].unit, "hrss");
}

TEST(a_field_that_is_wrong_is_not_also_called_missing)
{
    void *data;
    char title[400] = "title=";
    for (size_t i = 0; i < 101; i++)
        memcpy(title + 6 + 3 * i, "议", 4);
    ActFaultList faults =
        CHECKED("topic.propose", &data, title, "measures.1.text=首尾有|\x01", "units.1=一局");
    says(&faults, 0, "title", "“议题名称”最多100个字，现有101个字。");
    CHECK_TEXT(faults.items[1].key, "measures.1.text");
    CHECK_TEXT(faults.items[2].key, "units.1");
    CHECK_INT(faults.count, 3);
}

TEST(a_gap_in_a_list_is_said_once)
{
    void *data;
    ActFaultList faults = CHECKED("consultation.send", &data, "units.1=hrss", "units.3=tax",
                                  "reply-by=2024-06-14", "form=written", "text=请提出意见");
    says(&faults, 0, "units.2", "“征求意见单位”缺第2项，各项从 1 起连续编号。");
    CHECK_INT(faults.count, 1);
}

TEST(what_act_parse_accepts_has_no_fault)
{
    void *data;
    ActFaultList faults =
        CHECKED("topic.propose", &data, "title= 高温津贴发放 ", "measures.1=每月发放 | hrss",
                "units=hrss、tax", "done-on=2024-03-01", "reason=补录");
    CHECK_INT(faults.count, 0);
    CHECK_TEXT(((const TopicPropose *)data)->title, "高温津贴发放");
    CHECK_INT(((const TopicPropose *)data)->units.count, 2);
}
