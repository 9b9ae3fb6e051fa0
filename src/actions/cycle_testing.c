#include "actions/cycle_testing.h"

#include <stdio.h>
#include <string.h>

#include "actions/charters.h"
#include "base/file.h"
#include "base/text.h"
#include "db/table.h"
#include "store/tables_gen.h"

bool cycle_testing_begin(CycleTesting *cycle, Db *db)
{
    Op *op = test_op();
    *cycle = (CycleTesting){ .random = random_seeded(CYCLE_SEED) };
    cycle->world = (World){ .db = db,
                            .random = &cycle->random,
                            .charters = charter_cache_new(),
                            .now = instant_at(day_of(2025, 1, 2), 9, 0) };
    return test_check_ok(calendar_embedded(op, &cycle->world.calendar), __FILE__, __LINE__,
                         "calendar_embedded") &&
           test_check_ok(scenario_read(op, NULL, CYCLE_SCENARIO, &cycle->steps), __FILE__,
                         __LINE__, "reading the cycle");
}

void cycle_testing_end(CycleTesting *cycle)
{
    charter_cache_free(cycle->world.charters);
    cycle->world.charters = NULL;
}

bool cycle_testing_turn(CycleTesting *cycle, size_t n)
{
    const Step *step = &cycle->steps.items[n];
    if (step->kind == STEP_ON && step->at.us > cycle->world.now.us)
        cycle->world.now = step->at;
    if (step->kind != STEP_ACT || step->expected != EXPECTED_DONE)
        return false;
    cycle->world.now.us += 1000000;
    return true;
}

/* The key of a step is its number, so that it can be asked for again. */
static ActKey key_of(size_t n)
{
    ActKey key = { { 0 } };
    for (size_t i = 0; i < sizeof n; i++)
        key.bytes[i] = (uint8_t)(n >> (8 * i));
    key.bytes[sizeof key.bytes - 1] = 0xc1;
    return key;
}

/* The files an act names lie beside the scenario. */
Status cycle_testing_files(Op *op, const Step *step, RequestFile *files, size_t *count)
{
    const ActSpec *spec = act_find(step->verb);
    for (size_t i = 0; spec != NULL && i < step->texts.count; i++) {
        const ActText *text = &step->texts.items[i];
        const FieldSpec *field = act_field(spec, text->key);
        if (!text_same(text->key, "scan") && (field == NULL || field->type != TYPE_FILE))
            continue;
        const char *path = arena_printf(op->arena, CYCLE_FOLDER "/%s", text->value);
        RequestFile *file = &files[(*count)++];
        *file = (RequestFile){ 0 };
        file->name = text->value;
        TRY(file_read(op, path, REQUEST_FILE_BYTES_MAX, &file->content));
    }
    return OK;
}

Status cycle_testing_act(Op *op, CycleTesting *cycle, Db *db, size_t n, Answer *out)
{
    const Step *step = &cycle->steps.items[n];
    RequestFile files[REQUEST_FILES_MAX];
    World world = cycle->world;
    Request request = { .actor = step->actor,
                        .verb = step->verb,
                        .subject = step->subject,
                        .place = step->place,
                        .texts = step->texts.items,
                        .text_count = step->texts.count,
                        .files = files,
                        .has_key = true,
                        .key = key_of(n) };
    world.db = db;
    TRY(cycle_testing_files(op, step, files, &request.file_count));
    return perform(op, &world, &request, out);
}

bool cycle_testing_acts(Db *db)
{
    CYCLE_TESTING(cycle);
    if (!cycle_testing_begin(&cycle, db))
        return false;
    for (size_t n = 0; n < cycle.steps.count; n++) {
        Answer answer;
        if (!cycle_testing_turn(&cycle, n))
            continue;
        Status status = cycle_testing_act(test_op(), &cycle, db, n, &answer);
        if (!test_check_ok(status, __FILE__, __LINE__, cycle.steps.items[n].place) ||
            !test_check(answer.done && !answer.repeated, __FILE__, __LINE__,
                        cycle.steps.items[n].place))
            return false;
    }
    return true;
}

static void keep_failures(void *context, const char *line)
{
    (void)context;
    if (strstr(line, "不符：") != NULL)
        printf("    %s\n", line);
}

bool cycle_testing_play(Db *db)
{
    CYCLE_TESTING(cycle);
    ScenarioReport report;
    if (!cycle_testing_begin(&cycle, db))
        return false;
    Status status = scenario_play(test_op(), &cycle.world, CYCLE_SCENARIO, NULL, keep_failures,
                                  NULL, &report);
    if (status == INVALID)
        printf("    %s\n", op_told(test_op()));
    return test_check_ok(status, __FILE__, __LINE__, "playing the cycle") &&
           CHECK_INT(report.failures, 0);
}

bool cycle_testing_digest(Db *db, Digest *out)
{
    Op *op = test_op();
    Digest projections, ledgers;
    if (!test_check_ok(tables_digest(op, db, &store_tables, TABLE_PROJECTION, &projections),
                       __FILE__, __LINE__, "digest of the projections") ||
        !test_check_ok(tables_digest(op, db, &store_tables, TABLE_LEDGER, &ledgers), __FILE__,
                       __LINE__, "digest of the ledgers"))
        return false;
    uint8_t both[sizeof projections.bytes * 2];
    memcpy(both, projections.bytes, sizeof projections.bytes);
    memcpy(both + sizeof projections.bytes, ledgers.bytes, sizeof ledgers.bytes);
    *out = digest_one(DIGEST_SM3, (Bytes){ both, sizeof both });
    return true;
}
