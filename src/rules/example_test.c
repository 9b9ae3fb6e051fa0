#include "rules/example.h"

#include <string.h>

#include "base/test.h"
#include "base/text.h"

static Arena *arena(void)
{
    return test_op()->arena;
}

/* ---- the charter --------------------------------------------------------- */

static Seat seat_of(const char *word)
{
    Seat seat = { .kind = SEAT_POST, .id = word, .title = word };
    if (text_same(word, "consulted-units"))
        seat.kind = SEAT_CONSULTED_UNITS;
    if (text_same(word, "lead-unit"))
        seat.kind = SEAT_LEAD_UNIT;
    if (text_same(word, "supporting-units"))
        seat.kind = SEAT_SUPPORTING_UNITS;
    if (text_same(word, "conference"))
        seat.kind = SEAT_CONFERENCE;
    return seat;
}

static TextList words_of(const char *first, va_list args)
{
    TextList words = { 0 };
    for (const char *word = first; word != NULL; word = va_arg(args, const char *))
        *LIST_ADD(arena(), &words) = word;
    return words;
}

Value example_actor(ActorMode mode, const char *post, ...)
{
    va_list args;
    va_start(args, post);
    TextList words = words_of(post, args);
    va_end(args);
    Seat *seats = ARENA_ARRAY(arena(), Seat, words.count);
    for (size_t i = 0; i < words.count; i++)
        seats[i] = seat_of(words.items[i]);
    return (Value){ .kind = VALUE_ACTOR,
                    .actor = { .mode = mode, .seats = seats, .seat_count = words.count },
                    .words = text_join(arena(), &words, "、") };
}

Value example_list(const char *word, ...)
{
    va_list args;
    va_start(args, word);
    TextList words = words_of(word, args);
    va_end(args);
    Item *items = ARENA_ARRAY(arena(), Item, words.count);
    for (size_t i = 0; i < words.count; i++)
        items[i] = (Item){ .word = words.items[i],
                           .title = words.items[i],
                           .seat = seat_of(words.items[i]),
                           .force = FORCE_MUST };
    return (Value){ .kind = VALUE_LIST,
                    .items = items,
                    .item_count = words.count,
                    .words = text_join(arena(), &words, "、") };
}

static const char *verb_of(const char *point)
{
    const char *last = strrchr(point, '.');
    return last == NULL ? NULL : arena_dup_n(arena(), point, (size_t)(last - point));
}

void example_rule(Example *s, const char *point, Force force, const char *clause, Value value)
{
    Rule *rules = ARENA_ARRAY(arena(), Rule, s->charter.rule_count + 1);
    Value *kept = arena_copy(arena(), &value, sizeof value);
    Source source = { .kind = clause[0] == 'R' ? SOURCE_READING : SOURCE_CLAUSE,
                      .ref = clause };
    size_t at = 0;
    for (size_t i = 0; i < value.item_count; i++) {
        ((Item *)kept->items)[i].force = force;
        ((Item *)kept->items)[i].source = source;
    }
    while (at < s->charter.rule_count && strcmp(s->charter.rules[at].point, point) < 0)
        at++;
    for (size_t i = 0; i < s->charter.rule_count; i++)
        rules[i < at ? i : i + 1] = s->charter.rules[i];
    rules[at] = (Rule){ .point = point,
                        .verb = verb_of(point),
                        .label = point,
                        .value = kept,
                        .force = force,
                        .source = source };
    s->charter.rules = rules;
    s->charter.rule_count++;
}

static void charter_make(Example *s)
{
    Force must = FORCE_MUST;
    Role *convener = ARENA_NEW(arena(), Role);
    *convener = (Role){ .id = "convener", .title = "召集人" };
    convener->holders =
        example_actor(ACTOR_ALL, "union-chair", "government-vice-head", NULL).actor;
    s->charter.roles = convener;
    s->charter.role_count = 1;
    example_rule(s, "daily-work.by", must, "N2c", example_actor(ACTOR_ANY, "office", NULL));
    example_rule(s, "office.seat", must, "N2c", (Value){ .kind = VALUE_WORD, .word = "union" });
    example_rule(s, "topic.agree.by", must, "A5.1a",
                 example_actor(ACTOR_ALL, "union-chair", "government-vice-head", NULL));
    example_rule(s, "research.report.with", must, "N4.2", example_list("argument", NULL));
    example_rule(s, "consultation.send.form", must, "N4.3c",
                 example_list("written", "meeting", NULL));
    example_rule(s, "consultation.reply.owed-by", must, "N4.3d",
                 example_actor(ACTOR_EACH, "consulted-units", NULL));
    example_rule(s, "consultation.reply.form", must, "N4.3d", example_list("formal", NULL));
    example_rule(s, "minutes.approve.by", must, "N4.5b",
                 example_actor(ACTOR_ALL, "union-chair", "government-vice-head", NULL));
    example_rule(s, "decision.report.owed-by", must, "N4.6a",
                 example_actor(ACTOR_EACH, "lead-unit", "supporting-units", NULL));
    example_rule(s, "inspection.form.owed-by", must, "N4.6b",
                 example_actor(ACTOR_ALL, "government-office", "union-chair", NULL));
    example_rule(s, "decision.close.by", must, "R9",
                 example_actor(ACTOR_ANY, "government-office", "office", NULL));
    example_rule(s, "news.publish.owed-by", must, "N4.7",
                 example_actor(ACTOR_ANY, "conference", NULL));
}

/* ---- the case ------------------------------------------------------------ */

static void post_add(Example *s, const char *post, const char *body)
{
    *LIST_ADD(arena(), &s->c.posts) =
        (PostRow){ .post = post, .post_class = post, .title = post, .body = body };
}

static void people_make(Example *s)
{
    static const char *const units[] = { "hrss", "finance", "tax" };
    static const char *const bodies[] = { "union", "government", "government-office" };
    post_add(s, "office", "");
    post_add(s, "union-chair", "union");
    post_add(s, "government-vice-head", "government");
    post_add(s, "government-office", "government-office");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        post_add(s, units[i], units[i]);
        *LIST_ADD(arena(), &s->c.units) =
            (UnitRow){ .unit = units[i], .name = units[i], .member = true };
    }
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        *LIST_ADD(arena(), &s->c.units) = (UnitRow){ .unit = bodies[i], .name = bodies[i] };
}

Example *example_new(void)
{
    Example *s = ARENA_NEW(arena(), Example);
    Day today = day_of(2024, 6, 3);
    s->settings = settings_suggested();
    s->envelope = envelope_none();
    s->c = (Case){ .charter = &s->charter,
                   .settings = &s->settings,
                   .envelope = &s->envelope,
                   .today = today,
                   .day = today,
                   .state = "",
                   .code = "example" };
    test_check_ok(calendar_embedded(test_op(), &s->c.calendar), __FILE__, __LINE__, "calendar");
    s->charter.expires = DAY_NONE;
    charter_make(s);
    people_make(s);
    return s;
}

void example_decision_unit(Example *s, const char *unit, const char *part)
{
    *LIST_ADD(arena(), &s->decision.units) =
        (DecisionUnitRow){ .decision = 1, .unit = unit, .part = part, .accepted_on = DAY_NONE };
}

void example_decision(Example *s, const char *state)
{
    s->decision.row = (DecisionRow){ .number = 1,
                                     .meeting = 1,
                                     .text = "发放高温津贴",
                                     .lead = "hrss",
                                     .due = day_of(2024, 9, 30),
                                     .first_due = day_of(2024, 9, 30),
                                     .state = state,
                                     .asked_until = DAY_NONE };
    example_decision_unit(s, "hrss", "lead");
    example_decision_unit(s, "finance", "supporting");
    s->minutes.drafted = true;
    s->minutes.row.state = "issued";
    s->c.decision = &s->decision;
    s->c.minutes = &s->minutes;
    s->c.subject = (Subject){ NOUN_DECISION, 1 };
    s->c.state = state;
}

void example_consultation(Example *s, const char *state)
{
    static const char *const units[] = { "hrss", "finance" };
    s->consultation.row = (ConsultationRow){
        .number = 1, .topic = 1, .state = state, .sent_on = day_of(2024, 5, 27)
    };
    for (size_t i = 0; i < 2; i++)
        *LIST_ADD(arena(), &s->consultation.units) =
            (ConsultationUnitRow){ .consultation = 1,
                                   .unit = units[i],
                                   .reply_by = day_of(2024, 6, 14),
                                   .state = "waiting",
                                   .answered_on = DAY_NONE };
    s->topic.row = (TopicRow){ .number = 1, .state = "agreed" };
    s->c.topic = &s->topic;
    s->c.consultation = &s->consultation;
    s->c.subject = (Subject){ NOUN_CONSULTATION, 1 };
    s->c.state = state;
}

void example_duty(Example *s, const char *owner, const char *verb, Subject subject, Day due)
{
    DutyRow row = { .number = (int64_t)s->c.duties.count + 1,
                    .owner = owner,
                    .verb = verb,
                    .noun = noun_name(subject.noun),
                    .subject = subject.number,
                    .due = due,
                    .state = "open" };
    *LIST_ADD(arena(), &s->c.duties) = row;
}

/* ---- judging ------------------------------------------------------------- */

void example_judge(Example *s, ActKind kind, const char *post, const void *fields)
{
    const PostRow *row = case_post(&s->c, post);
    s->c.act = act_spec(kind);
    s->c.fields = fields;
    s->c.actor = (Capacity){
        .post = post, .post_class = post, .title = post, .body = row != NULL ? row->body : ""
    };
    if (s->c.act->makes != NOUN_NONE)
        s->c.made = (Subject){ s->c.act->makes, 7 };
    judge(test_op(), &s->c, &s->verdict, &s->outcome);
}

bool example_allowed(const Example *s)
{
    return s->verdict.kind == VERDICT_ALLOWED;
}

static bool is(const Example *s, VerdictKind kind, const char *ref)
{
    return s->verdict.kind == kind && text_same(s->verdict.source.ref, ref) &&
           !text_empty(s->verdict.why);
}

bool example_refused(const Example *s, const char *ref)
{
    return is(s, VERDICT_REFUSED, ref);
}

bool example_waits(const Example *s, const char *ref)
{
    return is(s, VERDICT_WAITING, ref);
}

bool example_wants_reason(const Example *s, const char *ref)
{
    return is(s, VERDICT_NEEDS_REASON, ref);
}

const DutyOpened *example_opened(const Example *s, const char *owner, const char *verb)
{
    for (size_t i = 0; i < s->outcome.opens.count; i++)
        if (text_same(s->outcome.opens.items[i].owner, owner) &&
            text_same(s->outcome.opens.items[i].verb, verb))
            return &s->outcome.opens.items[i];
    return NULL;
}

size_t example_opened_count(const Example *s, const char *verb)
{
    size_t count = 0;
    for (size_t i = 0; i < s->outcome.opens.count; i++)
        count += text_same(s->outcome.opens.items[i].verb, verb);
    return count;
}

const char *example_ended(const Example *s, int64_t number)
{
    const char *how = "";
    for (size_t i = 0; i < s->outcome.ends.count; i++)
        if (s->outcome.ends.items[i].number == number)
            how = s->outcome.ends.items[i].how == DUTY_DONE ? "done" : "excused";
    return how;
}

void example_unit(TextList *list, const char *unit)
{
    *LIST_ADD(arena(), list) = unit;
}
