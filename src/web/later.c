/* Work on another thread, and the answer after it. */
#include "web/errors.h"
#include "web/visit.h"

typedef struct Later {
    Visit *visit;
    void *argument;
    HttpWork work;
    VisitThen then;
} Later;

static void later_work(Op *op, void *argument)
{
    const Later *later = argument;
    later->work(op, later->argument);
}

static void later_then(void *state, HttpRequest *request, void *argument, HttpReply *reply)
{
    const Later *later = argument;
    Visit *visit = later->visit;
    (void)state;
    (void)request;
    Status status = visit_open(visit);
    if (status == OK)
        status = visit_read(visit);
    if (status == OK)
        status = later->then(visit, later->argument, reply);
    if (status != OK)
        error_give(visit, reply, status);
    visit_close(visit);
}

Status visit_later(Visit *visit, HttpWork work, void *argument, VisitThen then)
{
    Later *later = ARENA_NEW(visit->op->arena, Later);
    *later = (Later){ .visit = visit, .argument = argument, .work = work, .then = then };
    return http_later(visit->http, later_work, later, later_then);
}
