/* A Db that wraps another and fails at the n-th call, to prove that whatever
 * fails leaves the data as before the act or complete.
 *
 * Counted: beginning, committing, each savepoint kept or begun, each script,
 * each start of a statement and each step to a row. Undoing never fails and is
 * not counted: a database that lost the connection undoes by itself. The fake
 * does not own what it wraps; close the fake first.
 */
#ifndef DB_FAKE_H
#define DB_FAKE_H

#include "db/db.h"

typedef struct DbFake {
    uint64_t calls;   /* made so far; set to 0 to count anew */
    uint64_t fail_at; /* the call that fails, from 1; 0: none */
    bool for_ever;    /* and every call after it */
    bool too_late;    /* a commit is done before it "fails": the answer was lost */
    uint64_t failed;  /* how many calls failed */
} DbFake;

/* `fake` belongs to the caller and must last as long as the Db. Failures are
 * UNAVAILABLE. */
Db *db_fake(Db *inner, DbFake *fake);

#endif
