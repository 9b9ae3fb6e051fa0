#include <string.h>

#include "base/file.h"
#include "charter/charter.h"
#include "cli/args.h"
#include "cli/asking.h"
#include "cli/place.h"
#include "cli/runs.h"

/* *id is NULL when the charter has errors: they have been printed. */
static Status charter_read(Op *op, Cli *cli, const char **text, const char **id)
{
    Buf out;
    const char *path = cli_option(cli, "--charter");
    Bytes bytes;
    Charter *charter;
    Findings findings;
    if (path == NULL)
        return op_fail(op, INVALID, "要用 --charter 写明制度文件。");
    TRY(place_could_not(op, file_read(op, path, CHARTER_BYTES_MAX, &bytes)));
    TRY(place_could_not(op, charter_compile(op, path, bytes, &charter, &findings)));
    *text = (const char *)bytes.data;
    *id = findings.errors > 0 ? NULL : charter->rules->id;
    if (*id != NULL)
        return OK;
    buf_init(&out, op->arena);
    charter_print_findings(charter, &findings, &out);
    fputs(buf_string(&out), cli->out);
    cli->exit = EXIT_FINDINGS;
    return OK;
}

/* "ejin-horo-2023" → "ejin-horo" */
static const char *without_year(Arena *arena, const char *id)
{
    const char *hyphen = strrchr(id, '-');
    int64_t year;
    if (hyphen == NULL || hyphen == id || strlen(hyphen) != 5 || !text_int(hyphen + 1, &year))
        return id;
    return arena_dup_n(arena, id, (size_t)(hyphen - id));
}

static Status code_choose(Op *op, const Cli *cli, const char *charter_id, const char **out)
{
    const char *code = cli_option(cli, "--code");
    *out = code != NULL ? code : without_year(op->arena, charter_id);
    if (text_is_id(*out))
        return OK;
    return op_fail(op, INVALID,
                   "“%s”不能作代号；请用 --code 写一个：小写字母开头，后接小写字母、数字或 -，"
                   "不超过 40 个字符。",
                   args_shown(op->arena, *out));
}

/* --seat POST=N → seats.1.post, seats.1.count */
static Status seats_add(Op *op, const Cli *cli, ActText *texts, size_t *count)
{
    TextList seats = cli_options(op, cli, "--seat");
    for (size_t i = 0; i < seats.count; i++) {
        const char *seat = seats.items[i], *equals = strchr(seat, '=');
        if (equals == NULL || equals == seat || equals[1] == '\0')
            return op_fail(op, INVALID, "--seat 要写成 POST=N，“%s”不是。",
                           args_shown(op->arena, seat));
        texts[(*count)++] =
            (ActText){ arena_printf(op->arena, "seats.%zu.post", i + 1),
                       arena_dup_n(op->arena, seat, (size_t)(equals - seat)), "" };
        texts[(*count)++] =
            (ActText){ arena_printf(op->arena, "seats.%zu.count", i + 1), equals + 1, "" };
    }
    return OK;
}

static Status opening_read(Op *op, const Cli *cli, ServiceOpening *out)
{
    const char *seed = cli_option(cli, "--seed");
    *out = (ServiceOpening){ .wanted = true, .simulated = cli_has(cli, "--simulated") };
    if (seed == NULL)
        return OK;
    if (!out->simulated)
        return op_fail(op, INVALID, "--seed 只用于演示库，要同时写 --simulated。");
    if (!text_int(seed, &out->seed) || out->seed < 0)
        return op_fail(op, INVALID, "--seed 要写 0 以上的整数，“%s”不是。",
                       args_shown(op->arena, seed));
    out->has_seed = true;
    return OK;
}

Status run_init(Op *op, Cli *cli)
{
    ServiceOpening opening;
    bool found;
    const char *id = NULL;
    size_t seats = cli_options(op, cli, "--seat").count;
    ActText *texts = ARENA_ARRAY(op->arena, ActText, 2 * seats + 2);
    Request request = { .actor = "admin",
                        .verb = "conference.found",
                        .place = "",
                        .texts = texts,
                        .text_count = 2,
                        .has_key = true,
                        .key = asking_key_new() };
    texts[0] = (ActText){ "code", "", "" };
    texts[1] = (ActText){ "charter", "", "" };
    TRY(charter_read(op, cli, &texts[1].value, &id));
    if (id == NULL)
        return OK;
    TRY(code_choose(op, cli, id, &texts[0].value));
    TRY(seats_add(op, cli, texts, &request.text_count));
    TRY(opening_read(op, cli, &opening));
    TRY(place_look(op, place_url(cli), &found));
    return asking_do(op, cli, &request, &opening);
}
