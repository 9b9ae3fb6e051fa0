#include "actions/perform.h"

#include <string.h>

#include "actions/charters.h"
#include "actions/load.h"
#include "actions/recording.h"
#include "actions/replay.h"
#include "actions/secrets.h"
#include "base/text.h"
#include "rules/judge.h"
#include "store/rows_gen.h"

/* One act on its way through. */
typedef struct Doing {
    Op *op;
    World *world;
    const Request *request;
    Answer *answer;
    const ActSpec *spec;
    LedgerHead head;
    const char *founded; /* code of the ledger to be made that is there already */
    void *fields;
    Envelope envelope;
    Case c;
} Doing;

static Status verb_find(Doing *d)
{
    const char *verb = d->request->verb;
    d->spec = act_find(verb);
    if (d->spec != NULL)
        return OK;
    const ActSpec *nearest = strlen(verb) <= ACT_VERB_BYTES_MAX ? act_nearest(verb) : NULL;
    return op_fail(d->op, INVALID, "%s%s没有“%.80s”这种办理%s%s%s。",
                   d->request->place != NULL ? d->request->place : "",
                   text_empty(d->request->place) ? "" : "：", verb,
                   nearest != NULL ? "，是不是“" : "", nearest != NULL ? nearest->verb : "",
                   nearest != NULL ? "”" : "");
}

/* ---- what the person typed ------------------------------------------------ */

/* A file is typed with the folders that lead to it and kept by its own name. */
static bool file_find(void *context, const char *typed, ActFile *out)
{
    const Request *request = context;
    const char *slash = strrchr(typed, '/');
    const char *name = slash == NULL ? typed : slash + 1;
    for (size_t i = 0; i < request->file_count; i++) {
        const RequestFile *file = &request->files[i];
        if (!text_same(file->handle != NULL ? file->handle : file->name, name))
            continue;
        *out = request_file_facts(file);
        return true;
    }
    return false;
}

static Status input_read(Doing *d)
{
    ActFiles files = { .context = (void *)(uintptr_t)d->request, .find = file_find };
    ActInput input = { .texts = d->request->texts,
                       .count = d->request->text_count,
                       .place = d->request->place,
                       .files = &files };
    TRY(act_parse(d->op, d->spec, &input, &d->fields, &d->envelope));
    return secrets_refuse(d->op, d->spec, d->fields, &d->envelope);
}

/* ---- which ledger ---------------------------------------------------------- */

static bool of_deployment(const ActSpec *spec)
{
    return spec->kind == ACT_DEPLOYMENT_OPEN || spec->kind == ACT_PERSON_ADD;
}

static Status ledger_make(Doing *d, const char *code)
{
    LogId id;
    bool found;
    TRY(ledger_by_code(d->op, d->world->db, code, &found, &d->answer->conference));
    d->founded = found ? code : NULL;
    if (found)
        return OK;
    random_bytes(d->world->random, id.bytes, sizeof id.bytes);
    return ledger_found(d->op, d->world->db, code, id, &d->answer->conference);
}

/* The deployment's ledger is the first of a database: nothing comes before it. */
static Status deployment_need(Doing *d)
{
    bool found;
    int64_t log;
    TRY(ledger_by_code(d->op, d->world->db, "deployment", &found, &log));
    if (found)
        return OK;
    return op_fail(d->op, INVALID, "数据库还没有启用（deployment.open），不能%s。",
                   d->spec->label);
}

static Status conference_find(Doing *d)
{
    if (d->spec->kind == ACT_DEPLOYMENT_OPEN)
        return ledger_make(d, "deployment");
    if (d->spec->kind == ACT_CONFERENCE_FOUND || of_deployment(d->spec))
        TRY(deployment_need(d));
    if (d->spec->kind == ACT_CONFERENCE_FOUND)
        return ledger_make(d, ((const ConferenceFound *)d->fields)->code);
    if (of_deployment(d->spec)) {
        d->answer->conference = DEPLOYMENT;
        return OK;
    }
    return load_conference_number(d->op, d->world->db, d->request->conference,
                                  &d->answer->conference);
}

/* ---- a retry ---------------------------------------------------------------- */

static Status answer_again(Doing *d, const LedgerEntry *entry)
{
    Applied earlier;
    TRY(entry_decode(d->op, d->answer->conference, entry, &earlier));
    d->answer->verdict = (Verdict){
        .kind = VERDICT_ALLOWED, .source = earlier.outcome->source, .why = "", .remedy = ""
    };
    d->answer->done = d->answer->repeated = true;
    d->answer->spec = earlier.spec;
    d->answer->seq = earlier.seq;
    d->answer->subject = earlier.outcome->on;
    d->answer->made = earlier.outcome->made;
    d->answer->outcome = *earlier.outcome;
    return OK;
}

/* Founding that is asked for again looks in the ledger that it made. */
static Status retry_find(Doing *d, bool *repeated)
{
    LedgerEntry entry;
    *repeated = false;
    if (!d->request->has_key)
        return OK;
    TRY(ledger_find_by_key(d->op, d->world->db, d->answer->conference, d->request->key,
                           repeated, &entry));
    return *repeated ? answer_again(d, &entry) : OK;
}

/* ---- the case ---------------------------------------------------------------- */

static Status subject_find(Doing *d)
{
    const char *text = d->request->subject;
    Noun on = d->spec->on;
    CounterRow counter;
    bool known;
    d->c.subject = (Subject){ .noun = on };
    if (on == NOUN_CONFERENCE || on == NOUN_NONE || on == NOUN_DEPLOYMENT) {
        if (!text_empty(text))
            return op_fail(d->op, INVALID, "“%s”不针对具体事项，不要写“%s”。", d->spec->label,
                           text);
        return OK;
    }
    if (text_empty(text))
        return op_fail(d->op, INVALID, "“%s”要写明针对哪一项%s。", d->spec->label,
                       noun_word(on));
    if (!subject_parse(text, on, &d->c.subject))
        return op_fail(d->op, INVALID, "“%.40s”不是%s的代码。", text, noun_word(on));
    const char *counted = on == NOUN_MINUTES ? noun_name(NOUN_MEETING) : noun_name(on);
    TRY(counter_row_find(d->op, d->world->db, d->answer->conference, counted, &known,
                         &counter));
    if (!known || d->c.subject.number > counter.last)
        return op_fail(d->op, INVALID, "没有%s%s。", noun_word(on), text);
    TRY(load_subject_stands(d->op, d->world->db, d->answer->conference, d->c.subject, &known));
    return known ? OK : op_fail(d->op, INVALID, "%s%s已经作废。", noun_word(on), text);
}

static Status made_allot(Doing *d)
{
    CounterRow counter;
    bool known;
    Noun makes = d->spec->makes;
    d->c.made = (Subject){ .noun = NOUN_NONE };
    if (makes == NOUN_NONE)
        return OK;
    TRY(counter_row_find(d->op, d->world->db, d->answer->conference, noun_name(makes), &known,
                         &counter));
    d->c.made = (Subject){ .noun = makes, .number = (known ? counter.last : 0) + 1 };
    return OK;
}

static Status enterer_load(Doing *d)
{
    if (text_empty(d->envelope.entered_by))
        return OK;
    Capacity actor = d->c.actor;
    TRY(load_actor(d->op, d->world, d->envelope.entered_by, &d->c));
    d->c.enterer = d->c.actor;
    d->c.actor = actor;
    d->c.on_behalf = !text_same(d->c.enterer.post, actor.post);
    return OK;
}

static Status case_load(Doing *d)
{
    ActInput input = { .texts = d->request->texts,
                       .count = d->request->text_count,
                       .place = d->request->place };
    d->c.act = d->spec;
    d->c.fields = d->fields;
    d->c.envelope = &d->envelope;
    d->c.today = instant_day(d->world->now);
    d->c.day = day_given(d->envelope.done_on) ? d->envelope.done_on : d->c.today;
    TRY(load_institution(d->op, d->world, d->answer->conference, &d->c));
    if (d->spec->kind == ACT_CONFERENCE_FOUND)
        TRY(charter_for_founding(d->op, d->world, ((const ConferenceFound *)d->fields)->charter,
                                 &d->c.founding));
    TRY(load_actor(d->op, d->world, d->request->actor, &d->c));
    TRY(enterer_load(d));
    TRY(subject_find(d));
    TRY(made_allot(d));
    TRY(load_people(d->op, d->world, &d->c));
    TRY(check_names(d->op, d->world, d->answer->conference, &input, &d->c));
    TRY(load_facts(d->op, d->world, d->answer->conference, &d->c));
    return load_record(d->op, d->world, d->answer->conference, &d->c);
}

/* ---- done ---------------------------------------------------------------------- */

static Status project(Doing *d, const Record *record)
{
    const Applied applied = { .conference = d->answer->conference,
                              .seq = (int64_t)record->seq,
                              .at = record->recorded_at,
                              .day = record->done_on,
                              .spec = d->spec,
                              .fields = d->fields,
                              .envelope = &d->envelope,
                              .outcome = &d->answer->outcome,
                              .post = record->actor_post,
                              .person = record->actor_person,
                              .entered_by = record_enterer(d->op, record),
                              .voided_by = -1 };
    if (d->spec->kind == ACT_RECORD_VOID || d->spec->kind == ACT_RECORD_CORRECT)
        return replay_conference(d->op, d->world->db, d->answer->conference);
    return apply(d->op, d->world->db, &applied);
}

static Status carry_out(Doing *d)
{
    Record record;
    TRY(act_record(d->op, d->world, &d->head, d->request, &d->c, &d->answer->outcome, &record));
    TRY(project(d, &record));
    d->answer->done = true;
    d->answer->seq = (int64_t)record.seq;
    d->answer->made = d->c.made;
    return OK;
}

static Status do_within(Doing *d)
{
    bool repeated;
    TRY(verb_find(d));
    d->answer->spec = d->spec;
    TRY(input_read(d));
    TRY(conference_find(d));
    TRY(ledger_begin(d->op, d->world->db, d->answer->conference, &d->head));
    TRY(retry_find(d, &repeated));
    if (repeated)
        return OK;
    if (d->founded != NULL)
        return op_fail(d->op, INVALID, "“%s”已经建立。", d->founded);
    d->world->now = ledger_time(&d->head, d->world->now);
    TRY(case_load(d));
    d->answer->subject = d->c.subject;
    judge(d->op, &d->c, &d->answer->verdict, &d->answer->outcome);
    return d->answer->verdict.kind == VERDICT_ALLOWED ? carry_out(d) : OK;
}

Status perform_within(Op *op, World *world, const Request *request, Answer *out)
{
    Doing doing = { .op = op, .world = world, .request = request, .answer = out };
    *out = (Answer){ .made = { .noun = NOUN_NONE } };
    DB_SAVEPOINT(part, world->db);
    TRY(db_savepoint_begin(op, &part));
    TRY(do_within(&doing));
    Status status = out->done ? db_savepoint_keep(op, &part) : OK;
    out->done = out->done && status == OK;
    return status;
}

Status perform(Op *op, World *world, const Request *request, Answer *out)
{
    *out = (Answer){ .made = { .noun = NOUN_NONE } };
    DB_TX(tx, world->db);
    TRY(db_tx_begin(op, &tx));
    TRY(perform_within(op, world, request, out));
    if (!out->done)
        return OK;
    Status status = db_tx_commit(op, &tx);
    if (status != OK)
        out->done = false;
    return status;
}
