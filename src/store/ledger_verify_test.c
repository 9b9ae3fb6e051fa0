#include "store/ledger_verify.h"

#include <string.h>

#include "ledger/sample.h"
#include "store/ledger_file_sql.h"
#include "store/ledger_parts.h"
#include "store/ledger_testing.h"
#include "store/tables_gen.h"

/* The findings as "kind seq place; …". */
static const char *findings_text(Db *db, int64_t log)
{
    Buf buf;
    LedgerCheck check;
    buf_init(&buf, test_op()->arena);
    if (!test_check_ok(ledger_verify(test_op(), db, log, &check), __FILE__, __LINE__, "verify"))
        return "";
    for (size_t i = 0; i < check.findings->kept.count; i++) {
        const Finding *finding = &check.findings->kept.items[i];
        buf_printf(&buf, "%s%s %lld %s", i == 0 ? "" : "; ", finding_word(finding->kind),
                   (long long)finding->seq, finding->place);
    }
    return buf_string(&buf);
}

/* Bytes as the engine's SQL writes them. */
static const char *literal(Db *db, Bytes bytes)
{
    const char *hex = bytes_hex(test_op()->arena, bytes);
    return arena_printf(test_op()->arena,
                        db_engine(db) == DB_SQLITE ? "X'%s'" : "'\\x%s'::bytea", hex);
}

static Bytes flipped(Bytes bytes, size_t at)
{
    uint8_t *copy = arena_copy(test_op()->arena, bytes.data, bytes.count);
    copy[at] ^= (uint8_t)(1u << at % 8);
    return (Bytes){ copy, bytes.count };
}

/* Runs SQL behind the guards' back, says what verify finds, and undoes it. */
static const char *found_after(Db *db, int64_t log, const char *sql)
{
    DB_TX(tx, db);
    if (!CHECK(db_tx_begin(test_op(), &tx) == OK) || !ledger_testing_unguard(db) ||
        !test_check_ok(db_script(test_op(), db, sql), __FILE__, __LINE__, sql))
        return "";
    return findings_text(db, log);
}

#define CHECK_FOUND(t, log, should, ...)                                                       \
    CHECK_TEXT(found_after((t).db, (log), arena_printf(test_op()->arena, __VA_ARGS__)),        \
               (should))

/* Where the parts of an encoded record begin: docs/ledger.md section 1. */
static const struct {
    size_t at;
    const char *also; /* beside both leaves, and what follows from a changed leaf */
} PARTS[] = {
    { 1, "record 2 record" }, /* version */
    { 2, "log 2 record" },    /* ledger id */
    { 25, "seq 2 record" },   /* seq */
    { 26, "prev 2 record" },  /* prev */
    { 65, "" },               /* recorded time, later by a little: the next one tells */
    { 69, "" },               /* done on */
    { 73, "" },               /* actor's post */
    { 81, "" },               /* actor's person */
    { 89, "" },               /* verb */
    { 104, "key 2 idempotency_key" },
    { 120, "" },                        /* charter */
    { 152, "" },                        /* settings */
    { 184, "" },                        /* holidays */
    { 219, "value-missing 2 gpinion" }, /* field name */
    { 226, "record 2 record" },         /* field kind */
    { 240, "commitment 2 opinion" },
    { 267, "" }, /* outcome */
};

TEST(a_flipped_bit_in_each_part_of_a_record_is_named)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t log = 0;
        bool found = false;
        LedgerRow row = { 0 };
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 7));
        NEED_OK(sql_ledger_row(test_op(), t.db, log, 2, &found, &row));
        NEED(found);
        CHECK(memcmp(row.record.data + 72, "office", 6) == 0);
        CHECK(memcmp(row.record.data + 219, "opinion", 7) == 0);
        for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
            const char *text = found_after(
                t.db, log,
                arena_printf(test_op()->arena, "UPDATE ledger SET record = %s WHERE seq = 2",
                             literal(t.db, flipped(row.record, PARTS[i].at))));
            CHECK(strstr(text, "leaf 2 leaf_sm3; leaf 2 leaf_sha256") != NULL);
            CHECK(strstr(text, "frontier -1 frontier_sm3; frontier -1 frontier_sha256") !=
                  NULL);
            CHECK(strstr(text, "prev 3 record") != NULL);
            test_check(strstr(text, PARTS[i].also) != NULL, __FILE__, __LINE__, text);
        }
    }
}

TEST(a_flipped_bit_in_any_byte_of_a_record_is_found_at_that_record)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t log = 0;
        bool found = false;
        LedgerRow row = { 0 };
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 3));
        NEED_OK(sql_ledger_row(test_op(), t.db, log, 2, &found, &row));
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(test_op(), &tx));
        NEED(ledger_testing_unguard(t.db));
        for (size_t at = 0; at < row.record.count; at++) {
            NEED_OK(db_script(test_op(), t.db,
                              arena_printf(test_op()->arena,
                                           "UPDATE ledger SET record = %s WHERE seq = 2",
                                           literal(t.db, flipped(row.record, at)))));
            const char *text = findings_text(t.db, log);
            test_check(strstr(text, "leaf 2 leaf_sm3; leaf 2 leaf_sha256") == text, __FILE__,
                       __LINE__, text);
        }
    }
}

TEST(a_flipped_bit_beside_the_records_is_named_and_nothing_else_is)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        bool found = false;
        LedgerRow row = { 0 };
        LedgerHeadRow head = { 0 };
        LedgerTileRow tile = { 0 };
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 300));
        NEED_OK(sql_ledger_row(op, t.db, log, 5, &found, &row));
        NEED_OK(sql_ledger_head_read(op, t.db, log, &found, &head));
        NEED_OK(sql_ledger_tile(op, t.db, log, 0, 0, &found, &tile));
        CHECK_FOUND(t, log, "leaf 5 leaf_sm3", "UPDATE ledger SET leaf_sm3 = %s WHERE seq = 5",
                    literal(t.db, flipped(row.leaf_sm3, 31)));
        CHECK_FOUND(t, log, "leaf 5 leaf_sha256",
                    "UPDATE ledger SET leaf_sha256 = %s WHERE seq = 5",
                    literal(t.db, flipped(row.leaf_sha256, 0)));
        CHECK_FOUND(t, log, "key 5 idempotency_key",
                    "UPDATE ledger SET idempotency_key = %s WHERE seq = 5",
                    literal(t.db, flipped(row.key, 3)));
        CHECK_FOUND(t, log, "head-size -1 size", "UPDATE ledger_head SET size = size + 4");
        CHECK_FOUND(t, log, "head-time -1 last_time",
                    "UPDATE ledger_head SET last_time = last_time - 1");
        CHECK_FOUND(t, log, "frontier -1 frontier_sm3",
                    "UPDATE ledger_head SET frontier_sm3 = %s",
                    literal(t.db, flipped(head.frontier_sm3, 40)));
        CHECK_FOUND(t, log, "frontier -1 frontier_sha256",
                    "UPDATE ledger_head SET frontier_sha256 = %s",
                    literal(t.db, flipped(head.frontier_sha256, 7)));
        CHECK_FOUND(t, log, "tile -1 0/0", "UPDATE ledger_tile SET hashes_sm3 = %s",
                    literal(t.db, flipped(tile.hashes_sm3, 4000)));
        CHECK_FOUND(t, log, "tile -1 0/0", "UPDATE ledger_tile SET hashes_sha256 = %s",
                    literal(t.db, flipped(tile.hashes_sha256, 8191)));
        CHECK_FOUND(t, log, "tile -1 tile; tile-missing -1 0/0",
                    "UPDATE ledger_tile SET level = 1");
        CHECK_TEXT(findings_text(t.db, log), "");
    }
}

TEST(a_flipped_bit_in_a_private_value_is_named)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        bool found = false;
        PrivateValueRow value = { 0 };
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 7));
        NEED_OK(sql_private_value(op, t.db, log, 0, "name", &found, &value));
        CHECK_FOUND(t, log, "commitment 0 name",
                    "UPDATE private_value SET salt = %s WHERE field = 'name'",
                    literal(t.db, flipped(value.salt, 9)));
        CHECK_FOUND(t, log, "commitment 0 name",
                    "UPDATE private_value SET value = %s WHERE field = 'name'",
                    literal(t.db, flipped(value.value, 2)));
        CHECK_FOUND(t, log, "value-kind 0 name",
                    "UPDATE private_value SET kind = 2 WHERE field = 'name'");
        CHECK_FOUND(t, log, "value-stray 0 nama; value-missing 0 name",
                    "UPDATE private_value SET field = 'nama' WHERE field = 'name'");
        CHECK_FOUND(t, log, "value-stray 6 name; value-missing 0 name",
                    "UPDATE private_value SET seq = 6 WHERE field = 'name'");
        CHECK_FOUND(t, log, "value-stray 70 name; value-missing 0 name",
                    "UPDATE private_value SET seq = 70 WHERE field = 'name'");
        CHECK_FOUND(t, log, "value-missing 0 name",
                    "UPDATE private_value SET salt = NULL, value = NULL WHERE field = 'name'");
        CHECK_FOUND(t, log, "value-missing 2 opinion",
                    "DELETE FROM private_value WHERE field = 'opinion'");
        CHECK_FOUND(t, log, "commitment 0 phone; value-kept 0 phone",
                    "UPDATE private_value SET value = %s WHERE field = 'phone'",
                    literal(t.db, bytes_of_text("13800000000")));
        CHECK_FOUND(t, log, "value-kept 0 phone",
                    "UPDATE private_value SET salt = %s, value = %s WHERE field = 'phone'",
                    literal(t.db, (Bytes){ sample_salt(1).bytes, 32 }),
                    literal(t.db, bytes_of_text("13800000000")));
    }
}

TEST(a_flipped_bit_in_a_file_is_named)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        bool found = false;
        Salt salt = sample_salt(99);
        FileRef ref = file_ref_of(op->arena, &salt, sample_log(), bytes_of_text("传签件"));
        Bytes digest = digest_bytes(&ref.digest);
        FileChunkRow chunk = { 0 };
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 7));
        NEED_OK(sql_file_chunk(op, t.db, log, digest, 0, &found, &chunk));
        NEED(found);
        CHECK_FOUND(t, log, "file 1 scan", "UPDATE file_chunk SET data = %s",
                    literal(t.db, flipped(chunk.chunk, 4)));
        CHECK_FOUND(t, log, "file 1 scan", "UPDATE file_chunk SET n = 1");
        CHECK_FOUND(t, log, "file 1 scan",
                    "UPDATE file SET bytes = bytes + 1 WHERE named_by = 1");
        CHECK_FOUND(t, log, "file 1 scan", "UPDATE file SET salt = %s WHERE named_by = 1",
                    literal(t.db, flipped((Bytes){ salt.bytes, 32 }, 1)));
        CHECK_FOUND(t, log, "file 1 scan", "DELETE FROM file_chunk");
        CHECK_FOUND(t, log, "file-stray 1 scan",
                    "UPDATE file SET named_by = 2 WHERE named_by = 1");
        CHECK_FOUND(t, log, "file-missing 1 scan; file-missing 4 again",
                    "DELETE FROM file_chunk; DELETE FROM file WHERE named_by = 1");
        CHECK_FOUND(t, log, "file-missing 1 scan",
                    "DELETE FROM file_chunk; UPDATE file SET salt = NULL WHERE named_by = 1");
        CHECK_FOUND(t, log, "file-kept 4 second; file 4 second",
                    "UPDATE file SET salt = %s WHERE named_by = 4",
                    literal(t.db, (Bytes){ salt.bytes, 32 }));
    }
}

TEST(records_taken_out_cut_off_or_moved_are_named)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t log = 0;
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 100));
        CHECK_FOUND(t, log, "gap 71 seq; frontier -1 frontier_sm3; frontier -1 frontier_sha256",
                    "DELETE FROM ledger WHERE seq = 70");
        CHECK_FOUND(t, log,
                    "head-size -1 size; head-time -1 last_time; frontier -1 frontier_sm3; "
                    "frontier -1 frontier_sha256",
                    "DELETE FROM ledger WHERE seq = 99");
        CHECK_FOUND(t, log,
                    "gap 120 seq; seq 120 record; head-size -1 size; frontier -1 frontier_sm3; "
                    "frontier -1 frontier_sha256",
                    "UPDATE ledger SET seq = 120 WHERE seq = 99; "
                    "DELETE FROM ledger WHERE seq = 98");
        CHECK_FOUND(t, log, "head-missing -1 head", "DELETE FROM ledger_head");
    }
}

TEST(another_ledger_put_in_its_place_is_named)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t log = 0;
        LogId id = sample_log();
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 2));
        CHECK_FOUND(t, log,
                    "log 0 record; commitment 0 name; commitment 0 phone; log 1 record; "
                    "file 1 scan",
                    "UPDATE ledger_log SET log_id = %s",
                    literal(t.db, flipped(log_id_bytes(&id), 4)));
    }
}
