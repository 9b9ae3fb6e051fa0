/* Who does a decision, who closes it, and what is owed while it runs. */
#include "base/text.h"
#include "rules/decision.h"
#include "rules/doer.h"
#include "rules/frequency.h"
#include "rules/owed.h"

/* ---- doers and closers --------------------------------------------------- */

/* The body the office sits in, and acts for; NULL when none is said. */
static const char *office_seat(const Case *c)
{
    const Rule *seat = ruleset_rule(c->charter, "office.seat");
    return seat != NULL ? seat->value->word : NULL;
}

static bool same_house(const Case *c, const char *post, const char *unit)
{
    const char *office = office_post(c), *seat = office_seat(c);
    if (acts_for(c, post, unit))
        return true;
    if (seat == NULL)
        return false;
    if (text_same(post, office))
        return text_same(unit, seat);
    return text_same(unit, office) && acts_for(c, post, seat);
}

bool decision_doer(const Case *c, const char *post)
{
    for (size_t i = 0; c->decision != NULL && i < c->decision->units.count; i++)
        if (same_house(c, post, c->decision->units.items[i].unit))
            return true;
    return false;
}

static TextList conveners(const Case *c, Arena *arena)
{
    static const char *const roles[] = { "convener", "chief-convener", "leader" };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        const Role *role = ruleset_role(c->charter, roles[i]);
        if (role != NULL)
            return actor_posts(c, arena, &role->holders);
    }
    const Rule *rule = rule_of_doer(c, "topic.agree");
    return rule != NULL ? actor_posts(c, arena, &rule->value->actor) : (TextList){ 0 };
}

static void posts_added(const Case *c, Arena *arena, const Rule *rule, TextList *out)
{
    TextList posts = { 0 };
    if (rule != NULL)
        posts = actor_posts(c, arena, &rule->value->actor);
    for (size_t i = 0; i < posts.count; i++)
        if (!text_listed(out, posts.items[i]))
            *LIST_ADD(arena, out) = posts.items[i];
}

/* Where the charter names no closer: those who supervise, and the office. */
static TextList supervisors(const Case *c, Arena *arena)
{
    TextList out = { 0 };
    posts_added(c, arena, rule_of_doer(c, "decision.supervise"), &out);
    posts_added(c, arena, rule_of_doer(c, "inspection.form"), &out);
    if (!text_listed(&out, office_post(c)))
        *LIST_ADD(arena, &out) = office_post(c);
    return out;
}

/* Where all the conveners do the decision too: those who speak for a party
 * that does not. */
static TextList other_parties(const Case *c, Arena *arena, const TextList *conveners)
{
    TextList out = { 0 };
    for (size_t i = 0; i < conveners->count; i++)
        if (!decision_doer(c, conveners->items[i]))
            return out;
    for (size_t i = 0; i < c->charter->body_count; i++) {
        const Body *body = &c->charter->bodies[i];
        if (body->party && case_post(c, body->speaks_through) != NULL &&
            !decision_doer(c, body->speaks_through))
            *LIST_ADD(arena, &out) = body->speaks_through;
    }
    return out;
}

Closers decision_closers(const Case *c, Arena *arena)
{
    Closers closers = { .source = house_source(HOUSE_DOER_NEVER_CLOSES) };
    const Rule *rule = rule_of_doer(c, "decision.close");
    if (rule != NULL) {
        closers.source = rule->source;
        closers.posts = actor_posts(c, arena, &rule->value->actor);
        closers.all_needed = rule->value->actor.mode == ACTOR_ALL;
    } else {
        closers.posts = supervisors(c, arena);
    }
    for (size_t i = 0; i < closers.posts.count; i++)
        if (!decision_doer(c, closers.posts.items[i]))
            *LIST_ADD(arena, &closers.free) = closers.posts.items[i];
    closers.ranked = rule != NULL && rule->value->actor.mode == ACTOR_RANKED;
    if (closers.ranked && closers.free.count > 1)
        closers.free.count = 1; /* the next only where this one cannot */
    if (closers.free.count > 0)
        return closers;
    closers.posts = conveners(c, arena);
    TextList parties = other_parties(c, arena, &closers.posts);
    if (parties.count > 0)
        return (Closers){ .posts = parties,
                          .free = parties,
                          .source = house_source(HOUSE_DOER_NEVER_CLOSES) };
    return (Closers){ .posts = conveners(c, arena),
                      .by_conveners = true,
                      .all_needed = true,
                      .source = house_source(HOUSE_DOER_NEVER_CLOSES) };
}

bool decision_falls_to(const Case *c, Arena *arena, const char *post)
{
    Closers closers = decision_closers(c, arena);
    return closers.by_conveners && text_listed(&closers.posts, post);
}

const DecisionUnitRow *decision_unit_acting(Judgement *j)
{
    const DecisionCase *decision = j->c->decision;
    for (size_t i = 0; decision != NULL && i < decision->units.count; i++) {
        const DecisionUnitRow *row = &decision->units.items[i];
        if (acts_for(j->c, j->c->actor.post, row->unit)) {
            resolve(j, "unit", row->unit);
            return row;
        }
    }
    return NULL;
}

/* ---- duties -------------------------------------------------------------- */

void acceptance_owed(Judgement *j, const char *unit)
{
    open_duty(j, unit, "decision.accept", j->c->subject,
              due_within(j, "decision.accept", SETTING_ACCEPT_DAYS),
              duty_source(j->c, "decision.accept", NULL, setting_source(SETTING_ACCEPT_DAYS)));
}

static bool reports_late(const Case *c, const char *unit)
{
    for (size_t i = 0; i < c->duties.count; i++) {
        const DutyRow *duty = &c->duties.items[i];
        if (text_same(duty->verb, "decision.report") && text_same(duty->owner, unit) &&
            day_given(duty->due) && day_compare(duty->due, c->day) < 0)
            return true;
    }
    return false;
}

/* The next report comes with the office's period, or with the due day where
 * that is nearer. */
static Due report_due(Judgement *j, const char *unit)
{
    const Rule *every = ruleset_act_rule(j->c->charter, "decision.report", "every");
    if (every == NULL || every->value->kind != VALUE_FREQUENCY ||
        every->value->frequency.kind == BOUND_AT_MOST)
        return due_within(j, "decision.report", SETTING_REPORT_EVERY_DAYS);
    /* a report in time is that of its period; a late one was the last one's */
    bool following = j->c->act->kind == ACT_DECISION_REPORT && !reports_late(j->c, unit);
    return due_on(meeting_period(&every->value->frequency, NULL, j->c->day, following).last,
                  every->source);
}

void report_owed(Judgement *j, const char *unit, Day due_day)
{
    Due due = report_due(j, unit);
    bool nearer = !day_given(due.day) || day_compare(due_day, due.day) < 0;
    if (nearer && day_compare(due_day, j->c->day) > 0)
        due = due_on(due_day, order_source("decision.due"));
    open_duty(j, unit, "decision.report", j->c->subject, due,
              duty_source(j->c, "decision.report", "decision.implement",
                          setting_source(SETTING_REPORT_EVERY_DAYS)));
}

void closing_application_owed(Judgement *j, Day due_day)
{
    Source due = order_source("decision.due");
    open_duty(j, j->c->decision->row.lead, "decision.ask-close", j->c->subject,
              due_on(due_day, due),
              duty_source(j->c, "decision.ask-close", "decision.implement", due));
}

/* Dormant until the decision is overdue; one that is overdue already is
 * chased from tomorrow. */
void chasing_owed(Judgement *j, Day due_day)
{
    Day from = day_compare(due_day, j->c->day) > 0 ? due_day : j->c->day;
    Due due = due_within_of(j, "decision.chase", SETTING_CHASE_DAYS, from);
    const Rule *rule = rule_of_doer(j->c, "decision.chase");
    Source source = rule != NULL ? rule->source : setting_source(SETTING_CHASE_DAYS);
    TextList owners = { 0 };
    posts_added(j->c, j->op->arena, rule, &owners);
    if (owners.count == 0)
        *LIST_ADD(j->op->arena, &owners) = office_post(j->c);
    for (size_t i = 0; i < owners.count; i++)
        open_duty_from(j, owners.items[i], "decision.chase", j->c->subject, day_plus(from, 1),
                       due, source);
}

void running_owed(Judgement *j, Day due_day)
{
    for (size_t i = 0; i < j->c->decision->units.count; i++)
        report_owed(j, j->c->decision->units.items[i].unit, due_day);
    closing_application_owed(j, due_day);
    chasing_owed(j, due_day);
}
