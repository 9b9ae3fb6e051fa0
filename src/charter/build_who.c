/* The rest of the rule set: gates, and who is who. */
#include <stdlib.h>
#include <string.h>

#include "charter/compile.h"

typedef LIST(Gate) GateList;

static void add_gate(Compiler *c, GateList *gates, Gate gate)
{
    for (size_t i = 0; i < gates->count; i++) {
        Gate *known = &gates->items[i];
        if (!text_same(known->verb, gate.verb) || !text_same(known->needs, gate.needs))
            continue;
        if (gate.force < known->force)
            *known = gate;
        return;
    }
    *LIST_ADD(c->arena, gates) = gate;
}

/* A matter without an act of its own is held up by holding up its acts. */
static void add_gates(Compiler *c, GateList *gates, Gate gate)
{
    const VerbDef *def = point_verb(gate.verb);
    TextList acts = { 0 };
    if (def != NULL && !text_empty(def->through))
        acts = text_split(c->arena, def->through, " ");
    for (size_t i = 0; i < acts.count; i++) {
        gate.verb = acts.items[i];
        add_gate(c, gates, gate);
    }
    if (acts.count == 0)
        add_gate(c, gates, gate);
}

static int by_verb(const void *left, const void *right)
{
    const Gate *a = left, *b = right;
    int order = strcmp(a->verb, b->verb);
    return order != 0 ? order : strcmp(a->needs, b->needs);
}

void build_gates(Compiler *c, Ruleset *rules)
{
    GateList gates = { 0 };
    for (size_t i = 0; i < c->rules.count; i++) {
        const Rule *rule = &c->rules.items[i];
        bool after = text_ends(rule->point, ".after"),
             before = text_ends(rule->point, ".before");
        if (rule->verb == NULL || (!after && !before))
            continue;
        for (size_t k = 0; k < rule->value->item_count; k++) {
            const Item *item = &rule->value->items[k];
            Gate gate = { .force = item->force, .source = item->source };
            gate.verb = after ? rule->verb : item->word;
            gate.needs = after ? item->word : rule->verb;
            add_gates(c, &gates, gate);
        }
    }
    if (gates.count > 1)
        qsort(gates.items, gates.count, sizeof *gates.items, by_verb);
    rules->gates = gates.items;
    rules->gate_count = gates.count;
}

static int by_name(const void *left, const void *right)
{
    return strcmp(((const Named *)left)->id, ((const Named *)right)->id);
}

static const Named *named_of(Compiler *c, NameKind kind, size_t *count)
{
    LIST(Named) list = { 0 };
    for (size_t i = 0; i < c->names.count; i++)
        if (c->names.items[i].kind == kind)
            *LIST_ADD(c->arena, &list) =
                (Named){ c->names.items[i].id, c->names.items[i].title };
    if (list.count > 1)
        qsort(list.items, list.count, sizeof *list.items, by_name);
    *count = list.count;
    return list.items;
}

typedef LIST(Post) PostList;

static void add_post(Compiler *c, PostList *posts, Post post)
{
    for (size_t i = 0; i < posts->count; i++)
        if (text_same(posts->items[i].id, post.id))
            return;
    *LIST_ADD(c->arena, posts) = post;
}

static int by_post(const void *left, const void *right)
{
    return strcmp(((const Post *)left)->id, ((const Post *)right)->id);
}

/* 某县财政局分管负责同志 */
static const char *unit_post_title(Compiler *c, const char *unit, const Ruleset *rules)
{
    const Rule *level = ruleset_rule(rules, "roster.level");
    const char *who = level == NULL ? "负责同志" : level->value->words;
    return arena_printf(c->arena, "%s%s", unit, who);
}

static void build_posts(Compiler *c, Ruleset *rules)
{
    PostList posts = { 0 };
    for (size_t i = 0; i < c->names.count; i++) {
        const Name *name = &c->names.items[i];
        if (name->kind == NAME_POST)
            add_post(c, &posts,
                     (Post){ .id = name->id,
                             .title = name->title,
                             .of = name->of,
                             .post_class = name->post_class,
                             .many = name->many,
                             .count = name->count,
                             .linked = name->linked });
    }
    for (size_t i = 0; i < c->names.count; i++) {
        const Name *name = &c->names.items[i];
        bool unit = name->kind == NAME_UNIT;
        if ((!unit && name->kind != NAME_BODY) || name->through != NULL)
            continue;
        Post post = { .id = name->id, .title = name->title, .of = name->id, .of_unit = unit };
        if (unit)
            post.title = unit_post_title(c, name->title, rules);
        add_post(c, &posts, post);
    }
    if (posts.count > 1)
        qsort(posts.items, posts.count, sizeof *posts.items, by_post);
    rules->posts = posts.items;
    rules->post_count = posts.count;
}

static bool listed(const Ruleset *rules, const char *point, const char *word)
{
    const Rule *rule = ruleset_rule(rules, point);
    for (size_t i = 0; rule != NULL && i < rule->value->item_count; i++)
        if (text_same(rule->value->items[i].word, word))
            return true;
    return false;
}

static int by_body(const void *left, const void *right)
{
    return strcmp(((const Body *)left)->id, ((const Body *)right)->id);
}

static int by_unit(const void *left, const void *right)
{
    return strcmp(((const Unit *)left)->id, ((const Unit *)right)->id);
}

static void build_bodies(Compiler *c, Ruleset *rules)
{
    LIST(Body) bodies = { 0 };
    LIST(Unit) units = { 0 };
    for (size_t i = 0; i < c->names.count; i++) {
        const Name *name = &c->names.items[i];
        const char *through = name->through == NULL ? name->id : name->through;
        if (name->kind == NAME_BODY)
            *LIST_ADD(c->arena, &bodies) =
                (Body){ name->id, name->title, through, listed(rules, "parties", name->id) };
        if (name->kind == NAME_UNIT)
            *LIST_ADD(c->arena, &units) = (Unit){ name->id, name->title, through, name->party,
                                                  listed(rules, "roster.units", name->id) };
    }
    if (bodies.count > 1)
        qsort(bodies.items, bodies.count, sizeof *bodies.items, by_body);
    if (units.count > 1)
        qsort(units.items, units.count, sizeof *units.items, by_unit);
    rules->bodies = bodies.items;
    rules->body_count = bodies.count;
    rules->units = units.items;
    rules->unit_count = units.count;
}

static void build_roles(Compiler *c, Ruleset *rules)
{
    LIST(Role) roles = { 0 };
    for (size_t i = 0; i < c->rules.count; i++) {
        const Rule *rule = &c->rules.items[i];
        if (!text_starts(rule->point, "roles."))
            continue;
        const char *id = rule->point + 6;
        const Name *name = names_find(c, NAME_ROLE, id);
        *LIST_ADD(c->arena, &roles) =
            (Role){ id, name == NULL ? id : name->title, rule->value->actor, rule->source };
    }
    rules->roles = roles.items;
    rules->role_count = roles.count;
}

static void build_kinds(Compiler *c, Ruleset *rules)
{
    size_t count;
    const Named *kinds = named_of(c, NAME_KIND, &count);
    MeetingKind *list = ARENA_ARRAY(c->arena, MeetingKind, count + 1);
    for (size_t i = 0; i < count; i++)
        list[i] = (MeetingKind){ kinds[i].id, kinds[i].title };
    rules->kinds = list;
    rules->kind_count = count;
}

static Day length_after(Day from, const Bound *length)
{
    int year, month, day;
    int64_t months = length->unit == UNIT_YEARS ? 12 * (int64_t)length->number : length->number;
    if (length->unit != UNIT_YEARS && length->unit != UNIT_MONTHS)
        return day_plus(from, length->unit == UNIT_WEEKS ? 7 * length->number : length->number);
    day_split(from, &year, &month, &day);
    int64_t at = year * (int64_t)12 + month - 1 + months;
    if (at / 12 > 9999)
        return DAY_NONE;
    while (!day_valid((int)(at / 12), (int)(at % 12) + 1, day))
        day--; /* 31 January and a month is the last of February */
    return day_plus(day_of((int)(at / 12), (int)(at % 12) + 1, day), -1);
}

/* The front matter, a clause with the day and a clause with the length may all
 * say when the charter ends; the first of them counts. */
static void build_expiry(Ruleset *rules)
{
    const Rule *day = ruleset_rule(rules, "expiry");
    const Rule *length = ruleset_rule(rules, "valid-for");
    Day ends[2] = { DAY_NONE, DAY_NONE };
    if (day != NULL)
        ends[0] = day->value->day;
    if (length != NULL && day_given(rules->in_force))
        ends[1] = length_after(rules->in_force, &length->value->bound);
    for (size_t i = 0; i < 2; i++)
        if (day_given(ends[i]) &&
            (!day_given(rules->expires) || day_compare(ends[i], rules->expires) < 0))
            rules->expires = ends[i];
}

void build_who(Compiler *c, Ruleset *rules)
{
    build_expiry(rules);
    build_posts(c, rules);
    build_bodies(c, rules);
    build_roles(c, rules);
    build_kinds(c, rules);
    rules->groups = named_of(c, NAME_GROUP, &rules->group_count);
    rules->outside = named_of(c, NAME_OUTSIDE, &rules->outside_count);
    rules->teams = named_of(c, NAME_TEAM, &rules->team_count);
}
