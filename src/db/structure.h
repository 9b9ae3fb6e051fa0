/* Whether a database still has the structure its changes gave it.
 *
 * Who can write a database can also take a trigger away that guards the
 * ledger, add one that alters what others write, or put a view in a table's
 * place. Named here is every table, index, trigger, view or function that
 * lacks, that is too many, or that is another than it was made.
 *
 * SQLite: compared text by text with a database made fresh in memory.
 * PostgreSQL: by name and, for triggers, by table, function and whether they
 * are switched on; functions by their whole body; rules are always too many.
 */
#ifndef DB_STRUCTURE_H
#define DB_STRUCTURE_H

#include "base/text.h"
#include "db/migrate.h"

/* One Chinese sentence for each difference; none when all is as made. */
NODISCARD Status db_structure_check(Op *op, Db *db, const DbChanges *changes, TextList *out);

#endif
