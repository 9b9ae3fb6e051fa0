#include "actions/load.h"
#include "base/text.h"
#include "store/record_sql.h"
#include "store/rows_gen.h"

/* What the loading of one case carries along. */
typedef struct Loading {
    Op *op;
    Db *db;
    int64_t conference;
    Case *c;
} Loading;

/* ---- history and duties of a subject and its chain ---------------------- */

static Status done_load(Loading *l, Subject subject, HistoryRowList *out)
{
    RecordSeqRowList seqs = { 0 };
    TRY(sql_record_mentioning(l->op, l->db, l->conference, noun_name(subject.noun),
                              subject.number, &seqs));
    for (size_t i = 0; i < seqs.count; i++) {
        HistoryRow row;
        TRY(history_row_get(l->op, l->db, l->conference, seqs.items[i].seq, &row));
        if (!row.has_voided_by)
            *LIST_ADD(l->op->arena, out) = row;
    }
    return OK;
}

static Status duties_load(Loading *l, Subject subject)
{
    DutyNumberRowList numbers = { 0 };
    TRY(sql_duties_open_on(l->op, l->db, l->conference, noun_name(subject.noun), subject.number,
                           &numbers));
    for (size_t i = 0; i < numbers.count; i++)
        TRY(duty_row_get(l->op, l->db, l->conference, numbers.items[i].number,
                         LIST_ADD(l->op->arena, &l->c->duties)));
    return OK;
}

static Status chain_load(Loading *l, Noun noun, int64_t number)
{
    Subject subject = { .noun = noun, .number = number };
    TRY(done_load(l, subject, &l->c->done));
    return duties_load(l, subject);
}

/* ---- by noun ------------------------------------------------------------ */

static Status topic_load(Loading *l, int64_t number)
{
    TopicCase *topic = ARENA_NEW(l->op->arena, TopicCase);
    TRY(load_topic(l->op, l->db, l->conference, number, topic));
    l->c->topic = topic;
    TRY(chain_load(l, NOUN_TOPIC, number));
    for (size_t i = 0; i < topic->consultations.count; i++)
        TRY(chain_load(l, NOUN_CONSULTATION, topic->consultations.items[i].row.number));
    return OK;
}

static Status consultation_load(Loading *l, int64_t number)
{
    ConsultationCase *consultation = ARENA_NEW(l->op->arena, ConsultationCase);
    TRY(load_consultation(l->op, l->db, l->conference, number, consultation));
    l->c->consultation = consultation;
    l->c->state = consultation->row.state;
    return topic_load(l, consultation->row.topic);
}

static Status meeting_load(Loading *l, int64_t number)
{
    MeetingCase *meeting = ARENA_NEW(l->op->arena, MeetingCase);
    TRY(load_meeting(l->op, l->db, l->conference, number, &l->c->meetings, meeting));
    l->c->meeting = meeting;
    return chain_load(l, NOUN_MEETING, number);
}

static Status minutes_load(Loading *l, int64_t number)
{
    MinutesCase *minutes = ARENA_NEW(l->op->arena, MinutesCase);
    TRY(minutes_row_find(l->op, l->db, l->conference, number, &minutes->drafted,
                         &minutes->row));
    TRY(minutes_approval_rows(l->op, l->db, l->conference, number, &minutes->approvals));
    TRY(minutes_copy_rows(l->op, l->db, l->conference, number, &minutes->copies));
    l->c->minutes = minutes;
    return chain_load(l, NOUN_MINUTES, number);
}

static Status decision_load(Loading *l, int64_t number)
{
    DecisionCase *decision = ARENA_NEW(l->op->arena, DecisionCase);
    TRY(load_decision(l->op, l->db, l->conference, number, decision));
    l->c->decision = decision;
    TRY(chain_load(l, NOUN_DECISION, number));
    TRY(meeting_load(l, decision->row.meeting));
    return minutes_load(l, decision->row.meeting);
}

static Status inspection_load(Loading *l, int64_t number)
{
    InspectionRow *row = ARENA_NEW(l->op->arena, InspectionRow);
    TRY(inspection_row_get(l->op, l->db, l->conference, number, row));
    l->c->inspection = row;
    TRY(chain_load(l, NOUN_INSPECTION, number));
    TRY(meeting_load(l, row->meeting));
    return minutes_load(l, row->meeting);
}

static Status news_load(Loading *l, int64_t number)
{
    NewsRow *row = ARENA_NEW(l->op->arena, NewsRow);
    TRY(news_row_get(l->op, l->db, l->conference, number, row));
    l->c->news = row;
    TRY(chain_load(l, NOUN_NEWS, number));
    return meeting_load(l, row->meeting); /* the duty to publish is the meeting's */
}

/* The subject an act is about, with its state. */
static Status subject_load(Loading *l)
{
    Case *c = l->c;
    int64_t number = c->subject.number;
    c->state = "";
    switch (c->subject.noun) {
    case NOUN_NONE:
    case NOUN_DEPLOYMENT:
    case NOUN_PERSON:
    case NOUN_RESEARCH:
    case NOUN_COUNT:
        return OK;
    case NOUN_CONFERENCE:
        return duties_load(l, c->subject);
    case NOUN_TOPIC:
        TRY(topic_load(l, number));
        c->state = c->topic->row.state;
        return OK;
    case NOUN_CONSULTATION:
        TRY(consultation_load(l, number));
        c->state = c->consultation->row.state;
        return OK;
    case NOUN_MEETING:
        TRY(meeting_load(l, number));
        TRY(minutes_load(l, number));
        c->state = c->meeting->row.state;
        return OK;
    case NOUN_MINUTES:
        TRY(meeting_load(l, number));
        TRY(minutes_load(l, number));
        c->state = c->minutes->drafted ? c->minutes->row.state : "";
        return OK;
    case NOUN_DECISION:
        TRY(decision_load(l, number));
        c->state = c->decision->row.state;
        return OK;
    case NOUN_INSPECTION:
        TRY(inspection_load(l, number));
        c->state = "formed";
        return OK;
    case NOUN_NEWS:
        TRY(news_load(l, number));
        c->state = c->news->state;
        return OK;
    }
    return OK;
}

/* Subjects that fields name, so that rules can look at them. */
static Status named_visit(Op *op, void *context, const ActValue *value)
{
    Loading *l = context;
    if (value->type != TYPE_SUBJECT)
        return OK;
    /* when a topic came to the agenda is judged by its own history */
    if (value->subject.noun == NOUN_TOPIC && l->c->act->kind == ACT_MEETING_AGENDA)
        TRY(done_load(l, value->subject, &l->c->done));
    if (value->subject.noun == NOUN_TOPIC)
        return load_topic(op, l->db, l->conference, value->subject.number,
                          LIST_ADD(op->arena, &l->c->named_topics));
    if (value->subject.noun == NOUN_DECISION)
        return load_decision(op, l->db, l->conference, value->subject.number,
                             LIST_ADD(op->arena, &l->c->named_decisions));
    return OK;
}

Status load_subject(Op *op, World *world, int64_t conference, Case *c)
{
    Loading l = { .op = op, .db = world->db, .conference = conference, .c = c };
    return subject_load(&l);
}

Status load_facts(Op *op, World *world, int64_t conference, Case *c)
{
    Loading l = { .op = op, .db = world->db, .conference = conference, .c = c };
    TRY(subject_load(&l));
    /* The duties of the conference itself (a meeting by the end of the year)
     * are ended by acts that make a meeting. */
    if (c->act->makes == NOUN_MEETING && c->subject.noun != NOUN_CONFERENCE)
        TRY(duties_load(&l, (Subject){ .noun = NOUN_CONFERENCE }));
    return act_visit(op, c->act, c->fields, named_visit, &l);
}

Status load_people(Op *op, World *world, Case *c)
{
    return person_rows(op, world->db, DEPLOYMENT, &c->people);
}
