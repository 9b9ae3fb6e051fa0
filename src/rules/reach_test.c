/* What a charter gives to somebody can be done: of every act, some post that
 * founding makes may do it. */
#include "base/file.h"
#include "base/test.h"
#include "base/text.h"
#include "charter/charter.h"
#include "rules/judge.h"
#include "rules/judgement.h"

static const Ruleset *compiled(const char *name)
{
    Bytes text;
    Charter *charter = NULL;
    Findings findings;
    const char *path = arena_printf(test_op()->arena, LIANXI_SOURCE "/%s.md", name);
    if (file_read(test_op(), path, CHARTER_BYTES_MAX, &text) != OK ||
        charter_compile(test_op(), path, text, &charter, &findings) != OK)
        return NULL;
    return charter->rules;
}

static void seat_taken(Case *c, const char *name, const char *value)
{
    Arena *arena = test_op()->arena;
    TextList parts = text_split(arena, value, "|");
    if (text_starts(name, "post."))
        *LIST_ADD(arena, &c->posts) = (PostRow){ .post = name + 5,
                                                 .post_class = parts.items[0],
                                                 .title = parts.items[1],
                                                 .body = parts.items[2] };
    if (text_starts(name, "unit."))
        *LIST_ADD(arena, &c->units) =
            (UnitRow){ .unit = name + 5,
                       .name = parts.items[1],
                       .member = text_same(parts.items[0], "member") };
}

/* The posts and units as founding by this charter makes them. */
static Case founded(const Ruleset *charter)
{
    Settings *settings = ARENA_NEW(test_op()->arena, Settings);
    Verdict verdict;
    Outcome outcome;
    ConferenceFound f = { .code = "some", .charter = "" };
    Envelope envelope = envelope_none();
    Day day = day_plus(charter->in_force, 1);
    *settings = settings_suggested();
    for (size_t i = 0; i < charter->post_count; i++)
        if (charter->posts[i].many)
            *LIST_ADD(test_op()->arena, &f.seats) =
                (SeatCount){ .post = charter->posts[i].id, .count = 2 };
    Case c = { .founding = charter, .settings = settings, .envelope = &envelope };
    test_check_ok(calendar_embedded(test_op(), &c.calendar), __FILE__, __LINE__, "calendar");
    c.today = c.day = day;
    c.act = act_spec(ACT_CONFERENCE_FOUND);
    c.fields = &f;
    c.state = c.code = "";
    c.subject = SUBJECT_CONFERENCE;
    c.actor = (Capacity){ .post = "admin", .post_class = "admin", .title = "", .body = "" };
    judge(test_op(), &c, &verdict, &outcome);
    CHECK_INT(verdict.kind, VERDICT_ALLOWED);
    for (size_t i = 0; i < outcome.resolved.count; i++)
        seat_taken(&c, outcome.resolved.items[i].name, outcome.resolved.items[i].value);
    c.founding = NULL;
    c.charter = charter;
    c.envelope = NULL;
    c.fields = NULL;
    c.act = NULL;
    return c;
}

/* Who a consultation, a roster or a decision names is known only with it. */
static bool of_facts(const Actor *actor)
{
    for (size_t i = 0; i < actor->seat_count; i++) {
        SeatKind kind = actor->seats[i].kind;
        if (kind != SEAT_POST && kind != SEAT_CLASS && kind != SEAT_MEMBER_UNITS &&
            kind != SEAT_LIAISONS && kind != SEAT_GROUP && kind != SEAT_OUTSIDE &&
            kind != SEAT_TEAM && kind != SEAT_CONFERENCE)
            return true;
    }
    return false;
}

static void check_reach(const char *name)
{
    const Ruleset *charter = compiled(name);
    CHECK(charter != NULL);
    if (charter == NULL)
        return;
    Case c = founded(charter);
    CHECK(case_post(&c, office_post(&c)) != NULL);
    for (int kind = 0; kind < ACT_COUNT; kind++) {
        const char *verb = act_spec((ActKind)kind)->verb;
        const Rule *rule = rule_of_doer(&c, verb);
        if (rule == NULL || of_facts(&rule->value->actor))
            continue;
        TextList posts = actor_posts(&c, test_op()->arena, &rule->value->actor);
        if (posts.count == 0)
            CHECK_TEXT(arena_printf(test_op()->arena, "%s: nobody may %s", name, verb), "");
    }
}

TEST(every_act_a_charter_gives_to_somebody_can_be_done_by_a_founded_post)
{
    static const char *const names[] = {
        "charters/ejin-horo-2023",     "tests/charters/guojia-2025",
        "tests/charters/hailing-2025", "tests/charters/linxi-2024",
        "tests/charters/qingtan-2025", "tests/charters/songhe-2025",
        "tests/charters/yinwan-2024",  "tests/charters/yunling-2025",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        check_reach(names[i]);
}
