#include <string.h>

#include "base/test.h"
#include "base/text.h"
#include "rules/example.h"

static const DecisionClose CLOSE = { 0 };

static void led_by(Example *s, const char *lead, const char *supporting)
{
    example_decision(s, "done");
    s->decision.row.lead = lead;
    s->decision.units.items[0].unit = lead;
    s->decision.units.items[1].unit = supporting;
}

static void checked(Example *s, int64_t seq, const char *post, const char *result)
{
    *LIST_ADD(test_op()->arena, &s->decision.checks) =
        (DecisionCheckRow){ .decision = 1, .seq = seq, .by_post = post, .result = result };
}

static void inspected(Example *s, int64_t seq, bool passed)
{
    *LIST_ADD(test_op()->arena, &s->decision.findings) =
        (InspectionFindingRow){ .inspection = 1, .seq = seq, .decision = 1, .passed = passed };
}

static void done(Example *s, int64_t seq, const char *verb)
{
    *LIST_ADD(test_op()->arena, &s->c.done) = (HistoryRow){
        .seq = seq, .verb = verb, .noun = "decision", .number = 1, .done_on = s->c.day
    };
}

TEST(asking_to_close_ends_the_reports_and_asks_those_who_may_close)
{
    Example *s = example_new();
    DecisionAskClose f = { .result = "已发放", .evidence = ACT_FILE_NONE };
    example_decision(s, "assigned");
    example_duty(s, "hrss", "decision.report", s->c.subject, day_of(2024, 8, 2));
    example_duty(s, "finance", "decision.report", s->c.subject, day_of(2024, 8, 2));
    example_duty(s, "office", "decision.chase", s->c.subject, day_of(2024, 10, 12));
    example_duty(s, "hrss", "decision.ask-close", s->c.subject, day_of(2024, 9, 30));
    example_judge(s, ACT_DECISION_ASK_CLOSE, "finance", &f);
    CHECK(example_refused(s, "H3"));
    example_judge(s, ACT_DECISION_ASK_CLOSE, "hrss", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(example_ended(s, 1), "done");
    CHECK_TEXT(example_ended(s, 2), "excused");
    CHECK_TEXT(example_ended(s, 3), "excused");
    CHECK_TEXT(example_ended(s, 4), "done");
    CHECK_INT(example_opened_count(s, "decision.close"), 2);
    CHECK_TEXT(example_opened(s, "office", "decision.close")->source.ref, "R9");
}

TEST(either_office_closes_what_a_department_has_done)
{
    Example *s = example_new();
    example_decision(s, "done");
    example_duty(s, "finance", "decision.accept", s->c.subject, day_of(2024, 6, 6));
    example_judge(s, ACT_DECISION_CLOSE, "hrss", &CLOSE);
    CHECK(example_refused(s, "R9"));
    example_judge(s, ACT_DECISION_CLOSE, "union-chair", &CLOSE);
    CHECK(example_refused(s, "R9"));
    example_judge(s, ACT_DECISION_CLOSE, "office", &CLOSE);
    CHECK(example_allowed(s));
    CHECK_TEXT(example_ended(s, 1), "excused");
    example_judge(s, ACT_DECISION_CLOSE, "government-office", &CLOSE);
    CHECK(example_allowed(s));
}

TEST(what_the_union_does_its_office_does_not_close_but_the_government_office_does)
{
    Example *s = example_new();
    led_by(s, "union", "hrss");
    example_judge(s, ACT_DECISION_CLOSE, "office", &CLOSE);
    CHECK(example_refused(s, "H1"));
    CHECK(strstr(s->verdict.remedy, "government-office") != NULL);
    example_judge(s, ACT_DECISION_CLOSE, "government-office", &CLOSE);
    CHECK(example_allowed(s));
}

TEST(what_the_government_office_supports_it_does_not_close)
{
    Example *s = example_new();
    led_by(s, "hrss", "government-office");
    example_judge(s, ACT_DECISION_CLOSE, "government-office", &CLOSE);
    CHECK(example_refused(s, "H1"));
    example_judge(s, ACT_DECISION_CLOSE, "office", &CLOSE);
    CHECK(example_allowed(s));
}

TEST(where_both_offices_are_doers_all_conveners_close_upon_a_finding)
{
    Example *s = example_new();
    led_by(s, "union", "government-office");
    done(s, 10, "decision.ask-close");
    example_judge(s, ACT_DECISION_CLOSE, "office", &CLOSE);
    CHECK(example_refused(s, "H1"));
    example_judge(s, ACT_DECISION_CLOSE, "union-chair", &CLOSE);
    CHECK(example_waits(s, "H1"));
    CHECK(strstr(s->verdict.why, "联合督查组") != NULL);
    inspected(s, 11, true);
    example_judge(s, ACT_DECISION_CLOSE, "union-chair", &CLOSE);
    CHECK(example_waits(s, "H1"));
    CHECK(strstr(s->verdict.remedy, "government-vice-head") != NULL);
    checked(s, 12, "government-vice-head", "passed");
    example_judge(s, ACT_DECISION_CLOSE, "union-chair", &CLOSE);
    CHECK(example_allowed(s));
    CHECK_TEXT(s->outcome.source.ref, "H1");
    example_judge(s, ACT_DECISION_CLOSE, "office", &CLOSE);
    CHECK(example_refused(s, "H1"));
}

TEST(an_old_verification_does_not_count_for_a_new_application)
{
    Example *s = example_new();
    led_by(s, "union", "government-office");
    inspected(s, 5, true);
    checked(s, 6, "government-vice-head", "passed");
    done(s, 10, "decision.ask-close");
    example_judge(s, ACT_DECISION_CLOSE, "union-chair", &CLOSE);
    CHECK(example_waits(s, "H1"));
}

TEST(closing_jointly_waits_for_the_others_to_have_looked)
{
    Example *s = example_new();
    s->charter.rule_count = 0;
    s->charter.rules = NULL;
    example_rule(s, "decision.close.by", FORCE_MUST, "第十条",
                 example_actor(ACTOR_ALL, "government-office", "tax", NULL));
    example_decision(s, "done");
    example_judge(s, ACT_DECISION_CLOSE, "tax", &CLOSE);
    CHECK(example_waits(s, "第十条"));
    checked(s, 3, "government-office", "passed");
    example_judge(s, ACT_DECISION_CLOSE, "tax", &CLOSE);
    CHECK(example_allowed(s));
}

TEST(a_failed_verification_blocks_closing_until_a_later_one_passes)
{
    Example *s = example_new();
    example_decision(s, "done");
    done(s, 10, "decision.ask-close");
    checked(s, 11, "government-office", "failed");
    example_judge(s, ACT_DECISION_CLOSE, "office", &CLOSE);
    CHECK(example_refused(s, "decision.close.verified"));
    checked(s, 12, "government-office", "passed");
    example_judge(s, ACT_DECISION_CLOSE, "office", &CLOSE);
    CHECK(example_allowed(s));
    inspected(s, 13, false);
    example_judge(s, ACT_DECISION_CLOSE, "office", &CLOSE);
    CHECK(example_refused(s, "decision.close.verified"));
    done(s, 14, "decision.return");
    done(s, 15, "decision.ask-close");
    example_judge(s, ACT_DECISION_CLOSE, "office", &CLOSE);
    CHECK(example_allowed(s));
}

TEST(a_doer_does_not_verify_its_own_work_nor_does_a_stranger)
{
    Example *s = example_new();
    DecisionVerify f = { .result = DECISION_VERIFY_RESULT_PASSED, .text = "已到账" };
    led_by(s, "union", "hrss");
    example_judge(s, ACT_DECISION_VERIFY, "office", &f);
    CHECK(example_refused(s, "H1"));
    example_judge(s, ACT_DECISION_VERIFY, "hrss", &f);
    CHECK(example_refused(s, "H1"));
    example_judge(s, ACT_DECISION_VERIFY, "tax", &f);
    CHECK(example_refused(s, "H1"));
    example_judge(s, ACT_DECISION_VERIFY, "government-office", &f);
    CHECK(example_allowed(s));
}

TEST(conveners_verify_what_has_fallen_to_them)
{
    Example *s = example_new();
    DecisionVerify f = { .result = DECISION_VERIFY_RESULT_PASSED, .text = "已到账" };
    led_by(s, "union", "government-office");
    example_judge(s, ACT_DECISION_VERIFY, "government-vice-head", &f);
    CHECK(example_allowed(s));
    example_judge(s, ACT_DECISION_VERIFY, "union-chair", &f);
    CHECK(example_allowed(s));
}

TEST(sending_back_makes_the_decision_run_again)
{
    Example *s = example_new();
    DecisionReturn f = { .cause = "没有佐证" };
    example_decision(s, "done");
    example_duty(s, "office", "decision.close", s->c.subject, day_of(2024, 6, 17));
    example_judge(s, ACT_DECISION_RETURN, "tax", &f);
    CHECK(example_refused(s, "H1"));
    example_judge(s, ACT_DECISION_RETURN, "government-office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(s->outcome.to, "assigned");
    CHECK_TEXT(example_ended(s, 1), "excused");
    CHECK_INT(example_opened(s, "hrss", "decision.ask-close")->due.n, day_of(2024, 9, 30).n);
    CHECK_INT(example_opened_count(s, "decision.report"), 2);
}
