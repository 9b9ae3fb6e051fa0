/* What happened to a thing, for its page: each act with clause, capacity and
 * time (templates/pieces.html, history). */
#ifndef WEB_CHRONICLE_H
#define WEB_CHRONICLE_H

#include "web/pieces.h"
#include "web/visit.h"

/* Every act that mentions the subject, oldest first. */
NODISCARD Status chronicle_of(Visit *visit, Subject subject, HistoryStepList *out);

/* Every act of this kind in the conference, oldest first. */
NODISCARD Status chronicle_of_verb(Visit *visit, const char *verb, HistoryStepList *out);

/* The page of a clause, reading, setting or house rule; URL_NONE for the order
 * of work. */
Url chronicle_source_url(const Visit *visit, Source source);

#endif
