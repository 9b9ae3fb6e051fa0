#include "cli/sheet.h"

Sheet sheet_new(Op *op, const Cli *cli)
{
    Sheet sheet = { .op = op, .cli = cli, .json = json_object() };
    buf_init(&sheet.text, op->arena);
    return sheet;
}

void sheet_end(Sheet *sheet)
{
    json_decref(sheet->json);
}

static void line_add(Sheet *sheet, const char *format, va_list args) PRINTF_LIKE(2, 0);
static void line_add(Sheet *sheet, const char *format, va_list args)
{
    buf_text(&sheet->text, arena_vprintf(sheet->op->arena, format, args));
    buf_char(&sheet->text, '\n');
}

void sheet_line(Sheet *sheet, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    line_add(sheet, format, args);
    va_end(args);
}

void sheet_set(Sheet *sheet, const char *key, json_t *value)
{
    json_object_set_new(sheet->json, key, value);
}

/* Further lines of a text stand under its first. */
static const char *indented(Arena *arena, const char *text)
{
    TextList lines = text_split(arena, text, "\n");
    return text_join(arena, &lines, "\n    ");
}

void sheet_fact(Sheet *sheet, const char *key, const char *label, const char *value)
{
    if (text_empty(value))
        return;
    sheet_set(sheet, key, json_string(value));
    sheet_line(sheet, "  %s：%s", label, indented(sheet->op->arena, value));
}

json_t *sheet_json_day(Arena *arena, Day day)
{
    return day_given(day) ? json_string(day_text(arena, day)) : json_null();
}

void sheet_day(Sheet *sheet, const char *key, const char *label, Day day)
{
    if (!day_given(day))
        return;
    sheet_set(sheet, key, sheet_json_day(sheet->op->arena, day));
    sheet_line(sheet, "  %s：%s", label, day_chinese(sheet->op->arena, day));
}

void sheet_list(Sheet *sheet, const char *key)
{
    if (json_object_get(sheet->json, key) == NULL)
        sheet_set(sheet, key, json_array());
}

void sheet_item(Sheet *sheet, const char *key, json_t *item, const char *format, ...)
{
    va_list args;
    sheet_list(sheet, key);
    json_array_append_new(json_object_get(sheet->json, key), item);
    va_start(args, format);
    line_add(sheet, format, args);
    va_end(args);
}

void sheet_print(Sheet *sheet)
{
    if (!cli_has(sheet->cli, "--json")) {
        fputs(buf_string(&sheet->text), sheet->cli->out);
        return;
    }
    json_dumpf(sheet->json, sheet->cli->out, JSON_INDENT(2));
    fputs("\n", sheet->cli->out);
}
