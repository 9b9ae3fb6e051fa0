#include "actions/service.h"

#include <assert.h>
#include <string.h>
#include <time.h>

#include "actions/charters.h"
#include "actions/clock.h"
#include "actions/inquiry.h"
#include "actions/recording.h"
#include "actions/replay.h"
#include "actions/service_read.h"
#include "base/text.h"
#include "db/migrate.h"
#include "store/tables_gen.h"

enum { TRIES_MAX = 6, REST_FIRST_MS = 20 };

struct Service {
    Arena *home;
    World world;
    Random random;
    bool prepared; /* the schema is up to date */
    struct {
        const char *word;
        ServiceOther run;
    } others[SERVICE_OTHERS_MAX];
    size_t other_count;
};

Service *service_new(const Calendar *calendar)
{
    Arena *home = arena_new();
    Service *service = ARENA_NEW(home, Service);
    service->home = home;
    service->world = (World){ .calendar = calendar,
                              .random = &service->random,
                              .charters = charter_cache_new() };
    return service;
}

void service_free(Service **service)
{
    if (*service == NULL)
        return;
    charter_cache_free((*service)->world.charters);
    arena_free((*service)->home);
}

/* ---- randomness ------------------------------------------------------------ */

/* A simulated database with a seed: the same requests give the same ledger. */
static Random random_of(const ServiceOpening *opening, const ActKey *key)
{
    uint64_t seed;
    if (!opening->simulated || !opening->has_seed)
        return random_system();
    const Bytes runs[] = { { (const uint8_t *)&opening->seed, sizeof opening->seed },
                           { key->bytes, sizeof key->bytes } };
    Digest digest = digest_of(DIGEST_SHA256, runs, 2);
    memcpy(&seed, digest.bytes, sizeof seed);
    return random_seeded(seed);
}

/* How the database was opened; *opened false: not yet. */
static Status opening_find(Op *op, Db *db, bool *opened, ServiceOpening *out)
{
    LedgerEntry entry;
    Applied act;
    *out = (ServiceOpening){ 0 };
    TRY(ledger_read(op, db, DEPLOYMENT, 0, opened, &entry));
    if (!*opened)
        return OK;
    TRY(entry_decode(op, DEPLOYMENT, &entry, &act));
    if (act.spec->kind != ACT_DEPLOYMENT_OPEN)
        return OK;
    const DeploymentOpen *fields = act.fields;
    out->simulated = fields->simulated;
    out->has_seed = fields->seed != INT_NONE;
    out->seed = out->has_seed ? fields->seed : 0;
    return OK;
}

/* ---- one act --------------------------------------------------------------- */

static Status opening_perform(Op *op, World *world, const ServiceRequest *request,
                              const ServiceOpening *is, bool opened, Answer *answer)
{
    const ServiceOpening *wanted = &request->opening;
    if (opened && wanted->simulated != is->simulated)
        return op_fail(op, INVALID, "这个数据库已经作为%s启用，不能再改。",
                       is->simulated ? "演示库" : "正式库");
    if (opened)
        return OK;
    ActText texts[2] = { { "simulated", wanted->simulated ? "yes" : "no", "" } };
    if (wanted->has_seed)
        texts[1] =
            (ActText){ "seed", arena_printf(op->arena, "%lld", (long long)wanted->seed), "" };
    Request open = { .actor = "admin",
                     .verb = "deployment.open",
                     .place = "",
                     .texts = texts,
                     .text_count = wanted->has_seed ? 2 : 1 };
    TRY(perform_within(op, world, &open, answer));
    return answer->done ? OK : op_fail(op, INVALID, "启用不了数据库：%s", answer->verdict.why);
}

/* Sets time and randomness for one act. */
static Status world_set(Op *op, World *world, const ActKey *key, const ServiceOpening *wanted,
                        bool *opened, ServiceOpening *opening)
{
    TRY(opening_find(op, world->db, opened, opening));
    world->now = clock_machine();
    if (*opened && opening->simulated)
        TRY(clock_now(op, world->db, &world->now));
    *world->random = random_of(*opened ? opening : wanted, key);
    return OK;
}

static Status act_perform(Op *op, World *world, const ServiceRequest *request, Answer *answer)
{
    ServiceOpening opening;
    bool opened;
    TRY(world_set(op, world, &request->act.key, &request->opening, &opened, &opening));
    if (request->opening.wanted)
        TRY(opening_perform(op, world, request, &opening, opened, answer));
    return perform_within(op, world, &request->act, answer);
}

/* The answer is read before the act is kept: what cannot be told is not done. */
static Status act_do(Op *op, World *world, const ServiceRequest *request, bool *done,
                     json_t **reply)
{
    Answer answer;
    DB_SAVEPOINT(part, world->db);
    TRY(db_savepoint_begin(op, &part));
    TRY(act_perform(op, world, request, &answer));
    TRY(service_answer(op, world->db, &request->act, &answer, reply));
    if (!answer.done)
        return OK;
    TRY(db_savepoint_keep(op, &part));
    *done = true;
    return OK;
}

static Status rebuild_do(Op *op, Db *db, bool *done, json_t **reply)
{
    DB_SAVEPOINT(part, db);
    TRY(db_savepoint_begin(op, &part));
    TRY(rebuild_within(op, db));
    TRY(db_savepoint_keep(op, &part));
    *done = true;
    *reply = json_pack("{s: s}", "status", "done");
    return OK;
}

void service_add_other(Service *service, const char *word, ServiceOther other)
{
    assert(service->other_count < SERVICE_OTHERS_MAX);
    service->others[service->other_count].word = word;
    service->others[service->other_count++].run = other;
}

static Status other_do(Op *op, Service *service, const ServiceRequest *request, bool *done,
                       json_t **reply)
{
    JSON_SCOPE(json);
    DB_SAVEPOINT(part, service->world.db);
    size_t i = 0;
    while (i < service->other_count && !text_same(service->others[i].word, request->other))
        i++;
    if (i == service->other_count)
        return op_fail(op, INVALID, "交办的内容格式不对：do。");
    json = json_loadb((const char *)request->json.data, request->json.count,
                      JSON_REJECT_DUPLICATES, NULL);
    TRY(db_savepoint_begin(op, &part));
    TRY(service->others[i].run(op, service->world.db, json, reply));
    TRY(db_savepoint_keep(op, &part));
    *done = true;
    return OK;
}

static Status request_do(Op *op, Service *service, Bytes bytes, bool *done, json_t **reply)
{
    ServiceRequest request;
    World *world = &service->world;
    TRY(service_request_read(op, bytes, &request));
    switch (request.work) {
    case WORK_ACT:
        return act_do(op, world, &request, done, reply);
    case WORK_REBUILD:
        return rebuild_do(op, world->db, done, reply);
    case WORK_OTHER:
        return other_do(op, service, &request, done, reply);
    case WORK_PING:
        *reply = json_pack("{s: s}", "status", "done");
        return OK;
    }
    return OK;
}

/* ---- a batch --------------------------------------------------------------- */

static const char *failure_word(Status status)
{
    return status == UNAVAILABLE || status == BROKEN || status == CONFLICT ? "failed"
                                                                           : "invalid";
}

/* A request that fails undoes only itself; the others stand. */
static void one_do(Op *op, Service *service, OwnerRequest *one, bool *done)
{
    JSON_SCOPE(reply);
    Status status = request_do(op, service, one->request, done, &reply);
    if (status != OK) {
        service_json_end(&reply);
        reply =
            json_pack("{s: s, s: s, s: s, s: b}", "status", failure_word(status), "told",
                      op_told(op), "detail", op->error.detail != NULL ? op->error.detail : "",
                      "passing", status == UNAVAILABLE || status == CONFLICT);
        op_clear(op);
    }
    one->reply = service_json_text(op->arena, reply);
}

Status service_prepare(Op *op, Service *service, Db *db)
{
    size_t applied;
    if (service->prepared && service->world.db == db)
        return OK;
    TRY(db_migrate(op, db, &store_changes, &applied));
    service->world.db = db;
    service->prepared = true;
    return OK;
}

Status service_handle(Op *op, Db *db, void *state, OwnerRequest *batch, size_t count)
{
    Service *service = state;
    bool done = false;
    TRY(service_prepare(op, service, db));
    DB_TX(tx, db);
    TRY(db_tx_begin(op, &tx));
    for (size_t i = 0; i < count; i++)
        one_do(op, service, &batch[i], &done);
    return done ? db_tx_commit(op, &tx) : OK;
}

/* ---- asking ---------------------------------------------------------------- */

static bool is_passing(const json_t *reply)
{
    return json_is_true(json_object_get(reply, "passing"));
}

static Status do_once(Op *op, Service *service, const char *url, Bytes request, json_t **reply)
{
    Bytes bytes;
    service->prepared = false; /* every try has a connection of its own */
    TRY(owner_do(op, url, request, service_handle, service, &bytes));
    *reply = json_loadb((const char *)bytes.data, bytes.count, JSON_REJECT_DUPLICATES, NULL);
    return json_is_object(*reply) ? OK : op_broken(op, BROKEN, "the owner's reply is no JSON");
}

static void rest(int try)
{
    struct timespec time = { .tv_nsec = (long)(REST_FIRST_MS << try) * 1000000 };
    (void)nanosleep(&time, NULL);
}

static Status perform_once(Op *op, Service *service, Db *db, const Request *request,
                           Answer *out)
{
    const ServiceOpening none = { .wanted = false };
    ServiceOpening opening;
    bool opened;
    TRY(service_prepare(op, service, db));
    DB_TX(tx, db);
    TRY(db_tx_begin(op, &tx));
    TRY(world_set(op, &service->world, &request->key, &none, &opened, &opening));
    TRY(perform_within(op, &service->world, request, out));
    return out->done ? db_tx_commit(op, &tx) : OK;
}

Status service_perform(Op *op, Service *service, Db *db, const Request *request, Answer *out)
{
    Status status = OK;
    for (int try = 0; try < TRIES_MAX; try++) {
        op_clear(op);
        status = perform_once(op, service, db, request, out);
        if (db_engine(db) != DB_POSTGRES || (status != UNAVAILABLE && status != CONFLICT))
            return status;
        rest(try);
    }
    return status;
}

Status service_do(Op *op, Service *service, const char *url, Bytes request, json_t **reply)
{
    Status status = OK;
    for (int try = 0; try < TRIES_MAX; try++) {
        service_json_end(reply);
        op_clear(op);
        status = do_once(op, service, url, request, reply);
        bool again = db_url_is_postgres(url) && (status == UNAVAILABLE || status == CONFLICT ||
                                                 (status == OK && is_passing(*reply)));
        if (!again)
            return status;
        rest(try);
    }
    return status;
}
