/* From argv to a command and what it was given.
 *
 * For: checking and sorting arguments. A fault is INVALID with one sentence.
 * Options are `--name VALUE` or `--name=VALUE`, in any order between the other
 * arguments; after `--` nothing is an option any more.
 */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include "cli/command.h"

/* Count, length and encoding of every argument. */
NODISCARD Status args_check(Op *op, int argc, char *const *argv);

/* The command named by the first one or two words of `words`; *used says how
 * many. INVALID names the nearest one. */
NODISCARD Status args_command(Op *op, const Command *table, size_t table_count, int argc,
                              char *const *argv, const Command **out, int *used);

/* Sorts the rest into cli->words and cli->given. *help: --help was among them,
 * and nothing else was checked. */
NODISCARD Status args_read(Op *op, int argc, char *const *argv, Cli *cli, bool *help);

/* At most 30 characters of a text, for a message. */
const char *args_shown(Arena *arena, const char *text);

#endif
