/* Research, topics and consultations. */
#include "cli/choice.h"
#include "cli/show_noun.h"
#include "store/rows_gen.h"
#include "store/subject_sql.h"

Status show_research(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    ResearchRow row;
    ResearchUnitRowList units = { 0 };
    TextList names = { 0 };
    bool found;
    TRY(research_row_find(op, place->db, place->conference, number, &found, &row));
    if (!found)
        return show_absent(op, NOUN_RESEARCH, number);
    TRY(research_unit_rows(op, place->db, place->conference, number, &units));
    for (size_t i = 0; i < units.count; i++)
        *LIST_ADD(op->arena, &names) = names_unit(&place->names, units.items[i].unit);
    sheet_fact(sheet, "title", "题目", row.title);
    if (row.has_topic)
        sheet_fact(sheet, "topic", "议题", show_code(op->arena, NOUN_TOPIC, row.topic));
    sheet_fact(sheet, "by", "开展", names_title(&place->names, row.by_post));
    sheet_fact(sheet, "units", "参加单位",
               names.count > 0 ? text_join(op->arena, &names, "、") : "");
    sheet_day(sheet, "started", "开始", row.started);
    sheet_day(sheet, "ended", "结束", row.ended);
    sheet_fact(sheet, "places", "地点", row.places);
    sheet_fact(sheet, "findings", "发现", row.findings);
    sheet_fact(sheet, "argument", "论证", row.argument);
    sheet_fact(sheet, "proposals", "建议", row.proposals);
    return OK;
}

static Status measures_add(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    TopicMeasureRowList rows = { 0 };
    TRY(topic_measure_rows_whole(op, place->db, place->conference, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const TopicMeasureRow *row = &rows.items[i];
        const char *unit = row->unit != NULL ? names_unit(&place->names, row->unit) : "";
        if (row->topic != number)
            continue;
        sheet_item(sheet, "measures",
                   json_pack("{s: s, s: I, s: s, s: s}", "stage", row->stage, "n",
                             (json_int_t)row->n, "text", row->text, "unit",
                             row->unit != NULL ? row->unit : ""),
                   "  %s%lld：%s%s%s", text_same(row->stage, "draft") ? "草案措施" : "措施",
                   (long long)row->n, row->text, text_empty(unit) ? "" : "——", unit);
    }
    return OK;
}

static Status consents_add(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    TopicConsentRowList rows = { 0 };
    TRY(topic_consent_rows(op, place->db, place->conference, number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const TopicConsentRow *row = &rows.items[i];
        const char *opinion = row->opinion != NULL ? row->opinion : "";
        sheet_item(sheet, "consents",
                   json_pack("{s: s, s: o, s: s}", "post", row->post, "day",
                             sheet_json_day(op->arena, row->given_on), "opinion", opinion),
                   "  商定：%s，%s%s%s", names_title(&place->names, row->post),
                   day_chinese(op->arena, row->given_on), text_empty(opinion) ? "" : "，",
                   opinion);
    }
    return OK;
}

static Status topic_links_add(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    SubjectNumberRowList consultations = { 0 }, research = { 0 };
    TopicResearchRowList based = { 0 };
    TextList codes = { 0 };
    TRY(topic_research_rows(op, place->db, place->conference, number, &based));
    TRY(sql_research_of_topic(op, place->db, place->conference, number, &research));
    TRY(sql_consultations_of_topic(op, place->db, place->conference, number, &consultations));
    for (size_t i = 0; i < based.count; i++)
        *LIST_ADD(op->arena, &codes) =
            show_code(op->arena, NOUN_RESEARCH, based.items[i].research);
    for (size_t i = 0; i < research.count; i++)
        *LIST_ADD(op->arena, &codes) =
            show_code(op->arena, NOUN_RESEARCH, research.items[i].number);
    for (size_t i = 0; i < consultations.count; i++)
        *LIST_ADD(op->arena, &codes) =
            show_code(op->arena, NOUN_CONSULTATION, consultations.items[i].number);
    sheet_fact(sheet, "linked", "调研和征求意见",
               codes.count > 0 ? text_join(op->arena, &codes, "、") : "");
    return OK;
}

static const char *category_words(Arena *arena, const Place *place, const char *clause)
{
    const Category *category = ruleset_category(place->names.rules, clause);
    return category == NULL ? clause : arena_printf(arena, "%s（%s）", category->title, clause);
}

Status show_topic(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    TopicRow row;
    bool found;
    TRY(topic_row_find(op, place->db, place->conference, number, &found, &row));
    if (!found)
        return show_absent(op, NOUN_TOPIC, number);
    sheet_fact(sheet, "title", "标题", row.title);
    sheet_fact(sheet, "state", "状态", state_word(NOUN_TOPIC, row.state));
    sheet_fact(sheet, "category", "类别", category_words(op->arena, place, row.category));
    sheet_fact(sheet, "proposed-by", "提出", names_title(&place->names, row.proposed_by));
    sheet_day(sheet, "proposed", "提出日", row.proposed_on);
    sheet_day(sheet, "agreed", "商定日", row.agreed_on);
    sheet_fact(sheet, "basis", "理由和依据", row.basis);
    sheet_fact(sheet, "draft", "草案", row.draft);
    sheet_fact(sheet, "remark", "说明", row.remark);
    TRY(measures_add(op, place, number, sheet));
    TRY(consents_add(op, place, number, sheet));
    return topic_links_add(op, place, number, sheet);
}

/* ---- consultations --------------------------------------------------------- */

static const char *answer_words(Arena *arena, const Place *place,
                                const ConsultationUnitRow *row)
{
    if (text_same(row->state, "replied"))
        return arena_printf(arena, "%s答复：%s", day_chinese(arena, row->answered_on),
                            choice_word("consultation.reply", "kind", row->kind));
    if (text_same(row->state, "handed-back"))
        return arena_printf(arena, "%s退回：%s", show_day(arena, row->answered_on),
                            row->cause != NULL ? row->cause : "");
    return arena_printf(arena, "未回复，%s前，%s", day_chinese(arena, row->reply_by),
                        light_days_words(arena, place, row->reply_by));
}

static Status units_add(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    ConsultationUnitRowList rows = { 0 };
    TRY(consultation_unit_rows(op, place->db, place->conference, number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const ConsultationUnitRow *row = &rows.items[i];
        sheet_item(sheet, "units",
                   json_pack("{s: s, s: s, s: s, s: o, s: o}", "unit", row->unit, "state",
                             row->state, "kind", row->kind != NULL ? row->kind : "", "reply-by",
                             sheet_json_day(op->arena, row->reply_by), "answered",
                             sheet_json_day(op->arena, row->answered_on)),
                   "  %s：%s", names_unit(&place->names, row->unit),
                   answer_words(op->arena, place, row));
    }
    return OK;
}

static Status points_add(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    ReplyPointRowList rows = { 0 };
    TRY(reply_point_rows_whole(op, place->db, place->conference, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const ReplyPointRow *row = &rows.items[i];
        const char *why = row->why != NULL ? row->why : "";
        if (row->consultation != number)
            continue;
        sheet_item(sheet, "points",
                   json_pack("{s: s, s: I, s: s, s: s, s: s}", "unit", row->unit, "n",
                             (json_int_t)row->n, "text", row->text, "outcome",
                             row->outcome != NULL ? row->outcome : "", "why", why),
                   "  意见（%s第%lld条）：%s——%s%s%s", names_unit(&place->names, row->unit),
                   (long long)row->n, row->text,
                   row->outcome == NULL
                       ? "未处理"
                       : choice_word("consultation.settle", "outcome", row->outcome),
                   text_empty(why) ? "" : "，", why);
    }
    return OK;
}

Status show_consultation(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    ConsultationRow row;
    bool found;
    TRY(consultation_row_find(op, place->db, place->conference, number, &found, &row));
    if (!found)
        return show_absent(op, NOUN_CONSULTATION, number);
    sheet_fact(sheet, "topic", "议题", show_code(op->arena, NOUN_TOPIC, row.topic));
    sheet_fact(sheet, "state", "状态", state_word(NOUN_CONSULTATION, row.state));
    sheet_fact(sheet, "form", "方式", choice_word("consultation.send", "form", row.form));
    sheet_fact(sheet, "letter", "发文字号", row.letter);
    sheet_day(sheet, "sent", "发出", row.sent_on);
    sheet_fact(sheet, "text", "内容", row.text);
    TRY(units_add(op, place, number, sheet));
    return points_add(op, place, number, sheet);
}
