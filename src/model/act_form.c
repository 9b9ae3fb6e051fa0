/* Reads values in their written form; says what is wrong with others. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/act_value.h"

enum { SHOWN_CHARACTERS = 30 };

const char *act_text_shown(Arena *arena, const char *text)
{
    size_t bytes = strlen(text);
    const char *end = text;
    if (text_check(text, bytes, true) == TEXT_NOT_UTF8)
        return "（乱码）";
    for (size_t i = 0; i < SHOWN_CHARACTERS && *end != '\0'; i++)
        text_next(&end);
    char *shown = arena_dup_n(arena, text, (size_t)(end - text));
    if (text_check(shown, strlen(shown), false) == TEXT_CONTROL)
        return "（含控制字符）";
    return *end == '\0' ? shown : arena_printf(arena, "%s…", shown);
}

static const char *place_prefix(Arena *arena, const char *place)
{
    return text_empty(place) ? "" : arena_printf(arena, "%s: ", place);
}

Status act_place_fault(Op *op, const char *place, const char *what, ...)
{
    va_list args;
    va_start(args, what);
    const char *text = arena_vprintf(op->arena, what, args);
    va_end(args);
    return op_fail(op, INVALID, "%s%s", place_prefix(op->arena, place), text);
}

Status act_slot_fault(Op *op, const Slot *slot, const char *what, ...)
{
    va_list args;
    va_start(args, what);
    const char *text = arena_vprintf(op->arena, what, args);
    va_end(args);
    return op_fail(op, INVALID, "%s“%s”（%s）%s", place_prefix(op->arena, slot->place),
                   slot->field->label, slot->key, text);
}

static Status text_read(Op *op, const Slot *slot, const char *text)
{
    if (act_is_erased(text))
        return act_slot_fault(op, slot, "不能填“%s”，这是系统标记已删除内容用的文字",
                              ACT_ERASED);
    if (slot->type == TYPE_TEXT && strcmp(text_trim(op->arena, text), text) != 0)
        return act_slot_fault(op, slot, "首尾有空白");
    size_t characters = text_characters(text);
    if (characters > slot->field->max)
        return act_slot_fault(op, slot, "最多%zu个字，现有%zu个字", slot->field->max,
                              characters);
    return OK;
}

static bool clause_is_valid(const char *text)
{
    size_t length = strlen(text);
    if (length == 0 || length > CLAUSE_BYTES_MAX || text[0] < 'A' || text[0] > 'Z')
        return false;
    for (size_t i = 1; i < length; i++) {
        char c = text[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '.' || c == '-'))
            return false;
    }
    return true;
}

static bool person_is_valid(const char *text)
{
    Subject person;
    return text_is_id(text) || subject_parse(text, NOUN_PERSON, &person);
}

static bool actor_is_valid(Arena *arena, const char *text)
{
    const char *slash = strchr(text, '/');
    if (slash == NULL)
        return text_is_id(text);
    return text_is_id(arena_dup_n(arena, text, (size_t)(slash - text))) &&
           person_is_valid(slash + 1);
}

static Status name_read(Op *op, const Slot *slot, const char *text)
{
    bool fine = slot->type == TYPE_CLAUSE   ? clause_is_valid(text)
                : slot->type == TYPE_PERSON ? person_is_valid(text)
                : slot->type == TYPE_ACTOR  ? actor_is_valid(op->arena, text)
                                            : text_is_id(text);
    const char *form = slot->type == TYPE_CLAUSE   ? "条款号，如 N4.3b"
                       : slot->type == TYPE_PERSON ? "人员简称，如 wang"
                       : slot->type == TYPE_ACTOR
                           ? "职务或职务/人员，如 office/wang"
                           : "代号（小写字母开头，只用小写字母、数字和连字符，最多40个）";
    if (!fine)
        return act_slot_fault(op, slot, "应为%s，现为“%s”", form,
                              act_text_shown(op->arena, text));
    return OK;
}

static Status number_read(Op *op, const Slot *slot, const char *text, int64_t *out)
{
    if (!text_int(text, out) || *out == INT64_MIN)
        return slot->type == TYPE_MONEY
                   ? act_slot_fault(op, slot, "应为金额（元，最多两位小数），如 1200.50")
                   : act_slot_fault(op, slot, "应为整数，现为“%s”",
                                    act_text_shown(op->arena, text));
    if (slot->type == TYPE_INT && (*out < slot->field->int_min || *out > slot->field->int_max))
        return act_slot_fault(op, slot, "应在%lld到%lld之间，现为%lld",
                              (long long)slot->field->int_min, (long long)slot->field->int_max,
                              (long long)*out);
    return OK;
}

static Status choice_read(Op *op, const Slot *slot, const char *text, unsigned *out)
{
    const FieldSpec *field = slot->field;
    TextList words = { 0 };
    for (size_t i = 0; i < field->choice_count; i++) {
        if (strcmp(field->choices[i].name, text) == 0) {
            *out = (unsigned)i + 1;
            return OK;
        }
        *LIST_ADD(op->arena, &words) =
            arena_printf(op->arena, "%s（%s）", field->choices[i].name, field->choices[i].word);
    }
    return act_slot_fault(op, slot, "没有“%s”这一选项，可选：%s",
                          act_text_shown(op->arena, text), text_join(op->arena, &words, "、"));
}

static bool hex_read(const char *text, Digest *out)
{
    for (size_t i = 0; i < 64; i++) {
        const char *digits = "0123456789abcdef";
        const char *digit = text[i] == '\0' ? NULL : strchr(digits, text[i]);
        if (digit == NULL)
            return false;
        out->bytes[i / 2] = (uint8_t)(out->bytes[i / 2] << 4 | (digit - digits));
    }
    return true;
}

static Status file_read_form(Op *op, const Slot *slot, const char *text, ActFile *out)
{
    const char *space = strchr(text, ' ');
    *out = ACT_FILE_NONE;
    if (space == NULL || strlen(space) < 67 || space[65] != ' ' ||
        !text_int(arena_dup_n(op->arena, text, (size_t)(space - text)), &out->size) ||
        out->size < 0 || out->size > FILE_SIZE_MAX || !hex_read(space + 1, &out->digest))
        return act_slot_fault(op, slot, "不是文件的记载");
    out->name = arena_dup(op->arena, space + 66);
    if (text_characters(out->name) > FILE_NAME_CHARACTERS_MAX)
        return act_slot_fault(op, slot, "的文件名最多%u个字", FILE_NAME_CHARACTERS_MAX);
    if (strchr(out->name, '/') != NULL || act_is_erased(out->name) ||
        strcmp(text_trim(op->arena, out->name), out->name) != 0)
        return act_slot_fault(op, slot, "的文件名“%s”不能用",
                              act_text_shown(op->arena, out->name));
    return OK;
}

static Status subject_read(Op *op, const Slot *slot, const char *text, Subject *out)
{
    if (!subject_parse(text, slot->field->noun, out))
        return act_slot_fault(op, slot, "应为%s的编号，如 %c1，现为“%s”",
                              noun_word(slot->field->noun), noun_spec(slot->field->noun)->code,
                              act_text_shown(op->arena, text));
    return OK;
}

static Status bytes_check(Op *op, const Slot *slot, const char *text)
{
    size_t bytes = strlen(text);
    if (bytes > ACT_VALUE_BYTES_MAX)
        return act_slot_fault(op, slot, "太长：最多%u字节，现有%zu字节", ACT_VALUE_BYTES_MAX,
                              bytes);
    TextFault fault = text_check(text, bytes, slot->type == TYPE_LINES);
    return fault == TEXT_FINE ? OK : act_slot_fault(op, slot, "%s", text_fault_words(fault));
}

Status act_value_read(Op *op, const Slot *slot, const char *text, ActValue *out)
{
    *out = (ActValue){ .field = slot->field, .key = slot->key, .type = slot->type };
    TRY(bytes_check(op, slot, text));
    switch (slot->type) {
    case TYPE_TEXT:
    case TYPE_LINES:
        out->text = arena_dup(op->arena, text);
        return text_read(op, slot, text);
    case TYPE_ID:
    case TYPE_UNIT:
    case TYPE_POST:
    case TYPE_PERSON:
    case TYPE_ACTOR:
    case TYPE_CLAUSE:
        out->text = arena_dup(op->arena, text);
        return name_read(op, slot, text);
    case TYPE_DAY:
        return day_parse(text, &out->day)
                   ? OK
                   : act_slot_fault(op, slot, "应为日期，如 2024-06-14，现为“%s”",
                                    act_text_shown(op->arena, text));
    case TYPE_TIME:
        return instant_parse(text, &out->time)
                   ? OK
                   : act_slot_fault(op, slot, "应为时间，如 2024-06-14 09:30，现为“%s”",
                                    act_text_shown(op->arena, text));
    case TYPE_INT:
    case TYPE_MONEY:
        return number_read(op, slot, text, &out->number);
    case TYPE_BOOL:
        out->flag = strcmp(text, "true") == 0;
        return out->flag || strcmp(text, "false") == 0 ? OK
                                                       : act_slot_fault(op, slot, "应为是或否");
    case TYPE_CHOICE:
        return choice_read(op, slot, text, &out->choice);
    case TYPE_SUBJECT:
        return subject_read(op, slot, text, &out->subject);
    case TYPE_FILE:
        return file_read_form(op, slot, text, &out->file);
    case TYPE_LIST:
    case TYPE_RECORD:
        break;
    }
    abort(); /* lists are read item by item */
}
