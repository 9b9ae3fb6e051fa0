/* Duties: everything that is owed, by whom, until when and on whose word.
 * Filled by duty.c, shown by templates/duty.html; my work (work.h) is made of
 * the same rows. */
#ifndef WEB_DUTY_H
#define WEB_DUTY_H

#include "store/duty_sql.h"
#include "web/outlook.h"
#include "web/pieces.h"
#include "web/visit.h"

typedef struct DutyLine {
    const char *what;    /* 报送进展 */
    const char *subject; /* 议定事项D5 */
    const char *about;   /* 由人社局牵头…… */
    Url about_url;
    const char *owner;
    SignWord light; /* of what is done: ✓ 已办 */
    Day due;        /* DAY_NONE: no day is set */
    const char *days;
    const char *source;
    Url source_url;
    const char *due_source; /* where the day comes from, when from elsewhere; "" */
} DutyLine;
typedef LIST(DutyLine) DutyLineList;

typedef struct DutiesPage {
    Page page;
    PageHead head;
    Filters filters;
    DutyLineList lines;
    Pager pager;
    EmptyState empty;
} DutiesPage;

DutyLine duty_line_of(const Visit *visit, const DutyLineRow *row);
/* What the duty is about; SUBJECT_CONFERENCE when about the conference. */
Subject duty_subject(const DutyLineRow *row);

Status duties_show(Visit *visit, HttpReply *reply);

#endif
