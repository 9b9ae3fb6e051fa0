/* What was just done, said once at the top of the next page.
 *
 * For: the sentence after a redirect. The address carries a code, never the
 * sentence: ?_said=done-12 is told from record 12, and only to the person who
 * did it and for FLASH_LASTS_US; the others are words of a fixed table. An
 * unknown code says nothing.
 */
#ifndef WEB_FLASH_H
#define WEB_FLASH_H

#include "web/visit.h"

#define FLASH_LASTS_US ((int64_t)10 * 60 * 1000000)

typedef enum Flash {
    FLASH_NONE,
    FLASH_DRAFT_KEPT,
    FLASH_DRAFT_THROWN_AWAY,
    FLASH_SIGNED_OUT,
    FLASH_SIGNED_OUT_EVERYWHERE,
    FLASH_PASSWORD_CHANGED,
    FLASH_CAPACITY_CHOSEN,
    FLASH_SESSION_ENDED,
    FLASH_COUNT,
} Flash;

/* The address with the code. */
Url flash_url(Arena *arena, Url url, Flash flash);
/* The address that tells of an act just recorded. */
Url flash_done_url(Arena *arena, Url url, int64_t seq);

/* Puts what the request's address says into the page. */
void flash_show(Visit *visit, Page *page);

#endif
