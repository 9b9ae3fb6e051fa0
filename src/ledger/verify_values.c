/* Private values beside the ledger, against the records. */
#include <stdlib.h>
#include <string.h>

#include "ledger/verify_state.h"

#define NUMBER(n) ((unsigned long long)(n))

static void note_erasures(Verifier *v, const RecordField *field)
{
    ErasureList list;
    Op inner = { .arena = v->arena }; /* the names are kept to the end */
    if (erasures_decode(&inner, field->bytes, v->record.seq, &list) != OK)
        return; /* the record's decoder has refused it already */
    for (size_t i = 0; i < list.count; i++)
        *LIST_ADD(v->arena, &v->erasures) = (DueErasure){ list.items[i], v->record.seq, false };
}

void verify_record_note(Verifier *v)
{
    v->values_seen = ARENA_ARRAY(v->scratch, bool, v->record.fields.count);
    for (size_t i = 0; i < v->record.fields.count; i++) {
        const RecordField *field = &v->record.fields.items[i];
        NamedFile named = { .seq = v->record.seq };
        switch (field->kind) {
        case FIELD_PLAIN:
        case FIELD_PRIVATE:
        case FIELD_ARCHIVAL:
            break;
        case FIELD_FILE:
            if (!file_ref_decode(field->bytes, &named.ref))
                break;
            named.field = arena_dup(v->arena, field->name);
            *LIST_ADD(v->arena, &v->named) = named;
            break;
        case FIELD_ERASURE:
            note_erasures(v, field);
            break;
        }
    }
}

static void note_absence(Verifier *v, const RecordField *field)
{
    *LIST_ADD(v->arena, &v->absences) =
        (Erasure){ v->record.seq, arena_dup(v->arena, field->name) };
}

void verify_record_close(Verifier *v)
{
    for (size_t i = 0; v->has_record && i < v->record.fields.count; i++)
        if (field_is_committed(v->record.fields.items[i].kind) && !v->values_seen[i])
            note_absence(v, &v->record.fields.items[i]);
    v->has_record = false;
}

static void check_opens(Verifier *v, const StoredValue *value, const RecordField *field)
{
    bool opens = false;
    if (value->has_salt && value->has_value && value->salt.count == sizeof(Salt)) {
        Salt salt;
        memcpy(salt.bytes, value->salt.data, sizeof salt.bytes);
        Digest made = value_commitment(&salt, v->log, v->record.seq, field->name, value->value);
        opens = bytes_equal(field->bytes, digest_bytes(&made));
    }
    if (!opens)
        finding_add(v->arena, &v->findings, FINDING_COMMITMENT, (int64_t)value->seq,
                    value->field, "第 %llu 笔 %s 的值与记录中的承诺不符。", NUMBER(value->seq),
                    value->field);
}

void verifier_value(Verifier *v, const StoredValue *value)
{
    /* Nothing can be said about values of a record that cannot be read. */
    if (v->next_seq > 0 && v->next_seq == value->seq + 1 && !v->has_record)
        return;
    const RecordField *field =
        v->has_record && v->record.seq == value->seq && v->next_seq == value->seq + 1
            ? record_field(&v->record, value->field)
            : NULL;
    if (field == NULL || !field_is_committed(field->kind)) {
        finding_add(v->arena, &v->findings, FINDING_VALUE_STRAY, (int64_t)value->seq,
                    value->field, "第 %llu 笔并无字段 %s，却存有它的值。", NUMBER(value->seq),
                    value->field);
        return;
    }
    if (value->kind != (int64_t)field->kind)
        finding_add(v->arena, &v->findings, FINDING_VALUE_KIND, (int64_t)value->seq,
                    value->field, "第 %llu 笔 %s 的值存成了另一种类。", NUMBER(value->seq),
                    value->field);
    v->values_seen[field - v->record.fields.items] = true;
    if (value->has_salt || value->has_value)
        check_opens(v, value, field);
    else
        note_absence(v, field);
}

static int due_compare(const void *a, const void *b)
{
    return erasure_compare(&((const DueErasure *)a)->what, &((const DueErasure *)b)->what);
}

/* Erasures that meet an absence are met; an absence that meets none is a
 * finding. Both lists are sorted and walked together. */
static void absences_explain(Verifier *v)
{
    size_t due = 0;
    for (size_t i = 0; i < v->absences.count; i++) {
        const Erasure *what = &v->absences.items[i];
        while (due < v->erasures.count &&
               erasure_compare(&v->erasures.items[due].what, what) < 0)
            due++;
        bool explained = false;
        for (size_t j = due;
             j < v->erasures.count && erasure_compare(&v->erasures.items[j].what, what) == 0;
             j++)
            explained = v->erasures.items[j].met = true;
        if (!explained)
            finding_add(v->arena, &v->findings, FINDING_VALUE_MISSING, (int64_t)what->seq,
                        what->field, "第 %llu 笔 %s 的值不在库中，而没有任何一笔抹除过它。",
                        NUMBER(what->seq), what->field);
    }
}

/* An erasure of a file's field erases the file wherever it is named. */
static void erasure_meet_file(Verifier *v, DueErasure *due)
{
    const Digest *digest = NULL;
    for (size_t i = 0; i < v->named.count && digest == NULL; i++)
        if (v->named.items[i].seq == due->what.seq &&
            strcmp(v->named.items[i].field, due->what.field) == 0)
            digest = &v->named.items[i].ref.digest;
    for (size_t i = 0; i < v->named.count && digest != NULL; i++)
        if (digest_same(&v->named.items[i].ref.digest, digest))
            due->met = v->named.items[i].erased = true;
}

bool verify_can_judge(const Verifier *v, uint64_t seq)
{
    for (size_t i = 0; i < v->unreadable.count; i++)
        if (v->unreadable.items[i] == seq)
            return false;
    return !v->gap;
}

void verify_values_finish(Verifier *v)
{
    if (v->erasures.count > 1)
        qsort(v->erasures.items, v->erasures.count, sizeof(DueErasure), due_compare);
    if (v->absences.count > 1)
        qsort(v->absences.items, v->absences.count, sizeof(Erasure), erasure_compare);
    absences_explain(v);
    for (size_t i = 0; i < v->erasures.count; i++) {
        DueErasure *due = &v->erasures.items[i];
        if (!due->met)
            erasure_meet_file(v, due);
        if (!due->met && verify_can_judge(v, due->what.seq))
            finding_add(v->arena, &v->findings, FINDING_VALUE_KEPT, (int64_t)due->what.seq,
                        due->what.field, "第 %llu 笔的 %s 已由第 %llu 笔抹除，却仍在库中。",
                        NUMBER(due->what.seq), due->what.field, NUMBER(due->by));
    }
}
