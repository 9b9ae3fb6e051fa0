/* Who takes part: clauses compared group by group.
 *
 * Two clauses disagree about a group when they give it two statuses; when a
 * closed list of a status leaves it out while another clause gives it that
 * status; or when a clause obliges it to come while another, saying who comes
 * “as a rule”, does not think of it.
 */
#include <string.h>

#include "charter/compile.h"

typedef struct Told { /* one clause on one group */
    const Statement *statement;
    const Placed *placed;
} Told;

typedef LIST(Told) ToldList;

static bool is_open(const Statement *statement, const char *status)
{
    const char *at = strstr(statement->value.open_roll, status);
    return at != NULL;
}

static ToldList told_of(Compiler *c, const Group *group, const char *key)
{
    ToldList told = { 0 };
    for (size_t i = 0; i < group->items.count; i++) {
        const Statement *s = group->items.items[i];
        for (size_t k = 0; k < s->seats.count; k++)
            if (text_same(s->seats.items[k].key, key))
                *LIST_ADD(c->arena, &told) = (Told){ s, &s->seats.items[k] };
    }
    return told;
}

static bool clause_tells(const ToldList *told, const char *clause)
{
    for (size_t i = 0; i < told->count; i++)
        if (text_same(statement_clause(told->items[i].statement), clause))
            return true;
    return false;
}

/* Does this statement, which says nothing of the group, leave it out? */
static bool leaves_out(const Statement *s, const Told *told)
{
    bool lists = false;
    for (size_t i = 0; i < s->seats.count; i++)
        lists = lists || text_same(s->seats.items[i].status, told->placed->status);
    if (!lists)
        return false;
    if (!is_open(s, told->placed->status))
        return true;
    bool as_a_rule = s->force == FORCE_USUALLY || s->force == FORCE_IN_PRINCIPLE;
    return as_a_rule && told->statement->force == FORCE_MUST;
}

/* A clause may tell its list in parts: all of them together leave a group out. */
static bool clause_leaves_out(const Group *group, const Statement *s, const Told *told)
{
    bool out = false;
    for (size_t i = 0; i < group->items.count; i++) {
        const Statement *part = group->items.items[i];
        if (!text_same(statement_clause(part), statement_clause(s)))
            continue;
        if (is_open(part, told->placed->status) && !leaves_out(part, told))
            return false;
        out = out || leaves_out(part, told);
    }
    return out;
}

static const char *says(Compiler *c, const ToldList *told, const TextList *left_out,
                        const char *title)
{
    Buf out;
    buf_init(&out, c->arena);
    for (size_t i = 0; i < told->count; i++) {
        const Statement *s = told->items[i].statement;
        buf_printf(&out, "%s%s（第 %d 行）：%s%s%s%s", i == 0 ? "" : "；", statement_clause(s),
                   s->line, title, force_chinese(s->force),
                   words_of_status(told->items[i].placed->status),
                   words_of_origin(c, told->items[i].placed, 1));
    }
    for (size_t i = 0; i < left_out->count; i++)
        buf_printf(&out, "；%s 的名单里没有它", left_out->items[i]);
    return buf_string(&out);
}

static int line_of(const Group *group, const char *clause)
{
    for (size_t i = 0; i < group->items.count; i++)
        if (text_same(statement_clause(group->items.items[i]), clause))
            return group->items.items[i]->line;
    return 1;
}

static void compare_key(Compiler *c, const Group *group, const Placed *placed)
{
    ToldList told = told_of(c, group, placed->key);
    TextList clauses = { 0 }, left_out = { 0 };
    bool two = false;
    for (size_t i = 0; i < told.count; i++) {
        two = two || !text_same(told.items[i].placed->status, told.items[0].placed->status);
        clause_ids_add(c->arena, &clauses, statement_clause(told.items[i].statement));
        for (size_t k = 0; k < group->items.count; k++) {
            const Statement *other = group->items.items[k];
            if (!clause_tells(&told, statement_clause(other)) &&
                clause_leaves_out(group, other, &told.items[i]))
                clause_ids_add(c->arena, &left_out, statement_clause(other));
        }
    }
    if (!two && left_out.count == 0)
        return;
    for (size_t i = 0; i < left_out.count; i++)
        clause_ids_add(c->arena, &clauses, left_out.items[i]);
    const char *id = placed->seat.id == NULL ? placed->word : placed->seat.id;
    Conflict *conflict =
        conflict_add(c, group, arena_printf(c->arena, "%s.%s", group->point, id), &clauses);
    conflict->key = placed;
    conflict->force = FORCE_IF_NEEDED;
    for (size_t i = 0; i < told.count; i++)
        if (told.items[i].statement->force < conflict->force)
            conflict->force = told.items[i].statement->force;
    conflict->line = line_of(group, clauses.items[0]);
    conflict->says = says(c, &told, &left_out, placed->seat.title);
    conflict->why = two ? "同一类人只能有一种参会身份" : "一处要它到会，另一处的名单没有它";
    conflict->example = told.items[0].placed->status;
}

void roll_conflicts(Compiler *c, const Group *group)
{
    KeySet done = { 0 };
    for (size_t i = 0; i < group->items.count; i++) {
        const Statement *s = group->items.items[i];
        for (size_t k = 0; k < s->seats.count; k++) {
            const Placed *placed = &s->seats.items[k];
            if (keys_have(&done, placed->key))
                continue;
            keys_add(c->arena, &done, placed->key);
            compare_key(c, group, placed);
        }
    }
}
