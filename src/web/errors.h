/* Pages that say why there is no page.
 *
 * For: what a person reads when an address leads nowhere, is not theirs, came
 * in a wrong way, or when something failed. Always a whole page in plain
 * words with a way on; never a cause from inside, which goes to standard
 * error.
 */
#ifndef WEB_ERRORS_H
#define WEB_ERRORS_H

#include "web/visit.h"

typedef struct ErrorPage {
    Page page;
    int status;       /* 404 */
    const char *what; /* 没有这个页面 */
    const char *why;  /* one or two sentences */
    Link on;          /* where to go on */
} ErrorPage;

/* The page of a Status that is not OK; says what the op was told. */
Status error_of(Visit *visit, HttpReply *reply, Status status) NODISCARD;
/* The same; at the worst one sentence. */
void error_give(Visit *visit, HttpReply *reply, Status status);
Status error_nowhere(Visit *visit, HttpReply *reply) NODISCARD;                    /* 404 */
Status error_other_method(Visit *visit, HttpReply *reply) NODISCARD;               /* 405 */
Status error_not_yours(Visit *visit, HttpReply *reply, const char *why) NODISCARD; /* 403 */

/* What the HTTP face refuses by itself, in its sentence. */
Status error_refused(Visit *visit, HttpReply *reply, int status,
                     const char *sentence) NODISCARD;

#endif
