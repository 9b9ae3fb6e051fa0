/* Decisions on their way: assigned, accepted, reported on, explained. */
#include "rules/decision.h"

#include "base/text.h"
#include "rules/doer.h"
#include "rules/nouns.h"
#include "rules/owed.h"

static bool minutes_issued(const Case *c)
{
    return c->minutes != NULL && c->minutes->drafted &&
           text_same(c->minutes->row.state, "issued");
}

/* A decision is handed over by the minutes that hold it. */
void rule_decision_assign(Judgement *j)
{
    const DecisionCase *decision = j->c->decision;
    if (ruleset_speaks_of(j->c->charter, "minutes") && !minutes_issued(j->c)) {
        refuse(j, order_source("decision.assign.minutes"), "先印发会议纪要（minutes.issue）。",
               "会议纪要还没有印发，不能交办。");
        return;
    }
    finish_duties(j, j->c->subject, "decision.assign", NULL);
    for (size_t i = 0; i < decision->units.count; i++)
        acceptance_owed(j, decision->units.items[i].unit);
    running_owed(j, decision->row.due);
}

static const DecisionUnitRow *unit_of_actor(Judgement *j)
{
    const DecisionUnitRow *row = decision_unit_acting(j);
    if (row == NULL)
        refuse(j, house_source(HOUSE_UNIT_SPEAKS_FOR_ITSELF), "由牵头单位或者配合单位办理。",
               "%s不是这项议定事项的牵头单位或者配合单位。", j->c->actor.title);
    return row;
}

void rule_decision_accept(Judgement *j)
{
    const DecisionUnitRow *row = unit_of_actor(j);
    if (row == NULL)
        return;
    if (day_given(row->accepted_on))
        refuse(j, house_source(HOUSE_ONCE), NULL, "%s已经接收。", case_title(j->c, row->unit));
}

/* An objection is answered by those who decided: they extend, or the meeting
 * resolves anew. The unit is given time for that before it has to accept;
 * nothing else stops. */
void rule_decision_object(Judgement *j)
{
    const DecisionUnitRow *row = unit_of_actor(j);
    if (row == NULL)
        return;
    if (day_given(row->accepted_on))
        refuse(j, order_source("decision.object.accepted"),
               "办理有困难的，申请延期（decision.ask-extension）。",
               "%s已经接收，不能再提出异议。", case_title(j->c, row->unit));
    if (row->objection != NULL)
        refuse(j, house_source(HOUSE_ONCE), NULL, "%s已经提出过异议。",
               case_title(j->c, row->unit));
    excuse_duties(j, j->c->subject, "decision.accept", row->unit);
    acceptance_owed(j, row->unit);
}

/* What the unit itself said last; -1 when it never said. */
static int64_t percent_before(const DecisionCase *decision, const char *unit)
{
    int64_t percent = -1;
    for (size_t i = 0; i < decision->reports.count; i++)
        if (text_same(decision->reports.items[i].unit, unit) &&
            decision->reports.items[i].has_percent)
            percent = decision->reports.items[i].percent;
    return percent;
}

void rule_decision_report(Judgement *j)
{
    const DecisionReport *f = j->c->fields;
    const DecisionUnitRow *row = unit_of_actor(j);
    if (row == NULL || j->opening)
        return;
    int64_t before = percent_before(j->c->decision, row->unit);
    if (f->percent != INT_NONE && f->percent < before)
        need_reason(j, order_source("decision.report.percent"),
                    "%s上次报送完成%lld%%，这次是%lld%%，退步了要写明理由。",
                    case_title(j->c, row->unit), (long long)before, (long long)f->percent);
    content_needed(j, "problems", !text_empty(f->problems));
    content_needed(j, "next", !text_empty(f->next));
    content_needed(j, "evidence", act_file_given(&f->evidence));
    if (text_same(j->c->state, "assigned"))
        report_owed(j, row->unit, j->c->decision->row.due);
}

void rule_decision_explain(Judgement *j)
{
    finish_duties(j, j->c->subject, "decision.explain", NULL);
}
