#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/file.h"
#include "http/inner.h"
#include "http/listen.h"

enum {
    POOL_BYTES = 32 * 1024, /* of a connection: its head, and pieces of body while they come */
    EVENTS_MAX = 64,
    LOOK_MS = 1000,
};

/* Numbers in the events' data; a lingering socket has its place from LINGERING. */
enum { WATCH_LIBRARY = 0, WATCH_WORKER = 1, WATCH_LINGERING = 2 };

static bool watch(int epoll, int fd, uint64_t what)
{
    struct epoll_event event = { .events = EPOLLIN, .data.u64 = what };
    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

/* Each connection is a descriptor, and one more while it lingers. */
static void raise_file_limit(void)
{
    struct rlimit limit;
    rlim_t want = HTTP_CONNECTIONS_MAX + 512;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= want)
        return;
    limit.rlim_cur = limit.rlim_max < want ? limit.rlim_max : want;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}

static struct MHD_Daemon *start(HttpFace *face)
{
    unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME;
    return MHD_start_daemon(
        flags, 0, NULL, NULL, exchange_on_request, face, MHD_OPTION_LISTEN_SOCKET,
        face->listener, MHD_OPTION_CONNECTION_LIMIT, (unsigned)HTTP_CONNECTIONS_MAX,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL_BYTES, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)(HTTP_IDLE_MS / 1000), MHD_OPTION_URI_LOG_CALLBACK, exchange_on_line, face,
        MHD_OPTION_NOTIFY_COMPLETED, exchange_on_end, face, MHD_OPTION_NOTIFY_CONNECTION,
        peer_on_connection, face, MHD_OPTION_END);
}

static Status could_not(Op *op, const char *what)
{
    return op_broken(op, UNAVAILABLE, "%s: %s", what, strerror(errno));
}

static Status set_going(Op *op, HttpFace *face)
{
    face->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (face->epoll < 0)
        return could_not(op, "epoll_create1");
    TRY(listen_at(op, face->options.listen, &face->listener, &face->port));
    face->daemon = start(face);
    if (face->daemon == NULL)
        return could_not(op, "starting libmicrohttpd");
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(face->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    if (info == NULL || !watch(face->epoll, info->epoll_fd, WATCH_LIBRARY))
        return could_not(op, "watching libmicrohttpd");
    TRY(worker_open(op, face));
    if (!watch(face->epoll, worker_fd(face->worker), WATCH_WORKER))
        return could_not(op, "watching the worker");
    face->kept = kept_new(face->arena);
    face->lingering = linger_new(face->arena, face->epoll);
    return OK;
}

Status http_open(Op *op, const HttpOptions *options, const HttpApp *app, HttpFace **out)
{
    Arena *arena = arena_new();
    HttpFace *face = ARENA_NEW(arena, HttpFace);
    *face = (HttpFace){ .arena = arena, .app = *app, .options = *options };
    face->listener = face->epoll = -1;
    face->options.listen = arena_dup(arena, options->listen);
    *out = NULL;
    raise_file_limit();
    Status status = set_going(op, face);
    if (status == OK)
        *out = face;
    else
        http_close(face);
    return status;
}

int http_port(const HttpFace *face)
{
    return face->port;
}

int http_fd(const HttpFace *face)
{
    return face->epoll;
}

int http_wait_ms(const HttpFace *face)
{
    MHD_UNSIGNED_LONG_LONG wait = 0;
    bool looks = face->peers != NULL || linger_any(face->lingering);
    if (MHD_get_timeout(face->daemon, &wait) != MHD_YES)
        return looks ? LOOK_MS : -1;
    return wait < LOOK_MS ? (int)wait : LOOK_MS;
}

static bool library_has_more(const HttpFace *face)
{
    MHD_UNSIGNED_LONG_LONG wait = 1;
    return MHD_get_timeout(face->daemon, &wait) == MHD_YES && wait == 0;
}

/* At its limit the library stops listening, and begins again only when it is
 * run after connections ended; those who wait would otherwise wait for ever. */
static void library_run(HttpFace *face)
{
    size_t before = face->peer_count;
    int rounds = 0;
    do
        (void)MHD_run(face->daemon);
    while (++rounds < STEPS_MAX && library_has_more(face));
    if (before >= HTTP_CONNECTIONS_MAX && face->peer_count < HTTP_CONNECTIONS_MAX)
        (void)MHD_run(face->daemon);
}

void http_step(HttpFace *face)
{
    struct epoll_event events[EVENTS_MAX];
    int count = epoll_wait(face->epoll, events, EVENTS_MAX, 0);
    for (int i = 0; i < count; i++) {
        uint64_t what = events[i].data.u64;
        if (what == WATCH_WORKER)
            worker_step(face);
        else if (what >= WATCH_LINGERING)
            linger_on_event(face->lingering, what - WATCH_LINGERING);
    }
    library_run(face);
    if (http_now_ms() - face->looked_ms >= LOOK_MS) {
        face->looked_ms = http_now_ms();
        peers_look(face);
        linger_look(face->lingering);
    }
}

void http_stop(HttpFace *face)
{
    if (face->stopping)
        return;
    face->stopping = true;
    (void)MHD_quiesce_daemon(face->daemon);
    close(face->listener);
    face->listener = -1;
}

size_t http_busy(const HttpFace *face)
{
    return face->busy;
}

void http_close(HttpFace *face)
{
    if (face == NULL)
        return;
    if (face->worker != NULL)
        worker_close(face);
    if (face->daemon != NULL)
        MHD_stop_daemon(face->daemon);
    else if (face->listener >= 0)
        close(face->listener);
    if (face->kept != NULL)
        kept_end(face->kept);
    if (face->lingering != NULL)
        linger_end(face->lingering);
    if (face->epoll >= 0)
        close(face->epoll);
    for (size_t i = 0; i < face->arena_count; i++)
        arena_free(face->arenas[i]);
    arena_free(face->arena);
}
