#include "base/test.h"
#include "rules/meeting_sample.h"

static void is(const Sample *s, VerdictKind kind, SourceKind source, const char *ref)
{
    CHECK_INT(s->verdict.kind, kind);
    CHECK_INT(s->verdict.source.kind, source);
    CHECK_TEXT(s->verdict.source.ref, ref);
}

static void item(Sample *s, MeetingAgenda *f, AgendaItemKind kind, int64_t topic)
{
    *LIST_ADD(s->op->arena, &f->items) = (AgendaItem){
        .kind = kind,
        .title = "事项",
        .topic = topic > 0 ? (Subject){ NOUN_TOPIC, topic } : SUBJECT_NONE,
        .minutes = INT_NONE,
    };
}

static void person(Sample *s, MeetingRoster *f, const char *who, RosterEntryStatus status)
{
    *LIST_ADD(s->op->arena, &f->people) = (RosterEntry){ .who = who, .status = status };
}

TEST(a_topic_comes_to_the_agenda_with_its_draft)
{
    Sample *s = sample_new(test_op());
    MeetingAgenda f = { 0 };
    TopicCase *topic = sample_topic(s, 1, "agreed");
    item(s, &f, AGENDA_ITEM_KIND_TOPIC, 1);
    sample_judge(s, "office", ACT_MEETING_AGENDA, "scheduled", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.agenda.topics");
    sample_without(s, "topic.draft.done");
    sample_judge(s, "office", ACT_MEETING_AGENDA, "scheduled", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    topic->row.state = s->c.named_topics.items[0].row.state = "drafted";
    sample_judge(s, "office", ACT_MEETING_AGENDA, "scheduled", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    item(s, &f, AGENDA_ITEM_KIND_TOPIC, 1);
    sample_judge(s, "office", ACT_MEETING_AGENDA, "scheduled", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H9");
}

TEST(the_opening_report_comes_first_while_decisions_wait_for_it)
{
    Sample *s = sample_new(test_op());
    MeetingAgenda none = { 0 }, last = { 0 }, first = { 0 };
    sample_topic(s, 1, "drafted");
    item(s, &none, AGENDA_ITEM_KIND_TOPIC, 1);
    sample_judge(s, "office", ACT_MEETING_AGENDA, "scheduled", &none);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    sample_pending(s, 3, "assigned");
    sample_judge(s, "office", ACT_MEETING_AGENDA, "scheduled", &none);
    is(s, VERDICT_REFUSED, SOURCE_READING, "R10");
    item(s, &last, AGENDA_ITEM_KIND_TOPIC, 1);
    item(s, &last, AGENDA_ITEM_KIND_LAST_DECISIONS, 0);
    sample_judge(s, "office", ACT_MEETING_AGENDA, "scheduled", &last);
    is(s, VERDICT_REFUSED, SOURCE_READING, "R10");
    item(s, &first, AGENDA_ITEM_KIND_LAST_DECISIONS, 0);
    item(s, &first, AGENDA_ITEM_KIND_TOPIC, 1);
    sample_judge(s, "office", ACT_MEETING_AGENDA, "scheduled", &first);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    s->meeting.first = true;
    sample_judge(s, "office", ACT_MEETING_AGENDA, "scheduled", &none);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
}

TEST(an_agenda_item_names_a_topic_only_to_discuss_it)
{
    Sample *s = sample_new(test_op());
    MeetingAgenda bare = { 0 }, other = { 0 };
    sample_topic(s, 1, "drafted");
    item(s, &bare, AGENDA_ITEM_KIND_TOPIC, 0);
    sample_judge(s, "office", ACT_MEETING_AGENDA, "scheduled", &bare);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.agenda.item");
    item(s, &other, AGENDA_ITEM_KIND_OTHER, 1);
    sample_judge(s, "office", ACT_MEETING_AGENDA, "scheduled", &other);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.agenda.item");
}

static MeetingRoster usual(Sample *s)
{
    MeetingRoster f = { 0 };
    person(s, &f, "government-vice-head", ROSTER_ENTRY_STATUS_ATTEND);
    person(s, &f, "union-chair", ROSTER_ENTRY_STATUS_ATTEND);
    person(s, &f, "union-deputy-1", ROSTER_ENTRY_STATUS_ATTEND);
    person(s, &f, "union-deputy-2", ROSTER_ENTRY_STATUS_ATTEND);
    return f;
}

TEST(a_roster_of_the_charters_own_people_needs_no_basis)
{
    Sample *s = sample_new(test_op());
    MeetingRoster f = usual(s);
    TopicCase *topic = sample_topic(s, 1, "drafted");
    *LIST_ADD(s->op->arena, &topic->units) = (TopicUnitRow){ .topic = 1, .unit = "housing" };
    *LIST_ADD(s->op->arena, &topic->units) = (TopicUnitRow){ .topic = 1, .unit = "hrss" };
    person(s, &f, "hrss", ROSTER_ENTRY_STATUS_ATTEND);
    person(s, &f, "housing", ROSTER_ENTRY_STATUS_SIT_IN);
    person(s, &f, "worker-reps", ROSTER_ENTRY_STATUS_SIT_IN);
    f.people.items[f.people.count - 1].name = "马秀兰";
    person(s, &f, "worker-reps", ROSTER_ENTRY_STATUS_SIT_IN);
    f.people.items[f.people.count - 1].name = "何小军";
    sample_judge(s, "office", ACT_MEETING_ROSTER, "scheduled", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    person(s, &f, "worker-reps", ROSTER_ENTRY_STATUS_SIT_IN);
    f.people.items[f.people.count - 1].name = "何小军";
    sample_judge(s, "office", ACT_MEETING_ROSTER, "scheduled", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H9");
}

TEST(another_status_or_another_guest_needs_a_basis)
{
    Sample *s = sample_new(test_op());
    MeetingRoster f = usual(s);
    person(s, &f, "finance", ROSTER_ENTRY_STATUS_SIT_IN);
    RosterEntry *entry = &f.people.items[f.people.count - 1];
    sample_judge(s, "office", ACT_MEETING_ROSTER, "scheduled", &f);
    is(s, VERDICT_REFUSED, SOURCE_READING, "R11");
    entry->basis = "本次议题不涉及，应其申请旁听";
    sample_judge(s, "office", ACT_MEETING_ROSTER, "scheduled", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    entry->who = "housing"; /* on no line of the roll: its topic is not discussed */
    entry->basis = NULL;
    sample_judge(s, "office", ACT_MEETING_ROSTER, "scheduled", &f);
    is(s, VERDICT_REFUSED, SOURCE_CLAUSE, "N4.4b");
    entry->who = "nobody";
    sample_judge(s, "office", ACT_MEETING_ROSTER, "scheduled", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H8");
}

TEST(who_has_to_attend_is_called_by_the_force_of_the_clause)
{
    Sample *s = sample_new(test_op());
    MeetingRoster f = usual(s);
    f.people.count = 3; /* without the second deputy: "usually" */
    sample_judge(s, "office", ACT_MEETING_ROSTER, "scheduled", &f);
    is(s, VERDICT_NEEDS_REASON, SOURCE_CLAUSE, "N4.4b");
    s->c.tenures.items[6].until = day_of(2024, 1, 1); /* an empty seat calls nobody */
    sample_judge(s, "office", ACT_MEETING_ROSTER, "scheduled", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    f.people.count = 1; /* without the union's chair: "must" */
    sample_judge(s, "office", ACT_MEETING_ROSTER, "scheduled", &f);
    is(s, VERDICT_REFUSED, SOURCE_CLAUSE, "A5.2a");
}

TEST(people_added_after_the_notice_are_asked_and_those_left_out_are_not)
{
    Sample *s = sample_new(test_op());
    MeetingRoster f = usual(s);
    s->meeting.row.respond_by = day_of(2024, 6, 14);
    for (size_t i = 0; i < f.people.count; i++)
        sample_roster(s, f.people.items[i].who, "attend");
    sample_roster(s, "finance", "attend");
    sample_duty(s, 11, "finance", "meeting.respond", NOUN_MEETING);
    person(s, &f, "hrss", ROSTER_ENTRY_STATUS_ATTEND);
    sample_judge(s, "office", ACT_MEETING_ROSTER, "notified", &f);
    CHECK_TEXT(sample_owners(s, "meeting.respond"), "hrss");
    CHECK_INT(s->outcome.ends.count, 1);
}

static MeetingNotify notice_ready(Sample *s)
{
    s->meeting.row.at = instant_at(day_of(2024, 6, 20), 9, 30);
    sample_topic(s, 1, "drafted");
    sample_item(s, "topic", 1);
    sample_roster(s, "union-chair", "attend");
    sample_roster(s, "hrss", "attend");
    sample_roster(s, "worker-reps", "sit-in");
    *LIST_ADD(s->op->arena, &s->meeting.ready) = (MeetingReadyRow){ .post = "office" };
    *LIST_ADD(s->op->arena, &s->meeting.ready) =
        (MeetingReadyRow){ .post = "government-office" };
    return (MeetingNotify){ .respond_by = day_of(2024, 6, 14) };
}

TEST(the_notice_asks_every_post_and_unit_for_an_answer)
{
    Sample *s = sample_new(test_op());
    MeetingNotify f = notice_ready(s);
    sample_judge(s, "office", ACT_MEETING_NOTIFY, "scheduled", &f);
    CHECK_TEXT(s->outcome.to, "notified");
    CHECK_TEXT(sample_owners(s, "meeting.respond"), "union-chair hrss");
    CHECK_TEXT(day_text(s->op->arena, sample_duty_opened(s, "meeting.respond")->due),
               "2024-06-14");
    CHECK_TEXT(sample_duty_opened(s, "meeting.respond")->due_source.ref, "respond-days");
}

TEST(no_notice_before_both_offices_are_ready)
{
    Sample *s = sample_new(test_op());
    MeetingNotify f = notice_ready(s);
    s->meeting.ready.count = 1;
    sample_judge(s, "office", ACT_MEETING_NOTIFY, "scheduled", &f);
    is(s, VERDICT_WAITING, SOURCE_READING, "R6");
    s->meeting.ready.count = 2;
    s->meeting.agenda.count = 0;
    sample_judge(s, "office", ACT_MEETING_NOTIFY, "scheduled", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.notify.agenda");
    s->meeting.agenda.count = 1;
    s->meeting.roster.count = 0;
    sample_judge(s, "office", ACT_MEETING_NOTIFY, "scheduled", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.notify.roster");
}

TEST(a_notice_later_than_the_office_sets_wants_a_reason)
{
    Sample *s = sample_new(test_op());
    MeetingNotify f = notice_ready(s);
    s->c.today = s->c.day = day_of(2024, 6, 18);
    f.respond_by = day_of(2024, 6, 19);
    sample_judge(s, "office", ACT_MEETING_NOTIFY, "scheduled", &f);
    is(s, VERDICT_NEEDS_REASON, SOURCE_SETTING, "notice-days");
    s->envelope.reason = "临时调整";
    sample_judge(s, "office", ACT_MEETING_NOTIFY, "scheduled", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    f.respond_by = day_of(2024, 6, 17);
    sample_judge(s, "office", ACT_MEETING_NOTIFY, "scheduled", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H13");
    f.respond_by = day_of(2024, 6, 21);
    sample_judge(s, "office", ACT_MEETING_NOTIFY, "scheduled", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.notify.respond-by");
}

TEST(only_those_on_the_roster_answer_and_may_answer_again)
{
    Sample *s = sample_new(test_op());
    MeetingRespond f = { .answer = MEETING_RESPOND_ANSWER_LEAVE };
    sample_roster(s, "hrss", "attend");
    sample_judge(s, "finance", ACT_MEETING_RESPOND, "notified", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H3");
    sample_judge(s, "hrss", ACT_MEETING_RESPOND, "notified", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.respond.cause");
    f.cause = "外出培训";
    sample_judge(s, "hrss", ACT_MEETING_RESPOND, "notified", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    CHECK_TEXT(outcome_resolved(&s->outcome, "unit"), "hrss");
    s->meeting.roster.items[0].answer = "leave";
    f = (MeetingRespond){ .answer = MEETING_RESPOND_ANSWER_SUBSTITUTE };
    sample_judge(s, "hrss", ACT_MEETING_RESPOND, "notified", &f);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.respond.substitute");
    f.substitute = "李明";
    sample_judge(s, "hrss", ACT_MEETING_RESPOND, "notified", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    sample_word(s, "substitution", "refused");
    sample_judge(s, "hrss", ACT_MEETING_RESPOND, "notified", &f);
    is(s, VERDICT_REFUSED, SOURCE_CLAUSE, "X1");
}
