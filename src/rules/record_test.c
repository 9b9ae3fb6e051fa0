#include "base/test.h"
#include "rules/example.h"

static Example *about(ActKind kind, const void *fields)
{
    Example *s = example_new();
    s->record = (RecordCase){ .found = true,
                              .row = { .seq = 9, .verb = act_spec(kind)->verb },
                              .spec = act_spec(kind),
                              .fields = fields };
    s->c.record = &s->record;
    s->c.subject = SUBJECT_CONFERENCE;
    return s;
}

static void voids(Example *s)
{
    static const RecordVoid fields = { .seq = 9, .cause = "登记错了" };
    example_judge(s, ACT_RECORD_VOID, "office", &fields);
}

TEST(a_record_nothing_relies_on_can_be_voided)
{
    Example *s = about(ACT_RESEARCH_REPORT, NULL);
    voids(s);
    CHECK(example_allowed(s));
    s->record.found = false;
    voids(s);
    CHECK(example_refused(s, "H8"));
}

TEST(a_record_with_a_later_one_about_the_same_is_not_voided_before_that)
{
    Example *s = about(ACT_TOPIC_SUBMIT, NULL);
    *LIST_ADD(test_op()->arena, &s->record.later) =
        (HistoryRow){ .seq = 12, .verb = "topic.agree" };
    voids(s);
    CHECK(example_refused(s, "H7"));
    s->record.later.items[0].has_voided_by = true;
    voids(s);
    CHECK(example_allowed(s));
}

TEST(a_record_is_voided_once)
{
    Example *s = about(ACT_TOPIC_SUBMIT, NULL);
    s->record.row.has_voided_by = true;
    voids(s);
    CHECK(example_refused(s, "H9"));
}

TEST(what_founds_appoints_or_sets_is_changed_but_never_voided)
{
    static const ActKind kinds[] = { ACT_CONFERENCE_FOUND, ACT_SETTING_SET,    ACT_UNIT_ADD,
                                     ACT_POST_FILL,        ACT_PERSON_ADD,     ACT_RECORD_VOID,
                                     ACT_RECORD_CORRECT,   ACT_DEPLOYMENT_OPEN };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        Example *s = about(kinds[i], NULL);
        voids(s);
        CHECK(example_refused(s, "H7"));
    }
}

static void corrects(Example *s, const char *field, const char *value)
{
    RecordCorrect fields = { .seq = 9, .field = field, .value = value, .cause = "笔误" };
    example_judge(s, ACT_RECORD_CORRECT, "office", &fields);
}

TEST(words_are_corrected_and_only_by_other_words)
{
    NewsDraft news = { .title = "联席会仪召开", .text = "正文" };
    Example *s = about(ACT_NEWS_DRAFT, &news);
    corrects(s, "title", "联席会议召开");
    CHECK(example_allowed(s));
    corrects(s, "title", "联席会仪召开");
    CHECK(example_refused(s, "record.correct.value"));
    corrects(s, "title", "第一行\n第二行");
    CHECK(example_refused(s, "record.correct.value"));
    corrects(s, "heading", "标题");
    CHECK(example_refused(s, "record.correct.field"));
    s->record.row.has_voided_by = true;
    corrects(s, "title", "联席会议召开");
    CHECK(example_refused(s, "H9"));
}

TEST(a_left_out_text_can_be_filled_in_and_a_too_long_one_can_not)
{
    DecisionAssign assigned = { 0 };
    Example *s = about(ACT_DECISION_ASSIGN, &assigned);
    corrects(s, "note", "请于月底前报送方案");
    CHECK(example_allowed(s));
    char *longer = arena_alloc(test_op()->arena, 1002);
    for (size_t i = 0; i < 1001; i++)
        longer[i] = 'a';
    corrects(s, "note", longer);
    CHECK(example_refused(s, "record.correct.value"));
}

TEST(days_units_and_whatever_made_the_outcome_are_not_corrected)
{
    ConsultationSend sent = { .text = "征求意见" };
    Example *s = about(ACT_CONSULTATION_SEND, &sent);
    corrects(s, "reply-by", "2024-07-01");
    CHECK(example_refused(s, "record.correct.field"));
    corrects(s, "units", "tax");
    CHECK(example_refused(s, "record.correct.field"));
    SettingSet set = { .key = "reply-days", .value = "5" };
    s = about(ACT_SETTING_SET, &set);
    corrects(s, "value", "6");
    CHECK(example_refused(s, "record.correct.field"));
}

TEST(an_erased_text_stays_erased)
{
    NewsDraft news = { .title = ACT_ERASED, .text = "正文" };
    Example *s = about(ACT_NEWS_DRAFT, &news);
    corrects(s, "title", "联席会议召开");
    CHECK(example_refused(s, "record.correct.value"));
}
