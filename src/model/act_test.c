#include "model/act.h"

#include <stdio.h>
#include <string.h>

#include "base/test.h"

static bool file_find(void *context, const char *name, ActFile *out)
{
    (void)context;
    if (strcmp(name, "复函.pdf") != 0)
        return false;
    *out = (ActFile){ .name = "复函.pdf", .size = 2048 };
    return true;
}

static const ActFiles files = { NULL, file_find };

/* Pairs "key=value", each at "play:LINE" from line 3. */
static Status parse(const char *verb, const char *const *pairs, size_t count, void **data,
                    Envelope *envelope)
{
    Arena *arena = test_op()->arena;
    ActText *texts = ARENA_ARRAY(arena, ActText, count + 1);
    for (size_t i = 0; i < count; i++) {
        const char *equals = strchr(pairs[i], '=');
        texts[i] = (ActText){ arena_dup_n(arena, pairs[i], (size_t)(equals - pairs[i])),
                              equals + 1, arena_printf(arena, "play:%zu", i + 3) };
    }
    op_clear(test_op());
    ActInput input = { texts, count, "play:2", &files };
    return act_parse(test_op(), act_find(verb), &input, data, envelope);
}

#define PARSE(verb, data, envelope, ...)                                                       \
    parse((verb), (const char *const[]){ __VA_ARGS__ },                                        \
          sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *), (data), (envelope))

static void refused(const char *told, const char *verb, const char *const *pairs, size_t count,
                    const char *file, int line)
{
    void *data;
    Envelope envelope;
    Status status = parse(verb, pairs, count, &data, &envelope);
    test_check_int(status, INVALID, file, line, "act_parse");
    test_check_text(status == OK ? "" : op_told(test_op()), told, file, line, verb);
}

#define REFUSED(told, verb, ...)                                                               \
    refused((told), (verb), (const char *const[]){ __VA_ARGS__ },                              \
            sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *), __FILE__, __LINE__)

TEST(an_act_is_read_from_what_people_type)
{
    void *data;
    Envelope envelope;
    NEED_OK(PARSE("topic.propose", &data, &envelope, "title= 高温津贴发放 ", "category=N3.6",
                  "measures.2.text=检查", "measures.1=每月发放 | hrss", "measures.2.unit=",
                  "units=hrss、finance，tax, industry", "research.1=R2", "basis=一\r\n二",
                  "done-on=2024-03-01", "entered-by=office/wang", "reason=补录"));
    const TopicPropose *topic = data;
    CHECK_TEXT(topic->title, "高温津贴发放");
    CHECK_TEXT(topic->category, "N3.6");
    CHECK_TEXT(topic->basis, "一\n二");
    NEED(topic->measures.count == 2 && topic->units.count == 4 && topic->research.count == 1);
    CHECK_TEXT(topic->measures.items[0].text, "每月发放");
    CHECK_TEXT(topic->measures.items[0].unit, "hrss");
    CHECK_TEXT(topic->measures.items[1].text, "检查");
    CHECK_TEXT(topic->measures.items[1].unit, NULL);
    CHECK_TEXT(topic->units.items[2], "tax");
    CHECK_INT(topic->research.items[0].number, 2);
    CHECK_INT(day_compare(envelope.done_on, day_of(2024, 3, 1)), 0);
    CHECK_TEXT(envelope.entered_by, "office/wang");
    CHECK_TEXT(envelope.reason, "补录");
    CHECK(!act_file_given(&envelope.scan));
}

TEST(choices_days_times_files_and_truths_are_read_as_people_write_them)
{
    void *data;
    NEED_OK(PARSE("consultation.reply", &data, NULL, "kind=有修改意见", "letter=复函.pdf",
                  "points.1=甲|乙"));
    const ConsultationReply *reply = data;
    CHECK_INT(reply->kind, CONSULTATION_REPLY_KIND_CHANGES);
    CHECK_INT(reply->letter.size, 2048);
    NEED(reply->points.count == 1);
    CHECK_TEXT(reply->points.items[0].text, "甲|乙"); /* one field alone is never split */
    CHECK_TEXT(consultation_reply_kind_word(reply->kind), "有修改意见");
    NEED_OK(PARSE("meeting.resolve", &data, NULL, "text=发放", "lead=hrss", "due=2024-12-31",
                  "procedure=是"));
    const MeetingResolve *resolve = data;
    CHECK(resolve->procedure);
    CHECK(!subject_given(resolve->topic));
    CHECK(resolve->supporting.count == 0);
    NEED_OK(PARSE("meeting.close", &data, NULL, "at=2024-06-14 17:05"));
    const MeetingClose *closed = data;
    CHECK_TEXT(instant_text(test_op()->arena, closed->at), "2024-06-14 17:05:00");
    NEED_OK(PARSE("inspection.find", &data, NULL, "decision=D3", "found=2024-06-14",
                  "passed=否", "text=未见台账"));
    const InspectionFind *find = data;
    CHECK(!find->passed);
    CHECK(subject_equal(find->decision, (Subject){ NOUN_DECISION, 3 }));
}

TEST(what_is_left_out_is_known_as_left_out)
{
    void *data;
    NEED_OK(PARSE("decision.report", &data, NULL, "progress=正在办理", "percent=", "next=  "));
    const DecisionReport *report = data;
    CHECK(report->percent == INT_NONE);
    CHECK_TEXT(report->next, NULL);
    CHECK(!act_file_given(&report->evidence));
    const ActSpec *spec = act_spec(ACT_MEETING_SCHEDULE);
    const MeetingSchedule *none = act_data_new(test_op()->arena, spec);
    CHECK(!instant_given(none->at));
}

TEST(a_wrong_key_is_refused_and_the_nearest_named)
{
    REFUSED("play:3: 没有“titel”这一栏，是不是“title”（议题名称）？", "topic.propose",
            "titel=高温津贴");
    REFUSED("play:3: 没有“议题名称”这一栏，是不是“title”（议题名称）？", "topic.propose",
            "议题名称=高温津贴");
    REFUSED(
        "play:4: 没有“weather”这一栏，“撤回议题”可填：cause、done-on、reason、scan、entered-by",
        "topic.withdraw", "cause=重复", "weather=晴");
    REFUSED("play:3: 没有“unti”这一栏，是不是“unit”（负责单位）？", "topic.propose",
            "measures.1.unti=hrss");
    REFUSED("play:3: 栏目名应为1到80个字节的文字", "topic.propose", "=x");
    REFUSED("play:3: 栏目名应为1到80个字节的文字", "topic.propose", "\xff=x");
    REFUSED("play:3: “议题名称”（title.1）不是列表，应写 title", "topic.propose", "title.1=甲");
}

TEST(what_is_missing_given_twice_or_numbered_with_gaps_is_refused)
{
    REFUSED("play:2: 缺少“议题名称”（title）", "topic.propose", "category=N3.6");
    REFUSED("play:2: 缺少“原因”（cause）", "topic.withdraw", "cause=　 ");
    REFUSED("play:2: 缺少“征求意见单位”（units）", "consultation.resend",
            "units=", "reply-by=2024-06-14");
    REFUSED("play:4: “原因”（cause）重复", "topic.withdraw", "cause=一", "cause=二");
    REFUSED("play:4: “单位”（units.1）重复", "consultation.remind", "units=hrss",
            "units.1=tax");
    REFUSED("play:4: “措施内容”（measures.1.text）重复", "topic.propose", "measures.1=甲",
            "measures.1.text=乙");
    REFUSED("play:2: “建议措施”（measures）缺第2项，各项应从 1 起连续编号", "topic.propose",
            "title=甲", "category=N3.6", "measures.1=甲", "measures.3=丙");
    REFUSED("play:4: 缺少“措施内容”（measures.2.text）", "topic.propose", "measures.1=甲",
            "measures.2.unit=hrss", "title=甲", "category=N3.6");
    REFUSED("play:2: 缺少“已落实”（passed）", "inspection.find", "decision=D1",
            "found=2024-06-14", "text=未见", "passed=");
}

TEST(lists_keep_their_limits_and_forms)
{
    REFUSED("play:3: “建议措施”（measures.31）最多30项", "topic.propose", "measures.31=甲");
    REFUSED("play:3: “建议措施”（measures.99999999999）最多30项", "topic.propose",
            "measures.99999999999=甲");
    REFUSED("play:3: “建议措施”（measures.0）的项次应从 1 起编号，如 measures.1",
            "topic.propose", "measures.0=甲");
    REFUSED("play:3: “建议措施”（measures.01）的项次应从 1 起编号，如 measures.1",
            "topic.propose", "measures.01=甲");
    REFUSED("play:3: “建议措施”（measures）要逐项填写：measures.1、measures.2……",
            "topic.propose", "measures=甲");
    REFUSED("play:3: “建议措施”（measures.1）用“|”分成的段多于2段；内容里有“|”时请分栏填写，"
            "如 measures.1.text",
            "topic.propose", "measures.1=甲|hrss|乙");
    REFUSED("play:3: “单位”（units）的第2项是空的", "consultation.remind", "units=hrss、、tax");
    REFUSED("play:3: “单位”（units）里“hrss”写了两次", "consultation.remind",
            "units=hrss、tax、hrss");
    REFUSED("play:3: “单位”（units.1.name）不再分栏，应写 units.1", "consultation.remind",
            "units.1.name=hrss");
}

TEST(values_of_the_wrong_kind_are_refused_by_label_name_and_form)
{
    REFUSED("play:3: “答复期限”（reply-by）应为日期，如 2024-06-14，现为“2024-6-14”",
            "consultation.send", "reply-by=2024-6-14");
    REFUSED("play:3: “答复期限”（reply-by）应为日期，如 2024-06-14，现为“2023-02-29”",
            "consultation.send", "reply-by=2023-02-29");
    REFUSED("play:3: “散会时间”（at）应为时间，如 2024-06-14 09:30，现为“下午五点”",
            "meeting.close", "at=下午五点");
    REFUSED("play:3: “单位”（units.1）应为代号（小写字母开头，只用小写字母、数字和连字符，"
            "最多40个），现为“人社局”",
            "consultation.remind", "units.1=人社局");
    REFUSED("play:3: “议题类别”（category）应为条款号，如 N4.3b，现为“三”", "topic.propose",
            "category=三");
    REFUSED("play:3: “完成程度（%）”（percent）应在0到100之间，现为101", "decision.report",
            "percent=101");
    REFUSED("play:3: “完成程度（%）”（percent）应为整数，现为“50%”", "decision.report",
            "percent=50%");
    REFUSED("play:3: “回执”（answer）没有“也许”这一选项，可选：attend（参会）、leave（请假）、"
            "substitute（代会）",
            "meeting.respond", "answer=也许");
    REFUSED("play:3: “议题”（topic）应为议题的编号，如 T1，现为“M1”", "meeting.discuss",
            "topic=M1");
    REFUSED("play:3: “已落实”（passed）应为是或否", "inspection.find", "passed=也许");
    REFUSED("play:3: “复函”（letter）：没有收到文件“别的.pdf”", "consultation.reply",
            "letter=别的.pdf");
    REFUSED("play:3: “代办人”（entered-by）应为职务或职务/人员，如 office/wang，现为“王”",
            "topic.withdraw", "entered-by=王");
}

TEST(hostile_text_is_refused_and_never_echoed_raw)
{
    char over[101 * 3 + 7] = "title=";
    for (size_t i = 0; i < 101; i++)
        memcpy(over + 6 + 3 * i, "字", 3);
    REFUSED("play:3: “议题名称”（title）最多100个字，现有101个字", "topic.propose", over);
    REFUSED("play:3: “议题名称”（title）不是 UTF-8 编码", "topic.propose", "title=\xc0\xaf");
    REFUSED("play:3: “议题名称”（title）含有不能显示的控制字符", "topic.propose",
            "title=一\n二");
    REFUSED("play:3: “原因”（cause）含有不能显示的控制字符", "topic.withdraw",
            "cause=a\xe2\x80\xae"
            "b");
    REFUSED("play:3: “原因”（cause）含有未经规范组合的字符（应为 Unicode NFC）",
            "topic.withdraw", "cause=e\xcc\x81");
    REFUSED("play:3: “原因”（cause）不能填“（已删除）”，这是系统标记已删除内容用的文字",
            "topic.withdraw", "cause=（已删除）");
    REFUSED("play:3: “散会时间”（at）不是 UTF-8 编码", "meeting.close", "at=\xff\xff");
    char *huge = arena_alloc(test_op()->arena, ACT_VALUE_BYTES_MAX + 10);
    memset(huge, 'a', ACT_VALUE_BYTES_MAX + 9);
    memcpy(huge, "cause=", 6);
    REFUSED("play:3: “原因”（cause）太长：最多524288字节，现有524291字节", "topic.withdraw",
            huge);
}

TEST(an_act_has_at_most_so_many_fields)
{
    ActInput input = { NULL, ACT_TEXTS_MAX + 1, "", NULL };
    void *data;
    CHECK_INT(act_parse(test_op(), act_spec(ACT_TOPIC_WITHDRAW), &input, &data, NULL), INVALID);
    CHECK_TEXT(op_told(test_op()), "栏目太多：最多4096栏，现有4097栏");
}

TEST(a_correction_sets_one_text_with_the_same_checks)
{
    const ActSpec *spec = act_spec(ACT_TOPIC_PROPOSE);
    TopicPropose topic = { .title = "高温津帖", .category = "N3.6", .basis = "调研" };
    NEED_OK(act_set_text(test_op(), spec, &topic, "title", " 高温津贴 "));
    CHECK_TEXT(topic.title, "高温津贴");
    NEED_OK(act_set_text(test_op(), spec, &topic, "basis", ""));
    CHECK_TEXT(topic.basis, NULL);
    CHECK_INT(act_set_text(test_op(), spec, &topic, "title", " "), INVALID);
    CHECK_TEXT(op_told(test_op()), "“议题名称”（title）不能为空");
    CHECK_INT(act_set_text(test_op(), spec, &topic, "category", "N3.7"), INVALID);
    CHECK_TEXT(op_told(test_op()), "“议题类别”（category）不是文字栏目，不能这样更正");
    CHECK_INT(act_set_text(test_op(), spec, &topic, "unit", "x"), INVALID);
    CHECK_TEXT(op_told(test_op()), "“提出议题方案”没有“unit”这一栏");
    CHECK_TEXT(topic.title, "高温津贴");
}

static const char *name_of(void *context, Arena *arena, FieldType type, Noun noun,
                           const char *id)
{
    (void)context;
    (void)arena;
    (void)noun;
    if (type == TYPE_UNIT && strcmp(id, "hrss") == 0)
        return "人社局";
    return type == TYPE_SUBJECT ? "议定事项第三项" : NULL;
}

TEST(history_is_told_in_words)
{
    Arena *arena = test_op()->arena;
    ActNamer namer = { NULL, name_of };
    ConsultationSend sent = { .reply_by = day_of(2024, 6, 14) };
    *LIST_ADD(arena, &sent.units) = "hrss";
    *LIST_ADD(arena, &sent.units) = "tax";
    const ActSpec *spec = act_spec(ACT_CONSULTATION_SEND);
    CHECK_TEXT(act_history(arena, spec, &sent, &namer),
               "向人社局、tax征求意见，2024年6月14日前答复");
    CHECK_TEXT(act_history(arena, spec, &sent, NULL),
               "向hrss、tax征求意见，2024年6月14日前答复");
    ConsultationReply reply = { .kind = CONSULTATION_REPLY_KIND_DISAGREE };
    CHECK_TEXT(act_history(arena, act_spec(ACT_CONSULTATION_REPLY), &reply, NULL),
               "正式回复：不同意");
    InspectionFind find = { .decision = { NOUN_DECISION, 3 } };
    CHECK_TEXT(act_history(arena, act_spec(ACT_INSPECTION_FIND), &find, &namer),
               "督查议定事项第三项");
    TopicReturn back = { .cause = "依据不足\n详见附件" };
    CHECK_TEXT(act_history(arena, act_spec(ACT_TOPIC_RETURN), &back, NULL), "退回：依据不足……");
    TopicReturn erased = { .cause = ACT_ERASED };
    CHECK_TEXT(act_history(arena, act_spec(ACT_TOPIC_RETURN), &erased, NULL),
               "退回：（已删除）");
}
