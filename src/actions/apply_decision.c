#include "actions/apply.h"
#include "base/text.h"

static const char *file_name(const ActFile *file)
{
    return act_file_given(file) ? file->name : NULL;
}

static Status unit_get(Op *op, Db *db, const Applied *act, DecisionUnitRow *out)
{
    return decision_unit_row_get(op, db, act->conference, act->outcome->on.number,
                                 applied_unit(act), out);
}

static Status accept(Op *op, Db *db, const Applied *act)
{
    const DecisionAccept *f = act->fields;
    DecisionUnitRow row;
    TRY(unit_get(op, db, act, &row));
    row.accepted_on = act->day;
    row.contact = f->contact;
    row.phone = f->phone;
    return decision_unit_row_update(op, db, &row);
}

static Status object(Op *op, Db *db, const Applied *act)
{
    const DecisionObject *f = act->fields;
    DecisionUnitRow row;
    TRY(unit_get(op, db, act, &row));
    row.objection = f->cause;
    return decision_unit_row_update(op, db, &row);
}

static Status report(Op *op, Db *db, const Applied *act)
{
    const DecisionReport *f = act->fields;
    bool has_percent = f->percent != INT_NONE;
    DecisionReportRow row = { .conference = act->conference,
                              .decision = act->outcome->on.number,
                              .seq = act->seq,
                              .unit = applied_unit(act),
                              .given_on = act->day,
                              .progress = f->progress,
                              .has_percent = has_percent,
                              .percent = has_percent ? f->percent : 0,
                              .problems = f->problems,
                              .next = f->next,
                              .evidence = file_name(&f->evidence) };
    return decision_report_row_insert(op, db, &row);
}

static Status extension_write(Op *op, Db *db, const Applied *act, const DecisionRow *decision,
                              const char *kind, Day until, const char *cause)
{
    DecisionExtensionRow row = { .conference = act->conference,
                                 .decision = decision->number,
                                 .seq = act->seq,
                                 .kind = kind,
                                 .from_due = decision->due,
                                 .until = until,
                                 .by_post = act->post,
                                 .given_on = act->day,
                                 .cause = cause };
    return decision_extension_row_insert(op, db, &row);
}

static Status ask_extension(Op *op, Db *db, const Applied *act, DecisionRow *row)
{
    const DecisionAskExtension *f = act->fields;
    row->asked_until = f->until;
    return extension_write(op, db, act, row, "asked", f->until, f->cause);
}

/* Where several have to agree only the last one's act grants it. */
static Status extend(Op *op, Db *db, const Applied *act, DecisionRow *row)
{
    const DecisionExtend *f = act->fields;
    bool granted = outcome_resolved(act->outcome, "granted") != NULL;
    TRY(extension_write(op, db, act, row, granted ? "granted" : "consent", f->until, f->note));
    if (!granted)
        return OK;
    row->due = f->until;
    row->asked_until = DAY_NONE;
    row->extensions++;
    return OK;
}

static Status chase(Op *op, Db *db, const Applied *act)
{
    const DecisionChase *f = act->fields;
    DecisionChaseRow row = { .conference = act->conference,
                             .decision = act->outcome->on.number,
                             .seq = act->seq,
                             .sent_on = act->day,
                             .reply_by = f->reply_by,
                             .number = f->number,
                             .text = f->text };
    return decision_chase_row_insert(op, db, &row);
}

static Status verify(Op *op, Db *db, const Applied *act)
{
    const DecisionVerify *f = act->fields;
    bool passed = f->result == DECISION_VERIFY_RESULT_PASSED;
    DecisionCheckRow row = { .conference = act->conference,
                             .decision = act->outcome->on.number,
                             .seq = act->seq,
                             .by_post = act->post,
                             .result = passed ? "passed" : "failed",
                             .text = f->text,
                             .given_on = act->day };
    return decision_check_row_insert(op, db, &row);
}

static Status beside(Op *op, Db *db, const Applied *act, DecisionRow *row)
{
    ActKind kind = act->spec->kind;
    if (kind == ACT_DECISION_ACCEPT)
        return accept(op, db, act);
    if (kind == ACT_DECISION_OBJECT)
        return object(op, db, act);
    if (kind == ACT_DECISION_REPORT)
        return report(op, db, act);
    if (kind == ACT_DECISION_ASK_EXTENSION)
        return ask_extension(op, db, act, row);
    if (kind == ACT_DECISION_EXTEND)
        return extend(op, db, act, row);
    if (kind == ACT_DECISION_CHASE)
        return chase(op, db, act);
    if (kind == ACT_DECISION_VERIFY)
        return verify(op, db, act);
    return OK;
}

static void explained(const Applied *act, DecisionRow *row)
{
    const DecisionExplain *f = act->fields;
    row->explanation = f->explanation;
    row->opinion = f->opinion;
    row->explained_on = act->day;
}

static void asked_to_close(const Applied *act, DecisionRow *row)
{
    const DecisionAskClose *f = act->fields;
    row->asked_on = act->day;
    row->result = f->result;
    row->evidence = file_name(&f->evidence);
}

static void returned(const Applied *act, DecisionRow *row)
{
    row->asked_on = DAY_NONE;
    row->remark = ((const DecisionReturn *)act->fields)->cause;
}

static void closed(const Applied *act, DecisionRow *row)
{
    const DecisionClose *f = act->fields;
    row->closed_on = act->day;
    row->closed_by = act->post;
    row->remark = f->note != NULL ? f->note : row->remark;
}

static void reopened(const Applied *act, DecisionRow *row)
{
    const DecisionReopen *f = act->fields;
    row->due = f->due;
    row->asked_on = DAY_NONE;
    row->closed_on = DAY_NONE;
    row->closed_by = NULL;
    row->remark = f->cause;
}

Status apply_decision(Op *op, Db *db, const Applied *act)
{
    ActKind kind = act->spec->kind;
    DecisionRow row;
    TRY(decision_row_get(op, db, act->conference, act->outcome->on.number, &row));
    if (act->outcome->to != NULL)
        row.state = act->outcome->to;
    if (kind == ACT_DECISION_ASSIGN) {
        row.assigned_on = act->day;
        row.remark = ((const DecisionAssign *)act->fields)->note;
    }
    if (kind == ACT_DECISION_EXPLAIN)
        explained(act, &row);
    if (kind == ACT_DECISION_ASK_CLOSE)
        asked_to_close(act, &row);
    if (kind == ACT_DECISION_RETURN)
        returned(act, &row);
    if (kind == ACT_DECISION_CLOSE)
        closed(act, &row);
    if (kind == ACT_DECISION_REOPEN)
        reopened(act, &row);
    TRY(beside(op, db, act, &row));
    return decision_row_update(op, db, &row);
}
