/* Sockets whose request was refused before it was read to its end.
 *
 * If such a socket were closed while its client still sends, the kernel would
 * answer with a reset, and the client would lose the refusal it has not read yet.
 * So a second descriptor of it stays open for a while; what comes is read and
 * thrown away.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "http/inner.h"

enum {
    LINGERING_MAX = 64,
    LINGER_MS = 30 * 1000,
    QUIET_MS = 5 * 1000, /* nothing came so long */
    PIECE_BYTES = 16 * 1024,
    PIECES_MAX = 16, /* of one socket in one step */
    FIRST_EVENT = 2, /* as in face.c */
};

typedef struct Linger {
    int fd; /* -1: free */
    int64_t since_ms;
    int64_t heard_ms;
} Linger;

struct Lingering {
    int epoll;
    size_t count;
    Linger all[LINGERING_MAX];
};

Lingering *linger_new(Arena *arena, int epoll)
{
    Lingering *lingering = ARENA_NEW(arena, Lingering);
    lingering->epoll = epoll;
    for (size_t i = 0; i < LINGERING_MAX; i++)
        lingering->all[i].fd = -1;
    return lingering;
}

static void end(Lingering *lingering, Linger *linger)
{
    (void)epoll_ctl(lingering->epoll, EPOLL_CTL_DEL, linger->fd, NULL);
    close(linger->fd);
    linger->fd = -1;
    lingering->count--;
}

void linger_begin(Lingering *lingering, int fd)
{
    size_t place = 0;
    while (place < LINGERING_MAX && lingering->all[place].fd >= 0)
        place++;
    if (place == LINGERING_MAX)
        return; /* so many refusals at once: these end at once */
    int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    struct epoll_event event = { .events = EPOLLIN | EPOLLRDHUP,
                                 .data.u64 = FIRST_EVENT + place };
    if (own < 0)
        return;
    if (epoll_ctl(lingering->epoll, EPOLL_CTL_ADD, own, &event) != 0) {
        close(own);
        return;
    }
    int64_t now_ms = http_now_ms();
    lingering->all[place] = (Linger){ own, now_ms, now_ms };
    lingering->count++;
}

void linger_on_event(Lingering *lingering, uint64_t what)
{
    char piece[PIECE_BYTES];
    if (what >= LINGERING_MAX || lingering->all[what].fd < 0)
        return;
    Linger *linger = &lingering->all[what];
    for (int i = 0; i < PIECES_MAX; i++) {
        ssize_t bytes = recv(linger->fd, piece, sizeof piece, MSG_DONTWAIT);
        if (bytes < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (bytes <= 0) {
            end(lingering, linger);
            return;
        }
        linger->heard_ms = http_now_ms();
    }
}

void linger_look(Lingering *lingering)
{
    int64_t now_ms = http_now_ms();
    for (size_t i = 0; i < LINGERING_MAX && lingering->count > 0; i++) {
        Linger *linger = &lingering->all[i];
        if (linger->fd >= 0 &&
            (now_ms - linger->since_ms > LINGER_MS || now_ms - linger->heard_ms > QUIET_MS))
            end(lingering, linger);
    }
}

bool linger_any(const Lingering *lingering)
{
    return lingering->count > 0;
}

void linger_end(Lingering *lingering)
{
    for (size_t i = 0; i < LINGERING_MAX; i++)
        if (lingering->all[i].fd >= 0)
            end(lingering, &lingering->all[i]);
}
