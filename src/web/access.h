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

/* Finds the session of the request. Nobody signed in is no error. */
NODISCARD Status access_session(Visit *visit);

/* The permission of the route; after access_session and visit_open. */
NODISCARD Status access_route(Visit *visit, HttpReply *reply, bool *on);

/* The token of a form, from the fields that have come so far. */
NODISCARD Status access_form(Visit *visit, HttpReply *reply, bool *on);

#endif
