#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "actions/service.h"
#include "actions/workdays.h"
#include "base/file.h"
#include "cli/place.h"
#include "cli/runs.h"
#include "cli/sheet.h"
#include "print/fonts.h"

enum { NEXT_YEAR_MONTH = 12, SPACE_MB_MIN = 500, WAL_BYTE = 18 };

typedef struct Doctor {
    Op *op;
    const Cli *cli;
    Sheet *sheet;
    size_t faults;
} Doctor;

static void fine(Doctor *d, const char *what, const char *text)
{
    sheet_item(d->sheet, "checks",
               json_pack("{s: s, s: b, s: s}", "what", what, "fine", 1, "text", text),
               "✓ %s：%s", what, text);
}

static void fault(Doctor *d, const char *what, const char *text, const char *remedy)
{
    d->faults++;
    sheet_item(d->sheet, "checks",
               json_pack("{s: s, s: b, s: s, s: s}", "what", what, "fine", 0, "text", text,
                         "remedy", remedy),
               "■ %s：%s\n    办法：%s", what, text, remedy);
}

/* ---- the database ------------------------------------------------------------ */

/* WAL is written in the file's head; without it a reader would stop writers. */
static void file_examine(Doctor *d, const char *path)
{
    unsigned char head[WAL_BYTE + 1] = { 0 };
    struct stat info;
    struct statvfs space;
    FILE_SCOPE(fd) = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &info) != 0 || read(fd, head, sizeof head) < 0)
        return;
    if (info.st_size > 0 && head[WAL_BYTE] != 2)
        fault(d, "日志方式", "数据库没有用预写日志（WAL）。",
              "用 lianxi serve 或者任一办理命令打开一次，即自动改正。");
    else
        fine(d, "日志方式", "预写日志，每次提交都落盘");
    if ((info.st_mode & 077) != 0)
        fault(d, "文件权限", "数据库文件别的用户也能读写。",
              arena_printf(d->op->arena, "chmod 600 %s", path));
    else
        fine(d, "文件权限", "只有本用户能读写");
    if (fstatvfs(fd, &space) == 0) {
        unsigned long long mb =
            (unsigned long long)space.f_bavail * space.f_frsize / (1024ull * 1024ull);
        const char *text = arena_printf(d->op->arena, "还有 %llu MB", mb);
        if (mb < SPACE_MB_MIN)
            fault(d, "磁盘空间", text, "腾出空间，或者换一个磁盘。");
        else
            fine(d, "磁盘空间", text);
    }
}

static Status owner_examine(Doctor *d, const char *url)
{
    bool reached;
    Bytes request, reply;
    TRY(service_ping_request(d->op, &request));
    Status status = owner_call(d->op, url, request, &reached, &reply);
    if (status == OK)
        fine(d, "使用者", "有一个进程正在使用数据库，别的命令交给它办理");
    else if (!reached && status == UNAVAILABLE)
        fine(d, "使用者", "没有进程常驻，每个命令自己办理");
    else
        fault(d, "使用者", op_told(d->op), "停下没有响应的 lianxi serve，再启动它。");
    op_clear(d->op);
    return OK;
}

static Status database_examine(Doctor *d)
{
    const char *url = place_url(d->cli);
    bool found;
    DB_SCOPE(db);
    TRY(place_look(d->op, url, &found));
    if (!found) {
        fault(d, "数据库", arena_printf(d->op->arena, "没有 %s。", url),
              "用 lianxi init 建立，或者用 --db 写明在哪里。");
        return OK;
    }
    if (place_read(d->op, d->cli, &db) != OK) {
        fault(d, "数据库", op_told(d->op),
              "核对 --db；版本旧的，用任一办理命令打开一次即升级。");
        op_clear(d->op);
        return OK;
    }
    fine(d, "数据库",
         db_engine(db) == DB_POSTGRES ? "连得上，服务器的持久设置合格" : "打得开，版本相符");
    if (db_engine(db) == DB_POSTGRES)
        return OK;
    file_examine(d, url);
    return owner_examine(d, url);
}

/* ---- the machine ------------------------------------------------------------- */

static void fonts_examine(Doctor *d)
{
    static const char *const roles[FONT_ROLES] = { "仿宋", "黑体", "楷体", "小标宋", "宋体" };
    int index;
    FONTS_SCOPE(fonts);
    if (fonts_open(d->op, NULL, &fonts) != OK) {
        fault(d, "字体", op_told(d->op),
              "apt-get install texlive-lang-chinese fonts-noto-cjk，或者用 LIANXI_FONTS "
              "指明本单位字体所在的文件夹。");
        op_clear(d->op);
        return;
    }
    for (int role = 0; role < FONT_ROLES; role++) {
        FontGlyph glyph = fonts_glyph(fonts, (FontRole)role, 0x56FD); /* 国 */
        const char *what = arena_printf(d->op->arena, "字体（%s）", roles[role]);
        if (glyph.missing)
            fault(d, what, "缺最常用的字。", "换一个完整的字体文件。");
        else
            fine(d, what, fonts_file(fonts, glyph.face, &index));
    }
}

static Instant clock_read(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (Instant){ (int64_t)now.tv_sec * 1000000 };
}

static Status holidays_examine(Doctor *d)
{
    const Calendar *calendar;
    int first, last, year, month, of_month;
    day_split(instant_day(clock_read()), &year, &month, &of_month);
    if (workdays_load(d->op, workdays_folder(d->op->arena, place_url(d->cli)), &calendar) !=
        OK) {
        fault(d, "节假日", op_told(d->op), "改正或者移走这个文件。");
        op_clear(d->op);
        return OK;
    }
    calendar_years(calendar, &first, &last);
    const char *text = arena_printf(d->op->arena, "已有 %d—%d 年", first, last);
    int needed = month >= NEXT_YEAR_MONTH ? year + 1 : year;
    if (last < needed)
        fault(d, "节假日", arena_printf(d->op->arena, "%s，缺 %d 年。", text, needed),
              "把国务院办公厅公布的安排写成 holidays/年份 文件，放在数据库旁边的 holidays "
              "文件夹里。");
    else
        fine(d, "节假日", text);
    return OK;
}

static void clock_examine(Doctor *d)
{
    Instant now = clock_read();
    const char *text = instant_chinese(d->op->arena, now);
    if (day_compare(instant_day(now), day_of(2024, 1, 1)) < 0)
        fault(d, "时钟", arena_printf(d->op->arena, "现在是 %s，不对。", text),
              "校准系统时钟（timedatectl set-ntp true）。");
    else
        fine(d, "时钟", arena_printf(d->op->arena, "%s（北京时间）", text));
}

Status run_doctor(Op *op, Cli *cli)
{
    SHEET(sheet, op, cli);
    Doctor doctor = { .op = op, .cli = cli, .sheet = &sheet };
    TRY(database_examine(&doctor));
    fonts_examine(&doctor);
    TRY(holidays_examine(&doctor));
    clock_examine(&doctor);
    sheet_line(&sheet, "%zu 处要处理", doctor.faults);
    sheet_print(&sheet);
    cli->exit = doctor.faults > 0 ? EXIT_FINDINGS : EXIT_DONE;
    return OK;
}
