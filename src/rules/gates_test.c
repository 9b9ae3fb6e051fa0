/* Gates where there is no chain yet, and what founding owes, under the golden
 * charter itself. */
#include "base/file.h"
#include "base/test.h"
#include "base/text.h"
#include "charter/charter.h"
#include "rules/meeting_sample.h"

static const Ruleset *golden(void)
{
    Bytes text;
    Charter *charter = NULL;
    Findings findings;
    const char *path = LIANXI_SOURCE "/charters/ejin-horo-2023.md";
    if (file_read(test_op(), path, CHARTER_BYTES_MAX, &text) != OK ||
        charter_compile(test_op(), path, text, &charter, &findings) != OK)
        return NULL;
    return charter->rules;
}

TEST(a_proposal_passes_the_gate_of_research_by_naming_what_it_rests_on)
{
    Sample *s = sample_new(test_op());
    Gate gate = {
        "topic.propose", "research.report", FORCE_MUST, { .kind = SOURCE_CLAUSE, .ref = "N4.2" }
    };
    Subject research = { NOUN_RESEARCH, 1 };
    TopicPropose f = { .title = "高温津贴" };
    s->charter.gates = &gate;
    s->charter.gate_count = 1;
    sample_judge(s, "office", ACT_TOPIC_PROPOSE, "", &f);
    CHECK_INT(s->verdict.kind, VERDICT_REFUSED);
    CHECK_TEXT(s->verdict.source.ref, "N4.2");
    *LIST_ADD(s->op->arena, &f.research) = research;
    sample_judge(s, "office", ACT_TOPIC_PROPOSE, "", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
}

TEST(a_silent_unit_is_waited_for_until_the_consultation_is_closed)
{
    Sample *s = sample_new(test_op());
    Gate gate = { "meeting.open",
                  "consultation.reply",
                  FORCE_MUST,
                  { .kind = SOURCE_CLAUSE, .ref = "N4.3d" } };
    ConsultationCase consultation = { .row = { .number = 1, .state = "settled" } };
    MeetingOpen f = { .at = instant_at(day_of(2024, 6, 3), 9, 0),
                      .presider = "government-vice-head" };
    s->charter.gates = &gate;
    s->charter.gate_count = 1;
    s->meeting.row.at = f.at;
    *LIST_ADD(s->op->arena, &consultation.units) =
        (ConsultationUnitRow){ .unit = "hrss", .state = "waiting" };
    sample_item(s, "topic", 1);
    TopicCase *topic = sample_topic(s, 1, "drafted");
    *LIST_ADD(s->op->arena, &topic->consultations) = consultation;
    sample_judge(s, "office", ACT_MEETING_OPEN, "notified", &f);
    CHECK_INT(s->verdict.kind, VERDICT_WAITING);
    CHECK_TEXT(s->verdict.source.ref, "N4.3d");
    topic->consultations.items[0].row.state = "closed";
    sample_judge(s, "office", ACT_MEETING_OPEN, "notified", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
}

TEST(founding_owes_the_years_meeting_by_the_post_that_now_begins)
{
    Sample *s = sample_new(test_op());
    ConferenceFound f = { .code = "ejin-horo", .charter = "" };
    const char *many[] = { "union-deputy", "other-vice-heads", "union-vice-chair",
                           "union-team" };
    for (size_t i = 0; i < sizeof many / sizeof *many; i++)
        *LIST_ADD(s->op->arena, &f.seats) = (SeatCount){ .post = many[i], .count = 2 };
    s->c.founding = golden();
    s->c.charter = NULL;
    s->c.code = "";
    s->c.act = act_spec(ACT_CONFERENCE_FOUND);
    s->c.fields = &f;
    s->c.state = "";
    s->c.actor = (Capacity){ .post = "admin", .post_class = "admin", .title = "", .body = "" };
    s->c.posts = (PostRowList){ 0 };
    CHECK(s->c.founding != NULL);
    judge(s->op, &s->c, &s->verdict, &s->outcome);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    CHECK_TEXT(sample_owners(s, "meeting.request"), "union-chair");
    CHECK_INT(day_compare(sample_duty_opened(s, "meeting.request")->due, day_of(2024, 12, 31)),
              0);
}

TEST(who_no_longer_holds_a_post_does_not_act_in_it)
{
    Sample *s = sample_new(test_op());
    Subject research = { NOUN_RESEARCH, 1 };
    TopicPropose f = { .title = "高温津贴" };
    *LIST_ADD(s->op->arena, &f.research) = research;
    for (size_t i = 0; i < s->c.tenures.count; i++)
        if (text_same(s->c.tenures.items[i].post, "office"))
            s->c.tenures.items[i].until = day_of(2024, 6, 3);
    sample_judge(s, "office", ACT_TOPIC_PROPOSE, "", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    s->c.today = s->c.day = day_of(2024, 6, 4);
    sample_judge(s, "office", ACT_TOPIC_PROPOSE, "", &f);
    CHECK_INT(s->verdict.kind, VERDICT_REFUSED);
    CHECK_INT(s->verdict.source.kind, SOURCE_HOUSE);
    CHECK_TEXT(s->verdict.source.ref, "H4");
}
