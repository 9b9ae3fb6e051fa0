/* What `--help` says, and docs/commands.md: both from the table of commands. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/buf.h"
#include "cli/command.h"

void help_all(Op *op, FILE *out);
void help_command(Op *op, const Command *command, FILE *out);
void help_markdown(Buf *out);

#endif
