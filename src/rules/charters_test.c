/* Rules under charters of another make than the first: who is in order or in
 * turn, what counts from which act, and stages that a charter does not have. */
#include <string.h>

#include "base/test.h"
#include "rules/example.h"
#include "rules/judgement.h"
#include "rules/meeting_sample.h"

static Value within(int32_t number, BoundUnit unit, const char *verb)
{
    return (Value){ .kind = VALUE_BOUND,
                    .bound = { BOUND_AT_MOST, number, unit, verb },
                    .words = "时限" };
}

static void done_before(Case *c, const char *verb, Day day)
{
    *LIST_ADD(test_op()->arena, &c->done) =
        (HistoryRow){ .verb = verb, .noun = "meeting", .number = 1, .done_on = day };
}

static Due due_of(Example *s, const char *verb)
{
    Judgement j = { .op = test_op(), .c = &s->c };
    s->c.act = act_spec(ACT_MINUTES_APPROVE);
    return due_within(&j, verb, SETTING_ISSUE_DAYS);
}

TEST(what_is_due_counts_from_the_act_its_clause_names)
{
    Example *s = example_new();
    example_rule(s, "minutes.issue.within", FORCE_MUST, "L9",
                 within(5, UNIT_WORKING_DAYS, "meeting.close"));
    done_before(&s->c, "meeting.close", day_of(2024, 5, 30));
    Due due = due_of(s, "minutes.issue");
    CHECK_INT(day_compare(due.day, day_of(2024, 6, 6)), 0);
    CHECK_TEXT(due.source.ref, "L9");
}

TEST(what_is_due_counts_from_today_while_the_act_it_names_is_not_done)
{
    Example *s = example_new();
    example_rule(s, "minutes.issue.within", FORCE_MUST, "L9",
                 within(3, UNIT_DAYS, "meeting.close"));
    CHECK_INT(day_compare(due_of(s, "minutes.issue").day, day_of(2024, 6, 6)), 0);
}

TEST(months_of_a_clause_are_those_of_the_calendar)
{
    Example *s = example_new();
    s->c.day = day_of(2024, 12, 31);
    example_rule(s, "minutes.issue.within", FORCE_MUST, "L9", within(2, UNIT_MONTHS, NULL));
    CHECK_INT(day_compare(due_of(s, "minutes.issue").day, day_of(2025, 2, 28)), 0);
}

static const DutyOpened *next_report(Example *s, Day day)
{
    DecisionReport f = { .progress = "已开工。", .percent = INT_NONE };
    Value every = { .kind = VALUE_FREQUENCY,
                    .frequency = { BOUND_AT_LEAST, 1, PERIOD_QUARTER, 1 },
                    .words = "每季度一次" };
    if (ruleset_rule(&s->charter, "decision.report.every") == NULL)
        example_rule(s, "decision.report.every", FORCE_MUST, "Q7", every);
    s->c.day = s->c.today = day;
    example_judge(s, ACT_DECISION_REPORT, "hrss", &f);
    return example_opened(s, "hrss", "decision.report");
}

TEST(reports_are_owed_by_the_period_of_the_charter)
{
    Example *s = example_new();
    Subject decision = { NOUN_DECISION, 1 };
    example_decision(s, "assigned");
    s->decision.row.due = day_of(2025, 6, 30);
    example_duty(s, "hrss", "decision.report", decision, day_of(2024, 6, 30));
    const DutyOpened *next = next_report(s, day_of(2024, 6, 20));
    CHECK(next != NULL && day_compare(next->due, day_of(2024, 9, 30)) == 0);
    CHECK_TEXT(next->due_source.ref, "Q7");
    next = next_report(s, day_of(2024, 7, 2)); /* late: that was the last quarter's */
    CHECK(next != NULL && day_compare(next->due, day_of(2024, 9, 30)) == 0);
}

TEST(a_conference_without_minutes_owes_none_and_hands_its_decisions_over_at_once)
{
    Sample *s = sample_new(test_op());
    MeetingClose f = { .at = instant_at(day_of(2024, 6, 3), 11, 0) };
    sample_without(s, "minutes.approve.by");
    sample_without(s, "minutes.draft.done");
    sample_actors(s, "decision.close.by", "Q8", ACTOR_ANY, "office");
    sample_roster(s, "office", "attend");
    s->meeting.roster.items[0].signed_by = "王若兰";
    *LIST_ADD(s->op->arena, &s->meeting.resolved) =
        (DecisionRow){ .number = 7, .state = "resolved" };
    sample_judge(s, "office", ACT_MEETING_CLOSE, "open", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    CHECK_INT(sample_opened(s, "minutes.draft"), 0);
    CHECK_TEXT(sample_owners(s, "decision.assign"), "office");
}

TEST(who_comes_later_in_order_says_why_the_first_does_not_act)
{
    Example *s = example_new();
    NewsClear f = { 0 };
    example_rule(s, "news.clear.by", FORCE_MUST, "Q1",
                 example_actor(ACTOR_RANKED, "union-chair", "government-vice-head", NULL));
    s->c.subject = (Subject){ NOUN_NEWS, 1 };
    s->c.state = "drafted";
    example_judge(s, ACT_NEWS_CLEAR, "government-vice-head", &f);
    CHECK(example_wants_reason(s, "Q1"));
    example_judge(s, ACT_NEWS_CLEAR, "union-chair", &f);
    CHECK(example_allowed(s));
    s->envelope.reason = "主席出差";
    example_judge(s, ACT_NEWS_CLEAR, "government-vice-head", &f);
    CHECK(example_allowed(s));
}

TEST(turns_begin_with_the_first_seat_in_the_year_the_charter_comes_into_force)
{
    Example *s = example_new();
    Value turn = example_actor(ACTOR_TURN, "union-chair", "government-vice-head", NULL);
    turn.actor.turn = TURN_YEAR;
    s->charter.in_force = day_of(2023, 4, 1);
    s->c.meeting = NULL;
    s->c.day = day_of(2023, 12, 30);
    CHECK(actor_holds(&s->c, &turn.actor, "union-chair"));
    s->c.day = day_of(2024, 1, 2);
    CHECK(actor_holds(&s->c, &turn.actor, "government-vice-head"));
    s->c.day = day_of(2025, 1, 2);
    CHECK(actor_holds(&s->c, &turn.actor, "union-chair"));
}

TEST(a_topic_is_agreed_as_proposed_where_the_charter_has_nobody_submit_it)
{
    Example *s = example_new();
    TopicAgree f = { 0 };
    s->c.topic = &s->topic;
    s->c.subject = (Subject){ NOUN_TOPIC, 1 };
    s->c.state = "proposed";
    example_judge(s, ACT_TOPIC_AGREE, "union-chair", &f);
    CHECK(example_allowed(s));
    example_rule(s, "topic.submit.by", FORCE_MUST, "N4.3a",
                 example_actor(ACTOR_ANY, "office", NULL));
    example_judge(s, ACT_TOPIC_AGREE, "union-chair", &f);
    CHECK(example_refused(s, "topic.agree.from"));
}

TEST(who_calls_a_kind_of_meeting_sets_its_day)
{
    Sample *s = sample_new(test_op());
    MeetingSchedule f = { .at = instant_at(day_of(2024, 6, 20), 9, 0),
                          .place = "一楼会议室",
                          .presider = "government-vice-head" };
    sample_actors(s, "meetings.regular.caller", "Q3", ACTOR_ANY, "union-chair");
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "consented", &f);
    CHECK_INT(s->verdict.kind, VERDICT_REFUSED);
    CHECK_TEXT(s->verdict.source.ref, "Q3");
    sample_judge(s, "union-chair", ACT_MEETING_SCHEDULE, "consented", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
}

TEST(the_daily_work_stands_for_the_office_where_there_is_none)
{
    Example *s = example_new();
    s->charter.rule_count = 0;
    example_rule(s, "daily-work.by", FORCE_MUST, "Y1",
                 example_actor(ACTOR_ANY, "government-vice-head", NULL));
    CHECK_TEXT(office_post(&s->c), "government-vice-head");
}

static void gate(Sample *s, const char *verb, const char *needs)
{
    Gate *gates = ARENA_NEW(s->op->arena, Gate);
    *gates = (Gate){ verb, needs, FORCE_MUST, { .kind = SOURCE_CLAUSE, .ref = "Y8" } };
    s->charter.gates = gates;
    s->charter.gate_count = 1;
}

static void come(Sample *s, const char *who, const char *name)
{
    sample_roster(s, who, "attend");
    s->meeting.roster.items[s->meeting.roster.count - 1].signed_by = name;
}

TEST(a_gate_on_what_the_system_cannot_see_wants_it_told_instead_of_never_opening)
{
    Sample *s = sample_new(test_op());
    MinutesIssue f = { .number = "第1期" };
    s->meeting.row.state = "closed";
    gate(s, "minutes.issue", "paper.sign");
    sample_judge(s, "office", ACT_MINUTES_ISSUE, "approved", &f);
    CHECK_INT(s->verdict.kind, VERDICT_NEEDS_REASON);
    CHECK_TEXT(s->verdict.source.ref, "Y8");
    s->envelope.reason = "6 月 3 日经主任签发。";
    sample_judge(s, "office", ACT_MINUTES_ISSUE, "approved", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
}

TEST(a_matter_without_an_act_is_seen_done_through_its_acts)
{
    Sample *s = sample_new(test_op());
    MeetingNotify f = { .respond_by = day_of(2024, 6, 3) };
    s->meeting.row.at = instant_at(day_of(2024, 6, 20), 9, 0);
    sample_item(s, "other", 0);
    sample_roster(s, "union-chair", "attend");
    sample_without(s, "meeting.ready.by");
    gate(s, "meeting.notify", "meeting.preside");
    sample_judge(s, "office", ACT_MEETING_NOTIFY, "scheduled", &f);
    CHECK_INT(s->verdict.kind, VERDICT_REFUSED);
    CHECK_TEXT(s->verdict.source.ref, "Y8");
    done_before(&s->c, "meeting.schedule", day_of(2024, 6, 3));
    sample_judge(s, "office", ACT_MEETING_NOTIFY, "scheduled", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
}

TEST(those_who_came_countersign_a_draft_once_each)
{
    Sample *s = sample_new(test_op());
    MinutesDraft f = { .title = "纪要", .opening = "概况" };
    MinutesCountersign sign = { 0 };
    s->meeting.row.state = "closed";
    come(s, "union-chair", "孟和达来");
    sample_roster(s, "government-vice-head", "attend");
    sample_actors(s, "minutes.countersign.by", "Y7", ACTOR_ATTENDING,
                  "union-chair government-vice-head");
    sample_judge(s, "office", ACT_MINUTES_DRAFT, "", &f);
    CHECK_TEXT(sample_owners(s, "minutes.countersign"), "union-chair");
    sample_judge(s, "union-chair", ACT_MINUTES_COUNTERSIGN, "drafted", &sign);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    *LIST_ADD(s->op->arena, &s->c.done) = (HistoryRow){
        .verb = "minutes.countersign", .noun = "minutes", .number = 1, .actor = "union-chair"
    };
    sample_judge(s, "union-chair", ACT_MINUTES_COUNTERSIGN, "drafted", &sign);
    CHECK_INT(s->verdict.kind, VERDICT_REFUSED);
    CHECK_TEXT(s->verdict.source.ref, "H9");
}

static void resolved_by(Sample *s, const char *post, MeetingResolve *f, const char *reason)
{
    s->envelope.reason = reason;
    sample_judge(s, post, ACT_MEETING_RESOLVE, "open", f);
}

TEST(what_those_attending_do_not_agree_on_is_for_whom_the_charter_names)
{
    Sample *s = sample_new(test_op());
    MeetingResolve f = { .text = "设午休室。", .lead = "hrss", .due = day_of(2024, 9, 30) };
    come(s, "union-chair", "孟和达来");
    come(s, "government-vice-head", "高致和");
    sample_roster(s, "hrss", "attend"); /* called, did not come */
    sample_actors(s, "meeting.resolve.by", "H7", ACTOR_ATTENDING,
                  "union-chair government-vice-head hrss");
    *LIST_ADD(s->op->arena, &f.agreed) = "union-chair";
    resolved_by(s, "office", &f, NULL);
    CHECK_INT(s->verdict.kind, VERDICT_REFUSED);
    CHECK_TEXT(s->verdict.source.ref, "H7");
    sample_actors(s, "deadlock.to", "H8", ACTOR_ANY, "office");
    resolved_by(s, "office", &f, NULL);
    CHECK_INT(s->verdict.kind, VERDICT_NEEDS_REASON);
    CHECK_TEXT(s->verdict.source.ref, "H8");
    resolved_by(s, "office", &f, "旗政府 6 月 3 日决定");
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    *LIST_ADD(s->op->arena, &f.agreed) = "government-vice-head";
    resolved_by(s, "office", &f, NULL);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    *LIST_ADD(s->op->arena, &f.agreed) = "hrss";
    resolved_by(s, "office", &f, NULL);
    CHECK_INT(s->verdict.kind, VERDICT_REFUSED);
}

TEST(no_more_meetings_of_a_kind_are_asked_for_than_the_charter_has)
{
    Sample *s = sample_new(test_op());
    MeetingRequest f = { .kind = "special" };
    Value most = { .kind = VALUE_FREQUENCY,
                   .frequency = { BOUND_AT_MOST, 1, PERIOD_YEAR, 1 },
                   .words = "每年至多1次" };
    sample_actors(s, "meetings.special.every", "H4", ACTOR_ANY, "office");
    for (size_t i = 0; i < s->charter.rule_count; i++)
        if (strcmp(s->charter.rules[i].point, "meetings.special.every") == 0)
            ((Rule *)(uintptr_t)&s->charter.rules[i])->value =
                arena_copy(s->op->arena, &most, sizeof most);
    sample_judge(s, "union-chair", ACT_MEETING_REQUEST, "", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    *LIST_ADD(s->op->arena, &s->c.meetings) = (MeetingRow){ .number = 9,
                                                            .kind = "special",
                                                            .state = "closed",
                                                            .requested_on = day_of(2024, 2, 1),
                                                            .at = INSTANT_NONE,
                                                            .closed_at = INSTANT_NONE };
    sample_judge(s, "union-chair", ACT_MEETING_REQUEST, "", &f);
    CHECK_INT(s->verdict.kind, VERDICT_REFUSED);
    CHECK_TEXT(s->verdict.source.ref, "H4");
}

TEST(a_lapsed_charter_begins_nothing_and_lets_what_runs_end)
{
    Example *s = example_new();
    TopicPropose f = { .title = "高温津贴" };
    NewsClear clear = { 0 };
    s->charter.expires = day_of(2024, 5, 31);
    example_judge(s, ACT_TOPIC_PROPOSE, "office", &f);
    CHECK(example_refused(s, "charter.expires"));
    s->c.subject = (Subject){ NOUN_NEWS, 1 };
    s->c.state = "drafted";
    example_judge(s, ACT_NEWS_CLEAR, "office", &clear);
    CHECK(example_allowed(s));
}

TEST(a_topic_that_came_too_late_for_the_meeting_waits_for_the_next)
{
    Sample *s = sample_new(test_op());
    MeetingAgenda f = { 0 };
    AgendaItem item = { .kind = AGENDA_ITEM_KIND_TOPIC,
                        .title = "培训",
                        .topic = { NOUN_TOPIC, 1 },
                        .minutes = INT_NONE };
    Value ahead = { .kind = VALUE_BOUND,
                    .bound = { BOUND_AT_LEAST, 3, UNIT_DAYS, "meeting.open" },
                    .words = "提前3日" };
    sample_topic(s, 1, "drafted");
    sample_actors(s, "topic.submit.ahead", "T5", ACTOR_ANY, "office");
    for (size_t i = 0; i < s->charter.rule_count; i++)
        if (strcmp(s->charter.rules[i].point, "topic.submit.ahead") == 0)
            ((Rule *)(uintptr_t)&s->charter.rules[i])->value =
                arena_copy(s->op->arena, &ahead, sizeof ahead);
    *LIST_ADD(s->op->arena, &s->c.done) = (HistoryRow){
        .verb = "topic.submit", .noun = "topic", .number = 1, .done_on = day_of(2024, 6, 1)
    };
    *LIST_ADD(s->op->arena, &f.items) = item;
    s->meeting.row.at = instant_at(day_of(2024, 6, 3), 9, 0);
    sample_judge(s, "office", ACT_MEETING_AGENDA, "scheduled", &f);
    CHECK_INT(s->verdict.kind, VERDICT_REFUSED);
    CHECK_TEXT(s->verdict.source.ref, "T5");
    s->meeting.row.at = instant_at(day_of(2024, 6, 4), 9, 0);
    sample_judge(s, "office", ACT_MEETING_AGENDA, "scheduled", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
}
