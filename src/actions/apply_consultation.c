#include "actions/apply.h"
#include "base/text.h"

static Status unit_asked(Op *op, Db *db, const Applied *act, int64_t consultation,
                         const char *unit, Day reply_by)
{
    ConsultationUnitRow row;
    bool found;
    TRY(consultation_unit_row_find(op, db, act->conference, consultation, unit, &found, &row));
    if (!found) {
        row = (ConsultationUnitRow){ .conference = act->conference,
                                     .consultation = consultation,
                                     .unit = unit,
                                     .reply_by = reply_by,
                                     .state = "waiting",
                                     .answered_on = DAY_NONE };
        return consultation_unit_row_insert(op, db, &row);
    }
    row.state = "waiting";
    row.reply_by = reply_by;
    row.answered_on = DAY_NONE;
    row.cause = NULL;
    return consultation_unit_row_update(op, db, &row);
}

static Status send(Op *op, Db *db, const Applied *act)
{
    const ConsultationSend *f = act->fields;
    bool written = f->form == CONSULTATION_SEND_FORM_WRITTEN;
    ConsultationRow row = { .conference = act->conference,
                            .number = act->outcome->made.number,
                            .topic = act->outcome->on.number,
                            .form = written ? "written" : "meeting",
                            .state = act->outcome->to,
                            .text = f->text,
                            .letter = f->number,
                            .sent_on = act->day };
    TRY(consultation_row_insert(op, db, &row));
    for (size_t i = 0; i < f->units.count; i++)
        TRY(unit_asked(op, db, act, row.number, f->units.items[i], f->reply_by));
    return OK;
}

static Status resend(Op *op, Db *db, const Applied *act)
{
    const ConsultationResend *f = act->fields;
    for (size_t i = 0; i < f->units.count; i++)
        TRY(unit_asked(op, db, act, act->outcome->on.number, f->units.items[i], f->reply_by));
    return OK;
}

static Status extend(Op *op, Db *db, const Applied *act)
{
    const ConsultationExtend *f = act->fields;
    ConsultationUnitRow row;
    TRY(consultation_unit_row_get(op, db, act->conference, act->outcome->on.number, f->unit,
                                  &row));
    row.reply_by = f->reply_by;
    return consultation_unit_row_update(op, db, &row);
}

static Status remind(Op *op, Db *db, const Applied *act)
{
    const ConsultationRemind *f = act->fields;
    for (size_t i = 0; i < f->units.count; i++) {
        ConsultationUnitRow row;
        TRY(consultation_unit_row_get(op, db, act->conference, act->outcome->on.number,
                                      f->units.items[i], &row));
        row.reminders++;
        TRY(consultation_unit_row_update(op, db, &row));
    }
    return OK;
}

static const char *kind_name(ConsultationReplyKind kind)
{
    const FieldSpec *field = act_field(act_spec(ACT_CONSULTATION_REPLY), "kind");
    return field->choices[kind - 1].name;
}

static Status reply(Op *op, Db *db, const Applied *act)
{
    const ConsultationReply *f = act->fields;
    int64_t consultation = act->outcome->on.number;
    const char *unit = applied_unit(act);
    ConsultationUnitRow row;
    TRY(consultation_unit_row_get(op, db, act->conference, consultation, unit, &row));
    row.state = "replied";
    row.kind = kind_name(f->kind);
    row.letter = f->number;
    row.annex = act_file_given(&f->letter) ? f->letter.name : NULL;
    row.cause = NULL;
    row.answered_on = act->day;
    TRY(consultation_unit_row_update(op, db, &row));
    for (size_t i = 0; i < f->points.count; i++)
        TRY(reply_point_row_insert(op, db,
                                   &(ReplyPointRow){ .conference = act->conference,
                                                     .consultation = consultation,
                                                     .unit = unit,
                                                     .n = (int64_t)i + 1,
                                                     .text = f->points.items[i].text }));
    return OK;
}

static Status hand_back(Op *op, Db *db, const Applied *act)
{
    const ConsultationHandBack *f = act->fields;
    ConsultationUnitRow row;
    TRY(consultation_unit_row_get(op, db, act->conference, act->outcome->on.number,
                                  applied_unit(act), &row));
    row.state = "handed-back";
    row.cause = f->cause;
    row.answered_on = act->day;
    return consultation_unit_row_update(op, db, &row);
}

static Status meet(Op *op, Db *db, const Applied *act)
{
    const ConsultationMeet *f = act->fields;
    ConsultationMeetingRow row = { .conference = act->conference,
                                   .consultation = act->outcome->on.number,
                                   .seq = act->seq,
                                   .held = f->held,
                                   .place = f->place,
                                   .units = text_join(op->arena, &f->units, " "),
                                   .record = f->record };
    return consultation_meeting_row_insert(op, db, &row);
}

static const char *outcome_name(SettlementOutcome outcome)
{
    if (outcome == SETTLEMENT_OUTCOME_ADOPTED)
        return "adopted";
    return outcome == SETTLEMENT_OUTCOME_PARTLY ? "partly" : "not";
}

static Status settle(Op *op, Db *db, const Applied *act)
{
    const ConsultationSettle *f = act->fields;
    for (size_t i = 0; i < f->points.count; i++) {
        const Settlement *item = &f->points.items[i];
        ReplyPointRow row;
        TRY(reply_point_row_get(op, db, act->conference, act->outcome->on.number, item->unit,
                                item->point, &row));
        row.outcome = outcome_name(item->outcome);
        row.why = item->why;
        TRY(reply_point_row_update(op, db, &row));
    }
    return OK;
}

static Status details(Op *op, Db *db, const Applied *act)
{
    ActKind kind = act->spec->kind;
    if (kind == ACT_CONSULTATION_EXTEND)
        return extend(op, db, act);
    if (kind == ACT_CONSULTATION_REMIND)
        return remind(op, db, act);
    if (kind == ACT_CONSULTATION_REPLY)
        return reply(op, db, act);
    if (kind == ACT_CONSULTATION_HAND_BACK)
        return hand_back(op, db, act);
    if (kind == ACT_CONSULTATION_RESEND)
        return resend(op, db, act);
    if (kind == ACT_CONSULTATION_MEET)
        return meet(op, db, act);
    if (kind == ACT_CONSULTATION_SETTLE)
        return settle(op, db, act);
    return OK;
}

Status apply_consultation(Op *op, Db *db, const Applied *act)
{
    ConsultationRow row;
    if (act->spec->kind == ACT_CONSULTATION_SEND)
        return send(op, db, act);
    TRY(details(op, db, act));
    TRY(consultation_row_get(op, db, act->conference, act->outcome->on.number, &row));
    if (act->outcome->to != NULL)
        row.state = act->outcome->to;
    return consultation_row_update(op, db, &row);
}
