/* Acts that name files which were stored before them. */
#include <string.h>

#include "actions/cycle_testing.h"
#include "actions/perform.h"
#include "actions/replay.h"
#include "db/db_testing.h"
#include "store/ledger_file.h"
#include "store/ledger_verify.h"
#include "store/tables_gen.h"

/* A conference that has gone through the cycle, and who acts in it. */
typedef struct Stage {
    CycleTesting cycle;
    int64_t log;
    Instant now;
} Stage;

static bool stage_begin(Stage *stage, Db *db)
{
    bool found;
    stage->now = instant_at(day_of(2026, 1, 5), 9, 0);
    return cycle_testing_acts(db) && cycle_testing_begin(&stage->cycle, db) &&
           test_check_ok(ledger_by_code(test_op(), db, "ejin-horo", &found, &stage->log),
                         __FILE__, __LINE__, "the conference") &&
           found;
}

/* Stores a content under an id, as the desk does; half: without declaring it. */
static bool store(Stage *stage, Db *db, const char *id, const char *content, bool half,
                  RequestFile *out)
{
    Op *op = test_op();
    LedgerHead head;
    Salt salt = { { 9 } };
    DB_TX(tx, db);
    bool fine = db_tx_begin(op, &tx) == OK && ledger_begin(op, db, stage->log, &head) == OK;
    *out = (RequestFile){ .name = "a.pdf", .handle = id, .stored = true };
    salt.bytes[1] = (uint8_t)id[0];
    out->digest = digest_one(DIGEST_SM3, bytes_of_text(content));
    if (!fine)
        return CHECK(fine);
    out->ref = file_ref_of(op->arena, &salt, head.log_id, bytes_of_text(content));
    return CHECK(ledger_file_chunk_put(op, db, stage->log, bytes_of_text(id), 0,
                                       bytes_of_text(content), stage->now) == OK) &&
           CHECK(half || ledger_file_declare(op, db, stage->log, bytes_of_text(id), &salt,
                                             &out->ref, stage->now) == OK) &&
           CHECK(db_tx_commit(op, &tx) == OK);
}

/* A research report with an annex and a scan by these handles; NULL: without. */
static Status report(Stage *stage, Db *db, uint8_t key, const RequestFile *files, size_t count,
                     const char *annex, const char *scan, Answer *out)
{
    const ActText texts[] = {
        { "title", "高温作业调研", "" },         { "started", "2025-12-01", "" },
        { "ended", "2025-12-05", "" },           { "places", "三个工地", "" },
        { "participants", "hrss、housing", "" }, { "findings", "津贴发放不一", "" },
        { "argument", "请两家论证", "" },        { "annex", annex != NULL ? annex : "", "" },
        { "scan", scan != NULL ? scan : "", "" }
    };
    Request request = { .conference = "ejin-horo",
                        .actor = "office",
                        .verb = "research.report",
                        .place = "",
                        .texts = texts,
                        .text_count = sizeof texts / sizeof *texts,
                        .files = files,
                        .file_count = count,
                        .has_key = true,
                        .key = { { 200, key } } };
    World world = stage->cycle.world;
    world.db = db;
    world.now = stage->now;
    return perform(test_op(), &world, &request, out);
}

/* The content of the file that a field of a record names. */
static const char *named(Stage *stage, Db *db, int64_t seq, const char *field)
{
    LedgerEntry entry;
    bool found;
    FileRef ref;
    Bytes content;
    if (!CHECK(ledger_read(test_op(), db, stage->log, (uint64_t)seq, &found, &entry) == OK) ||
        !CHECK(found))
        return "";
    const RecordField *is = record_field(&entry.record, field);
    if (!CHECK(is != NULL && file_ref_decode(is->bytes, &ref)) ||
        !CHECK(ledger_file_read(test_op(), db, stage->log, &ref.digest, &content) == OK))
        return "";
    return arena_dup_n(test_op()->arena, (const char *)content.data, content.count);
}

static bool clean(Stage *stage, Db *db)
{
    LedgerCheck check;
    DifferenceList differences = { 0 };
    return CHECK(ledger_verify(test_op(), db, stage->log, &check) == OK) &&
           CHECK_INT(check.findings->count, 0) &&
           CHECK(rebuild_check(test_op(), db, &differences) == OK) &&
           CHECK_INT(differences.count, 0);
}

TEST(an_act_takes_stored_files_each_field_its_own_though_they_have_one_name)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Stage stage = { .log = 0 };
        CYCLE_TESTING(ended);
        RequestFile files[2];
        Answer answer, again;
        NEED(stage_begin(&stage, t.db));
        ended = stage.cycle;
        NEED(store(&stage, t.db, "one", "第一件", false, &files[0]));
        NEED(store(&stage, t.db, "two", "第二件！", false, &files[1]));
        NEED_OK(report(&stage, t.db, 1, files, 2, "two", "one", &answer));
        CHECK_TEXT(answer.verdict.why, "");
        NEED(answer.done);
        CHECK_TEXT(named(&stage, t.db, answer.seq, "annex.file"), "第二件！");
        CHECK_TEXT(named(&stage, t.db, answer.seq, "scan.file"), "第一件");
        NEED_OK(report(&stage, t.db, 1, files, 2, "two", "one", &again));
        CHECK(again.repeated && again.seq == answer.seq);
        CHECK(clean(&stage, t.db));
    }
}

TEST(a_stored_file_that_another_act_has_or_that_is_not_there_is_refused)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Stage stage = { .log = 0 };
        CYCLE_TESTING(ended);
        RequestFile files[3];
        Answer answer;
        NEED(stage_begin(&stage, t.db));
        ended = stage.cycle;
        NEED(store(&stage, t.db, "one", "第一件", false, &files[0]));
        NEED(store(&stage, t.db, "half", "半件", true, &files[1]));
        NEED_OK(report(&stage, t.db, 1, files, 2, "one", NULL, &answer));
        NEED(answer.done);
        CHECK_INT(report(&stage, t.db, 2, files, 1, "one", NULL, &answer), INVALID);
        CHECK_TEXT(op_told(test_op()), "文件“a.pdf”已经附在另一次办理里，请重新上传。");
        CHECK_INT(report(&stage, t.db, 3, &files[1], 1, "half", NULL, &answer), INVALID);
        CHECK_TEXT(op_told(test_op()), "文件“a.pdf”没有完整上传，或者已经清理，请重新上传。");
        NEED(store(&stage, t.db, "three", "第三件", false, &files[2]));
        files[2].ref.bytes++; /* what was declared is another size */
        CHECK_INT(report(&stage, t.db, 4, &files[2], 1, "three", NULL, &answer), INVALID);
        CHECK(clean(&stage, t.db));
    }
}
