/* The list of consultations. */
#include "web/consultation.h"

#include "base/text.h"
#include "store/consultation_sql.h"
#include "web/listing.h"
#include "web/templates_gen.h"

typedef struct Asked {
    const char *state, *unit, *words;
    Day since, before;
    int64_t page;
} Asked;

SignWord consultation_sign(const char *state)
{
    Sign sign = text_same(state, "closed")    ? SIGN_DONE
                : text_same(state, "settled") ? SIGN_FINE
                                              : SIGN_WAITING;
    return (SignWord){ sign, noun_state_word(NOUN_CONSULTATION, state) };
}

static Status asked_read(const Listing *listing, Asked *out)
{
    Visit *visit = listing->visit;
    ConsultationFirstRowList first = { 0 };
    TRY(sql_consultation_first(visit->op, visit->place.db, visit->place.conference, &first));
    *out = (Asked){ .words = listing_words(listing, "q", "议题含有"),
                    .state = listing_state(listing, NOUN_CONSULTATION),
                    .unit = listing_unit(listing, "征求的单位"),
                    .page = listing_page(visit) };
    listing_year(listing, first.count > 0 ? first.items[0].sent_on : visit->place.today,
                 visit->place.today, &out->since, &out->before);
    return OK;
}

static Status count_load(Visit *visit, const Asked *asked, int64_t *all, int64_t *open)
{
    ConsultationStateRowList rows = { 0 };
    *all = *open = 0;
    TRY(sql_consultation_states(visit->op, visit->place.db, visit->place.conference,
                                asked->unit, asked->since, asked->before, asked->words, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        if (asked->state != NULL && !text_same(asked->state, rows.items[i].state))
            continue;
        *all += rows.items[i].amount;
        *open += text_same(rows.items[i].state, "open") ? rows.items[i].amount : 0;
    }
    return OK;
}

static ConsultationLine line_of(const Visit *visit, const ConsultationLineRow *row)
{
    Arena *arena = visit->op->arena;
    Subject subject = { NOUN_CONSULTATION, row->number };
    bool open = text_same(row->state, "open");
    return (ConsultationLine){
        .code = subject_code(arena, subject),
        .url = visit_subject_url(visit, subject),
        .title = listing_shown(row->title),
        .state = consultation_sign(row->state),
        .answers = arena_printf(arena, "征求%lld家，已答复%lld家", (long long)row->asked,
                                (long long)row->answered),
        .sent_on = row->sent_on,
        .last_by = open ? row->last_by : DAY_NONE,
        .days = open && day_given(row->last_by)
                    ? light_days_words(arena, &visit->place, row->last_by)
                    : "",
    };
}

static Status lines_load(Visit *visit, const Asked *asked, ConsultationLineList *out)
{
    ConsultationLineRowList rows = { 0 };
    TRY(sql_consultation_lines(visit->op, visit->place.db, visit->place.conference,
                               asked->state, asked->unit, asked->since, asked->before,
                               asked->words, LISTING_ROWS, (asked->page - 1) * LISTING_ROWS,
                               &rows));
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(visit->op->arena, out) = line_of(visit, &rows.items[i]);
    return OK;
}

Status consultations_show(Visit *visit, HttpReply *reply)
{
    ConsultationsPage v = {
        .page = visit_page(visit, "征求意见", NAV_CONSULTATIONS),
        .head = { .title = "征求意见" },
        .filters = { .url = visit_list_url(visit, "consultations") },
        .empty = { .what = "这里是向部门和单位征求意见的情况，现在还没有。",
                   .how = "议题商定以后，在议题页上向有关单位征求意见；每家都要正式答复。",
                   .act = { "看议题", visit_list_url(visit, "topics") } }
    };
    Listing listing = { visit, &v.filters };
    Asked asked;
    int64_t all, open;
    v.page.wide = true;
    TRY(asked_read(&listing, &asked));
    TRY(count_load(visit, &asked, &all, &open));
    asked.page = listing_page_within(asked.page, all);
    TRY(lines_load(visit, &asked, &v.lines));
    v.filters.found = arena_printf(visit->op->arena, "共%lld次，征求中%lld次", (long long)all,
                                   (long long)open);
    v.pager = listing_pager(&listing, asked.page, all);
    HTML_PAGE(html, visit);
    tpl_consultations_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
