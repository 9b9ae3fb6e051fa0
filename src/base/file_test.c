#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/test.h"
#include "base/text.h"

static const char *folder_new(void)
{
    char *path = arena_dup(test_op()->arena, "/tmp/lianxi-file-XXXXXX");
    return mkdtemp(path);
}

static const char *in(const char *folder, const char *name)
{
    return arena_printf(test_op()->arena, "%s/%s", folder, name);
}

static bool told(const char *part)
{
    return strstr(op_told(test_op()), part) != NULL;
}

TEST(a_file_written_is_read_back_and_nothing_else_stays)
{
    Bytes read;
    const char *folder = folder_new();
    NEED(folder != NULL);
    NEED_OK(file_write(test_op(), in(folder, "a"), bytes_of_text("旧")));
    NEED_OK(file_write(test_op(), in(folder, "a"), bytes_of_text("内容")));
    NEED_OK(file_read(test_op(), in(folder, "a"), 6, &read));
    CHECK(bytes_equal(read, bytes_of_text("内容")));
    CHECK_INT(file_read(test_op(), in(folder, "a"), 5, &read), INVALID);
    CHECK(told("超过上限 5 字节"));
    CHECK(access(in(folder, "a.new"), F_OK) != 0);
    unlink(in(folder, "a"));
    CHECK(rmdir(folder) == 0);
}

TEST(a_pipe_or_folder_is_refused_at_once_and_a_device_never_replaced)
{
    Bytes read;
    struct stat info;
    const char *folder = folder_new();
    NEED(folder != NULL && mkfifo(in(folder, "pipe"), 0600) == 0);
    CHECK_INT(file_read(test_op(), in(folder, "pipe"), 10, &read), INVALID);
    CHECK(told("不是普通文件"));
    CHECK_INT(file_read(test_op(), folder, 10, &read), INVALID);
    CHECK_INT(file_write(test_op(), in(folder, "pipe"), bytes_of_text("x")), INVALID);
    CHECK_INT(file_write(test_op(), folder, bytes_of_text("x")), INVALID);
    CHECK(told("不能写"));
    CHECK(stat(in(folder, "pipe"), &info) == 0 && S_ISFIFO(info.st_mode));
    CHECK_INT(file_read(test_op(), in(folder, "none"), 10, &read), NOT_FOUND);
    CHECK_INT(file_read(test_op(), in(folder, "a/none"), 10, &read), NOT_FOUND);
    char name[400] = { 0 };
    memset(name, 'n', sizeof name - 1);
    CHECK_INT(file_read(test_op(), in(folder, name), 10, &read), INVALID);
    CHECK(strstr(op_told(test_op()), "文件名太长") != NULL);
    CHECK_INT(file_write(test_op(), in(folder, "none/x"), bytes_of_text("x")), UNAVAILABLE);
    CHECK(told("没有这个文件或者文件夹"));
    unlink(in(folder, "pipe"));
    CHECK(rmdir(folder) == 0);
}

TEST(what_the_system_refuses_is_said_in_chinese)
{
    static const int errors[] = { ENOENT, EACCES, EPERM,   EROFS,        ENOSPC, EDQUOT,
                                  EIO,    EISDIR, EFBIG,   ENAMETOOLONG, ELOOP,  ENXIO,
                                  EMFILE, ENFILE, ENOTDIR, EBUSY,        ETXTBSY };
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        CHECK((unsigned char)file_cause(errors[i])[0] >= 0x80);
}

TEST(what_editors_add_to_a_text_is_taken_away)
{
    size_t bytes;
    const char *text = "\xef\xbb\xbf一\r\n二\r三\r\n";
    CHECK_TEXT(text_plain_lines(test_op()->arena, text, strlen(text), &bytes), "一\n二\r三\n");
    CHECK_INT(bytes, strlen("一\n二\r三\n"));
    CHECK_TEXT(text_plain_lines(test_op()->arena, "", 0, &bytes), "");
}
