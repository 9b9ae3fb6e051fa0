/* A write of the desk: in the caller's transaction, or in one of its own;
 * inner header of the desk. */
#ifndef DESK_WRITING_H
#define DESK_WRITING_H

#include "db/db.h"

typedef Status (*DeskWork)(Op *op, Db *db, void *state);

static inline NODISCARD Status desk_write(Op *op, Db *db, DeskWork work, void *state)
{
    DB_TX(tx, db);
    if (db_in_tx(db))
        return work(op, db, state);
    TRY(db_tx_begin(op, &tx));
    TRY(work(op, db, state));
    return db_tx_commit(op, &tx);
}

#endif
