#include <string.h>

#include "charter/compile.h"

void keys_add(Arena *arena, KeySet *set, const char *key)
{
    size_t at = 0;
    while (at < set->count && strcmp(set->items[at], key) < 0)
        at++;
    if (at < set->count && text_same(set->items[at], key))
        return;
    *LIST_ADD(arena, set) = key;
    for (size_t i = set->count - 1; i > at; i--)
        set->items[i] = set->items[i - 1];
    set->items[at] = key;
}

/* “Each member unit” and a list of the same units say the same: the template
 * is expanded from the roster before anything is compared. */
static void add_members(Compiler *c, KeySet *set)
{
    bool any = false, open = false;
    for (size_t i = 0; i < c->statements.count; i++) {
        const Statement *statement = &c->statements.items[i];
        if (!text_same(statement->point, "roster.units"))
            continue;
        open = open || statement->value.open;
        for (size_t k = 0; k < statement->seats.count; k++) {
            const char *post = statement->seats.items[k].seat.id;
            keys_add(c->arena, set, arena_printf(c->arena, "post:%s", post));
            any = true;
        }
    }
    if (!any)
        keys_add(c->arena, set, "member-units");
    if (open)
        keys_add(c->arena, set, "member-units:等");
}

KeySet keys_of(Compiler *c, const Statement *statement)
{
    KeySet set = { 0 };
    const PointDef *def = statement->def;
    bool plain = def->item == ITEM_VERB || def->item == ITEM_TEXT;
    for (size_t i = 0; plain && i < statement->value.refs.count; i++)
        keys_add(c->arena, &set, statement->value.refs.items[i].name);
    for (size_t i = 0; i < statement->seats.count; i++) {
        const Placed *placed = &statement->seats.items[i];
        bool members = placed->seat.kind == SEAT_MEMBER_UNITS && !placed->unknown &&
                       placed->seat.entrusted_by == NULL;
        if (members)
            add_members(c, &set);
        else
            keys_add(c->arena, &set, placed->key);
    }
    return set;
}

bool keys_same(const KeySet *a, const KeySet *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!text_same(a->items[i], b->items[i]))
            return false;
    return true;
}

bool keys_have(const KeySet *set, const char *key)
{
    for (size_t i = 0; i < set->count; i++)
        if (text_same(set->items[i], key))
            return true;
    return false;
}

KeySet keys_common(Arena *arena, const KeySet *a, const KeySet *b)
{
    KeySet common = { 0 };
    for (size_t i = 0; i < a->count; i++)
        if (keys_have(b, a->items[i]))
            *LIST_ADD(arena, &common) = a->items[i];
    return common;
}
