/* The application behind the HTTP face, and the loop that drives both.
 *
 * For: routing, session, permission, the reader's snapshot around a handler,
 * errors as pages; and one thread that waits for browsers, for other commands
 * (db/owner.h) and for signals. Not for what pages hold.
 */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "http/http.h"
#include "web/web.h"

/* The app's functions over a Web, which must outlive the face. */
HttpApp server_app(Web *web);

/* SIGTERM and SIGINT wait for server_run from here on: to be called before
 * anybody can find the server. */
void server_hold_signals(void);

/* Drives the face, and the owner's socket when there is one (NULL: not), until
 * SIGTERM or SIGINT; then ends what is under way. Between requests it clears
 * away uploads nobody waits for, a little at a time. */
NODISCARD Status server_run(Op *op, Web *web, HttpFace *face, OwnerServer *owner);

#endif
