/* Bodies: which kind, how much, and whose turn it is. */
#include <string.h>
#include <strings.h>

#include "http/decode.h"
#include "http/inner.h"

struct Body {
    Buf text; /* of an urlencoded form, as it came */
};

/* The type without its parameters. */
static bool type_is(const char *header, const char *type)
{
    size_t bytes = strlen(type);
    return header != NULL && strncasecmp(header, type, bytes) == 0 &&
           strchr("; \t", header[bytes]) != NULL;
}

Fault body_open(Exchange *x)
{
    const char *type = http_header_of(&x->request, "Content-Type");
    if (!x->chunked && x->length == 0)
        return (Fault){ 0 };
    if (!type_is(type, "application/x-www-form-urlencoded"))
        return (Fault){ 415, "提交的内容不是表单。" };
    x->body = ARENA_NEW(x->op.arena, Body);
    buf_init(&x->body->text, x->op.arena);
    return (Fault){ 0 };
}

Fault body_take(Exchange *x, Bytes piece)
{
    buf_add(&x->body->text, piece.data, piece.count);
    return (Fault){ 0 };
}

Fault body_end(Exchange *x)
{
    if (x->body == NULL)
        return (Fault){ 0 };
    if (!decode_pairs(x->op.arena, x->body->text.data, x->body->text.count,
                      HTTP_FORM_FIELDS_MAX, &x->request.form))
        return (Fault){ 400, "表单的编码不对，或者项目太多。" };
    return (Fault){ 0 };
}

void body_abort(Exchange *x)
{
    (void)x;
}
