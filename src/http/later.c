/* The worker: one thread for what takes long and needs no database. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "http/inner.h"

typedef struct Queue {
    Exchange *first;
    Exchange *last;
} Queue;

struct Worker {
    pthread_mutex_t lock;
    pthread_cond_t more;
    pthread_t thread;
    int event; /* readable when something is done */
    bool stopping;
    size_t count; /* waiting, at work, done and not yet answered */
    Queue waiting;
    Queue done;
};

static void put(Queue *queue, Exchange *x)
{
    x->later.next = NULL;
    *(queue->last != NULL ? &queue->last->later.next : &queue->first) = x;
    queue->last = x;
}

static Exchange *take(Queue *queue)
{
    Exchange *x = queue->first;
    if (x != NULL)
        queue->first = x->later.next;
    if (queue->first == NULL)
        queue->last = NULL;
    return x;
}

/* Waits for the next; NULL when the worker is to stop. */
static Exchange *next(Worker *worker)
{
    pthread_mutex_lock(&worker->lock);
    while (worker->waiting.first == NULL && !worker->stopping)
        pthread_cond_wait(&worker->more, &worker->lock);
    Exchange *x = worker->stopping ? NULL : take(&worker->waiting);
    pthread_mutex_unlock(&worker->lock);
    return x;
}

static void *run(void *argument)
{
    Worker *worker = argument;
    const uint64_t one = 1;
    for (Exchange *x = next(worker); x != NULL; x = next(worker)) {
        x->later.work(&x->later.op, x->later.argument);
        pthread_mutex_lock(&worker->lock);
        put(&worker->done, x);
        pthread_mutex_unlock(&worker->lock);
        (void)!write(worker->event, &one, sizeof one);
    }
    return NULL;
}

/* Signals are the loop's: the thread begins with all of them blocked. */
static int thread_begin(Worker *worker)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&worker->thread, NULL, run, worker);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

Status worker_open(Op *op, HttpFace *face)
{
    Worker *worker = ARENA_NEW(face->arena, Worker);
    worker->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (worker->event < 0)
        return op_broken(op, UNAVAILABLE, "eventfd: %s", strerror(errno));
    pthread_mutex_init(&worker->lock, NULL);
    pthread_cond_init(&worker->more, NULL);
    int error = thread_begin(worker);
    if (error != 0) {
        close(worker->event);
        return op_broken(op, UNAVAILABLE, "pthread_create: %s", strerror(error));
    }
    face->worker = worker;
    return OK;
}

int worker_fd(const Worker *worker)
{
    return worker->event;
}

Status http_later(HttpRequest *request, HttpWork work, void *argument, HttpThen then)
{
    Exchange *x = (Exchange *)request; /* its first member */
    Worker *worker = x->face->worker;
    pthread_mutex_lock(&worker->lock);
    bool room = worker->count < HTTP_LATER_MAX && !worker->stopping;
    worker->count += room;
    pthread_mutex_unlock(&worker->lock);
    if (!room)
        return op_fail(request->op, UNAVAILABLE, "现在等着办理的太多，请过一会儿再试。");
    x->later.work = work;
    x->later.argument = argument;
    x->later.then = then;
    if (x->later.op.arena == NULL)
        x->later.op.arena = arena_new();
    op_clear(&x->later.op);
    if (!x->later.suspended)
        MHD_suspend_connection(x->connection);
    x->later.suspended = true;
    x->stage = STAGE_LATER;
    pthread_mutex_lock(&worker->lock);
    put(&worker->waiting, x);
    pthread_cond_signal(&worker->more);
    pthread_mutex_unlock(&worker->lock);
    return OK;
}

void worker_step(HttpFace *face)
{
    Worker *worker = face->worker;
    uint64_t count;
    (void)!read(worker->event, &count, sizeof count);
    for (;;) {
        pthread_mutex_lock(&worker->lock);
        Exchange *x = take(&worker->done);
        worker->count -= x != NULL;
        pthread_mutex_unlock(&worker->lock);
        if (x == NULL)
            return;
        x->stage = STAGE_READY;
        x->later.then(face->app.state, &x->request, x->later.argument, &x->reply);
        if (x->stage != STAGE_READY)
            continue; /* handed on once more */
        x->later.suspended = false;
        MHD_resume_connection(x->connection);
    }
}

static void resume_all(Queue *queue)
{
    for (Exchange *x = take(queue); x != NULL; x = take(queue))
        MHD_resume_connection(x->connection); /* only to be closed */
}

void worker_close(HttpFace *face)
{
    Worker *worker = face->worker;
    pthread_mutex_lock(&worker->lock);
    worker->stopping = true;
    pthread_cond_signal(&worker->more);
    pthread_mutex_unlock(&worker->lock);
    pthread_join(worker->thread, NULL);
    resume_all(&worker->waiting);
    resume_all(&worker->done);
    close(worker->event);
    pthread_cond_destroy(&worker->more);
    pthread_mutex_destroy(&worker->lock);
    face->worker = NULL;
}
