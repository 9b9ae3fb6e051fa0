#include "bench.h"

#include <fcntl.h>
#include <unistd.h>

#include "actions/scenario.h"
#include "actions/workdays.h"
#include "base/file.h"
#include "db/migrate.h"
#include "store/tables_gen.h"

enum { BLOCK_BYTES = 4096, FILE_BLOCKS = 256 };

static Status disk_fail(Op *op, const char *path)
{
    return op_broken(op, UNAVAILABLE, "cannot write %s", path);
}

Status disk_syncs(Op *op, const char *folder, size_t count, double *per_second)
{
    const char *path = arena_printf(op->arena, "%s/syncs", folder);
    static const char block[BLOCK_BYTES] = { 1 };
    FILE_SCOPE(fd) = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    for (size_t i = 0; i < FILE_BLOCKS; i++)
        if (fd < 0 || pwrite(fd, block, sizeof block, (off_t)(i * sizeof block)) < 0)
            return disk_fail(op, path);
    if (fsync(fd) != 0)
        return disk_fail(op, path);
    double begun = clock_seconds();
    for (size_t i = 0; i < count; i++) {
        off_t at = (off_t)(i % FILE_BLOCKS * sizeof block);
        if (pwrite(fd, block, sizeof block, at) < 0 || fdatasync(fd) != 0)
            return disk_fail(op, path);
    }
    *per_second = (double)count / (clock_seconds() - begun);
    return OK;
}

static void line_drop(void *context, const char *line)
{
    (void)context;
    (void)line;
}

static Status years_play(Op *op, Stage *stage)
{
    static const char *const years[] = { "2023", "2024", "2025" };
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        ScenarioReport report;
        const char *path =
            arena_printf(op->arena, LIANXI_SOURCE "/scenarios/ejin-horo-%s.scenario", years[i]);
        TRY(scenario_play(op, &stage->world, path, NULL, line_drop, NULL, &report));
        if (report.failures > 0)
            return op_broken(op, BROKEN, "%s does not play as written", path);
    }
    return OK;
}

Status stage_open(Op *op, const char *path, Stage *out)
{
    size_t applied;
    const Calendar *calendar;
    TRY(workdays_load(op, NULL, &calendar));
    TRY(db_open(op, path, DB_OWNER, &out->db));
    TRY(db_migrate(op, out->db, &store_changes, &applied));
    out->random = random_system();
    out->world = (World){ .db = out->db,
                          .calendar = calendar,
                          .random = &out->random,
                          .charters = charter_cache_new(),
                          .now = instant_at(day_of(1970, 1, 2), 0, 0) };
    TRY(years_play(op, out));
    out->random = random_system();
    return OK;
}

void stage_close(Stage *stage)
{
    charter_cache_free(stage->world.charters);
    db_close(stage->db);
}

Status topic_propose(Op *op, Stage *stage, size_t n, bool within)
{
    const ActText texts[] = {
        { "title", arena_printf(op->arena, "第%zu项：规范户外高温作业津贴发放", n + 1), "" },
        { "category", "N3.6", "" },
        { "basis", "调研发现有 8 家用人单位没有按规定发放高温津贴，职工反映集中。", "" },
        { "research", "R1", "" },
        { "measures.1", "建立户外高温作业用人单位名册，每年五月底前核定 | hrss", "" },
        { "measures.2", "六月至九月逐月核对发放情况并通报 | hrss", "" },
        { "units", "hrss、finance、emergency、industry", "" },
    };
    Request request = { .actor = "office",
                        .verb = "topic.propose",
                        .place = "",
                        .texts = texts,
                        .text_count = sizeof texts / sizeof *texts };
    Answer answer;
    stage->world.now.us += 1000;
    TRY(within ? perform_within(op, &stage->world, &request, &answer)
               : perform(op, &stage->world, &request, &answer));
    if (!answer.done)
        return op_broken(op, BROKEN, "a topic was refused: %s", answer.verdict.why);
    return OK;
}
