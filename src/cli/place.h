/* Where a command works: the database it was given, and one conference in it.
 *
 * For: opening for reading, checking before writing that there is something to
 * write to, the working days, the day. Nothing here makes a file. What cannot
 * be used is not wrong use: UNAVAILABLE or NOT_FOUND with one sentence.
 */
#ifndef CLI_PLACE_H
#define CLI_PLACE_H

#include "actions/place.h"
#include "cli/command.h"
#include "db/db.h"

#define PLACE_BYTES_MAX 4000u

/* --db, or lianxi.db. */
const char *place_url(const Cli *cli);

/* Whether there is something at the url that can be a database. *found
 * false: nothing yet (a server: not looked). UNAVAILABLE: something else is
 * there. */
NODISCARD Status place_look(Op *op, const char *url, bool *found);
/* The same; NOT_FOUND when nothing is there. */
NODISCARD Status place_need(Op *op, const char *url);

/* A connection for reading, its schema held to this program's. */
NODISCARD Status place_read(Op *op, const Cli *cli, Db **out);

/* Stands in the conference that was asked for, on the day that was. */
NODISCARD Status place_load(Op *op, const Cli *cli, Db *db, Place *out);

/* A failure that is none of the person's: INVALID becomes UNAVAILABLE. */
Status place_could_not(Op *op, Status status) NODISCARD;

#endif
