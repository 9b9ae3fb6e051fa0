/* Everything that is wrong with what people typed, not only the first. */
#include <string.h>

#include "model/act_read.h"

typedef struct Checking {
    ActReader reader;
    ActFaultList *faults;
} Checking;

static void fault_add(Checking *checking, const char *key, const char *text)
{
    *LIST_ADD(checking->reader.op->arena, checking->faults) =
        (ActFault){ .key = arena_dup(checking->reader.op->arena, key), .text = text };
}

/* “议题名称”（title）最多100个字 → “议题名称”最多100个字: where the fault is shown,
 * beside its field, the key says nothing to a person. */
static const char *without_key(Arena *arena, const char *told, const char *key)
{
    const char *mark = arena_printf(arena, "（%s）", key);
    const char *at = text_empty(key) ? NULL : strstr(told, mark);
    if (at == NULL)
        return arena_dup(arena, told);
    return arena_printf(arena, "%.*s%s", (int)(at - told), told, at + strlen(mark));
}

static const char *sentence(Arena *arena, const char *text)
{
    static const char *const ends[] = { "。", "？" };
    size_t bytes = strlen(text);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (bytes >= strlen(ends[i]) && strcmp(text + bytes - strlen(ends[i]), ends[i]) == 0)
            return text;
    return arena_printf(arena, "%s。", text);
}

/* A key that cannot be shown belongs to no field. */
static const char *shown_key(const char *key)
{
    size_t bytes = key == NULL ? 0 : strnlen(key, ACT_KEY_BYTES_MAX + 1);
    bool fine =
        bytes > 0 && bytes <= ACT_KEY_BYTES_MAX && text_check(key, bytes, false) == TEXT_FINE;
    return fine ? key : "";
}

/* INVALID becomes a fault; anything else goes up. */
static Status taken(Checking *checking, const char *key, Status status)
{
    Op *op = checking->reader.op;
    if (status != INVALID)
        return status;
    key = shown_key(key);
    fault_add(checking, key, sentence(op->arena, without_key(op->arena, op_told(op), key)));
    op_clear(op);
    return OK;
}

/* Whether something is said already of this key, or of what lies under it. */
static bool told_of(const Checking *checking, const char *key)
{
    size_t bytes = strlen(key);
    for (size_t i = 0; i < checking->faults->count; i++) {
        const char *other = checking->faults->items[i].key;
        if (strncmp(other, key, bytes) == 0 && (other[bytes] == '\0' || other[bytes] == '.'))
            return true;
    }
    return false;
}

static void missing(Checking *checking, const char *key, const char *label)
{
    if (!told_of(checking, key))
        fault_add(checking, key,
                  arena_printf(checking->reader.op->arena, "“%s”必填，还没有填写。", label));
}

static bool part_given(const FieldState *state, size_t item, size_t part)
{
    const RecordSpec *record = state->field->record;
    const FieldSpec *field = &record->fields[part];
    const unsigned char *at = state->items + (item - 1) * record->size + field->offset;
    ActValue value;
    if (field->type == TYPE_BOOL)
        return state->record_seen[(item - 1) * record->field_count + part];
    return act_value_load(field, field->type, at, &value);
}

static void item_complete(Checking *checking, const FieldState *state, size_t item)
{
    Arena *arena = checking->reader.op->arena;
    const RecordSpec *record = state->field->record;
    const char *key = arena_printf(arena, "%s.%zu", state->field->name, item);
    if (state->places[item - 1] == NULL) {
        if (!told_of(checking, key))
            fault_add(checking, key,
                      arena_printf(arena, "“%s”缺第%zu项，各项从 1 起连续编号。",
                                   state->field->label, item));
        return;
    }
    for (size_t part = 0; record != NULL && part < record->field_count; part++) {
        const FieldSpec *field = &record->fields[part];
        if (!field->optional && !part_given(state, item, part))
            missing(checking, arena_printf(arena, "%s.%s", key, field->name), field->label);
    }
}

static void list_complete(Checking *checking, FieldState *state)
{
    for (size_t item = 1; item <= state->highest; item++)
        item_complete(checking, state, item);
    ListHead list = { state->items, state->highest,
                      state->items == NULL ? 0 : state->field->max };
    act_list_store(&list, state->at);
}

static void all_complete(Checking *checking)
{
    for (size_t i = 0; i < checking->reader.count; i++) {
        FieldState *state = &checking->reader.states[i];
        bool list = state->field->type == TYPE_LIST;
        if (list)
            list_complete(checking, state);
        if (!state->field->optional && !(list ? state->highest > 0 : state->given))
            missing(checking, state->field->name, state->field->label);
    }
}

Status act_check(Op *op, const ActSpec *spec, const ActInput *input, void **data,
                 Envelope *envelope, ActFaultList *out)
{
    Checking checking = { .faults = out };
    *out = (ActFaultList){ 0 };
    act_reader_begin(&checking.reader, op, spec, envelope);
    checking.reader.files = input->files;
    checking.reader.place = "";
    *data = checking.reader.data;
    if (input->count > ACT_TEXTS_MAX)
        return taken(&checking, "",
                     act_place_fault(op, "", "栏目太多：最多%u栏，现有%zu栏", ACT_TEXTS_MAX,
                                     input->count));
    for (size_t i = 0; i < input->count; i++) {
        ActText text = { input->texts[i].key, input->texts[i].value, "" };
        TRY(taken(&checking, text.key, act_reader_take(&checking.reader, &text, false)));
    }
    all_complete(&checking);
    return OK;
}
