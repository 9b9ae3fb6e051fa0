/* Acts as bytes: what a process hands to the one that owns the database.
 *
 * For: one request, written by who asks and done by who owns the database,
 * whether that is the same process or another (db/owner.h). Not for judging:
 * that is perform. A request is JSON behind its length, then the bytes of the
 * files it names, in order; a reply is JSON, made of facts and of words a
 * person reads.
 *
 * A reply says `status`: done, refused, waiting, needs-reason, invalid (not
 * understood, nothing done) or failed (could not be done now, nothing done).
 * docs/ledger.md says what a record holds; the reply names its number.
 *
 * Limits: SERVICE_REQUEST_BYTES_MAX a request, files included.
 */
#ifndef ACTIONS_SERVICE_H
#define ACTIONS_SERVICE_H

#include <jansson.h>

#include "actions/perform.h"
#include "db/owner.h"

#define SERVICE_REQUEST_BYTES_MAX OWNER_FRAME_MAX

/* A reply and other JSON that ends with its scope: JSON_SCOPE(reply); */
#define JSON_SCOPE(name) json_t *name __attribute__((cleanup(service_json_end))) = NULL
void service_json_end(json_t **json);

typedef struct Service Service;
/* The calendar must outlive it. */
Service *service_new(const Calendar *calendar);
void service_free(Service **service); /* NULL is fine */
#define SERVICE_SCOPE(name, calendar)                                                          \
    Service *name __attribute__((cleanup(service_free))) = service_new(calendar)

/* Opens the database as the deployment before the act, unless it is open. */
typedef struct ServiceOpening {
    bool wanted;
    bool simulated;
    bool has_seed;
    int64_t seed;
} ServiceOpening;

/* The bytes of a request. The key must be given: without one a retry would
 * be a second act. INVALID: too large. */
NODISCARD Status service_act_request(Op *op, const Request *request,
                                     const ServiceOpening *opening, Bytes *out);
NODISCARD Status service_rebuild_request(Op *op, Bytes *out);
NODISCARD Status service_ping_request(Op *op, Bytes *out);

/* Work that is no act and belongs to another folder (accounts), done where the
 * database is owned: its request is a JSON object whose "do" is `word`. It runs
 * inside the batch's transaction, under a savepoint of its own, and may be
 * handed over more than once. A service knows at most SERVICE_OTHERS_MAX. */
#define SERVICE_OTHERS_MAX 4u
typedef Status (*ServiceOther)(Op *op, Db *db, json_t *request, json_t **reply);
void service_add_other(Service *service, const char *word, ServiceOther other);
NODISCARD Status service_other_request(Op *op, const json_t *request, Bytes *out);

/* Brings the schema up to date, once; what follows works on this database. */
NODISCARD Status service_prepare(Op *op, Service *service, Db *db);

/* An OwnerHandle; `state` is a Service. Prepares it first. */
Status service_handle(Op *op, Db *db, void *state, OwnerRequest *batch, size_t count);

/* One act on the connection of the process that owns the database, in a
 * transaction of its own, at the database's time; on a server again (same key)
 * while others stand in the way. The key must be given. */
NODISCARD Status service_perform(Op *op, Service *service, Db *db, const Request *request,
                                 Answer *out);

/* Has a request done: by this process, by the owner, or on a server, there
 * again (same key) while others stand in the way. The caller owns *reply. */
NODISCARD Status service_do(Op *op, Service *service, const char *url, Bytes request,
                            json_t **reply);

#endif
