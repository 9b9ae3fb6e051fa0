/* Connections, and how long each may take over what it is at. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>

#include "http/inner.h"

static void address_of(struct MHD_Connection *connection, char *out)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const void *place = info != NULL ? info->client_addr : NULL;
    const char *text = NULL;
    if (place != NULL && info->client_addr->sa_family == AF_INET)
        text = inet_ntop(AF_INET, &((const struct sockaddr_in *)place)->sin_addr, out,
                         ADDRESS_BYTES);
    else if (place != NULL && info->client_addr->sa_family == AF_INET6)
        text = inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)place)->sin6_addr, out,
                         ADDRESS_BYTES);
    if (text == NULL)
        snprintf(out, ADDRESS_BYTES, "?");
}

void peer_on_connection(void *argument, struct MHD_Connection *connection, void **context,
                        enum MHD_ConnectionNotificationCode what)
{
    HttpFace *face = argument;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        Peer *peer = face->peers_free;
        if (peer != NULL)
            face->peers_free = peer->next;
        else
            peer = ARENA_NEW(face->arena, Peer);
        *peer = (Peer){ .next = face->peers, .fd = info != NULL ? info->connect_fd : -1 };
        if (face->peers != NULL)
            face->peers->before = peer;
        face->peers = peer;
        face->peer_count++;
        address_of(connection, peer->address);
        peer_phase(peer, PHASE_HEAD, 0);
        *context = peer;
    } else if (*context != NULL) {
        Peer *peer = *context;
        *(peer->before != NULL ? &peer->before->next : &face->peers) = peer->next;
        if (peer->next != NULL)
            peer->next->before = peer->before;
        *peer = (Peer){ .next = face->peers_free };
        face->peers_free = peer;
        face->peer_count--;
        *context = NULL;
    }
}

void peer_phase(Peer *peer, Phase phase, uint64_t bytes)
{
    peer->phase = phase;
    peer->since_ms = http_now_ms();
    peer->bytes = bytes;
}

static bool too_slow(const Peer *peer, int64_t now_ms, bool crowded)
{
    int64_t took_ms = now_ms - peer->since_ms;
    switch (peer->phase) {
    case PHASE_HEAD:
        return took_ms > (crowded ? HTTP_CROWDED_MS : HTTP_HEAD_MS);
    case PHASE_BODY:
        return took_ms >
               HTTP_SLACK_MS + (int64_t)(peer->bytes / HTTP_BODY_BYTES_PER_SECOND) * 1000;
    case PHASE_REPLY:
        return took_ms >
               HTTP_SLACK_MS + (int64_t)(peer->bytes / HTTP_REPLY_BYTES_PER_SECOND) * 1000;
    case PHASE_WORK:
        break;
    }
    return false;
}

/* The library sees a socket that was shut down as one whose client left. */
void peers_look(HttpFace *face)
{
    int64_t now_ms = http_now_ms();
    bool crowded = face->peer_count >= HTTP_CROWDED;
    for (Peer *peer = face->peers; peer != NULL; peer = peer->next)
        if (too_slow(peer, now_ms, crowded)) {
            (void)shutdown(peer->fd, SHUT_RDWR);
            peer->since_ms = now_ms;
        }
}
