/* Pages that were made and have not changed since.
 *
 * For: answering a GET again without asking the database, while everything
 * the page rests on stands: the ledgers' heads, the day, who looks and in
 * which capacity, the address with its query. What belongs to the session
 * alone, the token of forms, is put in at sending: pages are made with a mark
 * in its place. Only routes that say so are kept (Route.kept). At most
 * PAGES_MAX pages of PAGES_BYTES_MAX bytes together; the longest unused go
 * first.
 */
#ifndef WEB_PAGES_H
#define WEB_PAGES_H

#include "accounts/session.h"
#include "http/reply.h"
#include "web/known.h"

enum { PAGES_MAX = 256 };
#define PAGES_BYTES_MAX ((size_t)16 << 20)
#define PAGE_BYTES_MAX ((size_t)1 << 20) /* larger ones are not kept */

typedef struct PageKey {
    const char *address; /* path and query as they came */
    int64_t account;
    int64_t conference; /* of the capacity */
    const char *post;
    int64_t drafts; /* how many the frame counts */
    Heads heads;
    Day day;
} PageKey;

Pages *pages_new(void);
void pages_free(Pages *pages); /* NULL is fine */

/* What stands for the token in a page that is made to be kept. */
const char *pages_mark(const Pages *pages);

/* Gives the page, the token put in; false: not kept. The token must stand
 * until the request ends. */
bool pages_find(Pages *pages, const PageKey *key, const char *token, HttpReply *reply);
void pages_keep(Pages *pages, const PageKey *key, Bytes page);
/* A reply whose one piece of body was made with the mark: the token instead. */
void pages_put_token(const Pages *pages, HttpReply *reply, const char *token);

#endif
