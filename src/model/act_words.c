/* Values and acts in words. */
#include <stdlib.h>
#include <string.h>

#include "model/act_value.h"

enum { WORDS_CHARACTERS_MAX = 120 };

/* The first line, cut where history would become a paper of its own. */
static char *text_words(Arena *arena, const char *text)
{
    const char *end = text;
    size_t count = 0;
    while (*end != '\0' && *end != '\n' && count < WORDS_CHARACTERS_MAX) {
        text_next(&end);
        count++;
    }
    char *line = arena_dup_n(arena, text, (size_t)(end - text));
    return *end == '\0' || act_text_blank(end) ? line : arena_printf(arena, "%s……", line);
}

static char *named_words(Arena *arena, const ActNamer *namer, FieldType type, Noun noun,
                         const char *id)
{
    const char *name = namer == NULL || namer->name == NULL
                           ? NULL
                           : namer->name(namer->context, arena, type, noun, id);
    return arena_dup(arena, name == NULL ? id : name);
}

static char *money_words(Arena *arena, int64_t fen)
{
    uint64_t size = fen < 0 ? -(uint64_t)fen : (uint64_t)fen;
    return arena_printf(arena, "%s%llu.%02llu元", fen < 0 ? "-" : "",
                        (unsigned long long)(size / 100), (unsigned long long)(size % 100));
}

char *act_value_words(Arena *arena, const ActValue *value, const ActNamer *namer)
{
    switch (value->type) {
    case TYPE_TEXT:
    case TYPE_LINES:
        return text_words(arena, value->text);
    case TYPE_ID:
    case TYPE_UNIT:
    case TYPE_POST:
    case TYPE_PERSON:
    case TYPE_ACTOR:
    case TYPE_CLAUSE:
        return named_words(arena, namer, value->type, NOUN_NONE, value->text);
    case TYPE_DAY:
        return day_chinese(arena, value->day);
    case TYPE_TIME:
        return instant_chinese(arena, value->time);
    case TYPE_INT:
        return arena_printf(arena, "%lld", (long long)value->number);
    case TYPE_MONEY:
        return money_words(arena, value->number);
    case TYPE_BOOL:
        return arena_dup(arena, value->flag ? "是" : "否");
    case TYPE_CHOICE:
        return arena_dup(arena, field_choice_word(value->field, value->choice));
    case TYPE_SUBJECT:
        return named_words(arena, namer, TYPE_SUBJECT, value->subject.noun,
                           subject_code(arena, value->subject));
    case TYPE_FILE:
        return arena_dup(arena, value->file.name);
    case TYPE_LIST:
    case TYPE_RECORD:
        break;
    }
    abort();
}

static char *list_words(Arena *arena, const FieldSpec *field, const void *at,
                        const ActNamer *namer)
{
    ListHead list = act_list_load(at);
    TextList words = { 0 };
    if (field->record != NULL)
        return arena_printf(arena, "%zu项", list.count);
    for (size_t i = 0; i < list.count; i++) {
        const unsigned char *item =
            (const unsigned char *)list.items + i * act_list_item_bytes(field);
        ActValue value;
        if (act_value_load(field, field->element, item, &value))
            *LIST_ADD(arena, &words) = act_value_words(arena, &value, namer);
    }
    return text_join(arena, &words, "、");
}

static char *field_words(Arena *arena, const FieldSpec *field, const void *data,
                         const ActNamer *namer)
{
    const unsigned char *at = (const unsigned char *)data + field->offset;
    ActValue value;
    if (field->type == TYPE_LIST)
        return list_words(arena, field, at, namer);
    return act_value_load(field, field->type, at, &value)
               ? act_value_words(arena, &value, namer)
               : arena_dup(arena, "");
}

char *act_history(Arena *arena, const ActSpec *spec, const void *data, const ActNamer *namer)
{
    Buf out;
    buf_init(&out, arena);
    for (const char *rest = spec->history; *rest != '\0';) {
        const char *open = strchr(rest, '{');
        const char *close = open == NULL ? NULL : strchr(open, '}');
        if (close == NULL) {
            buf_text(&out, rest);
            break;
        }
        buf_add(&out, rest, (size_t)(open - rest));
        char *name = arena_dup_n(arena, open + 1, (size_t)(close - open - 1));
        const FieldSpec *field = act_field(spec, name);
        if (field != NULL)
            buf_text(&out, field_words(arena, field, data, namer));
        rest = close + 1;
    }
    return arena_dup(arena, buf_string(&out));
}
