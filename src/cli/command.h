/* What a command of the command line is, and what one call of it was given.
 *
 * For: the table in commands.c, the parser in args.c and the commands
 * themselves, a file each. Not for what a command does to the conference:
 * src/actions. A Cli and everything in it live as long as the call.
 *
 * Exit status: 0 done, 1 refused or findings, 2 wrong use, 3 could not. A
 * command sets cli->exit to EXIT_FINDINGS itself; a Status that is not OK
 * becomes 2 (INVALID) or 3 (all others) with one sentence on standard error.
 *
 * Limits: ARGUMENTS_MAX arguments of ARGUMENT_BYTES_MAX bytes, UTF-8, without
 * control characters other than line feed and tab.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdio.h>

#include "base/op.h"
#include "base/text.h"

#define ARGUMENTS_MAX 5000u
#define ARGUMENT_BYTES_MAX (520u * 1024u)
#define COMMAND_OPTIONS_MAX 8u

typedef enum CliExit {
    EXIT_DONE = 0,
    EXIT_FINDINGS = 1, /* or a refusal */
    EXIT_WRONG_USE = 2,
    EXIT_COULD_NOT = 3,
} CliExit;

typedef struct CliOption {
    const char *name;  /* "--seat" */
    const char *value; /* what stands for the value in help; NULL: a switch */
    const char *help;
    bool many; /* may be given more than once */
} CliOption;

/* Options that several commands take. */
typedef enum Takes {
    TAKES_DB = 1,
    TAKES_CONFERENCE = 2,
    TAKES_JSON = 4,
    TAKES_DAY = 8,
} Takes;

typedef struct Cli Cli;
typedef Status (*CommandRun)(Op *op, Cli *cli);

typedef struct Command {
    const char *name;      /* "act", "charter check" */
    const char *arguments; /* "VERB [SUBJECT] [FIELD=VALUE]…", "" */
    const char *help;      /* one line */
    const char *more;      /* what else --help says; "" */
    unsigned takes;
    size_t least, most; /* arguments that are not options */
    CliOption options[COMMAND_OPTIONS_MAX + 1];
    CommandRun run;
} Command;

typedef struct CliGiven {
    const char *name;
    const char *value; /* "" for a switch */
} CliGiven;

struct Cli {
    const Command *command;
    FILE *out;
    FILE *err;
    TextList words; /* arguments that are not options */
    LIST(CliGiven) given;
    CliExit exit;
};

extern const Command commands[];
extern const size_t commands_count;

/* The value of an option; NULL when it was not given. */
const char *cli_option(const Cli *cli, const char *name);
bool cli_has(const Cli *cli, const char *name);
/* Every value of an option that may be given more than once. */
TextList cli_options(Op *op, const Cli *cli, const char *name);

/* The n-th option a command takes, its own first; NULL after the last. */
const CliOption *command_option(const Command *command, size_t n);

/* Runs `lianxi ARGUMENT…`; argv[0] is the program. Returns the exit status. */
int cli_main(int argc, char **argv, FILE *out, FILE *err);

#endif
