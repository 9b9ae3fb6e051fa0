/* Random acts and random rubbish through the parser. */
#include <string.h>

#include "base/test.h"
#include "model/act_sample.h"
#include "model/act_value.h"

typedef struct Typed {
    LIST(ActText) texts;
    LIST(ActFile) files;
} Typed;

static Status typed_add(Op *op, void *context, const ActValue *value)
{
    Typed *typed = context;
    const char *text = act_value_text(op->arena, value);
    if (value->type == TYPE_FILE) {
        *LIST_ADD(op->arena, &typed->files) = value->file;
        text = value->file.name;
    }
    if (value->type == TYPE_CHOICE)
        text = field_choice_word(value->field, value->choice);
    *LIST_ADD(op->arena, &typed->texts) =
        (ActText){ arena_dup(op->arena, value->key), text, "play:1" };
    return OK;
}

static bool typed_file(void *context, const char *name, ActFile *out)
{
    const Typed *typed = context;
    for (size_t i = 0; i < typed->files.count; i++)
        if (strcmp(typed->files.items[i].name, name) == 0) {
            *out = typed->files.items[i];
            return true;
        }
    return false;
}

static void shuffle(Random *random, Typed *typed)
{
    for (size_t i = typed->texts.count; i > 1; i--) {
        size_t other = (size_t)random_below(random, i);
        ActText kept = typed->texts.items[i - 1];
        typed->texts.items[i - 1] = typed->texts.items[other];
        typed->texts.items[other] = kept;
    }
}

TEST(what_is_typed_in_any_order_reaches_the_ledger_unchanged)
{
    Random random = random_seeded(test_seed() + 3);
    for (ActKind kind = 0; kind < ACT_COUNT; kind++) {
        ARENA_SCOPE(scratch);
        Op op = { .arena = scratch };
        const ActSpec *spec = act_spec(kind);
        void *data = act_sample(scratch, &random, spec), *read;
        EncodedFieldList fields = act_encode(scratch, spec, data, NULL);
        Typed typed = { .texts = { 0 } };
        NEED_OK(act_visit(&op, spec, data, typed_add, &typed));
        shuffle(&random, &typed);
        ActFiles files = { &typed, typed_file };
        ActInput input = { typed.texts.items, typed.texts.count, "play:1", &files };
        Status status = act_parse(&op, spec, &input, &read, NULL);
        if (!CHECK_INT(status, OK)) {
            CHECK_TEXT(op_told(&op), "");
            continue;
        }
        EncodedFieldList again = act_encode(scratch, spec, read, NULL);
        NEED(again.count == fields.count);
        for (size_t i = 0; i < fields.count; i++)
            CHECK(bytes_equal(fields.items[i].value, again.items[i].value));
    }
}

static const char *rubbish(Arena *arena, Random *random, const ActSpec *spec)
{
    static const char *const pieces[] = { ".",  ".1",       ".0",   "title", "measures",
                                          "|",  "、",       "\xff", "1",     "units",
                                          "\n", "Ａ",       "-",    "9999",  "T1",
                                          " ",  "\xe4\xb8", "%s",   "text",  "\x01" };
    Buf out;
    buf_init(&out, arena);
    if (spec->field_count > 0 && random_below(random, 2) == 0)
        buf_text(&out, spec->fields[random_below(random, spec->field_count)].name);
    for (size_t i = random_below(random, 4); i > 0; i--)
        buf_text(&out, pieces[random_below(random, sizeof pieces / sizeof *pieces)]);
    return arena_dup(arena, buf_string(&out));
}

TEST(rubbish_is_refused_in_a_clean_sentence)
{
    Random random = random_seeded(test_seed() + 4);
    for (size_t round = 0; round < 5000; round++) {
        ARENA_SCOPE(scratch);
        Op op = { .arena = scratch };
        const ActSpec *spec = act_spec((ActKind)random_below(&random, ACT_COUNT));
        ActText texts[4];
        size_t count = 1 + random_below(&random, 4);
        for (size_t i = 0; i < count; i++)
            texts[i] = (ActText){ rubbish(scratch, &random, spec),
                                  rubbish(scratch, &random, spec), "" };
        ActInput input = { texts, count, "", NULL };
        Envelope envelope;
        void *data;
        Status status = act_parse(&op, spec, &input, &data, &envelope);
        CHECK(status == OK || status == INVALID);
        if (status == INVALID) {
            const char *told = op_told(&op);
            CHECK(text_check(told, strlen(told), false) == TEXT_FINE);
            CHECK(text_characters(told) < 400);
        }
    }
}
