/* A scenario spoilt at random: whatever it has become, it is played or refused
 * with file and line, and the database stays whole. */
#include <ctype.h>

#include "actions/cycle_testing.h"
#include "actions/replay.h"
#include "actions/rubbish_testing.h"
#include "base/file.h"
#include "base/text.h"
#include "db/db_testing.h"
#include "store/ledger_verify.h"
#include "store/tables_gen.h"

#define SPOILT "spoilt.scenario"

static Status spoilt_read(Op *op, void *context, const char *path, size_t bytes_max, Bytes *out)
{
    if (!text_same(path, SPOILT))
        return file_read(op, arena_printf(op->arena, CYCLE_FOLDER "/%s", path), bytes_max, out);
    *out = *(const Bytes *)context;
    return OK;
}

/* SPOILT:LINE at the beginning. */
static bool says_where(const char *told)
{
    return text_starts(told, SPOILT ":") && isdigit((unsigned char)told[sizeof SPOILT]);
}

static void keep_quiet(void *context, const char *line)
{
    (void)context;
    (void)line;
}

static bool whole(Op *op, Db *db, uint64_t round)
{
    LedgerLogList logs = { 0 };
    DifferenceList differences = { 0 };
    if (!rubbish_fits(ledger_logs(op, db, &logs) == OK, round, "the ledgers cannot be read"))
        return false;
    for (size_t i = 0; i < logs.count; i++) {
        LedgerCheck check;
        if (!rubbish_fits(ledger_verify(op, db, logs.items[i].log, &check) == OK &&
                              check.findings->count == 0,
                          round, "a ledger does not verify"))
            return false;
    }
    return rubbish_fits(rebuild_check(op, db, &differences) == OK, round, op_told(op)) &&
           rubbish_fits(differences.count == 0, round,
                        differences.count > 0 ? differences.items[0] : "");
}

static bool scenario_round(Op *op, void *state, Bytes text, uint64_t round)
{
    ScenarioReport report;
    size_t applied;
    World world = *(const World *)state;
    /* what is read has a NUL behind it */
    Bytes read = { (const uint8_t *)arena_dup_n(op->arena, (const char *)text.data, text.count),
                   text.count };
    ScenarioFiles files = { .context = &read, .read = spoilt_read };
    DB_SCOPE(db);
    if (!rubbish_fits(db_open(op, ":memory:", DB_OWNER, &db) == OK &&
                          db_migrate(op, db, &store_changes, &applied) == OK,
                      round, "no database"))
        return false;
    world.db = db;
    Status status =
        scenario_play_from(op, &world, &files, SPOILT, NULL, keep_quiet, NULL, &report);
    if (status != OK && (!rubbish_fits(status == INVALID, round, op->error.detail) ||
                         !rubbish_fits(says_where(op_told(op)), round, op_told(op))))
        return false;
    op_clear(op);
    return whole(op, db, round);
}

TEST(a_scenario_spoilt_at_random_plays_or_is_refused_with_its_line)
{
    Bytes text;
    CYCLE_TESTING(cycle);
    NEED(cycle_testing_begin(&cycle, NULL));
    NEED_OK(file_read(test_op(), CYCLE_SCENARIO, SCENARIO_BYTES_MAX, &text));
    rubbish_rounds(text, scenario_round, &cycle.world);
}
