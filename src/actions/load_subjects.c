#include "actions/inquiry.h"
#include "actions/load.h"
#include "base/text.h"
#include "store/rows_gen.h"
#include "store/subject_sql.h"

Status load_subject_stands(Op *op, Db *db, int64_t conference, Subject subject, bool *out)
{
    const char *state;
    if (subject.noun == NOUN_MINUTES)
        subject.noun = NOUN_MEETING;
    Status status = inquire_state(op, db, conference, subject, &state);
    *out = status == OK;
    if (status != NOT_FOUND)
        return status;
    op_clear(op);
    return OK;
}

Status load_consultation(Op *op, Db *db, int64_t conference, int64_t number,
                         ConsultationCase *out)
{
    *out = (ConsultationCase){ 0 };
    TRY(consultation_row_get(op, db, conference, number, &out->row));
    TRY(consultation_unit_rows(op, db, conference, number, &out->units));
    for (size_t i = 0; i < out->units.count; i++) {
        ReplyPointRowList points = { 0 };
        TRY(reply_point_rows(op, db, conference, number, out->units.items[i].unit, &points));
        for (size_t k = 0; k < points.count; k++)
            *LIST_ADD(op->arena, &out->points) = points.items[k];
    }
    return OK;
}

Status load_topic(Op *op, Db *db, int64_t conference, int64_t number, TopicCase *out)
{
    SubjectNumberRowList numbers = { 0 };
    *out = (TopicCase){ 0 };
    TRY(topic_row_get(op, db, conference, number, &out->row));
    TRY(topic_consent_rows(op, db, conference, number, &out->consents));
    TRY(topic_unit_rows(op, db, conference, number, &out->units));
    TRY(topic_research_rows(op, db, conference, number, &out->based_on));
    TRY(sql_research_of_topic(op, db, conference, number, &numbers));
    for (size_t i = 0; i < numbers.count; i++)
        TRY(research_row_get(op, db, conference, numbers.items[i].number,
                             LIST_ADD(op->arena, &out->research)));
    numbers = (SubjectNumberRowList){ 0 };
    TRY(sql_consultations_of_topic(op, db, conference, number, &numbers));
    for (size_t i = 0; i < numbers.count; i++)
        TRY(load_consultation(op, db, conference, numbers.items[i].number,
                              LIST_ADD(op->arena, &out->consultations)));
    return OK;
}

static Status findings_load(Op *op, Db *db, int64_t conference, DecisionCase *out)
{
    FindingKeyRowList keys = { 0 };
    TRY(sql_findings_of_decision(op, db, conference, out->row.number, &keys));
    for (size_t i = 0; i < keys.count; i++)
        TRY(inspection_finding_row_get(op, db, conference, keys.items[i].inspection,
                                       keys.items[i].seq, LIST_ADD(op->arena, &out->findings)));
    return OK;
}

Status load_decision(Op *op, Db *db, int64_t conference, int64_t number, DecisionCase *out)
{
    *out = (DecisionCase){ 0 };
    TRY(decision_row_get(op, db, conference, number, &out->row));
    TRY(decision_unit_rows(op, db, conference, number, &out->units));
    TRY(decision_report_rows(op, db, conference, number, &out->reports));
    TRY(decision_extension_rows(op, db, conference, number, &out->extensions));
    TRY(decision_check_rows(op, db, conference, number, &out->checks));
    return findings_load(op, db, conference, out);
}

static Status decisions_by(Op *op, Db *db, int64_t conference,
                           const SubjectNumberRowList *numbers, DecisionRowList *out)
{
    for (size_t i = 0; i < numbers->count; i++)
        TRY(decision_row_get(op, db, conference, numbers->items[i].number,
                             LIST_ADD(op->arena, out)));
    return OK;
}

/* The day the last meeting before this one was closed; the first day there
 * is when none was. */
static Day last_closed(const MeetingRowList *meetings, int64_t before, bool *first)
{
    Day last = { 0 };
    *first = true;
    for (size_t i = 0; i < meetings->count; i++) {
        const MeetingRow *row = &meetings->items[i];
        if (row->number == before || !instant_given(row->closed_at))
            continue;
        *first = false;
        if (day_compare(instant_day(row->closed_at), last) > 0)
            last = instant_day(row->closed_at);
    }
    return last;
}

static Status topics_load(Op *op, Db *db, int64_t conference, MeetingCase *out)
{
    bool agenda = out->agenda.count > 0;
    for (size_t i = 0; i < out->agenda.count; i++)
        if (out->agenda.items[i].has_topic)
            TRY(load_topic(op, db, conference, out->agenda.items[i].topic,
                           LIST_ADD(op->arena, &out->topics)));
    for (size_t i = 0; !agenda && i < out->asked_topics.count; i++)
        TRY(load_topic(op, db, conference, out->asked_topics.items[i].topic,
                       LIST_ADD(op->arena, &out->topics)));
    return OK;
}

Status load_meeting(Op *op, Db *db, int64_t conference, int64_t number,
                    const MeetingRowList *meetings, MeetingCase *out)
{
    SubjectNumberRowList numbers = { 0 };
    *out = (MeetingCase){ 0 };
    TRY(meeting_row_get(op, db, conference, number, &out->row));
    TRY(meeting_topic_rows(op, db, conference, number, &out->asked_topics));
    TRY(meeting_consent_rows(op, db, conference, number, &out->consents));
    TRY(meeting_ready_rows(op, db, conference, number, &out->ready));
    TRY(agenda_item_rows(op, db, conference, number, &out->agenda));
    TRY(roster_entry_rows(op, db, conference, number, &out->roster));
    TRY(meeting_report_item_rows(op, db, conference, number, &out->reported));
    TRY(topics_load(op, db, conference, out));
    Day since = last_closed(meetings, number, &out->first);
    TRY(sql_decisions_pending(op, db, conference, number, since, &numbers));
    TRY(decisions_by(op, db, conference, &numbers, &out->pending));
    numbers = (SubjectNumberRowList){ 0 };
    TRY(sql_decisions_of_meeting(op, db, conference, number, &numbers));
    return decisions_by(op, db, conference, &numbers, &out->resolved);
}
