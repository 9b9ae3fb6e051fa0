#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "db/owner.h"
#include "db/owner_socket.h"

enum {
    EVENTS_MAX = 64,
    ROUNDS_MAX = 8,  /* looks for more requests before a batch begins */
    LOOK_MS = 5000,  /* connections that stand still are looked for so often */
    FLUSH_MS = 2000, /* replies that are ready are sent so long when stopping */
    LISTENER = -1,
    SIGNALS = -2,
};

typedef enum Phase {
    PHASE_FREE,
    PHASE_READING,
    PHASE_READY, /* a whole request waits for a batch */
    PHASE_WRITING,
} Phase;

typedef struct Client {
    Phase phase;
    int fd;
    Arena *arena;
    uint8_t head[4];
    size_t head_have;
    uint8_t *body;
    size_t body_bytes;
    size_t body_have;
    Bytes reply; /* with its length before it */
    size_t reply_sent;
    int64_t moved_ms; /* last progress */
    uint64_t order;   /* of readiness */
} Client;

struct OwnerServer {
    Arena *arena;
    Db *db;
    OwnerHandle handle;
    void *state;
    SocketPlace place;
    int listener;
    int epoll;
    int signals;
    bool accepting;
    bool stopping;
    size_t pending_bytes;
    size_t client_count;
    size_t ready_count;
    uint64_t next_order;
    int64_t looked_ms;
    Client clients[OWNER_CLIENTS_MAX];
};

/* ---- connections ---------------------------------------------------------------- */

static void watch(const OwnerServer *server, int how, int fd, uint32_t events, int what)
{
    struct epoll_event event = { .events = events, .data.u64 = (uint64_t)(int64_t)what };
    (void)epoll_ctl(server->epoll, how, fd, &event);
}

static void accept_or_not(OwnerServer *server)
{
    bool room = server->client_count < OWNER_CLIENTS_MAX && !server->stopping;
    if (room != server->accepting)
        watch(server, EPOLL_CTL_MOD, server->listener, room ? EPOLLIN : 0, LISTENER);
    server->accepting = room;
}

static void drop(OwnerServer *server, Client *client)
{
    close(client->fd);
    arena_free(client->arena);
    server->pending_bytes -= client->body_bytes;
    server->client_count--;
    if (client->phase == PHASE_READY)
        server->ready_count--;
    *client = (Client){ .phase = PHASE_FREE };
    accept_or_not(server);
}

static void set_phase(OwnerServer *server, Client *client, Phase phase, uint32_t events)
{
    client->phase = phase;
    client->moved_ms = socket_now_ms();
    watch(server, EPOLL_CTL_MOD, client->fd, events, (int)(client - server->clients));
}

static void expect_request(OwnerServer *server, Client *client)
{
    arena_reset(client->arena);
    server->pending_bytes -= client->body_bytes;
    client->head_have = client->body_have = client->body_bytes = client->reply_sent = 0;
    client->body = NULL;
    set_phase(server, client, PHASE_READING, EPOLLIN);
}

static void accept_one(OwnerServer *server, int fd)
{
    Client *client = server->clients;
    while (client->phase != PHASE_FREE)
        client++;
    *client = (Client){ .phase = PHASE_READING, .fd = fd, .arena = arena_new() };
    client->moved_ms = socket_now_ms();
    server->client_count++;
    watch(server, EPOLL_CTL_ADD, fd, EPOLLIN, (int)(client - server->clients));
    accept_or_not(server);
}

static void accept_all(OwnerServer *server)
{
    while (server->client_count < OWNER_CLIENTS_MAX) {
        int fd = accept4(server->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (fd < 0)
            return;
        if (socket_peer_fits(fd, false))
            accept_one(server, fd);
        else
            close(fd);
    }
}

/* ---- requests in, replies out ------------------------------------------------------ */

static bool head_is_whole(OwnerServer *server, Client *client)
{
    const uint8_t *h = client->head;
    size_t bytes = (size_t)h[0] << 24 | (size_t)h[1] << 16 | (size_t)h[2] << 8 | h[3];
    if (bytes > OWNER_FRAME_MAX || bytes > OWNER_PENDING_MAX - server->pending_bytes)
        return false;
    client->body_bytes = bytes;
    server->pending_bytes += bytes;
    client->body = arena_alloc(client->arena, bytes + 1);
    return true;
}

/* Reads what is there; false when the connection must go. */
static bool read_some(OwnerServer *server, Client *client)
{
    for (;;) {
        bool in_head = client->head_have < sizeof client->head;
        if (!in_head && client->body_have == client->body_bytes) {
            client->order = server->next_order++;
            server->ready_count++;
            set_phase(server, client, PHASE_READY, 0);
            return true;
        }
        uint8_t *at =
            in_head ? client->head + client->head_have : client->body + client->body_have;
        size_t want = in_head ? sizeof client->head - client->head_have
                              : client->body_bytes - client->body_have;
        ssize_t part = recv(client->fd, at, want, 0);
        if (part < 0 && errno == EINTR)
            continue;
        if (part <= 0)
            return part < 0 && errno == EAGAIN;
        client->moved_ms = socket_now_ms();
        *(in_head ? &client->head_have : &client->body_have) += (size_t)part;
        if (in_head && client->head_have == sizeof client->head &&
            !head_is_whole(server, client))
            return false;
    }
}

static bool write_some(OwnerServer *server, Client *client)
{
    while (client->reply_sent < client->reply.count) {
        ssize_t part = send(client->fd, client->reply.data + client->reply_sent,
                            client->reply.count - client->reply_sent, MSG_NOSIGNAL);
        if (part < 0 && errno == EINTR)
            continue;
        if (part < 0 && errno == EAGAIN) {
            set_phase(server, client, PHASE_WRITING, EPOLLOUT);
            return true;
        }
        if (part <= 0)
            return false;
        client->reply_sent += (size_t)part;
    }
    expect_request(server, client);
    return true;
}

static void on_client(OwnerServer *server, Client *client, uint32_t events)
{
    bool fine = true;
    if (client->phase == PHASE_READING)
        fine = read_some(server, client);
    else if (client->phase == PHASE_WRITING)
        fine = write_some(server, client);
    else if (events & (EPOLLHUP | EPOLLERR))
        fine = false; /* gone before its turn: nothing was done */
    if (!fine)
        drop(server, client);
}

/* Takes in what the kernel has; returns how many events there were. */
static int look(OwnerServer *server, int wait_ms)
{
    struct epoll_event events[EVENTS_MAX];
    int count = epoll_wait(server->epoll, events, EVENTS_MAX, wait_ms);
    for (int i = 0; i < count; i++) {
        int what = (int)(int64_t)events[i].data.u64;
        if (what == LISTENER)
            accept_all(server);
        else if (what == SIGNALS)
            server->stopping = true;
        else if (server->clients[what].phase != PHASE_FREE)
            on_client(server, &server->clients[what], events[i].events);
    }
    return count;
}

static void drop_still(OwnerServer *server)
{
    int64_t now_ms = socket_now_ms();
    if (now_ms - server->looked_ms < LOOK_MS)
        return;
    server->looked_ms = now_ms;
    for (size_t i = 0; i < OWNER_CLIENTS_MAX; i++) {
        Client *client = &server->clients[i];
        bool waits = client->phase == PHASE_READING || client->phase == PHASE_WRITING;
        if (waits && now_ms - client->moved_ms > OWNER_IDLE_MS)
            drop(server, client);
    }
}

/* ---- batches ---------------------------------------------------------------------- */

/* The requests that have waited longest, in the order in which they came. */
static size_t gather(OwnerServer *server, Client **batch)
{
    size_t count = 0;
    for (size_t i = 0; i < OWNER_CLIENTS_MAX; i++) {
        Client *client = &server->clients[i];
        if (client->phase != PHASE_READY)
            continue;
        size_t at = count < OWNER_BATCH_MAX ? count++ : OWNER_BATCH_MAX;
        while (at > 0 && batch[at - 1]->order > client->order) {
            if (at < OWNER_BATCH_MAX)
                batch[at] = batch[at - 1];
            at--;
        }
        if (at < OWNER_BATCH_MAX)
            batch[at] = client;
    }
    return count;
}

static void answer(OwnerServer *server, Client *client, Bytes reply)
{
    Buf frame;
    server->ready_count--;
    client->phase = PHASE_WRITING;
    if (reply.count > OWNER_FRAME_MAX) {
        drop(server, client); /* the caller sees that there is no reply */
        return;
    }
    buf_init(&frame, client->arena);
    buf_u32(&frame, (uint32_t)reply.count);
    buf_add(&frame, reply.data, reply.count);
    client->reply = buf_bytes(&frame);
    client->reply_sent = 0;
    if (!write_some(server, client))
        drop(server, client);
}

static Status handle_batch(Op *op, OwnerServer *server)
{
    Client *clients[OWNER_BATCH_MAX];
    OwnerRequest batch[OWNER_BATCH_MAX] = { 0 };
    ARENA_SCOPE(arena);
    Op inner = { .arena = arena };
    size_t count = gather(server, clients);
    for (size_t i = 0; i < count; i++)
        batch[i].request = (Bytes){ clients[i]->body, clients[i]->body_bytes };
    Status status = server->handle(&inner, server->db, server->state, batch, count);
    if (status != OK) {
        for (size_t i = 0; i < count; i++)
            drop(server, clients[i]);
        const char *detail = inner.error.detail != NULL ? inner.error.detail : "no detail";
        const char *told = arena_dup(op->arena, op_told(&inner));
        status = op_broken(op, status, "handling a batch of %zu: %s", count, detail);
        op->error.told = told;
        return status;
    }
    for (size_t i = 0; i < count; i++)
        answer(server, clients[i], batch[i].reply);
    return OK;
}

Status owner_step(Op *op, OwnerServer *server, int wait_ms)
{
    int count = look(server, server->ready_count > 0 ? 0 : wait_ms);
    for (int i = 0; i < ROUNDS_MAX && count > 0 && server->ready_count > 0 &&
                    server->ready_count < OWNER_BATCH_MAX;
         i++)
        count = look(server, 0);
    drop_still(server);
    return server->ready_count > 0 && !server->stopping ? handle_batch(op, server) : OK;
}

/* ---- beginning and end ----------------------------------------------------------- */

/* We hold the lock: a socket that is there is a dead owner's. */
static Status bind_fresh(Op *op, OwnerServer *server)
{
    struct stat info;
    const SocketPlace *place = &server->place;
    if (lstat(place->path, &info) == 0 && !S_ISSOCK(info.st_mode))
        return op_fail(op, INVALID, "%s 应是本系统的套接字，却是别的文件，请移开。",
                       place->path);
    if (unlink(place->path) != 0 && errno != ENOENT)
        return op_fail(op, UNAVAILABLE, "换不掉旧的套接字 %s：%s。", place->path,
                       file_cause(errno));
    server->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (server->listener < 0 || fchmod(server->listener, 0600) != 0 ||
        bind(server->listener, (const struct sockaddr *)&place->address,
             sizeof place->address) != 0 ||
        chmod(place->path, 0600) != 0 || listen(server->listener, OWNER_CLIENTS_MAX) != 0)
        return op_fail(op, UNAVAILABLE, "建不了套接字 %s：%s。", place->path,
                       file_cause(errno));
    return OK;
}

static Status listen_fresh(Op *op, const char *path, OwnerServer *server)
{
    Op own = { .arena = server->arena }; /* the place lasts as long as the server */
    if (socket_place(&own, path, &server->place) != OK)
        return op_fail(op, own.error.status, "%s", op_told(&own));
    server->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (server->epoll < 0)
        return op_broken(op, UNAVAILABLE, "epoll: %s", strerror(errno));
    TRY(bind_fresh(op, server));
    watch(server, EPOLL_CTL_ADD, server->listener, EPOLLIN, LISTENER);
    server->accepting = true;
    server->looked_ms = socket_now_ms();
    return OK;
}

static void release(OwnerServer *server)
{
    const int fds[] = { server->listener, server->epoll, server->signals };
    for (size_t i = 0; i < sizeof fds / sizeof *fds; i++)
        if (fds[i] >= 0)
            close(fds[i]);
    socket_place_end(&server->place);
    arena_free(server->arena);
}

Status owner_listen(Op *op, const char *path, Db *db, OwnerHandle handle, void *state,
                    OwnerServer **out)
{
    Arena *arena = arena_new();
    OwnerServer *server = ARENA_NEW(arena, OwnerServer);
    *out = NULL;
    server->arena = arena;
    server->db = db;
    server->handle = handle;
    server->state = state;
    server->place.folder_fd = server->listener = server->epoll = server->signals = -1;
    Status status = listen_fresh(op, path, server);
    if (status != OK) {
        release(server);
        return status;
    }
    *out = server;
    return OK;
}

int owner_fd(const OwnerServer *server)
{
    return server->epoll;
}

static bool writes_wait(const OwnerServer *server)
{
    for (size_t i = 0; i < OWNER_CLIENTS_MAX; i++)
        if (server->clients[i].phase == PHASE_WRITING)
            return true;
    return false;
}

void owner_stop(OwnerServer *server)
{
    int64_t until_ms = socket_now_ms() + FLUSH_MS;
    server->stopping = true;
    (void)unlink(server->place.path); /* who comes now finds nobody, and tries again */
    while (writes_wait(server) && socket_now_ms() < until_ms)
        (void)look(server, 100);
    for (size_t i = 0; i < OWNER_CLIENTS_MAX; i++)
        if (server->clients[i].phase != PHASE_FREE)
            drop(server, &server->clients[i]);
    release(server);
}

Status owner_serve(Op *op, const char *path, Db *db, OwnerHandle handle, void *state)
{
    OwnerServer *server = NULL;
    sigset_t ends, before;
    Status status = OK;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    TRY(owner_listen(op, path, db, handle, state, &server));
    sigprocmask(SIG_BLOCK, &ends, &before);
    server->signals = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
    watch(server, EPOLL_CTL_ADD, server->signals, EPOLLIN, SIGNALS);
    while (status == OK && !server->stopping)
        status = owner_step(op, server, LOOK_MS);
    /* take the signal in, or it would end the program when let through */
    struct signalfd_siginfo info;
    while (read(server->signals, &info, sizeof info) > 0)
        continue;
    owner_stop(server);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return status;
}
