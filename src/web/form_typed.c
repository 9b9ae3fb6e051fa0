#include "web/form_typed.h"

#include <string.h>

static bool own_key(const char *key)
{
    return key[0] == '_' && !text_same(key, TYPED_FOR);
}

TypedList typed_read(Arena *arena, const HttpPairs *form)
{
    TypedList typed = { 0 };
    for (size_t i = 0; i < form->count && typed.count < ACT_TEXTS_MAX; i++)
        if (!own_key(form->items[i].name))
            typed_put(arena, &typed, form->items[i].name, form->items[i].value);
    return typed;
}

const char *typed_value(const TypedList *typed, const char *key)
{
    for (size_t i = 0; i < typed->count; i++)
        if (text_same(typed->items[i].key, key))
            return typed->items[i].value;
    return "";
}

void typed_put(Arena *arena, TypedList *typed, const char *key, const char *value)
{
    *LIST_ADD(arena, typed) = (ActText){ .key = key, .value = value, .place = "" };
}

void typed_drop(TypedList *typed, const char *key)
{
    size_t kept = 0;
    for (size_t i = 0; i < typed->count; i++)
        if (!text_same(typed->items[i].key, key))
            typed->items[kept++] = typed->items[i];
    typed->count = kept;
}

/* ---- lists ------------------------------------------------------------------ */

/* "measures.12.text" of "measures" is item 12, rest ".text"; 0: another key. */
static size_t item_of(const char *key, const char *field, const char **rest)
{
    size_t bytes = strlen(field), n = 0;
    if (strncmp(key, field, bytes) != 0 || key[bytes] != '.')
        return 0;
    const char *at = key + bytes + 1;
    if (*at == '0')
        return 0;
    for (; *at >= '0' && *at <= '9' && n < 100000; at++)
        n = n * 10 + (size_t)(*at - '0');
    *rest = at;
    return *at == '\0' || *at == '.' ? n : 0;
}

size_t typed_items(const TypedList *typed, const char *field)
{
    size_t greatest = 0;
    for (size_t i = 0; i < typed->count; i++) {
        const char *rest;
        size_t n = item_of(typed->items[i].key, field, &rest);
        greatest = n > greatest ? n : greatest;
    }
    return greatest;
}

static const char *renumbered(Arena *arena, const char *field, size_t n, const char *rest)
{
    return arena_printf(arena, "%s.%zu%s", field, n, rest);
}

void typed_item_drop(Arena *arena, TypedList *typed, const char *field, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < typed->count; i++) {
        const char *rest;
        ActText text = typed->items[i];
        size_t item = item_of(text.key, field, &rest);
        if (item == n && n > 0)
            continue;
        if (item > n)
            text.key = renumbered(arena, field, item - 1, rest);
        typed->items[kept++] = text;
    }
    typed->count = kept;
}

static bool blank(const char *text)
{
    for (; *text != '\0'; text += text[0] == '\xe3' ? 3 : 1)
        if (strchr(" \t\r\n", text[0]) == NULL && strncmp(text, "\xe3\x80\x80", 3) != 0)
            return false;
    return true;
}

static void filled_items(const TypedList *typed, const char *field, bool *filled, size_t count)
{
    for (size_t i = 0; i < typed->count; i++) {
        const char *rest;
        size_t n = item_of(typed->items[i].key, field, &rest);
        if (n > 0 && n <= count && !blank(typed->items[i].value))
            filled[n - 1] = true;
    }
}

static void list_tidy(Arena *arena, const char *field, TypedList *typed)
{
    size_t count = typed_items(typed, field), kept = 0, next = 0;
    bool *filled = ARENA_ARRAY(arena, bool, count + 1);
    size_t *number = ARENA_ARRAY(arena, size_t, count + 1);
    filled_items(typed, field, filled, count);
    for (size_t n = 0; n < count; n++)
        number[n] = filled[n] ? ++next : 0;
    for (size_t i = 0; i < typed->count; i++) {
        const char *rest;
        ActText text = typed->items[i];
        size_t n = item_of(text.key, field, &rest);
        if (n > 0 && number[n - 1] == 0)
            continue;
        if (n > 0)
            text.key = renumbered(arena, field, number[n - 1], rest);
        typed->items[kept++] = text;
    }
    typed->count = kept;
}

void typed_tidy(Arena *arena, const ActSpec *spec, TypedList *typed)
{
    for (size_t i = 0; i < spec->field_count; i++)
        if (spec->fields[i].type == TYPE_LIST)
            list_tidy(arena, spec->fields[i].name, typed);
}

/* ---- for the act -------------------------------------------------------------- */

/* A browser sends 2024-06-14T09:30; the one written form has a space. */
static const char *time_form(Arena *arena, const char *value)
{
    char *copy = arena_dup(arena, value);
    if (strlen(copy) >= 16 && copy[10] == 'T')
        copy[10] = ' ';
    return copy;
}

TypedList typed_of_act(Arena *arena, const ActSpec *spec, const TypedList *typed)
{
    TypedList out = { 0 };
    for (size_t i = 0; i < typed->count; i++) {
        const ActText *text = &typed->items[i];
        const FieldSpec *field = act_field(spec, text->key);
        if (text->key[0] == '_' || text_ends(text->key, TYPED_KEPT))
            continue;
        bool time = field != NULL && field->type == TYPE_TIME;
        typed_put(arena, &out, text->key, time ? time_form(arena, text->value) : text->value);
    }
    return out;
}
