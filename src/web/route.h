/* Routes: which address is answered by what, and who may ask.
 *
 * For: the table in routes.c, finding the row of a request, and holding the
 * table to what every row must say. Not for what a page holds (a file a noun)
 * nor for who somebody is (web/access.h).
 *
 * A pattern is made of segments between slashes; a segment is a word or a
 * {name} that stands for one segment: {conference} is the code of a
 * conference, {topic} … the code of a subject of that noun, {subject} any
 * text that the handler reads, {verb} an act. Only "/c/{conference}/" ends
 * in a slash. A row without a permission, a body or a handler, a
 * row twice, or a name nobody knows keeps the server from starting.
 */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "base/op.h"
#include "http/http.h"

struct Visit;

typedef enum Permission {
    PERMIT_MISSING,
    PERMIT_ANYONE,
    PERMIT_SIGNED_IN,
    PERMIT_MEMBER, /* with a capacity in the conference of the address */
    PERMIT_ADMIN,
} Permission;

/* How much a request may bring. */
typedef enum RouteBody {
    BODY_MISSING,
    BODY_NONE,  /* nothing: GET */
    BODY_SMALL, /* a few fields: ROUTE_SMALL_BYTES */
    BODY_FORM,  /* the form of an act without files: ROUTE_FORM_BYTES */
    BODY_FILES, /* the same with files: ROUTE_FILES_BYTES */
} RouteBody;

#define ROUTE_SMALL_BYTES ((uint64_t)64 << 10)
#define ROUTE_FORM_BYTES ((uint64_t)8 << 20)
#define ROUTE_FILES_BYTES ((uint64_t)1 << 30)
#define ROUTE_CARRIED_BYTES ((uint64_t)64 << 20) /* from who is not signed in */
enum { ROUTE_ARGS_MAX = 4, ROUTE_PATH_BYTES_MAX = 1024 };

typedef Status (*RouteHandler)(struct Visit *visit, HttpReply *reply);

typedef struct Route {
    HttpMethod method; /* HTTP_GET answers HEAD too */
    const char *pattern;
    Permission permit;
    RouteBody body;
    RouteHandler handler;
    bool kept; /* the page may be kept while nothing has changed: web/pages.h */
} Route;

extern const Route routes[];
extern const size_t routes_count;

typedef struct RouteArg {
    const char *name; /* of the pattern, without braces */
    const char *value;
} RouteArg;

typedef enum RouteFound {
    ROUTE_FOUND,
    ROUTE_NOWHERE,      /* no row has this path */
    ROUTE_OTHER_METHOD, /* rows have it with other methods: `allowed` */
} RouteFound;

typedef struct RouteMatch {
    RouteFound found;
    const Route *route;  /* of the path, whatever the method; NULL: nowhere */
    const char *allowed; /* "GET, HEAD, POST" */
    RouteArg args[ROUTE_ARGS_MAX];
    size_t arg_count;
} RouteMatch;

/* The path is decoded and without its query. Values live in the arena. */
RouteMatch route_find(Arena *arena, const Route *table, size_t count, HttpMethod method,
                      const char *path);
/* The value of a {name}; NULL when the pattern has none of that name. */
const char *route_arg(const RouteMatch *match, const char *name);

/* BROKEN, with the row and what is wrong with it. */
NODISCARD Status routes_check(Op *op, const Route *table, size_t count);

uint64_t route_body_bytes(RouteBody body);

#endif
