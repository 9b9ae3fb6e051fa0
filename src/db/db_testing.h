/* A fresh database on each engine, for tests.
 *
 *     DB_EACH_ENGINE(t, &store_changes) {
 *         NEED_OK(sql_note_add(test_op(), t.db, …));
 *     }
 *
 * The body runs on a SQLite file, and on PostgreSQL when LIANXI_TEST_PG holds
 * the url of a server the tests may use (each time in a schema of its own).
 * The changes are applied; NULL leaves the database empty. t.url opens it a
 * second time. Everything is removed afterwards. Only files named *_test.c
 * include this header.
 */
#ifndef DB_DB_TESTING_H
#define DB_DB_TESTING_H

#include "base/test.h"
#include "db/migrate.h"

typedef struct DbTesting {
    Db *db; /* DB_OWNER */
    const char *url;
    const char *folder; /* SQLite: where the file is */
    const char *schema; /* PostgreSQL */
    int turn;
} DbTesting;

#define DB_EACH_ENGINE(name, changes)                                                          \
    for (DbTesting name __attribute__((cleanup(db_testing_end))) = { 0 };                      \
         db_testing_next(&name, (changes));)

bool db_testing_next(DbTesting *testing, const DbChanges *changes);
void db_testing_end(DbTesting *testing);

/* The pages of a SQLite database that is not in a transaction: where they are
 * the same, nothing has changed. None on PostgreSQL. The caller owns them:
 * db_testing_pages_free. */
Bytes db_testing_pages(Db *db);
void db_testing_pages_free(Bytes pages);

/* How many rows "SELECT count(*) FROM …" the given SQL counts; -1 on failure. */
int64_t db_testing_int(Db *db, const char *sql);

#endif
