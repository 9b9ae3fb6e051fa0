/* Three years of a conference, played into a fresh database. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "actions/clock.h"
#include "actions/inquiry.h"
#include "actions/paper.h"
#include "base/embedded.h"
#include "base/file.h"
#include "cli/args.h"
#include "cli/demo_gen.h"
#include "cli/place.h"
#include "cli/playing.h"
#include "cli/runs.h"
#include "cli/summary.h"
#include "db/owner.h"
#include "store/rows_gen.h"

/* What scenarios name is known by the last part of its path. */
static Status carried_read(Op *op, void *context, const char *path, size_t bytes_max,
                           Bytes *out)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    (void)context;
    for (size_t i = 0; i < demo_files_count; i++) {
        if (!text_same(demo_files[i].name, name) || demo_files[i].bytes.count > bytes_max)
            continue;
        *out = (Bytes){ arena_copy(op->arena, demo_files[i].bytes.data,
                                   demo_files[i].bytes.count + 1),
                        demo_files[i].bytes.count };
        return OK;
    }
    return op_fail(op, NOT_FOUND, "程序里没有带文件 %s。", path);
}

/* ---- a fresh database -------------------------------------------------------- */

static Status remove_file(Op *op, const char *path)
{
    if (unlink(path) != 0 && errno != ENOENT)
        return op_fail(op, UNAVAILABLE, "删不了 %s：%s。", path, file_cause(errno));
    return OK;
}

/* Removes a demonstration, never a database in real use. */
static Status old_remove(Op *op, Cli *cli, const char *url)
{
    if (db_url_is_postgres(url))
        return op_fail(op, INVALID,
                       "--fresh 只用于 SQLite 文件；请另建一个 PostgreSQL 数据库。");
    {
        PLAYING_SCOPE(old);
        TRY(playing_open(op, cli, url, &old));
        TRY(playing_allowed(op, &old));
    }
    TRY(remove_file(op, url));
    TRY(remove_file(op, arena_printf(op->arena, "%s-wal", url)));
    return remove_file(op, arena_printf(op->arena, "%s-shm", url));
}

static Status database_open(Op *op, Cli *cli, Playing *playing)
{
    const char *url = place_url(cli);
    bool found, opened;
    TRY(place_look(op, url, &found));
    if (found && cli_has(cli, "--fresh"))
        TRY(old_remove(op, cli, url));
    TRY(playing_open(op, cli, url, playing));
    TRY(database_opened(op, playing->db, &opened));
    if (opened)
        return op_fail(op, UNAVAILABLE,
                       "数据库 %s 里已有内容；要重做演示，加上 --fresh，或者用 --db 另写一个。",
                       args_shown(op->arena, url));
    return OK;
}

/* ---- papers ------------------------------------------------------------------ */

static Status paper_write(Op *op, Playing *playing, const Place *place, const char *folder,
                          const char *kind, int64_t meeting)
{
    static const char *const formats[] = { "pdf", "docx" };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        ARENA_SCOPE(scratch);
        Op one = { .arena = scratch };
        Bytes paper;
        const char *path = arena_printf(op->arena, "%s/M%lld-%s.%s", folder, (long long)meeting,
                                        kind, formats[i]);
        Status status = paper_make(&one, &playing->world, place->conference, kind,
                                   (Subject){ NOUN_MEETING, meeting }, formats[i], &paper);
        if (status == OK)
            status = file_write(&one, path, paper);
        if (status != OK)
            return op_fail(op, status, "%s：%s", path, op_told(&one));
    }
    return OK;
}

static Status papers_write(Op *op, Playing *playing, const Place *place, const char *folder)
{
    MeetingRowList meetings = { 0 };
    TRY(file_make_folder(op, folder));
    TRY(meeting_rows(op, place->db, place->conference, &meetings));
    for (size_t i = 0; i < meetings.count; i++) {
        const MeetingRow *meeting = &meetings.items[i];
        MinutesRow minutes;
        bool drafted;
        TRY(minutes_row_find(op, place->db, place->conference, meeting->number, &drafted,
                             &minutes));
        if (day_given(meeting->notified_on))
            TRY(paper_write(op, playing, place, folder, "notice", meeting->number));
        if (drafted)
            TRY(paper_write(op, playing, place, folder, "minutes", meeting->number));
    }
    return OK;
}

/* ---- the command ------------------------------------------------------------- */

static Status scenarios_play(Op *op, Playing *playing, size_t *failures)
{
    const ScenarioFiles files = { .read = carried_read };
    for (size_t i = 0; i < demo_files_count; i++) {
        ScenarioReport report;
        const char *name = demo_files[i].name;
        if (!text_starts(name, "ejin-horo-") || !text_ends(name, ".scenario"))
            continue;
        TRY(playing_play(op, playing, &files, arena_printf(op->arena, "scenarios/%s", name),
                         &report));
        *failures += report.failures;
    }
    return OK;
}

Status run_demo(Op *op, Cli *cli)
{
    const char *folder = cli_option(cli, "--papers");
    Place place;
    size_t failures = 0;
    SHEET(sheet, op, cli);
    PLAYING_SCOPE(playing);
    TRY(database_open(op, cli, &playing));
    playing.quiet = true;
    TRY(scenarios_play(op, &playing, &failures));
    TRY(clock_begin(op, playing.db, instant_at(day_of(2025, 11, 20), 9, 0)));
    TRY(place_load(op, cli, playing.db, &place));
    if (folder != NULL)
        TRY(place_could_not(op, papers_write(op, &playing, &place, folder)));
    TRY(summary_add(op, &place, &sheet));
    sheet_print(&sheet);
    cli->exit = failures > 0 ? EXIT_FINDINGS : EXIT_DONE;
    return OK;
}
