#include "web/server.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/file.h"
#include "web/known.h"
#include "web/upload.h"

enum {
    STOP_MS = 10000, /* requests under way get so long to end */
    STOP_STEP_MS = 50,
};

/* ---- the loop ---------------------------------------------------------------- */

typedef struct Loop {
    Web *web;
    HttpFace *face;
    OwnerServer *owner;
    int signals;
    bool stopping;
} Loop;

static void wait_for(Loop *loop)
{
    struct pollfd fds[] = {
        { .fd = http_fd(loop->face), .events = POLLIN },
        { .fd = loop->signals, .events = POLLIN },
        { .fd = loop->owner != NULL ? owner_fd(loop->owner) : -1, .events = POLLIN },
    };
    int wait_ms = http_wait_ms(loop->face), tidy_ms = upload_tidy(loop->web);
    if (wait_ms < 0 || wait_ms > tidy_ms)
        wait_ms = tidy_ms;
    (void)poll(fds, sizeof fds / sizeof *fds, wait_ms);
    struct signalfd_siginfo info;
    if (fds[1].revents != 0 && read(loop->signals, &info, sizeof info) > 0)
        loop->stopping = true;
}

static void finish(Loop *loop)
{
    http_stop(loop->face);
    for (int waited = 0; http_busy(loop->face) > 0 && waited < STOP_MS;
         waited += STOP_STEP_MS) {
        struct pollfd fd = { .fd = http_fd(loop->face), .events = POLLIN };
        (void)poll(&fd, 1, STOP_STEP_MS);
        http_step(loop->face);
    }
}

/* A batch that fails is answered to nobody: its senders try again. The disk may
 * have room later; who runs the machine reads why. */
static void owner_serve_some(OwnerServer *owner)
{
    ARENA_SCOPE(scratch);
    Op op = { .arena = scratch };
    if (owner == NULL || owner_step(&op, owner, 0) == OK)
        return;
    const char *detail = op.error.detail;
    fprintf(stderr, "lianxi：%s%s\n", op_told(&op), detail != NULL ? detail : "");
}

static sigset_t ends_set(void)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    return ends;
}

void server_hold_signals(void)
{
    sigset_t ends = ends_set();
    sigprocmask(SIG_BLOCK, &ends, NULL);
}

Status server_run(Op *op, Web *web, HttpFace *face, OwnerServer *owner)
{
    sigset_t ends = ends_set();
    FILE_SCOPE(signals) = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
    Loop loop = { .web = web, .face = face, .owner = owner, .signals = signals };
    if (signals < 0)
        return op_broken(op, UNAVAILABLE, "signalfd: %s", strerror(errno));
    while (!loop.stopping) {
        wait_for(&loop);
        http_step(face);
        known_tidy(web->known);
        owner_serve_some(owner);
    }
    finish(&loop);
    return OK;
}
