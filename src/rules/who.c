#include "base/text.h"
#include "rules/judgement.h"
#include "rules/meeting.h"

const Rule *rule_of_doer(const Case *c, const char *verb)
{
    const Rule *rule = meeting_doer_rule(c, verb);
    if (rule == NULL)
        rule = ruleset_act_rule(c->charter, verb, "by");
    if (rule == NULL)
        rule = ruleset_act_rule(c->charter, verb, "owed-by");
    if (rule == NULL && text_same(verb, "unit.add")) /* by which a change is settled */
        rule = ruleset_act_rule(c->charter, "roster.settle", "by");
    return rule != NULL && rule->value->kind == VALUE_ACTOR ? rule : NULL;
}

static bool consulted(const Case *c, const char *unit)
{
    for (size_t i = 0; c->consultation != NULL && i < c->consultation->units.count; i++)
        if (text_same(c->consultation->units.items[i].unit, unit))
            return true;
    return false;
}

static bool on_roster(const Case *c, const char *who, bool attending_only)
{
    for (size_t i = 0; c->meeting != NULL && i < c->meeting->roster.count; i++) {
        const RosterEntryRow *entry = &c->meeting->roster.items[i];
        if (text_same(entry->who, who) && roster_came(c, entry) &&
            (!attending_only || text_same(entry->status, "attend")))
            return true;
    }
    return false;
}

static bool of_agenda(const Case *c, const char *unit)
{
    for (size_t i = 0; c->meeting != NULL && i < c->meeting->topics.count; i++) {
        const TopicCase *topic = &c->meeting->topics.items[i];
        for (size_t k = 0; k < topic->units.count; k++)
            if (text_same(topic->units.items[k].unit, unit))
                return true;
    }
    return false;
}

static bool decision_has(const Case *c, const char *unit, const char *part)
{
    for (size_t i = 0; c->decision != NULL && i < c->decision->units.count; i++) {
        const DecisionUnitRow *row = &c->decision->units.items[i];
        if (text_same(row->unit, unit) && (part == NULL || text_same(row->part, part)))
            return true;
    }
    return false;
}

static bool member_unit(const Case *c, const char *unit)
{
    const UnitRow *row = case_unit(c, unit);
    return row != NULL && row->member;
}

/* The unit or body a post acts for: one that speaks through it, else the one
 * it belongs to, else its own id. */
static const char *unit_of(const Case *c, const char *post)
{
    const PostRow *row = case_post(c, post);
    for (size_t i = 0; i < c->charter->unit_count; i++)
        if (text_same(c->charter->units[i].speaks_through, post))
            return c->charter->units[i].id;
    return row == NULL || text_empty(row->body) ? post : row->body;
}

/* Of the posts of a unit the one that speaks for it: deputies and liaisons
 * may act, but what each unit owes is not owed once more by them. */
static bool speaks_for_unit(const Case *c, const char *post)
{
    const char *id = unit_of(c, post);
    const Unit *unit = ruleset_unit(c->charter, id);
    if (unit != NULL)
        return text_same(unit->speaks_through, post);
    return text_same(id, post) || case_post(c, id) == NULL; /* one that joined later */
}

/* One of those that teams.ID.members names; a team is not made of teams. */
static bool of_team(const Case *c, const char *team, const char *post)
{
    const Rule *rule = ruleset_team_rule(c->charter, team, "members");
    for (size_t i = 0; rule != NULL && i < rule->value->item_count; i++) {
        const Seat *seat = &rule->value->items[i].seat;
        if (seat->kind != SEAT_TEAM && seat_is(c, seat, post))
            return true;
    }
    return false;
}

bool seat_is(const Case *c, const Seat *seat, const char *post)
{
    const char *unit = unit_of(c, post);
    const PostRow *row = case_post(c, post);
    switch (seat->kind) {
    case SEAT_POST:
    case SEAT_CLASS:
        return text_same(seat->id, post) ||
               (row != NULL && text_same(seat->id, row->post_class));
    case SEAT_MEMBER_UNITS:
        return member_unit(c, unit);
    case SEAT_CONSULTED_UNITS:
        return consulted(c, unit);
    case SEAT_AGENDA_UNITS:
        return of_agenda(c, unit);
    case SEAT_AGENDA_MEMBERS:
        return of_agenda(c, unit) && member_unit(c, unit);
    case SEAT_AGENDA_OTHERS:
        return of_agenda(c, unit) && !member_unit(c, unit);
    case SEAT_ATTENDING_UNITS:
        return on_roster(c, unit, false) || on_roster(c, post, false);
    case SEAT_ATTENDEES:
        return on_roster(c, unit, true) || on_roster(c, post, true);
    case SEAT_LEAD_UNIT:
        return decision_has(c, unit, "lead");
    case SEAT_SUPPORTING_UNITS:
        return decision_has(c, unit, "supporting");
    case SEAT_PROPOSER:
        return c->topic != NULL && text_same(c->topic->row.proposed_by, post);
    case SEAT_PRESIDER:
        return c->meeting != NULL && text_same(c->meeting->row.presider, post);
    case SEAT_LIAISONS:
        return row != NULL && text_ends(post, "-liaison") && member_unit(c, unit);
    case SEAT_TEAM:
        return of_team(c, seat->id, post) || text_same(post, office_post(c));
    case SEAT_OUTSIDE:
    case SEAT_CONFERENCE:
    case SEAT_GROUP:
        return text_same(post, office_post(c)); /* the office writes down what they did */
    }
    return false;
}

/* The day whose turn it is: of the meeting in hand, else of the act. */
static Day turn_day(const Case *c)
{
    if (c->act != NULL && c->act->kind == ACT_MEETING_SCHEDULE && c->fields != NULL)
        return instant_day(((const MeetingSchedule *)c->fields)->at);
    return day_given(meeting_day(c)) ? meeting_day(c) : c->day;
}

/* Turns begin with the first seat in the year the charter came into force. */
static size_t turn_of(const Case *c, const Actor *actor)
{
    int year, month, day, first = 0;
    day_split(turn_day(c), &year, &month, &day);
    if (day_given(c->charter->in_force)) {
        int unused_month, unused_day;
        day_split(c->charter->in_force, &first, &unused_month, &unused_day);
    }
    year = year > first ? year - first : 0;
    size_t closed = 0;
    for (size_t i = 0; i < c->meetings.count; i++)
        closed += text_same(c->meetings.items[i].state, "closed") &&
                  (c->meeting == NULL || c->meetings.items[i].number < c->meeting->row.number);
    switch (actor->turn) {
    case TURN_NONE:
    case TURN_YEAR:
        return (size_t)year % actor->seat_count;
    case TURN_QUARTER:
        return ((size_t)year * 4 + (size_t)(month - 1) / 3) % actor->seat_count;
    case TURN_MEETING:
        return closed % actor->seat_count;
    }
    return 0;
}

bool actor_holds(const Case *c, const Actor *actor, const char *post)
{
    if (actor->seat_count == 0)
        return false;
    if (actor->mode == ACTOR_TURN)
        return seat_is(c, &actor->seats[turn_of(c, actor)], post);
    for (size_t i = 0; i < actor->seat_count; i++)
        if (seat_is(c, &actor->seats[i], post))
            return true;
    return false;
}

static bool listed(const TextList *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_same(list->items[i], text))
            return true;
    return false;
}

/* Who holds a seat: posts, and units by their own id where a unit is meant. */
static void seat_posts(const Case *c, Arena *arena, const Seat *seat, TextList *out)
{
    if (seat->kind == SEAT_TEAM || seat->kind == SEAT_OUTSIDE || seat->kind == SEAT_GROUP ||
        seat->kind == SEAT_CONFERENCE) {
        if (!listed(out, office_post(c)))
            *LIST_ADD(arena, out) = office_post(c);
        return;
    }
    for (size_t i = 0; i < c->posts.count; i++) {
        const char *post = c->posts.items[i].post;
        if (seat_is(c, seat, post) && !listed(out, post) &&
            (!seat_of_units(seat->kind) || speaks_for_unit(c, post)))
            *LIST_ADD(arena, out) = post;
    }
}

TextList actor_posts(const Case *c, Arena *arena, const Actor *actor)
{
    TextList out = { 0 };
    if (actor->mode == ACTOR_TURN && actor->seat_count > 0) {
        seat_posts(c, arena, &actor->seats[turn_of(c, actor)], &out);
        return out;
    }
    for (size_t i = 0; i < actor->seat_count; i++)
        seat_posts(c, arena, &actor->seats[i], &out);
    return out;
}

const char *posts_words(const Case *c, Arena *arena, const TextList *posts)
{
    TextList words = { 0 };
    for (size_t i = 0; i < posts->count; i++)
        *LIST_ADD(arena, &words) = case_title(c, posts->items[i]);
    return text_join(arena, &words, "、");
}

TextList actor_owners(const Case *c, Arena *arena, const Actor *actor)
{
    TextList out = { 0 };
    if (actor->mode != ACTOR_RANKED)
        return actor_posts(c, arena, actor);
    for (size_t i = 0; i < actor->seat_count && out.count == 0; i++)
        seat_posts(c, arena, &actor->seats[i], &out);
    return out;
}

static bool held_on_the_day(const Case *c, const char *post)
{
    for (size_t i = 0; i < c->tenures.count; i++) {
        const TenureRow *row = &c->tenures.items[i];
        if (text_same(row->post, post) && day_compare(row->since, c->day) <= 0 &&
            (!day_given(row->until) || day_compare(c->day, row->until) <= 0))
            return true;
    }
    return c->tenures.count == 0; /* nobody is registered: then all may be there */
}

TextList ranked_before(const Case *c, Arena *arena, const Actor *actor, const char *post)
{
    TextList all = { 0 }, out = { 0 };
    for (size_t i = 0; actor->mode == ACTOR_RANKED && i < actor->seat_count; i++) {
        if (seat_is(c, &actor->seats[i], post))
            break;
        seat_posts(c, arena, &actor->seats[i], &all);
    }
    for (size_t i = 0; i < all.count; i++)
        if (held_on_the_day(c, all.items[i]))
            *LIST_ADD(arena, &out) = all.items[i];
    return out;
}

void judge_rank(Judgement *j, const Rule *rule, const char *post)
{
    TextList before = ranked_before(j->c, j->op->arena, &rule->value->actor, post);
    if (before.count > 0)
        need_reason(j, rule->source, "%s在先，不能办理的才由%s办理，要写明理由。",
                    posts_words(j->c, j->op->arena, &before), case_title(j->c, post));
}

/* The first post that one of these seats names outright. */
static const char *named_post(const Case *c, const Actor *actor)
{
    for (size_t i = 0; i < actor->seat_count; i++) {
        const Seat *seat = &actor->seats[actor->mode == ACTOR_TURN ? turn_of(c, actor) : i];
        for (size_t k = 0; seat->id != NULL && k < c->posts.count; k++)
            if ((seat->kind == SEAT_POST || seat->kind == SEAT_CLASS) &&
                (text_same(c->posts.items[k].post, seat->id) ||
                 text_same(c->posts.items[k].post_class, seat->id)))
                return c->posts.items[k].post;
    }
    return NULL;
}

const char *office_post(const Case *c)
{
    const Rule *daily = ruleset_rule(c->charter, "daily-work.by");
    const Role *convener = ruleset_role(c->charter, "convener");
    const char *post = NULL;
    if (daily != NULL && daily->value->kind == VALUE_ACTOR)
        post = named_post(c, &daily->value->actor);
    if (post == NULL && convener != NULL)
        post = named_post(c, &convener->holders);
    if (post == NULL && c->posts.count > 0)
        post = c->posts.items[0].post;
    return post != NULL ? post : "admin";
}

Consent consent_after(Judgement *j, const char *verb, const TextList *given)
{
    const Case *c = j->c;
    Consent consent = { .rule = rule_of_doer(c, verb) };
    if (consent.rule == NULL)
        return consent;
    const Actor *actor = &consent.rule->value->actor;
    TextList posts = actor_posts(c, j->op->arena, actor);
    for (size_t i = 0; i < posts.count; i++)
        if (!text_same(posts.items[i], c->actor.post) && !listed(given, posts.items[i]) &&
            (actor->mode != ACTOR_ATTENDING || attends(c, posts.items[i])))
            *LIST_ADD(j->op->arena, &consent.missing) = posts.items[i];
    size_t have = posts.count - consent.missing.count;
    bool enough = false;
    switch (actor->mode) {
    case ACTOR_ANY:
    case ACTOR_TURN:
    case ACTOR_RANKED:
        enough = true;
        break;
    case ACTOR_MAJORITY:
        enough = have * 2 > posts.count;
        break;
    case ACTOR_TWO_THIRDS:
        enough = have * 3 >= posts.count * 2;
        break;
    case ACTOR_ALL:
    case ACTOR_EACH:
    case ACTOR_ATTENDING:
        break;
    }
    if (enough)
        consent.missing.count = 0;
    return consent;
}
