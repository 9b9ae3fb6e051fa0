#include "cli/help.h"

#include "cli/width.h"

enum { NAME_COLUMNS = 16, OPTION_COLUMNS = 22 };

static void usage_add(Buf *out, const Command *command)
{
    const CliOption *option;
    buf_printf(out, "lianxi %s", command->name);
    if (!text_empty(command->arguments))
        buf_printf(out, " %s", command->arguments);
    for (size_t i = 0; (option = command_option(command, i)) != NULL; i++)
        buf_printf(out, " [%s%s%s]%s", option->name, option->value != NULL ? " " : "",
                   option->value != NULL ? option->value : "", option->many ? "…" : "");
}

static const char *option_usage(Arena *arena, const CliOption *option)
{
    return arena_printf(arena, "%s%s%s", option->name, option->value != NULL ? " " : "",
                        option->value != NULL ? option->value : "");
}

void help_all(Op *op, FILE *out)
{
    fputs("联席会议制度办理系统\n\n用法：lianxi 命令 [内容] [选项]\n\n", out);
    for (size_t i = 0; i < commands_count; i++)
        fprintf(out, "  %s  %s\n", width_pad(op->arena, commands[i].name, NAME_COLUMNS),
                commands[i].help);
    fputs("\n每个命令的用法：lianxi 命令 --help\n"
          "退出码：0 办成；1 不予办理或者有发现；2 用法不对；3 办不了\n",
          out);
}

void help_command(Op *op, const Command *command, FILE *out)
{
    const CliOption *option;
    Buf usage;
    buf_init(&usage, op->arena);
    usage_add(&usage, command);
    fprintf(out, "%s\n\n用法：%s\n", command->help, buf_string(&usage));
    if (!text_empty(command->more))
        fprintf(out, "\n%s\n", command->more);
    for (size_t i = 0; (option = command_option(command, i)) != NULL; i++)
        fprintf(out, "%s  %s  %s\n", i == 0 ? "\n" : "",
                width_pad(op->arena, option_usage(op->arena, option), OPTION_COLUMNS),
                option->help);
}

static void command_markdown(Buf *out, const Command *command)
{
    const CliOption *option;
    buf_printf(out, "\n## lianxi %s\n\n%s。\n\n    ", command->name, command->help);
    usage_add(out, command);
    buf_text(out, "\n");
    if (!text_empty(command->more))
        buf_printf(out, "\n%s\n", command->more);
    for (size_t i = 0; (option = command_option(command, i)) != NULL; i++)
        buf_printf(out, "%s| `%s` | %s |\n", i == 0 ? "\n| 选项 | 作用 |\n|---|---|\n" : "",
                   option_usage(out->arena, option), option->help);
}

void help_markdown(Buf *out)
{
    buf_text(out, "# 命令\n\n由程序里的命令表生成：`lianxi help --markdown`。\n\n"
                  "退出码：0 办成；1 不予办理或者有发现；2 用法不对；3 办不了。\n"
                  "每个命令都有 `--help`；打印事实的命令都有 `--json`。\n\n"
                  "| 命令 | 作用 |\n|---|---|\n");
    for (size_t i = 0; i < commands_count; i++)
        buf_printf(out, "| `lianxi %s` | %s |\n", commands[i].name, commands[i].help);
    for (size_t i = 0; i < commands_count; i++)
        command_markdown(out, &commands[i]);
}
