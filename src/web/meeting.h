/* Meetings: the list and the page of one. Filled by meeting.c and
 * meeting_page.c, shown by templates/meeting.html. */
#ifndef WEB_MEETING_H
#define WEB_MEETING_H

#include "web/chronicle.h"
#include "web/fill.h"
#include "web/outlook.h"

typedef struct MeetingLine {
    const char *code;
    Url url;
    const char *title;
    const char *kind;
    SignWord state;
    Instant at; /* INSTANT_NONE: not fixed yet */
    const char *place;
    const char *holds; /* 议题3个，议定5项 */
    Link minutes;      /* 纪要已印发 */
} MeetingLine;
typedef LIST(MeetingLine) MeetingLineList;

typedef struct MeetingsPage {
    Page page;
    PageHead head;
    Filters filters;
    MeetingLineList lines;
    Pager pager;
    EmptyState empty;
} MeetingsPage;

typedef struct AgendaLine {
    int64_t n;
    const char *kind;
    const char *title;
    Link topic;
    const char *speaker;
    const char *minutes; /* 20分钟 */
} AgendaLine;
typedef LIST(AgendaLine) AgendaLineList;

typedef struct RosterLine {
    const char *who; /* 旗人社局，or the title of a post */
    const char *name;
    const char *status; /* 出席 */
    const char *basis;
    SignWord answer;  /* ✓ 参会 */
    const char *note; /* who comes instead, why somebody does not */
    const char *signed_as;
} RosterLine;
typedef LIST(RosterLine) RosterLineList;

typedef struct MeetingDecision {
    Link decision;
    const char *lead;
    Day due;
    SignWord state;
} MeetingDecision;
typedef LIST(MeetingDecision) MeetingDecisionList;

typedef struct MeetingPage {
    Page page;
    PageHead head;
    StageList stages;
    FactList facts;
    FactList consents;
    FactList ready;
    LinkList wanted; /* topics it was asked for */
    AgendaLineList agenda;
    RosterLineList roster;
    const char *roster_found; /* 共23人，回执20，签到19 */
    NoteList report;          /* what became of the last decisions */
    bool held;                /* open or closed: the next three are shown */
    bool closed;
    NoteList notes;
    MeetingDecisionList decisions;
    PaperLinkList papers;
    Outlook outlook;
    HistoryStepList history;
} MeetingPage;

SignWord meeting_sign(const char *state);
/* 定期会议, as the charter calls the kind. */
const char *meeting_kind_title(const Visit *visit, const char *kind);
/* 2024年3月14日会议; its own title where it has one. */
const char *meeting_title(const Visit *visit, const char *title, const char *kind, Instant at);

Status meetings_show(Visit *visit, HttpReply *reply);
Status meeting_show(Visit *visit, HttpReply *reply);

#endif
