#include <string.h>

#include "actions/service_read.h"
#include "cli/args.h"
#include "cli/asking.h"
#include "cli/place.h"
#include "cli/runs.h"

static Status verb_find(Op *op, const char *verb, const ActSpec **out)
{
    *out = strlen(verb) <= ACT_VERB_BYTES_MAX ? act_find(verb) : NULL;
    if (*out != NULL)
        return OK;
    const ActSpec *near = strlen(verb) <= ACT_VERB_BYTES_MAX ? act_nearest(verb) : NULL;
    return op_fail(op, INVALID, "没有“%s”这种办理%s%s%s；全部办理见 lianxi acts。",
                   args_shown(op->arena, verb), near != NULL ? "，是不是“" : "",
                   near != NULL ? near->verb : "", near != NULL ? "”" : "");
}

static Status key_read(Op *op, const Cli *cli, ActKey *out)
{
    const char *hex = cli_option(cli, "--key");
    *out = asking_key_new();
    if (hex != NULL && !service_key_read(hex, out))
        return op_fail(op, INVALID, "--key 要写 32 位小写十六进制数字。");
    return OK;
}

static Status actor_need(Op *op, const Cli *cli, const char **out)
{
    *out = cli_option(cli, "--as");
    if (*out == NULL)
        return op_fail(op, INVALID, "要用 --as 写明以哪个职务办理，如 --as office/wang。");
    return OK;
}

Status run_act(Op *op, Cli *cli)
{
    const TextList *words = &cli->words;
    const ActSpec *spec;
    AskedFields fields;
    Request request = { .conference = cli_option(cli, "--conference"),
                        .verb = words->items[0],
                        .subject = "",
                        .place = "",
                        .has_key = true };
    bool has_subject = words->count > 1 && strchr(words->items[1], '=') == NULL;
    TRY(actor_need(op, cli, &request.actor));
    TRY(verb_find(op, words->items[0], &spec));
    TRY(key_read(op, cli, &request.key));
    if (has_subject)
        request.subject = words->items[1];
    TRY(asking_fields(op, spec, words, has_subject ? 2 : 1, &fields));
    request.texts = fields.texts;
    request.text_count = fields.text_count;
    request.files = fields.files;
    request.file_count = fields.file_count;
    TRY(place_need(op, place_url(cli)));
    return asking_do(op, cli, &request, NULL);
}
