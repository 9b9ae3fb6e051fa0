/* The list of meetings. */
#include "web/meeting.h"

#include "base/text.h"
#include "store/meeting_sql.h"
#include "web/listing.h"
#include "web/templates_gen.h"

typedef struct Asked {
    const char *state, *kind;
    Instant since, before;
    int64_t page;
} Asked;

SignWord meeting_sign(const char *state)
{
    Sign sign = text_same(state, "closed")      ? SIGN_DONE
                : text_same(state, "cancelled") ? SIGN_NONE
                : text_same(state, "open")      ? SIGN_NEAR
                : text_same(state, "requested") ? SIGN_WAITING
                                                : SIGN_FINE;
    return (SignWord){ sign, noun_state_word(NOUN_MEETING, state) };
}

const char *meeting_kind_title(const Visit *visit, const char *kind)
{
    const Ruleset *rules = visit->place.names.rules;
    for (size_t i = 0; i < rules->kind_count; i++)
        if (text_same(rules->kinds[i].id, kind))
            return rules->kinds[i].title;
    return "会议";
}

const char *meeting_title(const Visit *visit, const char *title, const char *kind, Instant at)
{
    Arena *arena = visit->op->arena;
    const char *word = meeting_kind_title(visit, kind);
    if (!text_empty(title))
        return listing_shown(title);
    if (!instant_given(at))
        return word;
    return arena_printf(arena, "%s%s", day_chinese(arena, instant_day(at)), word);
}

static Instant begin_of(Day day)
{
    return day_given(day) ? instant_at(day, 0, 0) : INSTANT_NONE;
}

static Status asked_read(const Listing *listing, Asked *out)
{
    Visit *visit = listing->visit;
    const Ruleset *rules = visit->place.names.rules;
    MeetingFirstRowList first = { 0 };
    ListingChoiceList kinds = { 0 };
    Day since, before;
    TRY(sql_meeting_first(visit->op, visit->place.db, visit->place.conference, &first));
    for (size_t i = 0; i < rules->kind_count; i++)
        *LIST_ADD(visit->op->arena, &kinds) =
            (ListingChoice){ rules->kinds[i].id, rules->kinds[i].title };
    *out =
        (Asked){ .state = listing_state(listing, NOUN_MEETING), .page = listing_page(visit) };
    if (kinds.count > 1)
        out->kind = listing_choose(listing, "kind", "种类", "全部种类", &kinds);
    listing_year(listing, first.count > 0 ? first.items[0].requested_on : visit->place.today,
                 visit->place.today, &since, &before);
    out->since = begin_of(since);
    out->before = begin_of(before);
    return OK;
}

static MeetingLine line_of(const Visit *visit, const MeetingLineRow *row)
{
    Arena *arena = visit->op->arena;
    Subject subject = { NOUN_MEETING, row->number };
    MeetingLine line = {
        .code = subject_code(arena, subject),
        .url = visit_subject_url(visit, subject),
        .title = meeting_title(visit, row->title, row->kind, row->at),
        .kind = meeting_kind_title(visit, row->kind),
        .state = meeting_sign(row->state),
        .at = row->at,
        .place = row->place,
        .holds = arena_printf(arena, "议题%lld个，议定%lld项", (long long)row->topics,
                              (long long)row->decisions),
    };
    if (row->minutes != NULL)
        line.minutes =
            (Link){ noun_state_word(NOUN_MINUTES, row->minutes),
                    visit_subject_url(visit, (Subject){ NOUN_MINUTES, row->number }) };
    return line;
}

Status meetings_show(Visit *visit, HttpReply *reply)
{
    MeetingsPage v = { .page = visit_page(visit, "会议", NAV_MEETINGS),
                       .head = { .title = "会议" },
                       .filters = { .url = visit_list_url(visit, "meetings") },
                       .empty = { .what = "这里是联席会议的各次会议，现在还没有。",
                                  .how = "议题商定、意见征求以后，提请召开会议。" } };
    const Place *place = &visit->place;
    Listing listing = { visit, &v.filters };
    MeetingLineRowList rows = { 0 };
    Asked asked;
    int64_t count;
    v.page.wide = true;
    TRY(asked_read(&listing, &asked));
    TRY(sql_meeting_count(visit->op, place->db, place->conference, asked.state, asked.kind,
                          asked.since, asked.before, &count));
    asked.page = listing_page_within(asked.page, count);
    TRY(sql_meeting_lines(visit->op, place->db, place->conference, asked.state, asked.kind,
                          asked.since, asked.before, LISTING_ROWS,
                          (asked.page - 1) * LISTING_ROWS, &rows));
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(visit->op->arena, &v.lines) = line_of(visit, &rows.items[i]);
    v.filters.found = arena_printf(visit->op->arena, "共%lld次", (long long)count);
    v.pager = listing_pager(&listing, asked.page, count);
    TRY(outlook_begin(visit, NOUN_MEETING, &v.empty.act));
    v.head.main = v.empty.act;
    HTML_PAGE(html, visit);
    tpl_meetings_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
