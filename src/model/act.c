/* Reading acts: from what people typed, from the ledger; the envelope. */
#include "model/act.h"

#include <stdlib.h>
#include <string.h>

#include "model/act_read.h"

static const FieldSpec envelope_specs[] = {
    { .name = "done-on",
      .label = "办理日期",
      .help = "实际办理的日子，与录入日不同时填写",
      .type = TYPE_DAY,
      .optional = true,
      .offset = offsetof(Envelope, done_on) },
    { .name = "reason",
      .label = "理由",
      .help = "系统提示需要说明理由时填写",
      .type = TYPE_LINES,
      .optional = true,
      .privacy = PRIVACY_ARCHIVAL,
      .max = 1000,
      .offset = offsetof(Envelope, reason) },
    { .name = "scan",
      .label = "传签件",
      .help = "补录或代办时附原件的扫描件",
      .type = TYPE_FILE,
      .optional = true,
      .privacy = PRIVACY_ARCHIVAL,
      .offset = offsetof(Envelope, scan) },
    { .name = "entered-by",
      .label = "代办人",
      .help = "代他人录入时，录入人的职务或职务/人员",
      .type = TYPE_ACTOR,
      .optional = true,
      .offset = offsetof(Envelope, entered_by) },
};

const FieldSpec *envelope_fields(size_t *count)
{
    *count = sizeof envelope_specs / sizeof *envelope_specs;
    return envelope_specs;
}

Envelope envelope_none(void)
{
    return (Envelope){ .done_on = DAY_NONE, .scan = ACT_FILE_NONE };
}

Status act_parse(Op *op, const ActSpec *spec, const ActInput *input, void **data,
                 Envelope *envelope)
{
    ActReader reader;
    if (input->count > ACT_TEXTS_MAX)
        return act_place_fault(op, input->place, "栏目太多：最多%u栏，现有%zu栏", ACT_TEXTS_MAX,
                               input->count);
    act_reader_begin(&reader, op, spec, envelope);
    reader.files = input->files;
    reader.place = input->place == NULL ? "" : input->place;
    for (size_t i = 0; i < input->count; i++)
        TRY(act_reader_take(&reader, &input->texts[i], false));
    return act_reader_end(&reader, data);
}

Status act_set_text(Op *op, const ActSpec *spec, void *data, const char *name,
                    const char *value)
{
    const FieldSpec *field = act_field(spec, name);
    if (field == NULL)
        return op_fail(op, INVALID, "“%s”没有“%s”这一栏", spec->label,
                       act_text_shown(op->arena, name));
    if (field->type != TYPE_TEXT && field->type != TYPE_LINES)
        return op_fail(op, INVALID, "“%s”（%s）不是文字栏目，不能这样更正", field->label,
                       field->name);
    Slot slot = { field, field->type, field->name, "" };
    ActValue read = { .type = field->type };
    if (!act_text_blank(value)) {
        TRY(act_value_tidy(op, &slot, NULL, value, &value));
        TRY(act_value_read(op, &slot, value, &read));
    } else if (!field->optional) {
        return op_fail(op, INVALID, "“%s”（%s）不能为空", field->label, field->name);
    }
    act_value_store(&read, (unsigned char *)data + field->offset);
    return OK;
}

/* A value as a C string: no NUL inside, within the limit. */
static Status encoded_text(Op *op, const EncodedField *field, const char **out)
{
    if (field->value.count > ACT_VALUE_BYTES_MAX ||
        (field->value.count > 0 && memchr(field->value.data, 0, field->value.count) != NULL))
        return op_broken(op, INVALID, "field %s is too long or holds a NUL",
                         act_text_shown(op->arena, field->name));
    *out = arena_dup_n(op->arena, (const char *)field->value.data, field->value.count);
    return OK;
}

static bool encoded_same(const EncodedFieldList *a, const EncodedFieldList *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const EncodedField *x = &a->items[i], *y = &b->items[i];
        if (strcmp(x->name, y->name) != 0 || x->erased != y->erased ||
            !bytes_equal(x->value, y->value))
            return false;
    }
    return true;
}

/* Strict by construction: what is read is written again and must be equal. */
Status act_decode(Op *op, const ActSpec *spec, const EncodedFieldList *fields, void **data,
                  Envelope *envelope)
{
    ActReader reader;
    if (fields->count > ACT_TEXTS_MAX)
        return op_broken(op, INVALID, "%zu fields in one act", fields->count);
    act_reader_begin(&reader, op, spec, envelope);
    reader.written = true;
    for (size_t i = 0; i < fields->count; i++) {
        ActText text = { .key = fields->items[i].name, .place = "" };
        TRY(encoded_text(op, &fields->items[i], &text.value));
        TRY_WHILE(op, act_reader_take(&reader, &text, fields->items[i].erased),
                  "reading %s of %s", act_text_shown(op->arena, text.key), spec->verb);
    }
    TRY_WHILE(op, act_reader_end(&reader, data), "reading %s", spec->verb);
    EncodedFieldList again = act_encode(op->arena, spec, *data, envelope);
    if (!encoded_same(fields, &again))
        return op_broken(op, INVALID, "fields of %s are not in their one form", spec->verb);
    return OK;
}
