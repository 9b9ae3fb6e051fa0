/* The page of one decision. */
#include "actions/light.h"
#include "base/text.h"
#include "store/decision_sql.h"
#include "store/rows_gen.h"
#include "web/chronicle.h"
#include "web/decision.h"
#include "web/fill.h"
#include "web/listing.h"
#include "web/templates_gen.h"

enum { TITLE_CHARACTERS = 60 };

static const char *unit_words(const Visit *visit, const char *unit)
{
    return names_unit(&visit->place.names, unit);
}

static const char *post_words(const Visit *visit, const char *post)
{
    return names_title(&visit->place.names, post);
}

static Link file_link(const Visit *visit, int64_t seq, const char *name)
{
    Arena *arena = visit->op->arena;
    if (text_empty(name) || seq < 0)
        return (Link){ NULL, URL_NONE };
    return (Link){ listing_shown(name),
                   url_of(arena, "/c/{}/files/{}/evidence", visit->place.code,
                          arena_printf(arena, "%lld", (long long)seq)) };
}

/* ---- what it is ---------------------------------------------------------------- */

static void due_add(const Visit *visit, const DecisionRow *row, FactList *facts)
{
    Arena *arena = visit->op->arena;
    Light light = light_of_decision(&visit->place, row);
    bool running = light != LIGHT_CLOSED && !text_same(row->state, "done");
    const char *day = day_chinese_weekday(arena, row->due);
    *LIST_ADD(arena, facts) =
        (Fact){ .label = "完成时限",
                .value = running
                             ? arena_printf(arena, "%s，%s", day,
                                            light_days_words(arena, &visit->place, row->due))
                             : day,
                .sign = outlook_sign(light) };
}

static Status meeting_add(Visit *visit, const DecisionRow *row, FactList *facts)
{
    Arena *arena = visit->op->arena;
    Subject subject = { NOUN_MEETING, row->meeting };
    MeetingRow meeting;
    bool found;
    TRY(meeting_row_find(visit->op, visit->place.db, visit->place.conference, row->meeting,
                         &found, &meeting));
    if (found)
        *LIST_ADD(arena, facts) =
            (Fact){ .label = "议定的会议",
                    .value = arena_printf(
                        arena, "%s（%s，%s）",
                        text_empty(meeting.title) ? "会议" : listing_shown(meeting.title),
                        subject_code(arena, subject), day_chinese(arena, row->resolved_on)),
                    .url = visit_subject_url(visit, subject) };
    return OK;
}

static Status topic_add(Visit *visit, const DecisionRow *row, FactList *facts)
{
    Arena *arena = visit->op->arena;
    Subject subject = { NOUN_TOPIC, row->topic };
    TopicRow topic;
    bool found = false;
    if (row->has_topic)
        TRY(topic_row_find(visit->op, visit->place.db, visit->place.conference, row->topic,
                           &found, &topic));
    if (found)
        *LIST_ADD(arena, facts) =
            (Fact){ .label = "来自议题",
                    .value = arena_printf(arena, "%s（%s）", listing_shown(topic.title),
                                          subject_code(arena, subject)),
                    .url = visit_subject_url(visit, subject) };
    return OK;
}

static Status facts_fill(Visit *visit, const DecisionRow *row, DecisionPage *v)
{
    if (text_characters(row->text) > TITLE_CHARACTERS)
        fill_text(visit, &v->facts, "议定内容", row->text);
    due_add(visit, row, &v->facts);
    fill_text(visit, &v->facts, "牵头单位", unit_words(visit, row->lead));
    TRY(meeting_add(visit, row, &v->facts));
    TRY(topic_add(visit, row, &v->facts));
    fill_day(visit, &v->facts, "交办", row->assigned_on);
    if (row->procedure)
        fill_text(visit, &v->facts, "另行程序", "需另行履行政府程序");
    if (!text_same(row->state, "closed"))
        fill_text(visit, &v->facts, "说明", row->remark);
    fill_day(visit, &v->facts, "申请延至", row->asked_until);
    fill_day(visit, &v->explained, "说明日期", row->explained_on);
    fill_text(visit, &v->explained, "未落实的原因", row->explanation);
    fill_text(visit, &v->explained, "意见", row->opinion);
    return OK;
}

static Status closing_fill(Visit *visit, const DecisionRow *row, FactList *closing)
{
    DecisionAskedRowList asked = { 0 };
    fill_day(visit, closing, "申请销号", row->asked_on);
    if (day_given(row->asked_on) || day_given(row->closed_on))
        fill_text(visit, closing, "完成情况", row->result);
    TRY(sql_decision_asked(visit->op, visit->place.db, visit->place.conference, row->number,
                           &asked));
    Link file = file_link(visit, asked.count > 0 ? asked.items[0].seq : -1, row->evidence);
    if (day_given(row->asked_on) && file.text != NULL)
        *LIST_ADD(visit->op->arena, closing) =
            (Fact){ .label = "佐证", .value = file.text, .url = file.url };
    fill_day(visit, closing, "销号", row->closed_on);
    if (!text_empty(row->closed_by))
        fill_text(visit, closing, "销号人", post_words(visit, row->closed_by));
    if (text_same(row->state, "closed"))
        fill_text(visit, closing, "销号意见", row->remark);
    return OK;
}

/* ---- how far it is ------------------------------------------------------------- */

static Day lead_accepted(const DecisionRow *row, const DecisionUnitRowList *units)
{
    for (size_t i = 0; i < units->count; i++)
        if (text_same(units->items[i].unit, row->lead))
            return units->items[i].accepted_on;
    return DAY_NONE;
}

static void stages_fill(const Visit *visit, const DecisionRow *row,
                        const DecisionUnitRowList *units, StageList *out)
{
    Day accepted = lead_accepted(row, units);
    bool done = day_given(row->asked_on) || day_given(row->closed_on);
    const Stage stages[] = {
        { .word = "议定", .day = row->resolved_on },
        { .word = "交办", .day = row->assigned_on },
        { .word = "接收", .day = accepted },
        { .word = "办理", .day = done ? row->asked_on : DAY_NONE },
        { .word = "销号", .day = row->closed_on },
    };
    fill_stages(visit, stages, sizeof stages / sizeof *stages, out);
}

static void units_fill(const Visit *visit, const DecisionUnitRowList *rows, bool lead,
                       DecisionUnitLineList *out)
{
    Arena *arena = visit->op->arena;
    for (size_t i = 0; i < rows->count; i++) {
        const DecisionUnitRow *row = &rows->items[i];
        if (text_same(row->part, "lead") != lead)
            continue;
        *LIST_ADD(arena, out) = (DecisionUnitLine){
            .unit = unit_words(visit, row->unit),
            .part = text_same(row->part, "lead") ? "牵头" : "配合",
            .accepted =
                day_given(row->accepted_on)
                    ? arena_printf(arena, "%s接收", day_chinese(arena, row->accepted_on))
                    : "未接收",
            .contact = text_empty(row->contact) && text_empty(row->phone)
                           ? ""
                           : arena_printf(arena, "%s %s", listing_shown(row->contact),
                                          listing_shown(row->phone)),
            .objection = listing_shown(row->objection)
        };
    }
}

static const char *extension_words(Arena *arena, const DecisionExtensionRow *row)
{
    const char *until = day_chinese(arena, row->until);
    if (text_same(row->kind, "asked"))
        return arena_printf(arena, "申请延至%s", until);
    if (text_same(row->kind, "granted"))
        return arena_printf(arena, "同意延至%s", until);
    return arena_printf(arena, "同意延至%s，还要等其他人同意", until);
}

static Status dues_load(Visit *visit, const DecisionRow *row, DecisionDueStepList *out)
{
    Arena *arena = visit->op->arena;
    DecisionExtensionRowList rows = { 0 };
    TRY(decision_extension_rows(visit->op, visit->place.db, visit->place.conference,
                                row->number, &rows));
    *LIST_ADD(arena, out) =
        (DecisionDueStep){ .on = row->resolved_on,
                           .what = arena_printf(arena, "会议议定，%s前完成",
                                                day_chinese(arena, row->first_due)),
                           .who = "" };
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(arena, out) =
            (DecisionDueStep){ .on = rows.items[i].given_on,
                               .what = extension_words(arena, &rows.items[i]),
                               .who = post_words(visit, rows.items[i].by_post),
                               .cause = listing_shown(rows.items[i].cause) };
    return OK;
}

/* ---- what was said about it ------------------------------------------------------ */

static const char *more_words(Arena *arena, const DecisionReportRow *row)
{
    Buf buf;
    buf_init(&buf, arena);
    if (!text_empty(row->problems))
        buf_printf(&buf, "存在问题：%s", listing_shown(row->problems));
    if (!text_empty(row->next))
        buf_printf(&buf, "%s下步措施：%s", buf.count > 0 ? "\n" : "", listing_shown(row->next));
    return buf_string(&buf);
}

static Status reports_load(Visit *visit, DecisionNoteList *out)
{
    Arena *arena = visit->op->arena;
    DecisionReportRowList rows = { 0 };
    TRY(decision_report_rows(visit->op, visit->place.db, visit->place.conference,
                             visit->subject.number, &rows));
    for (size_t i = rows.count; i-- > 0;) {
        const DecisionReportRow *row = &rows.items[i];
        const char *percent =
            row->has_percent ? arena_printf(arena, "完成%lld%%", (long long)row->percent) : "";
        *LIST_ADD(arena, out) =
            (DecisionNote){ .on = row->given_on,
                            .who = unit_words(visit, row->unit),
                            .mark = percent,
                            .text = listing_shown(row->progress),
                            .more = more_words(arena, row),
                            .file = file_link(visit, row->seq, row->evidence) };
    }
    return OK;
}

static Status chases_load(Visit *visit, DecisionNoteList *out)
{
    Arena *arena = visit->op->arena;
    DecisionChaseRowList rows = { 0 };
    TRY(decision_chase_rows(visit->op, visit->place.db, visit->place.conference,
                            visit->subject.number, &rows));
    for (size_t i = rows.count; i-- > 0;) {
        const DecisionChaseRow *row = &rows.items[i];
        *LIST_ADD(arena, out) = (DecisionNote){
            .on = row->sent_on,
            .who = text_empty(row->number)
                       ? "催办"
                       : arena_printf(arena, "督办通知单 %s", listing_shown(row->number)),
            .mark = arena_printf(arena, "要求%s前答复", day_chinese(arena, row->reply_by)),
            .text = listing_shown(row->text)
        };
    }
    return OK;
}

static Status checks_load(Visit *visit, DecisionNoteList *out)
{
    DecisionCheckRowList rows = { 0 };
    TRY(decision_check_rows(visit->op, visit->place.db, visit->place.conference,
                            visit->subject.number, &rows));
    for (size_t i = rows.count; i-- > 0;) {
        const DecisionCheckRow *row = &rows.items[i];
        bool passed = text_same(row->result, "passed");
        *LIST_ADD(visit->op->arena, out) =
            (DecisionNote){ .on = row->given_on,
                            .who = post_words(visit, row->by_post),
                            .mark = passed ? "属实" : "不属实",
                            .text = listing_shown(row->text) };
    }
    return OK;
}

static Status findings_load(Visit *visit, DecisionNoteList *out)
{
    Arena *arena = visit->op->arena;
    DecisionFindingRowList rows = { 0 };
    TRY(sql_decision_findings(visit->op, visit->place.db, visit->place.conference,
                              visit->subject.number, &rows));
    for (size_t i = rows.count; i-- > 0;) {
        const DecisionFindingRow *row = &rows.items[i];
        Subject inspection = { NOUN_INSPECTION, row->inspection };
        *LIST_ADD(arena, out) =
            (DecisionNote){ .on = row->found_on,
                            .who = "联合督查组",
                            .mark = row->passed ? "已落实" : "未落实",
                            .text = listing_shown(row->text),
                            .from = { subject_title(arena, inspection),
                                      visit_subject_url(visit, inspection) } };
    }
    return OK;
}

/* ---- the page ------------------------------------------------------------------ */

static PageHead head_of(const Visit *visit, const DecisionRow *row)
{
    Arena *arena = visit->op->arena;
    SignWord state = outlook_sign(light_of_decision(&visit->place, row));
    const char *word = noun_state_word(NOUN_DECISION, row->state);
    if (!text_same(state.word, word))
        state.word = arena_printf(arena, "%s（%s）", state.word, word);
    return (PageHead){ .kind = "议定事项",
                       .code = subject_code(arena, visit->subject),
                       .title = listing_cut(arena, listing_shown(row->text), TITLE_CHARACTERS),
                       .paper = true,
                       .state = state,
                       .up = { "全部议定事项", visit_list_url(visit, "decisions") } };
}

static Status parts_load(Visit *visit, const DecisionRow *row, DecisionPage *v)
{
    DecisionUnitRowList units = { 0 };
    TRY(decision_unit_rows(visit->op, visit->place.db, visit->place.conference, row->number,
                           &units));
    stages_fill(visit, row, &units, &v->stages);
    units_fill(visit, &units, true, &v->units);
    units_fill(visit, &units, false, &v->units);
    for (size_t i = 0; i < v->units.count; i++)
        v->contacts = v->contacts || *v->units.items[i].contact != '\0';
    TRY(facts_fill(visit, row, v));
    TRY(closing_fill(visit, row, &v->closing));
    TRY(dues_load(visit, row, &v->dues));
    TRY(reports_load(visit, &v->reports));
    TRY(chases_load(visit, &v->chases));
    TRY(checks_load(visit, &v->checks));
    return findings_load(visit, &v->findings);
}

Status decision_show(Visit *visit, HttpReply *reply)
{
    DecisionRow row;
    bool found;
    TRY(decision_row_find(visit->op, visit->place.db, visit->place.conference,
                          visit->subject.number, &found, &row));
    if (!found)
        return visit_absent(visit, visit->subject);
    DecisionPage v = { .head = head_of(visit, &row) };
    TRY(parts_load(visit, &row, &v));
    TRY(outlook_of(visit, visit->subject, &v.outlook));
    outlook_head(&v.outlook, &v.head);
    TRY(chronicle_of(visit, visit->subject, &v.history));
    v.page =
        visit_page(visit, arena_printf(visit->op->arena, "%s（%s）", v.head.title, v.head.code),
                   NAV_DECISIONS);
    HTML_PAGE(html, visit);
    tpl_decision_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
