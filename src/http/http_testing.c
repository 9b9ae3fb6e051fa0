#include "http/http_testing.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"
#include "http/inner.h"

enum { PATIENCE_MS = 8000, STEP_MS = 2, PIECE_BYTES = 65536 };

Status site_open(Op *op, const HttpApp *app, Site *site)
{
    HttpOptions options = { .listen = "127.0.0.1:0", .log_fd = -1 };
    site->op = op;
    return http_open(op, &options, app, &site->face);
}

void site_close(Site *site)
{
    http_close(site->face);
    site->face = NULL;
}

void site_step(Site *site, int wait_ms)
{
    struct pollfd one = { .fd = http_fd(site->face), .events = POLLIN };
    int most = http_wait_ms(site->face);
    (void)poll(&one, 1, most >= 0 && most < wait_ms ? most : wait_ms);
    http_step(site->face);
}

Talk talk_begin(Site *site)
{
    Talk talk = { .site = site, .fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) };
    struct sockaddr_in place = { .sin_family = AF_INET,
                                 .sin_port = htons((uint16_t)http_port(site->face)),
                                 .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    const void *address = &place;
    buf_init(&talk.got, site->op->arena);
    talk.ended = connect(talk.fd, address, sizeof place) != 0;
    return talk;
}

void talk_end(Talk *talk)
{
    if (talk->fd >= 0)
        close(talk->fd);
    talk->fd = -1;
    for (int i = 0; i < 4; i++)
        site_step(talk->site, 0);
}

bool talk_send(Talk *talk, const void *data, size_t bytes)
{
    const char *at = data;
    int64_t until_ms = http_now_ms() + PATIENCE_MS;
    while (bytes > 0 && http_now_ms() < until_ms) {
        size_t part = bytes < PIECE_BYTES ? bytes : PIECE_BYTES;
        ssize_t sent = send(talk->fd, at, part, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN)
            return false;
        if (sent > 0) {
            at += sent;
            bytes -= (size_t)sent;
        }
        site_step(talk->site, 0);
    }
    return bytes == 0;
}

bool talk_say(Talk *talk, const char *text)
{
    return talk_send(talk, text, strlen(text));
}

static void hear_some(Talk *talk)
{
    char piece[4096];
    site_step(talk->site, STEP_MS);
    for (;;) {
        ssize_t bytes = recv(talk->fd, piece, sizeof piece, MSG_DONTWAIT);
        if (bytes > 0)
            buf_add(&talk->got, piece, (size_t)bytes);
        else {
            talk->ended = talk->ended || bytes == 0 || errno != EAGAIN;
            return;
        }
    }
}

/* The bytes of the body that stand in got from `at`; false: more must come. */
static bool whole_body(const Talk *talk, const Answer *answer, size_t at, bool none,
                       size_t *taken, Buf *body)
{
    const char *data = talk->got.data + at;
    size_t there = talk->got.count - at;
    const char *length = answer_header(talk->site->op, answer, "Content-Length");
    int64_t bytes = 0;
    *taken = 0;
    body->count = 0;
    if (none || answer->status == 304 || answer->status == 100)
        return true;
    if (length != NULL && text_int(length, &bytes)) {
        *taken = (size_t)bytes;
        if (there >= *taken)
            buf_add(body, data, *taken);
        return there >= *taken;
    }
    for (;;) { /* in chunks */
        const char *line = memmem(data + *taken, there - *taken, "\r\n", 2);
        unsigned size = 0;
        if (line == NULL || sscanf(data + *taken, "%x", &size) != 1)
            return false;
        size_t from = (size_t)(line - data) + 2;
        if (from + size + 2 > there)
            return false;
        buf_add(body, data + from, size);
        *taken = from + size + 2;
        if (size == 0)
            return true;
    }
}

static bool take_answer(Talk *talk, bool no_body, Answer *answer)
{
    const char *end =
        talk->got.count == 0 ? NULL : memmem(talk->got.data, talk->got.count, "\r\n\r\n", 4);
    Op *op = talk->site->op;
    size_t taken = 0;
    Buf body;
    if (end == NULL)
        return false;
    size_t head = (size_t)(end - talk->got.data) + 4;
    answer->head = arena_dup_n(op->arena, talk->got.data, head);
    if (sscanf(answer->head, "HTTP/1.1 %d", &answer->status) != 1)
        return false;
    buf_init(&body, op->arena);
    if (!whole_body(talk, answer, head, no_body, &taken, &body))
        return false;
    answer->text = buf_string(&body);
    answer->body = buf_bytes(&body);
    Buf rest;
    buf_init(&rest, op->arena);
    buf_add(&rest, talk->got.data + head + taken, talk->got.count - head - taken);
    talk->got = rest;
    return true;
}

static Answer hear(Talk *talk, bool no_body)
{
    Answer answer = { 0 };
    int64_t until_ms = http_now_ms() + PATIENCE_MS;
    while (http_now_ms() < until_ms) {
        if (take_answer(talk, no_body, &answer))
            return answer;
        if (talk->ended)
            break;
        hear_some(talk);
    }
    return (Answer){ 0 };
}

Answer talk_hear(Talk *talk)
{
    return hear(talk, false);
}

Answer talk_hear_head(Talk *talk)
{
    return hear(talk, true);
}

bool talk_is_over(Talk *talk)
{
    int64_t until_ms = http_now_ms() + PATIENCE_MS;
    while (!talk->ended && http_now_ms() < until_ms)
        hear_some(talk);
    return talk->ended;
}

Answer site_ask(Site *site, const char *text)
{
    TALK_SCOPE(talk, site);
    (void)talk_say(&talk, text);
    return talk_hear(&talk);
}

Answer site_get(Site *site, const char *path, const char *headers)
{
    return site_ask(site, arena_printf(site->op->arena, "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n",
                                       path, headers));
}

Answer site_post(Site *site, const char *path, const char *type, Bytes body)
{
    TALK_SCOPE(talk, site);
    Buf text;
    buf_init(&text, site->op->arena);
    buf_printf(&text, "POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\n", path, type);
    buf_printf(&text, "Content-Length: %zu\r\n\r\n", body.count);
    buf_add(&text, body.data, body.count);
    (void)talk_send(&talk, text.data, text.count);
    return talk_hear(&talk);
}

const char *answer_header(Op *op, const Answer *answer, const char *name)
{
    size_t bytes = strlen(name);
    for (const char *line = answer->head; line != NULL; line = strstr(line, "\r\n")) {
        line += strncmp(line, "\r\n", 2) == 0 ? 2 : 0;
        if (strncasecmp(line, name, bytes) == 0 && line[bytes] == ':')
            return text_trim(op->arena, arena_dup_n(op->arena, line + bytes + 1,
                                                    strcspn(line + bytes + 1, "\r")));
    }
    return NULL;
}
