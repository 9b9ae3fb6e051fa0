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
        if (text_same(entry->who, who) &&
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

/* The unit or body a post acts for: its own id where the post speaks for the
 * unit of the same name. */
static const char *unit_of(const Case *c, const char *post)
{
    const PostRow *row = case_post(c, post);
    return row == NULL || text_empty(row->body) ? post : row->body;
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
        return text_same(post, office_post(c)); /* the office writes down what they did */
    case SEAT_GROUP:
        return false; /* people without a post do not act in the system */
    }
    return false;
}

static size_t turn_of(const Case *c, const Actor *actor)
{
    int year, month, day;
    day_split(c->day, &year, &month, &day);
    size_t closed = 0;
    for (size_t i = 0; i < c->meetings.count; i++)
        closed += text_same(c->meetings.items[i].state, "closed");
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
    if (seat->kind == SEAT_TEAM || seat->kind == SEAT_OUTSIDE ||
        seat->kind == SEAT_CONFERENCE) {
        if (!listed(out, office_post(c)))
            *LIST_ADD(arena, out) = office_post(c);
        return;
    }
    for (size_t i = 0; i < c->posts.count; i++) {
        const char *post = c->posts.items[i].post;
        if (seat_is(c, seat, post) && !listed(out, post))
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

static const char *role_post(const Case *c, const char *role_id)
{
    const Role *role = ruleset_role(c->charter, role_id);
    for (size_t i = 0; role != NULL && i < role->holders.seat_count; i++) {
        const char *id = role->holders.seats[i].id;
        for (size_t k = 0; id != NULL && k < c->posts.count; k++)
            if (text_same(c->posts.items[k].post, id) ||
                text_same(c->posts.items[k].post_class, id))
                return c->posts.items[k].post;
    }
    return NULL;
}

const char *office_post(const Case *c)
{
    const char *post = role_post(c, "office");
    if (post == NULL && case_post(c, "office") != NULL)
        post = "office";
    if (post == NULL)
        post = role_post(c, "convener");
    return post != NULL ? post : "office";
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
            (actor->mode != ACTOR_ATTENDING || on_roster(c, posts.items[i], true)))
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
