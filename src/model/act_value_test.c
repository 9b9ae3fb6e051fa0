#include "model/act_value.h"

#include <string.h>

#include "base/test.h"

/* What a person types, in its one written form; NULL when it is refused. */
static const char *written(FieldType type, const char *typed)
{
    static const FieldSpec field = {
        .name = "amount", .label = "金额", .int_min = -9, .int_max = 2000000
    };
    Op *op = test_op();
    Slot slot = { &field, type, "amount", "" };
    ActValue value;
    const char *text;
    op_clear(op);
    if (act_value_tidy(op, &slot, NULL, typed, &text) != OK ||
        act_value_read(op, &slot, text, &value) != OK)
        return NULL;
    return act_value_text(op->arena, &value);
}

TEST(money_is_typed_in_yuan_and_kept_in_fen)
{
    CHECK_TEXT(written(TYPE_MONEY, "12"), "1200");
    CHECK_TEXT(written(TYPE_MONEY, " 12.5 "), "1250");
    CHECK_TEXT(written(TYPE_MONEY, "0.05"), "5");
    CHECK_TEXT(written(TYPE_MONEY, "-3.10"), "-310");
    static const char *const wrong[] = { "12.345", "12.",  ".5",
                                         "-.5",    "1-2",  "1.-2",
                                         "１２",   "12元", "99999999999999999999" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK_TEXT(written(TYPE_MONEY, wrong[i]), NULL);
    CHECK_TEXT(op_told(test_op()), "“金额”（amount）应为金额（元，最多两位小数），如 1200.50");
    ActValue value = { .type = TYPE_MONEY, .number = -310 };
    CHECK_TEXT(act_value_words(test_op()->arena, &value, NULL), "-3.10元");
}

TEST(numbers_and_truths_have_one_written_form)
{
    CHECK_TEXT(written(TYPE_INT, "007"), "7");
    CHECK_TEXT(written(TYPE_INT, "-0"), "0");
    CHECK_TEXT(written(TYPE_INT, "2000001"), NULL);
    CHECK_TEXT(written(TYPE_INT, "-9223372036854775808"), NULL);
    CHECK_TEXT(written(TYPE_BOOL, "yes"), "true");
    CHECK_TEXT(written(TYPE_BOOL, "否"), "false");
    CHECK_TEXT(written(TYPE_BOOL, "1"), NULL);
}

TEST(names_of_people_and_clauses_have_their_forms)
{
    CHECK_TEXT(written(TYPE_PERSON, "wang"), "wang");
    CHECK_TEXT(written(TYPE_PERSON, "P12"), "P12");
    CHECK_TEXT(written(TYPE_PERSON, "P0"), NULL);
    CHECK_TEXT(written(TYPE_ACTOR, "office"), "office");
    CHECK_TEXT(written(TYPE_ACTOR, "office/P3"), "office/P3");
    CHECK_TEXT(written(TYPE_ACTOR, "office/"), NULL);
    CHECK_TEXT(written(TYPE_ACTOR, "office/wang/li"), NULL);
    CHECK_TEXT(written(TYPE_CLAUSE, "A5.1a"), "A5.1a");
    CHECK_TEXT(written(TYPE_CLAUSE, "5.1a"), NULL);
    CHECK_TEXT(written(TYPE_ID, "Hrss"), NULL);
}

static Status file_form(const char *text, ActFile *out)
{
    static const FieldSpec field = { .name = "scan", .label = "传签件" };
    Slot slot = { &field, TYPE_FILE, "scan", "" };
    ActValue value;
    op_clear(test_op());
    Status status = act_value_read(test_op(), &slot, text, &value);
    *out = value.file;
    return status;
}

TEST(a_file_is_written_as_size_digest_and_name)
{
    const char *hex = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    Arena *arena = test_op()->arena;
    ActFile file;
    NEED_OK(file_form(arena_printf(arena, "12 %s 审定 单.pdf", hex), &file));
    CHECK_INT(file.size, 12);
    CHECK_TEXT(file.name, "审定 单.pdf");
    CHECK_TEXT(digest_hex(arena, &file.digest), hex);
    CHECK_INT(file_form("", &file), INVALID);
    CHECK_INT(file_form("12", &file), INVALID);
    CHECK_INT(file_form(arena_printf(arena, "-1 %s a", hex), &file), INVALID);
    CHECK_INT(file_form(arena_printf(arena, "12 %s ", hex), &file), INVALID);
    CHECK_INT(file_form(arena_printf(arena, "12 %s ../a", hex), &file), INVALID);
    CHECK_INT(file_form(arena_printf(arena, "12 %.63sG a", hex), &file), INVALID);
    CHECK_INT(file_form(arena_printf(arena, "12 %.60s a", hex), &file), INVALID);
}

TEST(what_is_shown_in_a_message_is_short_and_clean)
{
    Arena *arena = test_op()->arena;
    char many[40 * 3 + 1] = "";
    for (size_t i = 0; i < 40; i++)
        memcpy(many + 3 * i, "字", 4);
    CHECK_INT(text_characters(act_text_shown(arena, many)), 31);
    CHECK_TEXT(act_text_shown(arena, "\xe4\xb8"), "（乱码）");
    CHECK_TEXT(act_text_shown(arena, "a\x1b[31m"), "（含控制字符）");
    CHECK_TEXT(act_text_shown(arena, "hrss"), "hrss");
}
