#include "base/test.h"
#include "rules/example.h"

static Example *after_meeting(void)
{
    Example *s = example_new();
    s->meeting.row = (MeetingRow){ .number = 1, .state = "closed" };
    s->c.meeting = &s->meeting;
    s->c.subject = (Subject){ NOUN_MEETING, 1 };
    s->c.state = "closed";
    return s;
}

static void member(InspectionForm *f, const char *unit)
{
    *LIST_ADD(test_op()->arena, &f->members) = (TeamMember){ .unit = unit };
}

TEST(both_bodies_the_clause_names_are_in_the_team)
{
    Example *s = after_meeting();
    InspectionForm f = { 0 };
    member(&f, "government-office");
    example_judge(s, ACT_INSPECTION_FORM, "government-office", &f);
    CHECK(example_refused(s, "N4.6b"));
    member(&f, "union");
    example_judge(s, ACT_INSPECTION_FORM, "government-office", &f);
    CHECK(example_allowed(s));
}

TEST(one_forming_does_for_all_who_owe_the_team)
{
    Example *s = after_meeting();
    InspectionForm f = { 0 };
    member(&f, "government-office");
    member(&f, "union");
    example_duty(s, "government-office", "inspection.form", s->c.subject, day_of(2024, 6, 30));
    example_duty(s, "union-chair", "inspection.form", s->c.subject, day_of(2024, 6, 30));
    example_judge(s, ACT_INSPECTION_FORM, "government-office", &f);
    CHECK_TEXT(example_ended(s, 1), "done");
    CHECK_TEXT(example_ended(s, 2), "done");
}

TEST(a_second_team_for_a_meeting_wants_a_reason)
{
    Example *s = after_meeting();
    InspectionForm f = { 0 };
    member(&f, "government-office");
    member(&f, "union");
    *LIST_ADD(test_op()->arena, &s->c.done) = (HistoryRow){ .seq = 4,
                                                            .verb = "inspection.form",
                                                            .noun = "inspection",
                                                            .number = 1,
                                                            .done_on = s->c.day };
    example_judge(s, ACT_INSPECTION_FORM, "government-office", &f);
    CHECK(example_wants_reason(s, "H9"));
}

TEST(a_team_the_charter_describes_holds_all_its_members)
{
    Example *s = after_meeting();
    InspectionForm f = { 0 };
    Value team = example_actor(ACTOR_ANY, "office", NULL);
    ((Seat *)team.actor.seats)[0] =
        (Seat){ .kind = SEAT_TEAM, .id = "team", .title = "督查组" };
    s->charter.rule_count = 0;
    s->charter.rules = NULL;
    example_rule(s, "daily-work.by", FORCE_MUST, "第一条",
                 example_actor(ACTOR_ANY, "office", NULL));
    example_rule(s, "inspection.form.owed-by", FORCE_MUST, "第七条", team);
    example_rule(s, "teams.team.members", FORCE_MUST, "第三条",
                 example_list("hrss", "tax", NULL));
    member(&f, "hrss");
    example_judge(s, ACT_INSPECTION_FORM, "office", &f);
    CHECK(example_refused(s, "第三条"));
    member(&f, "tax");
    example_judge(s, ACT_INSPECTION_FORM, "office", &f);
    CHECK(example_allowed(s));
}

static Example *inspecting(const char *state, int64_t meeting)
{
    Example *s = example_new();
    example_decision(s, state);
    s->decision.row.meeting = meeting;
    *LIST_ADD(test_op()->arena, &s->c.named_decisions) = s->decision;
    s->c.decision = NULL;
    s->inspection =
        (InspectionRow){ .number = 1, .meeting = 1, .formed_on = day_of(2024, 5, 20) };
    s->c.inspection = &s->inspection;
    s->c.subject = (Subject){ NOUN_INSPECTION, 1 };
    s->c.state = "formed";
    return s;
}

static InspectionFind seen(Day found)
{
    return (InspectionFind){
        .decision = { NOUN_DECISION, 1 }, .found = found, .passed = true, .text = "现场查看"
    };
}

TEST(a_member_of_the_team_or_the_office_records_what_was_found)
{
    Example *s = inspecting("assigned", 1);
    InspectionFind f = seen(day_of(2024, 6, 3));
    example_judge(s, ACT_INSPECTION_FIND, "tax", &f);
    CHECK(example_refused(s, "H2"));
    example_judge(s, ACT_INSPECTION_FIND, "government-office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(s->outcome.source.ref, "N4.6b");
    example_judge(s, ACT_INSPECTION_FIND, "office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(s->outcome.source.ref, "H2");
}

TEST(a_finding_lies_between_the_forming_of_the_team_and_today)
{
    Example *s = inspecting("assigned", 1);
    InspectionFind f = seen(day_of(2024, 6, 4));
    example_judge(s, ACT_INSPECTION_FIND, "office", &f);
    CHECK(example_refused(s, "H5"));
    f = seen(day_of(2024, 5, 19));
    example_judge(s, ACT_INSPECTION_FIND, "office", &f);
    CHECK(example_refused(s, "H5"));
}

TEST(the_team_looks_at_decisions_of_its_meeting_and_at_those_still_running)
{
    InspectionFind f = seen(day_of(2024, 6, 3));
    Example *s = inspecting("resolved", 1);
    example_judge(s, ACT_INSPECTION_FIND, "office", &f);
    CHECK(example_refused(s, "inspection.find.decision"));
    s = inspecting("closed", 2);
    example_judge(s, ACT_INSPECTION_FIND, "office", &f);
    CHECK(example_refused(s, "inspection.find.decision"));
    s = inspecting("assigned", 2);
    example_judge(s, ACT_INSPECTION_FIND, "office", &f);
    CHECK(example_allowed(s));
}
