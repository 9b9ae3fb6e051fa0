/* Decisions: the list, and the page of one. Filled by decision.c and
 * decision_page.c, shown by templates/decision.html. */
#ifndef WEB_DECISION_H
#define WEB_DECISION_H

#include "web/outlook.h"
#include "web/pieces.h"
#include "web/visit.h"

typedef struct DecisionLine {
    const char *code;
    Url url;
    const char *text;
    SignWord light;
    const char *state; /* "" where the light says it */
    const char *lead;
    Day due;
    const char *days;     /* 还有 2 个工作日; "" once it is done */
    const char *extended; /* 延期2次，原定2025年3月31日; "" */
    const char *progress; /* 60%（11月3日）; "" */
} DecisionLine;
typedef LIST(DecisionLine) DecisionLineList;

typedef struct DecisionsPage {
    Page page;
    PageHead head;
    Filters filters;
    DecisionLineList lines;
    Pager pager;
    EmptyState empty;
} DecisionsPage;

typedef struct DecisionUnitLine {
    const char *unit;
    const char *part; /* 牵头、配合 */
    const char *accepted;
    const char *contact;
    const char *objection;
} DecisionUnitLine;
typedef LIST(DecisionUnitLine) DecisionUnitLineList;

/* How the due day came to be what it is. */
typedef struct DecisionDueStep {
    Day on;
    const char *what; /* 议定时限2025年3月31日; 同意延至6月30日 */
    const char *who;
    const char *cause;
} DecisionDueStep;
typedef LIST(DecisionDueStep) DecisionDueStepList;

/* Something said about it on a day: a report, a check, a chase, a finding. */
typedef struct DecisionNote {
    Day on;
    const char *who;
    const char *mark; /* 60%, 属实, 2025年11月12日前答复 */
    const char *text;
    const char *more; /* problems and next steps, a paragraph each */
    Link file;
    Link from; /* the inspection */
} DecisionNote;
typedef LIST(DecisionNote) DecisionNoteList;

typedef struct DecisionPage {
    Page page;
    PageHead head;
    StageList stages;
    FactList facts;
    DecisionUnitLineList units;
    bool contacts; /* some unit named one */
    DecisionDueStepList dues;
    DecisionNoteList reports;
    DecisionNoteList chases;
    DecisionNoteList checks;
    DecisionNoteList findings;
    FactList closing;
    FactList explained;
    Outlook outlook;
    HistoryStepList history;
} DecisionPage;

Status decisions_show(Visit *visit, HttpReply *reply);
Status decision_show(Visit *visit, HttpReply *reply);

#endif
