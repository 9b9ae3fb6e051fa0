/* Sessions as they were found, recalled while nothing has been written.
 *
 * For: answering a signed-in reader again without asking the database. Holds
 * only where the owner's connection is the one that writes (db_changes): on
 * PostgreSQL nothing is recalled. A session that is due to be remembered as
 * used, or has ended, is not recalled either. At most RECALL_MAX sessions;
 * the longest unused goes first. What is recalled is copied into the
 * request's arena. Tokens are kept as their digests.
 */
#ifndef WEB_RECALL_H
#define WEB_RECALL_H

#include "web/visit.h"

enum { RECALL_MAX = 128 };

Recall *recall_new(void);
void recall_free(Recall *recall); /* NULL is fine */

/* visit->session and visit->drafts by the token of its cookie. */
bool recall_session(Visit *visit, const char *token);
/* Keeps them, as they were just found. */
void recall_keep(const Visit *visit, const char *token);

#endif
