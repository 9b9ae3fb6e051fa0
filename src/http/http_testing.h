/* A real server on a free port of the loopback and a small client, both in the
 * test's one thread: whoever waits, steps the server. For tests only. */
#ifndef HTTP_TESTING_H
#define HTTP_TESTING_H

#include "http/http.h"
#include "http/reply.h"

typedef struct Site {
    HttpFace *face;
    Op *op;
} Site;

Status site_open(Op *op, const HttpApp *app, Site *site);
void site_close(Site *site);
#define SITE_SCOPE(name) Site name __attribute__((cleanup(site_close))) = { 0 }
void site_step(Site *site, int wait_ms);

/* One connection. */
typedef struct Talk {
    Site *site;
    int fd;
    Buf got; /* received, not yet taken as an answer */
    bool ended;
} Talk;

typedef struct Answer {
    int status; /* 0: the connection ended or nothing came in time */
    const char *head;
    Bytes body;
    const char *text; /* the body */
} Answer;

Talk talk_begin(Site *site);
void talk_end(Talk *talk);
#define TALK_SCOPE(name, site) Talk name __attribute__((cleanup(talk_end))) = talk_begin(site)
/* False when the server has closed. */
bool talk_send(Talk *talk, const void *data, size_t bytes);
bool talk_say(Talk *talk, const char *text);
Answer talk_hear(Talk *talk);
Answer talk_hear_head(Talk *talk); /* of an answer to HEAD: no body comes */
bool talk_is_over(Talk *talk);     /* the server closes; waits for it */

/* A whole conversation: sends, hears one answer. */
Answer site_ask(Site *site, const char *text);
/* "GET path" with a Host; "" or more headers, each ending in CRLF. */
Answer site_get(Site *site, const char *path, const char *headers);
Answer site_post(Site *site, const char *path, const char *type, Bytes body);

/* The value of a header of an answer, or NULL. */
const char *answer_header(Op *op, const Answer *answer, const char *name);

#endif
