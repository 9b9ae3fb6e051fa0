#include "base/test.h"
#include "base/text.h"
#include "rules/example.h"

TEST(assigning_waits_for_the_minutes)
{
    Example *s = example_new();
    DecisionAssign f = { 0 };
    example_decision(s, "resolved");
    s->minutes.row.state = "approved";
    example_judge(s, ACT_DECISION_ASSIGN, "office", &f);
    CHECK(example_refused(s, "decision.assign.minutes"));
}

TEST(an_assigned_decision_is_owed_by_its_units_its_lead_and_the_office)
{
    Example *s = example_new();
    DecisionAssign f = { 0 };
    example_decision(s, "resolved");
    example_judge(s, ACT_DECISION_ASSIGN, "office", &f);
    NEED(example_allowed(s));
    CHECK_INT(example_opened_count(s, "decision.accept"), 2);
    CHECK_INT(example_opened_count(s, "decision.report"), 2);
    CHECK_INT(example_opened_count(s, "decision.ask-close"), 1);
    CHECK_INT(example_opened_count(s, "decision.chase"), 1);
    CHECK_TEXT(example_opened(s, "finance", "decision.accept")->source.ref, "accept-days");
    CHECK_TEXT(example_opened(s, "finance", "decision.report")->source.ref, "N4.6a");
    CHECK_TEXT(example_opened(s, "finance", "decision.report")->due_source.ref,
               "report-every-days");
    CHECK_INT(example_opened(s, "hrss", "decision.report")->due.n, day_of(2024, 8, 2).n);
    CHECK_INT(example_opened(s, "hrss", "decision.ask-close")->due.n, day_of(2024, 9, 30).n);
    const DutyOpened *chase = example_opened(s, "office", "decision.chase");
    CHECK_INT(chase->from.n, day_of(2024, 10, 1).n);
    CHECK_INT(chase->due.n, day_of(2024, 10, 12).n);
    CHECK_TEXT(chase->source.ref, "chase-days");
}

TEST(a_near_due_day_comes_before_the_period_of_reports)
{
    Example *s = example_new();
    DecisionAssign f = { 0 };
    example_decision(s, "resolved");
    s->decision.row.due = day_of(2024, 6, 20);
    example_judge(s, ACT_DECISION_ASSIGN, "office", &f);
    NEED(example_opened(s, "hrss", "decision.report") != NULL);
    CHECK_INT(example_opened(s, "hrss", "decision.report")->due.n, day_of(2024, 6, 20).n);
}

TEST(a_unit_accepts_once)
{
    Example *s = example_new();
    DecisionAccept f = { 0 };
    example_decision(s, "assigned");
    example_duty(s, "hrss", "decision.accept", s->c.subject, day_of(2024, 6, 6));
    example_duty(s, "finance", "decision.accept", s->c.subject, day_of(2024, 6, 6));
    example_judge(s, ACT_DECISION_ACCEPT, "tax", &f);
    CHECK(example_refused(s, "H3"));
    example_judge(s, ACT_DECISION_ACCEPT, "finance", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(outcome_resolved(&s->outcome, "unit"), "finance");
    CHECK_TEXT(example_ended(s, 1), "");
    CHECK_TEXT(example_ended(s, 2), "done");
    s->decision.units.items[1].accepted_on = day_of(2024, 6, 3);
    example_judge(s, ACT_DECISION_ACCEPT, "finance", &f);
    CHECK(example_refused(s, "H9"));
}

TEST(who_objects_gets_time_for_an_answer_and_who_accepted_can_not_object)
{
    Example *s = example_new();
    DecisionObject f = { .cause = "职责不在本单位" };
    example_decision(s, "assigned");
    example_duty(s, "finance", "decision.accept", s->c.subject, day_of(2024, 6, 3));
    example_judge(s, ACT_DECISION_OBJECT, "finance", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(example_ended(s, 1), "excused");
    CHECK(example_opened(s, "finance", "decision.accept") != NULL);
    s->decision.units.items[1].objection = f.cause;
    example_judge(s, ACT_DECISION_OBJECT, "finance", &f);
    CHECK(example_refused(s, "H9"));
    s->decision.units.items[1].accepted_on = day_of(2024, 6, 3);
    example_judge(s, ACT_DECISION_OBJECT, "finance", &f);
    CHECK(example_refused(s, "decision.object.accepted"));
}

static DecisionReport progress(int64_t percent)
{
    return (DecisionReport){ .progress = "已制定办法",
                             .percent = percent,
                             .evidence = ACT_FILE_NONE };
}

TEST(a_report_ends_what_was_owed_and_opens_the_next)
{
    Example *s = example_new();
    DecisionReport f = progress(INT_NONE);
    example_decision(s, "assigned");
    example_duty(s, "hrss", "decision.report", s->c.subject, day_of(2024, 6, 5));
    example_duty(s, "finance", "decision.report", s->c.subject, day_of(2024, 6, 5));
    example_judge(s, ACT_DECISION_REPORT, "hrss", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(example_ended(s, 1), "done");
    CHECK_TEXT(example_ended(s, 2), "");
    CHECK_INT(example_opened_count(s, "decision.report"), 1);
    s->c.state = "done";
    example_judge(s, ACT_DECISION_REPORT, "hrss", &f);
    CHECK(example_allowed(s));
    CHECK_INT(example_opened_count(s, "decision.report"), 0);
    example_judge(s, ACT_DECISION_REPORT, "tax", &f);
    CHECK(example_refused(s, "N4.6a"));
}

TEST(going_back_in_percent_wants_a_reason)
{
    Example *s = example_new();
    DecisionReport f = progress(40);
    example_decision(s, "assigned");
    *LIST_ADD(test_op()->arena, &s->decision.reports) =
        (DecisionReportRow){ .unit = "hrss", .has_percent = true, .percent = 60 };
    *LIST_ADD(test_op()->arena, &s->decision.reports) =
        (DecisionReportRow){ .unit = "hrss", .progress = "没有写完成程度" };
    example_judge(s, ACT_DECISION_REPORT, "hrss", &f);
    CHECK(example_wants_reason(s, "decision.report.percent"));
    example_judge(s, ACT_DECISION_REPORT, "finance", &f);
    CHECK(example_allowed(s));
    f.percent = 60;
    example_judge(s, ACT_DECISION_REPORT, "hrss", &f);
    CHECK(example_allowed(s));
}

/* ---- time ---------------------------------------------------------------- */

TEST(only_the_lead_asks_for_more_time_and_for_a_later_day)
{
    Example *s = example_new();
    DecisionAskExtension f = { .until = day_of(2024, 9, 30), .cause = "标准未定" };
    example_decision(s, "assigned");
    example_judge(s, ACT_DECISION_ASK_EXTENSION, "finance", &f);
    CHECK(example_refused(s, "H3"));
    example_judge(s, ACT_DECISION_ASK_EXTENSION, "hrss", &f);
    CHECK(example_refused(s, "decision.due"));
    f.until = day_of(2024, 11, 30);
    example_judge(s, ACT_DECISION_ASK_EXTENSION, "hrss", &f);
    CHECK(example_allowed(s));
    CHECK(example_opened(s, "union-chair", "decision.extend") != NULL);
    CHECK(example_opened(s, "government-vice-head", "decision.extend") != NULL);
}

TEST(an_extension_replaces_what_the_old_due_day_brought)
{
    Example *s = example_new();
    DecisionExtend f = { .until = day_of(2024, 11, 29) };
    example_decision(s, "assigned");
    example_duty(s, "hrss", "decision.ask-close", s->c.subject, day_of(2024, 9, 30));
    example_duty(s, "office", "decision.chase", s->c.subject, day_of(2024, 10, 12));
    example_duty(s, "hrss", "decision.report", s->c.subject, day_of(2024, 8, 2));
    example_judge(s, ACT_DECISION_EXTEND, "hrss", &f);
    CHECK_INT(s->verdict.kind, VERDICT_REFUSED);
    example_judge(s, ACT_DECISION_EXTEND, "union-chair", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(outcome_resolved(&s->outcome, "granted"), "1");
    CHECK_TEXT(example_ended(s, 1), "excused");
    CHECK_TEXT(example_ended(s, 2), "excused");
    CHECK_TEXT(example_ended(s, 3), "");
    CHECK_INT(example_opened(s, "hrss", "decision.ask-close")->due.n, f.until.n);
    CHECK_INT(example_opened(s, "office", "decision.chase")->from.n, f.until.n + 1);
}

TEST(extensions_end_at_the_number_the_office_has_set)
{
    Example *s = example_new();
    DecisionExtend f = { .until = day_of(2024, 11, 29) };
    example_decision(s, "assigned");
    s->decision.row.extensions = 2;
    example_judge(s, ACT_DECISION_EXTEND, "union-chair", &f);
    CHECK(example_refused(s, "extension-max"));
    DecisionAskExtension ask = { .until = f.until, .cause = "采购未完成" };
    example_judge(s, ACT_DECISION_ASK_EXTENSION, "hrss", &ask);
    CHECK(example_refused(s, "extension-max"));
}

TEST(where_the_charter_wants_both_the_second_consent_grants_the_extension)
{
    Example *s = example_new();
    DecisionExtend f = { .until = day_of(2024, 11, 29) };
    example_rule(s, "decision.extend.by", FORCE_MUST, "第九条",
                 example_actor(ACTOR_ALL, "union-chair", "government-vice-head", NULL));
    example_decision(s, "assigned");
    example_judge(s, ACT_DECISION_EXTEND, "union-chair", &f);
    CHECK(example_allowed(s));
    CHECK(outcome_resolved(&s->outcome, "granted") == NULL);
    CHECK_INT(s->outcome.opens.count, 0);
    *LIST_ADD(test_op()->arena, &s->decision.extensions) =
        (DecisionExtensionRow){ .kind = "consent",
                                .by_post = "union-chair",
                                .from_due = day_of(2024, 9, 30),
                                .until = f.until };
    example_judge(s, ACT_DECISION_EXTEND, "union-chair", &f);
    CHECK(example_refused(s, "H9"));
    example_judge(s, ACT_DECISION_EXTEND, "government-vice-head", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(outcome_resolved(&s->outcome, "granted"), "1");
}

TEST(nobody_is_chased_before_something_is_late)
{
    Example *s = example_new();
    DecisionChase f = { .reply_by = day_of(2024, 6, 14) };
    example_decision(s, "assigned");
    example_judge(s, ACT_DECISION_CHASE, "office", &f);
    CHECK(example_refused(s, "decision.chase.late"));
    example_duty(s, "finance", "decision.report", s->c.subject, day_of(2024, 5, 31));
    example_judge(s, ACT_DECISION_CHASE, "office", &f);
    CHECK(example_allowed(s));
}

TEST(the_bodies_of_the_team_that_urges_may_chase)
{
    Example *s = example_new();
    DecisionChase f = { .reply_by = day_of(2024, 10, 18) };
    Value team = example_actor(ACTOR_ANY, "office", NULL);
    *(Seat *)team.actor.seats = (Seat){ .kind = SEAT_TEAM, .id = "team", .title = "督查组" };
    example_rule(s, "decision.chase.owed-by", FORCE_MUST, "N4.6b", team);
    example_rule(s, "teams.team.members", FORCE_MUST, "N4.6b",
                 example_list("government-office", NULL));
    example_decision(s, "assigned");
    s->c.day = s->c.today = day_of(2024, 10, 9);
    example_judge(s, ACT_DECISION_CHASE, "government-office", &f);
    CHECK(example_allowed(s));
    example_judge(s, ACT_DECISION_CHASE, "tax", &f);
    CHECK(example_refused(s, "N4.6b"));
}

TEST(a_chase_sets_the_lead_a_day_to_answer)
{
    Example *s = example_new();
    DecisionChase f = { .reply_by = day_of(2024, 10, 18) };
    example_decision(s, "assigned");
    example_duty(s, "office", "decision.chase", s->c.subject, day_of(2024, 10, 12));
    s->c.day = s->c.today = day_of(2024, 10, 9);
    example_judge(s, ACT_DECISION_CHASE, "office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(example_ended(s, 1), "done");
    NEED(example_opened(s, "hrss", "decision.report") != NULL);
    CHECK_INT(example_opened(s, "hrss", "decision.report")->due.n, f.reply_by.n);
    CHECK_TEXT(example_opened(s, "hrss", "decision.report")->due_source.ref,
               "chase-reply-days");
    f.reply_by = day_of(2024, 10, 8);
    example_judge(s, ACT_DECISION_CHASE, "office", &f);
    CHECK(example_refused(s, "H13"));
}

TEST(a_reopened_decision_is_owed_again_by_a_new_day)
{
    Example *s = example_new();
    DecisionReopen f = { .due = day_of(2024, 6, 1), .cause = "问题反复" };
    example_decision(s, "closed");
    example_judge(s, ACT_DECISION_REOPEN, "office", &f);
    CHECK(example_refused(s, "H13"));
    f.due = day_of(2024, 12, 20);
    example_judge(s, ACT_DECISION_REOPEN, "office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(s->outcome.to, "assigned");
    CHECK_INT(example_opened(s, "hrss", "decision.ask-close")->due.n, f.due.n);
    CHECK_INT(example_opened_count(s, "decision.report"), 2);
}
