#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "db/engine.h"
#include "db/lock.h"
#include "db/owner.h"
#include "db/owner_socket.h"

enum { RETRY_FIRST_MS = 2, RETRY_MOST_MS = 50 };

Status owner_try(Op *op, const char *url, Db **db)
{
    int lock_fd = -1;
    *db = NULL;
    if (db_url_is_postgres(url) || strcmp(url, ":memory:") == 0)
        return db_open(op, url, DB_OWNER, db);
    TRY(lock_take(op, url, &lock_fd));
    return lock_fd < 0 ? OK : db_open_locked(op, url, lock_fd, db);
}

/* ---- one call ------------------------------------------------------------------ */

static Status lost(Op *op, const char *what)
{
    return engine_fail(op, UNAVAILABLE, "没有收到办理结果，请重新打开查看后再办。",
                       "the owner's connection: %s", what);
}

/* Waits until the socket can be read or written; false when time is up. */
static bool wait_for(int fd, short events, int64_t until_ms)
{
    for (;;) {
        int64_t left = until_ms - socket_now_ms();
        struct pollfd one = { .fd = fd, .events = events };
        int ready = left > 0 ? poll(&one, 1, (int)left) : 0;
        if (ready > 0)
            return true;
        if (ready == 0 || errno != EINTR)
            return false;
    }
}

static Status send_all(Op *op, int fd, Bytes bytes, int64_t until_ms)
{
    size_t done = 0;
    while (done < bytes.count) {
        ssize_t part = send(fd, bytes.data + done, bytes.count - done, MSG_NOSIGNAL);
        if (part > 0)
            done += (size_t)part;
        else if (part < 0 && errno == EAGAIN) {
            if (!wait_for(fd, POLLOUT, until_ms))
                return lost(op, "sending took too long");
        } else if (part == 0 || errno != EINTR)
            return lost(op, strerror(errno));
    }
    return OK;
}

static Status receive_all(Op *op, int fd, uint8_t *data, size_t bytes, int64_t until_ms)
{
    size_t done = 0;
    while (done < bytes) {
        ssize_t part = recv(fd, data + done, bytes - done, 0);
        if (part > 0)
            done += (size_t)part;
        else if (part == 0)
            return lost(op, "closed without a reply");
        else if (errno == EAGAIN) {
            if (!wait_for(fd, POLLIN, until_ms))
                return lost(op, "no reply in time");
        } else if (errno != EINTR)
            return lost(op, strerror(errno));
    }
    return OK;
}

static Status exchange(Op *op, int fd, Bytes request, Bytes *reply)
{
    uint8_t head[4];
    int64_t until_ms = socket_now_ms() + OWNER_REPLY_MS;
    Buf frame;
    buf_init(&frame, op->arena);
    buf_u32(&frame, (uint32_t)request.count);
    TRY(send_all(op, fd, buf_bytes(&frame), until_ms));
    TRY(send_all(op, fd, request, until_ms));
    TRY(receive_all(op, fd, head, sizeof head, until_ms));
    size_t bytes =
        (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
    if (bytes > OWNER_FRAME_MAX)
        return lost(op, "a reply longer than a frame may be");
    uint8_t *data = arena_alloc(op->arena, bytes + 1);
    TRY(receive_all(op, fd, data, bytes, until_ms));
    *reply = (Bytes){ data, bytes };
    return OK;
}

Status owner_call(Op *op, const char *path, Bytes request, bool *reached, Bytes *reply)
{
    SOCKET_PLACE(place);
    FILE_SCOPE(fd) = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    *reached = false;
    if (request.count > OWNER_FRAME_MAX)
        return op_fail(op, INVALID, "内容太大，超过 %zu MB。", OWNER_FRAME_MAX >> 20);
    TRY(socket_place(op, path, &place));
    if (fd < 0 ||
        connect(fd, (const struct sockaddr *)&place.address, sizeof place.address) != 0)
        return engine_fail(op, UNAVAILABLE, "联系不上正在使用数据库的进程，请稍后再试。",
                           "connecting to %s: %s", place.path, strerror(errno));
    if (!socket_peer_fits(fd, true))
        return op_fail(op, DENIED, "正在使用数据库的进程属于别的用户，不能交办。");
    *reached = true;
    return exchange(op, fd, request, reply);
}

/* ---- wherever it can be done ------------------------------------------------------ */

static Status do_here(Op *op, Db *db, Bytes request, OwnerHandle handle, void *state,
                      Bytes *reply)
{
    OwnerRequest one = { .request = request };
    TRY(handle(op, db, state, &one, 1));
    *reply = one.reply;
    return OK;
}

static void rest(int ms)
{
    struct timespec time = { .tv_nsec = (long)ms * 1000000 };
    (void)nanosleep(&time, NULL);
}

/* One round; *again: somebody else owned the file but could not be asked. */
static Status do_once(Op *op, const char *url, Bytes request, OwnerHandle handle, void *state,
                      Bytes *reply, bool *again)
{
    DB_SCOPE(db);
    bool reached = false;
    *again = false;
    TRY(owner_try(op, url, &db));
    if (db != NULL)
        return do_here(op, db, request, handle, state, reply);
    int64_t began_ms = socket_now_ms();
    Status status = owner_call(op, url, request, &reached, reply);
    *again = status == UNAVAILABLE && socket_now_ms() - began_ms < OWNER_REPLY_MS;
    return status;
}

Status owner_do(Op *op, const char *url, Bytes request, OwnerHandle handle, void *state,
                Bytes *reply)
{
    int64_t until_ms = socket_now_ms() + OWNER_REACH_MS;
    int pause_ms = RETRY_FIRST_MS;
    for (;;) {
        bool again = false;
        Status status = do_once(op, url, request, handle, state, reply, &again);
        if (status == OK || !again || socket_now_ms() > until_ms)
            return status;
        op_clear(op);
        rest(pause_ms);
        pause_ms = pause_ms * 2 < RETRY_MOST_MS ? pause_ms * 2 : RETRY_MOST_MS;
    }
}
