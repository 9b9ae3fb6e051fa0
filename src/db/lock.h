/* FILE.lock: which process owns a SQLite database file. Private to src/db.
 *
 * The kernel releases the lock when its holder ends, however it ends, so a
 * lock is never stale. The file FILE.lock itself stays; nobody may delete it
 * while the system runs.
 */
#ifndef DB_LOCK_H
#define DB_LOCK_H

#include "base/op.h"

/* The file a path names: links resolved, so that two names of one database
 * meet at one lock and one socket. The last part need not exist yet. */
NODISCARD Status lock_real_path(Op *op, const char *path, const char **real);

/* Tries to take the lock of a database file. *fd is -1 when another process
 * (or another Db of this one) holds it. */
NODISCARD Status lock_take(Op *op, const char *path, int *fd);
void lock_release(int fd); /* -1 is fine */

#endif
