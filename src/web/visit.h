/* One request, as a page sees it: who asks, where, on what day, about what.
 *
 * A handler is 10 to 30 lines: read what the address names, load rows from
 * visit->place.db into the view struct of its template, visit_page for the
 * frame, render, reply_page. It reads only the reader's snapshot; what is to
 * be done goes through visit_act. A Status other than OK becomes a page that
 * says so (web/errors.h): NOT_FOUND 404, DENIED 403, INVALID 400, CONFLICT
 * 409, UNAVAILABLE 503, BROKEN 500.
 *
 * Everything in a Visit lives as long as the request.
 */
#ifndef WEB_VISIT_H
#define WEB_VISIT_H

#include "accounts/session.h"
#include "http/reply.h"
#include "rules/case.h"
#include "web/known.h"
#include "web/pieces.h"
#include "web/route.h"
#include "web/web.h"

typedef struct Visit {
    Op *op;
    Web *web;
    HttpRequest *http;
    RouteMatch match;
    int64_t drafts;  /* of the session's account in its conference */
    Session session; /* there false: nobody is signed in */
    bool member;     /* in the conference of the address, as session.post */
    Heads heads;     /* conference 0: the address is in none */
    Place place;     /* inside a conference only: names, rules, calendar, now, today */
    Subject subject; /* of {topic} …; NOUN_NONE when the address names none */
    bool keeps;      /* the page will be kept: no token of a session in it */
    DbTx snapshot;
} Visit;

/* ---- for handlers ------------------------------------------------------------ */

/* A {name} of the address; "" when the pattern has none. */
const char *visit_arg(const Visit *visit, const char *name);

/* The frame: conference, person, capacity, clock, flash, token. */
Page visit_page(Visit *visit, const char *title, NavNoun nav);

/* Renders into the request's memory: HTML_PAGE(html, visit); tpl_…(&html, &v);
 * return reply_page(visit, reply, 200, &html); */
#define HTML_PAGE(name, visit)                                                                 \
    Buf name##_buf;                                                                            \
    Html name = visit_html((visit), &name##_buf)
Html visit_html(const Visit *visit, Buf *buf);
Status reply_page(Visit *visit, HttpReply *reply, int status, const Html *html) NODISCARD;

/* 303 to another page of this place. */
Status reply_see(Visit *visit, HttpReply *reply, Url url) NODISCARD;

/* Performs an act in the capacity of the session, on the owner's connection;
 * request->conference and actor are filled in. Answers as perform does. */
NODISCARD Status visit_act(Visit *visit, Request *request, Answer *answer);

/* For what reads facts as the rules do (actions/prospect.h): the reader's world
 * at this moment, and the capacity of the session. */
World visit_world(Visit *visit);
Capacity visit_capacity(const Visit *visit);

/* Work off the loop: `work` runs on the worker thread without a database; then
 * `then` answers as a handler does, in a snapshot of its own. To be called
 * last. UNAVAILABLE: too much waits already. */
typedef Status (*VisitThen)(Visit *visit, void *argument, HttpReply *reply);
NODISCARD Status visit_later(Visit *visit, HttpWork work, void *argument, VisitThen then);

/* The same snapshot would not see what has just been written: takes a new one
 * and looks up the conference again. */
NODISCARD Status visit_look_again(Visit *visit);

/* No such thing: NOT_FOUND with a sentence. */
Status visit_absent(Visit *visit, Subject subject) NODISCARD;

/* /c/CODE/topics/T1; URL_NONE for what has no page. */
Url visit_subject_url(const Visit *visit, Subject subject);
Url visit_clause_url(const Visit *visit, const char *clause);
/* The address of a list: "topics". */
Url visit_list_url(const Visit *visit, const char *list);
/* /c/CODE/do/VERB/T1 */
Url visit_act_url(const Visit *visit, const char *verb, Subject subject);

/* ---- for the server ----------------------------------------------------------- */

/* Inside a conference finds heads and place, from memory where it can. */
NODISCARD Status visit_open(Visit *visit);
/* Begins the reader's snapshot unless it has begun: before a handler. */
NODISCARD Status visit_read(Visit *visit);
void visit_close(Visit *visit);

#endif
