#include "actions/service.h"
#include "actions/workdays.h"
#include "cli/args.h"
#include "cli/place.h"
#include "cli/runs.h"
#include "cli/user_request.h"

Status run_serve(Op *op, Cli *cli)
{
    const char *url = place_url(cli);
    const Calendar *calendar;
    DB_SCOPE(db);
    TRY(place_need(op, url));
    if (db_url_is_postgres(url))
        return op_fail(op, INVALID,
                       "PostgreSQL 数据库不用 serve：每个命令自己连接服务器办理。");
    TRY(place_could_not(op, workdays_load(op, workdays_folder(op->arena, url), &calendar)));
    SERVICE_SCOPE(service, calendar);
    user_requests_take(service);
    TRY(place_could_not(op, owner_try(op, url, &db)));
    if (db == NULL)
        return op_fail(op, UNAVAILABLE, "数据库 %s 正由另一个进程使用。",
                       args_shown(op->arena, url));
    TRY(place_could_not(op, service_prepare(op, service, db)));
    fprintf(cli->out, "正在使用数据库 %s，代办其他命令交来的事；用 SIGTERM 停下。\n", url);
    (void)fflush(cli->out);
    return owner_serve(op, url, db, service_handle, service);
}
