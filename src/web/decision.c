#include "web/decision.h"

#include "actions/light.h"
#include "base/text.h"
#include "store/decision_sql.h"
#include "web/listing.h"
#include "web/templates_gen.h"

enum { LINE_CHARACTERS = 90 };

/* What the list was narrowed to. */
typedef struct Asked {
    const char *state, *light, *unit, *words;
    Day since, before;
    int64_t page;
} Asked;

typedef struct Count {
    int64_t all; /* of those asked for */
    int64_t overdue, near;
} Count;

/* ---- one row ------------------------------------------------------------------- */

static Light light_named(const char *name)
{
    for (int i = LIGHT_WAITING; i < LIGHT_CLOSED; i++)
        if (text_same(light_name((Light)i), name))
            return (Light)i;
    return LIGHT_CLOSED;
}

static const char *extended_words(const Visit *visit, const DecisionLineRow *row)
{
    if (row->extensions == 0)
        return "";
    return arena_printf(visit->op->arena, "延期%lld次，原定%s", (long long)row->extensions,
                        listing_day(visit, row->first_due));
}

static const char *progress_words(const Visit *visit, const DecisionLineRow *row)
{
    Arena *arena = visit->op->arena;
    if (!day_given(row->reported_on))
        return "";
    const char *day = listing_day(visit, row->reported_on);
    return row->has_percent ? arena_printf(arena, "%lld%%（%s）", (long long)row->percent, day)
                            : arena_printf(arena, "%s报送", day);
}

/* What the light does not say already. */
static const char *state_words(const DecisionLineRow *row)
{
    const char *word = noun_state_word(NOUN_DECISION, row->state);
    return text_same(word, light_word(light_named(row->light))) ? "" : word;
}

static DecisionLine line_of(const Visit *visit, const DecisionLineRow *row)
{
    Arena *arena = visit->op->arena;
    Subject subject = { NOUN_DECISION, row->number };
    bool running = !text_same(row->state, "closed") && !text_same(row->state, "done");
    return (DecisionLine){
        .code = subject_code(arena, subject),
        .url = visit_subject_url(visit, subject),
        .text = listing_cut(arena, row->text, LINE_CHARACTERS),
        .light = outlook_sign(light_named(row->light)),
        .state = state_words(row),
        .lead = names_unit(&visit->place.names, row->lead),
        .due = row->due,
        .days = running ? light_days_words(arena, &visit->place, row->due) : "",
        .extended = extended_words(visit, row),
        .progress = progress_words(visit, row),
    };
}

/* ---- the list ------------------------------------------------------------------ */

static Status first_day(Visit *visit, Day *out)
{
    DecisionFirstRowList first = { 0 };
    TRY(sql_decision_first(visit->op, visit->place.db, visit->place.conference, &first));
    *out = first.count > 0 ? first.items[0].resolved_on : visit->place.today;
    return OK;
}

static Status asked_read(const Listing *listing, Asked *out)
{
    Visit *visit = listing->visit;
    ListingChoiceList lights = { 0 };
    Day first;
    TRY(first_day(visit, &first));
    for (int i = LIGHT_OVERDUE; i >= LIGHT_WAITING; i--)
        *LIST_ADD(visit->op->arena, &lights) =
            (ListingChoice){ light_name((Light)i), light_word((Light)i) };
    *out = (Asked){ .page = listing_page(visit) };
    out->words = listing_words(listing, "q", "内容含有"); /* shown in this order */
    out->state = listing_state(listing, NOUN_DECISION);
    out->light = listing_choose(listing, "light", "时限", "全部", &lights);
    out->unit = listing_unit(listing, "承办单位");
    listing_year(listing, first, visit->place.today, &out->since, &out->before);
    return OK;
}

static Status count_load(Visit *visit, const Asked *asked, Day near, Count *out)
{
    DecisionLightRowList rows = { 0 };
    const Place *place = &visit->place;
    *out = (Count){ 0 };
    TRY(sql_decision_lights(visit->op, place->db, place->conference, place->today, near,
                            asked->state, asked->unit, asked->since, asked->before,
                            asked->words, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const DecisionLightRow *row = &rows.items[i];
        if (asked->light != NULL && !text_same(asked->light, row->light))
            continue;
        out->all += row->amount;
        out->overdue += text_same(row->light, light_name(LIGHT_OVERDUE)) ? row->amount : 0;
        out->near += text_same(row->light, light_name(LIGHT_NEAR)) ? row->amount : 0;
    }
    return OK;
}

static const char *count_words(Arena *arena, const Count *count)
{
    return arena_printf(arena, "共%lld项，逾期%lld项，临期%lld项", (long long)count->all,
                        (long long)count->overdue, (long long)count->near);
}

static Status lines_load(Visit *visit, const Asked *asked, Day near, DecisionLineList *out)
{
    DecisionLineRowList rows = { 0 };
    const Place *place = &visit->place;
    TRY(sql_decision_lines(visit->op, place->db, place->conference, place->today, near,
                           asked->state, asked->light, asked->unit, asked->since, asked->before,
                           asked->words, LISTING_ROWS, (asked->page - 1) * LISTING_ROWS,
                           &rows));
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(visit->op->arena, out) = line_of(visit, &rows.items[i]);
    return OK;
}

Status decisions_show(Visit *visit, HttpReply *reply)
{
    DecisionsPage v = { .page = visit_page(visit, "议定事项", NAV_DECISIONS),
                        .head = { .title = "议定事项" },
                        .filters = { .url = visit_list_url(visit, "decisions") },
                        .empty = { .what = "这里是会议议定的事项，现在还没有。",
                                   .how = "会上议定以后自动登记到这里，印发纪要后交办。",
                                   .act = { "看会议", visit_list_url(visit, "meetings") } } };
    Listing listing = { visit, &v.filters };
    Asked asked;
    Count count;
    Day near = light_near_until(&visit->place);
    v.page.wide = true;
    TRY(asked_read(&listing, &asked));
    TRY(count_load(visit, &asked, near, &count));
    asked.page = listing_page_within(asked.page, count.all);
    TRY(lines_load(visit, &asked, near, &v.lines));
    v.pager = listing_pager(&listing, asked.page, count.all);
    v.filters.found = count_words(visit->op->arena, &count);
    HTML_PAGE(html, visit);
    tpl_decisions_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
