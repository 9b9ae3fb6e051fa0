#include "base/test.h"
#include "base/text.h"
#include "rules/example.h"

static Example *on_topic(void)
{
    Example *s = example_new();
    s->topic.row = (TopicRow){ .number = 1, .state = "agreed" };
    s->c.topic = &s->topic;
    s->c.subject = (Subject){ NOUN_TOPIC, 1 };
    s->c.state = "agreed";
    return s;
}

static ConsultationSend letter(void)
{
    ConsultationSend f = { .reply_by = day_of(2024, 6, 28),
                           .form = CONSULTATION_SEND_FORM_WRITTEN,
                           .text = "征求意见" };
    example_unit(&f.units, "hrss");
    example_unit(&f.units, "finance");
    return f;
}

TEST(each_consulted_unit_owes_a_reply_by_the_day_of_the_letter_on_the_word_of_the_clause)
{
    Example *s = on_topic();
    ConsultationSend f = letter();
    example_judge(s, ACT_CONSULTATION_SEND, "office", &f);
    CHECK(example_allowed(s));
    CHECK_INT(example_opened_count(s, "consultation.reply"), 2);
    const DutyOpened *duty = example_opened(s, "finance", "consultation.reply");
    NEED(duty != NULL);
    CHECK_INT(duty->due.n, f.reply_by.n);
    CHECK_TEXT(duty->source.ref, "N4.3d");
    CHECK_INT(duty->subject.number, 7);
    CHECK(example_opened(s, "office", "consultation.settle") != NULL);
}

TEST(a_consultation_names_no_unit_twice_and_sets_no_day_in_the_past)
{
    Example *s = on_topic();
    ConsultationSend f = letter();
    example_unit(&f.units, "hrss");
    example_judge(s, ACT_CONSULTATION_SEND, "office", &f);
    CHECK(example_refused(s, "H9"));
    f = letter();
    f.reply_by = day_of(2024, 5, 31);
    example_judge(s, ACT_CONSULTATION_SEND, "office", &f);
    CHECK(example_refused(s, "H13"));
}

TEST(less_time_than_the_office_setting_wants_a_reason)
{
    Example *s = on_topic();
    ConsultationSend f = letter();
    f.reply_by = day_of(2024, 6, 7);
    example_judge(s, ACT_CONSULTATION_SEND, "office", &f);
    CHECK(example_wants_reason(s, "reply-days"));
    s->envelope.reason = "会期临近";
    example_judge(s, ACT_CONSULTATION_SEND, "office", &f);
    CHECK(example_allowed(s));
}

TEST(a_reply_day_later_than_the_clause_allows_is_refused_by_the_clause)
{
    Example *s = on_topic();
    ConsultationSend f = letter();
    Value within = { .kind = VALUE_BOUND,
                     .bound = { .kind = BOUND_AT_MOST, .number = 10, .unit = UNIT_DAYS } };
    example_rule(s, "consultation.reply.within", FORCE_MUST, "第八条", within);
    example_judge(s, ACT_CONSULTATION_SEND, "office", &f);
    CHECK(example_refused(s, "第八条"));
    f.reply_by = day_of(2024, 6, 13);
    example_judge(s, ACT_CONSULTATION_SEND, "office", &f);
    CHECK(example_allowed(s));
}

TEST(a_unit_that_still_has_to_answer_about_the_topic_is_not_asked_again)
{
    Example *s = example_new();
    example_consultation(s, "open");
    *LIST_ADD(test_op()->arena, &s->topic.consultations) = s->consultation;
    s->c.subject = (Subject){ NOUN_TOPIC, 1 };
    s->c.state = "agreed";
    ConsultationSend f = letter();
    example_judge(s, ACT_CONSULTATION_SEND, "office", &f);
    CHECK(example_refused(s, "H9"));
    s->topic.consultations.items[0].units.items[0].state = "replied";
    s->topic.consultations.items[0].units.items[1].state = "replied";
    example_judge(s, ACT_CONSULTATION_SEND, "office", &f);
    CHECK(example_allowed(s));
}

TEST(a_form_the_charter_does_not_list_is_refused)
{
    Example *s = example_new();
    s->charter.rule_count = 0;
    s->charter.rules = NULL;
    example_rule(s, "daily-work.by", FORCE_MUST, "第一条",
                 example_actor(ACTOR_ANY, "office", NULL));
    example_rule(s, "consultation.send.form", FORCE_MUST, "第五条",
                 example_list("written", NULL));
    s->c.subject = (Subject){ NOUN_TOPIC, 1 };
    s->c.state = "agreed";
    ConsultationSend f = letter();
    f.form = CONSULTATION_SEND_FORM_MEETING;
    example_judge(s, ACT_CONSULTATION_SEND, "office", &f);
    CHECK(example_refused(s, "第五条"));
    f.form = CONSULTATION_SEND_FORM_WRITTEN;
    example_judge(s, ACT_CONSULTATION_SEND, "office", &f);
    CHECK(example_allowed(s));
}

TEST(a_letter_that_two_offices_send_together_shows_it_or_is_explained)
{
    Example *s = on_topic();
    example_rule(s, "consultation.send.by", FORCE_MUST, "R6",
                 example_actor(ACTOR_ALL, "office", "government-office", NULL));
    ConsultationSend f = letter();
    example_judge(s, ACT_CONSULTATION_SEND, "office", &f);
    CHECK(example_wants_reason(s, "R6"));
    f.number = "伊政办函〔2024〕7号";
    example_judge(s, ACT_CONSULTATION_SEND, "government-office", &f);
    CHECK(example_allowed(s));
    example_judge(s, ACT_CONSULTATION_SEND, "union-chair", &f);
    CHECK(example_refused(s, "R6"));
}

TEST(more_time_replaces_the_reply_that_is_owed)
{
    Example *s = example_new();
    example_consultation(s, "open");
    example_duty(s, "hrss", "consultation.reply", s->c.subject, day_of(2024, 6, 14));
    example_duty(s, "office", "consultation.settle", s->c.subject, day_of(2024, 6, 21));
    ConsultationExtend f = { .unit = "hrss", .reply_by = day_of(2024, 6, 14), .cause = "抽样" };
    example_judge(s, ACT_CONSULTATION_EXTEND, "office", &f);
    CHECK(example_refused(s, "consultation.extend.later"));
    f.reply_by = day_of(2024, 6, 20);
    example_judge(s, ACT_CONSULTATION_EXTEND, "office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(example_ended(s, 1), "excused");
    CHECK_TEXT(example_ended(s, 2), "excused");
    NEED(example_opened(s, "hrss", "consultation.reply") != NULL);
    CHECK_INT(example_opened(s, "hrss", "consultation.reply")->due.n, f.reply_by.n);
    CHECK(example_opened(s, "office", "consultation.settle") != NULL);
}

TEST(only_units_that_have_not_answered_are_reminded)
{
    Example *s = example_new();
    example_consultation(s, "open");
    s->consultation.units.items[0].state = "replied";
    ConsultationRemind f = { 0 };
    example_unit(&f.units, "finance");
    example_judge(s, ACT_CONSULTATION_REMIND, "office", &f);
    CHECK(example_allowed(s));
    example_unit(&f.units, "hrss");
    example_judge(s, ACT_CONSULTATION_REMIND, "office", &f);
    CHECK(example_refused(s, "consultation.remind.waiting"));
}

TEST(only_new_units_and_those_that_handed_back_are_asked_afterwards)
{
    Example *s = example_new();
    example_consultation(s, "open");
    ConsultationResend f = { .reply_by = day_of(2024, 6, 28) };
    example_unit(&f.units, "tax");
    example_unit(&f.units, "hrss");
    example_judge(s, ACT_CONSULTATION_RESEND, "office", &f);
    CHECK(example_refused(s, "H9"));
    s->consultation.units.items[0].state = "handed-back";
    example_judge(s, ACT_CONSULTATION_RESEND, "office", &f);
    CHECK(example_allowed(s));
    CHECK_INT(example_opened_count(s, "consultation.reply"), 2);
}

/* ---- answers ------------------------------------------------------------- */

static ConsultationReply answer(ConsultationReplyKind kind)
{
    return (ConsultationReply){ .kind = kind, .number = "人社函〔2024〕3号" };
}

TEST(only_a_consulted_unit_replies_and_only_once)
{
    Example *s = example_new();
    example_consultation(s, "open");
    example_duty(s, "hrss", "consultation.reply", s->c.subject, day_of(2024, 6, 14));
    ConsultationReply f = answer(CONSULTATION_REPLY_KIND_AGREE);
    example_judge(s, ACT_CONSULTATION_REPLY, "tax", &f);
    CHECK(example_refused(s, "N4.3d"));
    example_judge(s, ACT_CONSULTATION_REPLY, "hrss", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(outcome_resolved(&s->outcome, "unit"), "hrss");
    CHECK_TEXT(example_ended(s, 1), "done");
    s->consultation.units.items[0].state = "replied";
    example_judge(s, ACT_CONSULTATION_REPLY, "hrss", &f);
    CHECK(example_refused(s, "H9"));
}

TEST(a_late_reply_is_taken)
{
    Example *s = example_new();
    example_consultation(s, "open");
    s->c.day = s->c.today = day_of(2024, 7, 1);
    ConsultationReply f = answer(CONSULTATION_REPLY_KIND_NONE);
    example_judge(s, ACT_CONSULTATION_REPLY, "finance", &f);
    CHECK(example_allowed(s));
}

TEST(disagreement_says_why_and_agreement_carries_no_opinions)
{
    Example *s = example_new();
    example_consultation(s, "open");
    ConsultationReply f = answer(CONSULTATION_REPLY_KIND_DISAGREE);
    example_judge(s, ACT_CONSULTATION_REPLY, "hrss", &f);
    CHECK(example_refused(s, "consultation.reply.points"));
    *LIST_ADD(test_op()->arena, &f.points) = (ReplyPoint){ .text = "资金没有来源" };
    example_judge(s, ACT_CONSULTATION_REPLY, "hrss", &f);
    CHECK(example_allowed(s));
    f.kind = CONSULTATION_REPLY_KIND_AGREE;
    example_judge(s, ACT_CONSULTATION_REPLY, "hrss", &f);
    CHECK(example_refused(s, "consultation.reply.points"));
}

TEST(a_formal_reply_without_any_paper_wants_a_reason)
{
    Example *s = example_new();
    example_consultation(s, "open");
    ConsultationReply f = { .kind = CONSULTATION_REPLY_KIND_NONE, .letter = ACT_FILE_NONE };
    example_judge(s, ACT_CONSULTATION_REPLY, "hrss", &f);
    CHECK(example_wants_reason(s, "N4.3d"));
    f.letter = (ActFile){ .name = "复函.pdf", .size = 1 };
    example_judge(s, ACT_CONSULTATION_REPLY, "hrss", &f);
    CHECK(example_allowed(s));
}

TEST(opinions_after_the_settling_have_to_be_settled_too)
{
    Example *s = example_new();
    example_consultation(s, "settled");
    ConsultationReply f = answer(CONSULTATION_REPLY_KIND_CHANGES);
    *LIST_ADD(test_op()->arena, &f.points) = (ReplyPoint){ .text = "提高标准" };
    example_judge(s, ACT_CONSULTATION_REPLY, "hrss", &f);
    CHECK(example_allowed(s));
    CHECK(s->outcome.to == NULL);
    CHECK(example_opened(s, "office", "consultation.settle") != NULL);
}

TEST(handing_back_is_no_reply_but_ends_what_the_unit_owed)
{
    Example *s = example_new();
    example_consultation(s, "open");
    example_duty(s, "finance", "consultation.reply", s->c.subject, day_of(2024, 6, 14));
    ConsultationHandBack f = { .cause = "与本单位无关" };
    example_judge(s, ACT_CONSULTATION_HAND_BACK, "finance", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(example_ended(s, 1), "excused");
    CHECK_INT(s->outcome.opens.count, 0);
    f.suggest = "tax";
    example_judge(s, ACT_CONSULTATION_HAND_BACK, "finance", &f);
    CHECK(example_opened(s, "office", "consultation.resend") != NULL);
    s->consultation.units.items[1].state = "handed-back";
    example_judge(s, ACT_CONSULTATION_HAND_BACK, "finance", &f);
    CHECK(example_refused(s, "H9"));
}

TEST(a_coordination_meeting_is_held_after_the_letter_and_is_nobodys_reply)
{
    Example *s = example_new();
    example_consultation(s, "open");
    example_duty(s, "hrss", "consultation.reply", s->c.subject, day_of(2024, 6, 14));
    ConsultationMeet f = { .held = day_of(2024, 5, 20), .record = "研究了标准" };
    example_unit(&f.units, "hrss");
    example_judge(s, ACT_CONSULTATION_MEET, "office", &f);
    CHECK(example_refused(s, "H5"));
    f.held = day_of(2024, 6, 4);
    example_judge(s, ACT_CONSULTATION_MEET, "office", &f);
    CHECK(example_refused(s, "H5"));
    f.held = day_of(2024, 6, 3);
    example_judge(s, ACT_CONSULTATION_MEET, "office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(example_ended(s, 1), "");
}

/* ---- settling ------------------------------------------------------------ */

static Example *with_points(void)
{
    Example *s = example_new();
    example_consultation(s, "open");
    s->consultation.units.items[0].state = "replied";
    s->consultation.units.items[1].state = "replied";
    for (int64_t n = 1; n <= 2; n++)
        *LIST_ADD(test_op()->arena, &s->consultation.points) =
            (ReplyPointRow){ .consultation = 1, .unit = "hrss", .n = n, .text = "意见" };
    return s;
}

static void settled(ConsultationSettle *f, int64_t point, SettlementOutcome outcome,
                    const char *why)
{
    *LIST_ADD(test_op()->arena, &f->points) =
        (Settlement){ .unit = "hrss", .point = point, .outcome = outcome, .why = why };
}

TEST(every_opinion_gets_exactly_one_outcome)
{
    Example *s = with_points();
    ConsultationSettle f = { 0 };
    settled(&f, 1, SETTLEMENT_OUTCOME_ADOPTED, NULL);
    example_judge(s, ACT_CONSULTATION_SETTLE, "office", &f);
    CHECK(example_refused(s, "H10"));
    settled(&f, 2, SETTLEMENT_OUTCOME_ADOPTED, NULL);
    example_judge(s, ACT_CONSULTATION_SETTLE, "office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(s->outcome.to, "settled");
    settled(&f, 2, SETTLEMENT_OUTCOME_ADOPTED, NULL);
    example_judge(s, ACT_CONSULTATION_SETTLE, "office", &f);
    CHECK(example_refused(s, "H10"));
}

TEST(an_opinion_nobody_gave_is_not_settled)
{
    Example *s = with_points();
    ConsultationSettle f = { 0 };
    settled(&f, 1, SETTLEMENT_OUTCOME_ADOPTED, NULL);
    settled(&f, 2, SETTLEMENT_OUTCOME_ADOPTED, NULL);
    settled(&f, 3, SETTLEMENT_OUTCOME_ADOPTED, NULL);
    example_judge(s, ACT_CONSULTATION_SETTLE, "office", &f);
    CHECK(example_refused(s, "H10"));
}

TEST(an_opinion_not_wholly_adopted_is_told_why)
{
    Example *s = with_points();
    ConsultationSettle f = { 0 };
    settled(&f, 1, SETTLEMENT_OUTCOME_ADOPTED, NULL);
    settled(&f, 2, SETTLEMENT_OUTCOME_PARTLY, NULL);
    example_judge(s, ACT_CONSULTATION_SETTLE, "office", &f);
    CHECK(example_refused(s, "H10"));
    f.points.items[1].why = "分两年落实";
    example_judge(s, ACT_CONSULTATION_SETTLE, "office", &f);
    CHECK(example_allowed(s));
}

TEST(silence_is_passed_over_only_with_a_reason_and_stays_owed_until_the_close)
{
    Example *s = example_new();
    example_consultation(s, "open");
    s->consultation.units.items[0].state = "replied";
    example_duty(s, "finance", "consultation.reply", s->c.subject, day_of(2024, 6, 14));
    ConsultationSettle f = { 0 };
    example_judge(s, ACT_CONSULTATION_SETTLE, "office", &f);
    CHECK(example_wants_reason(s, "N4.3d"));
    s->envelope.reason = "催请三次未答复";
    example_judge(s, ACT_CONSULTATION_SETTLE, "office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(example_ended(s, 1), "");
    s->c.state = "settled";
    example_judge(s, ACT_CONSULTATION_CLOSE, "office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(example_ended(s, 1), "excused");
}

TEST(a_consultation_with_an_unsettled_opinion_is_not_closed)
{
    Example *s = with_points();
    s->c.state = "settled";
    ConsultationClose f = { 0 };
    example_judge(s, ACT_CONSULTATION_CLOSE, "office", &f);
    CHECK(example_refused(s, "H10"));
}
