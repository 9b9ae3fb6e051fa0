/* The working days in force: the published years this binary carries, and an
 * office's own files beside them.
 *
 * A folder may hold files named by their year (2027); each replaces the
 * carried one of that year or adds it. What is returned lives in op->arena.
 */
#ifndef ACTIONS_WORKDAYS_H
#define ACTIONS_WORKDAYS_H

#include "model/calendar.h"

/* `folder` NULL or not there: only what the binary carries. INVALID:
 * "FILE:LINE: …". */
NODISCARD Status workdays_load(Op *op, const char *folder, const Calendar **out);

/* Where they are looked for: $LIANXI_HOLIDAYS, else holidays/ beside a
 * database file; NULL for a server's database. */
const char *workdays_folder(Arena *arena, const char *url);

#endif
