/* One full cycle of a conference, for tests: tests/faults/cycle.scenario, act
 * by act or at once, in any database with the schema.
 *
 * A CycleTesting plays in the database it is begun with; everything else of
 * its world (working days, clock, a random source that always starts alike,
 * compiled charters) is its own and ends with its scope. Only files named
 * *_test.c include this header.
 */
#ifndef ACTIONS_CYCLE_TESTING_H
#define ACTIONS_CYCLE_TESTING_H

#include "actions/scenario.h"
#include "actions/scenario_read.h"
#include "base/test.h"
#include "db/db_testing.h"

#define CYCLE_FOLDER LIANXI_SOURCE "/tests/faults"
#define CYCLE_SCENARIO CYCLE_FOLDER "/cycle.scenario"
#define CYCLE_SEED 20250210u

typedef struct CycleTesting {
    World world;
    Random random;
    StepList steps;
} CycleTesting;

#define CYCLE_TESTING(name)                                                                    \
    CycleTesting name __attribute__((cleanup(cycle_testing_end))) = { 0 }
/* Reads the cycle. False after saying what failed. */
bool cycle_testing_begin(CycleTesting *cycle, Db *db);
void cycle_testing_end(CycleTesting *cycle);

/* Sets the clock for the n-th step; true when it is an act to be done. */
bool cycle_testing_turn(CycleTesting *cycle, size_t n);
/* Performs the n-th step, an act, in `db`, under the key of that step. */
NODISCARD Status cycle_testing_act(Op *op, CycleTesting *cycle, Db *db, size_t n, Answer *out);

/* The files a step names, which lie beside the scenario. */
NODISCARD Status cycle_testing_files(Op *op, const Step *step, RequestFile *files,
                                     size_t *count);

/* Plays the whole cycle in the database, expectations too; false after saying
 * what was not met. */
bool cycle_testing_play(Db *db);
/* The same acts under their keys, without the expectations. */
bool cycle_testing_acts(Db *db);

/* One digest over all projections and ledger tables. */
bool cycle_testing_digest(Db *db, Digest *out);

#endif
