/* Whose turn it is, and which states can still come. */
#include <stdlib.h>
#include <string.h>

#include "actions/prospect_inner.h"
#include "base/text.h"
#include "rules/judge.h"

enum { STATES_MAX = 32 };

/* ---- states that can still come ------------------------------------------- */

/* The place of a state among those of its noun, from 1; 0: before the first. */
static size_t place_of(const NounSpec *noun, const char *state)
{
    for (size_t i = 0; i < noun->state_count && i + 1 < STATES_MAX; i++)
        if (text_same(noun->states[i].name, state))
            return i + 1;
    return 0;
}

/* One act from one place: to its state, or where the rule says, to any that
 * the catalogue lists later. */
static bool edge_follow(const NounSpec *noun, const ActSpec *spec, size_t from, bool *reached)
{
    bool news = false;
    size_t first = spec->to_by_rule ? from + 1 : place_of(noun, spec->to);
    size_t last = spec->to_by_rule ? noun->state_count : first;
    if (spec->to == NULL && !spec->to_by_rule)
        return false;
    for (size_t to = first; to <= last && to < STATES_MAX; to++) {
        news = news || !reached[to];
        reached[to] = true;
    }
    return news;
}

static bool starts_from(const NounSpec *noun, const ActSpec *spec, const bool *reached,
                        size_t at)
{
    if (!reached[at])
        return false;
    for (size_t i = 0; i < spec->from_count; i++)
        if (place_of(noun, spec->from[i]) == at)
            return true;
    return spec->from_count == 0;
}

static bool reached_further(Noun on, const NounSpec *noun, bool *reached)
{
    bool news = false;
    for (size_t i = 0; i < ACT_COUNT; i++) {
        const ActSpec *spec = act_spec((ActKind)i);
        for (size_t at = 0; spec->on == on && spec->makes == NOUN_NONE &&
                            at <= noun->state_count && at < STATES_MAX;
             at++)
            if (starts_from(noun, spec, reached, at))
                news = edge_follow(noun, spec, at, reached) || news;
    }
    return news;
}

bool prospect_reachable(const Case *c, const ActSpec *spec)
{
    const NounSpec *noun = noun_spec(spec->on);
    bool reached[STATES_MAX] = { false };
    reached[place_of(noun, c->state)] = true;
    while (reached_further(spec->on, noun, reached))
        ;
    for (size_t at = 0; at <= noun->state_count && at < STATES_MAX; at++)
        if (starts_from(noun, spec, reached, at))
            return true;
    return false;
}

/* ---- duties ----------------------------------------------------------------- */

/* What hangs on a subject is owed on its page too: the replies on the topic,
 * the minutes on the meeting. What it hangs on has a page of its own. */
static bool belongs(Subject subject, const DutyRow *duty)
{
    if (text_same(duty->noun, noun_name(subject.noun)) && duty->subject == subject.number)
        return true;
    if (subject.noun == NOUN_TOPIC)
        return text_same(duty->noun, noun_name(NOUN_CONSULTATION));
    return subject.noun == NOUN_MEETING && duty->subject == subject.number &&
           text_same(duty->noun, noun_name(NOUN_MINUTES));
}

static const char *due_source(Arena *arena, const DutyRow *duty)
{
    return day_given(duty->due) ? tell_source_kept(arena, duty->due_kind, duty->due_ref) : "";
}

static void duty_turn(Op *op, const Case *c, const DutyRow *duty, Day today, Turn *out)
{
    *out = (Turn){ .spec = act_find(duty->verb),
                   .subject = { noun_find(duty->noun), duty->subject },
                   .owner = duty->owner,
                   .words = case_title(c, duty->owner),
                   .due = duty->due,
                   .from = duty->from_day,
                   .source = tell_source_kept(op->arena, duty->source_kind, duty->source_ref),
                   .due_source = due_source(op->arena, duty),
                   .mine = prospect_mine(c, duty->owner),
                   .standing = duty_standing(duty, today) };
}

/* A duty with a day before one without, the nearest first. */
static int by_due(const void *a, const void *b)
{
    const Turn *x = a, *y = b;
    if (day_given(x->due) != day_given(y->due))
        return day_given(x->due) ? -1 : 1;
    int order = day_given(x->due) ? day_compare(x->due, y->due) : 0;
    return order != 0 ? order : (x->spec > y->spec) - (x->spec < y->spec);
}

/* ---- the normal course ------------------------------------------------------ */

static const struct Course {
    Noun noun;
    const char *state;
    ActKind next;
    ActKind without; /* where the charter has no such step; 0: nothing follows */
} courses[] = {
    { NOUN_TOPIC, "proposed", ACT_TOPIC_SUBMIT, ACT_TOPIC_AGREE },
    { NOUN_TOPIC, "submitted", ACT_TOPIC_AGREE, 0 },
    { NOUN_TOPIC, "returned", ACT_TOPIC_REVISE, 0 },
    { NOUN_TOPIC, "agreed", ACT_TOPIC_DRAFT, 0 },
    { NOUN_CONSULTATION, "open", ACT_CONSULTATION_SETTLE, 0 },
    { NOUN_CONSULTATION, "settled", ACT_CONSULTATION_CLOSE, 0 },
    { NOUN_MEETING, "requested", ACT_MEETING_CONSENT, ACT_MEETING_SCHEDULE },
    { NOUN_MEETING, "consented", ACT_MEETING_SCHEDULE, 0 },
    { NOUN_MEETING, "scheduled", ACT_MEETING_NOTIFY, 0 },
    { NOUN_MEETING, "notified", ACT_MEETING_OPEN, 0 },
    { NOUN_MEETING, "open", ACT_MEETING_CLOSE, 0 },
    { NOUN_MINUTES, "", ACT_MINUTES_DRAFT, 0 },
    { NOUN_MINUTES, "drafted", ACT_MINUTES_APPROVE, 0 },
    { NOUN_MINUTES, "returned", ACT_MINUTES_DRAFT, 0 },
    { NOUN_MINUTES, "approved", ACT_MINUTES_ISSUE, 0 },
    { NOUN_DECISION, "resolved", ACT_DECISION_ASSIGN, 0 },
    { NOUN_DECISION, "assigned", ACT_DECISION_ASK_CLOSE, 0 },
    { NOUN_DECISION, "done", ACT_DECISION_CLOSE, 0 },
    { NOUN_INSPECTION, "formed", ACT_INSPECTION_FIND, 0 },
    { NOUN_NEWS, "drafted", ACT_NEWS_CLEAR, 0 },
    { NOUN_NEWS, "cleared", ACT_NEWS_PUBLISH, 0 },
};

static const struct Course *course_of(const Case *c)
{
    for (size_t i = 0; i < sizeof courses / sizeof *courses; i++)
        if (courses[i].noun == c->subject.noun && text_same(courses[i].state, c->state))
            return &courses[i];
    return NULL;
}

static void course_turn(Op *op, Case *c, TurnList *out)
{
    const struct Course *course = course_of(c);
    if (course == NULL || c->charter == NULL)
        return;
    const ActSpec *spec = act_spec(course->next);
    if (course->without != 0 && !ruleset_speaks_of(c->charter, spec->verb))
        spec = act_spec(course->without);
    c->act = spec;
    const char *words = doers_words(c, op->arena);
    const Rule *rule = ruleset_act_rule(c->charter, spec->verb, "by");
    *LIST_ADD(op->arena, out) =
        (Turn){ .spec = spec,
                .subject = c->subject,
                .owner = "",
                .words = words,
                .due = DAY_NONE,
                .from = DAY_NONE,
                .source = rule != NULL ? tell_source(op->arena, rule->source) : "",
                .due_source = "",
                .standing = DUTY_OPEN };
}

void prospect_turns(Op *op, Case *c, Day today, TurnList *out)
{
    for (size_t i = 0; i < c->duties.count; i++) {
        Turn turn;
        if (!belongs(c->subject, &c->duties.items[i]))
            continue;
        duty_turn(op, c, &c->duties.items[i], today, &turn);
        if (turn.spec != NULL)
            *LIST_ADD(op->arena, out) = turn;
    }
    if (out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, by_due);
    else
        course_turn(op, c, out);
}
