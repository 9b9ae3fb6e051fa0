/* Replies: status, headers, a body in pieces or pulled.
 *
 * A reply begins as 200 with an HTML type and the guard's headers: `nosniff`,
 * no referrer to other sites, no frames, no inline script or style (content security
 * policy), opener and permissions policies, `no-store`. A header set by
 * name takes the place of the guard's of that name. Values are printable ASCII:
 * CR, LF, NUL or anything else is BROKEN (a fault of ours) and sets nothing.
 */
#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H

#include "http/http.h"

/* Gives the next bytes of a body, at most `room`, from offset `at`; *got 0: the end.
 * A failure cuts the connection, so that nobody takes a part for the whole. */
typedef Status (*HttpPull)(void *argument, uint64_t at, void *into, size_t room, size_t *got);

#define HTTP_LENGTH_UNKNOWN UINT64_MAX

struct HttpReply {
    Op *op;
    int status;
    HttpPairs headers;
    LIST(Bytes) body;
    HttpPull pull;
    void *pull_argument;
    uint64_t pull_bytes;
    void (*release)(void *thing); /* called when the request ends */
    void *released;
    bool close; /* the connection ends with it */
};

NODISCARD Status http_set(HttpReply *reply, const char *name, const char *value);
/* One more of that name (Set-Cookie, Link). */
NODISCARD Status http_add(HttpReply *reply, const char *name, const char *value);

/* Adds a piece of body, not copied: it must stand until the request ends: in the
 * request's arena, constant, or kept by http_release. */
void http_body(HttpReply *reply, Bytes piece);
void http_release(HttpReply *reply, void (*release)(void *thing), void *thing);
/* A long body that is fetched while it is sent; `bytes` may be unknown. */
void http_pull(HttpReply *reply, uint64_t bytes, HttpPull pull, void *argument);

/* Begins again: 200, no body, no headers of its own. */
void http_reply_clear(HttpReply *reply);
/* Type by what it is; text types carry their charset: "text/html; charset=utf-8". */
NODISCARD Status http_type(HttpReply *reply, const char *type);

/* 303 to a place of our own: begins with one "/", printable ASCII. */
NODISCARD Status http_redirect(HttpReply *reply, const char *place);

typedef struct HttpCookie {
    const char *name;
    const char *value; /* NULL: forget it */
    bool secure;       /* as a name that begins with __Host- demands */
    int64_t seconds;   /* how long it lasts; 0: until the browser ends */
} HttpCookie;
/* HttpOnly, SameSite=Lax, Path=/, no Domain. */
NODISCARD Status http_cookie(HttpReply *reply, const HttpCookie *cookie);

/* Sets ETag to "tag"; true: the asker has it, the reply is a 304 without body. */
bool http_not_modified(const HttpRequest *request, HttpReply *reply, const char *tag);

/* A download under a name in any script (RFC 6266, RFC 8187). */
NODISCARD Status http_attachment(HttpReply *reply, const char *file_name);

/* A page of one sentence, without style, for where no better can be made. */
void http_plain_page(HttpReply *reply, int status, const char *sentence);

/* A text percent-encoded as one part of a path or query. */
void http_encode(Buf *out, const char *text);

#endif
