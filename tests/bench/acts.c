/* Acts against the disk they are kept on. */
#include "bench.h"

#include "actions/replay.h"

enum { GROUP = 64 };

static Status acts_singly(Op *op, Stage *stage, size_t count, size_t *n)
{
    double begun = clock_seconds();
    for (size_t i = 0; i < count; i++) {
        ARENA_SCOPE(memory);
        Op one = { .arena = memory };
        if (topic_propose(&one, stage, (*n)++, false) != OK)
            return op_broken(op, BROKEN, "%s", one.error.detail);
    }
    show("single_per_second", (double)count / (clock_seconds() - begun));
    return OK;
}

static Status group(Op *op, Stage *stage, size_t *n)
{
    DB_TX(tx, stage->db);
    TRY(db_tx_begin(op, &tx));
    for (size_t i = 0; i < GROUP; i++) {
        ARENA_SCOPE(memory);
        Op one = { .arena = memory };
        if (topic_propose(&one, stage, (*n)++, true) != OK)
            return op_broken(op, BROKEN, "%s", one.error.detail);
    }
    return db_tx_commit(op, &tx);
}

static Status acts_grouped(Op *op, Stage *stage, size_t count, size_t *n)
{
    double begun = clock_seconds(), worked = work_seconds();
    size_t done = 0;
    for (; done < count; done += GROUP)
        TRY(group(op, stage, n));
    show("grouped_per_second", (double)done / (clock_seconds() - begun));
    show("act_work_us", (work_seconds() - worked) * 1e6 / (double)done);
    return OK;
}

/* Everything that was done, told again in memory and compared. */
static Status acts_again(Op *op, Stage *stage)
{
    DifferenceList differences = { 0 };
    LedgerLogList logs = { 0 };
    uint64_t acts = 0;
    TRY(ledger_logs(op, stage->db, &logs));
    for (size_t i = 0; i < logs.count; i++) {
        LedgerRoot root;
        TRY(ledger_root(op, stage->db, logs.items[i].log, &root));
        acts += root.size;
    }
    double begun = work_seconds();
    TRY(rebuild_check(op, stage->db, &differences));
    show("replayed_per_second", (double)acts / (work_seconds() - begun));
    return differences.count == 0 ? OK : op_broken(op, BROKEN, "%s", differences.items[0]);
}

/* Disk, single acts, disk again, grouped acts: what the disk does meanwhile
 * is measured beside each. */
Status bench_acts(Op *op, const char *folder, size_t rounds)
{
    STAGE_SCOPE(stage);
    size_t n = 0;
    TRY(stage_open(op, arena_printf(op->arena, "%s/acts.db", folder), &stage));
    TRY(acts_grouped(op, &stage, GROUP, &n)); /* statements prepared, pages read */
    for (size_t round = 0; round < rounds; round++) {
        double before, between, after;
        TRY(disk_syncs(op, folder, 400, &before));
        TRY(acts_singly(op, &stage, 200, &n));
        TRY(disk_syncs(op, folder, 400, &between));
        TRY(acts_grouped(op, &stage, (size_t)8 * GROUP, &n));
        TRY(disk_syncs(op, folder, 400, &after));
        show("syncs_by_single_per_second", (before + between) / 2);
        show("syncs_by_grouped_per_second", (between + after) / 2);
    }
    for (size_t round = 0; round < 3; round++)
        TRY(acts_again(op, &stage));
    return OK;
}
