/* Whether a request may go on: session, permission, forged requests.
 *
 * For: from the cookie to the session; the route's permission; the token and
 * the origin of what is posted. Called by the server for every request, twice
 * where a body comes: when its head is there, and before the handler, because
 * a session may end while a body is on its way. Not for the sign-in pages
 * (web/sign_in.c) nor for what the rules allow.
 *
 * *on false: the reply is given.
 */
#ifndef WEB_ACCESS_H
#define WEB_ACCESS_H

#include "web/visit.h"

/* The name of the cookie: __Host-lianxi behind TLS. */
const char *access_cookie_name(const Web *web);

/* The address a request came from: behind a proxy what the proxy says, the
 * last of X-Forwarded-For; its other words are the sender's own. */
const char *access_peer(const Visit *visit);

/* Finds the session of the request. Nobody signed in is no error. */
NODISCARD Status access_session(Visit *visit);

/* Remembers, once in a while, that the session was used. Where that can't be
 * written the page is shown all the same. */
void access_seen(Visit *visit);

/* The permission of the route, and where a form was sent from; after
 * access_session and visit_open. A form whose sender has no session, or no
 * capacity there, goes on all the same: access_form takes it. */
NODISCARD Status access_route(Visit *visit, HttpReply *reply, bool *on);

/* Whether the form that is coming can only be carried on (web/carried.h):
 * nothing of it may be kept, files are refused. */
bool access_carries(const Visit *visit);

/* The token of a form, once it is there; carries on what may not be done. */
NODISCARD Status access_form(Visit *visit, HttpReply *reply, bool *on);

#endif
