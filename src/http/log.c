#include <stdio.h>
#include <unistd.h>

#include "http/inner.h"

/* Control characters and quotes would break the line apart. */
static const char *one_line(Arena *arena, const char *text)
{
    char *out = arena_dup(arena, text);
    for (char *c = out; *c != '\0'; c++)
        if (*c <= ' ' || *c > '~' || *c == '"')
            *c = '?';
    return out;
}

void log_line(const Exchange *x)
{
    char line[1024];
    struct timespec now;
    const int fd = x->face->options.log_fd;
    if (fd < 0)
        return;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    int bytes =
        snprintf(line, sizeof line, "%lld.%03ld %s %s %.800s %d %llu %lldms\n",
                 (long long)now.tv_sec, now.tv_nsec / 1000000, x->request.peer,
                 x->method != NULL ? one_line(x->op.arena, x->method) : "-",
                 one_line(x->op.arena, x->request.target), x->replied ? x->reply.status : 0,
                 (unsigned long long)x->reply_bytes, (long long)(http_now_ms() - x->began_ms));
    if (bytes > 0)
        (void)!write(fd, line, (size_t)bytes < sizeof line ? (size_t)bytes : sizeof line - 1);
}
