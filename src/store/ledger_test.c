#include "store/ledger.h"

#include <string.h>

#include "base/file.h"
#include "ledger/sample.h"
#include "store/ledger_file.h"
#include "store/ledger_parts.h"
#include "store/ledger_testing.h"
#include "store/ledger_verify.h"
#include "store/tables_gen.h"

TEST(a_ledger_keeps_what_is_appended_and_checks_clean)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        bool found = false;
        LedgerEntry entry;
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 300));
        NEED_OK(ledger_read(op, t.db, log, 0, &found, &entry));
        NEED(found);
        CHECK_TEXT(entry.record.verb, "topic.propose");
        CHECK_INT(entry.values.count, 2);
        const EntryValue *name = entry_value(&entry, "name");
        const EntryValue *phone = entry_value(&entry, "phone");
        NEED(name != NULL && phone != NULL);
        CHECK(!name->erased && bytes_equal(name->value, bytes_of_text("王某")));
        CHECK(phone->erased && phone->value.count == 0);
        NEED_OK(ledger_read(op, t.db, log, 299, &found, &entry));
        CHECK(found && entry.record.seq == 299 && entry.values.count == 0);
        NEED_OK(ledger_read(op, t.db, log, 300, &found, &entry));
        CHECK(!found);
        LedgerCheck check;
        NEED_OK(ledger_verify(op, t.db, log, &check));
        CHECK_INT(check.findings->count, 0);
        CHECK_INT(check.records, 300);
        CHECK_INT(check.values, 2);
        CHECK_INT(check.files, 2);
        CHECK_INT(check.tiles, 1);
        LedgerRoot root;
        NEED_OK(ledger_root(op, t.db, log, &root));
        CHECK_INT(root.size, 300);
        CHECK_TEXT(digest_hex(op->arena, &check.roots[DIGEST_SM3]), root.sm3);
        CHECK_TEXT(digest_hex(op->arena, &check.roots[DIGEST_SHA256]), root.sha256);
    }
}

TEST(a_retry_finds_the_record_its_key_made)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        bool found = false;
        LedgerEntry entry;
        LedgerHead head;
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 8));
        NEED_OK(ledger_find_by_key(op, t.db, log, sample_key(6), &found, &entry));
        CHECK(found && entry.record.seq == 6);
        NEED_OK(ledger_find_by_key(op, t.db, log, sample_key(8), &found, &entry));
        CHECK(!found);
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(op, &tx));
        NEED_OK(ledger_begin(op, t.db, log, &head));
        Record record = sample_record(6);
        CHECK_INT(ledger_append(op, t.db, &head, &record, NULL), CONFLICT);
        CHECK_TEXT(op_told(op), "这一笔已经办过，是第 6 笔。");
        CHECK_INT(head.size, 8);
        record.key = sample_key(100); /* and the transaction still works */
        CHECK_INT(ledger_append(op, t.db, &head, &record, NULL), OK);
        CHECK_INT(head.size, 9);
        CHECK_INT(record.seq, 8);
    }
}

TEST(recorded_time_never_goes_back)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        LedgerHead head;
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 7));
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(op, &tx));
        NEED_OK(ledger_begin(op, t.db, log, &head));
        Record record = sample_record(7);
        record.recorded_at.us = SAMPLE_TIME - 1000000;
        NEED_OK(ledger_append(op, t.db, &head, &record, NULL));
        CHECK_INT(record.recorded_at.us, SAMPLE_TIME + 6);
        CHECK_INT(ledger_time(&head, (Instant){ 5 }).us, SAMPLE_TIME + 6);
        NEED_OK(db_tx_commit(op, &tx));
        LedgerCheck check;
        NEED_OK(ledger_verify(op, t.db, log, &check));
        CHECK_INT(check.findings->count, 0);
    }
}

TEST(an_undone_savepoint_leaves_the_ledger_as_it_was)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        LedgerHead head;
        LedgerCheck check;
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 6));
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(op, &tx));
        NEED_OK(ledger_begin(op, t.db, log, &head));
        LedgerHead before = head;
        {
            DB_SAVEPOINT(part, t.db);
            NEED_OK(db_savepoint_begin(op, &part));
            Record record = sample_record(6);
            NEED_OK(ledger_append(op, t.db, &head, &record, NULL));
        }
        head = before;
        Record other = sample_record(77);
        NEED_OK(ledger_append(op, t.db, &head, &other, NULL));
        CHECK_INT(other.seq, 6);
        NEED_OK(db_tx_commit(op, &tx));
        NEED_OK(ledger_verify(op, t.db, log, &check));
        CHECK_INT(check.records, 7);
        CHECK_INT(check.findings->count, 0);
    }
}

typedef struct Walk {
    uint64_t next;
    size_t values;
    uint64_t stop;
} Walk;

static Status walk(Op *op, void *state, const LedgerEntry *entry)
{
    Walk *seen = state;
    CHECK_INT(entry->record.seq, seen->next);
    seen->next++;
    seen->values += entry->values.count;
    return seen->next == seen->stop ? op_fail(op, DENIED, "到此为止。") : OK;
}

TEST(records_are_visited_in_order_from_anywhere)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        NEED(ledger_testing_found(t.db, &log));
        Walk seen = { 0 };
        NEED_OK(ledger_each(op, t.db, log, 0, walk, &seen));
        CHECK_INT(seen.next, 0);
        NEED(ledger_testing_append(t.db, log, 150));
        NEED_OK(ledger_each(op, t.db, log, 0, walk, &seen));
        CHECK_INT(seen.next, 150);
        CHECK_INT(seen.values, 3);
        seen = (Walk){ .next = 100 };
        NEED_OK(ledger_each(op, t.db, log, 100, walk, &seen));
        CHECK_INT(seen.next, 150);
        seen = (Walk){ .stop = 70 };
        CHECK_INT(ledger_each(op, t.db, log, 0, walk, &seen), DENIED);
        CHECK_TEXT(op_told(op), "到此为止。");
        CHECK_INT(seen.next, 70);
    }
}

TEST(ledgers_of_one_database_do_not_touch)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        int64_t other = 0;
        bool found = false;
        LedgerLogList logs;
        LedgerCheck check;
        LogId id = sample_log();
        id.bytes[0] ^= 1;
        NEED(ledger_testing_found(t.db, &log));
        {
            DB_TX(tx, t.db);
            NEED_OK(db_tx_begin(op, &tx));
            CHECK_INT(ledger_found(op, t.db, "Ejin Horo", id, &other), INVALID);
            NEED_OK(ledger_found(op, t.db, "altan-xire", id, &other));
            NEED_OK(db_tx_commit(op, &tx));
        }
        NEED(ledger_testing_append(t.db, log, 7));
        NEED(ledger_testing_append(t.db, other, 6));
        NEED_OK(ledger_by_code(op, t.db, "altan-xire", &found, &other));
        CHECK(found && other == log + 1);
        NEED_OK(ledger_logs(op, t.db, &logs));
        CHECK_INT(logs.count, 2);
        CHECK_TEXT(logs.items[0].code, "ejin-horo");
        for (size_t i = 0; i < logs.count; i++) {
            NEED_OK(ledger_verify(op, t.db, logs.items[i].log, &check));
            CHECK_INT(check.findings->count, 0);
            CHECK_INT(check.records, i == 0 ? 7 : 6);
        }
        CHECK_INT(ledger_verify(op, t.db, 9, &check), NOT_FOUND);
    }
}

static void check_proof(Db *db, int64_t log, uint64_t index, uint64_t size)
{
    Op *op = test_op();
    LedgerTree tree = { db, log };
    for (unsigned kind = 0; kind < TREE_KINDS; kind++) {
        TreeSource source = ledger_tree_source(&tree, (DigestKind)kind);
        Digest root;
        Digest old;
        Digest leaf;
        Proof proof;
        NEED_OK(tree_root_at(op, &source, size, &root));
        NEED_OK(tree_root_at(op, &source, index, &old));
        NEED_OK(source.node(op, source.state, source.kind, 0, index, &leaf));
        NEED_OK(tree_prove_inclusion(op, &source, index, size, &proof));
        CHECK(tree_check_inclusion(&proof, &leaf, index, size, &root));
        NEED_OK(tree_prove_consistency(op, &source, index, size, &proof));
        CHECK(tree_check_consistency(&proof, index, &old, size, &root));
    }
}

TEST(ten_thousand_records_have_the_same_roots_on_every_engine)
{
    const char *sm3 = NULL;
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        LedgerRoot root;
        LedgerCheck check;
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 10000));
        NEED_OK(ledger_root(op, t.db, log, &root));
        NEED_OK(ledger_verify(op, t.db, log, &check));
        CHECK_INT(check.findings->count, 0);
        CHECK_INT(check.records, 10000);
        CHECK_INT(check.tiles, 39);
        CHECK_TEXT(digest_hex(op->arena, &check.roots[DIGEST_SM3]), root.sm3);
        CHECK_TEXT(root.sm3, sm3 == NULL ? root.sm3 : sm3);
        sm3 = root.sm3;
        check_proof(t.db, log, 17, 10000);
        check_proof(t.db, log, 4096, 8192);
        check_proof(t.db, log, 9999, 10000);
        LedgerTree tree = { t.db, log };
        TreeSource source = ledger_tree_source(&tree, DIGEST_SM3);
        Digest whole;
        NEED_OK(tree_root_at(op, &source, 10000, &whole));
        CHECK_TEXT(digest_hex(op->arena, &whole), root.sm3);
        CHECK_INT(tree_root_at(op, &source, 10001, &whole), BROKEN);
    }
}

/* 255 full tiles and the last 256 leaves, as 65,536 records would leave them;
 * the tile under level 1 that is written last is that of the leaves. */
static Status many_write(Op *op, Db *db, int64_t log, Digest *last_root)
{
    DIGESTER_SCOPE(digester);
    Digest hashes[TILE_WIDTH];
    Bytes bytes = { hashes[0].bytes, TILE_BYTES };
    for (size_t i = 0; i < TILE_WIDTH; i++)
        hashes[i] = digest_one(DIGEST_SM3, (Bytes){ (const uint8_t *)&i, sizeof i });
    for (int64_t n = 0; n < TILE_WIDTH - 1; n++)
        TRY(sql_ledger_tile_add(op, db, log, 0, n, bytes, bytes));
    for (size_t i = 0; i < TILE_WIDTH; i++)
        TRY(sql_ledger_add(op, db, log, (int64_t)(65280 + i), bytes_of_text("x"),
                           digest_bytes(&hashes[TILE_WIDTH - 1 - i]), digest_bytes(&hashes[i]),
                           digest_bytes(&hashes[i])));
    Digest reversed[TILE_WIDTH];
    for (size_t i = 0; i < TILE_WIDTH; i++)
        reversed[i] = hashes[TILE_WIDTH - 1 - i];
    *last_root = tile_fold(&digester, DIGEST_SM3, reversed, TILE_WIDTH);
    return OK;
}

TEST(a_full_row_of_tiles_becomes_a_tile_above)
{
    DIGESTER_SCOPE(digester);
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        bool found = false;
        Digest last_root;
        LedgerTileRow tile = { 0 };
        NEED(ledger_testing_found(t.db, &log));
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(op, &tx));
        NEED_OK(many_write(op, t.db, log, &last_root));
        LedgerHead head = { .log = log, .size = 65535 };
        NEED_OK(ledger_tiles_write(op, t.db, &head)); /* not full: nothing to write */
        NEED_OK(sql_ledger_tile(op, t.db, log, 1, 0, &found, &tile));
        CHECK(!found);
        head.size = 65536;
        NEED_OK(ledger_tiles_write(op, t.db, &head));
        NEED_OK(sql_ledger_tile(op, t.db, log, 1, 0, &found, &tile));
        NEED(found && tile.hashes_sm3.count == TILE_BYTES);
        CHECK(memcmp(tile.hashes_sm3.data + TILE_BYTES - 32, last_root.bytes, 32) == 0);
        CHECK(memcmp(tile.hashes_sm3.data, tile.hashes_sm3.data + 32, 32) == 0);
        LedgerTree tree = { t.db, log };
        TreeSource source = ledger_tree_source(&tree, DIGEST_SM3);
        Digest top;
        Digest should = tile_fold(&digester, DIGEST_SM3,
                                  (const Digest *)(const void *)tile.hashes_sm3.data, 256);
        NEED_OK(source.node(op, source.state, DIGEST_SM3, 16, 0, &top));
        CHECK(digest_same(&top, &should));
    }
}

TEST(a_file_is_stored_in_chunks_and_read_back)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        Salt salt = sample_salt(5);
        FileRef ref;
        Bytes back;
        Bytes content = { arena_alloc(op->arena, FILE_CHUNK_BYTES + 3), FILE_CHUNK_BYTES + 3 };
        memset((uint8_t *)content.data, 0x5a, content.count);
        Instant now = { SAMPLE_TIME };
        NEED(ledger_testing_found(t.db, &log));
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(op, &tx));
        NEED_OK(ledger_file_put(op, t.db, log, sample_log(), &salt, now, content, &ref));
        NEED_OK(ledger_file_read(op, t.db, log, &ref.digest, &back));
        CHECK(bytes_equal(back, content));
        salt = sample_salt(6); /* the same, chunk by chunk, cut in other places */
        ref = file_ref_of(op->arena, &salt, sample_log(), content);
        CHECK_INT(ledger_file_read(op, t.db, log, &ref.digest, &back), NOT_FOUND);
        Bytes id = bytes_of_text("an id of its own");
        NEED_OK(ledger_file_chunk_put(op, t.db, log, id, 0, (Bytes){ content.data, 7 }, now));
        NEED_OK(ledger_file_chunk_put(op, t.db, log, id, 1,
                                      (Bytes){ content.data + 7, FILE_CHUNK_BYTES - 4 }, now));
        NEED_OK(ledger_file_declare(op, t.db, log, id, &salt, &ref, now));
        NEED_OK(ledger_file_read(op, t.db, log, &ref.digest, &back));
        CHECK(bytes_equal(back, content));
        content.count = FILE_BYTES_MAX + 1;
        CHECK_INT(ledger_file_put(op, t.db, log, sample_log(), &salt, now, content, &ref),
                  INVALID);
    }
}

TEST(uploads_nobody_names_are_reaped_and_named_ones_stay)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        Salt salt = sample_salt(5);
        FileRef old;
        FileRef young;
        Bytes back;
        Bytes half = bytes_of_text("half");
        Instant late = { SAMPLE_TIME + FILE_UNNAMED_US };
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 6));
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(op, &tx));
        NEED_OK(ledger_file_put(op, t.db, log, sample_log(), &salt, (Instant){ SAMPLE_TIME },
                                bytes_of_text("old"), &old));
        NEED_OK(ledger_file_put(op, t.db, log, sample_log(), &salt, late,
                                bytes_of_text("young"), &young));
        NEED_OK(ledger_file_chunk_put(op, t.db, log, half, 0, bytes_of_text("half"),
                                      (Instant){ SAMPLE_TIME }));
        NEED_OK(ledger_files_reap(op, t.db, log, late));
        NEED_OK(db_tx_commit(op, &tx));
        CHECK_INT(ledger_file_read(op, t.db, log, &old.digest, &back), NOT_FOUND);
        CHECK_INT(ledger_file_read(op, t.db, log, &young.digest, &back), OK);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM file_chunk"), 2);
        LedgerCheck check;
        NEED_OK(ledger_verify(op, t.db, log, &check));
        CHECK_INT(check.findings->count, 0);
        CHECK_INT(check.files, 3);
    }
}

static Status append_fails(Db *db, int64_t log, const char *field, FieldKind kind, Bytes bytes)
{
    Op *op = test_op();
    LedgerHead head;
    DB_TX(tx, db);
    TRY(db_tx_begin(op, &tx));
    TRY(ledger_begin(op, db, log, &head));
    Record record = sample_record(1000);
    record_add(op->arena, &record, field, kind, bytes);
    Status status = ledger_append(op, db, &head, &record, NULL);
    CHECK_INT(record.fields.count, 1); /* as the caller left it */
    return status;
}

TEST(what_is_not_there_can_be_neither_named_nor_erased)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        Bytes bytes;
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 7));
        FileRef ref = { 3, { { 7 } } };
        CHECK_INT(append_fails(t.db, log, "scan", FIELD_FILE, file_ref_encode(op->arena, &ref)),
                  INVALID);
        CHECK_TEXT(op_told(op), "scan 所引用的文件没有上传或已删除，请重新上传。");
        static const struct {
            uint64_t seq;
            const char *field;
        } gone[] = { { 0, "phone" }, { 0, "email" }, { 6, "title" }, { 4, "second" } };
        for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++) {
            ErasureList list = { 0 };
            *LIST_ADD(op->arena, &list) = (Erasure){ gone[i].seq, gone[i].field };
            NEED_OK(erasures_encode(op, &list, &bytes));
            CHECK_INT(append_fails(t.db, log, "erases", FIELD_ERASURE, bytes), INVALID);
            CHECK_TEXT(op_told(op),
                       arena_printf(op->arena, "第 %llu 笔没有可以抹除的 %s。",
                                    (unsigned long long)gone[i].seq, gone[i].field));
        }
        LedgerCheck check;
        NEED_OK(ledger_verify(op, t.db, log, &check));
        CHECK_INT(check.findings->count, 0);
    }
}

static bool file_holds(const char *path, const char *text)
{
    Bytes bytes = { 0 };
    CHECK_INT(file_read(test_op(), path, 1u << 24, &bytes), OK);
    return memmem(bytes.data, bytes.count, text, strlen(text)) != NULL;
}

TEST(an_erased_value_leaves_no_byte_in_the_database)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        static const char *const sweep = "PRAGMA wal_checkpoint(TRUNCATE)";
        bool lite = db_engine(t.db) == DB_SQLITE;
        int64_t log = 0;
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 3));
        if (lite) {
            NEED_OK(db_script(test_op(), t.db, sweep));
            CHECK(file_holds(t.url, "13800000000"));
        }
        NEED(ledger_testing_append(t.db, log, 4));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM private_value WHERE "
                                       "field = 'phone' AND salt IS NULL AND value IS NULL"),
                  1);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM file WHERE salt IS NULL"), 1);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM file_chunk"), 1);
        if (lite) {
            NEED_OK(db_script(test_op(), t.db, sweep));
            CHECK(!file_holds(t.url, "13800000000"));
            CHECK(file_holds(t.url, "王某")); /* what was not erased is seen this way */
        }
    }
}

TEST(the_database_itself_refuses_to_change_a_ledger)
{
    static const char *const forbidden[] = {
        "UPDATE ledger SET seq = 99 WHERE seq = 1",
        "UPDATE ledger SET idempotency_key = leaf_sm3 WHERE seq = 1",
        "DELETE FROM ledger WHERE seq = 6",
        "UPDATE ledger_log SET code = 'x'",
        "DELETE FROM ledger_log",
        "UPDATE ledger_tile SET n = 7",
        "DELETE FROM ledger_tile",
        "UPDATE ledger_head SET size = size - 1",
        "UPDATE ledger_head SET size = size",
        "UPDATE ledger_head SET size = size + 1, last_time = last_time - 1",
        "DELETE FROM ledger_head",
        "UPDATE private_value SET value = salt WHERE field = 'name'",
        "UPDATE private_value SET value = NULL WHERE field = 'name'",
        "UPDATE private_value SET kind = 2, salt = NULL, value = NULL WHERE field = 'name'",
        "UPDATE private_value SET salt = (SELECT leaf_sm3 FROM ledger WHERE seq = 0)",
        "DELETE FROM private_value WHERE field = 'phone'",
        "UPDATE file SET named_by = 2 WHERE named_by = 1",
        "UPDATE file SET named_by = NULL WHERE named_by = 1",
        "UPDATE file SET salt = digest WHERE named_by = 1",
        "UPDATE file SET bytes = 1 WHERE named_by = 1",
        "DELETE FROM file WHERE named_by = 1",
        "UPDATE file_chunk SET n = 1",
        "DELETE FROM file_chunk",
    };
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        NEED(ledger_testing_found(t.db, &log));
        NEED(ledger_testing_append(t.db, log, 256));
        for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++) {
            Status status = db_script(op, t.db, forbidden[i]);
            bool guarded = status == BROKEN && (strstr(op->error.detail, "is never") != NULL ||
                                                strstr(op->error.detail, " only ") != NULL);
            test_check(guarded, __FILE__, __LINE__, forbidden[i]);
        }
        LedgerCheck check;
        NEED_OK(ledger_verify(op, t.db, log, &check));
        CHECK_INT(check.findings->count, 0);
    }
}
