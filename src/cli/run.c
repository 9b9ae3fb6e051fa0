#include <stdlib.h>
#include <string.h>

#include "cli/args.h"
#include "cli/help.h"
#include "cli/version_gen.h"

static CliExit exit_of(Status status)
{
    return status == INVALID ? EXIT_WRONG_USE : EXIT_COULD_NOT;
}

/* Causes from below may have several lines. */
static void detail_tell(const char *detail, FILE *err)
{
    fputs("    详情：", err);
    for (const char *at = detail; *at != '\0'; at++)
        fputc(*at == '\n' || *at == '\t' ? ' ' : *at, err);
    fputc('\n', err);
}

/* The person gets the sentence; who runs the machine also gets the cause. */
static CliExit failure_tell(const Op *op, Status status, const Cli *cli, bool use)
{
    const char *told = op_told(op);
    bool whole = text_ends(told, "。") || text_ends(told, "？");
    fprintf(cli->err, "lianxi：%s%s\n", told, whole ? "" : "。");
    if (use && cli->command != NULL)
        fprintf(cli->err, "用 lianxi %s --help 查看用法。\n", cli->command->name);
    else if (use)
        fputs("用 lianxi --help 查看全部命令。\n", cli->err);
    bool inner = status == UNAVAILABLE || status == BROKEN;
    if (inner && op->error.detail != NULL && !text_ends(op->error.detail, told))
        detail_tell(op->error.detail, cli->err);
    return exit_of(status);
}

static CliExit command_do(Op *op, Cli *cli, int argc, char *const *argv)
{
    bool help;
    Status status = args_read(op, argc, argv, cli, &help);
    if (status != OK)
        return failure_tell(op, status, cli, true);
    if (help) {
        help_command(op, cli->command, cli->out);
        return EXIT_DONE;
    }
    status = cli->command->run(op, cli);
    if (status != OK)
        return failure_tell(op, status, cli, status == INVALID);
    return cli->exit;
}

static bool asks_for(const char *word, const char *a, const char *b)
{
    return text_same(word, a) || text_same(word, b);
}

static CliExit main_do(Op *op, Cli *cli, int argc, char *const *argv)
{
    int used;
    Status status = args_check(op, argc, argv);
    if (status == OK && argc < 2)
        status = op_fail(op, INVALID, "没有写明做什么。");
    if (status != OK)
        return failure_tell(op, status, cli, true);
    if (asks_for(argv[1], "--help", "-h")) {
        help_all(op, cli->out);
        return EXIT_DONE;
    }
    if (text_same(argv[1], "--version")) {
        fputs("lianxi " LIANXI_VERSION "\n", cli->out);
        return EXIT_DONE;
    }
    status =
        args_command(op, commands, commands_count, argc - 1, argv + 1, &cli->command, &used);
    if (status != OK)
        return failure_tell(op, status, cli, true);
    return command_do(op, cli, argc - 1 - used, argv + 1 + used);
}

int cli_main(int argc, char **argv, FILE *out, FILE *err)
{
    ARENA_SCOPE(arena);
    Op op = { .arena = arena };
    Cli cli = { .out = out, .err = err };
    CliExit code = main_do(&op, &cli, argc, argv);
    if (fflush(out) != 0 || ferror(out)) {
        fputs("lianxi：结果写不出来，磁盘可能已满。\n", err);
        return code == EXIT_DONE ? EXIT_COULD_NOT : code;
    }
    return code;
}
