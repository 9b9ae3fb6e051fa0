/* The head of a request, taken apart strictly.
 *
 * The library is lenient: it ends lines at a bare LF, joins folded ones, skips
 * spaces, lets the first of two lengths count. It leaves the head in one run of
 * bytes, with NUL for each CR, LF and colon it used; so each name and value must lie
 * exactly where a head without tricks has it. Whatever lies elsewhere is
 * refused.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "http/decode.h"
#include "http/inner.h"

typedef struct Walk {
    Exchange *exchange;
    const char *at; /* where the next line must begin */
    bool straight;
    size_t lengths;
    size_t encodings;
    size_t hosts;
    bool odd_encoding;
} Walk;

static bool is_token(const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c <= ' ' || c >= 127 || strchr("\"(),/:;<=>?@[\\]{}", c) != NULL)
            return false;
    }
    return bytes > 0;
}

/* Visible characters, spaces, tabs; bytes above 127 are opaque. */
static bool is_field_value(const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c < ' ' && c != '\t') || c == 127)
            return false;
    }
    return true;
}

/* The line ends as CRLF did: two NULs, where a bare LF or a NUL leaves one. */
static bool line_lies_straight(const Walk *walk, const char *name, size_t name_bytes,
                               const char *value, size_t value_bytes)
{
    const char *at = name + name_bytes + 1;
    if (name != walk->at || value < at)
        return false;
    for (; at < value; at++)
        if (*at != ' ' && *at != '\t')
            return false;
    return value[value_bytes] == '\0' && value[value_bytes + 1] == '\0';
}

static enum MHD_Result on_header(void *argument, enum MHD_ValueKind kind, const char *name,
                                 size_t name_bytes, const char *value, size_t value_bytes)
{
    Walk *walk = argument;
    Exchange *x = walk->exchange;
    (void)kind;
    if (value == NULL || !line_lies_straight(walk, name, name_bytes, value, value_bytes) ||
        !is_token(name, name_bytes) || !is_field_value(value, value_bytes)) {
        walk->straight = false;
        return MHD_NO;
    }
    walk->at = value + value_bytes + 2;
    if (strcasecmp(name, "Transfer-Encoding") == 0 && value_bytes != strlen("chunked"))
        walk->odd_encoding = true; /* the library does not know it with spaces either */
    while (value_bytes > 0 && (value[value_bytes - 1] == ' ' || value[value_bytes - 1] == '\t'))
        value_bytes--;
    *LIST_ADD(x->op.arena, &x->request.headers) =
        (HttpPair){ arena_dup_n(x->op.arena, name, name_bytes),
                    arena_dup_n(x->op.arena, value, value_bytes) };
    walk->lengths += strcasecmp(name, "Content-Length") == 0;
    walk->encodings += strcasecmp(name, "Transfer-Encoding") == 0;
    walk->hosts += strcasecmp(name, "Host") == 0;
    return MHD_YES;
}

/* METHOD SP TARGET SP VERSION CRLF, one space each. */
static bool line_is_straight(const Exchange *x, const char *method, const char *version)
{
    const char *target = x->line_target;
    return target != NULL && target == method + strlen(method) + 1 &&
           version == target + x->line_target_bytes + 1 && version[strlen(version) + 1] == '\0';
}

static bool head_is_straight(Walk *walk, const char *method, const char *version)
{
    Exchange *x = walk->exchange;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    if (info == NULL || !line_is_straight(x, method, version))
        return false;
    walk->at = version + strlen(version) + 2;
    walk->straight = true;
    (void)MHD_get_connection_values_n(x->connection, MHD_HEADER_KIND, on_header, walk);
    return walk->straight && walk->at[0] == '\0' && walk->at[1] == '\0' &&
           walk->at + 2 == method + info->header_size;
}

static Fault framing(const Walk *walk, const char *version)
{
    Exchange *x = walk->exchange;
    bool old = strcmp(version, "HTTP/1.0") == 0;
    const char *encoding = http_header_of(&x->request, "Transfer-Encoding");
    const char *length = http_header_of(&x->request, "Content-Length");
    int64_t bytes = 0;
    if (walk->encodings + walk->lengths > 1)
        return (Fault){ 400, "请求里说了不止一个长度。" };
    if (encoding != NULL && (old || walk->odd_encoding || strcasecmp(encoding, "chunked") != 0))
        return (Fault){ 400, "请求内容的传输编码认不出。" };
    if (length != NULL && (!isdigit((unsigned char)length[0]) || !text_int(length, &bytes)))
        return (Fault){ 400, "请求内容的长度写得不对。" };
    if (old ? walk->hosts > 1 : walk->hosts != 1)
        return (Fault){ 400, "请求里应当有且只有一个主机名。" };
    x->chunked = encoding != NULL;
    x->length = (uint64_t)bytes;
    return (Fault){ 0 };
}

static Fault method_of(Exchange *x, const char *method)
{
    x->head_only = strcmp(method, "HEAD") == 0;
    if (strcmp(method, "POST") == 0)
        x->request.method = HTTP_POST;
    else if (!x->head_only && strcmp(method, "GET") != 0)
        return (Fault){ 405, "这里只能查看和提交，不接受别的请求方法。" };
    else if (x->chunked || x->length > 0)
        return (Fault){ 400, "查看的请求不应当带内容。" };
    return (Fault){ 0 };
}

static bool is_printable(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text <= ' ' || *text >= 127)
            return false;
    return true;
}

static Fault target_read(Exchange *x)
{
    HttpRequest *request = &x->request;
    const char *target = request->target;
    const char *query = strchr(target, '?');
    size_t bytes = query == NULL ? strlen(target) : (size_t)(query - target);
    if (target[0] != '/' || !is_printable(target))
        return (Fault){ 400, "地址写得不对。" };
    request->path = decode_percent(x->op.arena, target, bytes, false);
    if (request->path == NULL || memmem(target, bytes, "%2F", 3) != NULL ||
        memmem(target, bytes, "%2f", 3) != NULL)
        return (Fault){ 400, "地址的编码不对。" };
    if (query != NULL && !decode_pairs(x->op.arena, query + 1, strlen(query + 1),
                                       HTTP_QUERY_FIELDS_MAX, &request->query))
        return (Fault){ 400, "地址里“?”后面的内容编码不对，或者项目太多。" };
    return (Fault){ 0 };
}

static Fault expectation(Exchange *x)
{
    const char *expect = http_header_of(&x->request, "Expect");
    x->expects = expect != NULL;
    if (expect != NULL && strcasecmp(expect, "100-continue") != 0)
        return (Fault){ 417, "请求里的要求（Expect）做不到。" };
    return (Fault){ 0 };
}

static Fault sizes(const Exchange *x)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    int headers = MHD_get_connection_values_n(x->connection, MHD_HEADER_KIND, NULL, NULL);
    if (x->line_target_bytes > HTTP_TARGET_BYTES_MAX)
        return (Fault){ 414, "地址太长。" };
    if (info == NULL || info->header_size > HTTP_HEAD_BYTES_MAX || headers > HTTP_HEADERS_MAX)
        return (Fault){ 431, "请求头太大。" };
    return (Fault){ 0 };
}

Fault head_read(Exchange *x, const char *method, const char *version)
{
    Walk walk = { .exchange = x };
    Fault fault = sizes(x);
    if (fault.status != 0)
        return fault;
    if (!head_is_straight(&walk, method, version) ||
        (strcmp(version, "HTTP/1.1") != 0 && strcmp(version, "HTTP/1.0") != 0))
        return (Fault){ 400, "请求头写得不对。" };
    fault = framing(&walk, version);
    if (fault.status == 0)
        fault = method_of(x, method);
    if (fault.status == 0)
        fault = target_read(x);
    if (fault.status == 0)
        fault = expectation(x);
    if (fault.status == 0)
        for (size_t i = 0; i < x->request.headers.count; i++)
            if (strcasecmp(x->request.headers.items[i].name, "Cookie") == 0)
                decode_cookies(x->op.arena, x->request.headers.items[i].value,
                               &x->request.cookies);
    return fault;
}
