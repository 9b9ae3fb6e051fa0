#include "db/owner_socket.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "db/lock.h"

Status socket_place(Op *op, const char *path, SocketPlace *out)
{
    const char *real = NULL;
    TRY(lock_real_path(op, path, &real));
    out->path = arena_printf(op->arena, "%s.sock", real);
    out->address.sun_family = AF_UNIX;
    size_t room = sizeof out->address.sun_path;
    const char *address = out->path;
    if (strlen(address) >= room) {
        const char *name = strrchr(out->path, '/') + 1;
        const char *folder = arena_dup_n(op->arena, out->path, (size_t)(name - out->path));
        out->folder_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
        if (out->folder_fd < 0)
            return op_fail(op, UNAVAILABLE, "打不开放数据库的文件夹 %s。", folder);
        address = arena_printf(op->arena, "/proc/self/fd/%d/%s", out->folder_fd, name);
    }
    if (strlen(address) >= room)
        return op_fail(op, INVALID, "数据库文件名太长，请改用较短的文件名。");
    memcpy(out->address.sun_path, address, strlen(address) + 1);
    return OK;
}

void socket_place_end(SocketPlace *place)
{
    if (place->folder_fd >= 0)
        close(place->folder_fd);
    place->folder_fd = -1;
}

bool socket_peer_fits(int fd, bool any_for_root)
{
    struct ucred peer = { .uid = (uid_t)-1 };
    socklen_t bytes = sizeof peer;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &bytes) != 0)
        return false;
    return peer.uid == geteuid() || peer.uid == 0 || (any_for_root && geteuid() == 0);
}

int64_t socket_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
