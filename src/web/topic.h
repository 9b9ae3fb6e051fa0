/* Topics: the list and the page of one. Filled by topic.c and topic_page.c,
 * shown by templates/topic.html. */
#ifndef WEB_TOPIC_H
#define WEB_TOPIC_H

#include "web/chronicle.h"
#include "web/fill.h"
#include "web/outlook.h"

typedef struct TopicLine {
    const char *code;
    Url url;
    const char *title;
    SignWord state;
    const char *category;
    const char *proposed_by;
    Day proposed_on;
} TopicLine;
typedef LIST(TopicLine) TopicLineList;

typedef struct TopicsPage {
    Page page;
    PageHead head;
    Filters filters;
    TopicLineList lines;
    Pager pager;
    EmptyState empty;
} TopicsPage;

typedef struct TopicMeasure {
    int64_t n;
    const char *text;
    const char *unit; /* "" */
} TopicMeasure;
typedef LIST(TopicMeasure) TopicMeasureList;

typedef struct TopicPage {
    Page page;
    PageHead head;
    StageList stages;
    FactList facts;
    TopicMeasureList measures; /* as proposed */
    TopicMeasureList drafted;  /* as in the draft */
    const char *draft;
    FactList consents;
    NoteList related; /* research, consultations, meetings, decisions */
    Outlook outlook;
    HistoryStepList history;
} TopicPage;

SignWord topic_sign(const char *state);
const char *topic_category(const Visit *visit, const char *clause);

Status topics_show(Visit *visit, HttpReply *reply);
Status topic_show(Visit *visit, HttpReply *reply);

#endif
