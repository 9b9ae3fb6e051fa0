#include "cli/place.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "actions/inquiry.h"
#include "actions/load.h"
#include "actions/workdays.h"
#include "actions/world.h"
#include "base/file.h"
#include "charter/charter.h"
#include "cli/args.h"
#include "db/migrate.h"
#include "model/setting.h"
#include "store/rows_gen.h"
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

static Status near_days_load(Op *op, Db *db, int64_t conference, int64_t *out)
{
    SettingRowList rows = { 0 };
    Settings settings = settings_suggested();
    TRY(setting_rows(op, db, conference, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(settings_set(op, &settings, rows.items[i].name, rows.items[i].value));
    *out = settings_number(&settings, SETTING_NEAR_DAYS);
    return OK;
}

/* The clock's day; in a simulated database time stands at its last act. */
static Status today_find(Op *op, const Cli *cli, Place *place)
{
    struct timespec now;
    const char *asked = cli_option(cli, "--day");
    HistoryRowList rows = { 0 };
    if (asked != NULL && !day_parse(asked, &place->today))
        return op_fail(op, INVALID, "--day 要写成 2025-12-31 的样子，“%s”不是。",
                       args_shown(op->arena, asked));
    TRY(database_simulated(op, place->db, &place->simulated));
    if (asked != NULL)
        return OK;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    place->today = instant_day((Instant){ (int64_t)now.tv_sec * 1000000 });
    if (!place->simulated)
        return OK;
    TRY(history_rows(op, place->db, place->conference, &rows));
    if (rows.count > 0)
        place->today = instant_day(rows.items[rows.count - 1].recorded_at);
    return OK;
}

/* The charter in force, for what only it names. */
static Status rules_load(Op *op, Place *place)
{
    CharterVersionRowList versions = { 0 };
    const char *text = "";
    Charter *charter;
    Findings findings;
    TRY(charter_version_rows(op, place->db, place->conference, &versions));
    for (size_t i = 0; i < versions.count; i++)
        if (i == 0 || day_compare(versions.items[i].since, place->today) <= 0)
            text = versions.items[i].text;
    TRY(charter_compile(op, "制度", bytes_of_text(text), &charter, &findings));
    if (charter->rules == NULL)
        return op_broken(op, BROKEN, "the charter in force does not compile");
    place->names.rules = charter->rules;
    return OK;
}

Status place_load(Op *op, const Cli *cli, Db *db, Place *out)
{
    ConferenceRow row;
    *out = (Place){ .db = db };
    TRY(load_conference_number(op, db, cli_option(cli, "--conference"), &out->conference));
    TRY(conference_row_get(op, db, out->conference, &row));
    out->code = row.code;
    out->title = row.title;
    TRY(names_load(op, db, out->conference, &out->names));
    TRY(workdays_load(op, workdays_folder(op->arena, place_url(cli)), &out->calendar));
    TRY(near_days_load(op, db, out->conference, &out->near_days));
    TRY(today_find(op, cli, out));
    return rules_load(op, out);
}

const char *place_day_words(Arena *arena, const Place *place)
{
    return arena_printf(arena, "%s%s", place->simulated ? "演示库，按" : "",
                        arena_printf(arena, "%s%s", day_chinese(arena, place->today),
                                     place->simulated ? "计算" : ""));
}
