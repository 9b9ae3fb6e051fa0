#include "web/minutes.h"

#include "base/text.h"
#include "store/meeting_sql.h"
#include "store/rows_gen.h"
#include "web/listing.h"
#include "web/meeting.h"
#include "web/paper.h"
#include "web/templates_gen.h"

static SignWord minutes_sign(const char *state)
{
    Sign sign = text_same(state, "issued")     ? SIGN_DONE
                : text_same(state, "approved") ? SIGN_FINE
                : text_same(state, "returned") ? SIGN_NEAR
                                               : SIGN_WAITING;
    return (SignWord){ sign, noun_state_word(NOUN_MINUTES, state) };
}

/* ---- the list ------------------------------------------------------------------ */

typedef struct Asked {
    const char *state, *words;
    Day since, before;
    int64_t page;
} Asked;

static Status asked_read(const Listing *listing, Asked *out)
{
    Visit *visit = listing->visit;
    MeetingFirstRowList first = { 0 };
    TRY(sql_meeting_first(visit->op, visit->place.db, visit->place.conference, &first));
    *out = (Asked){ .words = listing_words(listing, "q", "标题或者编号含有"),
                    .state = listing_state(listing, NOUN_MINUTES),
                    .page = listing_page(visit) };
    listing_year(listing, first.count > 0 ? first.items[0].requested_on : visit->place.today,
                 visit->place.today, &out->since, &out->before);
    return OK;
}

static MinutesLine line_of(const Visit *visit, const MinutesLineRow *row)
{
    Arena *arena = visit->op->arena;
    Subject subject = { NOUN_MINUTES, row->meeting };
    return (MinutesLine){
        .code = subject_code(arena, subject),
        .url = visit_subject_url(visit, subject),
        .title = listing_shown(row->title),
        .number = listing_shown(row->number),
        .state = minutes_sign(row->state),
        .drafted_on = row->drafted_on,
        .issued_on = row->issued_on,
        .received = day_given(row->issued_on)
                        ? arena_printf(arena, "分送%lld家，已签收%lld家",
                                       (long long)row->copies, (long long)row->received)
                        : "",
    };
}

Status minutes_list_show(Visit *visit, HttpReply *reply)
{
    MinutesListPage v = { .page = visit_page(visit, "会议纪要", NAV_MINUTES),
                          .head = { .title = "会议纪要" },
                          .filters = { .url = visit_list_url(visit, "minutes") },
                          .empty = { .what = "这里是各次会议的纪要，现在还没有。",
                                     .how = "散会以后起草纪要，经审定后编号印发。",
                                     .act = { "看会议", visit_list_url(visit, "meetings") } } };
    const Place *place = &visit->place;
    Listing listing = { visit, &v.filters };
    MinutesLineRowList rows = { 0 };
    Asked asked;
    int64_t count;
    v.page.wide = true;
    TRY(asked_read(&listing, &asked));
    TRY(sql_minutes_count(visit->op, place->db, place->conference, asked.state, asked.since,
                          asked.before, asked.words, &count));
    asked.page = listing_page_within(asked.page, count);
    TRY(sql_minutes_lines(visit->op, place->db, place->conference, asked.state, asked.since,
                          asked.before, asked.words, LISTING_ROWS,
                          (asked.page - 1) * LISTING_ROWS, &rows));
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(visit->op->arena, &v.lines) = line_of(visit, &rows.items[i]);
    v.filters.found = arena_printf(visit->op->arena, "共%lld份", (long long)count);
    v.pager = listing_pager(&listing, asked.page, count);
    HTML_PAGE(html, visit);
    tpl_minutes_list_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}

/* ---- one ------------------------------------------------------------------------ */

static Status facts_load(Visit *visit, const MinutesRow *row, MinutesPage *v)
{
    MeetingRow meeting;
    bool found;
    TRY(meeting_row_find(visit->op, visit->place.db, visit->place.conference, row->meeting,
                         &found, &meeting));
    if (found)
        fill_link(visit, &v->facts, "会议",
                  fill_subject(visit, (Subject){ NOUN_MEETING, row->meeting },
                               meeting_title(visit, meeting.title, meeting.kind, meeting.at)));
    fill_text(visit, &v->facts, "编号", row->number);
    fill_day(visit, &v->facts, "起草", row->drafted_on);
    fill_day(visit, &v->facts, "印发", row->issued_on);
    if (text_same(row->state, "returned"))
        fill_text(visit, &v->facts, "退回意见", row->remark);
    v->opening = listing_shown(row->opening);
    v->text = listing_shown(row->text);
    return OK;
}

static Status approvals_load(Visit *visit, FactList *out, Day *last)
{
    Arena *arena = visit->op->arena;
    MinutesApprovalRowList rows = { 0 };
    *last = DAY_NONE;
    TRY(minutes_approval_rows(visit->op, visit->place.db, visit->place.conference,
                              visit->subject.number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const MinutesApprovalRow *row = &rows.items[i];
        fill_text(visit, out, names_title(&visit->place.names, row->post),
                  arena_printf(arena, "%s审定同意%s%s%s", day_chinese(arena, row->given_on),
                               row->on_paper ? "（纸质传签）" : "",
                               text_empty(row->opinion) ? "" : "：",
                               listing_shown(row->opinion)));
        if (!day_given(*last) || day_compare(*last, row->given_on) < 0)
            *last = row->given_on;
    }
    return OK;
}

static Status copies_load(Visit *visit, MinutesPage *v)
{
    Arena *arena = visit->op->arena;
    MinutesCopyRowList rows = { 0 };
    size_t received = 0;
    TRY(minutes_copy_rows(visit->op, visit->place.db, visit->place.conference,
                          visit->subject.number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const MinutesCopyRow *row = &rows.items[i];
        bool there = day_given(row->received_on);
        received += there;
        *LIST_ADD(arena, &v->copies) =
            (Fact){ .label = names_unit(&visit->place.names, row->unit),
                    .value = there ? day_chinese(arena, row->received_on) : "",
                    .sign = there ? (SignWord){ SIGN_DONE, "已签收" }
                                  : (SignWord){ SIGN_WAITING, "未签收" } };
    }
    v->copies_found = received == rows.count
                          ? arena_printf(arena, "分送%zu家，都已签收", rows.count)
                          : arena_printf(arena, "分送%zu家，已签收%zu家，还差%zu家", rows.count,
                                         received, rows.count - received);
    return OK;
}

Status minutes_show(Visit *visit, HttpReply *reply)
{
    MinutesRow row;
    Day approved;
    bool found;
    TRY(minutes_row_find(visit->op, visit->place.db, visit->place.conference,
                         visit->subject.number, &found, &row));
    if (!found)
        return visit_absent(visit, visit->subject);
    MinutesPage v = { .head = { .kind = "会议纪要",
                                .code = subject_code(visit->op->arena, visit->subject),
                                .title = listing_shown(row.title),
                                .paper = true,
                                .state = minutes_sign(row.state),
                                .up = { "全部会议纪要", visit_list_url(visit, "minutes") } } };
    TRY(facts_load(visit, &row, &v));
    TRY(approvals_load(visit, &v.approvals, &approved));
    TRY(copies_load(visit, &v));
    bool settled = text_same(row.state, "approved") || text_same(row.state, "issued");
    const Stage stages[] = { { .word = "起草", .day = row.drafted_on },
                             { .word = "审定", .day = settled ? approved : DAY_NONE },
                             { .word = "印发", .day = row.issued_on } };
    fill_stages(visit, stages, sizeof stages / sizeof *stages, &v.stages);
    paper_links(visit, "minutes", "会议纪要", visit->subject, &v.papers);
    TRY(outlook_of(visit, visit->subject, &v.outlook));
    outlook_head(&v.outlook, &v.head);
    TRY(chronicle_of(visit, visit->subject, &v.history));
    v.page =
        visit_page(visit, arena_printf(visit->op->arena, "%s（%s）", v.head.title, v.head.code),
                   NAV_MINUTES);
    HTML_PAGE(html, visit);
    tpl_minutes_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
