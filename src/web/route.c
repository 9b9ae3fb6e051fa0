#include "web/route.h"

#include <string.h>

#include "base/text.h"
#include "model/spec.h"

uint64_t route_body_bytes(RouteBody body)
{
    switch (body) {
    case BODY_MISSING:
    case BODY_NONE:
        return 0;
    case BODY_SMALL:
        return ROUTE_SMALL_BYTES;
    case BODY_FORM:
        return ROUTE_FORM_BYTES;
    case BODY_FILES:
        return ROUTE_FILES_BYTES;
    }
    return 0;
}

/* ---- matching -------------------------------------------------------------- */

static size_t segment_bytes(const char *at)
{
    return strcspn(at, "/");
}

static bool is_name(const char *segment, size_t bytes)
{
    return bytes > 2 && segment[0] == '{' && segment[bytes - 1] == '}';
}

/* Both stand behind a slash. */
static bool fits(const char *pattern, const char *path)
{
    for (;;) {
        size_t wanted = segment_bytes(pattern), given = segment_bytes(path);
        bool any = is_name(pattern, wanted);
        if (any ? given == 0 : wanted != given || strncmp(pattern, path, wanted) != 0)
            return false;
        pattern += wanted;
        path += given;
        if (*pattern != *path)
            return false;
        if (*pattern == '\0')
            return true;
        pattern++;
        path++;
    }
}

static void args_take(Arena *arena, const char *pattern, const char *path, RouteMatch *out)
{
    for (;;) {
        size_t wanted = segment_bytes(pattern), given = segment_bytes(path);
        if (is_name(pattern, wanted) && out->arg_count < ROUTE_ARGS_MAX)
            out->args[out->arg_count++] =
                (RouteArg){ arena_dup_n(arena, pattern + 1, wanted - 2),
                            arena_dup_n(arena, path, given) };
        pattern += wanted;
        path += given;
        if (*pattern == '\0')
            return;
        pattern++;
        path++;
    }
}

static const char *allowed_words(bool get, bool post)
{
    return get && post ? "GET, HEAD, POST" : get ? "GET, HEAD" : "POST";
}

RouteMatch route_find(Arena *arena, const Route *table, size_t count, HttpMethod method,
                      const char *path)
{
    RouteMatch match = { .found = ROUTE_NOWHERE, .allowed = "" };
    bool get = false, post = false;
    if (path[0] != '/' || strlen(path) > ROUTE_PATH_BYTES_MAX)
        return match;
    for (size_t i = 0; i < count && match.found != ROUTE_FOUND; i++) {
        if (!fits(table[i].pattern + 1, path + 1))
            continue;
        get = get || table[i].method == HTTP_GET;
        post = post || table[i].method == HTTP_POST;
        match.route = &table[i];
        match.found = table[i].method == method ? ROUTE_FOUND : ROUTE_OTHER_METHOD;
    }
    if (match.route == NULL)
        return match;
    match.allowed = allowed_words(get, post);
    args_take(arena, match.route->pattern + 1, path + 1, &match);
    return match;
}

const char *route_arg(const RouteMatch *match, const char *name)
{
    for (size_t i = 0; i < match->arg_count; i++)
        if (text_same(match->args[i].name, name))
            return match->args[i].value;
    return NULL;
}

/* ---- what every row must say ----------------------------------------------- */

static bool name_is_known(const char *name)
{
    static const char *const others[] = { "conference", "subject", "verb",  "clause", "kind",
                                          "paper",      "seq",     "field", "asset",  "draft" };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (text_same(others[i], name))
            return true;
    return noun_find(name) != NOUN_NONE;
}

static const char *names_fault(Arena *arena, const char *pattern)
{
    RouteMatch match = { .arg_count = 0 };
    args_take(arena, pattern + 1, pattern + 1, &match);
    for (size_t i = 0; i < match.arg_count; i++)
        if (!name_is_known(match.args[i].name))
            return arena_printf(arena, "nobody knows {%s}", match.args[i].name);
    return NULL;
}

static const char *row_fault(Arena *arena, const Route *row)
{
    if (row->pattern == NULL || row->pattern[0] != '/')
        return "the pattern does not begin with a slash";
    if (row->permit == PERMIT_MISSING)
        return "no permission";
    if (row->body == BODY_MISSING || (row->body == BODY_NONE) != (row->method == HTTP_GET))
        return "GET brings no body, POST brings one";
    if (row->handler == NULL)
        return "no handler";
    if (row->kept && (row->method != HTTP_GET || row->permit != PERMIT_MEMBER))
        return "only what members get is kept";
    bool inside = text_starts(row->pattern, "/c/{conference}/");
    if ((row->permit == PERMIT_MEMBER) != inside)
        return "members are members of the conference of the address";
    return names_fault(arena, row->pattern);
}

/* {topic} and {decision} in one place are the same address. */
static bool same_address(const char *a, const char *b)
{
    return fits(a + 1, b + 1) || fits(b + 1, a + 1);
}

Status routes_check(Op *op, const Route *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *fault = row_fault(op->arena, &table[i]);
        for (size_t k = 0; k < i && fault == NULL; k++)
            if (table[k].method == table[i].method &&
                same_address(table[k].pattern, table[i].pattern))
                fault = arena_printf(op->arena, "%s stands before it", table[k].pattern);
        if (fault != NULL)
            return op_broken(op, BROKEN, "route %s: %s",
                             table[i].pattern != NULL ? table[i].pattern : "(none)", fault);
    }
    return OK;
}
