/* Decisions and their inspection. */
#include "cli/choice.h"
#include "cli/show_noun.h"
#include "store/rows_gen.h"

static Status units_add(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    DecisionUnitRowList rows = { 0 };
    TRY(decision_unit_rows(op, place->db, place->conference, number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const DecisionUnitRow *row = &rows.items[i];
        const char *accepted = show_day(op->arena, row->accepted_on);
        const char *objection = row->objection != NULL ? row->objection : "";
        sheet_item(sheet, "units",
                   json_pack("{s: s, s: s, s: o, s: s}", "unit", row->unit, "part", row->part,
                             "accepted", sheet_json_day(op->arena, row->accepted_on),
                             "objection", objection),
                   "  %s单位：%s%s%s%s%s", text_same(row->part, "lead") ? "牵头" : "配合",
                   names_unit(&place->names, row->unit),
                   text_empty(accepted) ? "，未接收" : "，接收于", accepted,
                   text_empty(objection) ? "" : "，异议：", objection);
    }
    return OK;
}

static Status reports_add(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    DecisionReportRowList rows = { 0 };
    TRY(decision_report_rows(op, place->db, place->conference, number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const DecisionReportRow *row = &rows.items[i];
        const char *percent =
            row->has_percent ? arena_printf(op->arena, "（%lld%%）", (long long)row->percent)
                             : "";
        sheet_item(sheet, "reports",
                   json_pack("{s: s, s: o, s: s, s: o}", "unit", row->unit, "day",
                             sheet_json_day(op->arena, row->given_on), "progress",
                             row->progress, "percent",
                             row->has_percent ? json_integer(row->percent) : json_null()),
                   "  进展：%s %s%s：%s", day_text(op->arena, row->given_on),
                   names_unit(&place->names, row->unit), percent, row->progress);
    }
    return OK;
}

static Status checks_add(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    DecisionCheckRowList rows = { 0 };
    TRY(decision_check_rows(op, place->db, place->conference, number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const DecisionCheckRow *row = &rows.items[i];
        sheet_item(sheet, "checks",
                   json_pack("{s: s, s: o, s: s, s: s}", "post", row->by_post, "day",
                             sheet_json_day(op->arena, row->given_on), "result", row->result,
                             "text", row->text),
                   "  核实：%s %s，%s：%s", day_text(op->arena, row->given_on),
                   names_title(&place->names, row->by_post),
                   choice_word("decision.verify", "result", row->result), row->text);
    }
    return OK;
}

static void due_add(Op *op, const Place *place, const DecisionRow *row, Sheet *sheet)
{
    Light light = light_of_decision(place, row);
    sheet_set(sheet, "due", sheet_json_day(op->arena, row->due));
    sheet_set(sheet, "light", json_string(light_name(light)));
    sheet_line(sheet, "  完成时限：%s（%s %s%s%s）", day_chinese(op->arena, row->due),
               light_sign(light), light_word(light),
               light == LIGHT_CLOSED || text_same(row->state, "done") ? "" : "，",
               light == LIGHT_CLOSED || text_same(row->state, "done")
                   ? ""
                   : light_days_words(op->arena, place, row->due));
    if (day_compare(row->first_due, row->due) != 0)
        sheet_day(sheet, "first-due", "原定时限", row->first_due);
}

Status show_decision(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    DecisionRow row;
    bool found;
    TRY(decision_row_find(op, place->db, place->conference, number, &found, &row));
    if (!found)
        return show_absent(op, NOUN_DECISION, number);
    sheet_fact(sheet, "text", "内容", row.text);
    sheet_fact(sheet, "state", "状态", state_word(NOUN_DECISION, row.state));
    sheet_fact(sheet, "meeting", "会议", show_code(op->arena, NOUN_MEETING, row.meeting));
    if (row.has_topic)
        sheet_fact(sheet, "topic", "议题", show_code(op->arena, NOUN_TOPIC, row.topic));
    due_add(op, place, &row, sheet);
    TRY(units_add(op, place, number, sheet));
    TRY(reports_add(op, place, number, sheet));
    TRY(checks_add(op, place, number, sheet));
    sheet_fact(sheet, "explanation", "未落实说明", row.explanation);
    sheet_fact(sheet, "opinion", "意见", row.opinion);
    sheet_fact(sheet, "result", "办理结果", row.result);
    sheet_day(sheet, "asked", "申请销号", row.asked_on);
    sheet_day(sheet, "closed", "销号", row.closed_on);
    sheet_fact(sheet, "closed-by", "销号人",
               row.closed_by != NULL ? names_title(&place->names, row.closed_by) : "");
    sheet_fact(sheet, "remark", "说明", row.remark);
    return OK;
}

Status show_inspection(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    InspectionRow row;
    InspectionMemberRowList members = { 0 };
    InspectionFindingRowList findings = { 0 };
    bool found;
    TRY(inspection_row_find(op, place->db, place->conference, number, &found, &row));
    if (!found)
        return show_absent(op, NOUN_INSPECTION, number);
    TRY(inspection_member_rows(op, place->db, place->conference, number, &members));
    TRY(inspection_finding_rows(op, place->db, place->conference, number, &findings));
    sheet_fact(sheet, "meeting", "会议", show_code(op->arena, NOUN_MEETING, row.meeting));
    sheet_day(sheet, "formed", "成立", row.formed_on);
    sheet_fact(sheet, "basis", "依据", row.basis);
    for (size_t i = 0; i < members.count; i++)
        sheet_item(sheet, "members", json_pack("{s: s}", "unit", members.items[i].unit),
                   "  成员：%s%s%s", names_unit(&place->names, members.items[i].unit),
                   members.items[i].name != NULL ? " " : "",
                   members.items[i].name != NULL ? members.items[i].name : "");
    for (size_t i = 0; i < findings.count; i++) {
        const InspectionFindingRow *one = &findings.items[i];
        const char *code = show_code(op->arena, NOUN_DECISION, one->decision);
        sheet_item(sheet, "findings",
                   json_pack("{s: s, s: b, s: s}", "decision", code, "passed", (int)one->passed,
                             "text", one->text),
                   "  核实：%s %s %s：%s", day_text(op->arena, one->found), code,
                   one->passed ? "已落实" : "未落实", one->text);
    }
    return OK;
}
