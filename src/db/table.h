/* Whole tables: read in the order of their key, emptied, digested.
 *
 * For rebuilding projections, comparing engines and backups. Order and
 * values are the same on both engines: texts sort by their bytes. A table is
 * read in pages, so memory does not grow with it; begin a snapshot where
 * others write meanwhile. tools/sqlgen writes the TableSpecs.
 */
#ifndef DB_TABLE_H
#define DB_TABLE_H

#include "base/digest.h"
#include "db/db.h"

typedef enum TableClass {
    TABLE_PROJECTION, /* can be made again from the ledger */
    TABLE_LEDGER,     /* the truth: appended, never changed */
    TABLE_DESK,       /* drafts, uploads, filters: outside ledger and rebuild */
    TABLE_SYSTEM,     /* the deployment's own */
} TableClass;

typedef struct TableSpec {
    const char *name;
    TableClass table_class;
    const DbField *columns; /* name and type; offsets are not used */
    size_t column_count;
    const size_t *key; /* columns of the primary key, in order */
    size_t key_count;
    const DbStatement *first;
    const DbStatement *next;
    const DbStatement *empty;
} TableSpec;

/* A table comes after those it refers to, otherwise by name. */
typedef struct TableList {
    const TableSpec *items;
    size_t count;
} TableList;

/* Called for each row, in key order; `values` has one for each column and
 * lasts for the call only. A status that is not OK ends the reading. */
typedef Status (*TableVisitor)(Op *op, void *state, const TableSpec *table,
                               const DbValue *values);

const TableSpec *table_find(const TableList *tables, const char *name); /* or NULL */

NODISCARD Status table_dump(Op *op, Db *db, const TableSpec *table, TableVisitor visit,
                            void *state);
NODISCARD Status table_delete_all(Op *op, Db *db, const TableSpec *table);
/* All tables of a class, those that refer to others first. */
NODISCARD Status tables_delete_all(Op *op, Db *db, const TableList *tables,
                                   TableClass table_class);

/* Appends the canonical bytes of a row: for each value its kind (0 null,
 * 1 int, 2 text, 3 blob), then u64 value, or u32 length and bytes. */
void table_row_bytes(Buf *buf, const TableSpec *table, const DbValue *values);

/* SM3 chain over name, columns and rows of a table: D0 = SM3(name, columns),
 * Dn = SM3(Dn-1, row n). */
NODISCARD Status table_digest(Op *op, Db *db, const TableSpec *table, Digest *out);
/* SM3 over the digests of all tables of a class, in the list's order. */
NODISCARD Status tables_digest(Op *op, Db *db, const TableList *tables, TableClass table_class,
                               Digest *out);

#endif
