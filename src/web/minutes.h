/* Minutes: the list and the page of one. Filled by minutes.c, shown by
 * templates/minutes.html. Minutes have the number of their meeting. */
#ifndef WEB_MINUTES_H
#define WEB_MINUTES_H

#include "web/chronicle.h"
#include "web/fill.h"
#include "web/outlook.h"

typedef struct MinutesLine {
    const char *code;
    Url url;
    const char *title;
    const char *number;
    SignWord state;
    Day drafted_on;
    Day issued_on;
    const char *received; /* 签收12家，共14家 */
} MinutesLine;
typedef LIST(MinutesLine) MinutesLineList;

typedef struct MinutesListPage {
    Page page;
    PageHead head;
    Filters filters;
    MinutesLineList lines;
    Pager pager;
    EmptyState empty;
} MinutesListPage;

typedef struct MinutesPage {
    Page page;
    PageHead head;
    StageList stages;
    FactList facts;
    FactList approvals;
    FactList copies; /* who received it, and when */
    const char *copies_found;
    const char *opening;
    const char *text;
    PaperLinkList papers;
    Outlook outlook;
    HistoryStepList history;
} MinutesPage;

Status minutes_list_show(Visit *visit, HttpReply *reply);
Status minutes_show(Visit *visit, HttpReply *reply);

#endif
