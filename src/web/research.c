#include "web/research.h"

#include "base/text.h"
#include "store/research_sql.h"
#include "store/rows_gen.h"
#include "web/listing.h"
#include "web/templates_gen.h"

static const struct {
    const char *kind, *word, *verb;
} kinds[] = {
    { "report", "前期调研", "research.report" },
    { "special", "专题调研", "research.special" },
    { "joint", "联合调研", "research.joint" },
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

static const char *kind_word(const char *kind)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (text_same(kinds[i].kind, kind))
            return kinds[i].word;
    return "调研";
}

static const char *kind_verb(const char *kind)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (text_same(kinds[i].kind, kind))
            return kinds[i].verb;
    return kinds[0].verb;
}

/* ---- the list ------------------------------------------------------------------ */

typedef struct Asked {
    const char *kind, *words;
    Day since, before;
    int64_t page;
} Asked;

static Status asked_read(const Listing *listing, Asked *out)
{
    Visit *visit = listing->visit;
    ResearchFirstRowList first = { 0 };
    ListingChoiceList choices = { 0 };
    TRY(sql_research_first(visit->op, visit->place.db, visit->place.conference, &first));
    for (size_t i = 0; i < KIND_COUNT; i++)
        *LIST_ADD(visit->op->arena, &choices) = (ListingChoice){ kinds[i].kind, kinds[i].word };
    *out = (Asked){ .words = listing_words(listing, "q", "题目含有"),
                    .kind = listing_choose(listing, "kind", "种类", "全部种类", &choices),
                    .page = listing_page(visit) };
    listing_year(listing, first.count > 0 ? first.items[0].done_on : visit->place.today,
                 visit->place.today, &out->since, &out->before);
    return OK;
}

static ResearchLine line_of(const Visit *visit, const ResearchLineRow *row)
{
    Subject subject = { NOUN_RESEARCH, row->number };
    ResearchLine line = { .code = subject_code(visit->op->arena, subject),
                          .url = visit_subject_url(visit, subject),
                          .title = listing_shown(row->title),
                          .kind = kind_word(row->kind),
                          .by = names_title(&visit->place.names, row->by_post),
                          .done_on = row->done_on };
    if (row->has_topic)
        line.topic = fill_subject(visit, (Subject){ NOUN_TOPIC, row->topic }, row->topic_title);
    return line;
}

Status research_list_show(Visit *visit, HttpReply *reply)
{
    ResearchListPage v = {
        .page = visit_page(visit, "调研", NAV_RESEARCH),
        .head = { .title = "调研" },
        .filters = { .url = visit_list_url(visit, "research") },
        .empty = { .what = "这里是调研报告，现在还没有。",
                   .how = "提出议题以前先到基层调研，报告写明发现了什么、论证得怎样。" }
    };
    const Place *place = &visit->place;
    Listing listing = { visit, &v.filters };
    Asked asked;
    ResearchLineRowList rows = { 0 };
    int64_t count;
    v.page.wide = true;
    TRY(asked_read(&listing, &asked));
    TRY(sql_research_count(visit->op, place->db, place->conference, asked.kind, asked.since,
                           asked.before, asked.words, &count));
    asked.page = listing_page_within(asked.page, count);
    TRY(sql_research_lines(visit->op, place->db, place->conference, asked.kind, asked.since,
                           asked.before, asked.words, LISTING_ROWS,
                           (asked.page - 1) * LISTING_ROWS, &rows));
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(visit->op->arena, &v.lines) = line_of(visit, &rows.items[i]);
    v.filters.found = arena_printf(visit->op->arena, "共%lld份", (long long)count);
    v.pager = listing_pager(&listing, asked.page, count);
    TRY(outlook_begin(visit, NOUN_RESEARCH, &v.empty.act));
    v.head.main = v.empty.act;
    HTML_PAGE(html, visit);
    tpl_research_list_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}

/* ---- one ------------------------------------------------------------------------ */

static Status units_words(Visit *visit, int64_t number, const char **out)
{
    ResearchUnitRowList rows = { 0 };
    TextList units = { 0 };
    TRY(research_unit_rows(visit->op, visit->place.db, visit->place.conference, number, &rows));
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(visit->op->arena, &units) = rows.items[i].unit;
    *out = fill_units(visit, &units);
    return OK;
}

static Status topic_add(Visit *visit, const ResearchRow *row, FactList *facts)
{
    TopicRow topic;
    bool found = false;
    if (row->has_topic)
        TRY(topic_row_find(visit->op, visit->place.db, visit->place.conference, row->topic,
                           &found, &topic));
    if (found)
        fill_link(visit, facts, "就哪个议题",
                  fill_subject(visit, (Subject){ NOUN_TOPIC, row->topic }, topic.title));
    return OK;
}

static Status facts_load(Visit *visit, const ResearchRow *row, ResearchPage *v)
{
    const char *units;
    Link annex;
    Arena *arena = visit->op->arena;
    TRY(units_words(visit, row->number, &units));
    TRY(topic_add(visit, row, &v->facts));
    fill_text(visit, &v->facts, "开展", names_title(&visit->place.names, row->by_post));
    fill_text(visit, &v->facts, "参加单位", units);
    fill_text(visit, &v->facts, "起止",
              arena_printf(arena, "%s至%s", day_chinese_weekday(arena, row->started),
                           day_chinese_weekday(arena, row->ended)));
    fill_text(visit, &v->facts, "地点", row->places);
    fill_day(visit, &v->facts, "报告形成", row->done_on);
    TRY(fill_file(visit, visit->subject, kind_verb(row->kind), NULL, "annex", row->annex,
                  &annex));
    fill_link(visit, &v->facts, "报告全文", annex);
    fill_text(visit, &v->texts, "发现", row->findings);
    fill_text(visit, &v->texts, "论证", row->argument);
    fill_text(visit, &v->texts, "建议和对策", row->proposals);
    return OK;
}

static Status topics_load(Visit *visit, int64_t number, LinkList *out)
{
    ResearchTopicRowList rows = { 0 };
    TRY(sql_topics_on_research(visit->op, visit->place.db, visit->place.conference, number,
                               &rows));
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(visit->op->arena, out) = fill_subject(
            visit, (Subject){ NOUN_TOPIC, rows.items[i].number }, rows.items[i].title);
    return OK;
}

Status research_show(Visit *visit, HttpReply *reply)
{
    ResearchRow row;
    bool found;
    TRY(research_row_find(visit->op, visit->place.db, visit->place.conference,
                          visit->subject.number, &found, &row));
    if (!found)
        return visit_absent(visit, visit->subject);
    ResearchPage v = { .head = { .kind = kind_word(row.kind),
                                 .code = subject_code(visit->op->arena, visit->subject),
                                 .title = listing_shown(row.title),
                                 .paper = true,
                                 .up = { "全部调研", visit_list_url(visit, "research") } } };
    TRY(facts_load(visit, &row, &v));
    TRY(topics_load(visit, row.number, &v.topics));
    TRY(outlook_of(visit, visit->subject, &v.outlook));
    outlook_head(&v.outlook, &v.head);
    TRY(chronicle_of(visit, visit->subject, &v.history));
    v.page =
        visit_page(visit, arena_printf(visit->op->arena, "%s（%s）", v.head.title, v.head.code),
                   NAV_RESEARCH);
    HTML_PAGE(html, visit);
    tpl_research_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
