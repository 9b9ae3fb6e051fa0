/* One database API over SQLite and PostgreSQL.
 *
 * For: statements with typed values, rows, transactions and savepoints that
 * undo themselves, and errors in the house's terms. Not for: writing SQL by
 * hand in C (statements live in sql/ and tools/sqlgen makes the typed
 * functions that call this), threads (a Db belongs to one thread), retries
 * (nothing is tried twice here).
 *
 * A Db is owned by who opened it and ends with db_close. Texts, blobs and
 * rows that typed functions return live in op->arena. There are no floating
 * numbers: a value is null, an int64, a UTF-8 text without NUL, or bytes.
 * A Day is stored as its day number, an Instant as its microseconds, a bool
 * as 0 or 1.
 *
 * Errors: CONFLICT for a uniqueness violation and for "-> changed" that did
 * not change exactly one row; NOT_FOUND for an absent row; UNAVAILABLE when
 * the disk is full, the database locked or the server away; BROKEN for
 * everything only a developer or operator can mend (corruption, a
 * constraint, wrong SQL). After a statement fails inside a transaction the
 * innermost savepoint (or the transaction) only accepts being undone, on
 * both engines alike. A commit that fails may or may not have happened:
 * who repeats the act needs an idempotency key.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/op.h"

typedef struct Db Db;

typedef enum DbEngine { DB_SQLITE, DB_POSTGRES } DbEngine;

typedef enum DbMode {
    DB_OWNER,  /* the one connection that writes and checkpoints */
    DB_READER, /* refuses every write; SQLite: never checkpoints */
} DbMode;

/* Opens postgresql://… or a SQLite file (":memory:" allowed). DB_OWNER makes
 * the file (0600) where there is none and holds FILE.lock until db_close:
 * UNAVAILABLE when another process does (see db/owner.h). DB_READER: a
 * missing file is NOT_FOUND. A PostgreSQL server whose settings may lose
 * acknowledged commits (fsync, full_page_writes, synchronous_commit) is
 * refused. */
NODISCARD Status db_open(Op *op, const char *url, DbMode mode, Db **out);
void db_close(Db *db); /* NULL is fine */
void db_close_scope(Db **db);
/* A Db that ends with its scope: DB_SCOPE(db); TRY(db_open(…, &db)); */
#define DB_SCOPE(name) Db *name __attribute__((cleanup(db_close_scope))) = NULL

DbEngine db_engine(const Db *db);
DbMode db_mode(const Db *db);
bool db_url_is_postgres(const char *url);
/* How many rows this connection has changed since it was opened, undone or
 * not. Where it is the only one that writes (the owner's, on SQLite), nothing
 * is new while the number stands. -1: others write too (PostgreSQL). */
int64_t db_changes(const Db *db);

/* ---- transactions ------------------------------------------------------ */

/* DB_TX(tx, db); TRY(db_tx_begin(op, &tx)); … return db_tx_commit(op, &tx);
 * Rolls back at the end of its scope unless committed. There is one at a
 * time on a Db; a second is BROKEN. SQLite: BEGIN IMMEDIATE. On a reader it
 * is a snapshot. */
typedef struct DbTx {
    Db *db;
    bool open;
} DbTx;
#define DB_TX(name, database)                                                                  \
    DbTx name __attribute__((cleanup(db_tx_end))) = { .db = (database) }
NODISCARD Status db_tx_begin(Op *op, DbTx *tx);
/* Reads only, and sees one state of the database throughout. */
NODISCARD Status db_tx_begin_snapshot(Op *op, DbTx *tx);
NODISCARD Status db_tx_commit(Op *op, DbTx *tx);
void db_tx_end(DbTx *tx);
bool db_in_tx(const Db *db);

/* A part of a transaction that is kept or undone by itself, so that many
 * acts share one commit: DB_SAVEPOINT(part, db); TRY(db_savepoint_begin(op,
 * &part)); … TRY(db_savepoint_keep(op, &part)); Undone at the end of its
 * scope unless kept. May be nested up to 16 deep, inner ones end first. */
typedef struct DbSavepoint {
    Db *db;
    int depth; /* 0: not open */
} DbSavepoint;
#define DB_SAVEPOINT(name, database)                                                           \
    DbSavepoint name __attribute__((cleanup(db_savepoint_end))) = { .db = (database) }
NODISCARD Status db_savepoint_begin(Op *op, DbSavepoint *part);
NODISCARD Status db_savepoint_keep(Op *op, DbSavepoint *part);
void db_savepoint_end(DbSavepoint *part);

/* ---- values and statements --------------------------------------------- */

typedef enum DbKind { DB_NULL, DB_INT, DB_TEXT, DB_BLOB } DbKind;

typedef struct DbValue {
    DbKind kind;
    int64_t integer; /* DB_INT */
    Bytes bytes;     /* DB_TEXT (without its NUL), DB_BLOB */
} DbValue;

DbValue db_null(void);
DbValue db_int(int64_t value);
DbValue db_text(const char *value); /* NULL is null */
DbValue db_blob(Bytes value);       /* data NULL with count 0 is an empty blob */
DbValue db_blob_maybe(Bytes value); /* data NULL is null */
DbValue db_day(Day value);          /* DAY_NONE is null */
DbValue db_time(Instant value);     /* INSTANT_NONE is null */
DbValue db_bool(bool value);

/* What a column of an answer becomes in a row struct. */
typedef enum DbType {
    DB_AS_INT,  /* int64_t */
    DB_AS_TEXT, /* const char *; NULL when null */
    DB_AS_BLOB, /* Bytes; data NULL when null */
    DB_AS_DAY,  /* Day; DAY_NONE when null */
    DB_AS_TIME, /* Instant; INSTANT_NONE when null */
    DB_AS_BOOL, /* bool */
} DbType;

typedef struct DbField {
    const char *name;
    DbType type;
    bool maybe;        /* may be null */
    size_t offset;     /* of the member in the row struct */
    size_t has_offset; /* of its bool has_NAME, where null has no value of its own */
    bool has;
} DbField;

/* A statement as tools/sqlgen writes it; static, known by its address. */
typedef struct DbStatement {
    const char *name;
    const char *place;    /* FILE:LINE of its declaration */
    const char *sqlite;   /* ?1 … */
    const char *postgres; /* $1 … */
    const DbKind *parameters;
    size_t parameter_count;
    const DbField *fields;
    size_t field_count;
    size_t row_bytes;
    bool writes;       /* refused outside a transaction and on a reader */
    const char *scans; /* why it may read a whole table, or NULL */
} DbStatement;

/* ---- what the generated functions call ---------------------------------- */

/* Exactly the first row; NOT_FOUND when there is none. */
NODISCARD Status db_one(Op *op, Db *db, const DbStatement *statement, const DbValue *values,
                        void *row);
NODISCARD Status db_maybe(Op *op, Db *db, const DbStatement *statement, const DbValue *values,
                          bool *found, void *row);
/* All rows, into a list of row structs. */
NODISCARD Status db_many(Op *op, Db *db, const DbStatement *statement, const DbValue *values,
                         void **items, size_t *count, size_t *room);
/* CONFLICT unless exactly one row changed. */
NODISCARD Status db_changed(Op *op, Db *db, const DbStatement *statement,
                            const DbValue *values);
NODISCARD Status db_done(Op *op, Db *db, const DbStatement *statement, const DbValue *values);

/* ---- rows one by one --------------------------------------------------- */

typedef struct DbRows DbRows;
#define DB_ROWS(name) DbRows *name __attribute__((cleanup(db_rows_end))) = NULL
NODISCARD Status db_query(Op *op, Db *db, const DbStatement *statement, const DbValue *values,
                          DbRows **out);
NODISCARD Status db_next(Op *op, DbRows *rows, bool *more);
/* Columns of the current row; they last until the next db_next. */
const DbValue *db_values(const DbRows *rows, size_t *count);
/* The current row as a struct, by the statement's fields; copies into op->arena. */
NODISCARD Status db_read(Op *op, DbRows *rows, void *row);
void db_rows_end(DbRows **rows);

/* SQL without values or answers, several statements allowed: for changes of
 * the schema and for tests. */
NODISCARD Status db_script(Op *op, Db *db, const char *sql);

/* Prepares a statement and holds the answer's columns against its fields;
 * on SQLite also looks for a whole-table scan that the statement does not
 * explain. *finding is NULL when all is well. */
NODISCARD Status db_examine(Op *op, Db *db, const DbStatement *statement, const char **finding);

#endif
