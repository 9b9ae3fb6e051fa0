#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/act_sample.h"
#include "model/act_value.h"

uint64_t test_seed(void)
{
    static uint64_t seed;
    const char *given = getenv("LIANXI_SEED");
    int64_t number;
    if (seed != 0)
        return seed;
    Random system = random_system();
    seed = random_below(&system, UINT32_MAX) + 1;
    if (given != NULL && text_int(given, &number) && number > 0)
        seed = (uint64_t)number;
    printf("seed of random acts: LIANXI_SEED=%llu\n", (unsigned long long)seed);
    return seed;
}

char *text_sample(Arena *arena, Random *random, size_t characters_max, bool lines)
{
    static const char *const pieces[] = { "工", "会", "，", "《", "a", "7",  "é",  "𠀀",
                                          ".",  "|",  "、", "%",  "{", "\\", "\"", "ߐ" };
    Buf out;
    buf_init(&out, arena);
    size_t most = characters_max < 60 ? characters_max : 60;
    size_t count =
        random_below(random, 50) == 0 ? characters_max : 1 + random_below(random, most);
    for (size_t i = 0; i < count; i++) {
        bool edge = i == 0 || i + 1 == count;
        if (!edge && random_below(random, 12) == 0)
            buf_char(&out, lines ? '\n' : ' ');
        else
            buf_text(&out, pieces[random_below(random, sizeof pieces / sizeof *pieces)]);
    }
    return arena_dup(arena, buf_string(&out));
}

static char *id_sample(Arena *arena, Random *random, size_t number)
{
    return arena_printf(arena, "u%llu-%zu", (unsigned long long)random_below(random, 1000),
                        number);
}

static void name_sample(Arena *arena, Random *random, FieldType type, size_t number,
                        ActValue *out)
{
    char *id = id_sample(arena, random, number);
    if (type == TYPE_CLAUSE)
        out->text = arena_printf(arena, "N%zu.3b", number);
    else if (type == TYPE_PERSON && random_below(random, 2) == 0)
        out->text = arena_printf(arena, "P%zu", number + 1);
    else if (type == TYPE_ACTOR && random_below(random, 2) == 0)
        out->text = arena_printf(arena, "%s/wang", id);
    else
        out->text = id;
}

/* A value of any type; `number` keeps the items of one list apart. */
static void value_sample(Arena *arena, Random *random, const FieldSpec *field, FieldType type,
                         size_t number, void *at)
{
    ActValue value = { .field = field, .type = type, .file = ACT_FILE_NONE };
    int64_t range = field->int_max - field->int_min;
    name_sample(arena, random, type, number, &value);
    if (type == TYPE_TEXT || type == TYPE_LINES)
        value.text = text_sample(arena, random, field->max, type == TYPE_LINES);
    value.day = day_plus(day_of(1970, 1, 1), (int32_t)random_below(random, 2932897));
    value.time = (Instant){ (int64_t)random_below(random, 250000000000) * 1000000 };
    value.number = field->int_min + (int64_t)random_below(random, (uint64_t)range + 1);
    value.flag = random_below(random, 2) == 0;
    value.choice =
        field->choice_count == 0 ? 0 : 1 + (unsigned)random_below(random, field->choice_count);
    value.subject = (Subject){ field->noun, (int64_t)number + 1 };
    if (type == TYPE_FILE) {
        value.file = (ActFile){ .name = text_sample(arena, random, 100, false),
                                .size = (int64_t)random_below(random, 1 << 30) };
        random_bytes(random, value.file.digest.bytes, 32);
    }
    act_value_store(&value, at);
}

static void record_sample(Arena *arena, Random *random, const RecordSpec *record, size_t number,
                          unsigned char *at)
{
    for (size_t i = 0; i < record->field_count; i++) {
        const FieldSpec *field = &record->fields[i];
        act_value_clear(field->type, at + field->offset);
        if (!field->optional || random_below(random, 2) == 0)
            value_sample(arena, random, field, field->type, number, at + field->offset);
    }
}

static void list_sample(Arena *arena, Random *random, const FieldSpec *field, void *at)
{
    size_t count = random_below(random, 20) == 0 ? field->max : 1 + random_below(random, 3);
    count = count > field->max ? field->max : count;
    ListHead list = { .count = count, .room = count };
    list.items = arena_alloc_array(arena, count, act_list_item_bytes(field));
    for (size_t i = 0; i < count; i++) {
        unsigned char *item = (unsigned char *)list.items + i * act_list_item_bytes(field);
        if (field->record != NULL)
            record_sample(arena, random, field->record, i, item);
        else
            value_sample(arena, random, field, field->element, i, item);
    }
    act_list_store(&list, at);
}

void *act_sample(Arena *arena, Random *random, const ActSpec *spec)
{
    unsigned char *data = act_data_new(arena, spec);
    for (size_t i = 0; i < spec->field_count; i++) {
        const FieldSpec *field = &spec->fields[i];
        if (field->optional && random_below(random, 2) == 0)
            continue;
        if (field->type == TYPE_LIST)
            list_sample(arena, random, field, data + field->offset);
        else
            value_sample(arena, random, field, field->type, 0, data + field->offset);
    }
    return data;
}
