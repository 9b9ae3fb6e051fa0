#include "model/act_read.h"

#include <stdlib.h>
#include <string.h>

#include "model/near.h"

/* What a key names: "measures.1.text". */
typedef struct Key {
    char *name;
    const char *item; /* "1"; NULL */
    const char *part; /* "text"; NULL */
} Key;

static void fields_clear(const FieldSpec *fields, size_t count, unsigned char *at)
{
    for (size_t i = 0; i < count; i++)
        if (fields[i].type != TYPE_LIST)
            act_value_clear(fields[i].type, at + fields[i].offset);
}

void *act_data_new(Arena *arena, const ActSpec *spec)
{
    unsigned char *data = arena_alloc(arena, spec->struct_size);
    fields_clear(spec->fields, spec->field_count, data);
    return data;
}

static void reader_add(ActReader *reader, const FieldSpec *fields, size_t count, void *at)
{
    for (size_t i = 0; i < count; i++)
        reader->states[reader->count++] =
            (FieldState){ .field = &fields[i], .at = (unsigned char *)at + fields[i].offset };
}

void act_reader_begin(ActReader *reader, Op *op, const ActSpec *spec, Envelope *envelope)
{
    size_t envelope_count;
    const FieldSpec *fields = envelope_fields(&envelope_count);
    *reader = (ActReader){ .op = op, .spec = spec, .place = "", .envelope = envelope };
    reader->data = act_data_new(op->arena, spec);
    reader->states = ARENA_ARRAY(op->arena, FieldState, spec->field_count + envelope_count);
    reader_add(reader, spec->fields, spec->field_count, reader->data);
    if (envelope != NULL) {
        *envelope = envelope_none();
        reader_add(reader, fields, envelope_count, envelope);
    }
}

static Key key_split(Arena *arena, const char *key)
{
    Key split = { .name = arena_dup(arena, key) };
    char *dot = strchr(split.name, '.');
    if (dot == NULL)
        return split;
    *dot = '\0';
    split.item = dot + 1;
    dot = strchr(dot + 1, '.');
    if (dot != NULL) {
        *dot = '\0';
        split.part = dot + 1;
    }
    return split;
}

/* "没有“titel”这一栏，是不是“title”（议题名称）" or which fields there are. */
static Status unknown_fault(ActReader *reader, const ActText *text, const char *typed,
                            const FieldSpec *const *fields, size_t count)
{
    Arena *arena = reader->op->arena;
    Near near = near_to(typed);
    TextList names = { 0 };
    const char *shown = act_text_shown(arena, typed);
    for (size_t i = 0; i < count; i++) {
        near_try(&near, fields[i]->name);
        if (strcmp(fields[i]->label, typed) == 0)
            near = (Near){ .typed = typed, .name = fields[i]->name };
        *LIST_ADD(arena, &names) = fields[i]->name;
    }
    for (size_t i = 0; i < count && near.name != NULL; i++)
        if (fields[i]->name == near.name)
            return act_place_fault(reader->op, text->place,
                                   "没有“%s”这一栏，是不是“%s”（%s）？", shown, near.name,
                                   fields[i]->label);
    return act_place_fault(reader->op, text->place, "没有“%s”这一栏，“%s”可填：%s", shown,
                           reader->spec->label, text_join(arena, &names, "、"));
}

static Status unknown_field(ActReader *reader, const ActText *text, const char *typed)
{
    const FieldSpec **fields =
        ARENA_ARRAY(reader->op->arena, const FieldSpec *, reader->count + 1);
    for (size_t i = 0; i < reader->count; i++)
        fields[i] = reader->states[i].field;
    return unknown_fault(reader, text, typed, fields, reader->count);
}

static Status unknown_part(ActReader *reader, const ActText *text, const RecordSpec *record,
                           const char *typed)
{
    const FieldSpec **fields =
        ARENA_ARRAY(reader->op->arena, const FieldSpec *, record->field_count);
    for (size_t i = 0; i < record->field_count; i++)
        fields[i] = &record->fields[i];
    return unknown_fault(reader, text, typed, fields, record->field_count);
}

static Status slot_take(ActReader *reader, const Slot *slot, const char *text, bool erased,
                        void *at)
{
    ActValue value;
    if (erased) {
        if (!act_value_erased(slot, &value))
            return act_slot_fault(reader->op, slot, "不是可以删除的内容");
    } else {
        if (!reader->written)
            TRY(act_value_tidy(reader->op, slot, reader->files, text, &text));
        TRY(act_value_read(reader->op, slot, text, &value));
    }
    act_value_store(&value, at);
    return OK;
}

static Status state_twice(ActReader *reader, const FieldState *state, const ActText *text)
{
    Slot slot = { state->field, state->field->type, text->key, text->place };
    return act_slot_fault(reader->op, &slot, "重复");
}

static void items_make(ActReader *reader, FieldState *state)
{
    const FieldSpec *field = state->field;
    const RecordSpec *record = field->record;
    Arena *arena = reader->op->arena;
    size_t bytes = act_list_item_bytes(field);
    if (state->items != NULL)
        return;
    state->items = arena_alloc_array(arena, field->max, bytes);
    state->places = ARENA_ARRAY(arena, const char *, field->max);
    if (record == NULL)
        return;
    state->record_seen = ARENA_ARRAY(arena, bool, field->max * record->field_count);
    for (size_t i = 0; i < field->max; i++)
        fields_clear(record->fields, record->field_count, state->items + i * bytes);
}

static unsigned char *item_at(FieldState *state, size_t item)
{
    return state->items + (item - 1) * act_list_item_bytes(state->field);
}

/* A list never holds the same unit, post or subject twice. */
static bool item_repeats(FieldState *state, size_t item)
{
    size_t bytes = act_list_item_bytes(state->field);
    for (size_t other = 1; other <= state->highest; other++) {
        if (other == item || state->places[other - 1] == NULL)
            continue;
        ActValue a, b;
        act_value_load(state->field, state->field->element, state->items + (other - 1) * bytes,
                       &a);
        act_value_load(state->field, state->field->element, item_at(state, item), &b);
        if (text_same(a.text, b.text) && subject_equal(a.subject, b.subject))
            return true;
    }
    return false;
}

static Status plain_item_take(ActReader *reader, FieldState *state, const ActText *text,
                              size_t item, const char *value)
{
    Slot slot = { state->field, state->field->element, text->key, text->place };
    if (item > state->field->max)
        return act_slot_fault(reader->op, &slot, "最多%zu项", state->field->max);
    items_make(reader, state);
    if (state->places[item - 1] != NULL)
        return state_twice(reader, state, text);
    if (act_text_blank(value))
        return OK;
    TRY(slot_take(reader, &slot, value, false, item_at(state, item)));
    if (item_repeats(state, item))
        return act_slot_fault(reader->op, &slot, "里“%s”写了两次",
                              act_text_shown(reader->op->arena, value));
    state->places[item - 1] = text->place;
    state->highest = item > state->highest ? item : state->highest;
    return OK;
}

/* "hrss、finance, tax" */
static Status plain_list_take(ActReader *reader, FieldState *state, const ActText *text)
{
    static const char *const separators[] = { ",", "、", "，" };
    Slot slot = { state->field, state->field->type, text->key, text->place };
    const char *rest = text->value;
    if (state->seen)
        return state_twice(reader, state, text);
    state->whole = true;
    if (act_text_blank(rest))
        return OK;
    for (size_t item = 1; rest != NULL; item++) {
        const char *end = NULL, *after = NULL;
        for (size_t i = 0; i < 3; i++) {
            const char *at = strstr(rest, separators[i]);
            if (at != NULL && (end == NULL || at < end)) {
                end = at;
                after = at + strlen(separators[i]);
            }
        }
        size_t bytes = end == NULL ? strlen(rest) : (size_t)(end - rest);
        char *part = arena_dup_n(reader->op->arena, rest, bytes);
        if (act_text_blank(part))
            return act_slot_fault(reader->op, &slot, "的第%zu项是空的", item);
        TRY(plain_item_take(reader, state, text, item, part));
        rest = after;
    }
    return OK;
}

static Status part_take(ActReader *reader, FieldState *state, const ActText *text, size_t item,
                        size_t part, const char *value, bool erased)
{
    const RecordSpec *record = state->field->record;
    const FieldSpec *field = &record->fields[part];
    bool *seen = &state->record_seen[(item - 1) * record->field_count + part];
    Slot slot = { field, field->type, text->key, text->place };
    if (*seen)
        return act_slot_fault(reader->op, &slot, "重复");
    if (!erased && act_text_blank(value))
        return OK;
    *seen = true;
    if (state->places[item - 1] == NULL)
        state->places[item - 1] = text->place;
    state->highest = item > state->highest ? item : state->highest;
    return slot_take(reader, &slot, value, erased, item_at(state, item) + field->offset);
}

/* "text | unit": the fields of a record in their order. */
static Status record_take(ActReader *reader, FieldState *state, const ActText *text,
                          size_t item)
{
    const RecordSpec *record = state->field->record;
    Slot slot = { state->field, TYPE_LIST, text->key, text->place };
    const char *rest = text->value;
    if (act_text_blank(rest))
        return OK;
    for (size_t part = 0; rest != NULL; part++) {
        if (part == record->field_count)
            return act_slot_fault(reader->op, &slot,
                                  "用“|”分成的段多于%zu段；内容里有“|”时请分栏填写，如 %s.%s",
                                  record->field_count, text->key, record->fields[0].name);
        const char *bar = record->field_count > 1 ? strchr(rest, '|') : NULL;
        size_t bytes = bar == NULL ? strlen(rest) : (size_t)(bar - rest);
        char *value = arena_dup_n(reader->op->arena, rest, bytes);
        if (text_check(value, bytes, true) != TEXT_NOT_UTF8)
            value = text_trim(reader->op->arena, value);
        ActText named = { arena_printf(reader->op->arena, "%s.%s", text->key,
                                       record->fields[part].name),
                          value, text->place };
        TRY(part_take(reader, state, &named, item, part, value, false));
        rest = bar == NULL ? NULL : bar + 1;
    }
    return OK;
}

static bool item_number(const char *text, size_t *out)
{
    int64_t number;
    if (text[0] == '0' || text[0] == '-' || !text_int(text, &number))
        return false;
    *out = number > 1000000 ? 1000000 : (size_t)number;
    return true;
}

static Status item_take(ActReader *reader, FieldState *state, const ActText *text,
                        const Key *key, bool erased)
{
    const RecordSpec *record = state->field->record;
    Slot slot = { state->field, TYPE_LIST, text->key, text->place };
    size_t item;
    if (state->whole)
        return state_twice(reader, state, text);
    if (!item_number(key->item, &item))
        return act_slot_fault(reader->op, &slot, "的项次应从 1 起编号，如 %s.1",
                              state->field->name);
    if (item > state->field->max)
        return act_slot_fault(reader->op, &slot, "最多%zu项", state->field->max);
    items_make(reader, state);
    if (record == NULL && key->part == NULL)
        return plain_item_take(reader, state, text, item, text->value);
    if (record == NULL)
        return act_slot_fault(reader->op, &slot, "不再分栏，应写 %s.%zu", state->field->name,
                              item);
    if (key->part == NULL)
        return record_take(reader, state, text, item);
    for (size_t part = 0; part < record->field_count; part++)
        if (strcmp(record->fields[part].name, key->part) == 0)
            return part_take(reader, state, text, item, part, text->value, erased);
    return unknown_part(reader, text, record, key->part);
}

static Status list_take(ActReader *reader, FieldState *state, const ActText *text,
                        const Key *key, bool erased)
{
    Slot slot = { state->field, TYPE_LIST, text->key, text->place };
    if (erased && (key->part == NULL || state->field->record == NULL))
        return act_slot_fault(reader->op, &slot, "不是可以删除的内容");
    if (key->item != NULL)
        TRY(item_take(reader, state, text, key, erased));
    else if (state->field->record != NULL)
        return act_text_blank(text->value)
                   ? OK
                   : act_slot_fault(reader->op, &slot, "要逐项填写：%s.1、%s.2……",
                                    state->field->name, state->field->name);
    else
        TRY(plain_list_take(reader, state, text));
    state->seen = true;
    return OK;
}

static Status scalar_take(ActReader *reader, FieldState *state, const ActText *text,
                          const Key *key, bool erased)
{
    Slot slot = { state->field, state->field->type, text->key, text->place };
    if (key->item != NULL)
        return act_slot_fault(reader->op, &slot, "不是列表，应写 %s", state->field->name);
    if (state->seen)
        return state_twice(reader, state, text);
    state->seen = true;
    if (!erased && act_text_blank(text->value))
        return OK;
    state->given = true;
    return slot_take(reader, &slot, text->value, erased, state->at);
}

Status act_reader_take(ActReader *reader, const ActText *given, bool erased)
{
    ActText text = { given->key, given->value == NULL ? "" : given->value,
                     given->place == NULL ? "" : given->place };
    size_t bytes = strnlen(text.key, ACT_KEY_BYTES_MAX + 1);
    if (bytes == 0 || bytes > ACT_KEY_BYTES_MAX ||
        text_check(text.key, bytes, false) != TEXT_FINE)
        return act_place_fault(reader->op, text.place, "栏目名应为1到%u个字节的文字",
                               ACT_KEY_BYTES_MAX);
    Key key = key_split(reader->op->arena, text.key);
    for (size_t i = 0; i < reader->count; i++) {
        FieldState *state = &reader->states[i];
        if (strcmp(state->field->name, key.name) != 0)
            continue;
        return state->field->type == TYPE_LIST
                   ? list_take(reader, state, &text, &key, erased)
                   : scalar_take(reader, state, &text, &key, erased);
    }
    return unknown_field(reader, &text, key.name);
}

static Status record_complete(ActReader *reader, const FieldState *state, size_t item)
{
    const RecordSpec *record = state->field->record;
    for (size_t part = 0; record != NULL && part < record->field_count; part++) {
        const FieldSpec *field = &record->fields[part];
        const unsigned char *at = state->items + (item - 1) * record->size + field->offset;
        ActValue value;
        bool given = field->type == TYPE_BOOL
                         ? state->record_seen[(item - 1) * record->field_count + part]
                         : act_value_load(field, field->type, at, &value);
        if (!field->optional && !given)
            return act_place_fault(reader->op, state->places[item - 1], "缺少“%s”（%s.%zu.%s）",
                                   field->label, state->field->name, item, field->name);
    }
    return OK;
}

static Status list_complete(ActReader *reader, FieldState *state)
{
    for (size_t item = 1; item <= state->highest; item++) {
        Slot slot = { state->field, TYPE_LIST, state->field->name, reader->place };
        if (state->places[item - 1] == NULL)
            return act_slot_fault(reader->op, &slot, "缺第%zu项，各项应从 1 起连续编号", item);
        TRY(record_complete(reader, state, item));
    }
    ListHead list = { state->items, state->highest,
                      state->items == NULL ? 0 : state->field->max };
    act_list_store(&list, state->at);
    return OK;
}

Status act_reader_end(ActReader *reader, void **data)
{
    for (size_t i = 0; i < reader->count; i++) {
        FieldState *state = &reader->states[i];
        bool list = state->field->type == TYPE_LIST;
        if (list)
            TRY(list_complete(reader, state));
        if (!state->field->optional && !(list ? state->highest > 0 : state->given))
            return act_place_fault(reader->op, reader->place, "缺少“%s”（%s）",
                                   state->field->label, state->field->name);
    }
    *data = reader->data;
    return OK;
}
