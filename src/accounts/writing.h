/* A write that is a transaction of its own, or a savepoint of the caller's.
 * Undone at the end of its scope unless kept. Inner header of accounts. */
#ifndef ACCOUNTS_WRITING_H
#define ACCOUNTS_WRITING_H

#include "db/db.h"

typedef struct Writing {
    DbTx tx;
    DbSavepoint part;
    bool within; /* the caller's transaction */
} Writing;

#define WRITING(name, database)                                                                \
    Writing name __attribute__((cleanup(writing_end))) = { .tx = { .db = (database) },         \
                                                           .part = { .db = (database) } }
NODISCARD Status writing_begin(Op *op, Writing *writing);
NODISCARD Status writing_keep(Op *op, Writing *writing);
void writing_end(Writing *writing);

#endif
