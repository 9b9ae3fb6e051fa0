#include "model/act_value.h"

#include <stdlib.h>
#include <string.h>

/* Enums are unsigned for both compilers when no value is negative. */
_Static_assert(sizeof(MeetingRespondAnswer) == sizeof(unsigned), "choices are unsigned");
_Static_assert(sizeof(TextList) == sizeof(ListHead), "lists begin alike");

ListHead act_list_load(const void *at)
{
    ListHead list;
    memcpy(&list, at, sizeof list);
    return list;
}

void act_list_store(const ListHead *list, void *at)
{
    memcpy(at, list, sizeof *list);
}

size_t act_list_item_bytes(const FieldSpec *list)
{
    if (list->record != NULL)
        return list->record->size;
    return list->element == TYPE_SUBJECT ? sizeof(Subject) : sizeof(const char *);
}

void act_value_clear(FieldType type, void *at)
{
    ActValue none = { .type = type,
                      .day = DAY_NONE,
                      .time = INSTANT_NONE,
                      .number = INT_NONE,
                      .file = ACT_FILE_NONE };
    act_value_store(&none, at);
}

bool act_value_load(const FieldSpec *field, FieldType type, const void *at, ActValue *out)
{
    *out = (ActValue){ .field = field, .type = type };
    switch (type) {
    case TYPE_TEXT:
    case TYPE_LINES:
    case TYPE_ID:
    case TYPE_UNIT:
    case TYPE_POST:
    case TYPE_PERSON:
    case TYPE_ACTOR:
    case TYPE_CLAUSE:
        memcpy(&out->text, at, sizeof out->text);
        return out->text != NULL && out->text[0] != '\0';
    case TYPE_DAY:
        memcpy(&out->day, at, sizeof out->day);
        return day_given(out->day);
    case TYPE_TIME:
        memcpy(&out->time, at, sizeof out->time);
        return instant_given(out->time);
    case TYPE_INT:
    case TYPE_MONEY:
        memcpy(&out->number, at, sizeof out->number);
        return out->number != INT_NONE;
    case TYPE_BOOL:
        memcpy(&out->flag, at, sizeof out->flag);
        return out->flag || !field->optional;
    case TYPE_CHOICE:
        memcpy(&out->choice, at, sizeof out->choice);
        return out->choice != 0;
    case TYPE_SUBJECT:
        memcpy(&out->subject, at, sizeof out->subject);
        return subject_given(out->subject);
    case TYPE_FILE:
        memcpy(&out->file, at, sizeof out->file);
        return act_file_given(&out->file);
    case TYPE_LIST:
    case TYPE_RECORD:
        break;
    }
    abort(); /* lists are walked, not loaded */
}

void act_value_store(const ActValue *value, void *at)
{
    switch (value->type) {
    case TYPE_TEXT:
    case TYPE_LINES:
    case TYPE_ID:
    case TYPE_UNIT:
    case TYPE_POST:
    case TYPE_PERSON:
    case TYPE_ACTOR:
    case TYPE_CLAUSE:
        memcpy(at, &value->text, sizeof value->text);
        return;
    case TYPE_DAY:
        memcpy(at, &value->day, sizeof value->day);
        return;
    case TYPE_TIME:
        memcpy(at, &value->time, sizeof value->time);
        return;
    case TYPE_INT:
    case TYPE_MONEY:
        memcpy(at, &value->number, sizeof value->number);
        return;
    case TYPE_BOOL:
        memcpy(at, &value->flag, sizeof value->flag);
        return;
    case TYPE_CHOICE:
        memcpy(at, &value->choice, sizeof value->choice);
        return;
    case TYPE_SUBJECT:
        memcpy(at, &value->subject, sizeof value->subject);
        return;
    case TYPE_FILE:
        memcpy(at, &value->file, sizeof value->file);
        return;
    case TYPE_LIST:
    case TYPE_RECORD:
        break;
    }
    abort();
}

const char ACT_ERASED[] = "（已删除）";

bool act_is_erased(const char *text)
{
    return text != NULL && strcmp(text, ACT_ERASED) == 0;
}

bool act_value_is_erased(const ActValue *value)
{
    if (value->type == TYPE_FILE)
        return act_is_erased(value->file.name);
    return (value->type == TYPE_TEXT || value->type == TYPE_LINES) &&
           act_is_erased(value->text);
}

bool act_value_erased(const Slot *slot, ActValue *out)
{
    *out = (ActValue){ .field = slot->field, .key = slot->key, .type = slot->type };
    out->text = ACT_ERASED;
    out->file.name = ACT_ERASED;
    return slot->field->privacy != PRIVACY_PLAIN &&
           (slot->type == TYPE_TEXT || slot->type == TYPE_LINES || slot->type == TYPE_FILE);
}

static char *file_text(Arena *arena, const ActFile *file)
{
    return arena_printf(arena, "%lld %s %s", (long long)file->size,
                        digest_hex(arena, &file->digest), file->name);
}

char *act_value_text(Arena *arena, const ActValue *value)
{
    switch (value->type) {
    case TYPE_TEXT:
    case TYPE_LINES:
    case TYPE_ID:
    case TYPE_UNIT:
    case TYPE_POST:
    case TYPE_PERSON:
    case TYPE_ACTOR:
    case TYPE_CLAUSE:
        return arena_dup(arena, value->text);
    case TYPE_DAY:
        return day_text(arena, value->day);
    case TYPE_TIME:
        return instant_text(arena, value->time);
    case TYPE_INT:
    case TYPE_MONEY:
        return arena_printf(arena, "%lld", (long long)value->number);
    case TYPE_BOOL:
        return arena_dup(arena, value->flag ? "true" : "false");
    case TYPE_CHOICE:
        return arena_dup(arena, value->field->choices[value->choice - 1].name);
    case TYPE_SUBJECT:
        return subject_code(arena, value->subject);
    case TYPE_FILE:
        return file_text(arena, &value->file);
    case TYPE_LIST:
    case TYPE_RECORD:
        break;
    }
    abort();
}
