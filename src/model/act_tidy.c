/* What people type, brought into the one written form. */
#include <stdio.h>
#include <string.h>

#include "model/act_value.h"

bool act_text_blank(const char *text)
{
    if (text == NULL)
        return true;
    for (;; text += text[0] == '\xe3' ? 3 : 1) {
        if (text[0] == '\0')
            return true;
        if (strchr(" \t\r\n", text[0]) == NULL && strncmp(text, "\xe3\x80\x80", 3) != 0)
            return false;
    }
}

/* Browsers send CR LF; files may have it too. */
static const char *lines_tidy(Arena *arena, const char *typed)
{
    if (strchr(typed, '\r') == NULL)
        return typed;
    char *tidy = arena_alloc(arena, strlen(typed) + 1);
    size_t count = 0;
    for (size_t i = 0; typed[i] != '\0'; i++)
        if (typed[i] != '\r' || typed[i + 1] != '\n')
            tidy[count++] = typed[i];
    return tidy;
}

static const char *choice_tidy(const FieldSpec *field, const char *typed)
{
    for (size_t i = 0; i < field->choice_count; i++)
        if (strcmp(field->choices[i].word, typed) == 0)
            return field->choices[i].name;
    return typed;
}

static const char *bool_tidy(const char *typed)
{
    static const char *const yes[] = { "true", "yes", "on", "是" };
    static const char *const no[] = { "false", "no", "off", "否" };
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (strcmp(typed, yes[i]) == 0)
            return "true";
        if (strcmp(typed, no[i]) == 0)
            return "false";
    }
    return typed;
}

/* Yuan with at most two decimals → fen. */
static const char *money_tidy(Arena *arena, const char *typed)
{
    const char *point = strchr(typed, '.');
    size_t whole = point == NULL ? strlen(typed) : (size_t)(point - typed);
    const char *decimals = point == NULL ? "" : point + 1;
    size_t count = strlen(decimals);
    int64_t fen;
    if (whole == 0 || typed[whole - 1] == '-' || count > 2 || (point != NULL && count == 0) ||
        strchr(decimals, '-'))
        return "";
    const char *text = arena_printf(arena, "%.*s%s%s", (int)whole, typed, decimals,
                                    count == 0   ? "00"
                                    : count == 1 ? "0"
                                                 : "");
    return text_int(text, &fen) ? arena_printf(arena, "%lld", (long long)fen) : "";
}

static const char *number_tidy(Arena *arena, const char *typed)
{
    int64_t number;
    return text_int(typed, &number) ? arena_printf(arena, "%lld", (long long)number) : typed;
}

static Status file_tidy(Op *op, const Slot *slot, const ActFiles *files, const char *typed,
                        const char **out)
{
    ActValue value = { .type = TYPE_FILE, .file = ACT_FILE_NONE };
    if (files == NULL || !files->find(files->context, typed, &value.file))
        return act_slot_fault(op, slot, "：没有收到文件“%s”", act_text_shown(op->arena, typed));
    *out = act_value_text(op->arena, &value);
    return OK;
}

Status act_value_tidy(Op *op, const Slot *slot, const ActFiles *files, const char *typed,
                      const char **out)
{
    TextFault fault = text_check(typed, strlen(typed), true);
    if (slot->type == TYPE_LINES) {
        *out = lines_tidy(op->arena, typed);
        return OK;
    }
    if (fault == TEXT_NOT_UTF8)
        return act_slot_fault(op, slot, "%s", text_fault_words(fault));
    const char *trimmed = text_trim(op->arena, typed);
    *out = trimmed;
    switch (slot->type) {
    case TYPE_BOOL:
        *out = bool_tidy(trimmed);
        break;
    case TYPE_CHOICE:
        *out = choice_tidy(slot->field, trimmed);
        break;
    case TYPE_MONEY:
        *out = money_tidy(op->arena, trimmed);
        break;
    case TYPE_INT:
        *out = number_tidy(op->arena, trimmed);
        break;
    case TYPE_FILE:
        return file_tidy(op, slot, files, trimmed, out);
    case TYPE_TEXT:
    case TYPE_LINES:
    case TYPE_ID:
    case TYPE_UNIT:
    case TYPE_POST:
    case TYPE_PERSON:
    case TYPE_ACTOR:
    case TYPE_CLAUSE:
    case TYPE_DAY:
    case TYPE_TIME:
    case TYPE_SUBJECT:
    case TYPE_LIST:
    case TYPE_RECORD:
        break;
    }
    return OK;
}
