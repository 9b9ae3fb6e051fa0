/* Connecting to PostgreSQL, and refusing a server that may lose what it
 * acknowledged. Private to src/db. */
#ifndef DB_POSTGRES_OPEN_H
#define DB_POSTGRES_OPEN_H

#include <libpq-fe.h>

#include "db/cache.h"
#include "db/engine.h"

typedef struct Postgres {
    PGconn *link;
    Arena *arena;
    Cache cache;
    DbMode mode;
    unsigned connection; /* counts connects, from 1 */
    bool warned;         /* a warning came since this was last cleared */
} Postgres;

/* Connects again when the connection is gone; for use between transactions. */
Status postgres_awake(Op *op, Postgres *pg) NODISCARD;

/* The house's status for an answer of the server; result NULL: of the link. */
Status postgres_fail(Op *op, PGconn *link, const PGresult *result, const char *doing) NODISCARD;

#endif
