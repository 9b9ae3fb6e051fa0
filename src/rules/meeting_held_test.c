#include "base/test.h"
#include "rules/meeting_sample.h"

static Instant at(int day, int hour)
{
    return instant_at(day_of(2024, 6, day), hour, 0);
}

static void is(const Sample *s, VerdictKind kind, SourceKind source, const char *ref)
{
    CHECK_INT(s->verdict.kind, kind);
    CHECK_INT(s->verdict.source.kind, source);
    CHECK_TEXT(s->verdict.source.ref, ref);
}

/* M1 on the 20th of June, with T1 on its agenda. */
static Sample *in_session(void)
{
    Sample *s = sample_new(test_op());
    s->c.today = s->c.day = day_of(2024, 6, 20);
    s->meeting.row.at = at(20, 9);
    s->meeting.row.presider = "government-vice-head";
    s->meeting.row.opened_at = at(20, 9);
    sample_topic(s, 1, "drafted");
    sample_item(s, "topic", 1);
    sample_roster(s, "union-chair", "attend");
    sample_roster(s, "hrss", "attend");
    return s;
}

TEST(a_meeting_opens_on_the_day_it_was_set_for)
{
    Sample *s = in_session();
    MeetingOpen f = { .at = at(20, 9), .presider = "government-vice-head" };
    sample_judge(s, "office", ACT_MEETING_OPEN, "notified", &f);
    CHECK_TEXT(s->outcome.to, "open");
    s->c.today = s->c.day = day_of(2024, 6, 21);
    sample_judge(s, "office", ACT_MEETING_OPEN, "notified", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H5");
    f.at = at(21, 9);
    sample_judge(s, "office", ACT_MEETING_OPEN, "notified", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.open.day");
}

TEST(another_presider_on_the_day_is_judged_again)
{
    Sample *s = in_session();
    MeetingOpen f = { .at = at(20, 9), .presider = "union-chair" };
    sample_judge(s, "office", ACT_MEETING_OPEN, "notified", &f);
    is(s, VERDICT_NEEDS_REASON, SOURCE_READING, "R3i");
}

TEST(a_topic_put_off_after_the_agenda_keeps_the_meeting_from_opening)
{
    Sample *s = in_session();
    MeetingOpen f = { .at = at(20, 9), .presider = "government-vice-head" };
    s->meeting.topics.items[0].row.state = s->c.named_topics.items[0].row.state = "deferred";
    sample_judge(s, "office", ACT_MEETING_OPEN, "notified", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.open.agenda");
}

static MeetingSignin one(Sample *s, const char *who, const char *name, SignInAs as)
{
    MeetingSignin f = { 0 };
    *LIST_ADD(s->op->arena, &f.people) = (SignIn){ .who = who, .name = name, .as = as };
    return f;
}

TEST(only_those_on_the_roster_sign_in_and_once)
{
    Sample *s = in_session();
    MeetingSignin f = one(s, "finance", NULL, SIGN_IN_AS_NOT_GIVEN);
    sample_judge(s, "office", ACT_MEETING_SIGNIN, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.signin.roster");
    f = one(s, "hrss", "李明", SIGN_IN_AS_SUBSTITUTE);
    sample_judge(s, "office", ACT_MEETING_SIGNIN, "open", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    f = one(s, "hrss", NULL, SIGN_IN_AS_SUBSTITUTE);
    sample_judge(s, "office", ACT_MEETING_SIGNIN, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.signin.substitute");
    s->meeting.roster.items[1].signed_by = "李明";
    f = one(s, "hrss", "李明", SIGN_IN_AS_SELF);
    sample_judge(s, "office", ACT_MEETING_SIGNIN, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H9");
}

static void told(Sample *s, MeetingReport *f, int64_t number, const char *explanation,
                 const char *opinion)
{
    *LIST_ADD(s->op->arena, &f->items) = (ReportItem){ .decision = { NOUN_DECISION, number },
                                                       .progress = "已完成",
                                                       .explanation = explanation,
                                                       .opinion = opinion };
}

TEST(the_opening_report_tells_every_pending_decision_once)
{
    Sample *s = in_session();
    MeetingReport f = { 0 };
    sample_pending(s, 3, "closed");
    sample_pending(s, 4, "assigned");
    told(s, &f, 3, NULL, NULL);
    sample_judge(s, "office", ACT_MEETING_REPORT, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_READING, "R10");
    told(s, &f, 4, NULL, "继续办理");
    sample_judge(s, "office", ACT_MEETING_REPORT, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_CLAUSE, "A4.5");
    f.items.items[1].explanation = "企业多";
    f.items.items[1].opinion = NULL;
    sample_judge(s, "office", ACT_MEETING_REPORT, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_CLAUSE, "A4.5");
    f.items.items[1].opinion = "继续办理";
    sample_judge(s, "office", ACT_MEETING_REPORT, "open", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    told(s, &f, 3, NULL, NULL);
    sample_judge(s, "office", ACT_MEETING_REPORT, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H9");
    f.items.items[2].decision.number = 5;
    sample_judge(s, "office", ACT_MEETING_REPORT, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.report.pending");
}

TEST(nothing_is_discussed_or_resolved_before_the_opening_report)
{
    Sample *s = in_session();
    MeetingDiscuss discuss = { .topic = { NOUN_TOPIC, 1 }, .text = "讨论" };
    MeetingResolve resolve = { .topic = { NOUN_TOPIC, 1 },
                               .text = "发放津贴",
                               .lead = "hrss",
                               .due = day_of(2024, 7, 31) };
    sample_pending(s, 3, "assigned");
    sample_judge(s, "office", ACT_MEETING_DISCUSS, "open", &discuss);
    is(s, VERDICT_REFUSED, SOURCE_READING, "R10");
    sample_judge(s, "office", ACT_MEETING_RESOLVE, "open", &resolve);
    is(s, VERDICT_REFUSED, SOURCE_READING, "R10");
    s->meeting.row.reported = true;
    sample_judge(s, "office", ACT_MEETING_DISCUSS, "open", &discuss);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    sample_judge(s, "office", ACT_MEETING_RESOLVE, "open", &resolve);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    CHECK_TEXT(s->outcome.to, "resolved");
    CHECK_INT(s->outcome.moves.count, 1);
    CHECK_TEXT(s->outcome.moves.items[0].from, "drafted");
    CHECK_TEXT(s->outcome.moves.items[0].to, "resolved");
}

TEST(a_charter_without_an_opening_report_asks_for_none)
{
    Sample *s = in_session();
    MeetingDiscuss discuss = { .topic = { NOUN_TOPIC, 1 }, .text = "讨论" };
    sample_pending(s, 3, "assigned");
    sample_without(s, "meeting.report.place");
    sample_without(s, "meeting.report.with");
    sample_judge(s, "office", ACT_MEETING_DISCUSS, "open", &discuss);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
}

TEST(a_decision_has_a_lead_apart_from_its_supporters_and_a_day_ahead)
{
    Sample *s = in_session();
    MeetingResolve f = { .topic = { NOUN_TOPIC, 2 },
                         .text = "发放津贴",
                         .lead = "hrss",
                         .due = day_of(2024, 7, 31) };
    sample_judge(s, "office", ACT_MEETING_RESOLVE, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.agenda.topics");
    f.topic = SUBJECT_NONE;
    *LIST_ADD(s->op->arena, &f.supporting) = "hrss";
    sample_judge(s, "office", ACT_MEETING_RESOLVE, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H9");
    f.supporting.items[0] = "finance";
    f.due = day_of(2024, 6, 19);
    sample_judge(s, "office", ACT_MEETING_RESOLVE, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H13");
    f.due = day_of(2024, 6, 20);
    sample_judge(s, "office", ACT_MEETING_RESOLVE, "open", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
}

TEST(nothing_is_resolved_without_the_quorum_of_the_charter)
{
    Sample *s = in_session();
    MeetingResolve f = { .text = "发放津贴", .lead = "hrss", .due = day_of(2024, 7, 31) };
    sample_word(s, "meetings.regular.quorum", "half");
    s->meeting.roster.items[0].signed_by = "苏日娜";
    sample_judge(s, "office", ACT_MEETING_RESOLVE, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_CLAUSE, "X1");
    s->meeting.roster.items[1].signed_by = "李明";
    sample_judge(s, "office", ACT_MEETING_RESOLVE, "open", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
}

TEST(a_meeting_closes_after_signing_in_and_reporting)
{
    Sample *s = in_session();
    MeetingClose f = { .at = at(20, 12) };
    sample_judge(s, "office", ACT_MEETING_CLOSE, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.close.signin");
    s->meeting.roster.items[0].signed_by = "";
    sample_pending(s, 3, "assigned");
    sample_judge(s, "office", ACT_MEETING_CLOSE, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_READING, "R10");
    s->meeting.row.reported = true;
    f.at = at(20, 8);
    sample_judge(s, "office", ACT_MEETING_CLOSE, "open", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H5");
}

TEST(a_closed_meeting_owes_minutes_news_a_team_and_the_next_meeting)
{
    Sample *s = in_session();
    MeetingClose f = { .at = at(20, 12) };
    s->meeting.roster.items[0].signed_by = "苏日娜";
    *LIST_ADD(s->op->arena, &s->meeting.resolved) = (DecisionRow){ .number = 7 };
    sample_judge(s, "office", ACT_MEETING_CLOSE, "open", &f);
    CHECK_TEXT(s->outcome.to, "closed");
    CHECK_TEXT(sample_owners(s, "minutes.draft"), "office");
    CHECK_TEXT(sample_duty_opened(s, "minutes.draft")->source.ref, "N4.5a");
    CHECK_TEXT(sample_duty_opened(s, "minutes.draft")->due_source.ref, "minutes-days");
    CHECK_INT(sample_duty_opened(s, "minutes.draft")->subject.noun, NOUN_MINUTES);
    CHECK_TEXT(sample_owners(s, "news.draft"), "office");
    CHECK_TEXT(sample_owners(s, "inspection.form"), "government-office office");
    CHECK_TEXT(sample_owners(s, "meeting.request"), "union-chair");
    CHECK_TEXT(sample_duty_opened(s, "meeting.request")->source.ref, "N4.1a");
    CHECK_TEXT(day_text(s->op->arena, sample_duty_opened(s, "meeting.request")->due),
               "2025-12-31");
    s->meeting.row.kind = "special"; /* is not the meeting of the year */
    sample_judge(s, "office", ACT_MEETING_CLOSE, "open", &f);
    CHECK_INT(sample_opened(s, "meeting.request"), 0);
}
