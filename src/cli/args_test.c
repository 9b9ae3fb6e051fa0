#include <string.h>

#include "base/test.h"
#include "cli/args.h"
#include "cli/choice.h"
#include "cli/width.h"

static Status run_nothing(Op *op, Cli *cli)
{
    (void)op;
    (void)cli;
    return OK;
}

static const Command table[] = {
    { "act",
      "VERB …",
      "办理",
      "",
      TAKES_DB | TAKES_JSON,
      1,
      3,
      { { "--as", "POST", "职务", false }, { "--seat", "POST=N", "席位", true } },
      run_nothing },
    { "charter check", "FILE…", "检查", "", TAKES_JSON, 1, 9, { { 0 } }, run_nothing },
    { "charter show", "FILE", "显示", "", 0, 1, 1, { { 0 } }, run_nothing },
};

#define READ(cli, ...) read_words((cli), (char *[]){ __VA_ARGS__, NULL })

static Status read_words(Cli *cli, char **words)
{
    bool help;
    int count = 0;
    while (words[count] != NULL)
        count++;
    *cli = (Cli){ .command = &table[0] };
    return args_read(test_op(), count, words, cli, &help);
}

static Status find(int count, char **words, const Command **out, int *used)
{
    return args_command(test_op(), table, 3, count, words, out, used);
}

static bool told(const char *part)
{
    return strstr(op_told(test_op()), part) != NULL;
}

TEST(options_stand_anywhere_with_or_without_an_equals_sign)
{
    Cli cli;
    NEED_OK(READ(&cli, "--db", "a.db", "topic.agree", "--as=office", "T1"));
    CHECK_TEXT(cli_option(&cli, "--db"), "a.db");
    CHECK_TEXT(cli_option(&cli, "--as"), "office");
    CHECK(!cli_has(&cli, "--json"));
    CHECK_INT(cli.words.count, 2);
    CHECK_TEXT(cli.words.items[1], "T1");
}

TEST(after_two_hyphens_nothing_is_an_option)
{
    Cli cli;
    NEED_OK(READ(&cli, "--", "--db", "-x"));
    CHECK_INT(cli.words.count, 2);
    CHECK(cli_option(&cli, "--db") == NULL);
    NEED_OK(READ(&cli, "-")); /* a hyphen alone is a word */
    CHECK_INT(cli.words.count, 1);
}

TEST(an_option_given_twice_is_refused_unless_it_may_be)
{
    Cli cli;
    CHECK_INT(READ(&cli, "x", "--db", "a", "--db", "b"), INVALID);
    CHECK(told("只能写一次"));
    NEED_OK(READ(&cli, "x", "--seat", "a=1", "--seat=b=2"));
    TextList seats = cli_options(test_op(), &cli, "--seat");
    CHECK_INT(seats.count, 2);
    CHECK_TEXT(seats.items[1], "b=2");
}

TEST(a_mistyped_option_or_command_gets_the_nearest)
{
    Cli cli;
    const Command *command;
    int used;
    CHECK_INT(READ(&cli, "x", "--jsn"), INVALID);
    CHECK(told("是不是“--json”"));
    CHECK_INT(find(1, (char *[]){ "atc" }, &command, &used), INVALID);
    CHECK(told("是不是“act”"));
    CHECK_INT(find(1, (char *[]){ "charter" }, &command, &used), INVALID);
    CHECK(told("“charter check”、“charter show”"));
}

TEST(commands_of_two_words_take_both)
{
    const Command *command;
    int used;
    NEED_OK(find(3, (char *[]){ "charter", "show", "f" }, &command, &used));
    CHECK_TEXT(command->name, "charter show");
    CHECK_INT(used, 2);
}

TEST(too_few_and_too_many_words_are_wrong_use)
{
    Cli cli;
    CHECK_INT(READ(&cli, "--json"), INVALID);
    CHECK(told("少写了内容"));
    CHECK_INT(READ(&cli, "a", "b", "c", "d"), INVALID);
    CHECK(told("多写了“d”"));
    CHECK_INT(READ(&cli, "a", "--db"), INVALID);
    CHECK(told("后面要写 FILE"));
    CHECK_INT(READ(&cli, "a", "--db="), INVALID);
    CHECK_INT(READ(&cli, "a", "--json=yes"), INVALID);
}

TEST(arguments_that_are_no_text_are_refused)
{
    Op *op = test_op();
    CHECK_INT(args_check(op, 2, (char *[]){ "lianxi", "\xff\xfe" }), INVALID);
    CHECK(told("第 1 个参数"));
    CHECK_INT(args_check(op, 2, (char *[]){ "lianxi", "a\x1b[2J" }), INVALID);
    CHECK_INT(args_check(op, (int)ARGUMENTS_MAX + 1, (char *[]){ "lianxi" }), INVALID);
    NEED_OK(args_check(op, 2, (char *[]){ "lianxi", "两行\n文字" }));
    char *large = arena_alloc(op->arena, ARGUMENT_BYTES_MAX + 2);
    memset(large, 'a', ARGUMENT_BYTES_MAX + 1);
    CHECK_INT(args_check(op, 2, (char *[]){ "lianxi", large }), INVALID);
    CHECK(told("超过上限"));
}

TEST(what_is_shown_of_an_argument_is_short)
{
    Arena *arena = test_op()->arena;
    CHECK_TEXT(args_shown(arena, "短"), "短");
    const char *shown =
        args_shown(arena, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八"
                          "九十一二三");
    CHECK_INT(text_characters(shown), 31);
    CHECK_TEXT(args_shown(arena, "\xe4\xbd"), "（乱码）");
}

TEST(chinese_text_takes_two_columns)
{
    Arena *arena = test_op()->arena;
    CHECK_INT(width_of("议题T1"), 6);
    CHECK_TEXT(width_pad(arena, "议题", 6), "议题  ");
    CHECK_TEXT(width_cut(arena, "议题方案", 5), "议题…");
    CHECK_TEXT(width_cut(arena, "一行\n二行", 20), "一行…");
}

TEST(choices_are_told_in_words)
{
    CHECK_TEXT(choice_word("consultation.reply", "kind", "changes"), "有修改意见");
    CHECK_TEXT(choice_word("meeting.roster", "status", "sit-in"), "列席");
    CHECK_TEXT(choice_word("consultation.reply", "kind", "other"), "other");
    CHECK_TEXT(choice_word("consultation.reply", "kind", NULL), "");
}
