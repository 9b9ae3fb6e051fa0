#include "rules/house.h"

#include <string.h>

static const struct {
    const char *ref;
    const char *text;
} rules[HOUSE_RULE_COUNT] = {
    [HOUSE_DOER_NEVER_CLOSES] = { "H1",
                                  "承办单位不得给自己承办的议定事项销号，由有权销号而不承办的一"
                                  "方销号；"
                                  "有权销号的各方都承办的，凭联合督查组或者其他不承办的人的核实"
                                  "结论由全体召集人销号；召集人也都承办的，由不承办的参加方销号"
                                  "。" },
    [HOUSE_OFFICE_DOES_DAILY_WORK] = { "H2", "制度没有写明由谁办的日常事务，由联席会议办公室办"
                                             "；没有办公室的，由召集人办。" },
    [HOUSE_UNIT_SPEAKS_FOR_ITSELF] = { "H3",
                                       "单位的答复、接收、报送、申请，只能由该单位自己作出。" },
    [HOUSE_POST_IS_HELD] = { "H4", "以某职务办理的人，当日应当在任。" },
    [HOUSE_DAYS_IN_ORDER] = { "H5", "办理日不得晚于登记日，不得早于前一环节的办理日；补记的应当"
                                    "附原件扫描件。" },
    [HOUSE_SCAN_FOR_OTHERS] = { "H6", "代他人登记的，应当附其签字原件的扫描件。" },
    [HOUSE_NOTHING_RELIES_ON_IT] = { "H7", "已有后续办理依据的记录不得作废；建立、任免和设定类"
                                           "记录以新记录改变，不作废。" },
    [HOUSE_NAMES_EXIST] = { "H8",
                            "办理内容中提到的单位、职务、人员、条款和事项，应当已经登记。" },
    [HOUSE_ONCE] = { "H9", "同一事项同一人不重复办理。" },
    [HOUSE_EVERY_POINT_ANSWERED] = { "H10",
                                     "收到的意见逐条有处理结果；部分采纳和未采纳的写明理由。" },
    [HOUSE_FOUNDING] = { "H11", "建立联席会议和登记人员，由系统管理员办理；任职和免职，由系统管"
                                "理员或联席会议办公室办理。" },
    [HOUSE_NO_SECRETS] = { "H12", "国家秘密不得进入本系统。" },
    [HOUSE_DEADLINE_AHEAD] = { "H13", "期限不得早于办理日。" },
    [HOUSE_GIVER_MAY_REFUSE] = { "H14", "有权商定、审定的人，可以退回、不予同意，也可以在商定、"
                                        "审定完成前收回自己的同意；"
                                        "有权商定议题的人，可以同意议定事项延期。" },
    [HOUSE_SPEAKER_ATTENDS] = { "H15", "会上的通报、意见和要求，由参会的人提出，联席会议办公室"
                                       "可以代为记录。" },
};

Source house_source(HouseRule rule)
{
    return (Source){ .kind = SOURCE_HOUSE, .ref = rules[rule].ref };
}

const char *house_text(HouseRule rule)
{
    return rules[rule].text;
}

const char *house_text_of(const char *ref)
{
    for (size_t i = 0; i < HOUSE_RULE_COUNT; i++)
        if (strcmp(rules[i].ref, ref) == 0)
            return rules[i].text;
    return NULL;
}

void house_rules_markdown(Buf *out)
{
    buf_text(out, "# 通则（house rules）\n\n各项制度都没有规定、而系统处处遵守的规则。"
                  "每条结论引用其编号。\n\n| 编号 | 内容 |\n|---|---|\n");
    for (size_t i = 0; i < HOUSE_RULE_COUNT; i++)
        buf_printf(out, "| %s | %s |\n", rules[i].ref, rules[i].text);
}
