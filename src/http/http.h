/* HTTP/1.1 over libmicrohttpd: requests in, replies out, on the caller's loop.
 *
 * For: one server in one thread. The caller polls http_fd and calls http_step;
 * everything an application is asked happens inside http_step. Each request
 * has an Op and an arena of its own, which end when the reply was sent.
 * Not for: routes, pages, sessions (src/web), TLS (a proxy stands before us).
 *
 * What a stranger can make large has a number below. Who breaks the framing
 * of HTTP/1.1 (RFC 9112: a bare LF in the head, two lengths, a length beside
 * chunks, a folded line, NUL) gets 400 and the connection ends. A body is
 * refused from its length before it is read, a chunked one when it has grown
 * past the limit; refused bodies are not kept in memory. Every answer carries the
 * headers of http_guard (reply.h says which), except the few sentences the
 * library says by itself to what it can't take apart at all.
 *
 * Text in requests is UTF-8 without NUL, else 400; in values of forms CRLF
 * became LF. Fields of our own names begin with `_`; nothing here knows them.
 */
#ifndef HTTP_HTTP_H
#define HTTP_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/op.h"

enum {
    HTTP_CONNECTIONS_MAX = 2048,
    HTTP_HEAD_BYTES_MAX = 16 * 1024, /* request line and headers; more: 431 */
    HTTP_TARGET_BYTES_MAX = 8 * 1024,
    HTTP_HEADERS_MAX = 100,
    HTTP_QUERY_FIELDS_MAX = 100,
    HTTP_FORM_FIELDS_MAX = 4096,
    HTTP_NAME_BYTES_MAX = 200,         /* name of a form field */
    HTTP_VALUE_BYTES_MAX = 512 * 1024, /* value of a form field */
    HTTP_FILE_NAME_BYTES_MAX = 255,    /* as it was called where it came from */
    HTTP_IDLE_MS = 30 * 1000,          /* nothing comes or goes */
    HTTP_HEAD_MS = 40 * 1000,          /* from the last reply to a whole head */
    HTTP_CROWDED = 1536,               /* connections; from here on … */
    HTTP_CROWDED_MS = 3 * 1000, /* … so long only from the last reply to a whole head */
    HTTP_BODY_BYTES_PER_SECOND = 1024,  /* slower bodies are cut off … */
    HTTP_REPLY_BYTES_PER_SECOND = 1024, /* … and slower readers */
    HTTP_SLACK_MS = 60 * 1000,          /* both may be so late */
    HTTP_LATER_MAX = 64,                /* pieces of work that wait for the worker */
    HTTP_DRAIN_BYTES_MAX = 64 * 1024,   /* of a refused body, read to keep the connection */
};

/* HEAD comes as GET; the library leaves the body out. Other methods never
 * reach the application: 405. */
typedef enum HttpMethod { HTTP_GET, HTTP_POST } HttpMethod;

typedef struct HttpPair {
    const char *name;
    const char *value;
} HttpPair;
typedef LIST(HttpPair) HttpPairs; /* in the order they came, doubles kept */

/* A file part of a multipart form. `sink` is the application's. A part with
 * neither a file name nor bytes (no file chosen) does not come at all. */
typedef struct HttpFile {
    const char *field;
    const char *name; /* without folders, never empty */
    const char *type; /* what the sender says it is; "" when it does not say */
    uint64_t bytes;   /* so far */
    void *sink;
    const char *refused; /* the sentence the sink refused it with, or NULL */
} HttpFile;
typedef LIST(HttpFile *) HttpFiles;

typedef struct HttpRequest {
    Op *op;
    HttpMethod method;
    const char *path;   /* decoded, begins with "/" */
    const char *target; /* path and query as they came, printable ASCII */
    const char *peer;   /* address without port */
    HttpPairs headers;
    HttpPairs query;
    HttpPairs cookies;
    HttpPairs form;      /* complete in answer(); in file_begin(): what stood before */
    HttpFiles files;     /* likewise */
    uint64_t body_bytes; /* that came so far */
    void *context;       /* begin() may put something here */
} HttpRequest;

/* The first value of a name (headers: in any case); NULL when it did not come. */
const char *http_header_of(const HttpRequest *request, const char *name);
const char *http_query(const HttpRequest *request, const char *name);
const char *http_cookie_of(const HttpRequest *request, const char *name);
const char *http_form(const HttpRequest *request, const char *name);

/* What begin() allows; all 0 when it is called: no body at all. */
typedef struct HttpLimits {
    uint64_t body_bytes; /* of the whole body; more: 413, the connection ends */
    size_t form_bytes;   /* of names and values together, files apart; more: 413 */
    size_t files;        /* file parts; more: 413 */
} HttpLimits;

typedef struct HttpReply HttpReply; /* reply.h */

typedef struct HttpApp {
    void *state;
    /* The head is there: routing, session, limits. False: the reply is given,
     * a body is not read. */
    bool (*begin)(void *state, HttpRequest *request, HttpLimits *limits, HttpReply *reply);
    /* All is there: fill the reply, or hand work to http_later. */
    void (*answer)(void *state, HttpRequest *request, HttpReply *reply);
    /* File parts, streamed; NULL where no route takes files. A status that is not
     * OK refuses the file: its sentence becomes file->refused, the rest of the
     * part is skipped, the form goes on. file_abort: a file that began does not end
     * (its client went away, or a piece of it was refused). What is made for
     * each piece does not belong into the request's arena: it lasts as long as
     * the upload. */
    Status (*file_begin)(void *state, HttpRequest *request, HttpFile *file);
    Status (*file_piece)(void *state, HttpRequest *request, HttpFile *file, Bytes piece);
    Status (*file_end)(void *state, HttpRequest *request, HttpFile *file);
    void (*file_abort)(void *state, HttpRequest *request, HttpFile *file);
    /* Dresses what the face refuses by itself (400, 405, 413, 415, 417, 431 …); NULL:
     * a plain page with the sentence. `request` may be without headers. */
    void (*refuse)(void *state, HttpRequest *request, int status, const char *sentence,
                   HttpReply *reply);
    /* The request is over, sent or not; for what does not live in its arena; may be NULL. */
    void (*end)(void *state, HttpRequest *request);
} HttpApp;

/* Work without a database on the worker thread (one for the face), with an Op
 * of its own whose arena lives until the request ends; then `then` answers on
 * the loop. To be called from answer() or `then`, last. UNAVAILABLE when too much waits
 * already: answer 503. If the client goes away, `then` is not called. */
typedef void (*HttpWork)(Op *op, void *argument);
typedef void (*HttpThen)(void *state, HttpRequest *request, void *argument, HttpReply *reply);
NODISCARD Status http_later(HttpRequest *request, HttpWork work, void *argument, HttpThen then);

typedef struct HttpOptions {
    const char *listen; /* "127.0.0.1:8080", "[::1]:8080"; port 0: any that is free */
    int log_fd;         /* a line for each answer; -1: none */
    bool behind_tls;    /* the proxy speaks TLS: browsers are told to stay with it */
} HttpOptions;

/* The face lives until http_close. The app's functions are copied. INVALID for an address
 * that is none, UNAVAILABLE when it is taken or not ours. */
typedef struct HttpFace HttpFace;
NODISCARD Status http_open(Op *op, const HttpOptions *options, const HttpApp *app,
                           HttpFace **out);
int http_port(const HttpFace *face);
int http_fd(const HttpFace *face);      /* poll it for reading … */
int http_wait_ms(const HttpFace *face); /* … so long at most (-1: for ever), then step */
void http_step(HttpFace *face);         /* does what is ready; does not wait */
/* A graceful end: http_stop takes no new connections; step while http_busy and the
 * caller's patience last; http_close ends the rest. */
void http_stop(HttpFace *face);
size_t http_busy(const HttpFace *face); /* requests under way */
void http_close(HttpFace *face);        /* NULL is fine */

#endif
