#include "rules/meeting_sample.h"

#include <string.h>

#include "base/text.h"

static Source clause(const char *ref)
{
    return (Source){ .kind = SOURCE_CLAUSE, .ref = ref };
}

static Source reading(const char *ref)
{
    return (Source){ .kind = SOURCE_READING, .ref = ref };
}

static int by_point(const Rule *a, const char *point)
{
    return strcmp(a->point, point);
}

/* Keeps the rules in the order of their points. */
static void add(Sample *s, const char *point, Source source, Value value)
{
    Rule *rules = ARENA_ARRAY(s->op->arena, Rule, s->charter.rule_count + 1);
    size_t at = 0;
    while (at < s->charter.rule_count && by_point(&s->charter.rules[at], point) < 0)
        at++;
    for (size_t i = 0; i < s->charter.rule_count; i++)
        rules[i < at ? i : i + 1] = s->charter.rules[i];
    rules[at] = (Rule){ .point = point,
                        .label = point,
                        .value = arena_copy(s->op->arena, &value, sizeof value),
                        .force = FORCE_MUST,
                        .source = source };
    s->charter.rules = rules;
    s->charter.rule_count++;
}

static Value actor(Sample *s, ActorMode mode, const char *ids)
{
    TextList parts = text_split(s->op->arena, ids, " ");
    Seat *seats = ARENA_ARRAY(s->op->arena, Seat, parts.count);
    for (size_t i = 0; i < parts.count; i++) {
        bool entrusted = text_starts(parts.items[i], "entrusted:");
        const char *id = parts.items[i] + (entrusted ? strlen("entrusted:") : 0);
        seats[i] = (Seat){ .kind = text_same(id, "union-deputy") ? SEAT_CLASS : SEAT_POST,
                           .id = id,
                           .title = id,
                           .entrusted_by = entrusted ? "convener" : NULL };
    }
    return (Value){ .kind = VALUE_ACTOR,
                    .words = ids,
                    .actor = { .mode = mode, .seats = seats, .seat_count = parts.count } };
}

static Value done(void)
{
    return (Value){ .kind = VALUE_FORCE, .force = FORCE_MUST, .words = "应当" };
}

static Item roll_line(const char *who, SeatKind kind, const char *status, Force force,
                      Source source)
{
    return (Item){ .word = who,
                   .value = status,
                   .title = who,
                   .seat = { .kind = kind, .id = who, .title = who },
                   .force = force,
                   .source = source };
}

static void add_roll(Sample *s)
{
    const Item lines[] = {
        roll_line("government-vice-head", SEAT_POST, "attend", FORCE_MUST, clause("A5.2a")),
        roll_line("union-chair", SEAT_POST, "attend", FORCE_MUST, clause("A5.2a")),
        roll_line("union-deputy", SEAT_CLASS, "attend", FORCE_USUALLY, clause("N4.4b")),
        roll_line("member-units", SEAT_MEMBER_UNITS, "attend", FORCE_MAY, reading("R11")),
        roll_line("agenda-units", SEAT_AGENDA_UNITS, "sit-in", FORCE_IF_NEEDED, reading("R11")),
        roll_line("worker-reps", SEAT_GROUP, "sit-in", FORCE_IF_NEEDED, clause("N4.4c")),
    };
    Item *items = arena_copy(s->op->arena, lines, sizeof lines);
    add(s, "attendance", clause("N4.4b"),
        (Value){ .kind = VALUE_ROLL,
                 .words = "参会范围",
                 .items = items,
                 .item_count = sizeof lines / sizeof *lines });
}

static void add_contents(Sample *s)
{
    static const char *const words[] = { "report", "explanation", "opinion" };
    Item *items = ARENA_ARRAY(s->op->arena, Item, 3);
    for (size_t i = 0; i < 3; i++)
        items[i] = (Item){ .word = words[i], .title = words[i], .source = clause("A4.5") };
    add(s, "meeting.report.with", clause("A4.5"),
        (Value){ .kind = VALUE_LIST, .words = "", .items = items, .item_count = 3 });
}

static void add_rules(Sample *s)
{
    add(s, "daily-work.by", clause("N2c"), actor(s, ACTOR_ANY, "office"));
    add(s, "meeting.preside.by", reading("R3"), actor(s, ACTOR_ANY, "government-vice-head"));
    add(s, "meeting.preside.instead", reading("R3i"),
        actor(s, ACTOR_ANY, "union-chair entrusted:government-office-deputy"));
    add(s, "meeting.ready.by", reading("R6"), actor(s, ACTOR_ALL, "government-office office"));
    add(s, "meeting.report.place", reading("R10"),
        (Value){ .kind = VALUE_NUMBER, .number = 1, .words = "第一项" });
    add_contents(s);
    add(s, "meeting.request.by", clause("A5a"), actor(s, ACTOR_ANY, "union-chair"));
    add(s, "meetings.regular.every", clause("N4.1a"),
        (Value){ .kind = VALUE_FREQUENCY,
                 .words = "每年一次",
                 .frequency = { BOUND_AT_LEAST, 1, PERIOD_YEAR, 1 } });
    add(s, "meetings.special.consent-of", clause("A5b"),
        actor(s, ACTOR_ALL, "government-vice-head union-chair"));
    add(s, "minutes.approve.by", clause("N4.5b"),
        actor(s, ACTOR_ALL, "union-chair government-vice-head union-deputy"));
    add(s, "minutes.draft.done", clause("N4.5a"), done());
    add(s, "news.publish.done", clause("N4.7"), done());
    add(s, "inspection.form.owed-by", clause("N4.6b"),
        actor(s, ACTOR_ALL, "government-office office"));
    add(s, "topic.draft.done", clause("N4.3f"), done());
    add_roll(s);
}

static void add_post(Sample *s, const char *post, const char *post_class, const char *body)
{
    *LIST_ADD(s->op->arena, &s->c.posts) = (PostRow){
        .conference = 1, .post = post, .post_class = post_class, .title = post, .body = body
    };
    *LIST_ADD(s->op->arena, &s->c.tenures) = (TenureRow){ .conference = 1,
                                                          .post = post,
                                                          .person = 1,
                                                          .since = day_of(2023, 5, 1),
                                                          .until = DAY_NONE };
}

static void add_people(Sample *s)
{
    static const char *const own[] = { "office", "union-chair", "government-vice-head",
                                       "government-office", "government-office-deputy" };
    static const char *const units[] = { "hrss", "finance", "housing" };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        add_post(s, own[i], own[i], "");
    add_post(s, "union-deputy-1", "union-deputy", "union");
    add_post(s, "union-deputy-2", "union-deputy", "union");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        add_post(s, units[i], units[i], units[i]);
        *LIST_ADD(s->op->arena, &s->c.units) =
            (UnitRow){ .conference = 1, .unit = units[i], .name = units[i], .member = i < 2 };
    }
}

Sample *sample_new(Op *op)
{
    static const MeetingKind kinds[] = { { "regular", "例行会议" }, { "special", "临时会议" } };
    static const Named groups[] = { { "worker-reps", "职工代表" } };
    Sample *s = ARENA_NEW(op->arena, Sample);
    s->op = op;
    s->settings = settings_suggested();
    s->envelope = envelope_none();
    s->charter.kinds = kinds;
    s->charter.kind_count = 2;
    s->charter.groups = groups;
    s->charter.group_count = 1;
    add_rules(s);
    add_people(s);
    s->meeting.row = (MeetingRow){ .conference = 1,
                                   .number = 1,
                                   .kind = "regular",
                                   .requested_on = day_of(2024, 6, 3),
                                   .at = INSTANT_NONE,
                                   .notified_on = DAY_NONE,
                                   .respond_by = DAY_NONE,
                                   .opened_at = INSTANT_NONE,
                                   .closed_at = INSTANT_NONE };
    s->charter.expires = DAY_NONE;
    s->c.charter = &s->charter;
    s->c.settings = &s->settings;
    s->c.envelope = &s->envelope;
    s->c.meeting = &s->meeting;
    s->c.minutes = &s->minutes;
    s->c.today = s->c.day = day_of(2024, 6, 3);
    s->c.code = "ejin-horo";
    s->c.calendar = NULL;
    if (calendar_embedded(op, &s->c.calendar) != OK)
        s->c.calendar = NULL;
    return s;
}

void sample_judge(Sample *s, const char *post, ActKind kind, const char *state,
                  const void *fields)
{
    const PostRow *row = case_post(&s->c, post);
    s->c.act = act_spec(kind);
    s->c.fields = fields;
    s->c.state = state;
    s->c.actor = (Capacity){ .post = post,
                             .post_class = row->post_class,
                             .title = row->title,
                             .body = row->body,
                             .person = 1 };
    bool on_conference = s->c.act->on == NOUN_CONFERENCE;
    s->c.subject = on_conference ? SUBJECT_CONFERENCE : (Subject){ s->c.act->on, 1 };
    s->c.made = (Subject){ s->c.act->makes, 1 };
    s->meeting.row.state = s->c.act->on == NOUN_MEETING ? state : s->meeting.row.state;
    judge(s->op, &s->c, &s->verdict, &s->outcome);
}

void sample_roster(Sample *s, const char *who, const char *status)
{
    *LIST_ADD(s->op->arena, &s->meeting.roster) =
        (RosterEntryRow){ .conference = 1,
                          .meeting = 1,
                          .n = (int64_t)s->meeting.roster.count + 1,
                          .who = who,
                          .status = status,
                          .answered_on = DAY_NONE };
}

void sample_item(Sample *s, const char *kind, int64_t topic)
{
    *LIST_ADD(s->op->arena, &s->meeting.agenda) =
        (AgendaItemRow){ .conference = 1,
                         .meeting = 1,
                         .n = (int64_t)s->meeting.agenda.count + 1,
                         .kind = kind,
                         .title = kind,
                         .has_topic = topic > 0,
                         .topic = topic };
}

TopicCase *sample_topic(Sample *s, int64_t number, const char *state)
{
    TopicCase topic = { .row = { .conference = 1,
                                 .number = number,
                                 .title = "高温津贴",
                                 .state = state,
                                 .proposed_by = "office",
                                 .agreed_on = day_of(2024, 4, 1) } };
    *LIST_ADD(s->op->arena, &s->c.named_topics) = topic;
    TopicCase *out = LIST_ADD(s->op->arena, &s->meeting.topics);
    *out = topic;
    return out;
}

void sample_pending(Sample *s, int64_t number, const char *state)
{
    *LIST_ADD(s->op->arena, &s->meeting.pending) =
        (DecisionRow){ .conference = 1, .number = number, .meeting = 9, .state = state };
}

void sample_duty(Sample *s, int64_t number, const char *owner, const char *verb, Noun noun)
{
    *LIST_ADD(s->op->arena, &s->c.duties) =
        (DutyRow){ .conference = 1,
                   .number = number,
                   .owner = owner,
                   .verb = verb,
                   .noun = noun_name(noun),
                   .subject = noun == NOUN_CONFERENCE ? 0 : 1,
                   .from_day = DAY_NONE,
                   .due = day_of(2024, 12, 31),
                   .source_kind = "clause",
                   .source_ref = "N4.1a",
                   .state = "open",
                   .ended_on = DAY_NONE };
}

static Rule *rule_at(Sample *s, const char *point)
{
    for (size_t i = 0; i < s->charter.rule_count; i++)
        if (text_same(s->charter.rules[i].point, point))
            return (Rule *)&s->charter.rules[i];
    return NULL;
}

void sample_force(Sample *s, const char *point, Force force)
{
    rule_at(s, point)->force = force;
}

void sample_without(Sample *s, const char *point)
{
    Rule *rule = rule_at(s, point);
    size_t at = (size_t)(rule - s->charter.rules);
    memmove(rule, rule + 1, (s->charter.rule_count - at - 1) * sizeof *rule);
    s->charter.rule_count--;
}

void sample_word(Sample *s, const char *point, const char *word)
{
    add(s, point, clause("X1"), (Value){ .kind = VALUE_WORD, .word = word, .words = word });
}

void sample_actors(Sample *s, const char *point, const char *ref, ActorMode mode,
                   const char *ids)
{
    add(s, point, clause(ref), actor(s, mode, ids));
}

size_t sample_opened(const Sample *s, const char *verb)
{
    size_t count = 0;
    for (size_t i = 0; i < s->outcome.opens.count; i++)
        count += text_same(s->outcome.opens.items[i].verb, verb);
    return count;
}

const char *sample_owners(const Sample *s, const char *verb)
{
    TextList owners = { 0 };
    for (size_t i = 0; i < s->outcome.opens.count; i++)
        if (text_same(s->outcome.opens.items[i].verb, verb))
            *LIST_ADD(s->op->arena, &owners) = s->outcome.opens.items[i].owner;
    return text_join(s->op->arena, &owners, " ");
}

const DutyOpened *sample_duty_opened(const Sample *s, const char *verb)
{
    for (size_t i = 0; i < s->outcome.opens.count; i++)
        if (text_same(s->outcome.opens.items[i].verb, verb))
            return &s->outcome.opens.items[i];
    return NULL;
}
