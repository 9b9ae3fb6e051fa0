#include "http/multipart.h"

#include <string.h>

typedef enum State {
    STATE_START,    /* before the first boundary */
    STATE_BOUNDARY, /* after one: CRLF, or "--" at the end */
    STATE_HEAD,
    STATE_CONTENT,
    STATE_END, /* after the last; a CRLF may follow */
} State;

struct Multipart {
    Arena *arena;
    MultipartSink sink;
    State state;
    char delimiter[MULTIPART_BOUNDARY_MAX + 5]; /* CRLF "--" boundary */
    size_t delimiter_bytes;
    size_t matched; /* bytes of it that came and were held back */
    char after[2];
    size_t after_count;
    Buf head;
    Part part;
};

static bool boundary_fits(const char *boundary)
{
    size_t bytes = strlen(boundary);
    return bytes > 0 && bytes <= MULTIPART_BOUNDARY_MAX && boundary[bytes - 1] != ' ' &&
           strspn(boundary, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                            "'()+_,-./:=? ") == bytes;
}

Multipart *multipart_new(Arena *arena, const char *content_type, MultipartSink sink)
{
    const char *boundary = NULL;
    size_t count = 0;
    if (!part_parameter(arena, content_type, "boundary", &boundary, &count) || count != 1 ||
        !boundary_fits(boundary))
        return NULL;
    Multipart *m = ARENA_NEW(arena, Multipart);
    *m = (Multipart){ .arena = arena, .sink = sink, .matched = 2 }; /* as after a CRLF */
    memcpy(m->delimiter, "\r\n--", 4);
    memcpy(m->delimiter + 4, boundary, strlen(boundary) + 1);
    m->delimiter_bytes = strlen(boundary) + 4;
    buf_init(&m->head, arena);
    return m;
}

/* Bytes that turned out to be content. */
static MultipartResult content(Multipart *m, const void *data, size_t bytes)
{
    if (bytes == 0)
        return MULTIPART_GOES_ON;
    if (m->state == STATE_START)
        return MULTIPART_BROKEN;
    return m->sink.piece(m->sink.state, (Bytes){ data, bytes }) ? MULTIPART_GOES_ON
                                                                : MULTIPART_STOPPED;
}

static MultipartResult boundary_came(Multipart *m)
{
    bool first = m->state == STATE_START;
    m->matched = 0;
    m->after_count = 0;
    m->state = STATE_BOUNDARY;
    return first || m->sink.end(m->sink.state) ? MULTIPART_GOES_ON : MULTIPART_STOPPED;
}

/* Content up to where a boundary may begin; a CR stands only at its beginning, so
 * what was held back and turns out otherwise is content as a whole. */
static MultipartResult take_content(Multipart *m, const uint8_t **at, const uint8_t *end)
{
    if (m->matched == 0) {
        const uint8_t *cr = memchr(*at, '\r', (size_t)(end - *at));
        const uint8_t *stop = cr != NULL ? cr : end;
        const uint8_t *from = *at;
        *at = cr != NULL ? cr + 1 : end;
        m->matched = cr != NULL;
        return content(m, from, (size_t)(stop - from));
    }
    if (**at == (uint8_t)m->delimiter[m->matched]) {
        (*at)++;
        return ++m->matched == m->delimiter_bytes ? boundary_came(m) : MULTIPART_GOES_ON;
    }
    size_t held = m->matched;
    m->matched = 0;
    return content(m, m->delimiter, held);
}

static MultipartResult take_after(Multipart *m, const uint8_t **at)
{
    m->after[m->after_count++] = (char)*(*at)++;
    if (m->after_count < 2)
        return MULTIPART_GOES_ON;
    m->after_count = 0;
    if (memcmp(m->after, "\r\n", 2) == 0 && m->state == STATE_BOUNDARY) {
        m->state = STATE_HEAD;
        m->head.count = 0;
        return MULTIPART_GOES_ON;
    }
    if (memcmp(m->after, "--", 2) == 0 && m->state == STATE_BOUNDARY) {
        m->state = STATE_END;
        return MULTIPART_GOES_ON;
    }
    return MULTIPART_BROKEN;
}

/* CR and LF stand only together, and a part has headers at all. */
static bool line_end_fits(const Multipart *m, uint8_t c)
{
    bool after_cr = m->head.count > 0 && m->head.data[m->head.count - 1] == '\r';
    return after_cr ? c == '\n' && m->head.count > 1 : c != '\n';
}

static bool head_is_whole(const Multipart *m)
{
    return m->head.count >= 4 && memcmp(m->head.data + m->head.count - 4, "\r\n\r\n", 4) == 0;
}

static MultipartResult take_head(Multipart *m, const uint8_t **at)
{
    if (m->head.count == MULTIPART_HEAD_BYTES_MAX || !line_end_fits(m, **at))
        return MULTIPART_BROKEN;
    buf_add(&m->head, *at, 1);
    (*at)++;
    if (!head_is_whole(m))
        return MULTIPART_GOES_ON;
    if (!part_head_read(m->arena, m->head.data, m->head.count - 2, &m->part))
        return MULTIPART_BROKEN;
    m->state = STATE_CONTENT;
    return m->sink.part(m->sink.state, &m->part) ? MULTIPART_GOES_ON : MULTIPART_STOPPED;
}

/* After the last boundary: nothing, or one CRLF. */
static MultipartResult take_end(Multipart *m, const uint8_t **at)
{
    if (m->after_count == 2 || *(*at)++ != (uint8_t) "\r\n"[m->after_count])
        return MULTIPART_BROKEN;
    m->after_count++;
    return MULTIPART_GOES_ON;
}

MultipartResult multipart_take(Multipart *m, Bytes piece)
{
    const uint8_t *at = piece.data, *end = piece.data + piece.count;
    MultipartResult result = MULTIPART_GOES_ON;
    while (at < end && result == MULTIPART_GOES_ON) {
        switch (m->state) {
        case STATE_START:
        case STATE_CONTENT:
            result = take_content(m, &at, end);
            break;
        case STATE_BOUNDARY:
            result = take_after(m, &at);
            break;
        case STATE_HEAD:
            result = take_head(m, &at);
            break;
        case STATE_END:
            result = take_end(m, &at);
            break;
        }
    }
    return result;
}

bool multipart_is_whole(const Multipart *m)
{
    return m->state == STATE_END;
}
