/* My drafts (草稿): what somebody has begun in this conference and not done,
 * and the files uploaded for it that no act has named yet.
 *
 * For: GET and POST /c/CODE/drafts: the list; throwing one away, removing a
 * file. Seen by their owner only. Not for saving a draft (web/do.c).
 */
#ifndef WEB_DRAFTS_H
#define WEB_DRAFTS_H

#include "web/visit.h"

typedef struct DraftLine {
    const char *act;     /* 提出议题方案 */
    const char *about;   /* 议题T1; NULL: it begins something */
    const char *summary; /* how it begins */
    Instant saved_at;
    Url go_on;          /* the form; not given: no such act any more */
    const char *drop;   /* value of `draft` that throws it away */
    const char *number; /* of its button, for labels */
} DraftLine;
typedef LIST(DraftLine) DraftLineList;

typedef struct UploadLine {
    const char *name;
    const char *size;
    const char *drop; /* value of `upload` that removes it */
} UploadLine;
typedef LIST(UploadLine) UploadLineList;

typedef struct DraftsPage {
    Page page;
    PageHead head;
    Url url;
    DraftLineList drafts;
    UploadLineList uploads;
    EmptyState empty;
} DraftsPage;

Status drafts_show(Visit *visit, HttpReply *reply) NODISCARD;
Status drafts_drop(Visit *visit, HttpReply *reply) NODISCARD;

#endif
