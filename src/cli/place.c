#include "cli/place.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "actions/clock.h"
#include "actions/workdays.h"
#include "base/file.h"
#include "cli/args.h"
#include "db/migrate.h"
#include "store/tables_gen.h"

static const char sqlite_magic[] = "SQLite format 3";

const char *place_url(const Cli *cli)
{
    const char *url = cli_option(cli, "--db");
    return url != NULL ? url : "lianxi.db";
}

Status place_could_not(Op *op, Status status)
{
    if (status == INVALID)
        op->error.status = status = UNAVAILABLE;
    return status;
}

/* ---- is it a database ------------------------------------------------------ */

static Status file_look(Op *op, const char *path, bool *found)
{
    char magic[sizeof sqlite_magic];
    struct stat info;
    FILE_SCOPE(fd) = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    *found = fd >= 0;
    if (fd < 0 && errno == ENOENT)
        return OK;
    if (fd < 0)
        return op_fail(op, UNAVAILABLE, "打不开数据库 %s：%s。", path, file_cause(errno));
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return op_fail(op, UNAVAILABLE, "%s 不是文件，不能作数据库。", path);
    ssize_t bytes = read(fd, magic, sizeof magic);
    if (bytes != 0 &&
        (bytes != (ssize_t)sizeof magic || memcmp(magic, sqlite_magic, sizeof magic) != 0))
        return op_fail(op, UNAVAILABLE, "%s 不是 SQLite 数据库文件。", path);
    *found = bytes != 0; /* an empty file may become one, it is none yet */
    return OK;
}

Status place_look(Op *op, const char *url, bool *found)
{
    *found = true;
    if (strlen(url) > PLACE_BYTES_MAX)
        return op_fail(op, INVALID, "--db 的内容超过 %u 字节。", PLACE_BYTES_MAX);
    if (strchr(url, '\n') != NULL)
        return op_fail(op, INVALID, "--db 的内容不能分行。");
    if (db_url_is_postgres(url))
        return OK;
    if (url[0] == ':' || strstr(url, "://") != NULL || text_starts(url, "file:"))
        return op_fail(op, INVALID, "--db 要写 SQLite 文件名，或者 postgresql://… 地址。");
    return file_look(op, url, found);
}

Status place_need(Op *op, const char *url)
{
    bool found;
    TRY(place_look(op, url, &found));
    if (!found)
        return op_fail(op, NOT_FOUND, "没有数据库 %s；先用 lianxi init 或者 lianxi demo 建立。",
                       args_shown(op->arena, url));
    return OK;
}

Status place_read(Op *op, const Cli *cli, Db **out)
{
    const char *url = place_url(cli);
    TRY(place_need(op, url));
    TRY(place_could_not(op, db_open(op, url, DB_READER, out)));
    return place_could_not(op, db_schema_check(op, *out, &store_changes));
}

/* ---- what readers need ----------------------------------------------------- */

static Status day_asked(Op *op, const Cli *cli, Day *out)
{
    const char *asked = cli_option(cli, "--day");
    *out = DAY_NONE;
    if (asked != NULL && !day_parse(asked, out))
        return op_fail(op, INVALID, "--day 要写成 2025-12-31 的样子，“%s”不是。",
                       args_shown(op->arena, asked));
    return OK;
}

Status place_load(Op *op, const Cli *cli, Db *db, Place *out)
{
    World world = { .db = db };
    Day asked;
    TRY(day_asked(op, cli, &asked));
    TRY(workdays_load(op, workdays_folder(op->arena, place_url(cli)), &world.calendar));
    TRY(clock_now(op, db, &world.now));
    if (day_given(asked))
        world.now = instant_at(asked, 0, 0);
    return place_stand(op, &world, cli_option(cli, "--conference"), out);
}
