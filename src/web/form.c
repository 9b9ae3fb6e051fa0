#include "web/form.h"

#include <string.h>

#include "base/text.h"
#include "desk/upload.h"

/* What a field's parts are made from. */
typedef struct Making {
    const FormAsk *ask;
    Arena *arena;
    const char *record; /* whose field: "" for the act's own */
} Making;

/* ---- keys and words --------------------------------------------------------- */

static const char *id_of(Arena *arena, const char *key)
{
    char *id = arena_printf(arena, "f-%s", key);
    for (char *at = id; *at != '\0'; at++)
        if (*at == '.')
            *at = '-';
    return id;
}

static const char *fault_of(const Making *m, const char *key)
{
    for (size_t i = 0; i < m->ask->faults->count; i++)
        if (text_same(m->ask->faults->items[i].key, key))
            return m->ask->faults->items[i].text;
    return "";
}

static const char *note_of(const Making *m, const char *key)
{
    for (size_t i = 0; i < m->ask->notes->count; i++)
        if (text_same(m->ask->notes->items[i].key, key))
            return m->ask->notes->items[i].text;
    return "";
}

static const char *help_of(const Making *m, const FieldSpec *field, const char *key)
{
    const char *note = field->type == TYPE_FILE ? "国家秘密不得上传。" : note_of(m, key);
    if (text_empty(field->help))
        return note;
    const char *stop = text_ends(field->help, "。") ? "" : "。";
    return arena_printf(m->arena, "%s%s%s", field->help, stop, note);
}

static const char *limit_of(const Making *m, const FieldSpec *field)
{
    bool whole = field->int_min == INT64_MIN || field->int_max >= INT64_C(9007199254740991);
    switch (field->type) {
    case TYPE_TEXT:
    case TYPE_LINES:
        return arena_printf(m->arena, "最多 %zu 字", field->max);
    case TYPE_LIST:
        return arena_printf(m->arena, "最多 %zu 项", field->max);
    case TYPE_INT:
        return whole ? ""
                     : arena_printf(m->arena, "%lld 至 %lld", (long long)field->int_min,
                                    (long long)field->int_max);
    case TYPE_MONEY:
        return "元，最多两位小数";
    case TYPE_FILE:
        return "最多 " UPLOAD_BYTES_WORDS;
    case TYPE_ID:
        return "小写字母、数字和连字符，最多 40 个";
    case TYPE_UNIT:
    case TYPE_POST:
    case TYPE_PERSON:
    case TYPE_ACTOR:
    case TYPE_CLAUSE:
    case TYPE_DAY:
    case TYPE_TIME:
    case TYPE_BOOL:
    case TYPE_CHOICE:
    case TYPE_SUBJECT:
    case TYPE_RECORD:
        break;
    }
    return "";
}

static void described(const Making *m, FormField *out)
{
    TextList ids = { 0 };
    if (!text_empty(out->fault))
        *LIST_ADD(m->arena, &ids) = arena_printf(m->arena, "%s-fault", out->id);
    if (!text_empty(out->help))
        *LIST_ADD(m->arena, &ids) = arena_printf(m->arena, "%s-help", out->id);
    out->described_by = ids.count == 0 ? "" : text_join(m->arena, &ids, " ");
}

/* ---- inputs ------------------------------------------------------------------ */

static void option_add(const Making *m, FormField *out, const char *value, const char *word)
{
    *LIST_ADD(m->arena, &out->options) = (FormOption){
        .id = arena_printf(m->arena, "%s-%zu", out->id, out->options.count + 1),
        .name = out->key,
        .value = value,
        .word = word,
        .chosen = text_same(out->value, value),
    };
}

/* Nothing that was typed is lost, even what cannot be chosen. */
static void typed_option_keep(const Making *m, FormField *out)
{
    for (size_t i = 0; i < out->options.count; i++)
        if (out->options.items[i].chosen)
            return;
    if (!text_empty(out->value))
        option_add(m, out, out->value, out->value);
}

static void choice_make(const Making *m, const FieldSpec *field, FormField *out)
{
    bool radio = field->choice_count <= FORM_RADIOS_MAX;
    out->input = radio ? INPUT_RADIO : INPUT_SELECT;
    for (size_t i = 0; i < field->choice_count; i++)
        option_add(m, out, field->choices[i].name, field->choices[i].word);
    typed_option_keep(m, out);
    if (radio && field->optional)
        option_add(m, out, "", "不填");
}

/* Yes has to be told from left out: two radios where an answer is wanted. */
static void bool_make(const Making *m, const FieldSpec *field, FormField *out)
{
    out->input = field->optional ? INPUT_TICK : INPUT_RADIO;
    if (field->optional)
        return;
    option_add(m, out, "true", "是");
    option_add(m, out, "false", "否");
    typed_option_keep(m, out);
}

static Status named_make(const Making *m, const FieldSpec *field, FormField *out)
{
    FormOptionList named = { 0 };
    bool listed;
    TRY(form_choices(m->ask, m->record, field, &named, &listed));
    out->input = INPUT_TEXT;
    if (!listed)
        return OK;
    out->input = INPUT_SELECT;
    out->limit = "";
    for (size_t i = 0; i < named.count; i++)
        option_add(m, out, named.items[i].value, named.items[i].word);
    typed_option_keep(m, out);
    return OK;
}

static int64_t lines_high(size_t max)
{
    return max <= 500 ? 3 : max <= 2000 ? 5 : max <= 10000 ? 8 : 14;
}

static void file_make(const Making *m, FormField *out)
{
    out->input = INPUT_FILE;
    out->kept_name = arena_printf(m->arena, "%s" TYPED_KEPT, out->key);
    for (size_t i = 0; i < m->ask->kept->count; i++)
        if (text_same(m->ask->kept->items[i].key, out->key))
            out->kept = m->ask->kept->items[i];
    out->required = out->required && text_empty(out->kept.upload);
    out->insisted = out->required;
}

/* 2024-06-14 09:30:00 as an input of that kind takes it. */
static const char *time_value(Arena *arena, const char *typed)
{
    char *value = arena_dup_n(arena, typed, strnlen(typed, 16));
    Instant at;
    if (!instant_parse(value, &at))
        return typed;
    value[10] = 'T';
    return value;
}

static Status single_make(const Making *m, const FieldSpec *field, FormField *out)
{
    switch (field->type) {
    case TYPE_LINES:
        out->input = INPUT_LINES;
        out->lines = lines_high(field->max);
        return OK;
    case TYPE_DAY:
        out->input = INPUT_DAY;
        return OK;
    case TYPE_TIME:
        out->input = INPUT_TIME;
        out->value = time_value(m->arena, out->value);
        return OK;
    case TYPE_INT:
        out->input = INPUT_NUMBER;
        out->number_min = field->int_min;
        out->number_max = field->int_max;
        return OK;
    case TYPE_MONEY:
        out->input = INPUT_MONEY;
        return OK;
    case TYPE_BOOL:
        bool_make(m, field, out);
        return OK;
    case TYPE_CHOICE:
        choice_make(m, field, out);
        return OK;
    case TYPE_FILE:
        file_make(m, out);
        return OK;
    case TYPE_ID:
    case TYPE_UNIT:
    case TYPE_POST:
    case TYPE_PERSON:
    case TYPE_CLAUSE:
    case TYPE_SUBJECT:
        return named_make(m, field, out);
    case TYPE_TEXT:
    case TYPE_ACTOR:
    case TYPE_LIST:
    case TYPE_RECORD:
        break;
    }
    out->input = INPUT_TEXT;
    return OK;
}

static FormField field_begin(const Making *m, const FieldSpec *field, const char *key)
{
    return (FormField){ .id = id_of(m->arena, key),
                        .key = key,
                        .label = field->label,
                        .help = help_of(m, field, key),
                        .limit = limit_of(m, field),
                        .required = !field->optional,
                        .insisted = !field->optional,
                        .value = typed_value(m->ask->typed, key),
                        .fault = fault_of(m, key),
                        .kept_name = "",
                        .more = "" };
}

static Status one_make(const Making *m, const FieldSpec *field, const char *key, FormField *out)
{
    *out = field_begin(m, field, key);
    TRY(single_make(m, field, out));
    described(m, out);
    return OK;
}

/* ---- lists of records ---------------------------------------------------------- */

static Status row_make(const Making *m, const FieldSpec *list, size_t n, FormRow *out)
{
    Making inner = { .ask = m->ask, .arena = m->arena, .record = list->record->name };
    const char *key = arena_printf(m->arena, "%s.%zu", list->name, n);
    *out = (FormRow){ .id = id_of(m->arena, key),
                      .n = (int64_t)n,
                      .less = arena_printf(m->arena, "less:%s", key) };
    for (size_t i = 0; i < list->record->field_count; i++) {
        const FieldSpec *field = &list->record->fields[i];
        FormField *made = LIST_ADD(m->arena, &out->fields);
        TRY(one_make(&inner, field, arena_printf(m->arena, "%s.%s", key, field->name), made));
        made->insisted = made->insisted && n == 1 && !list->optional;
    }
    return OK;
}

static Status rows_make(const Making *m, const FieldSpec *field, FormField *out)
{
    size_t count = typed_items(m->ask->typed, field->name);
    count = count == 0 ? 1 : count > field->max ? field->max : count;
    out->input = INPUT_ROWS;
    out->more = count < field->max ? arena_printf(m->arena, "more:%s", field->name) : "";
    for (size_t n = 1; n <= count; n++)
        TRY(row_make(m, field, n, LIST_ADD(m->arena, &out->rows)));
    return OK;
}

/* ---- lists of names -------------------------------------------------------------- */

static bool item_typed(const FormAsk *ask, const char *list, const char *value)
{
    size_t bytes = strlen(list);
    for (size_t i = 0; i < ask->typed->count; i++) {
        const ActText *text = &ask->typed->items[i];
        if (strncmp(text->key, list, bytes) == 0 && text->key[bytes] == '.' &&
            text_same(text->value, value))
            return true;
    }
    return false;
}

static void tick_add(const Making *m, FormField *out, const char *value, const char *word)
{
    size_t n = out->options.count + 1;
    *LIST_ADD(m->arena, &out->options) =
        (FormOption){ .id = arena_printf(m->arena, "%s-%zu", out->id, n),
                      .name = arena_printf(m->arena, "%s.%zu", out->key, n),
                      .value = value,
                      .word = word,
                      .chosen = item_typed(m->ask, out->key, value) };
}

static bool offered(const FormField *out, const char *value)
{
    for (size_t i = 0; i < out->options.count; i++)
        if (text_same(out->options.items[i].value, value))
            return true;
    return false;
}

static void strange_ticks_keep(const Making *m, FormField *out)
{
    size_t bytes = strlen(out->key);
    for (size_t i = 0; i < m->ask->typed->count; i++) {
        const ActText *text = &m->ask->typed->items[i];
        if (strncmp(text->key, out->key, bytes) == 0 && text->key[bytes] == '.' &&
            !text_empty(text->value) && !offered(out, text->value))
            tick_add(m, out, text->value, text->value);
    }
}

/* A fault of one item is told at the list: its ticks have no place for it. */
static const char *items_fault(const Making *m, const char *list)
{
    size_t bytes = strlen(list);
    for (size_t i = 0; i < m->ask->faults->count; i++) {
        const char *key = m->ask->faults->items[i].key;
        if (strncmp(key, list, bytes) == 0 && (key[bytes] == '\0' || key[bytes] == '.'))
            return m->ask->faults->items[i].text;
    }
    return "";
}

/* Where nothing can be listed the codes are typed, with commas between. */
static Status ticks_make(const Making *m, const FieldSpec *field, FormField *out)
{
    FormOptionList named = { 0 };
    bool listed;
    TRY(form_choices(m->ask, "", field, &named, &listed));
    out->fault = items_fault(m, out->key);
    out->input = listed ? INPUT_TICKS : INPUT_TEXT;
    for (size_t i = 0; i < named.count; i++)
        tick_add(m, out, named.items[i].value, named.items[i].word);
    if (listed)
        strange_ticks_keep(m, out);
    return OK;
}

static Status field_make(const Making *m, const FieldSpec *field, FormFieldList *fields)
{
    FormField *out = LIST_ADD(m->arena, fields);
    if (field->type != TYPE_LIST)
        return one_make(m, field, field->name, out);
    *out = field_begin(m, field, field->name);
    if (field->record != NULL)
        TRY(rows_make(m, field, out));
    else
        TRY(ticks_make(m, field, out));
    described(m, out);
    return OK;
}

/* ---- the envelope ------------------------------------------------------------------ */

static void behalf_make(const Making *m, Form *form)
{
    FormField *out = LIST_ADD(m->arena, &form->envelope);
    const Case *c = m->ask->c;
    *out = (FormField){ .input = INPUT_SELECT,
                        .id = id_of(m->arena, TYPED_FOR),
                        .key = TYPED_FOR,
                        .label = "代谁办理",
                        .help = "录入别人已经在纸上办了的事时选；要附签字原件的扫描件。",
                        .limit = "",
                        .value = typed_value(m->ask->typed, TYPED_FOR),
                        .fault = fault_of(m, TYPED_FOR),
                        .kept_name = "",
                        .more = "" };
    for (size_t i = 0; i < c->posts.count; i++)
        if (!text_same(c->posts.items[i].post, c->actor.post))
            option_add(m, out, c->posts.items[i].post,
                       form_post_words(m->ask, c->posts.items[i].post));
    typed_option_keep(m, out);
    described(m, out);
}

static bool touched(const FormFieldList *fields)
{
    for (size_t i = 0; i < fields->count; i++)
        if (!text_empty(fields->items[i].value) || !text_empty(fields->items[i].fault) ||
            !text_empty(fields->items[i].kept.upload))
            return true;
    return false;
}

static Status envelope_make(const Making *m, Form *out)
{
    size_t count;
    const FieldSpec *fields = envelope_fields(&count);
    for (size_t i = 0; i < count; i++) {
        bool reason = text_same(fields[i].name, "reason");
        if (fields[i].type == TYPE_ACTOR)
            continue; /* who typed it is the session's own word */
        bool asked = reason && m->ask->reason_asked;
        TRY(field_make(m, &fields[i], asked ? &out->fields : &out->envelope));
        if (asked) {
            FormField *field = &out->fields.items[out->fields.count - 1];
            field->required = field->insisted = true;
            field->help = "写明理由后可以办理，理由随记录保存。";
        }
    }
    behalf_make(m, out);
    out->envelope_open = touched(&out->envelope);
    return OK;
}

/* ---- the whole ----------------------------------------------------------------------- */

static const FormField *field_of(const FormFieldList *fields, const char *key)
{
    for (size_t i = 0; i < fields->count; i++) {
        const FormField *field = &fields->items[i];
        if (text_same(field->key, key))
            return field;
        for (size_t k = 0; k < field->rows.count; k++) {
            const FormField *inner = field_of(&field->rows.items[k].fields, key);
            if (inner != NULL)
                return inner;
        }
    }
    return NULL;
}

/* The field itself, the list a tick belongs to, or the form. */
static const char *anchor_of(const Making *m, const Form *form, const char *key)
{
    const FormField *field = field_of(&form->fields, key);
    const char *dot = strchr(key, '.');
    if (field == NULL)
        field = field_of(&form->envelope, key);
    if (field == NULL && dot != NULL)
        field = field_of(&form->fields, arena_dup_n(m->arena, key, (size_t)(dot - key)));
    return field != NULL ? field->id : "form";
}

static void mistakes_make(const Making *m, Form *out)
{
    for (size_t i = 0; i < m->ask->faults->count; i++) {
        const ActFault *fault = &m->ask->faults->items[i];
        *LIST_ADD(m->arena, &out->mistakes) =
            (FormMistake){ .url = url_mark(m->arena, URL(""), anchor_of(m, out, fault->key)),
                           .text = fault->text };
    }
}

Status form_make(const FormAsk *ask, Form *out)
{
    Making m = { .ask = ask, .arena = ask->op->arena, .record = "" };
    const ActSpec *spec = ask->c->act;
    *out = (Form){ 0 };
    for (size_t i = 0; i < spec->field_count; i++) {
        TRY(field_make(&m, &spec->fields[i], &out->fields));
        out->rows = out->rows || spec->fields[i].record != NULL;
    }
    TRY(envelope_make(&m, out));
    mistakes_make(&m, out);
    return OK;
}
