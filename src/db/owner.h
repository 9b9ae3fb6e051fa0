/* One process owns a SQLite file; the others hand it their work.
 *
 * For: exactly one writing connection to a file, whoever starts first, and
 * one commit for all work that is ready together. The owner holds FILE.lock;
 * it may listen on FILE.sock (0600; peers of another user than its own, root
 * excepted, are turned away). Not for: what the requests mean (bytes in,
 * bytes out), PostgreSQL (every process is its own writer there), retries of
 * the caller's acts beyond what owner_do says.
 *
 * On the wire: u32 big-endian length, then that many bytes, at most
 * OWNER_FRAME_MAX, one request at a time on a connection. A reply is sent
 * only after the handler returned, that is after its commit.
 */
#ifndef DB_OWNER_H
#define DB_OWNER_H

#include "db/db.h"

#define OWNER_FRAME_MAX ((size_t)16 << 20)    /* bytes of a request or reply */
#define OWNER_PENDING_MAX ((size_t)256 << 20) /* of all requests that are arriving */
enum {
    OWNER_BATCH_MAX = 64,    /* requests handed over at once */
    OWNER_CLIENTS_MAX = 128, /* connections; more wait in the kernel's queue */
    OWNER_IDLE_MS = 60000,   /* a connection that stands still so long is closed */
    OWNER_REPLY_MS = 30000,  /* a caller waits so long for its reply */
    OWNER_REACH_MS = 20000,  /* owner_do tries so long to own or to reach */
};

typedef struct OwnerRequest {
    Bytes request;
    Bytes reply; /* the handler fills it, in op->arena */
} OwnerRequest;

/* Handles a batch: one transaction, each request in a savepoint of its own.
 * What a person may read goes into replies. A status that is not OK means
 * that nothing of the batch may be acknowledged: the callers get no reply. */
typedef Status (*OwnerHandle)(Op *op, Db *db, void *state, OwnerRequest *batch, size_t count);

/* Becomes the owner: *db is the writing connection, or NULL when another
 * process owns the file. PostgreSQL: always a connection. */
NODISCARD Status owner_try(Op *op, const char *url, Db **db);

/* Serves the socket of a file that `db` owns until SIGTERM or SIGINT; a stale
 * socket is replaced. Ends with the handler's status when a batch fails. The
 * Db stays the caller's. */
NODISCARD Status owner_serve(Op *op, const char *path, Db *db, OwnerHandle handle, void *state);

/* The same in steps, for a program with a loop of its own: poll owner_fd for
 * reading, then step. `wait_ms` 0 does not wait, -1 waits for ever. */
typedef struct OwnerServer OwnerServer;
NODISCARD Status owner_listen(Op *op, const char *path, Db *db, OwnerHandle handle, void *state,
                              OwnerServer **out);
int owner_fd(const OwnerServer *server);
NODISCARD Status owner_step(Op *op, OwnerServer *server, int wait_ms);
void owner_stop(OwnerServer *server); /* sends what is ready, removes the socket */

/* Hands a request to the process that owns the file. UNAVAILABLE with
 * *reached false: nobody listens, nothing was sent. UNAVAILABLE with
 * *reached true: the outcome is unknown. */
NODISCARD Status owner_call(Op *op, const char *path, Bytes request, bool *reached,
                            Bytes *reply);

/* Does a piece of work wherever it can be done: as the owner, by the handler
 * with a batch of one, or by handing it over. Tries again while ownership
 * changes hands and when a reply was lost, so the request must carry an
 * idempotency key: it may be handled more than once. */
NODISCARD Status owner_do(Op *op, const char *url, Bytes request, OwnerHandle handle,
                          void *state, Bytes *reply);

#endif
