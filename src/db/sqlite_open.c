#include "db/sqlite_open.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/file.h"

#define SQL_BYTES_MAX (1 << 20)
#define BUSY_MS "10000"

/* WAL needs shared memory and real locks, which these do not give. */
static bool over_network(long type)
{
    switch ((unsigned long)type) {
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case CIFS_SUPER_MAGIC:
    case SMB2_SUPER_MAGIC:
    case AFS_SUPER_MAGIC:
    case V9FS_MAGIC:
        return true;
    }
    return false;
}

/* The file is made here, so that only its owner can read it. One that exists
 * is looked at without opening it: closing any descriptor of a file ends the
 * locks that another connection of this process holds on it. */
static Status file_ready(Op *op, const char *path, DbMode mode)
{
    struct stat info;
    struct statfs system;
    if (mode == DB_OWNER) {
        FILE_SCOPE(fd) = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0 && errno != EEXIST)
            return op_fail(op, UNAVAILABLE, "建不了数据库文件 %s：%s。", path,
                           file_cause(errno));
    }
    if (stat(path, &info) != 0)
        return op_fail(op, errno == ENOENT ? NOT_FOUND : UNAVAILABLE,
                       "打不开数据库文件 %s：%s。", path,
                       errno == ENOENT ? "没有这个文件" : file_cause(errno));
    if (!S_ISREG(info.st_mode))
        return op_fail(op, INVALID, "%s 不是数据库文件。", path);
    if (statfs(path, &system) == 0 && over_network((long)system.f_type))
        return op_fail(op, INVALID, "%s 在网络文件系统上，数据库须放在本机磁盘上。", path);
    return OK;
}

static const char owner_settings[] = "PRAGMA busy_timeout = " BUSY_MS ";"
                                     "PRAGMA mmap_size = 0;"
                                     "PRAGMA synchronous = FULL;"
                                     "PRAGMA foreign_keys = ON;"
                                     "PRAGMA secure_delete = ON;"
                                     "PRAGMA cell_size_check = ON;"
                                     "PRAGMA trusted_schema = OFF;"
                                     "PRAGMA case_sensitive_like = ON;"
                                     "PRAGMA temp_store = MEMORY;";

static const char reader_settings[] = "PRAGMA wal_autocheckpoint = 0;"
                                      "PRAGMA query_only = ON;";

static Status pragma_text(Op *op, sqlite3 *handle, const char *sql, const char **out)
{
    sqlite3_stmt *statement = NULL;
    *out = "";
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        *out = arena_dup(op->arena, (const char *)sqlite3_column_text(statement, 0));
    Status status =
        code == SQLITE_ROW || code == SQLITE_DONE ? OK : sqlite_fail(op, handle, code, sql);
    sqlite3_finalize(statement);
    return status;
}

/* A setting that did not take would lose data silently: look, not trust. */
static Status setting_holds(Op *op, sqlite3 *handle, const char *pragma, const char *should)
{
    const char *is = NULL;
    TRY(pragma_text(op, handle, pragma, &is));
    if (strcmp(is, should) != 0)
        return engine_fail(op, UNAVAILABLE, "数据库的安全设置没有生效，不能使用。",
                           "%s is %s, should be %s", pragma, is, should);
    return OK;
}

static void harden(sqlite3 *handle)
{
    static const int settings[][2] = {
        { SQLITE_DBCONFIG_DEFENSIVE, 1 },      { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
        { SQLITE_DBCONFIG_DQS_DDL, 0 },        { SQLITE_DBCONFIG_DQS_DML, 0 },
        { SQLITE_DBCONFIG_ENABLE_TRIGGER, 1 }, { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    };
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        (void)sqlite3_db_config(handle, settings[i][0], settings[i][1], NULL);
    (void)sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, SQL_BYTES_MAX);
    (void)sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
}

static Status run(Op *op, sqlite3 *handle, const char *sql)
{
    int code = sqlite3_exec(handle, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? OK : sqlite_fail(op, handle, code, "setting up");
}

static Status settle(Op *op, sqlite3 *handle, DbMode mode, bool in_memory)
{
    const char *journal = NULL;
    harden(handle);
    TRY(run(op, handle, owner_settings));
    if (mode == DB_READER) {
        /* A reader must never be the one that resets the write-ahead log. */
        int keep = 1;
        TRY(run(op, handle, reader_settings));
        (void)sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
        (void)sqlite3_file_control(handle, NULL, SQLITE_FCNTL_PERSIST_WAL, &keep);
        return setting_holds(op, handle, "PRAGMA query_only", "1");
    }
    TRY(pragma_text(op, handle, "PRAGMA journal_mode = WAL", &journal));
    if (!in_memory)
        TRY(setting_holds(op, handle, "PRAGMA journal_mode", "wal"));
    TRY(setting_holds(op, handle, "PRAGMA synchronous", "2"));
    return setting_holds(op, handle, "PRAGMA foreign_keys", "1");
}

Status sqlite_open(Op *op, Arena *arena, const char *path, DbMode mode, void **state)
{
    sqlite3 *handle = NULL;
    bool in_memory = strcmp(path, ":memory:") == 0;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (!in_memory)
        TRY(file_ready(op, path, mode));
    int code = sqlite3_open_v2(path, &handle, flags, NULL);
    Status status = code == SQLITE_OK ? settle(op, handle, mode, in_memory)
                                      : sqlite_fail(op, handle, code, "opening");
    if (status != OK) {
        sqlite3_close_v2(handle);
        return op_while(op, status, "opening %s", path);
    }
    Sqlite *lite = ARENA_NEW(arena, Sqlite);
    *lite = (Sqlite){ .handle = handle, .arena = arena };
    *state = lite;
    return OK;
}
