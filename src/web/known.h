/* Conferences as pages need them, kept between requests.
 *
 * For: the Place of a conference (its names, its charter compiled, its
 * settings), made once and used until its ledger, the deployment's or the day
 * moves on. Not for pages (web/pages.h). At most KNOWN_MAX conferences; the
 * one that was asked for longest ago goes first.
 */
#ifndef WEB_KNOWN_H
#define WEB_KNOWN_H

#include "web/web.h"

enum { KNOWN_MAX = 64 };

/* How far the ledgers have come that a conference's pages rest on. */
typedef struct Heads {
    int64_t conference; /* 0: there is no such conference */
    int64_t size;
    int64_t deployment; /* size of the deployment's ledger */
} Heads;

Known *known_new(void);
void known_free(Known *known); /* NULL is fine */

/* Heads and Place from memory, without the database: false when something has
 * been written since they were read, or on PostgreSQL. */
bool known_recall(Web *web, const char *code, Heads *heads, Place *out);

/* In the reader's snapshot. heads->conference 0: no such conference. */
NODISCARD Status known_heads(Op *op, Web *web, const char *code, Heads *heads);

/* The conference of these heads, just asked for. What the Place points to
 * lasts until known_tidy: copy the struct, use it for this request. */
NODISCARD Status known_place(Op *op, Web *web, const char *code, const Heads *heads,
                             Place *out);

/* Between requests: lets go of what has been read anew since. */
void known_tidy(Known *known);

#endif
