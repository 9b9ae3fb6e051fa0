#include "charter/ruleset.h"

#include <string.h>

#include "base/text.h"

const Rule *ruleset_rule(const Ruleset *rules, const char *point)
{
    size_t low = 0, high = rules->rule_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(rules->rules[middle].point, point);
        if (order == 0)
            return &rules->rules[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Is `point` the two or three parts joined by dots? Compares without copying. */
static bool joined(const char *point, const char *a, const char *b, const char *c)
{
    const char *parts[] = { a, b, c };
    for (size_t i = 0; i < 3; i++) {
        size_t length = parts[i] == NULL ? 0 : strlen(parts[i]);
        if (parts[i] == NULL)
            continue;
        if (strncmp(point, parts[i], length) != 0)
            return false;
        point += length;
        bool last = i == 2 || (i == 1 && c == NULL);
        if (!last && *point++ != '.')
            return false;
    }
    return *point == '\0';
}

const Rule *ruleset_act_rule(const Ruleset *rules, const char *verb, const char *aspect)
{
    for (size_t i = 0; i < rules->rule_count; i++)
        if (joined(rules->rules[i].point, verb, aspect, NULL))
            return &rules->rules[i];
    return NULL;
}

const Rule *ruleset_kind_rule(const Ruleset *rules, const char *kind, const char *aspect)
{
    for (size_t i = 0; i < rules->rule_count; i++)
        if (joined(rules->rules[i].point, "meetings", kind, aspect))
            return &rules->rules[i];
    return NULL;
}

const Rule *ruleset_team_rule(const Ruleset *rules, const char *team, const char *aspect)
{
    for (size_t i = 0; i < rules->rule_count; i++)
        if (joined(rules->rules[i].point, "teams", team, aspect))
            return &rules->rules[i];
    return NULL;
}

bool ruleset_speaks_of(const Ruleset *rules, const char *noun_or_verb)
{
    size_t length = strlen(noun_or_verb);
    for (size_t i = 0; i < rules->rule_count; i++) {
        const char *point = rules->rules[i].point;
        if (strncmp(point, noun_or_verb, length) == 0 &&
            (point[length] == '.' || point[length] == '\0'))
            return true;
    }
    return false;
}

const Gate *ruleset_gates(const Ruleset *rules, const char *verb, size_t *count)
{
    size_t first = 0;
    while (first < rules->gate_count && !text_same(rules->gates[first].verb, verb))
        first++;
    size_t end = first;
    while (end < rules->gate_count && text_same(rules->gates[end].verb, verb))
        end++;
    *count = end - first;
    return *count == 0 ? NULL : &rules->gates[first];
}

const Post *ruleset_post(const Ruleset *rules, const char *id)
{
    for (size_t i = 0; i < rules->post_count; i++)
        if (text_same(rules->posts[i].id, id))
            return &rules->posts[i];
    return NULL;
}

const Body *ruleset_body(const Ruleset *rules, const char *id)
{
    for (size_t i = 0; i < rules->body_count; i++)
        if (text_same(rules->bodies[i].id, id))
            return &rules->bodies[i];
    return NULL;
}

const Unit *ruleset_unit(const Ruleset *rules, const char *id)
{
    for (size_t i = 0; i < rules->unit_count; i++)
        if (text_same(rules->units[i].id, id))
            return &rules->units[i];
    return NULL;
}

const Role *ruleset_role(const Ruleset *rules, const char *id)
{
    for (size_t i = 0; i < rules->role_count; i++)
        if (text_same(rules->roles[i].id, id))
            return &rules->roles[i];
    return NULL;
}

const Category *ruleset_category(const Ruleset *rules, const char *clause)
{
    for (size_t i = 0; i < rules->category_count; i++)
        if (text_same(rules->categories[i].clause, clause))
            return &rules->categories[i];
    return NULL;
}

static const char *named_title(const Named *names, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (text_same(names[i].id, id))
            return names[i].title;
    return NULL;
}

const char *ruleset_title(const Ruleset *rules, const char *id)
{
    const Post *post = ruleset_post(rules, id);
    const Body *body = ruleset_body(rules, id);
    const Unit *unit = ruleset_unit(rules, id);
    const Role *role = ruleset_role(rules, id);
    if (unit != NULL)
        return unit->title;
    if (body != NULL)
        return body->title;
    if (post != NULL)
        return post->title;
    if (role != NULL)
        return role->title;
    const char *title = named_title(rules->groups, rules->group_count, id);
    if (title == NULL)
        title = named_title(rules->outside, rules->outside_count, id);
    if (title == NULL)
        title = named_title(rules->teams, rules->team_count, id);
    return title == NULL ? id : title;
}

/* "union-deputy-2" is one of the seats of "union-deputy". */
static bool made_from(const char *post, const char *many)
{
    size_t length = strlen(many);
    if (strncmp(post, many, length) != 0 || post[length] != '-')
        return false;
    int64_t number;
    return text_int(post + length + 1, &number) && number > 0;
}

bool ruleset_seat_holds(const Ruleset *rules, const Seat *seat, const char *post)
{
    if (seat->kind == SEAT_POST)
        return text_same(seat->id, post);
    if (seat->kind == SEAT_CLASS)
        return text_same(seat->id, post) || made_from(post, seat->id);
    if (seat->kind != SEAT_MEMBER_UNITS)
        return false;
    for (size_t i = 0; i < rules->unit_count; i++)
        if (rules->units[i].member && text_same(rules->units[i].speaks_through, post))
            return true;
    return false;
}

const char *force_word(Force force)
{
    static const char *const words[] = { "must", "in-principle", "usually", "may",
                                         "if-needed" };
    return words[force];
}

const char *force_chinese(Force force)
{
    static const char *const words[] = { "应当", "原则上", "一般", "可以", "必要时" };
    return words[force];
}
