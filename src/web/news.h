/* News: the list and the page of one. Filled by news.c, shown by
 * templates/news.html. */
#ifndef WEB_NEWS_H
#define WEB_NEWS_H

#include "web/chronicle.h"
#include "web/fill.h"
#include "web/outlook.h"

typedef struct NewsLine {
    const char *code;
    Url url;
    const char *title;
    SignWord state;
    Link meeting;
    Day drafted_on;
    const char *outlet;
    Day published;
} NewsLine;
typedef LIST(NewsLine) NewsLineList;

typedef struct NewsListPage {
    Page page;
    PageHead head;
    Filters filters;
    NewsLineList lines;
    Pager pager;
    EmptyState empty;
} NewsListPage;

typedef struct NewsPage {
    Page page;
    PageHead head;
    StageList stages;
    FactList facts;
    const char *text;
    Outlook outlook;
    HistoryStepList history;
} NewsPage;

Status news_list_show(Visit *visit, HttpReply *reply);
Status news_show(Visit *visit, HttpReply *reply);

#endif
