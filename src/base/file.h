/* Files: read whole with a limit, write so that the file is old or new. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/op.h"

/* Reads a file whole. NOT_FOUND when it is not there, INVALID when its name is
 * too long, or it is larger than bytes_max or not a regular file (a pipe is not
 * waited for). The bytes are followed by a NUL that is not counted. */
NODISCARD Status file_read(Op *op, const char *path, size_t bytes_max, Bytes *out);

/* Writes to PATH.new, syncs, renames, syncs the folder. INVALID when PATH is
 * there and not a regular file: a device or folder is never replaced. When it
 * fails nothing of it stays. */
NODISCARD Status file_write(Op *op, const char *path, Bytes bytes);

/* Makes a folder and those above it; fine when it is there. */
NODISCARD Status file_make_folder(Op *op, const char *path);

/* Why the system refused, as a Chinese phrase: "没有权限" for EACCES. */
const char *file_cause(int error);

/* Closes a descriptor at the end of its scope: FILE_SCOPE(fd) = open(…); */
#define FILE_SCOPE(name) int name __attribute__((cleanup(file_close_scope)))
void file_close_scope(int *fd);

#endif
