/* Inspections: the list and the page of one joint inspection team. Filled by
 * inspection.c, shown by templates/inspection.html. */
#ifndef WEB_INSPECTION_H
#define WEB_INSPECTION_H

#include "web/chronicle.h"
#include "web/fill.h"
#include "web/outlook.h"

typedef struct InspectionLine {
    const char *code;
    Link inspection; /* 2024年3月14日定期会议议定事项的联合督查 */
    Day formed_on;
    const char *found; /* 督查5次，已落实3项 */
    Day last_found;
} InspectionLine;
typedef LIST(InspectionLine) InspectionLineList;

typedef struct InspectionsPage {
    Page page;
    PageHead head;
    Filters filters;
    InspectionLineList lines;
    Pager pager;
    EmptyState empty;
} InspectionsPage;

typedef struct InspectionPage {
    Page page;
    PageHead head;
    FactList facts;
    FactList members;
    NoteList findings;
    Outlook outlook;
    HistoryStepList history;
} InspectionPage;

Status inspections_show(Visit *visit, HttpReply *reply);
Status inspection_show(Visit *visit, HttpReply *reply);

#endif
