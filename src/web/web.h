/* The web workplace as a whole: what all its requests share.
 *
 * For: the two connections (a reader for every GET, the owner's for what is
 * written), the acts' service, the working days, compiled charters, clocks.
 * Not for one request (web/visit.h), nor for sockets (web/server.h). One
 * thread uses a Web; it belongs to who made it and outlives all requests.
 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "accounts/throttle.h"
#include "actions/place.h"
#include "actions/service.h"

typedef struct Known Known;
typedef struct Pages Pages;
typedef struct Recall Recall;

typedef struct Web {
    Arena *home;
    Db *reader;
    Db *db; /* the owner's */
    Service *service;
    const Calendar *calendar;
    CharterCache *charters; /* of readers */
    Random random;
    Throttle *throttle;
    Known *known;   /* conferences as they stood at their heads */
    Recall *recall; /* sessions, likewise */
    Pages *pages;   /* pages that were made and have not changed */
    bool simulated;
    int64_t clock_offset_us; /* of a simulated database */
    Instant tidied_at;       /* when uploads were last cleared away; INSTANT_NONE */
    bool tidying;            /* there is something to clear away */
    bool behind_tls;         /* cookies are Secure, __Host- */
} Web;

/* Neither connection is closed with the Web; the calendar must outlive it.
 * The schema is up to date, the route table has been held to its rules. */
NODISCARD Status web_new(Op *op, Db *reader, Db *db, Service *service, const Calendar *calendar,
                         Web **out);
void web_free(Web *web); /* NULL is fine */

/* Looks again whether the database is simulated, and at its clock: both are
 * set after a database was made. In the reader's snapshot. */
NODISCARD Status web_look_at_clock(Op *op, Web *web);

/* The time in the database: what acts are recorded at. Sessions and locks go
 * by clock_machine(). */
Instant web_now(const Web *web);

#endif
