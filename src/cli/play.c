#include "actions/clock.h"
#include "cli/place.h"
#include "cli/playing.h"
#include "cli/runs.h"

Status run_play(Op *op, Cli *cli)
{
    bool found;
    size_t failures = 0;
    const char *url = place_url(cli);
    PLAYING_SCOPE(playing);
    if (!text_same(url, ":memory:"))
        TRY(place_look(op, url, &found));
    for (size_t i = 0; i < cli->words.count; i++) /* a fault in a file: before anything */
        TRY(place_could_not(op, scenario_check(op, NULL, cli->words.items[i])));
    TRY(playing_open(op, cli, url, &playing));
    TRY(playing_allowed(op, &playing));
    playing.quiet = cli_has(cli, "--quiet");
    for (size_t i = 0; i < cli->words.count; i++) {
        ScenarioReport report;
        TRY(playing_play(op, &playing, NULL, cli->words.items[i], &report));
        failures += report.failures;
    }
    TRY(clock_begin(op, playing.db, playing.world.now));
    cli->exit = failures > 0 ? EXIT_FINDINGS : EXIT_DONE;
    return OK;
}
