/* What the gallery shows: every piece with long, empty and many values, so
 * that people and programs can look at all of them at once. */
#ifndef GALLERY_H
#define GALLERY_H

#include "web/pieces.h"

typedef struct GalleryRow {
    const char *code;
    const char *title;
    Url url;
    SignWord state;
    const char *unit;
    Day due;
    const char *days;
    int64_t replies;
} GalleryRow;
typedef LIST(GalleryRow) GalleryRowList;

typedef struct Gallery {
    Page page;
    PageHead head;
    PageHead plain_head;
    FactList facts;
    DutyCardList duties;
    StageList stages;
    HistoryStepList steps;
    HistoryStepList no_steps;
    LIST(VerdictBox) verdicts;
    NextStepList next;
    NextStepList no_next;
    ActButtonList acts;
    ClosedActList closed;
    EmptyState empty;
    Filters filters;
    GalleryRowList rows;
    Pager pager;
    Confirmation confirm;
    PaperLinkList papers;
    const char *long_text;
} Gallery;

#endif
