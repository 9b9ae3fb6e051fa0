#include "actions/paper.h"

#include "actions/charters.h"
#include "base/file.h"
#include "cli/args.h"
#include "cli/place.h"
#include "cli/runs.h"

static void cache_end(CharterCache **cache)
{
    charter_cache_free(*cache);
}

Status run_paper(Op *op, Cli *cli)
{
    const char *kind = cli->words.items[0], *code = cli->words.items[1];
    const char *format = cli_option(cli, "--format"), *path = cli_option(cli, "-o");
    Place place;
    Subject subject;
    Bytes paper;
    DB_SCOPE(db);
    if (format == NULL)
        format = "pdf";
    if (!subject_guess(code, &subject))
        return op_fail(op, INVALID, "“%s”不是代码；会议的代码如 M1。",
                       args_shown(op->arena, code));
    TRY(place_read(op, cli, &db));
    TRY(place_load(op, cli, db, &place));
    CharterCache *charters __attribute__((cleanup(cache_end))) = charter_cache_new();
    Random random = random_system();
    World world = { .db = db,
                    .calendar = place.calendar,
                    .random = &random,
                    .charters = charters,
                    .now = instant_at(place.today, 9, 0) };
    TRY(paper_make(op, &world, place.conference, kind, subject, format, &paper));
    if (path == NULL)
        path = arena_printf(op->arena, "%s-%s.%s", code, kind, format);
    TRY(file_write(op, path, paper));
    fprintf(cli->out, "已写成 %s\n", path);
    return OK;
}
