#include "db/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "db/engine.h"

Status lock_real_path(Op *op, const char *path, const char **real)
{
    char found[PATH_MAX];
    if (realpath(path, found) != NULL) {
        *real = arena_dup(op->arena, found);
        return OK;
    }
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *folder = slash == NULL   ? "."
                         : slash == path ? "/"
                                         : arena_dup_n(op->arena, path, (size_t)(slash - path));
    if (*name == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return op_fail(op, INVALID, "%s 不是数据库文件名。", path);
    if (realpath(folder, found) == NULL)
        return op_fail(op, NOT_FOUND, "没有放数据库的文件夹 %s。", folder);
    *real = arena_printf(op->arena, "%s/%s", strcmp(found, "/") == 0 ? "" : found, name);
    return OK;
}

Status lock_take(Op *op, const char *path, int *fd)
{
    const char *real = NULL;
    *fd = -1;
    TRY(lock_real_path(op, path, &real));
    const char *name = arena_printf(op->arena, "%s.lock", real);
    int opened = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (opened < 0)
        return op_fail(op, UNAVAILABLE, "打不开数据库的锁文件 %s：%s。", name,
                       file_cause(errno));
    while (flock(opened, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR)
            continue;
        int cause = errno;
        close(opened);
        if (cause == EWOULDBLOCK)
            return OK;
        return op_fail(op, UNAVAILABLE, "锁不住数据库文件 %s：%s。", name, file_cause(cause));
    }
    *fd = opened;
    return OK;
}

void lock_release(int fd)
{
    if (fd >= 0)
        close(fd);
}
