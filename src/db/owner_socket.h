/* FILE.sock: its address, whatever the length of its path, and who is at the
 * other end. Private to src/db. */
#ifndef DB_OWNER_SOCKET_H
#define DB_OWNER_SOCKET_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/un.h>

#include "base/op.h"

typedef struct SocketPlace {
    const char *path; /* FILE.sock, links resolved */
    struct sockaddr_un address;
    int folder_fd; /* keeps the address good where the path is too long; or -1 */
} SocketPlace;

/* A path longer than an address holds is reached through the folder's
 * descriptor; a name too long even so is INVALID. */
Status socket_place(Op *op, const char *path, SocketPlace *out) NODISCARD;
void socket_place_end(SocketPlace *place);
#define SOCKET_PLACE(name)                                                                     \
    SocketPlace name __attribute__((cleanup(socket_place_end))) = { .folder_fd = -1 }

/* The peer runs as our user or as root; where we are root, as anybody when
 * `any_for_root`. */
bool socket_peer_fits(int fd, bool any_for_root);

int64_t socket_now_ms(void); /* a clock that only goes forward */

#endif
