/* My work: what one sees first. What is due from the viewer's post and the
 * units it speaks for, the most pressing first, each with the one button that
 * does it; what others owe on what the viewer has begun; what was begun and
 * not sent; what happened lately. Filled by work.c, shown by
 * templates/work.html. */
#ifndef WEB_WORK_H
#define WEB_WORK_H

#include "web/duty.h"
#include "web/pieces.h"
#include "web/visit.h"

typedef struct WorkDraft {
    const char *what;
    const char *about;
    const char *summary;
    Url url;
    Instant saved;
} WorkDraft;
typedef LIST(WorkDraft) WorkDraftList;

typedef struct WorkEvent {
    Instant at;
    const char *who;
    const char *what;
    Link about;
} WorkEvent;
typedef LIST(WorkEvent) WorkEventList;

typedef struct WorkPage {
    Page page;
    PageHead head;
    DutyCardList due;     /* with a day */
    DutyCardList undated; /* owed, without a day */
    DutyCardList later;   /* not to be done yet */
    DutyCardList missed;  /* owed, and too late ever to be done */
    EmptyState empty;
    DutyLineList others; /* owed by others on what the viewer's post did */
    Url others_all;      /* where the rest is; URL_NONE: that is all */
    WorkDraftList drafts;
    ActButtonList begin; /* what the viewer may begin */
    WorkEventList lately;
} WorkPage;

Status work_show(Visit *visit, HttpReply *reply);

#endif
