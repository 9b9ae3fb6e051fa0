#include "web/inspection.h"

#include "base/text.h"
#include "store/meeting_sql.h"
#include "store/rows_gen.h"
#include "web/listing.h"
#include "web/meeting.h"
#include "web/templates_gen.h"

/* 2024年3月14日定期会议 */
static Status meeting_words(Visit *visit, int64_t number, const char **out)
{
    MeetingRow row;
    bool found;
    *out = "会议";
    TRY(meeting_row_find(visit->op, visit->place.db, visit->place.conference, number, &found,
                         &row));
    if (found)
        *out = meeting_title(visit, row.title, row.kind, row.at);
    return OK;
}

static Status title_of(Visit *visit, int64_t meeting, const char **out)
{
    const char *words;
    TRY(meeting_words(visit, meeting, &words));
    *out = arena_printf(visit->op->arena, "%s议定事项的联合督查", words);
    return OK;
}

/* ---- the list ------------------------------------------------------------------ */

static Status line_of(Visit *visit, const InspectionLineRow *row, InspectionLine *out)
{
    Arena *arena = visit->op->arena;
    Subject subject = { NOUN_INSPECTION, row->number };
    const char *title;
    TRY(title_of(visit, row->meeting, &title));
    *out = (InspectionLine){
        .code = subject_code(arena, subject),
        .inspection = { title, visit_subject_url(visit, subject) },
        .formed_on = row->formed_on,
        .found = row->findings == 0
                     ? "还没有督查"
                     : arena_printf(arena, "督查%lld次，其中已落实%lld次",
                                    (long long)row->findings, (long long)row->passed),
        .last_found = row->last_found,
    };
    return OK;
}

Status inspections_show(Visit *visit, HttpReply *reply)
{
    InspectionsPage v = { .page = visit_page(visit, "联合督查", NAV_INSPECTIONS),
                          .head = { .title = "联合督查" },
                          .filters = { .url = visit_list_url(visit, "inspections") },
                          .empty = { .what = "这里是对议定事项的联合督查，现在还没有。",
                                     .how = "会议散会以后成立联合督查组，对议定事项逐项督查。",
                                     .act = { "看会议", visit_list_url(visit, "meetings") } } };
    const Place *place = &visit->place;
    Listing listing = { visit, &v.filters };
    InspectionLineRowList rows = { 0 };
    int64_t count, page = listing_page(visit);
    v.page.wide = true;
    TRY(sql_inspection_count(visit->op, place->db, place->conference, &count));
    page = listing_page_within(page, count);
    TRY(sql_inspection_lines(visit->op, place->db, place->conference, LISTING_ROWS,
                             (page - 1) * LISTING_ROWS, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(line_of(visit, &rows.items[i], LIST_ADD(visit->op->arena, &v.lines)));
    v.filters.found = arena_printf(visit->op->arena, "共%lld个督查组", (long long)count);
    v.pager = listing_pager(&listing, page, count);
    HTML_PAGE(html, visit);
    tpl_inspections_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}

/* ---- one ------------------------------------------------------------------------ */

static Status facts_load(Visit *visit, const InspectionRow *row, InspectionPage *v)
{
    InspectionMemberRowList members = { 0 };
    const char *meeting;
    TRY(meeting_words(visit, row->meeting, &meeting));
    fill_link(visit, &v->facts, "会议",
              fill_subject(visit, (Subject){ NOUN_MEETING, row->meeting }, meeting));
    fill_text(visit, &v->facts, "依据", row->basis);
    fill_day(visit, &v->facts, "成立", row->formed_on);
    TRY(inspection_member_rows(visit->op, visit->place.db, visit->place.conference, row->number,
                               &members));
    for (size_t i = 0; i < members.count; i++)
        *LIST_ADD(visit->op->arena, &v->members) =
            (Fact){ .label = names_unit(&visit->place.names, members.items[i].unit),
                    .value = listing_shown(members.items[i].name) };
    return OK;
}

static Status findings_load(Visit *visit, NoteList *out)
{
    Arena *arena = visit->op->arena;
    InspectionNoteRowList rows = { 0 };
    TRY(sql_inspection_findings(visit->op, visit->place.db, visit->place.conference,
                                visit->subject.number, &rows));
    for (size_t i = rows.count; i-- > 0;) {
        const InspectionNoteRow *row = &rows.items[i];
        Subject decision = { NOUN_DECISION, row->decision };
        *LIST_ADD(arena, out) =
            (Note){ .on = row->found_on,
                    .who = listing_cut(arena, listing_shown(row->decision_text), 60),
                    .mark = row->passed ? (SignWord){ SIGN_DONE, "已落实" }
                                        : (SignWord){ SIGN_BREACH, "未落实" },
                    .text = listing_shown(row->text),
                    .from = { subject_code(arena, decision),
                              visit_subject_url(visit, decision) } };
    }
    return OK;
}

Status inspection_show(Visit *visit, HttpReply *reply)
{
    InspectionRow row;
    bool found;
    TRY(inspection_row_find(visit->op, visit->place.db, visit->place.conference,
                            visit->subject.number, &found, &row));
    if (!found)
        return visit_absent(visit, visit->subject);
    InspectionPage v = { .head = {
                             .kind = "联合督查",
                             .code = subject_code(visit->op->arena, visit->subject),
                             .up = { "全部联合督查", visit_list_url(visit, "inspections") } } };
    TRY(title_of(visit, row.meeting, &v.head.title));
    TRY(facts_load(visit, &row, &v));
    TRY(findings_load(visit, &v.findings));
    TRY(outlook_of(visit, visit->subject, &v.outlook));
    outlook_head(&v.outlook, &v.head);
    TRY(chronicle_of(visit, visit->subject, &v.history));
    v.page =
        visit_page(visit, arena_printf(visit->op->arena, "%s（%s）", v.head.title, v.head.code),
                   NAV_INSPECTIONS);
    HTML_PAGE(html, visit);
    tpl_inspection_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
