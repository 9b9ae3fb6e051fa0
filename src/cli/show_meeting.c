/* Meetings, their minutes and the news about them. */
#include "cli/choice.h"
#include "cli/show_noun.h"
#include "store/rows_gen.h"
#include "store/subject_sql.h"

static Status agenda_add(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    AgendaItemRowList rows = { 0 };
    TRY(agenda_item_rows(op, place->db, place->conference, number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const AgendaItemRow *row = &rows.items[i];
        const char *topic = row->has_topic ? show_code(op->arena, NOUN_TOPIC, row->topic) : "";
        sheet_item(sheet, "agenda",
                   json_pack("{s: I, s: s, s: s, s: s}", "n", (json_int_t)row->n, "kind",
                             row->kind, "title", row->title, "topic", topic),
                   "  议程%lld：%s%s%s", (long long)row->n, row->title,
                   text_empty(topic) ? "" : " ", topic);
    }
    return OK;
}

static const char *presence_words(Arena *arena, const RosterEntryRow *row)
{
    const char *answer =
        row->answer == NULL ? "未回执" : choice_word("meeting.respond", "answer", row->answer);
    const char *substitute =
        row->substitute == NULL ? "" : arena_printf(arena, "（%s）", row->substitute);
    const char *signed_by =
        row->signed_by == NULL ? "" : arena_printf(arena, "，%s签到", row->signed_by);
    return arena_printf(arena, "%s%s%s", answer, substitute, signed_by);
}

static Status roster_add(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    RosterEntryRowList rows = { 0 };
    TRY(roster_entry_rows(op, place->db, place->conference, number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const RosterEntryRow *row = &rows.items[i];
        const char *name = row->name != NULL ? row->name : "";
        sheet_item(sheet, "roster",
                   json_pack("{s: s, s: s, s: s, s: s, s: s}", "who", row->who, "status",
                             row->status, "name", name, "answer",
                             row->answer != NULL ? row->answer : "", "signed-by",
                             row->signed_by != NULL ? row->signed_by : ""),
                   "  %s：%s%s%s——%s", choice_word("meeting.roster", "status", row->status),
                   row->title != NULL ? row->title : names_title(&place->names, row->who),
                   text_empty(name) ? "" : " ", name, presence_words(op->arena, row));
    }
    return OK;
}

static Status decisions_add(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    SubjectNumberRowList numbers = { 0 };
    TRY(sql_decisions_of_meeting(op, place->db, place->conference, number, &numbers));
    for (size_t i = 0; i < numbers.count; i++) {
        DecisionRow row;
        TRY(decision_row_get(op, place->db, place->conference, numbers.items[i].number, &row));
        const char *code = show_code(op->arena, NOUN_DECISION, row.number);
        Light light = light_of_decision(place, &row);
        sheet_item(sheet, "decisions",
                   json_pack("{s: s, s: s, s: s, s: s}", "code", code, "text", row.text,
                             "state", row.state, "light", light_name(light)),
                   "  %s %s %s %s", code, light_sign(light), light_word(light), row.text);
    }
    return OK;
}

/* Empty lines for a meeting whose minutes are not drafted yet. */
static Status minutes_facts(Op *op, const Place *place, int64_t number, Sheet *sheet,
                            bool *found)
{
    MinutesRow row;
    MinutesApprovalRowList approvals = { 0 };
    TRY(minutes_row_find(op, place->db, place->conference, number, found, &row));
    if (!*found)
        return OK;
    TRY(minutes_approval_rows(op, place->db, place->conference, number, &approvals));
    sheet_fact(sheet, "minutes-title", "纪要", row.title);
    sheet_fact(sheet, "minutes-state", "纪要状态", state_word(NOUN_MINUTES, row.state));
    sheet_fact(sheet, "minutes-number", "纪要文号", row.number);
    sheet_day(sheet, "minutes-issued", "纪要印发", row.issued_on);
    for (size_t i = 0; i < approvals.count; i++) {
        const MinutesApprovalRow *approval = &approvals.items[i];
        sheet_item(sheet, "approvals",
                   json_pack("{s: s, s: o, s: b}", "post", approval->post, "day",
                             sheet_json_day(op->arena, approval->given_on), "on-paper",
                             (int)approval->on_paper),
                   "  审定：%s，%s%s", names_title(&place->names, approval->post),
                   day_chinese(op->arena, approval->given_on),
                   approval->on_paper ? "（纸质）" : "");
    }
    return OK;
}

Status show_minutes(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    bool found;
    TRY(minutes_facts(op, place, number, sheet, &found));
    return found ? OK : show_absent(op, NOUN_MINUTES, number);
}

static const char *kind_title(const Place *place, const char *kind)
{
    const Ruleset *rules = place->names.rules;
    for (size_t i = 0; i < rules->kind_count; i++)
        if (text_same(rules->kinds[i].id, kind))
            return rules->kinds[i].title;
    return kind;
}

Status show_meeting(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    MeetingRow row;
    bool found;
    TRY(meeting_row_find(op, place->db, place->conference, number, &found, &row));
    if (!found)
        return show_absent(op, NOUN_MEETING, number);
    sheet_fact(sheet, "title", "名称", row.title);
    sheet_fact(sheet, "kind", "种类", kind_title(place, row.kind));
    sheet_fact(sheet, "state", "状态", state_word(NOUN_MEETING, row.state));
    sheet_fact(sheet, "at", "时间",
               instant_given(row.at) ? instant_chinese(op->arena, row.at) : "");
    sheet_fact(sheet, "place", "地点", row.place);
    sheet_fact(sheet, "presider", "主持人",
               row.presider != NULL ? names_title(&place->names, row.presider) : "");
    sheet_fact(sheet, "notice", "通知文号", row.notice);
    sheet_day(sheet, "notified", "通知印发", row.notified_on);
    sheet_day(sheet, "respond-by", "回执期限", row.respond_by);
    sheet_fact(sheet, "remark", "说明", row.remark);
    TRY(agenda_add(op, place, number, sheet));
    TRY(roster_add(op, place, number, sheet));
    TRY(decisions_add(op, place, number, sheet));
    return minutes_facts(op, place, number, sheet, &found);
}

Status show_news(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    NewsRow row;
    bool found;
    TRY(news_row_find(op, place->db, place->conference, number, &found, &row));
    if (!found)
        return show_absent(op, NOUN_NEWS, number);
    sheet_fact(sheet, "title", "标题", row.title);
    sheet_fact(sheet, "state", "状态", state_word(NOUN_NEWS, row.state));
    sheet_fact(sheet, "meeting", "会议", show_code(op->arena, NOUN_MEETING, row.meeting));
    sheet_fact(sheet, "text", "正文", row.text);
    sheet_fact(sheet, "outlet", "刊发", row.outlet);
    sheet_day(sheet, "published", "刊发日", row.published);
    sheet_fact(sheet, "address", "地址", row.address);
    return OK;
}
