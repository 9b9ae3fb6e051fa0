/* The workplace without sockets, for tests of pages: a database in which one
 * full cycle has been played (tests/faults/cycle.scenario), somebody signed
 * in, and requests handed to the app as the HTTP face hands them.
 *
 *     DB_EACH_ENGINE(t, &store_changes)
 *     {
 *         WEB_TESTING(web);
 *         NEED(web_testing_begin(&web, &t));
 *         NEED(web_testing_sign_in(&web, "union-chair"));
 *         NEED(web_testing_get(&web, "/c/" WEB_TESTING_CODE "/topics"));
 *         CHECK_INT(web.status, 200);
 *         CHECK(web_testing_says(&web, "高温津贴"));
 *     }
 *
 * Only files named *_test.c include this header.
 */
#ifndef WEB_WEB_TESTING_H
#define WEB_WEB_TESTING_H

#include "actions/cycle_testing.h"
#include "http/reply.h"
#include "store/tables_gen.h"
#include "web/server.h"

#define WEB_TESTING_CODE "ejin-horo"

typedef struct WebTesting {
    Web *web;
    Service *service;
    Db *reader;
    HttpApp app;
    const char *cookie;     /* token of the session; NULL: nobody is signed in */
    const char *form_token; /* what its forms carry */
    HttpPairs headers;      /* sent with every request; the test fills them */
    Arena *arena;           /* of the last request */
    HttpRequest request;
    HttpReply reply;
    int status;           /* of the last reply */
    const char *body;     /* "" */
    const char *location; /* NULL: no redirect */
} WebTesting;

#define WEB_TESTING(name)                                                                      \
    WebTesting name __attribute__((cleanup(web_testing_end))) = { .web = NULL }

/* Plays the cycle in the database and makes a Web over it. */
bool web_testing_begin(WebTesting *web, const DbTesting *testing);
void web_testing_end(WebTesting *web);

/* An account for who holds the post today, and a session in that capacity;
 * "admin": an administrator. */
bool web_testing_sign_in(WebTesting *web, const char *post);
void web_testing_sign_out(WebTesting *web);

/* Sends a request; false only when the test itself failed. A target has its
 * query behind "?", plain. A post carries the session's token unless the pairs
 * have a _token. */
bool web_testing_get(WebTesting *web, const char *target);
bool web_testing_post(WebTesting *web, const char *target, const HttpPair *pairs, size_t count);

/* Whether the last page contains the text. */
bool web_testing_says(const WebTesting *web, const char *text);
/* A header of the last reply; NULL. */
const char *web_testing_header(const WebTesting *web, const char *name);

#endif
