/* A database this process owns, and scenarios played in it: for play and demo. */
#ifndef CLI_PLAYING_H
#define CLI_PLAYING_H

#include "actions/charters.h"
#include "actions/scenario.h"
#include "cli/command.h"

typedef struct Playing {
    Cli *cli;
    bool quiet; /* failures only */
    World world;
    Random random;
    Db *db;
} Playing;

/* Owns the database at the url, its schema up to date. UNAVAILABLE: another
 * process has it. */
NODISCARD Status playing_open(Op *op, Cli *cli, const char *url, Playing *out);
void playing_close(Playing *playing);
#define PLAYING_SCOPE(name)                                                                    \
    Playing name __attribute__((cleanup(playing_close))) = { .db = NULL }

/* UNAVAILABLE: the database is in real use; scenarios are fiction. */
NODISCARD Status playing_allowed(Op *op, const Playing *playing);

/* Prints as it goes, and the summary; *failures is added to. */
NODISCARD Status playing_play(Op *op, Playing *playing, const ScenarioFiles *files,
                              const char *path, ScenarioReport *report);

#endif
