#include "charter/bound.h"
#include "charter/compile.h"

#include <stdlib.h>
#include <string.h>

static int by_clause(const void *left, const void *right)
{
    const Statement *a = *(const Statement *const *)left, *b = *(const Statement *const *)right;
    int order = clause_id_compare(statement_clause(a), statement_clause(b));
    if (order == 0)
        order = (a->line > b->line) - (a->line < b->line);
    return order != 0 ? order : strcmp(a->value.flow, b->value.flow);
}

const Group *group_on(const Compiler *c, const char *point)
{
    for (size_t i = 0; i < c->groups.count; i++)
        if (text_same(c->groups.items[i].point, point))
            return &c->groups.items[i];
    return NULL;
}

Force group_force(const Group *group)
{
    Force force = FORCE_IF_NEEDED;
    for (size_t i = 0; i < group->items.count; i++)
        if (group->items.items[i]->force < force)
            force = group->items.items[i]->force;
    return force;
}

TextList group_clauses(Arena *arena, const Group *group)
{
    TextList clauses = { 0 };
    for (size_t i = 0; i < group->items.count; i++)
        clause_ids_add(arena, &clauses, statement_clause(group->items.items[i]));
    return clauses;
}

/* Who says what, one clause after the other. */
const char *conflict_says(Compiler *c, const Group *group, const TextList *clauses)
{
    Buf out;
    buf_init(&out, c->arena);
    for (size_t i = 0; i < group->items.count; i++) {
        const Statement *s = group->items.items[i];
        if (!clause_ids_have(clauses, statement_clause(s)))
            continue;
        buf_printf(&out, "%s%s（第 %d 行）为“%s”%s", out.count == 0 ? "" : "；",
                   statement_clause(s), s->line, words_of_statement(c, s),
                   words_of_origin(c, s->seats.items, s->seats.count));
    }
    return buf_string(&out);
}

Conflict *conflict_add(Compiler *c, const Group *group, const char *about,
                       const TextList *clauses)
{
    Conflict *conflict = LIST_ADD(c->arena, &c->conflicts);
    *conflict = (Conflict){ .about = about, .group = group, .clauses = *clauses };
    conflict->line = group->items.items[0]->line;
    conflict->example = group->items.items[0]->value.flow;
    for (size_t i = group->items.count; i > 0; i--)
        if (clause_ids_have(clauses, statement_clause(group->items.items[i - 1]))) {
            conflict->line = group->items.items[i - 1]->line;
            conflict->example = group->items.items[i - 1]->value.flow;
        }
    conflict->says = "";
    conflict->why = "";
    return conflict;
}

static bool value_same(Compiler *c, const Statement *a, const Statement *b)
{
    if (a->value.refs.count > 0) {
        KeySet left = keys_of(c, a), right = keys_of(c, b);
        return keys_same(&left, &right);
    }
    return text_same(a->value.text, b->value.text) && a->value.number == b->value.number &&
           day_compare(a->value.day, b->value.day) == 0 && a->value.force == b->value.force;
}

/* “One” and “all” are the same where every clause names the same single post. */
static bool consent_of_one(Compiler *c, const Group *group)
{
    if (group->def->family != FAMILY_ASPECT || !text_same(group->def->pattern, "consent"))
        return false;
    const char *verb = point_verb_of(c->arena, group->point);
    const Group *by = group_on(c, arena_printf(c->arena, "%s.by", verb));
    if (by == NULL)
        return false;
    for (size_t i = 0; i < by->items.count; i++) {
        const Statement *s = by->items.items[i];
        if (s->seats.count != 1 || s->seats.items[0].unknown ||
            s->seats.items[0].seat.kind != SEAT_POST || !value_same(c, s, by->items.items[0]))
            return false;
    }
    return true;
}

static Merge merge_value(Compiler *c, const Group *group)
{
    Merge merge = { .winner = group->items.items[0], .why = "只能有一个值" };
    for (size_t i = 1; i < group->items.count; i++)
        merge.clash = merge.clash || !value_same(c, merge.winner, group->items.items[i]);
    if (merge.clash && consent_of_one(c, group))
        merge.clash = false;
    if (text_same(group->def->pattern, "consent"))
        merge.why = "一处一人即可，一处要几人都同意";
    return merge;
}

static bool mode_matters(const Statement *s)
{
    return s->def->type == POINT_ACTOR && s->value.mode != ACTOR_ANY && s->seats.count > 1;
}

/* Where one clause wants several together, “any of” cannot simply be cut down to
 * what both name: the same people must be meant. */
static Merge merge_together(Compiler *c, const Group *group)
{
    Merge merge = { .winner = group->items.items[0], .why = "所指的人不同，不能相互代替" };
    bool by = text_same(group->def->pattern, "by");
    for (size_t i = 0; i < group->items.count; i++) {
        const Statement *s = group->items.items[i];
        bool consents = by && s->value.mode <= ACTOR_TWO_THIRDS &&
                        merge.winner->value.mode <= ACTOR_TWO_THIRDS;
        if (!value_same(c, merge.winner, s)) {
            merge.clash = true;
            return merge;
        }
        if (s->seats.count > 1 && !consents && s->value.mode != merge.winner->value.mode) {
            merge.clash = true;
            merge.why = "人相同，但一处要共同办，一处不要";
        }
        if (mode_matters(s) && !mode_matters(merge.winner))
            merge.winner = s;
    }
    return merge;
}

static Merge merge_any_of(Compiler *c, const Group *group)
{
    Merge merge = { .winner = group->items.items[0], .why = "" };
    KeySet common = keys_of(c, merge.winner);
    for (size_t i = 0; i < group->items.count; i++) {
        if (mode_matters(group->items.items[i]))
            return merge_together(c, group);
        KeySet keys = keys_of(c, group->items.items[i]);
        common = keys_common(c->arena, &common, &keys);
    }
    for (size_t i = 0; i < group->items.count; i++) {
        KeySet keys = keys_of(c, group->items.items[i]);
        if (keys_same(&keys, &common)) {
            merge.winner = group->items.items[i];
            return merge;
        }
    }
    merge.clash = true;
    merge.why = common.count == 0 ? "没有一个人（项）是各处都认可的"
                                  : "各处都认可的比任何一处所列的都少";
    return merge;
}

static bool same_mode(const Statement *a, const Statement *b)
{
    return a->value.mode == b->value.mode && a->value.turn == b->value.turn;
}

static Merge merge_list(Compiler *c, const Group *group)
{
    Merge merge = { .winner = group->items.items[0], .why = "封闭的清单里少了另一处所列的" };
    KeySet all = { 0 };
    for (size_t i = 0; i < group->items.count; i++) {
        KeySet keys = keys_of(c, group->items.items[i]);
        for (size_t k = 0; k < keys.count; k++)
            keys_add(c->arena, &all, keys.items[k]);
        merge.clash = merge.clash || !same_mode(merge.winner, group->items.items[i]);
    }
    for (size_t i = 0; i < group->items.count; i++) {
        KeySet keys = keys_of(c, group->items.items[i]);
        bool lacks = keys.count < all.count;
        merge.clash = merge.clash || (lacks && !group->items.items[i]->value.open);
    }
    return merge;
}

static Stricter stricter_of(const Statement *a, const Statement *b)
{
    if (a->def->type == POINT_FREQUENCY)
        return frequency_stricter(&a->value.frequency, &b->value.frequency);
    if (a->def->type == POINT_WINDOW)
        return window_stricter(&a->value.window, &b->value.window);
    return bound_stricter(&a->value.bound, &b->value.bound);
}

static Merge merge_bound(const Group *group)
{
    Merge merge = { .winner = group->items.items[0], .why = "" };
    for (size_t i = 1; i < group->items.count; i++) {
        const Statement *s = group->items.items[i];
        Stricter stricter = stricter_of(merge.winner, s);
        if (stricter == STRICTER_BOTH) {
            Stricter more = merge.also == NULL ? STRICTER_SECOND : stricter_of(merge.also, s);
            merge.also = more == STRICTER_SECOND ? s : merge.also;
            continue;
        }
        merge.stricter = merge.stricter || stricter != STRICTER_SAME;
        merge.clash = merge.clash || stricter == STRICTER_NEITHER;
        if (stricter == STRICTER_SECOND)
            merge.winner = s;
    }
    if (merge.also != NULL && stricter_of(merge.winner, merge.also) == STRICTER_NEITHER)
        merge.clash = true;
    merge.why =
        merge.clash ? "没有一个做法能同时满足，或者起算点、单位不同，无法比较" : "从严取其一";
    return merge;
}

static Merge merge_stricter(const Group *group)
{
    Merge merge = { .winner = group->items.items[0], .why = "" };
    bool force = group->def->type == POINT_FORCE;
    for (size_t i = 1; i < group->items.count; i++) {
        const Statement *s = group->items.items[i], *w = merge.winner;
        bool more = force ? s->value.force < w->value.force
                          : point_own_word_place(s->def, s->value.text) >
                                point_own_word_place(w->def, w->value.text);
        if (more)
            merge.winner = s;
    }
    return merge;
}

EdgeList order_edges(Arena *arena, const Group *group)
{
    EdgeList edges = { 0 };
    for (size_t i = 0; i < group->items.count; i++) {
        const Statement *s = group->items.items[i];
        for (size_t k = 0; k + 1 < s->value.refs.count; k++)
            *LIST_ADD(arena, &edges) =
                (Edge){ s->value.refs.items[k].name, s->value.refs.items[k + 1].name,
                        statement_clause(s), s->line };
    }
    return edges;
}

static Merge merge_order(Compiler *c, const Group *group)
{
    EdgeList edges = order_edges(c->arena, group);
    TextList circle = graph_circle(c->arena, &edges);
    return (Merge){ .winner = group->items.items[0],
                    .clash = circle.count > 0,
                    .why = "先后排成了环" };
}

Merge merge_of(Compiler *c, const Group *group)
{
    switch (group->def->merge) {
    case MERGE_VALUE:
        return merge_value(c, group);
    case MERGE_ANY_OF:
        return merge_any_of(c, group);
    case MERGE_LIST:
        return merge_list(c, group);
    case MERGE_BOUND:
        return merge_bound(group);
    case MERGE_STRICTER:
    case MERGE_STRICTER_WORD:
        return merge_stricter(group);
    case MERGE_ORDER:
        return merge_order(c, group);
    case MERGE_ALL_OF:
    case MERGE_ROLL:
    case MERGE_OWN:
        break;
    }
    return (Merge){ .winner = group->items.items[0], .why = "" };
}

/* Two lists on two points that speak of the same people: whom the charter is
 * sent to, and who is to follow it. */
static void compare_beside(Compiler *c, const Group *group)
{
    const Group *other = group_on(c, group->def->beside);
    KeySet all[2] = { 0 };
    const Group *groups[2] = { group, other };
    if (other == NULL || merge_of(c, group).clash || merge_of(c, other).clash)
        return;
    for (size_t g = 0; g < 2; g++) {
        for (size_t i = 0; i < groups[g]->items.count; i++) {
            KeySet keys = keys_of(c, groups[g]->items.items[i]);
            for (size_t k = 0; k < keys.count; k++)
                keys_add(c->arena, &all[g], keys.items[k]);
        }
    }
    if (keys_same(&all[0], &all[1]))
        return;
    TextList clauses = group_clauses(c->arena, group);
    TextList theirs = group_clauses(c->arena, other);
    for (size_t i = 0; i < theirs.count; i++)
        clause_ids_add(c->arena, &clauses, theirs.items[i]);
    Conflict *conflict = conflict_add(c, group, group->point, &clauses);
    conflict->says = arena_printf(c->arena, "%s；%s里，%s", conflict_says(c, group, &clauses),
                                  other->def->label, conflict_says(c, other, &theirs));
    conflict->why = "两份名单所指不同";
}

static void make_groups(Compiler *c)
{
    for (size_t i = 0; i < c->statements.count; i++) {
        const Statement *statement = &c->statements.items[i];
        Group *group = NULL;
        for (size_t k = 0; k < c->groups.count && group == NULL; k++)
            if (text_same(c->groups.items[k].point, statement->point))
                group = &c->groups.items[k];
        if (group == NULL) {
            group = LIST_ADD(c->arena, &c->groups);
            *group = (Group){ .def = statement->def, .point = statement->point };
        }
        if (group->items.count < STATEMENTS_ON_POINT_MAX || group->def->merge == MERGE_OWN)
            *LIST_ADD(c->arena, &group->items) = statement;
        else
            report_error(&c->report, statement->line, "too-long", statement->point, "",
                         "说到 %s 的超过 %d 处", statement->point, STATEMENTS_ON_POINT_MAX);
    }
    for (size_t k = 0; k < c->groups.count; k++) {
        Group *group = &c->groups.items[k];
        qsort(group->items.items, group->items.count, sizeof *group->items.items, by_clause);
    }
}

void compile_groups(Compiler *c)
{
    make_groups(c);
    for (size_t k = 0; k < c->groups.count; k++) {
        const Group *group = &c->groups.items[k];
        if (group->def->merge == MERGE_ROLL) {
            roll_conflicts(c, group);
            continue;
        }
        Merge merge = merge_of(c, group);
        TextList clauses = group_clauses(c->arena, group);
        if (merge.clash || merge.stricter) {
            Conflict *conflict = conflict_add(c, group, group->point, &clauses);
            conflict->says = conflict_says(c, group, &clauses);
            conflict->why = merge.why;
            conflict->only_stricter = !merge.clash;
        }
        if (!text_empty(group->def->beside))
            compare_beside(c, group);
    }
}
