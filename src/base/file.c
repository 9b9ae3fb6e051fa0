#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void file_close_scope(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

const char *file_cause(int error)
{
    static const struct {
        int error;
        const char *words;
    } causes[] = {
        { ENOENT, "没有这个文件或者文件夹" },
        { EACCES, "没有权限" },
        { EPERM, "没有权限" },
        { EROFS, "所在的磁盘只能读" },
        { ENOSPC, "磁盘已满" },
        { EDQUOT, "磁盘配额已用完" },
        { EFBIG, "文件太大" },
        { EIO, "磁盘读写出错" },
        { EISDIR, "这是一个文件夹" },
        { ENOTDIR, "路径中有一段不是文件夹" },
        { ELOOP, "符号链接没有尽头或者不许使用" },
        { ENAMETOOLONG, "文件名太长" },
        { ENXIO, "不是普通文件" },
        { ENODEV, "不是普通文件" },
        { ETXTBSY, "文件正在使用" },
        { EBUSY, "文件正在使用" },
        { EMFILE, "打开的文件太多" },
        { ENFILE, "打开的文件太多" },
        { ENOMEM, "内存不够" },
        { ENOLCK, "系统的文件锁已用完" },
    };
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
        if (causes[i].error == error)
            return causes[i].words;
    return strerror(error);
}

/* A path that can lead nowhere is wrong input; the rest may be otherwise later. */
static Status unopened(int error)
{
    if (error == ENOENT || error == ENOTDIR)
        return NOT_FOUND;
    return error == ENAMETOOLONG || error == ELOOP ? INVALID : UNAVAILABLE;
}

static Status open_regular(Op *op, const char *path, size_t bytes_max, int *out_fd,
                           size_t *out_bytes)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe must not hold us up */
    if (fd < 0)
        return op_fail(op, unopened(errno), "读不了文件 %s：%s。", path,
                       errno == ENOENT ? "没有这个文件" : file_cause(errno));
    *out_fd = fd;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return op_fail(op, INVALID, "%s 不是普通文件。", path);
    if ((unsigned long long)info.st_size > bytes_max)
        return op_fail(op, INVALID, "文件 %s 有 %lld 字节，超过上限 %zu 字节。", path,
                       (long long)info.st_size, bytes_max);
    *out_bytes = (size_t)info.st_size;
    return OK;
}

Status file_read(Op *op, const char *path, size_t bytes_max, Bytes *out)
{
    FILE_SCOPE(fd) = -1;
    size_t bytes = 0, have = 0;
    TRY(open_regular(op, path, bytes_max, &fd, &bytes));
    char *data = arena_alloc(op->arena, bytes + 1);
    while (have < bytes) {
        ssize_t part = read(fd, data + have, bytes - have);
        if (part < 0 && errno == EINTR)
            continue;
        if (part <= 0)
            break; /* shorter than it said: what is there counts */
        have += (size_t)part;
    }
    data[have] = '\0';
    *out = (Bytes){ (const uint8_t *)data, have };
    return OK;
}

static Status cannot_write(Op *op, const char *path)
{
    return op_fail(op, UNAVAILABLE, "写不了文件 %s：%s。", path, file_cause(errno));
}

static Status write_all(Op *op, int fd, const char *path, Bytes bytes)
{
    size_t done = 0;
    while (done < bytes.count) {
        ssize_t part = write(fd, bytes.data + done, bytes.count - done);
        if (part < 0 && errno == EINTR)
            continue;
        if (part <= 0)
            return cannot_write(op, path);
        done += (size_t)part;
    }
    return fsync(fd) == 0 ? OK : cannot_write(op, path);
}

static void folder_sync(Op *op, const char *path)
{
    FILE_SCOPE(fd) = open(dirname(arena_dup(op->arena, path)), O_RDONLY | O_CLOEXEC);
    if (fd >= 0)
        (void)fsync(fd); /* not every file system can sync a folder */
}

static Status write_fresh(Op *op, const char *fresh, const char *path, Bytes bytes)
{
    FILE_SCOPE(fd) = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0)
        return cannot_write(op, path);
    return write_all(op, fd, path, bytes);
}

Status file_write(Op *op, const char *path, Bytes bytes)
{
    struct stat info;
    const char *fresh = arena_printf(op->arena, "%s.new", path);
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode))
        return op_fail(op, INVALID, "%s 不是普通文件，不能写。", path);
    Status status = write_fresh(op, fresh, path, bytes);
    if (status == OK && rename(fresh, path) != 0)
        status = cannot_write(op, path);
    if (status != OK) {
        (void)unlink(fresh);
        return status;
    }
    folder_sync(op, path);
    return OK;
}

Status file_make_folder(Op *op, const char *path)
{
    char *part = arena_dup(op->arena, path);
    for (char *at = part + 1;; at++) {
        if (*at != '/' && *at != '\0')
            continue;
        char kept = *at;
        *at = '\0';
        if (mkdir(part, 0755) != 0 && errno != EEXIST)
            return op_fail(op, UNAVAILABLE, "建不了文件夹 %s：%s。", part, file_cause(errno));
        *at = kept;
        if (kept == '\0')
            return OK;
    }
}
