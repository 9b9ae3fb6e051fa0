#include "actions/apply.h"
#include "base/text.h"

/* A new draft is a new text: nobody has approved it yet. */
static Status draft(Op *op, Db *db, const Applied *act)
{
    const MinutesDraft *f = act->fields;
    int64_t meeting = act->outcome->on.number;
    bool found;
    MinutesRow row;
    TRY(minutes_row_find(op, db, act->conference, meeting, &found, &row));
    if (!found)
        row = (MinutesRow){ .conference = act->conference,
                            .meeting = meeting,
                            .issued_on = DAY_NONE };
    row.state = act->outcome->to;
    row.title = f->title;
    row.opening = f->opening;
    row.text = f->text;
    row.drafted_on = act->day;
    TRY(minutes_approval_rows_delete(op, db, act->conference, meeting));
    return found ? minutes_row_update(op, db, &row) : minutes_row_insert(op, db, &row);
}

static Status approve(Op *op, Db *db, const Applied *act, const MinutesRow *row)
{
    const MinutesApprove *f = act->fields;
    return minutes_approval_row_insert(
        op, db,
        &(MinutesApprovalRow){ .conference = act->conference,
                               .meeting = row->meeting,
                               .post = act->post,
                               .given_on = act->day,
                               .on_paper = outcome_resolved(act->outcome, "on-paper") != NULL,
                               .opinion = f->opinion });
}

static Status issue(Op *op, Db *db, const Applied *act, MinutesRow *row)
{
    const MinutesIssue *f = act->fields;
    row->number = f->number;
    row->issued_on = act->day;
    for (size_t i = 0; i < f->copies.count; i++)
        TRY(minutes_copy_row_insert(op, db,
                                    &(MinutesCopyRow){ .conference = act->conference,
                                                       .meeting = row->meeting,
                                                       .unit = f->copies.items[i],
                                                       .received_on = DAY_NONE }));
    return OK;
}

static Status receive(Op *op, Db *db, const Applied *act, const MinutesRow *row)
{
    MinutesCopyRow copy;
    TRY(minutes_copy_row_get(op, db, act->conference, row->meeting, applied_unit(act), &copy));
    copy.received_on = act->day;
    return minutes_copy_row_update(op, db, &copy);
}

Status apply_minutes(Op *op, Db *db, const Applied *act)
{
    ActKind kind = act->spec->kind;
    MinutesRow row;
    if (kind == ACT_MINUTES_DRAFT)
        return draft(op, db, act);
    TRY(minutes_row_get(op, db, act->conference, act->outcome->on.number, &row));
    if (act->outcome->to != NULL)
        row.state = act->outcome->to;
    if (kind == ACT_MINUTES_APPROVE)
        TRY(approve(op, db, act, &row));
    if (kind == ACT_MINUTES_ISSUE)
        TRY(issue(op, db, act, &row));
    if (kind == ACT_MINUTES_RECEIVE)
        TRY(receive(op, db, act, &row));
    if (kind == ACT_MINUTES_RETURN) {
        row.remark = ((const MinutesReturn *)act->fields)->cause;
        TRY(minutes_approval_rows_delete(op, db, act->conference, row.meeting));
    }
    return minutes_row_update(op, db, &row);
}
