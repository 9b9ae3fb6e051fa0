#include "cli/asking.h"

#include "actions/workdays.h"
#include "base/random.h"
#include "cli/args.h"
#include "cli/place.h"
#include "cli/user_request.h"

ActKey asking_key_new(void)
{
    ActKey key;
    Random random = random_system();
    random_bytes(&random, key.bytes, sizeof key.bytes);
    return key;
}

/* ---- what came of it ------------------------------------------------------- */

static const char *text_of(const json_t *json, const char *key)
{
    const char *text = json_string_value(json_object_get(json, key));
    return text != NULL ? text : "";
}

static bool flagged(const json_t *reply, const char *flag)
{
    return json_is_true(json_object_get(json_object_get(reply, "flags"), flag));
}

static void duty_tell(Op *op, FILE *out, const json_t *duty)
{
    Day due;
    const char *day = text_of(duty, "due");
    const char *by = day_parse(day, &due) ? arena_printf(op->arena, "，%s前",
                                                         day_chinese_weekday(op->arena, due))
                                          : "，未定日期";
    const char *source = text_of(json_object_get(duty, "source"), "words");
    const char *due_source = text_of(json_object_get(duty, "due-source"), "words");
    fprintf(out, "  应办：%s：%s%s%s%s（%s%s%s）\n", text_of(duty, "title"),
            text_of(duty, "label"), text_empty(text_of(duty, "subject")) ? "" : " ",
            text_of(duty, "subject"), by, source,
            text_same(source, due_source) ? "" : "；期限依据",
            text_same(source, due_source) ? "" : due_source);
}

static void done_tell(Op *op, FILE *out, const json_t *reply)
{
    const char *subject = text_of(reply, "subject"), *made = text_of(reply, "made");
    json_t *duties = json_object_get(reply, "duties");
    fprintf(out, "已办：%s%s%s%s%s（第%lld号记录）%s\n", text_of(reply, "label"),
            text_empty(subject) ? "" : " ", subject, text_empty(made) ? "" : " → ", made,
            (long long)json_integer_value(json_object_get(reply, "seq")),
            json_is_true(json_object_get(reply, "repeated")) ? "，此前已经办过，没有重复办理"
                                                             : "");
    if (!text_empty(text_of(reply, "state-words")))
        fprintf(out, "  状态：%s\n", text_of(reply, "state-words"));
    fprintf(out, "  依据：%s\n", text_of(json_object_get(reply, "source"), "words"));
    if (flagged(reply, "on-behalf"))
        fputs("  标注：代办\n", out);
    if (flagged(reply, "backdated"))
        fputs("  标注：补记\n", out);
    if (flagged(reply, "breach"))
        fputs("  标注：不符合\n", out);
    for (size_t i = 0; i < json_array_size(duties); i++)
        duty_tell(op, out, json_array_get(duties, i));
}

static void refusal_tell(FILE *out, const json_t *reply)
{
    const char *status = text_of(reply, "status"), *subject = text_of(reply, "subject");
    const char *word = text_same(status, "waiting")        ? "尚待他人"
                       : text_same(status, "needs-reason") ? "须写明理由"
                                                           : "不予办理";
    fprintf(out, "%s：%s%s%s\n  原因：%s\n  依据：%s\n", word, text_of(reply, "label"),
            text_empty(subject) ? "" : " ", subject, text_of(reply, "why"),
            text_of(json_object_get(reply, "source"), "words"));
    if (!text_empty(text_of(reply, "remedy")))
        fprintf(out, "  可行：%s\n", text_of(reply, "remedy"));
    if (text_same(status, "needs-reason"))
        fputs("  可行：加上 reason=理由 再办。\n", out);
}

/* ---- sending --------------------------------------------------------------- */

Status asking_send(Op *op, Cli *cli, Bytes request, json_t **reply)
{
    const Calendar *calendar;
    const char *url = place_url(cli);
    TRY(place_could_not(op, workdays_load(op, workdays_folder(op->arena, url), &calendar)));
    SERVICE_SCOPE(service, calendar);
    user_requests_take(service);
    TRY(place_could_not(op, service_do(op, service, url, request, reply)));
    const char *status = text_of(*reply, "status");
    if (text_same(status, "invalid"))
        return op_fail(op, INVALID, "%s", text_of(*reply, "told"));
    if (!text_same(status, "failed"))
        return OK;
    op->error = (Error){ .status = UNAVAILABLE,
                         .told = arena_dup(op->arena, text_of(*reply, "told")),
                         .detail = arena_dup(op->arena, text_of(*reply, "detail")) };
    return UNAVAILABLE;
}

Status asking_do(Op *op, Cli *cli, const Request *request, const ServiceOpening *opening)
{
    JSON_SCOPE(reply);
    Bytes bytes;
    TRY(service_act_request(op, request, opening, &bytes));
    TRY(asking_send(op, cli, bytes, &reply));
    bool done = text_same(text_of(reply, "status"), "done");
    cli->exit = done ? EXIT_DONE : EXIT_FINDINGS;
    if (cli_has(cli, "--json")) {
        json_dumpf(reply, cli->out, JSON_INDENT(2));
        fputs("\n", cli->out);
    } else if (done) {
        done_tell(op, cli->out, reply);
    } else {
        refusal_tell(cli->out, reply);
    }
    return OK;
}
