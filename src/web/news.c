#include "web/news.h"

#include "base/text.h"
#include "store/meeting_sql.h"
#include "store/rows_gen.h"
#include "web/listing.h"
#include "web/meeting.h"
#include "web/templates_gen.h"

static SignWord news_sign(const char *state)
{
    Sign sign = text_same(state, "published") ? SIGN_DONE
                : text_same(state, "cleared") ? SIGN_FINE
                                              : SIGN_WAITING;
    return (SignWord){ sign, noun_state_word(NOUN_NEWS, state) };
}

/* ---- the list ------------------------------------------------------------------ */

static NewsLine line_of(const Visit *visit, const NewsLineRow *row)
{
    Arena *arena = visit->op->arena;
    Subject subject = { NOUN_NEWS, row->number }, meeting = { NOUN_MEETING, row->meeting };
    return (NewsLine){ .code = subject_code(arena, subject),
                       .url = visit_subject_url(visit, subject),
                       .title = listing_shown(row->title),
                       .state = news_sign(row->state),
                       .meeting = { subject_title(arena, meeting),
                                    visit_subject_url(visit, meeting) },
                       .drafted_on = row->drafted_on,
                       .outlet = listing_shown(row->outlet),
                       .published = row->published };
}

Status news_list_show(Visit *visit, HttpReply *reply)
{
    NewsListPage v = { .page = visit_page(visit, "新闻宣传", NAV_NEWS),
                       .head = { .title = "新闻宣传" },
                       .filters = { .url = visit_list_url(visit, "news") },
                       .empty = { .what = "这里是会议的新闻稿，现在还没有。",
                                  .how = "散会以后拟写新闻稿，审核以后刊发。",
                                  .act = { "看会议", visit_list_url(visit, "meetings") } } };
    const Place *place = &visit->place;
    Listing listing = { visit, &v.filters };
    NewsLineRowList rows = { 0 };
    const char *words = listing_words(&listing, "q", "标题含有");
    const char *state = listing_state(&listing, NOUN_NEWS);
    int64_t count, page = listing_page(visit);
    v.page.wide = true;
    TRY(sql_news_count(visit->op, place->db, place->conference, state, words, &count));
    page = listing_page_within(page, count);
    TRY(sql_news_lines(visit->op, place->db, place->conference, state, words, LISTING_ROWS,
                       (page - 1) * LISTING_ROWS, &rows));
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(visit->op->arena, &v.lines) = line_of(visit, &rows.items[i]);
    v.filters.found = arena_printf(visit->op->arena, "共%lld篇", (long long)count);
    v.pager = listing_pager(&listing, page, count);
    HTML_PAGE(html, visit);
    tpl_news_list_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}

/* ---- one ------------------------------------------------------------------------ */

static Status facts_load(Visit *visit, const NewsRow *row, NewsPage *v)
{
    MeetingRow meeting;
    Day cleared;
    bool found;
    TRY(fill_day_of_act(visit, visit->subject, "news.clear", &cleared));
    TRY(meeting_row_find(visit->op, visit->place.db, visit->place.conference, row->meeting,
                         &found, &meeting));
    if (found)
        fill_link(visit, &v->facts, "会议",
                  fill_subject(visit, (Subject){ NOUN_MEETING, row->meeting },
                               meeting_title(visit, meeting.title, meeting.kind, meeting.at)));
    fill_day(visit, &v->facts, "拟稿", row->drafted_on);
    fill_text(visit, &v->facts, "刊发媒体", row->outlet);
    fill_day(visit, &v->facts, "刊发日", row->published);
    fill_text(visit, &v->facts, "网址或版面", row->address);
    v->text = listing_shown(row->text);
    const Stage stages[] = { { .word = "拟稿", .day = row->drafted_on },
                             { .word = "审核", .day = cleared },
                             { .word = "刊发", .day = row->published } };
    fill_stages(visit, stages, sizeof stages / sizeof *stages, &v->stages);
    return OK;
}

Status news_show(Visit *visit, HttpReply *reply)
{
    NewsRow row;
    bool found;
    TRY(news_row_find(visit->op, visit->place.db, visit->place.conference,
                      visit->subject.number, &found, &row));
    if (!found)
        return visit_absent(visit, visit->subject);
    NewsPage v = { .head = { .kind = "新闻稿",
                             .code = subject_code(visit->op->arena, visit->subject),
                             .title = listing_shown(row.title),
                             .paper = true,
                             .state = news_sign(row.state),
                             .up = { "全部新闻稿", visit_list_url(visit, "news") } } };
    TRY(facts_load(visit, &row, &v));
    TRY(outlook_of(visit, visit->subject, &v.outlook));
    outlook_head(&v.outlook, &v.head);
    TRY(chronicle_of(visit, visit->subject, &v.history));
    v.page = visit_page(
        visit, arena_printf(visit->op->arena, "%s（%s）", v.head.title, v.head.code), NAV_NEWS);
    HTML_PAGE(html, visit);
    tpl_news_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
