#include "actions/recording.h"

#include <string.h>

#include "base/text.h"
#include "store/ledger_file.h"

/* The part of an act's name after which the ledger keeps the file itself. */
#define FILE_SUFFIX ".file"

ActFile request_file_facts(const RequestFile *file)
{
    return (ActFile){ .name = file->name,
                      .size = (int64_t)(file->stored ? file->ref.bytes : file->content.count),
                      .digest =
                          file->stored ? file->digest : digest_one(DIGEST_SM3, file->content) };
}

static bool is_file(const RequestFile *file, const ActFile *named)
{
    ActFile is = request_file_facts(file);
    return text_same(is.name, named->name) && is.size == named->size &&
           memcmp(&is.digest, &named->digest, sizeof is.digest) == 0;
}

static const RequestFile *file_named(const Request *request, const ActFile *named)
{
    for (size_t i = 0; i < request->file_count; i++)
        if (is_file(&request->files[i], named))
            return &request->files[i];
    return NULL;
}

/* ---- files --------------------------------------------------------------- */

typedef struct Filing {
    World *world;
    const LedgerHead *head;
    const Request *request;
    Record *record;
} Filing;

/* A file that was stored before, unless an act has named it meanwhile. */
static Status stored_take(Op *op, const Filing *filing, const RequestFile *file, FileRef *out)
{
    FileState state;
    TRY(ledger_file_state(op, filing->world->db, filing->head->log, &file->ref, &state));
    *out = file->ref;
    switch (state) {
    case FILE_UNNAMED:
        return OK;
    case FILE_ABSENT:
        return op_fail(op, INVALID, "文件“%s”没有完整上传，或者已经清理，请重新上传。",
                       file->name);
    case FILE_NAMED:
    case FILE_ERASED:
        return op_fail(op, INVALID, "文件“%s”已经附在另一次办理里，请重新上传。", file->name);
    }
    return OK;
}

static Status file_put(Op *op, const Filing *filing, const RequestFile *file, FileRef *out)
{
    Salt salt;
    if (file->stored)
        return stored_take(op, filing, file, out);
    random_bytes(filing->world->random, salt.bytes, sizeof salt.bytes);
    return ledger_file_put(op, filing->world->db, filing->head->log, filing->head->log_id,
                           &salt, filing->world->now, file->content, out);
}

static Status file_visit(Op *op, void *context, const ActValue *value)
{
    Filing *filing = context;
    if (value->type != TYPE_FILE)
        return OK;
    const RequestFile *file = file_named(filing->request, &value->file);
    if (file == NULL)
        return op_fail(op, INVALID, "没有随办理内容送来文件“%s”。", value->file.name);
    FileRef ref;
    TRY(file_put(op, filing, file, &ref));
    record_add(op->arena, filing->record,
               arena_printf(op->arena, "%s%s", value->key, FILE_SUFFIX), FIELD_FILE,
               file_ref_encode(op->arena, &ref));
    return OK;
}

/* ---- fields --------------------------------------------------------------- */

static void field_record(Op *op, World *world, const EncodedField *field, Record *record,
                         PrivateValueList *values)
{
    if (field->privacy == PRIVACY_PLAIN) {
        record_add(op->arena, record, field->name, FIELD_PLAIN, field->value);
        return;
    }
    PrivateValue *value = LIST_ADD(op->arena, values);
    value->field = field->name;
    value->kind = field->privacy == PRIVACY_PRIVATE ? FIELD_PRIVATE : FIELD_ARCHIVAL;
    value->value = field->value;
    random_bytes(world->random, value->salt.bytes, sizeof value->salt.bytes);
}

static const char *person_code(Op *op, int64_t person)
{
    return person == 0
               ? ""
               : subject_code(op->arena, (Subject){ .noun = NOUN_PERSON, .number = person });
}

static Status who_record(Op *op, const Case *c, Record *record)
{
    record->actor_post = c->actor.post;
    record->actor_person = person_code(op, c->actor.person);
    record->entered_by_post = record->entered_by_person = "";
    if (c->on_behalf) {
        record->entered_by_post = c->enterer.post;
        record->entered_by_person = person_code(op, c->enterer.person);
    }
    return OK;
}

Status act_record(Op *op, World *world, LedgerHead *head, const Request *request, const Case *c,
                  const Outcome *outcome, Record *out)
{
    PrivateValueList values = { 0 };
    Filing filing = { .world = world, .head = head, .request = request, .record = out };
    *out = (Record){ .recorded_at = world->now, .done_on = c->day, .verb = c->act->verb };
    out->subject = subject_code(op->arena, c->subject);
    out->settings = settings_digest(c->settings);
    out->holidays = calendar_digest(c->calendar);
    const Ruleset *rules = c->charter != NULL ? c->charter : c->founding;
    if (rules != NULL)
        out->charter = rules->digest;
    if (request->has_key)
        out->key = request->key;
    else
        random_bytes(world->random, out->key.bytes, sizeof out->key.bytes);
    TRY(who_record(op, c, out));
    TRY(act_visit(op, c->act, c->fields, file_visit, &filing));
    TRY(envelope_visit(op, c->envelope, file_visit, &filing));
    EncodedFieldList fields = act_encode(op->arena, c->act, c->fields, c->envelope);
    for (size_t i = 0; i < fields.count; i++)
        field_record(op, world, &fields.items[i], out, &values);
    TRY(outcome_encode(op, outcome, &out->outcome));
    return ledger_append(op, world->db, head, out, &values);
}

/* ---- back ------------------------------------------------------------------ */

static void fields_of(Op *op, const LedgerEntry *entry, EncodedFieldList *out)
{
    const RecordFieldList *fields = &entry->record.fields;
    for (size_t i = 0; i < fields->count; i++) {
        const RecordField *field = &fields->items[i];
        if (field->kind == FIELD_FILE || field->kind == FIELD_ERASURE)
            continue;
        EncodedField *encoded = LIST_ADD(op->arena, out);
        *encoded = (EncodedField){ .name = field->name, .value = field->bytes };
        if (!field_is_committed(field->kind))
            continue;
        const EntryValue *value = entry_value(entry, field->name);
        encoded->erased = value == NULL || value->erased;
        encoded->value = encoded->erased ? (Bytes){ 0 } : value->value;
    }
}

const char *record_enterer(Op *op, const Record *record)
{
    if (text_empty(record->entered_by_post) || text_empty(record->entered_by_person))
        return record->entered_by_post;
    return arena_printf(op->arena, "%s/%s", record->entered_by_post, record->entered_by_person);
}

Status entry_decode(Op *op, int64_t conference, const LedgerEntry *entry, Applied *out)
{
    const Record *record = &entry->record;
    EncodedFieldList fields = { 0 };
    Outcome *outcome = ARENA_NEW(op->arena, Outcome);
    Envelope *envelope = ARENA_NEW(op->arena, Envelope);
    void *data;
    *out = (Applied){ .conference = conference,
                      .seq = (int64_t)record->seq,
                      .at = record->recorded_at,
                      .day = record->done_on,
                      .spec = act_find(record->verb),
                      .post = record->actor_post,
                      .person = record->actor_person,
                      .entered_by = record_enterer(op, record),
                      .voided_by = -1 };
    if (out->spec == NULL)
        return op_broken(op, BROKEN, "record %lld holds an unknown act %s", (long long)out->seq,
                         record->verb);
    fields_of(op, entry, &fields);
    TRY_WHILE(op, act_decode(op, out->spec, &fields, &data, envelope), "decoding record %lld",
              (long long)out->seq);
    TRY_WHILE(op, outcome_decode(op, record->outcome, outcome), "decoding record %lld",
              (long long)out->seq);
    out->fields = data;
    out->envelope = envelope;
    out->outcome = outcome;
    return OK;
}
