/* What the parts of the face share. Private to src/http. */
#ifndef HTTP_INNER_H
#define HTTP_INNER_H

#include <microhttpd.h>
#include <pthread.h>
#include <sys/socket.h>
#include <time.h>

#include "http/http.h"
#include "http/reply.h"

typedef struct Body Body;           /* body.c */
typedef struct Lingering Lingering; /* linger.c */
typedef struct Worker Worker;       /* later.c */
typedef struct Kept Kept;           /* send.c */

enum {
    ARENAS_KEPT = 32,
    STEPS_MAX = 4,      /* rounds of the library in one http_step: others want the loop too */
    ADDRESS_BYTES = 46, /* of an IPv6 address, as text */
};

/* What a connection is at, and since when: slow ones are cut off. */
typedef enum Phase { PHASE_HEAD, PHASE_BODY, PHASE_WORK, PHASE_REPLY } Phase;

typedef struct Peer {
    struct Peer *next;
    struct Peer *before;
    int fd;
    Phase phase;
    int64_t since_ms;
    uint64_t bytes; /* that came or have to go in this phase */
    char address[ADDRESS_BYTES];
} Peer;

typedef enum Stage {
    STAGE_HEAD,    /* the head is not there yet */
    STAGE_BODY,    /* the body is read */
    STAGE_SKIP,    /* the reply is given; the rest of the body is thrown away */
    STAGE_LATER,   /* the worker has it */
    STAGE_READY,   /* the worker's work has been answered */
    STAGE_REPLYING /* the library has the reply */
} Stage;

/* One request and its reply. */
typedef struct Exchange {
    HttpRequest request; /* first: http_later finds the exchange by it */
    HttpReply reply;
    HttpLimits limits;
    HttpFace *face;
    Op op;
    struct MHD_Connection *connection;
    Peer *peer;
    Stage stage;
    const char *line_target; /* where the request line had it, for head.c */
    size_t line_target_bytes;
    bool head_only; /* HEAD */
    bool chunked;
    bool expects;    /* 100-continue */
    uint64_t length; /* announced, when not chunked */
    Body *body;
    const char *method;
    int64_t began_ms;
    bool replied;
    uint64_t reply_bytes;
    struct Later { /* later.c */
        HttpWork work;
        HttpThen then;
        void *argument;
        Op op;
        bool suspended;
        struct Exchange *next;
    } later;
} Exchange;

struct HttpFace {
    Arena *arena;
    HttpApp app;
    HttpOptions options;
    struct MHD_Daemon *daemon;
    int listener;
    int port;
    int epoll;
    bool stopping;
    size_t busy;
    int64_t looked_ms;
    Peer *peers;
    size_t peer_count;
    Peer *peers_free;
    Lingering *lingering;
    Worker *worker;
    Arena *arenas[ARENAS_KEPT];
    size_t arena_count;
    Kept *kept;
};

/* What is refused by the face itself. */
typedef struct Fault {
    int status; /* 0: none */
    const char *sentence;
} Fault;

static inline int64_t http_now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC_COARSE, &now); /* asked for often */
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* exchange.c: the library's callbacks. */
enum MHD_Result exchange_on_request(void *face, struct MHD_Connection *connection,
                                    const char *url, const char *method, const char *version,
                                    const char *data, size_t *bytes, void **context);
void *exchange_on_line(void *face, const char *target, struct MHD_Connection *connection);
void exchange_on_end(void *face, struct MHD_Connection *connection, void **context,
                     enum MHD_RequestTerminationCode why);

/* head.c: takes the head apart; the fault breaks the framing when it is a 400. */
Fault head_read(Exchange *exchange, const char *method, const char *version);

/* body.c: forms and files out of the pieces that come. */
Fault body_open(Exchange *exchange);
Fault body_take(Exchange *exchange, Bytes piece);
Fault body_end(Exchange *exchange);
void body_abort(Exchange *exchange); /* the request ends; a file may be under way */

/* log.c */
void log_line(const Exchange *exchange);

/* send.c */
void reply_begin(HttpReply *reply, Op *op);
/* The reply, by the library, or as bytes of our own for where the library would not. */
enum MHD_Result reply_queue(Exchange *exchange);
Kept *kept_new(Arena *arena);
void kept_end(Kept *kept);
Bytes reply_raw(Exchange *exchange);

/* peers.c */
void peer_on_connection(void *face, struct MHD_Connection *connection, void **context,
                        enum MHD_ConnectionNotificationCode what);
void peer_phase(Peer *peer, Phase phase, uint64_t bytes);
void peers_look(HttpFace *face); /* cuts off who is too slow; once a second */

/* linger.c: reads on, and throws away, so that a refusal is not lost to a reset. */
Lingering *linger_new(Arena *arena, int epoll);
/* The socket stays the library's: another descriptor of it lingers. */
void linger_begin(Lingering *lingering, int fd);
void linger_on_event(Lingering *lingering, uint64_t what);
void linger_look(Lingering *lingering); /* ends what has lingered long enough */
bool linger_any(const Lingering *lingering);
void linger_end(Lingering *lingering);

/* later.c */
NODISCARD Status worker_open(Op *op, HttpFace *face);
int worker_fd(const Worker *worker);
void worker_step(HttpFace *face); /* answers what has been done */
void worker_close(HttpFace *face);

#endif
