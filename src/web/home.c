#include "web/home.h"

#include "base/text.h"

Status home_show(Visit *visit, HttpReply *reply)
{
    const Session *session = &visit->session;
    if (!session->there)
        return reply_see(visit, reply, URL("/sign-in"));
    if (text_empty(session->post) || text_empty(session->code))
        return reply_see(visit, reply, URL("/capacity"));
    return reply_see(visit, reply, url_of(visit->op->arena, "/c/{}/", session->code));
}
