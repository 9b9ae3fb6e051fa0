#include <string.h>

#include "base/test.h"
#include "papers/paper_samples.h"
#include "print/docx.h"
#include "print/layout.h"
#include "print/pdf.h"

/* All text of a document's spans and tables, without spaces. */
static void add_spans(Buf *out, const SpanList *spans)
{
    for (size_t i = 0; i < spans->count; i++)
        buf_text(out, spans->items[i].text);
}

static void add_blocks(Buf *out, const BlockList *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        if (blocks->items[i].kind == BLOCK_PARAGRAPH)
            add_spans(out, &blocks->items[i].paragraph.spans);
        buf_char(out, '\n');
    }
}

static const char *text_of(const Document *document)
{
    Buf out;
    buf_init(&out, test_op()->arena);
    add_blocks(&out, &document->blocks);
    for (size_t i = 0; i < document->people.count; i++) {
        buf_printf(&out, "%s：", document->people.items[i].label);
        add_spans(&out, &document->people.items[i].spans);
        buf_char(&out, '\n');
    }
    return buf_string(&out);
}

static bool says(const char *text, const char *words)
{
    return strstr(text, words) != NULL;
}

TEST(minutes_name_every_decision_with_lead_support_and_due_day)
{
    MinutesPaper minutes = sample_minutes(test_op()->arena);
    Document *document;
    NEED_OK(minutes_paper(test_op(), &minutes, &document));
    const char *text = text_of(document);
    CHECK(says(
        text, "（一）对全旗在建的38个工程项目逐一核查专用账户、实名制和保证金落实情况，"
              "建立问题清单并限期整改。（D5；牵头单位：旗人社局；配合单位：旗发改委、旗财政局、"
              "旗住建局、旗总工会；完成时限：2024年9月30日）"));
    CHECK(says(text, "刘淑珍（副局长，代陈国栋参会）"));
    CHECK(says(text, "请假：旗科技局 孙立新（副局长，外出培训）"));
    CHECK(says(text, "说明：涉及企业多"));
    NEED(document->attachments.count == 1);
    CHECK_INT(document->attachments.items[0].blocks.items[0].table->rows.count, 4);
}

TEST(minutes_without_a_lead_unit_are_refused)
{
    MinutesPaper minutes = sample_minutes(test_op()->arena);
    minutes.topics.items[0].decisions.items[0].lead = "";
    Document *document;
    CHECK_INT(minutes_paper(test_op(), &minutes, &document), INVALID);
    CHECK_TEXT(op_told(test_op()), "会议纪要的议定事项D3缺少牵头单位。");
}

TEST(minutes_of_nothing_still_print)
{
    MinutesPaper minutes = { .mark = "联席会议纪要",
                             .office = "联席会议办公室",
                             .meeting = "第一次会议",
                             .issued = DAY_NONE };
    Document *document;
    Bytes out;
    NEED_OK(minutes_paper(test_op(), &minutes, &document));
    NEED_OK(document_write_pdf(test_op(), document, NULL, &out));
    NEED_OK(document_write_docx(test_op(), document, &out));
}

TEST(a_notice_says_when_where_who_and_by_when_to_answer)
{
    MeetingNotice notice = sample_notice(test_op()->arena);
    Document *document;
    NEED_OK(notice_paper(test_op(), &notice, &document));
    const char *text = text_of(document);
    CHECK(says(text, "一、会议时间：2024年6月20日（周四）9:30，会期半天"));
    CHECK(says(text, "（一）通报2023年联席会议议定事项落实情况（旗总工会汇报，15分钟）；"));
    CHECK(says(text, "旗人民政府 巴图苏和（副旗长）；旗总工会 㛃云霞（主席）。"));
    CHECK(says(text, "于2024年6月14日前报"));
    CHECK_TEXT(document->name,
               "关于召开伊金霍洛旗人民政府与伊金霍洛旗总工会联席会议2024年第一次会议的通知");
    CHECK_INT(document->attachments.count, 1);
}

TEST(a_notice_without_a_place_is_refused)
{
    MeetingNotice notice = sample_notice(test_op()->arena);
    notice.place = NULL;
    Document *document;
    CHECK_INT(notice_paper(test_op(), &notice, &document), INVALID);
    CHECK_TEXT(op_told(test_op()), "会议通知缺少会议地点。");
}

TEST(people_of_one_unit_stand_together_and_nobody_is_none)
{
    Arena *arena = test_op()->arena;
    PaperPeople people = { 0 };
    SpanList spans = { 0 };
    Buf out;
    people_spans(arena, &spans, &people);
    *LIST_ADD(arena, &people) = (PaperPerson){ "旗总工会", "甲", "主席", NULL, NULL };
    *LIST_ADD(arena, &people) = (PaperPerson){ "旗总工会", "乙", "", NULL, NULL };
    *LIST_ADD(arena, &people) = (PaperPerson){ "旗税务局", "", "", NULL, NULL };
    people_spans(arena, &spans, &people);
    buf_init(&out, arena);
    add_spans(&out, &spans);
    CHECK_TEXT(buf_string(&out), "无旗总工会 甲（主席）、乙；旗税务局");
}

TEST(numbers_of_headings_are_chinese)
{
    Arena *arena = test_op()->arena;
    CHECK_TEXT(chinese_number(arena, 1), "一");
    CHECK_TEXT(chinese_number(arena, 10), "十");
    CHECK_TEXT(chinese_number(arena, 11), "十一");
    CHECK_TEXT(chinese_number(arena, 20), "二十");
    CHECK_TEXT(chinese_number(arena, 99), "九十九");
    CHECK_TEXT(chinese_number(arena, 100), "100");
}

TEST(sixty_people_and_forty_decisions_print)
{
    MinutesPaper minutes = sample_large_minutes(test_op()->arena);
    Document *document;
    PrintReport report;
    Bytes out;
    NEED_OK(minutes_paper(test_op(), &minutes, &document));
    NEED_OK(document_print(test_op(), document, NULL, &report, &out));
    CHECK(report.pages > 10);
    CHECK_INT(report.missing.count, 0);
    CHECK_INT(document->attachments.items[0].blocks.items[0].table->rows.count, 40);
}
