#include "accounts/throttle.h"

#include "base/digest.h"

typedef struct Peer {
    Digest who;
    Instant began; /* of the window */
    Instant last;
    int count; /* 0: free */
} Peer;

struct Throttle {
    Peer peers[THROTTLE_PEERS_MAX];
};

Throttle *throttle_new(Arena *home)
{
    return ARENA_NEW(home, Throttle);
}

static Digest peer_digest(const char *peer)
{
    return digest_one(DIGEST_SHA256, bytes_of_text(peer != NULL ? peer : ""));
}

static bool peer_is(const Peer *peer, const Digest *who)
{
    return peer->count > 0 && bytes_equal(digest_bytes(&peer->who), digest_bytes(who));
}

static size_t peer_place(const Throttle *throttle, const Digest *who)
{
    size_t i = 0;
    while (i < THROTTLE_PEERS_MAX && !peer_is(&throttle->peers[i], who))
        i++;
    return i;
}

/* A clock that was put back ends the window too. */
static bool window_over(const Peer *peer, Instant now)
{
    return now.us < peer->began.us || now.us - peer->began.us >= THROTTLE_WINDOW_US;
}

int64_t throttle_wait_s(const Throttle *throttle, const char *peer, Instant now)
{
    Digest who = peer_digest(peer);
    size_t i = peer_place(throttle, &who);
    if (i == THROTTLE_PEERS_MAX)
        return 0;
    const Peer *is = &throttle->peers[i];
    if (is->count < THROTTLE_FAILURES_MAX || window_over(is, now))
        return 0;
    return (is->began.us + THROTTLE_WINDOW_US - now.us) / 1000000 + 1;
}

static size_t oldest_place(const Throttle *throttle)
{
    size_t oldest = 0;
    for (size_t i = 0; i < THROTTLE_PEERS_MAX; i++) {
        const Peer *peer = &throttle->peers[i];
        if (peer->count == 0)
            return i;
        if (peer->last.us < throttle->peers[oldest].last.us)
            oldest = i;
    }
    return oldest;
}

void throttle_count(Throttle *throttle, const char *peer, Instant now)
{
    Digest who = peer_digest(peer);
    size_t i = peer_place(throttle, &who);
    if (i == THROTTLE_PEERS_MAX || window_over(&throttle->peers[i], now)) {
        if (i == THROTTLE_PEERS_MAX)
            i = oldest_place(throttle);
        throttle->peers[i] = (Peer){ .who = who, .began = now };
    }
    throttle->peers[i].count++;
    throttle->peers[i].last = now;
}

void throttle_right(Throttle *throttle, const char *peer)
{
    Digest who = peer_digest(peer);
    size_t i = peer_place(throttle, &who);
    if (i < THROTTLE_PEERS_MAX)
        throttle->peers[i].count--;
}
