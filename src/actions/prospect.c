#include "actions/prospect.h"

#include "actions/load.h"
#include "actions/prospect_inner.h"
#include "actions/secrets.h"
#include "base/text.h"
#include "rules/doer.h"
#include "rules/judge.h"

static const Capacity nobody = {
    .post = "", .post_class = "", .title = "没有任职的人", .body = ""
};

/* ---- the facts, once ------------------------------------------------------ */

static bool of_conference(Subject subject)
{
    return subject.noun == NOUN_CONFERENCE;
}

static Status subject_stands(Op *op, World *reader, int64_t conference, Subject subject)
{
    bool stands;
    if (of_conference(subject))
        return OK;
    TRY(load_subject_stands(op, reader->db, conference, subject, &stands));
    return stands ? OK
                  : op_fail(op, NOT_FOUND, "没有%s%s。", noun_word(subject.noun),
                            subject_code(op->arena, subject));
}

Status prospect_facts(Op *op, World *reader, int64_t conference, const Capacity *post,
                      Subject subject, Case *c)
{
    *c = (Case){ .subject = subject, .state = "" };
    c->today = c->day = instant_day(reader->now);
    c->actor = post != NULL ? *post : nobody;
    TRY(load_institution(op, reader, conference, c));
    TRY(subject_stands(op, reader, conference, subject));
    return load_subject(op, reader, conference, c);
}

/* ---- one act -------------------------------------------------------------- */

bool prospect_mine(const Case *c, const char *owner)
{
    return !text_empty(c->actor.post) &&
           (acts_for(c, c->actor.post, owner) ||
            (!text_empty(c->actor.body) && text_same(c->actor.body, owner)));
}

/* Done once for the whole database, or for the conference: never again. */
static bool done_already(const ActSpec *spec)
{
    return spec->kind == ACT_DEPLOYMENT_OPEN || spec->kind == ACT_CONFERENCE_FOUND;
}

static ProspectSight sight_of(const Case *c, const ActSpec *spec, const Opening *opening)
{
    VerdictKind kind = opening->verdict.kind;
    if (kind == VERDICT_ALLOWED || kind == VERDICT_NEEDS_REASON)
        return SIGHT_NOW;
    if (opening->bar == BAR_STAGE || done_already(spec) ||
        (opening->bar == BAR_STATE && !prospect_reachable(c, spec)))
        return SIGHT_PAST;
    return SIGHT_LATER;
}

static bool owed_now(const Case *c, const ActSpec *spec)
{
    for (size_t i = 0; i < c->duties.count; i++) {
        const DutyRow *duty = &c->duties.items[i];
        if (text_same(duty->verb, spec->verb) &&
            text_same(duty->noun, noun_name(c->subject.noun)) &&
            duty->subject == c->subject.number && prospect_mine(c, duty->owner) &&
            (!day_given(duty->from_day) || day_compare(duty->from_day, c->today) <= 0))
            return true;
    }
    return false;
}

/* People belong to the deployment, which has no charter. */
static Case case_of(const Case *c, const ActSpec *spec)
{
    Case of = *c;
    of.act = spec;
    if (spec->on == NOUN_DEPLOYMENT) {
        of.subject = SUBJECT_DEPLOYMENT;
        of.charter = NULL;
        of.duties = (DutyRowList){ 0 };
    }
    return of;
}

void prospect_judge(Op *op, const Case *c, const ActSpec *spec, Prospect *out)
{
    Opening opening;
    Case of = case_of(c, spec);
    judge_opening(op, &of, &opening);
    *out = (Prospect){ .spec = spec,
                       .verdict = opening.verdict,
                       .source = tell_source(op->arena, opening.verdict.source),
                       .sight = sight_of(c, spec, &opening),
                       .others = opening.bar == BAR_DOER,
                       .owed = owed_now(c, spec) };
}

/* ---- all of them ----------------------------------------------------------- */

static bool about(const ActSpec *spec, Subject subject, Noun makes)
{
    bool person = spec->kind == ACT_PERSON_ADD && of_conference(subject);
    if (spec->kind == ACT_DEPLOYMENT_OPEN || (spec->on != subject.noun && !person))
        return false;
    return makes == NOUN_NONE || spec->makes == makes;
}

/* Minutes that are not drafted yet are there all the same: they wait. */
static const char *state_word(const Case *c)
{
    const char *word =
        of_conference(c->subject) ? NULL : noun_state_word(c->subject.noun, c->state);
    return word != NULL ? word : "";
}

Status prospects_load(Op *op, World *reader, int64_t conference, const Capacity *post,
                      Subject subject, Noun makes, Prospects *out)
{
    Case c;
    *out = (Prospects){ .subject = subject };
    TRY(prospect_facts(op, reader, conference, post, subject, &c));
    out->state = c.state;
    out->state_word = state_word(&c);
    for (size_t i = 0; i < ACT_COUNT; i++)
        if (about(act_spec((ActKind)i), subject, makes))
            prospect_judge(op, &c, act_spec((ActKind)i), LIST_ADD(op->arena, &out->acts));
    if (makes == NOUN_NONE)
        prospect_turns(op, &c, c.today, &out->turns);
    return OK;
}

Status prospect_load(Op *op, World *reader, int64_t conference, const Capacity *post,
                     Subject subject, const ActSpec *spec, Prospect *out)
{
    Case c;
    TRY(prospect_facts(op, reader, conference, post, subject, &c));
    prospect_judge(op, &c, spec, out);
    return OK;
}

const Prospect *prospect_of(const Prospects *prospects, ActKind kind)
{
    for (size_t i = 0; i < prospects->acts.count; i++)
        if (prospects->acts.items[i].spec->kind == kind)
            return &prospects->acts.items[i];
    return NULL;
}

/* ---- before performing ----------------------------------------------------- */

static Status secret_visit(Op *op, void *context, const ActValue *value)
{
    ActFaultList *faults = context;
    const char *said = secret_said(op->arena, value);
    if (said != NULL)
        *LIST_ADD(op->arena, faults) = (ActFault){ .key = value->key, .text = said };
    return OK;
}

Status prospect_check(Op *op, World *reader, int64_t conference, const ActSpec *spec,
                      const ActInput *input, ActFaultList *out)
{
    Envelope envelope;
    void *data;
    Case c = { .act = spec };
    TRY(act_check(op, spec, input, &data, &envelope, out));
    c.fields = data;
    c.envelope = &envelope;
    c.today = instant_day(reader->now);
    c.day = day_given(envelope.done_on) ? envelope.done_on : c.today;
    TRY(load_institution(op, reader, conference, &c));
    TRY(load_people(op, reader, &c));
    TRY(check_names_all(op, reader, conference, &c, out));
    TRY(act_visit(op, spec, data, secret_visit, out));
    return envelope_visit(op, &envelope, secret_visit, out);
}
