#include "cli/args.h"

#include <string.h>

#include "model/near.h"

enum { SHOWN_CHARACTERS = 30 };

static const CliOption option_db = { "--db", "FILE",
                                     "数据库：SQLite 文件（默认 lianxi.db），或者 "
                                     "postgresql://… 地址",
                                     false };
static const CliOption option_conference = { "--conference", "CODE",
                                             "联席会议的代号；库里只有一个时可以不写", false };
static const CliOption option_json = { "--json", NULL, "结果写成 JSON", false };
static const CliOption option_day = { "--day", "DAY",
                                      "按哪一天计算（如 "
                                      "2025-12-31），默认今天；演示库按它自己的时钟",
                                      false };

const char *args_shown(Arena *arena, const char *text)
{
    const char *at = text;
    if (text_check(text, strlen(text), true) == TEXT_NOT_UTF8)
        return "（乱码）";
    for (size_t i = 0; i < SHOWN_CHARACTERS && *at != '\0'; i++)
        (void)text_next(&at);
    return *at == '\0'
               ? text
               : arena_printf(arena, "%s…", arena_dup_n(arena, text, (size_t)(at - text)));
}

static Status argument_check(Op *op, const char *text, int n)
{
    size_t bytes = strlen(text);
    if (bytes > ARGUMENT_BYTES_MAX)
        return op_fail(op, INVALID,
                       "第 %d 个参数有 %zu 字节，超过上限 %u 字节；长文字请写在文件里，用 "
                       "FIELD=@FILE。",
                       n, bytes, ARGUMENT_BYTES_MAX);
    TextFault fault = text_check(text, bytes, true);
    if (fault == TEXT_NOT_UTF8 || fault == TEXT_CONTROL)
        return op_fail(op, INVALID, "第 %d 个参数%s。", n, text_fault_words(fault));
    return OK;
}

Status args_check(Op *op, int argc, char *const *argv)
{
    if (argc > (int)ARGUMENTS_MAX)
        return op_fail(op, INVALID, "参数有 %d 个，超过上限 %u 个。", argc - 1,
                       ARGUMENTS_MAX - 1);
    for (int i = 1; i < argc; i++)
        TRY(argument_check(op, argv[i], i));
    return OK;
}

/* ---- which command --------------------------------------------------------- */

static bool named(const Command *command, int argc, char *const *argv, int *used)
{
    const char *space = strchr(command->name, ' ');
    if (space == NULL) {
        *used = 1;
        return text_same(command->name, argv[0]);
    }
    size_t first = (size_t)(space - command->name);
    *used = 2;
    return argc > 1 && strlen(argv[0]) == first &&
           strncmp(argv[0], command->name, first) == 0 && text_same(space + 1, argv[1]);
}

static bool begins(const Command *command, const char *word)
{
    size_t bytes = strlen(word);
    return strncmp(command->name, word, bytes) == 0 && command->name[bytes] == ' ';
}

static Status no_such_command(Op *op, const Command *table, size_t count, char *const *argv)
{
    Near near = near_to(argv[0]);
    TextList parts = { 0 };
    for (size_t i = 0; i < count; i++) {
        if (begins(&table[i], argv[0]))
            *LIST_ADD(op->arena, &parts) = arena_printf(op->arena, "“%s”", table[i].name);
        near_try(&near, table[i].name);
    }
    if (parts.count > 0)
        return op_fail(op, INVALID, "“%s”后面要写明做什么：%s。", argv[0],
                       text_join(op->arena, &parts, "、"));
    return op_fail(op, INVALID, "没有“%s”这个命令%s%s%s", args_shown(op->arena, argv[0]),
                   near.name != NULL ? "，是不是“" : "", near.name != NULL ? near.name : "",
                   near.name != NULL ? "”？" : "。");
}

Status args_command(Op *op, const Command *table, size_t table_count, int argc,
                    char *const *argv, const Command **out, int *used)
{
    for (size_t i = 0; i < table_count; i++) {
        if (named(&table[i], argc, argv, used)) {
            *out = &table[i];
            return OK;
        }
    }
    return no_such_command(op, table, table_count, argv);
}

/* ---- options --------------------------------------------------------------- */

const CliOption *command_option(const Command *command, size_t n)
{
    const struct {
        unsigned takes;
        const CliOption *option;
    } shared[] = { { TAKES_DAY, &option_day },
                   { TAKES_CONFERENCE, &option_conference },
                   { TAKES_DB, &option_db },
                   { TAKES_JSON, &option_json } };
    size_t own = 0;
    while (own < COMMAND_OPTIONS_MAX && command->options[own].name != NULL)
        own++;
    if (n < own)
        return &command->options[n];
    n -= own;
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if ((command->takes & shared[i].takes) != 0 && n-- == 0)
            return shared[i].option;
    return NULL;
}

static const CliOption *option_find(const Command *command, const char *name)
{
    const CliOption *option;
    for (size_t i = 0; (option = command_option(command, i)) != NULL; i++)
        if (text_same(option->name, name))
            return option;
    return NULL;
}

static Status no_such_option(Op *op, const Command *command, const char *name)
{
    const CliOption *option;
    Near near = near_to(name);
    for (size_t i = 0; (option = command_option(command, i)) != NULL; i++)
        near_try(&near, option->name);
    return op_fail(op, INVALID, "“%s”没有“%s”这个选项%s%s%s", command->name,
                   args_shown(op->arena, name), near.name != NULL ? "，是不是“" : "",
                   near.name != NULL ? near.name : "", near.name != NULL ? "”？" : "。");
}

/* *taken: how many arguments the option used. */
static Status option_read(Op *op, int left, char *const *argv, Cli *cli, int *taken)
{
    const char *equals = strchr(argv[0], '=');
    const char *name =
        equals == NULL ? argv[0] : arena_dup_n(op->arena, argv[0], (size_t)(equals - argv[0]));
    const CliOption *option = option_find(cli->command, name);
    if (option == NULL)
        return no_such_option(op, cli->command, name);
    if (option->value == NULL && equals != NULL)
        return op_fail(op, INVALID, "选项 %s 后面不写内容。", name);
    if (option->value != NULL && equals == NULL && left < 2)
        return op_fail(op, INVALID, "选项 %s 后面要写 %s。", name, option->value);
    if (!option->many && cli_has(cli, name))
        return op_fail(op, INVALID, "选项 %s 只能写一次。", name);
    *taken = option->value != NULL && equals == NULL ? 2 : 1;
    const char *value = option->value == NULL ? "" : equals != NULL ? equals + 1 : argv[1];
    if (option->value != NULL && text_empty(value))
        return op_fail(op, INVALID, "选项 %s 的内容是空的。", name);
    *LIST_ADD(op->arena, &cli->given) = (CliGiven){ .name = option->name, .value = value };
    return OK;
}

static Status count_check(Op *op, const Cli *cli)
{
    const Command *command = cli->command;
    if (cli->words.count < command->least)
        return op_fail(op, INVALID, "“%s”后面少写了内容：lianxi %s %s。", command->name,
                       command->name, command->arguments);
    if (cli->words.count > command->most)
        return op_fail(op, INVALID, "“%s”后面多写了“%s”。", command->name,
                       args_shown(op->arena, cli->words.items[command->most]));
    return OK;
}

static bool wants_help(const char *word)
{
    return text_same(word, "--help") || text_same(word, "-h");
}

Status args_read(Op *op, int argc, char *const *argv, Cli *cli, bool *help)
{
    bool options_over = false;
    *help = false;
    for (int i = 0; i < argc; i++)
        *help = *help || wants_help(argv[i]);
    if (*help)
        return OK;
    for (int i = 0, taken; i < argc; i += taken) {
        taken = 1;
        if (options_over || argv[i][0] != '-' || argv[i][1] == '\0')
            *LIST_ADD(op->arena, &cli->words) = argv[i];
        else if (text_same(argv[i], "--"))
            options_over = true;
        else
            TRY(option_read(op, argc - i, argv + i, cli, &taken));
    }
    return count_check(op, cli);
}

/* ---- asked by commands ----------------------------------------------------- */

const char *cli_option(const Cli *cli, const char *name)
{
    for (size_t i = 0; i < cli->given.count; i++)
        if (text_same(cli->given.items[i].name, name))
            return cli->given.items[i].value;
    return NULL;
}

bool cli_has(const Cli *cli, const char *name)
{
    return cli_option(cli, name) != NULL;
}

TextList cli_options(Op *op, const Cli *cli, const char *name)
{
    TextList list = { 0 };
    for (size_t i = 0; i < cli->given.count; i++)
        if (text_same(cli->given.items[i].name, name))
            *LIST_ADD(op->arena, &list) = cli->given.items[i].value;
    return list;
}
