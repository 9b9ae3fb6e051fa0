/* Research: the list and the page of one. Filled by research.c, shown by
 * templates/research.html. */
#ifndef WEB_RESEARCH_H
#define WEB_RESEARCH_H

#include "web/chronicle.h"
#include "web/fill.h"
#include "web/outlook.h"

typedef struct ResearchLine {
    const char *code;
    Url url;
    const char *title;
    const char *kind;
    Link topic;
    const char *by;
    Day done_on;
} ResearchLine;
typedef LIST(ResearchLine) ResearchLineList;

typedef struct ResearchListPage {
    Page page;
    PageHead head;
    Filters filters;
    ResearchLineList lines;
    Pager pager;
    EmptyState empty;
} ResearchListPage;

typedef struct ResearchPage {
    Page page;
    PageHead head;
    FactList facts;
    FactList texts;  /* what was found, argued, proposed */
    LinkList topics; /* that rest on it */
    Outlook outlook;
    HistoryStepList history;
} ResearchPage;

Status research_list_show(Visit *visit, HttpReply *reply);
Status research_show(Visit *visit, HttpReply *reply);

#endif
