/* Facts, printed once: as lines for people or as JSON for programs.
 *
 * A command adds facts; what is a line and what is a JSON member is said at
 * the same place, so that both always tell the same. A Sheet ends with its
 * scope: SHEET(sheet, op, cli).
 */
#ifndef CLI_SHEET_H
#define CLI_SHEET_H

#include <jansson.h>

#include "base/buf.h"
#include "base/day.h"
#include "cli/command.h"

typedef struct Sheet {
    Op *op;
    const Cli *cli;
    json_t *json;
    Buf text;
} Sheet;

Sheet sheet_new(Op *op, const Cli *cli);
void sheet_end(Sheet *sheet);
#define SHEET(name, op, cli)                                                                   \
    Sheet name __attribute__((cleanup(sheet_end))) = sheet_new((op), (cli))

/* A line for people only. */
void sheet_line(Sheet *sheet, const char *format, ...) PRINTF_LIKE(2, 3);
/* A JSON member only; takes over `value`. */
void sheet_set(Sheet *sheet, const char *key, json_t *value);
/* Both: “label：value”. Nothing when the value is NULL or empty. */
void sheet_fact(Sheet *sheet, const char *key, const char *label, const char *value);
void sheet_day(Sheet *sheet, const char *key, const char *label, Day day);
/* An item of the list `key`, and its line; takes over `item`. */
void sheet_item(Sheet *sheet, const char *key, json_t *item, const char *format, ...)
    PRINTF_LIKE(4, 5);
/* Makes the list `key` be there, even when it stays empty. */
void sheet_list(Sheet *sheet, const char *key);

/* A day as JSON: "2025-12-31" or null. */
json_t *sheet_json_day(Arena *arena, Day day);

/* Prints it: JSON when --json was given, else the lines. */
void sheet_print(Sheet *sheet);

#endif
