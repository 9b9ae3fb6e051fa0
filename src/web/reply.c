#include "http/reply.h"

#include "web/visit.h"

Status reply_page(Visit *visit, HttpReply *reply, int status, const Html *html)
{
    (void)visit;
    reply->status = status;
    http_body(reply, buf_bytes(html->buf));
    return OK;
}

Status reply_see(Visit *visit, HttpReply *reply, Url url)
{
    (void)visit;
    return http_redirect(reply, url.text);
}
