/* Walking an act's values, and writing them for the ledger. */
#include <stdlib.h>
#include <string.h>

#include "model/act_value.h"

typedef struct Walk {
    Op *op;
    ActVisitor visitor;
    void *context;
} Walk;

static Status walk_one(const Walk *walk, const FieldSpec *field, FieldType type,
                       const char *key, const void *at)
{
    ActValue value;
    if (!act_value_load(field, type, at, &value))
        return OK;
    value.key = key;
    return walk->visitor(walk->op, walk->context, &value);
}

static Status walk_list(const Walk *walk, const FieldSpec *field, const void *at)
{
    ListHead list = act_list_load(at);
    const RecordSpec *record = field->record;
    for (size_t i = 0; i < list.count; i++) {
        const unsigned char *item =
            (const unsigned char *)list.items + i * act_list_item_bytes(field);
        const char *key = arena_printf(walk->op->arena, "%s.%zu", field->name, i + 1);
        if (record == NULL)
            TRY(walk_one(walk, field, field->element, key, item));
        for (size_t part = 0; record != NULL && part < record->field_count; part++) {
            const FieldSpec *inner = &record->fields[part];
            TRY(walk_one(walk, inner, inner->type,
                         arena_printf(walk->op->arena, "%s.%s", key, inner->name),
                         item + inner->offset));
        }
    }
    return OK;
}

static Status walk_fields(const Walk *walk, const FieldSpec *fields, size_t count,
                          const void *data)
{
    for (size_t i = 0; i < count; i++) {
        const unsigned char *at = (const unsigned char *)data + fields[i].offset;
        if (fields[i].type == TYPE_LIST)
            TRY(walk_list(walk, &fields[i], at));
        else
            TRY(walk_one(walk, &fields[i], fields[i].type, fields[i].name, at));
    }
    return OK;
}

Status act_visit(Op *op, const ActSpec *spec, const void *data, ActVisitor visitor,
                 void *context)
{
    Walk walk = { op, visitor, context };
    return walk_fields(&walk, spec->fields, spec->field_count, data);
}

Status envelope_visit(Op *op, const Envelope *envelope, ActVisitor visitor, void *context)
{
    Walk walk = { op, visitor, context };
    size_t count;
    const FieldSpec *fields = envelope_fields(&count);
    return walk_fields(&walk, fields, count, envelope);
}

/* A plain list is one value, "hrss,finance"; everything else a value each. */
static Status encode_one(Op *op, void *context, const ActValue *value)
{
    EncodedFieldList *fields = context;
    bool item = value->field->type == TYPE_LIST;
    bool erased = act_value_is_erased(value);
    const char *text = erased ? "" : act_value_text(op->arena, value);
    EncodedField *last = fields->count == 0 ? NULL : &fields->items[fields->count - 1];
    if (item && last != NULL && strcmp(last->name, value->field->name) == 0) {
        last->value = bytes_of_text(
            arena_printf(op->arena, "%s,%s", (const char *)last->value.data, text));
        return OK;
    }
    *LIST_ADD(op->arena, fields) =
        (EncodedField){ .name = item ? value->field->name : value->key,
                        .privacy = value->field->privacy,
                        .type = value->field->type,
                        .erased = erased,
                        .value = bytes_of_text(text) };
    return OK;
}

static Status encode_envelope(Op *op, void *context, const ActValue *value)
{
    bool own = strcmp(value->key, "reason") == 0 || strcmp(value->key, "scan") == 0;
    return own ? encode_one(op, context, value) : OK;
}

static int by_name(const void *a, const void *b)
{
    const EncodedField *x = a, *y = b;
    return strcmp(x->name, y->name);
}

EncodedFieldList act_encode(Arena *arena, const ActSpec *spec, const void *data,
                            const Envelope *envelope)
{
    Op op = { .arena = arena };
    EncodedFieldList fields = { 0 };
    if (act_visit(&op, spec, data, encode_one, &fields) != OK)
        abort(); /* encode_one can't fail */
    if (envelope != NULL && envelope_visit(&op, envelope, encode_envelope, &fields) != OK)
        abort();
    if (fields.count > 0)
        qsort(fields.items, fields.count, sizeof *fields.items, by_name);
    return fields;
}
