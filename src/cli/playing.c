#include "cli/playing.h"

#include <string.h>

#include "actions/inquiry.h"
#include "actions/moves.h"
#include "actions/workdays.h"
#include "cli/args.h"
#include "cli/place.h"
#include "db/migrate.h"
#include "db/owner.h"
#include "store/tables_gen.h"

Status playing_open(Op *op, Cli *cli, const char *url, Playing *out)
{
    size_t applied;
    const Calendar *calendar;
    TRY(place_could_not(op, workdays_load(op, workdays_folder(op->arena, url), &calendar)));
    TRY(place_could_not(op, owner_try(op, url, &out->db)));
    if (out->db == NULL)
        return op_fail(op, UNAVAILABLE, "数据库 %s 正由另一个进程使用；请先让它停下。",
                       args_shown(op->arena, url));
    TRY(place_could_not(op, db_migrate(op, out->db, &store_changes, &applied)));
    out->cli = cli;
    out->random = random_system();
    out->world = (World){ .db = out->db,
                          .calendar = calendar,
                          .random = &out->random,
                          .charters = charter_cache_new(),
                          .now = instant_at(day_of(1970, 1, 2), 0, 0) };
    return OK;
}

void playing_close(Playing *playing)
{
    charter_cache_free(playing->world.charters);
    db_close(playing->db);
}

Status playing_allowed(Op *op, const Playing *playing)
{
    bool opened, simulated;
    TRY(database_opened(op, playing->db, &opened));
    TRY(database_simulated(op, playing->db, &simulated));
    return opened && !simulated
               ? op_fail(op, UNAVAILABLE, "这是正式库，不能演练；演练请另用一个数据库。")
               : OK;
}

static void line_print(void *context, const char *line)
{
    const Playing *playing = context;
    bool failed = strstr(line, "：不符：") != NULL;
    if (!playing->quiet || failed)
        fprintf(playing->cli->out, "%s\n", line);
}

static const char *sources_words(Op *op, const ScenarioReport *report)
{
    static const char *const words[] = { "条款", "释读", "办公室设定", "通则", "办理次序" };
    TextList named = { 0 };
    for (size_t i = SOURCE_CLAUSE; i <= SOURCE_ORDER; i++)
        if (report->sources[i])
            *LIST_ADD(op->arena, &named) = words[i];
    return named.count == 0 ? "无" : text_join(op->arena, &named, "、");
}

Status playing_play(Op *op, Playing *playing, const ScenarioFiles *files, const char *path,
                    ScenarioReport *report)
{
    TRY(place_could_not(op, scenario_play_from(op, &playing->world, files, path,
                                               cli_option(playing->cli, "--conference"),
                                               line_print, playing, report)));
    fprintf(playing->cli->out,
            "%s：办理 %zu 件，不予办理 %zu 次（依据种类：%s），期望 %zu 条（其中职责 %zu 条），"
            "不符 %zu 处\n",
            path, report->acts, report->refusals, sources_words(op, report),
            report->expectations, report->on_duties, report->failures);
    return OK;
}
