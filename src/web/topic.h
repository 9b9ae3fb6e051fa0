/* Topics: the list and the page of one. Filled by topic.c, shown by
 * templates/topic.html. The pattern of a noun's pages: rows → view struct →
 * template. */
#ifndef WEB_TOPIC_H
#define WEB_TOPIC_H

#include "web/chronicle.h"
#include "web/pieces.h"
#include "web/visit.h"

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
    FactList facts;
    TopicMeasureList measures; /* as proposed */
    TopicMeasureList drafted;  /* as in the draft */
    FactList consents;
    HistoryStepList history;
} TopicPage;

Status topics_show(Visit *visit, HttpReply *reply);
Status topic_show(Visit *visit, HttpReply *reply);

#endif
