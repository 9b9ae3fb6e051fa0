/* A small application behind the face, for tests of hostile clients and for the bench.
 *
 * lianxi-http-site ADDRESS   says "ready PORT", serves until SIGTERM, finishes what runs.
 *
 * GET /ready      a page of 18 kB that is there already, tagged "ready"
 * POST /form      a form of at most 1 MiB; says how many fields and bytes it had
 * POST /upload    files of at most 64 MiB together; says their names and sizes
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "http/http.h"
#include "http/reply.h"

enum { READY_BYTES = 18600, PATIENCE_SECONDS = 5 };

typedef struct Site {
    Bytes ready;
} Site;

static bool begin(void *state, HttpRequest *request, HttpLimits *limits, HttpReply *reply)
{
    (void)state;
    bool ready = text_same(request->path, "/ready") && request->method == HTTP_GET;
    if (text_same(request->path, "/form"))
        *limits = (HttpLimits){ 1 << 20, 1 << 20, 0 };
    else if (text_same(request->path, "/upload"))
        *limits = (HttpLimits){ 64 << 20, 1 << 20, 4 };
    else if (!ready) {
        http_plain_page(reply, 404, "没有这一页。");
        return false;
    }
    return true;
}

static void answer(void *state, HttpRequest *request, HttpReply *reply)
{
    const Site *site = state;
    Buf text;
    if (text_same(request->path, "/ready")) {
        http_body(reply, site->ready);
        (void)http_not_modified(request, reply, "ready");
        return;
    }
    size_t bytes = 0;
    for (size_t i = 0; i < request->form.count; i++)
        bytes += strlen(request->form.items[i].value);
    buf_init(&text, request->op->arena);
    buf_printf(&text, "%zu fields, %zu bytes", request->form.count, bytes);
    for (size_t i = 0; i < request->files.count; i++)
        buf_printf(&text, "; %s %llu", request->files.items[i]->name,
                   (unsigned long long)request->files.items[i]->bytes);
    http_body(reply, buf_bytes(&text));
}

static Status file_nothing(void *state, HttpRequest *request, HttpFile *file)
{
    (void)state, (void)request, (void)file;
    return OK;
}

static Status file_piece(void *state, HttpRequest *request, HttpFile *file, Bytes piece)
{
    (void)state, (void)request, (void)file, (void)piece;
    return OK;
}

static void serve(HttpFace *face, int signals)
{
    bool stopping = false;
    time_t patience = 0;
    while (!stopping || (http_busy(face) > 0 && time(NULL) <= patience)) {
        struct pollfd two[] = { { .fd = http_fd(face), .events = POLLIN },
                                { .fd = signals, .events = POLLIN } };
        int ready = poll(two, stopping ? 1 : 2, http_wait_ms(face));
        if (ready > 0 && !stopping && (two[1].revents & POLLIN) != 0) {
            stopping = true;
            patience = time(NULL) + PATIENCE_SECONDS;
            http_stop(face);
        }
        http_step(face);
    }
}

static Bytes ready_page(Arena *arena)
{
    Buf page;
    buf_init(&page, arena);
    while (page.count < READY_BYTES)
        buf_text(&page, "<tr><td>D1</td><td>高温津贴发放</td></tr>\n");
    return (Bytes){ (const uint8_t *)page.data, READY_BYTES };
}

int main(int argc, char **argv)
{
    ARENA_SCOPE(arena);
    Op op = { .arena = arena };
    Site site = { .ready = ready_page(arena) };
    HttpApp app = { .state = &site,
                    .begin = begin,
                    .answer = answer,
                    .file_begin = file_nothing,
                    .file_piece = file_piece,
                    .file_end = file_nothing };
    HttpOptions options = { .listen = argc == 2 ? argv[1] : "127.0.0.1:0", .log_fd = -1 };
    HttpFace *face = NULL;
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    int signals = signalfd(-1, &ends, SFD_CLOEXEC);
    if (signals < 0 || http_open(&op, &options, &app, &face) != OK) {
        fprintf(stderr, "%s\n", op_told(&op));
        return 3;
    }
    printf("ready %d\n", http_port(face));
    fflush(stdout);
    serve(face, signals);
    http_close(face);
    close(signals);
    return 0;
}
