#include "base/test.h"
#include "rules/meeting_sample.h"

static void is(const Sample *s, VerdictKind kind, SourceKind source, const char *ref)
{
    CHECK_INT(s->verdict.kind, kind);
    CHECK_INT(s->verdict.source.kind, source);
    CHECK_TEXT(s->verdict.source.ref, ref);
}

static Sample *closed(void)
{
    Sample *s = sample_new(test_op());
    s->meeting.row.state = "closed";
    return s;
}

static void approved_by(Sample *s, const char *post)
{
    *LIST_ADD(s->op->arena, &s->minutes.approvals) = (MinutesApprovalRow){ .post = post };
}

TEST(minutes_are_drafted_after_the_meeting_and_every_seat_owes_its_approval)
{
    Sample *s = closed();
    MinutesDraft f = { .title = "会议纪要", .opening = "会议召开" };
    s->meeting.row.state = "open";
    sample_judge(s, "office", ACT_MINUTES_DRAFT, "", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "minutes.draft.closed");
    s->meeting.row.state = "closed";
    sample_judge(s, "office", ACT_MINUTES_DRAFT, "", &f);
    CHECK_TEXT(s->outcome.to, "drafted");
    CHECK_TEXT(sample_owners(s, "minutes.approve"),
               "union-chair government-vice-head union-deputy-1 union-deputy-2");
    CHECK_TEXT(sample_duty_opened(s, "minutes.approve")->source.ref, "N4.5b");
}

TEST(a_new_draft_is_approved_anew_by_everybody)
{
    Sample *s = closed();
    MinutesDraft f = { .title = "会议纪要", .opening = "会议召开" };
    sample_duty(s, 21, "union-deputy-2", "minutes.approve", NOUN_MINUTES);
    sample_judge(s, "office", ACT_MINUTES_DRAFT, "drafted", &f);
    CHECK_INT(s->outcome.ends.count, 1);
    CHECK_INT(sample_opened(s, "minutes.approve"), 4);
}

TEST(minutes_are_approved_only_when_nobody_is_missing)
{
    Sample *s = closed();
    MinutesApprove f = { 0 };
    approved_by(s, "union-chair");
    approved_by(s, "union-deputy-1");
    sample_judge(s, "government-vice-head", ACT_MINUTES_APPROVE, "drafted", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    CHECK(s->outcome.to == NULL);
    sample_judge(s, "union-chair", ACT_MINUTES_APPROVE, "drafted", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H9");
    sample_judge(s, "office", ACT_MINUTES_APPROVE, "drafted", &f);
    is(s, VERDICT_REFUSED, SOURCE_CLAUSE, "N4.5b");
    approved_by(s, "government-vice-head");
    sample_judge(s, "union-deputy-2", ACT_MINUTES_APPROVE, "drafted", &f);
    CHECK_TEXT(s->outcome.to, "approved");
    CHECK_TEXT(sample_owners(s, "minutes.issue"), "office");
}

TEST(an_approval_on_paper_is_known_as_one)
{
    Sample *s = closed();
    MinutesApprove f = { 0 };
    s->c.on_behalf = true;
    sample_judge(s, "union-chair", ACT_MINUTES_APPROVE, "drafted", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H6");
    s->envelope.scan = (ActFile){ .name = "审定签.pdf", .size = 10 };
    sample_judge(s, "union-chair", ACT_MINUTES_APPROVE, "drafted", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    CHECK_TEXT(outcome_resolved(&s->outcome, "on-paper"), "1");
}

TEST(returned_minutes_are_drafted_again)
{
    Sample *s = closed();
    MinutesReturn f = { .cause = "补充第三项" };
    sample_duty(s, 21, "union-deputy-2", "minutes.approve", NOUN_MINUTES);
    sample_judge(s, "government-vice-head", ACT_MINUTES_RETURN, "drafted", &f);
    CHECK_TEXT(s->outcome.to, "returned");
    CHECK_INT(s->outcome.ends.count, 1);
    CHECK_TEXT(sample_owners(s, "minutes.draft"), "office");
    sample_judge(s, "hrss", ACT_MINUTES_RETURN, "drafted", &f);
    CHECK_INT(s->verdict.kind, VERDICT_REFUSED);
}

TEST(issued_minutes_are_received_by_each_unit_and_their_decisions_assigned)
{
    Sample *s = closed();
    MinutesIssue f = { .number = "第1期" };
    *LIST_ADD(s->op->arena, &s->meeting.resolved) =
        (DecisionRow){ .number = 7, .state = "resolved" };
    sample_actors(s, "decision.close.by", "R9", ACTOR_ANY, "office");
    *LIST_ADD(s->op->arena, &f.copies) = "hrss";
    *LIST_ADD(s->op->arena, &f.copies) = "finance";
    sample_judge(s, "office", ACT_MINUTES_ISSUE, "approved", &f);
    CHECK_TEXT(s->outcome.to, "issued");
    CHECK_TEXT(sample_owners(s, "minutes.receive"), "hrss finance");
    CHECK_INT(sample_duty_opened(s, "decision.assign")->subject.number, 7);
    *LIST_ADD(s->op->arena, &f.copies) = "hrss";
    sample_judge(s, "office", ACT_MINUTES_ISSUE, "approved", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H9");
}

TEST(a_unit_receives_the_minutes_once_and_for_itself)
{
    Sample *s = closed();
    MinutesReceive f = { 0 };
    *LIST_ADD(s->op->arena, &s->minutes.copies) =
        (MinutesCopyRow){ .unit = "hrss", .received_on = DAY_NONE };
    sample_judge(s, "finance", ACT_MINUTES_RECEIVE, "issued", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H3");
    sample_judge(s, "hrss", ACT_MINUTES_RECEIVE, "issued", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    CHECK_TEXT(outcome_resolved(&s->outcome, "unit"), "hrss");
    s->minutes.copies.items[0].received_on = day_of(2024, 7, 1);
    sample_judge(s, "hrss", ACT_MINUTES_RECEIVE, "issued", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H9");
}
