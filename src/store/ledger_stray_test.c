/* Rows where no ledger can have one, and ledgers that ledger_log forgot: the
 * walk of a verification passes over none of them, and ends. */
#include "store/ledger_testing.h"
#include "store/ledger_verify.h"
#include "store/tables_gen.h"

static const char *kinds_after(Db *db, int64_t log, const char *sql)
{
    Buf buf;
    LedgerCheck check;
    DB_TX(tx, db);
    buf_init(&buf, test_op()->arena);
    if (!test_check_ok(db_tx_begin(test_op(), &tx), __FILE__, __LINE__, "begin") ||
        !ledger_testing_unguard(db) ||
        !test_check_ok(db_script(test_op(), db, sql), __FILE__, __LINE__, sql) ||
        !test_check_ok(ledger_verify(test_op(), db, log, &check), __FILE__, __LINE__, sql))
        return "";
    for (size_t i = 0; i < check.findings->kept.count; i++)
        buf_printf(&buf, "%s%s", i > 0 ? " " : "",
                   finding_word(check.findings->kept.items[i].kind));
    return buf_string(&buf);
}

TEST(a_row_where_no_ledger_can_have_one_is_named)
{
    static const char *const strays[][2] = {
        { "INSERT INTO ledger SELECT log, -1, record, leaf_sm3, leaf_sha256, leaf_sm3 FROM "
          "ledger WHERE seq = 0",
          "stray" },
        { "INSERT INTO ledger SELECT log, 9223372036854775807, record, leaf_sm3, leaf_sha256, "
          "leaf_sm3 FROM ledger WHERE seq = 0",
          "stray" },
        { "INSERT INTO private_value SELECT log, -1, field, kind, salt, value FROM "
          "private_value WHERE seq = 0 AND field = 'phone'",
          "value-stray" },
        { "INSERT INTO private_value SELECT log, 9223372036854775807, field, kind, salt, value "
          "FROM private_value WHERE seq = 0 AND field = 'phone'",
          "value-stray" },
        { "INSERT INTO ledger_tile SELECT log, -1, -1, frontier_sm3, frontier_sm3 FROM "
          "ledger_head",
          "tile" },
        { "INSERT INTO ledger_tile SELECT log, 9223372036854775807, 9223372036854775807, "
          "frontier_sm3, frontier_sm3 FROM ledger_head",
          "tile" },
        { "INSERT INTO file SELECT log, substr(digest, 1, 0), bytes, salt, uploaded_at, NULL, "
          "NULL FROM file WHERE named_by = 1",
          "stray" },
        { "INSERT INTO file SELECT log, substr(digest, 1, 7), bytes, salt, uploaded_at, NULL, "
          "NULL FROM file WHERE named_by = 1",
          "stray" },
        { "INSERT INTO file_chunk SELECT log, digest, -1, data, uploaded_at FROM file_chunk "
          "WHERE digest = (SELECT digest FROM file WHERE named_by = 1)",
          "file" },
        { "INSERT INTO file_chunk SELECT log, digest, 9223372036854775807, data, uploaded_at "
          "FROM file_chunk WHERE digest = (SELECT digest FROM file WHERE named_by = 1)",
          "file" },
    };
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t log = 0;
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 2));
        CHECK_TEXT(kinds_after(t.db, log, "SELECT 1"), "");
        for (size_t i = 0; i < sizeof strays / sizeof *strays; i++)
            CHECK_TEXT(kinds_after(t.db, log, strays[i][0]), strays[i][1]);
    }
}

static size_t unknown_after(Db *db, const char *sql)
{
    LedgerNumbers unknown;
    DB_TX(tx, db);
    if (!test_check_ok(db_tx_begin(test_op(), &tx), __FILE__, __LINE__, "begin") ||
        !ledger_testing_unguard(db) ||
        !test_check_ok(db_script(test_op(), db, sql), __FILE__, __LINE__, sql) ||
        !test_check_ok(ledger_unknown(test_op(), db, &unknown), __FILE__, __LINE__, sql))
        return 99;
    return unknown.count;
}

/* A foreign key speaks against such rows; who writes the file can switch it off. */
TEST(a_ledger_that_was_forgotten_is_named_by_its_number)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t log = 0;
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 2));
        CHECK_INT(unknown_after(t.db, "SELECT 1"), 0);
        NEED_OK(db_script(test_op(), t.db,
                          db_engine(t.db) == DB_SQLITE
                              ? "PRAGMA foreign_keys = OFF"
                              : "SET session_replication_role = replica"));
        CHECK_INT(unknown_after(t.db, db_engine(t.db) == DB_SQLITE
                                          ? "DROP TRIGGER ledger_log_no_delete; "
                                            "DELETE FROM ledger_log"
                                          : "DELETE FROM ledger_log"),
                  1);
        CHECK_INT(unknown_after(t.db, "INSERT INTO ledger_head SELECT 9223372036854775807, "
                                      "size, frontier_sm3, frontier_sha256, last_time FROM "
                                      "ledger_head"),
                  1);
        CHECK_INT(unknown_after(t.db, "INSERT INTO file SELECT -5, digest, bytes, salt, "
                                      "uploaded_at, named_by, NULL FROM file"),
                  1);
    }
}
