/* What the parts of lianxi-bench share: clocks, disk, a database to measure.
 *
 * lianxi-bench measures and prints `name value` lines, one a measurement, in
 * units the name says; script/bench runs it in rounds and writes
 * docs/bench.md. It judges nothing. Not installed.
 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include "actions/charters.h"
#include "actions/perform.h"

double clock_seconds(void); /* monotonic: for what waits for a disk */
double work_seconds(void);  /* of the processor, this process: for what computes */
void show(const char *name, double value);

/* 4 KiB overwritten and synced again and again in a file of `folder`. */
NODISCARD Status disk_syncs(Op *op, const char *folder, size_t count, double *per_second);

/* A database in which the demo's years have been played. */
typedef struct Stage {
    Db *db;
    Random random;
    World world;
} Stage;
NODISCARD Status stage_open(Op *op, const char *path, Stage *out);
void stage_close(Stage *stage);
#define STAGE_SCOPE(name) Stage name __attribute__((cleanup(stage_close))) = { 0 }

/* One office's proposal of a topic, as the demo's first; `n` is in its title. */
NODISCARD Status topic_propose(Op *op, Stage *stage, size_t n, bool within);

NODISCARD Status bench_acts(Op *op, const char *folder, size_t count);
NODISCARD Status bench_ledger(Op *op, const char *folder, size_t count);
NODISCARD Status bench_minutes(Op *op, size_t count);
NODISCARD Status bench_minutes_write(Op *op, const char *path, bool docx);

#endif
