#include <string.h>

#include "actions/service.h"
#include "actions/workdays.h"
#include "cli/args.h"
#include "cli/place.h"
#include "cli/runs.h"
#include "cli/user_request.h"
#include "http/http.h"
#include "web/server.h"

#define LISTEN_USUAL "127.0.0.1:8080"

/* What serving holds; ended in the order it was made, backwards. */
typedef struct Serving {
    Web *web;
    HttpFace *face;
    OwnerServer *owner;
} Serving;

static void serving_end(Serving *serving)
{
    if (serving->owner != NULL)
        owner_stop(serving->owner);
    http_close(serving->face);
    web_free(serving->web);
}

static Status connections_open(Op *op, const char *url, Service *service, Db **db, Db **reader)
{
    TRY(place_could_not(op, owner_try(op, url, db)));
    if (*db == NULL)
        return op_fail(op, UNAVAILABLE, "数据库 %s 正由另一个进程使用。",
                       args_shown(op->arena, url));
    TRY(place_could_not(op, service_prepare(op, service, *db)));
    return place_could_not(op, db_open(op, url, DB_READER, reader));
}

static const char *address_shown(Arena *arena, const char *listen, int port)
{
    const char *colon = strrchr(listen, ':');
    size_t host = colon != NULL ? (size_t)(colon - listen) : strlen(listen);
    return arena_printf(arena, "http://%.*s:%d/", (int)host, listen, port);
}

static Status face_open(Op *op, const Cli *cli, const char *url, Serving *serving)
{
    const char *listen = cli_option(cli, "--listen");
    HttpOptions options = { .listen = listen != NULL ? listen : LISTEN_USUAL,
                            .log_fd = cli_has(cli, "--log") ? fileno(cli->err) : -1,
                            .behind_tls = serving->web->behind_tls };
    HttpApp app = server_app(serving->web);
    TRY(http_open(op, &options, &app, &serving->face));
    fprintf(cli->out, "正在使用数据库 %s，请打开 %s；用 Ctrl+C 或 SIGTERM 停下。\n", url,
            address_shown(op->arena, options.listen, http_port(serving->face)));
    (void)fflush(cli->out);
    return OK;
}

static Status serve(Op *op, Cli *cli, const char *url, const Calendar *calendar,
                    Service *service)
{
    DB_SCOPE(db);
    DB_SCOPE(reader);
    Serving serving __attribute__((cleanup(serving_end))) = { .web = NULL };
    server_hold_signals();
    TRY(connections_open(op, url, service, &db, &reader));
    TRY(web_new(op, reader, db, service, calendar, &serving.web));
    serving.web->behind_tls = cli_has(cli, "--behind-tls");
    if (!db_url_is_postgres(url))
        TRY(owner_listen(op, url, db, service_handle, service, &serving.owner));
    TRY(face_open(op, cli, url, &serving));
    return server_run(op, serving.web, serving.face, serving.owner);
}

Status run_serve(Op *op, Cli *cli)
{
    const char *url = place_url(cli);
    const Calendar *calendar;
    TRY(place_need(op, url));
    TRY(place_could_not(op, workdays_load(op, workdays_folder(op->arena, url), &calendar)));
    SERVICE_SCOPE(service, calendar);
    user_requests_take(service);
    return serve(op, cli, url, calendar, service);
}
