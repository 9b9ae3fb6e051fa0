#include "db/db_testing.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/random.h"
#include "db/sqlite_open.h"

static bool open_sqlite(DbTesting *testing)
{
    Op *op = test_op();
    const char *temporary = getenv("TMPDIR");
    char *folder = arena_printf(op->arena, "%s/lianxi-test-XXXXXX",
                                temporary != NULL ? temporary : "/tmp");
    if (!CHECK(mkdtemp(folder) != NULL))
        return false;
    testing->folder = folder;
    testing->url = arena_printf(op->arena, "%s/test.db", folder);
    return test_check_ok(db_open(op, testing->url, DB_OWNER, &testing->db), __FILE__, __LINE__,
                         "db_open");
}

static bool server_script(const char *sql)
{
    DB_SCOPE(server);
    Op *op = test_op();
    return test_check_ok(db_open(op, getenv("LIANXI_TEST_PG"), DB_OWNER, &server), __FILE__,
                         __LINE__, "connecting to LIANXI_TEST_PG") &&
           test_check_ok(db_script(op, server, sql), __FILE__, __LINE__, sql);
}

static bool open_postgres(DbTesting *testing)
{
    Op *op = test_op();
    uint8_t name[8];
    const char *server = getenv("LIANXI_TEST_PG");
    Random random = random_system();
    random_bytes(&random, name, sizeof name);
    const char *schema =
        arena_printf(op->arena, "t%s", bytes_hex(op->arena, (Bytes){ name, sizeof name }));
    if (!server_script(arena_printf(op->arena, "CREATE SCHEMA %s", schema)))
        return false;
    testing->schema = schema;
    testing->url = arena_printf(op->arena, "%s%soptions=-csearch_path%%3D%s", server,
                                strchr(server, '?') != NULL ? "&" : "?", schema);
    return test_check_ok(db_open(op, testing->url, DB_OWNER, &testing->db), __FILE__, __LINE__,
                         "db_open");
}

void db_testing_end(DbTesting *testing)
{
    static const char *const ends[] = { "", "-wal", "-shm", ".lock", ".sock" };
    Op *op = test_op();
    db_close(testing->db);
    testing->db = NULL;
    if (testing->folder != NULL) {
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
            (void)unlink(arena_printf(op->arena, "%s%s", testing->url, ends[i]));
        (void)rmdir(testing->folder);
        testing->folder = NULL;
    }
    if (testing->schema != NULL)
        (void)server_script(arena_printf(op->arena, "DROP SCHEMA %s CASCADE", testing->schema));
    testing->schema = NULL;
}

bool db_testing_next(DbTesting *testing, const DbChanges *changes)
{
    size_t applied = 0;
    db_testing_end(testing);
    testing->turn++;
    if (testing->turn > 2 || (testing->turn == 2 && getenv("LIANXI_TEST_PG") == NULL))
        return false;
    if (!(testing->turn == 1 ? open_sqlite(testing) : open_postgres(testing)))
        return false;
    return changes == NULL ||
           test_check_ok(db_migrate(test_op(), testing->db, changes, &applied), __FILE__,
                         __LINE__, "db_migrate");
}

Bytes db_testing_pages(Db *db)
{
    sqlite3_int64 bytes = 0;
    if (db->engine->kind != DB_SQLITE)
        return (Bytes){ 0 };
    const Sqlite *lite = db->state;
    const uint8_t *pages = sqlite3_serialize(lite->handle, "main", &bytes, 0);
    return (Bytes){ pages, (size_t)bytes };
}

void db_testing_pages_free(Bytes pages)
{
    sqlite3_free((void *)(uintptr_t)pages.data);
}

int64_t db_testing_int(Db *db, const char *sql)
{
    static const DbField field = { "value", DB_AS_INT, false, 0, 0, false };
    int64_t value = -1;
    DbStatement *statement = ARENA_NEW(test_op()->arena, DbStatement);
    *statement = (DbStatement){ .name = "testing",
                                .place = "a test",
                                .sqlite = sql,
                                .postgres = sql,
                                .fields = &field,
                                .field_count = 1,
                                .row_bytes = sizeof value };
    if (!test_check_ok(db_one(test_op(), db, statement, NULL, &value), __FILE__, __LINE__, sql))
        return -1;
    return value;
}
