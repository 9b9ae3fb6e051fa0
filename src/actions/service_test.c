#include "actions/service.h"

#include <string.h>

#include "actions/inquiry.h"
#include "actions/service_read.h"
#include "actions/telling.h"
#include "base/file.h"
#include "base/test.h"
#include "base/text.h"
#include "db/db_testing.h"
#include "db/fake.h"
#include "store/ledger.h"

#define CHARTER LIANXI_SOURCE "/charters/ejin-horo-2023.md"

static const Calendar *calendar(void)
{
    const Calendar *out = NULL;
    CHECK_INT(calendar_embedded(test_op(), &out), OK);
    return out;
}

static ActKey key_of(uint8_t n)
{
    return (ActKey){ { n } };
}

/* The founding of a simulated conference, as bytes. */
static Bytes founding(uint8_t key)
{
    Bytes charter, out = { 0 };
    CHECK_INT(file_read(test_op(), CHARTER, 1u << 20, &charter), OK);
    ActText all[6] = { { "code", "ejin-horo", "" },
                       { "charter", (const char *)charter.data, "" } };
    static const char *const posts[] = { "union-deputy", "other-vice-heads", "union-vice-chair",
                                         "union-team" };
    for (size_t i = 0; i < 4; i++) {
        all[2 + i] = (ActText){ arena_printf(test_op()->arena, "seats.%zu", i + 1),
                                arena_printf(test_op()->arena, "%s | 2", posts[i]), "" };
    }
    const Request request = { .actor = "admin",
                              .verb = "conference.found",
                              .texts = all,
                              .text_count = 6,
                              .has_key = true,
                              .key = key_of(key) };
    const ServiceOpening opening = {
        .wanted = true, .simulated = true, .has_seed = true, .seed = 7
    };
    CHECK_INT(service_act_request(test_op(), &request, &opening, &out), OK);
    return out;
}

static Bytes person(uint8_t key, const char *handle)
{
    Bytes out = { 0 };
    const ActText texts[] = { { "handle", handle, "" }, { "name", "王静", "" } };
    const Request request = { .actor = "admin",
                              .verb = "person.add",
                              .texts = texts,
                              .text_count = 2,
                              .has_key = true,
                              .key = key_of(key) };
    CHECK_INT(service_act_request(test_op(), &request, NULL, &out), OK);
    return out;
}

static bool says(const OwnerRequest *one, const char *part)
{
    return strstr(
               arena_dup_n(test_op()->arena, (const char *)one->reply.data, one->reply.count),
               part) != NULL;
}

static Status handle(Service *service, Db *db, OwnerRequest *batch, size_t count)
{
    return service_handle(test_op(), db, service, batch, count);
}

static Status database(Db **db)
{
    return db_open(test_op(), ":memory:", DB_OWNER, db);
}

TEST(a_batch_is_done_together_and_each_request_answered)
{
    DB_SCOPE(db);
    SERVICE_SCOPE(service, calendar());
    NEED_OK(database(&db));
    OwnerRequest batch[] = { { .request = founding(1) },
                             { .request = person(2, "wang") },
                             { .request = person(3, "Wang") },
                             { .request = person(4, "li") } };
    NEED_OK(handle(service, db, batch, 4));
    CHECK(says(&batch[0], "\"status\":\"done\""));
    CHECK(says(&batch[0], "\"verb\":\"meeting.request\"")); /* the duty it opens */
    CHECK(says(&batch[1], "\"made\":\"P1\""));
    CHECK(says(&batch[2], "\"status\":\"invalid\""));
    CHECK(says(&batch[2], "handle"));
    CHECK(says(&batch[3], "\"made\":\"P2\"")); /* the fault beside it cost no number */
}

TEST(a_retry_is_answered_again_and_done_once)
{
    DB_SCOPE(db);
    SERVICE_SCOPE(service, calendar());
    NEED_OK(database(&db));
    OwnerRequest batch[] = { { .request = founding(1) }, { .request = person(2, "wang") } };
    OwnerRequest again[] = { { .request = founding(1) }, { .request = person(2, "wang") } };
    NEED_OK(handle(service, db, batch, 2));
    NEED_OK(handle(service, db, again, 2));
    CHECK(says(&again[0], "\"status\":\"done\"") && says(&again[0], "\"repeated\":true"));
    CHECK(says(&again[1], "\"made\":\"P1\"") && says(&again[1], "\"repeated\":true"));
    OwnerRequest other = { .request = founding(9) };
    NEED_OK(handle(service, db, &other, 1));
    CHECK(says(&other, "\"status\":\"invalid\"") && says(&other, "已经建立"));
}

/* Whichever call fails: what was answered as done stands, nothing else does. */
TEST(what_is_answered_as_done_stands_whichever_call_fails)
{
    DbFake fake = { 0 };
    DB_SCOPE(inner);
    DB_SCOPE(db);
    SERVICE_SCOPE(service, calendar());
    int64_t stand = 0;
    size_t silent = 0;
    NEED_OK(database(&inner));
    db = db_fake(inner, &fake);
    OwnerRequest first = { .request = founding(1) };
    NEED_OK(handle(service, db, &first, 1));
    for (uint8_t n = 1; n < 250; n++) {
        const char *handle_name = arena_printf(test_op()->arena, "p%d", n);
        OwnerRequest one = { .request = person(n, handle_name) };
        fake = (DbFake){ .fail_at = n };
        Status status = handle(service, db, &one, 1);
        silent += status != OK;
        stand += status == OK && says(&one, "\"status\":\"done\"");
        CHECK_INT(db_testing_int(inner, "SELECT count(*) FROM person"), stand);
        if (fake.failed == 0)
            break;
    }
    CHECK_INT(fake.failed, 0); /* every call had its turn */
    CHECK_INT(silent, 2);      /* beginning and commit: nobody is answered */
    CHECK_INT(stand, 1);
}

TEST(a_request_that_fails_inside_leaves_the_others)
{
    DbFake fake = { 0 };
    DB_SCOPE(inner);
    DB_SCOPE(db);
    SERVICE_SCOPE(service, calendar());
    NEED_OK(database(&inner));
    db = db_fake(inner, &fake);
    OwnerRequest first = { .request = founding(1) };
    NEED_OK(handle(service, db, &first, 1));
    fake = (DbFake){ .fail_at = 20 };
    OwnerRequest batch[] = { { .request = person(2, "wang") }, { .request = person(3, "li") } };
    NEED_OK(handle(service, db, batch, 2));
    CHECK_INT(fake.failed, 1);
    CHECK(says(&batch[0], "\"status\":\"failed\""));
    CHECK(says(&batch[1], "\"made\":\"P1\""));
}

/* Writes a setting, then does as it was told. */
static Status setting_write(Op *op, Db *db, json_t *request, json_t **reply)
{
    TRY(db_script(op, db, "INSERT INTO setting VALUES (9, 'x', 'y')"));
    if (!json_is_true(json_object_get(request, "well")))
        return op_fail(op, INVALID, "不行。");
    *reply = json_pack("{s: s}", "status", "done");
    return OK;
}

static OwnerRequest other_request(const char *word, bool well)
{
    OwnerRequest out = { { NULL, 0 }, { NULL, 0 } };
    JSON_SCOPE(json);
    json = json_pack("{s: s, s: b}", "do", word, "well", well);
    CHECK_INT(service_other_request(test_op(), json, &out.request), OK);
    return out;
}

TEST(work_of_another_folder_is_kept_when_done_and_undone_when_not)
{
    DB_SCOPE(db);
    SERVICE_SCOPE(service, calendar());
    NEED_OK(database(&db));
    service_add_other(service, "setting", setting_write);
    OwnerRequest first[] = { other_request("setting", false), other_request("other", true) };
    NEED_OK(handle(service, db, first, 2));
    CHECK(says(&first[0], "\"status\":\"invalid\"") && says(&first[0], "不行。"));
    CHECK(says(&first[1], "\"status\":\"invalid\""));
    CHECK_INT(db_testing_int(db, "SELECT count(*) FROM setting"), 0);
    OwnerRequest second = other_request("setting", true);
    NEED_OK(handle(service, db, &second, 1));
    CHECK(says(&second, "\"status\":\"done\""));
    CHECK_INT(db_testing_int(db, "SELECT count(*) FROM setting"), 1);
}

TEST(one_seed_and_one_key_give_one_ledger)
{
    Digest ids[2];
    for (int i = 0; i < 2; i++) {
        LedgerLogList logs = { 0 };
        DB_SCOPE(db);
        SERVICE_SCOPE(service, calendar());
        NEED_OK(database(&db));
        OwnerRequest one = { .request = founding(1) };
        NEED_OK(handle(service, db, &one, 1));
        NEED_OK(ledger_logs(test_op(), db, &logs));
        NEED(logs.count == 2);
        ids[i] = digest_one(DIGEST_SM3, (Bytes){ logs.items[1].log_id.bytes, 16 });
    }
    CHECK(bytes_equal(digest_bytes(&ids[0]), digest_bytes(&ids[1])));
}

TEST(a_database_in_real_use_does_not_become_a_simulation)
{
    DB_SCOPE(db);
    SERVICE_SCOPE(service, calendar());
    bool simulated;
    NEED_OK(database(&db));
    OwnerRequest one = { .request = founding(1) };
    NEED_OK(handle(service, db, &one, 1));
    NEED_OK(database_simulated(test_op(), db, &simulated));
    CHECK(simulated);
    const Request request = {
        .actor = "admin", .verb = "person.add", .has_key = true, .key = key_of(5)
    };
    const ServiceOpening real = { .wanted = true };
    OwnerRequest other = { 0 };
    NEED_OK(service_act_request(test_op(), &request, &real, &other.request));
    NEED_OK(handle(service, db, &other, 1));
    CHECK(says(&other, "\"status\":\"invalid\"") && says(&other, "演示库"));
}

/* ---- reading ------------------------------------------------------------------ */

static Bytes framed(const char *json, const char *rest)
{
    Buf buf;
    buf_init(&buf, test_op()->arena);
    buf_u32(&buf, (uint32_t)strlen(json));
    buf_text(&buf, json);
    buf_text(&buf, rest);
    return buf_bytes(&buf);
}

#define ACT(more)                                                                              \
    "{\"do\":\"act\",\"conference\":null,\"as\":\"office\",\"verb\":\"topic.agree\","          \
    "\"subject\":\"T1\",\"key\":\"00112233445566778899aabbccddeeff\",\"texts\":[[\"a\","       \
    "\"b\"]]," more "\"open\":null}"

static Status read_framed(const char *json, const char *rest)
{
    ServiceRequest out;
    return service_request_read(test_op(), framed(json, rest), &out);
}

TEST(a_request_reads_back_as_it_was_written)
{
    ServiceRequest out;
    const RequestFile files[] = { { .name = "a.pdf",
                                    .content = { (const uint8_t *)"x\0y", 3 } },
                                  { .name = "b.pdf", .content = { (const uint8_t *)"z", 1 } } };
    const ActText texts[] = { { "title", "甲\n乙", "" } };
    Bytes bytes;
    const Request request = { .conference = "ejin-horo",
                              .actor = "office/wang",
                              .verb = "topic.propose",
                              .texts = texts,
                              .text_count = 1,
                              .files = files,
                              .file_count = 2,
                              .has_key = true,
                              .key = key_of(200) };
    NEED_OK(service_act_request(test_op(), &request, NULL, &bytes));
    NEED_OK(service_request_read(test_op(), bytes, &out));
    CHECK_TEXT(out.act.conference, "ejin-horo");
    CHECK_TEXT(out.act.texts[0].value, "甲\n乙");
    CHECK(out.act.subject == NULL && out.act.has_key && out.act.key.bytes[0] == 200);
    NEED(out.act.file_count == 2);
    CHECK(bytes_equal(out.act.files[0].content, files[0].content));
    CHECK_TEXT(out.act.files[1].name, "b.pdf");
    CHECK(!out.opening.wanted);
    for (size_t n = 0; n < bytes.count; n++) /* cut anywhere it is refused */
        CHECK_INT(service_request_read(test_op(), (Bytes){ bytes.data, n }, &out), INVALID);
}

TEST(requests_of_another_shape_are_refused)
{
    CHECK_INT(read_framed(ACT("\"files\":[[\"f\",2]],"), "xy"), OK);
    CHECK_INT(read_framed(ACT("\"files\":[[\"f\",2]],"), "xyz"), INVALID);
    CHECK_INT(read_framed(ACT("\"files\":[[\"f\",3]],"), "xy"), INVALID);
    CHECK_INT(read_framed(ACT("\"files\":[[\"f\",-1]],"), ""), INVALID);
    CHECK_INT(read_framed(ACT("\"files\":[[\"f\"]],"), ""), INVALID);
    CHECK_INT(read_framed(ACT("\"files\":{},"), ""), INVALID);
    CHECK_INT(read_framed(ACT(""), ""), INVALID);
    CHECK_INT(read_framed(ACT("\"files\":[],\"more\":1,"), ""), INVALID);
    CHECK_INT(read_framed(ACT("\"files\":[],\"verb\":\"a\","), ""), INVALID);
    CHECK_INT(read_framed("{\"do\":\"account\"}", "x"), INVALID);
    CHECK_INT(read_framed("{\"do\":7}", ""), INVALID);
    CHECK_INT(read_framed("{\"do\":\"ping\",\"x\":1}", ""), INVALID);
    CHECK_INT(read_framed("{\"do\":\"ping\"}", "x"), INVALID);
    CHECK_INT(read_framed("[]", ""), INVALID);
    CHECK_INT(read_framed("{\"do\":\"pi\xff\"}", ""), INVALID);
}

TEST(a_key_is_thirty_two_digits_and_nothing_else)
{
    ActKey key;
    CHECK(service_key_read("00112233445566778899aabbccddeeff", &key));
    CHECK_INT(key.bytes[15], 0xff);
    CHECK(!service_key_read("00112233445566778899AABBCCDDEEFF", &key));
    CHECK(!service_key_read("00112233445566778899aabbccddeef", &key));
    CHECK(!service_key_read("00112233445566778899aabbccddeefff", &key));
}

/* ---- words -------------------------------------------------------------------- */

TEST(sources_are_told_in_words)
{
    Arena *arena = test_op()->arena;
    CHECK_TEXT(tell_source(arena, (Source){ SOURCE_CLAUSE, "N4.3d" }), "条款 N4.3d");
    CHECK_TEXT(tell_source(arena, (Source){ SOURCE_READING, "R4" }), "释读 R4");
    CHECK_TEXT(tell_source(arena, (Source){ SOURCE_SETTING, "reply-days" }),
               "办公室设定“征求意见答复期限”");
    CHECK(text_starts(tell_source(arena, (Source){ SOURCE_HOUSE, "H1" }), "通则 H1（承办单位"));
    CHECK_TEXT(tell_source(arena, (Source){ SOURCE_ORDER, "decision.close.verified" }),
               "办理次序（销号）");
    CHECK_TEXT(tell_source(arena, (Source){ SOURCE_ORDER, "topic: submitted" }),
               "办理次序（议题：已报请商定）");
    CHECK_TEXT(tell_source(arena, (Source){ SOURCE_ORDER, "stage" }), "办理次序");
    CHECK_TEXT(tell_source_kept(arena, "house", "H3"), "通则 H3");
}
