/* The list of topics. */
#include "web/topic.h"

#include "base/text.h"
#include "store/topic_sql.h"
#include "web/listing.h"
#include "web/templates_gen.h"

SignWord topic_sign(const char *state)
{
    bool ended = text_same(state, "declined") || text_same(state, "withdrawn");
    bool fine = text_same(state, "agreed") || text_same(state, "drafted");
    Sign sign = text_same(state, "resolved")   ? SIGN_DONE
                : ended                        ? SIGN_NONE
                : fine                         ? SIGN_FINE
                : text_same(state, "returned") ? SIGN_NEAR
                                               : SIGN_WAITING;
    return (SignWord){ .sign = sign, .word = noun_state_word(NOUN_TOPIC, state) };
}

const char *topic_category(const Visit *visit, const char *clause)
{
    const Category *category =
        text_empty(clause) ? NULL : ruleset_category(visit->place.names.rules, clause);
    return category == NULL ? clause : category->title;
}

typedef struct Asked {
    const char *state, *category, *unit, *words;
    Day since, before;
    int64_t page;
} Asked;

static const char *category_choose(const Listing *listing)
{
    const Ruleset *rules = listing->visit->place.names.rules;
    ListingChoiceList choices = { 0 };
    for (size_t i = 0; i < rules->category_count; i++)
        *LIST_ADD(listing->visit->op->arena, &choices) =
            (ListingChoice){ rules->categories[i].clause, rules->categories[i].title };
    if (choices.count == 0)
        return NULL;
    return listing_choose(listing, "category", "类别", "全部类别", &choices);
}

static Status asked_read(const Listing *listing, Asked *out)
{
    Visit *visit = listing->visit;
    TopicFirstRowList first = { 0 };
    TRY(sql_topic_first(visit->op, visit->place.db, visit->place.conference, &first));
    *out = (Asked){ .words = listing_words(listing, "q", "名称含有"),
                    .state = listing_state(listing, NOUN_TOPIC),
                    .category = category_choose(listing),
                    .unit = listing_unit(listing, "涉及单位"),
                    .page = listing_page(visit) };
    listing_year(listing, first.count > 0 ? first.items[0].proposed_on : visit->place.today,
                 visit->place.today, &out->since, &out->before);
    return OK;
}

/* 共12个议题，报请商定2个，已商定3个 */
static Status found_load(Visit *visit, const Asked *asked, int64_t *all, const char **words)
{
    TopicStateRowList rows = { 0 };
    Buf buf;
    *all = 0;
    buf_init(&buf, visit->op->arena);
    TRY(sql_topic_states(visit->op, visit->place.db, visit->place.conference, asked->category,
                         asked->unit, asked->since, asked->before, asked->words, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const TopicStateRow *row = &rows.items[i];
        if (asked->state != NULL && !text_same(asked->state, row->state))
            continue;
        *all += row->amount;
        if (asked->state == NULL && row->amount > 0)
            buf_printf(&buf, "，%s%lld个", noun_state_word(NOUN_TOPIC, row->state),
                       (long long)row->amount);
    }
    *words =
        arena_printf(visit->op->arena, "共%lld个议题%s", (long long)*all, buf_string(&buf));
    return OK;
}

static TopicLine line_of(const Visit *visit, const TopicLineRow *row)
{
    Subject subject = { NOUN_TOPIC, row->number };
    return (TopicLine){ .code = subject_code(visit->op->arena, subject),
                        .url = visit_subject_url(visit, subject),
                        .title = listing_shown(row->title),
                        .state = topic_sign(row->state),
                        .category = topic_category(visit, row->category),
                        .proposed_by = names_title(&visit->place.names, row->proposed_by),
                        .proposed_on = row->proposed_on };
}

static Status lines_load(Visit *visit, const Asked *asked, TopicLineList *out)
{
    TopicLineRowList rows = { 0 };
    TRY(sql_topic_lines(visit->op, visit->place.db, visit->place.conference, asked->state,
                        asked->category, asked->unit, asked->since, asked->before, asked->words,
                        LISTING_ROWS, (asked->page - 1) * LISTING_ROWS, &rows));
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(visit->op->arena, out) = line_of(visit, &rows.items[i]);
    return OK;
}

Status topics_show(Visit *visit, HttpReply *reply)
{
    TopicsPage v = { .page = visit_page(visit, "议题", NAV_TOPICS),
                     .head = { .title = "议题" },
                     .filters = { .url = visit_list_url(visit, "topics") },
                     .empty = { .what = "这里是联席会议的议题，现在还没有。",
                                .how = "议题从调研、建议或者要求中来，先提出议题方案。" } };
    Listing listing = { visit, &v.filters };
    Asked asked;
    int64_t count;
    v.page.wide = true;
    TRY(asked_read(&listing, &asked));
    TRY(found_load(visit, &asked, &count, &v.filters.found));
    asked.page = listing_page_within(asked.page, count);
    TRY(lines_load(visit, &asked, &v.lines));
    v.pager = listing_pager(&listing, asked.page, count);
    TRY(outlook_begin(visit, NOUN_TOPIC, &v.empty.act));
    v.head.main = v.empty.act;
    HTML_PAGE(html, visit);
    tpl_topics_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
