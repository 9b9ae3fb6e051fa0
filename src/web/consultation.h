/* Consultations: the list and the page of one. Filled by consultation.c and
 * consultation_page.c, shown by templates/consultation.html. */
#ifndef WEB_CONSULTATION_H
#define WEB_CONSULTATION_H

#include "web/chronicle.h"
#include "web/fill.h"
#include "web/outlook.h"

typedef struct ConsultationLine {
    const char *code;
    Url url;
    const char *title; /* of the topic */
    SignWord state;
    const char *answers; /* 征求5家，已答复3家 */
    Day sent_on;
    Day last_by; /* the last day of those still silent */
    const char *days;
} ConsultationLine;
typedef LIST(ConsultationLine) ConsultationLineList;

typedef struct ConsultationsPage {
    Page page;
    PageHead head;
    Filters filters;
    ConsultationLineList lines;
    Pager pager;
    EmptyState empty;
} ConsultationsPage;

/* One unit that was asked. */
typedef struct ConsultationAnswer {
    const char *unit;
    SignWord state; /* ■ 未回复 */
    Day reply_by;
    const char *days;
    const char *answer; /* 有修改意见，2024年6月10日 */
    const char *note;   /* the cause of handing back, reminders */
    Link letter;
    const char *number; /* of the letter */
} ConsultationAnswer;
typedef LIST(ConsultationAnswer) ConsultationAnswerList;

/* One point that was made, and what became of it. */
typedef struct ConsultationPoint {
    const char *unit;
    int64_t n;
    const char *text;
    SignWord outcome; /* no word: not settled yet */
    const char *why;
} ConsultationPoint;
typedef LIST(ConsultationPoint) ConsultationPointList;

typedef struct ConsultationPage {
    Page page;
    PageHead head;
    FactList facts;
    const char *text; /* what was asked */
    ConsultationAnswerList answers;
    ConsultationPointList points;
    const char *points_found; /* 共4条，已处理2条 */
    NoteList meetings;
    Outlook outlook;
    HistoryStepList history;
} ConsultationPage;

SignWord consultation_sign(const char *state);

Status consultations_show(Visit *visit, HttpReply *reply);
Status consultation_show(Visit *visit, HttpReply *reply);

#endif
