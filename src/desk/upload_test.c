#include "desk/upload.h"

#include <string.h>

#include "db/fake.h"
#include "store/ledger_testing.h"
#include "store/ledger_verify.h"
#include "store/tables_gen.h"

#define ME 7

static const Instant now = { INT64_C(1709256600000000) };

/* `count` bytes that differ from place to place. */
static Bytes content_of(size_t count)
{
    uint8_t *data = arena_alloc(test_op()->arena, count + 1);
    for (size_t i = 0; i < count; i++)
        data[i] = (uint8_t)(i * 31 + i / 251);
    return (Bytes){ data, count };
}

/* Sends it in parts of `part` bytes. */
static Status send_all(Uploading *uploading, Bytes content, size_t part)
{
    for (size_t at = 0; at < content.count; at += part) {
        size_t left = content.count - at;
        TRY(upload_add(test_op(), uploading,
                       (Bytes){ content.data + at, left < part ? left : part }, now));
    }
    return OK;
}

static Status upload(Db *db, int64_t log, Bytes content, size_t part, Upload *out)
{
    Random random = random_system();
    Uploading *uploading;
    TRY(upload_begin(test_op(), db, &random, ME, log, "C:\\文件夹\\扫描件.pdf", now,
                     &uploading));
    Status status = send_all(uploading, content, part);
    if (status != OK) {
        upload_give_up(&uploading);
        return status;
    }
    return upload_finish(test_op(), &uploading, now, out);
}

/* Reaps until nothing is left to do; how often that took. */
static int reap(Db *db, int64_t after_us, bool alone)
{
    int times = 0;
    for (bool more = true; more && times < 10000; times++)
        if (!test_check_ok(
                desk_reap(test_op(), db, (Instant){ now.us + after_us }, alone, &more),
                __FILE__, __LINE__, "reap"))
            return -1;
    return times;
}

static bool clean(Db *db, int64_t log)
{
    LedgerCheck check;
    if (!test_check_ok(ledger_verify(test_op(), db, log, &check), __FILE__, __LINE__, "verify"))
        return false;
    for (size_t i = 0; i < check.findings->kept.count; i++)
        test_check(false, __FILE__, __LINE__, check.findings->kept.items[i].text);
    return check.findings->count == 0;
}

TEST(what_is_taken_in_piece_by_piece_comes_back_bit_for_bit)
{
    static const size_t sizes[] = { 1,
                                    UPLOAD_PIECE_BYTES - 1,
                                    UPLOAD_PIECE_BYTES,
                                    UPLOAD_PIECE_BYTES + 1,
                                    FILE_CHUNK_BYTES,
                                    FILE_CHUNK_BYTES + UPLOAD_PIECE_BYTES + 7 };
    static const size_t parts[] = { 1000, 4096, UPLOAD_PIECE_BYTES, 3u << 20 };
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t log = 0;
        NEED(ledger_testing_found(t.db, &log));
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            Bytes content = content_of(sizes[i]), back;
            Digest sm3 = digest_one(DIGEST_SM3, content);
            Upload made, found;
            NEED_OK(upload(t.db, log, content, parts[i % 4], &made));
            CHECK_TEXT(made.name, "扫描件.pdf");
            CHECK_INT(made.ref.bytes, content.count);
            CHECK(memcmp(made.content.bytes, sm3.bytes, 32) == 0);
            NEED_OK(ledger_file_read(test_op(), t.db, log, &made.ref.digest, &back));
            CHECK(bytes_equal(back, content));
            NEED_OK(upload_find(test_op(), t.db, ME, log, &made.id, &found));
            CHECK(memcmp(&found.ref.digest, &made.ref.digest, 32) == 0);
            CHECK_INT(found.ref.bytes, made.ref.bytes);
        }
        CHECK(clean(t.db, log));
    }
}

TEST(an_upload_that_an_act_names_stays_and_the_others_are_reaped_after_a_day)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        Upload named, waiting;
        UploadList list;
        Bytes content = content_of(5 * UPLOAD_PIECE_BYTES + 3), back;
        NEED(ledger_testing_found(t.db, &log));
        NEED_OK(upload(t.db, log, content, 60000, &named));
        NEED_OK(upload(t.db, log, content, 60000, &waiting));
        NEED_OK(uploads_waiting(op, t.db, ME, log, &list));
        CHECK_INT(list.count, 2);
        NEED_OK(ledger_testing_name(t.db, log, &named.ref));
        NEED_OK(uploads_waiting(op, t.db, ME, log, &list));
        NEED(list.count == 1);
        CHECK(memcmp(&list.items[0].id, &waiting.id, sizeof waiting.id) == 0);
        CHECK_INT(reap(t.db, UPLOAD_WAITS_US - 1, true), 1);
        NEED_OK(upload_find(op, t.db, ME, log, &waiting.id, &waiting));
        CHECK(reap(t.db, UPLOAD_WAITS_US + 1, false) > 2);
        CHECK_INT(upload_find(op, t.db, ME, log, &waiting.id, &waiting), NOT_FOUND);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM file_chunk"), 6);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM upload"), 0);
        CHECK_INT(ledger_testing_name(t.db, log, &waiting.ref), INVALID);
        NEED_OK(ledger_file_read(op, t.db, log, &named.ref.digest, &back));
        CHECK(bytes_equal(back, content));
        CHECK(clean(t.db, log));
    }
}

TEST(an_upload_is_not_found_by_another_account_or_in_another_conference)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        Upload made, found;
        NEED(ledger_testing_found(t.db, &log));
        NEED_OK(upload(t.db, log, content_of(10), 10, &made));
        CHECK_INT(upload_find(op, t.db, ME + 1, log, &made.id, &found), NOT_FOUND);
        CHECK_INT(upload_find(op, t.db, ME, log + 1, &made.id, &found), NOT_FOUND);
        CHECK_TEXT(op_told(op),
                   "上传的文件不在了（上传后一天内没有用上就会清理），请重新上传。");
        NEED_OK(upload_drop(op, t.db, ME + 1, log, &made.id));
        NEED_OK(upload_find(op, t.db, ME, log, &made.id, &found));
        NEED_OK(upload_drop(op, t.db, ME, log, &made.id));
        CHECK_INT(upload_find(op, t.db, ME, log, &made.id, &found), NOT_FOUND);
        CHECK(reap(t.db, 0, false) > 1);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM file_chunk"), 0);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM file"), 0);
    }
}

TEST(what_is_left_half_way_is_never_found_and_is_reaped)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        Random random = random_system();
        Uploading *gone, *lost;
        Upload out;
        NEED(ledger_testing_found(t.db, &log));
        NEED_OK(upload_begin(op, t.db, &random, ME, log, "a", now, &gone));
        NEED_OK(upload_begin(op, t.db, &random, ME, log, "b", now, &lost));
        NEED_OK(send_all(gone, content_of(2 * UPLOAD_PIECE_BYTES), 9999));
        NEED_OK(send_all(lost, content_of(2 * UPLOAD_PIECE_BYTES), 9999));
        upload_give_up(&gone);
        CHECK(gone == NULL);
        CHECK_INT(reap(t.db, 0, false), 2); /* only the one that was given up */
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM file_chunk"), 2);
        CHECK_INT(reap(t.db, UPLOAD_STALLS_US, false), 1);
        CHECK_INT(reap(t.db, UPLOAD_STALLS_US + 1, false), 2);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM file_chunk"), 0);
        CHECK_INT(upload_add(op, lost, content_of(UPLOAD_PIECE_BYTES), now), CONFLICT);
        CHECK_TEXT(op_told(op), "上传已经中断，请重新上传。");
        CHECK_INT(upload_finish(op, &lost, now, &out), CONFLICT);
        CHECK(lost == NULL);
        NEED_OK(upload_begin(op, t.db, &random, ME, log, "c", now, &lost));
        CHECK_INT(reap(t.db, 0, true), 2); /* a server that starts */
        upload_give_up(&lost);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM upload"), 0);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM file"), 0);
    }
}

TEST(a_file_over_its_limit_is_refused_at_the_limit)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        Random random = random_system();
        Uploading *uploading;
        Bytes most = { content_of(1).data, UPLOAD_BYTES_MAX + 1 };
        Upload made;
        NEED(ledger_testing_found(t.db, &log));
        NEED_OK(upload_begin(op, t.db, &random, ME, log, "大.zip", now, &uploading));
        CHECK_INT(upload_add(op, uploading, most, now), INVALID); /* and reads none of it */
        CHECK_TEXT(op_told(op), "文件“大.zip”超过 500 MB，不能上传。");
        CHECK_INT(upload_finish(op, &uploading, now, &made), INVALID);
        CHECK_TEXT(op_told(op), "文件“大.zip”是空的，没有上传。");
    }
}

TEST(an_account_has_at_most_two_gigabytes_and_two_hundred_files_waiting)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        int64_t log = 0;
        Upload made;
        Bytes content = content_of(UPLOAD_PIECE_BYTES);
        NEED(ledger_testing_found(t.db, &log));
        NEED_OK(upload(t.db, log, content, 99999, &made));
        NEED_OK(db_script(op, t.db, "UPDATE upload SET bytes = 2147483648 - 131072"));
        NEED_OK(upload(t.db, log, content, 99999, &made));
        CHECK_INT(upload(t.db, log, content_of(1), 1, &made), INVALID);
        CHECK_TEXT(op_told(op),
                   "您上传后还没有用上的文件合计将超过 2 GB，请先用上或移除一些。");
        NEED_OK(ledger_testing_name(t.db, log,
                                    &made.ref)); /* what an act has named does not count */
        NEED_OK(upload(t.db, log, content_of(1), 1, &made));
        NEED_OK(db_script(op, t.db, "DELETE FROM upload"));
        for (int i = 0; i < UPLOADS_MAX; i++)
            NEED_OK(upload(t.db, log, content_of(1), 1, &made));
        CHECK_INT(upload(t.db, log, content_of(1), 1, &made), INVALID);
        CHECK_TEXT(op_told(op), "您上传后还没有用上的文件已有 200 个，请先用上或移除一些。");
    }
}

/* An upload whose n-th call of the database fails; true: none did. */
static bool upload_failing(Db *inner, int64_t log, uint64_t n, bool too_late)
{
    DbFake fake = { .fail_at = n, .too_late = too_late };
    DB_SCOPE(db);
    Upload made, found;
    db = db_fake(inner, &fake);
    Status status = upload(db, log, content_of(2 * UPLOAD_PIECE_BYTES + 5), 70000, &made);
    bool failed = fake.failed > 0;
    CHECK_INT(status, failed ? UNAVAILABLE : OK);
    CHECK_INT(db_testing_int(inner, "SELECT count(*) FROM upload WHERE state = 'finished'"),
              db_testing_int(inner, "SELECT count(*) FROM file"));
    if (status == OK)
        CHECK_INT(upload_find(test_op(), inner, ME, log, &made.id, &found), OK);
    CHECK(clean(inner, log));
    CHECK(reap(inner, 0, true) > 0);
    if (!too_late)
        CHECK_INT(db_testing_int(inner, "SELECT count(*) FROM file_chunk"), failed ? 0 : 3);
    CHECK(reap(inner, UPLOAD_WAITS_US + 1, false) > 0);
    CHECK_INT(db_testing_int(inner, "SELECT count(*) FROM file_chunk"), 0);
    CHECK_INT(db_testing_int(inner, "SELECT count(*) FROM file"), 0);
    return !failed;
}

/* Refused by the database, or done and then told to have failed. */
TEST(an_upload_that_fails_at_any_call_leaves_nothing_that_is_not_cleared_away)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        int64_t log = 0;
        NEED(ledger_testing_found(t.db, &log));
        for (int too_late = 0; too_late < 2; too_late++) {
            uint64_t n = 1;
            while (n < 200 && !upload_failing(t.db, log, n, too_late == 1))
                n++;
            CHECK(n > 15 && n < 200);
        }
    }
}

TEST(a_file_is_called_as_an_act_may_call_it)
{
    static const char *const fine[][2] = {
        { "a.pdf", "a.pdf" },
        { "终稿/2024/报告 终稿.docx", "报告 终稿.docx" },
        { "C:\\fakepath\\a.pdf ", "a.pdf" },
        { "e\xcc\x81.pdf", "é.pdf" }, /* as some systems decompose it */
    };
    static const char *const refused[] = { "",         "  ",    "a/",          "..",
                                           "a\nb.pdf", "a\xff", "\xe2\x80\xae" };
    const char *out;
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        CHECK_INT(upload_name(test_op(), fine[i][0], &out), OK);
        CHECK_TEXT(out, fine[i][1]);
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        CHECK_INT(upload_name(test_op(), refused[i], &out), INVALID);
    char *name120 = arena_alloc(test_op()->arena, 200);
    memset(name120, 'n', 121);
    CHECK_INT(upload_name(test_op(), name120, &out), INVALID);
    CHECK_TEXT(op_told(test_op()), "文件名最多 120 个字，请改名后再上传。");
    name120[120] = '\0';
    CHECK_INT(upload_name(test_op(), name120, &out), OK);
}

TEST(an_upload_has_an_id_of_thirty_two_digits)
{
    UploadId id = { { 0 } };
    CHECK(upload_id_parse("000102030405060708090a0b0c0d0e0f", &id));
    CHECK_TEXT(upload_id_hex(test_op()->arena, &id), "000102030405060708090a0b0c0d0e0f");
    CHECK(!upload_id_parse("000102030405060708090a0b0c0d0e0", &id));
    CHECK(!upload_id_parse("000102030405060708090a0b0c0d0e0F", &id));
    CHECK(!upload_id_parse(NULL, &id));
}
