#include <string.h>

#include "base/test.h"
#include "model/act_sample.h"

static EncodedFieldList sample_encoded(Random *random, const ActSpec *spec, Envelope *envelope)
{
    Arena *arena = test_op()->arena;
    void *data = act_sample(arena, random, spec);
    *envelope = envelope_none();
    if (random_below(random, 2) == 0)
        envelope->reason = text_sample(arena, random, 1000, true);
    if (random_below(random, 3) == 0)
        envelope->scan = (ActFile){ .name = "审定单.pdf", .size = 12 };
    return act_encode(arena, spec, data, envelope);
}

static bool encoded_equal(const EncodedFieldList *a, const EncodedFieldList *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = strcmp(a->items[i].name, b->items[i].name) == 0 &&
               a->items[i].privacy == b->items[i].privacy &&
               a->items[i].type == b->items[i].type &&
               a->items[i].erased == b->items[i].erased &&
               bytes_equal(a->items[i].value, b->items[i].value);
    return same;
}

TEST(every_act_read_back_from_the_ledger_is_written_the_same)
{
    Random random = random_seeded(test_seed());
    for (ActKind kind = 0; kind < ACT_COUNT; kind++)
        for (size_t round = 0; round < 12; round++) {
            const ActSpec *spec = act_spec(kind);
            Envelope envelope, read;
            void *data;
            EncodedFieldList fields = sample_encoded(&random, spec, &envelope);
            NEED_OK(act_decode(test_op(), spec, &fields, &data, &read));
            EncodedFieldList again = act_encode(test_op()->arena, spec, data, &read);
            CHECK(encoded_equal(&fields, &again));
            CHECK(fields.count <= 1024);
        }
}

TEST(an_erased_value_is_read_as_erased_and_written_as_erased)
{
    Random random = random_seeded(test_seed());
    for (ActKind kind = 0; kind < ACT_COUNT; kind++) {
        Envelope envelope, read;
        void *data;
        const ActSpec *spec = act_spec(kind);
        EncodedFieldList fields = sample_encoded(&random, spec, &envelope);
        for (size_t i = 0; i < fields.count; i++)
            if (fields.items[i].privacy != PRIVACY_PLAIN) {
                fields.items[i].erased = true;
                fields.items[i].value = bytes_of_text("");
            }
        NEED_OK(act_decode(test_op(), spec, &fields, &data, &read));
        EncodedFieldList again = act_encode(test_op()->arena, spec, data, &read);
        CHECK(encoded_equal(&fields, &again));
    }
    MeetingRespond erased = { .answer = MEETING_RESPOND_ANSWER_LEAVE, .cause = ACT_ERASED };
    EncodedFieldList fields =
        act_encode(test_op()->arena, act_spec(ACT_MEETING_RESPOND), &erased, NULL);
    NEED(fields.count == 2);
    CHECK(fields.items[1].erased);
    CHECK(act_is_erased(erased.cause));
}

TEST(a_plain_value_can_not_be_erased)
{
    EncodedField field = { .name = "answer", .erased = true };
    EncodedFieldList fields = { &field, 1, 1 };
    void *data;
    CHECK_INT(act_decode(test_op(), act_spec(ACT_MEETING_RESPOND), &fields, &data, NULL),
              INVALID);
}

/* Any other bytes are refused, or are the one form of another value. */
TEST(a_changed_field_is_refused_or_is_another_act_in_its_one_form)
{
    Random random = random_seeded(test_seed() + 1);
    size_t refused = 0, rounds = 3000;
    for (size_t round = 0; round < rounds; round++) {
        ARENA_SCOPE(scratch);
        Op op = { .arena = scratch };
        const ActSpec *spec = act_spec((ActKind)random_below(&random, ACT_COUNT));
        Envelope read;
        void *data = act_sample(scratch, &random, spec);
        EncodedFieldList fields = act_encode(scratch, spec, data, NULL);
        if (fields.count == 0)
            continue;
        EncodedField *field = &fields.items[random_below(&random, fields.count)];
        uint8_t *bytes = arena_copy(scratch, field->value.data, field->value.count);
        size_t at = (size_t)random_below(&random, field->value.count);
        bytes[at] ^= (uint8_t)(1u << random_below(&random, 8));
        field->value.data = bytes;
        if (act_decode(&op, spec, &fields, &data, &read) != OK) {
            refused++;
            CHECK(op.error.told != NULL || op.error.detail != NULL);
            continue;
        }
        EncodedFieldList again = act_encode(scratch, spec, data, &read);
        CHECK(encoded_equal(&fields, &again));
    }
    CHECK(refused > rounds / 4);
}

static Status decode_one(const char *verb, const char *name, const char *value,
                         const char *other_name, const char *other_value)
{
    EncodedField field[2] = { { .name = name, .value = bytes_of_text(value) } };
    EncodedFieldList fields = { field, 1, 2 };
    void *data;
    if (other_name != NULL) {
        field[1] = (EncodedField){ .name = other_name, .value = bytes_of_text(other_value) };
        fields.count = 2;
    }
    op_clear(test_op());
    return act_decode(test_op(), act_find(verb), &fields, &data, NULL);
}

TEST(the_ledger_form_admits_no_second_spelling)
{
    CHECK_INT(decode_one("topic.withdraw", "cause", "撤回", NULL, NULL), OK);
    CHECK_INT(decode_one("topic.withdraw", "cause", "", NULL, NULL), INVALID);
    CHECK_INT(decode_one("topic.withdraw", "cause", "撤\r回", NULL, NULL), INVALID);
    CHECK_INT(decode_one("topic.withdraw", "cause", "撤回", "cause", "撤回"), INVALID);
    CHECK_INT(decode_one("topic.withdraw", "causes", "撤回", NULL, NULL), INVALID);
    CHECK_INT(decode_one("topic.withdraw", "cause", "撤回", "done-on", "2024-01-01"), INVALID);
    CHECK_INT(decode_one("meeting.close", "at", "2024-06-14 09:30:00", NULL, NULL), OK);
    CHECK_INT(decode_one("meeting.close", "at", "2024-06-14 09:30", NULL, NULL), INVALID);
    CHECK_INT(decode_one("consultation.remind", "units", "hrss,finance", NULL, NULL), OK);
    CHECK_INT(decode_one("consultation.remind", "units", "hrss、finance", NULL, NULL), INVALID);
    CHECK_INT(decode_one("consultation.remind", "units", "hrss, finance", NULL, NULL), INVALID);
    CHECK_INT(decode_one("consultation.remind", "units.1", "hrss", NULL, NULL), INVALID);
    CHECK_INT(decode_one("consultation.reply", "kind", "agree", NULL, NULL), OK);
    CHECK_INT(decode_one("consultation.reply", "kind", "同意", NULL, NULL), INVALID);
    CHECK_INT(decode_one("record.void", "cause", "误录", "seq", "7"), OK);
    CHECK_INT(decode_one("record.void", "cause", "误录", "seq", "07"), INVALID);
    CHECK_INT(decode_one("record.void", "seq", "7", "cause", "误录"), INVALID); /* unsorted */
    CHECK_INT(decode_one("deployment.open", "simulated", "yes", NULL, NULL), INVALID);
    CHECK_INT(decode_one("deployment.open", "simulated", "false", NULL, NULL), OK);
}

TEST(the_envelope_gives_the_ledger_its_reason_and_scan_only)
{
    TopicWithdraw data = { .cause = "重复" };
    Envelope envelope = { .done_on = day_of(2024, 3, 1),
                          .reason = "纸面已签",
                          .scan = { .name = "签报.pdf", .size = 3 },
                          .entered_by = "office/wang" };
    EncodedFieldList fields =
        act_encode(test_op()->arena, act_spec(ACT_TOPIC_WITHDRAW), &data, &envelope);
    NEED(fields.count == 3);
    CHECK_TEXT(fields.items[0].name, "cause");
    CHECK_TEXT(fields.items[1].name, "reason");
    CHECK_TEXT(fields.items[2].name, "scan");
    CHECK_INT(fields.items[2].type, TYPE_FILE);
    CHECK_INT(fields.items[2].privacy, PRIVACY_ARCHIVAL);
}

static Status visit_count(Op *op, void *context, const ActValue *value)
{
    (void)op;
    TextList *keys = context;
    *LIST_ADD(op->arena, keys) = arena_dup(op->arena, value->key);
    return strcmp(value->key, "units.2") == 0 && text_same(value->text, "stop") ? NOT_FOUND
                                                                                : OK;
}

TEST(a_visit_walks_every_given_value_and_stops_at_a_fault)
{
    Arena *arena = test_op()->arena;
    TopicPropose data = { .title = "高温津贴发放", .category = "N3.6" };
    *LIST_ADD(arena, &data.measures) = (Measure){ "按月发放", "hrss" };
    *LIST_ADD(arena, &data.measures) = (Measure){ "监督检查", NULL };
    *LIST_ADD(arena, &data.units) = "hrss";
    *LIST_ADD(arena, &data.units) = "finance";
    *LIST_ADD(arena, &data.research) = (Subject){ NOUN_RESEARCH, 1 };
    TextList keys = { 0 };
    CHECK_INT(act_visit(test_op(), act_spec(ACT_TOPIC_PROPOSE), &data, visit_count, &keys), OK);
    CHECK_TEXT(text_join(arena, &keys, " "), "title category research.1 measures.1.text "
                                             "measures.1.unit measures.2.text units.1 units.2");
    data.units.items[1] = "stop";
    CHECK_INT(act_visit(test_op(), act_spec(ACT_TOPIC_PROPOSE), &data, visit_count, &keys),
              NOT_FOUND);
}
