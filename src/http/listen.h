/* A listening socket at an address people write. Private to src/http. */
#ifndef HTTP_LISTEN_H
#define HTTP_LISTEN_H

#include "base/op.h"

/* "127.0.0.1:8080", "[::1]:8080"; port 0: any that is free, told in *port. */
NODISCARD Status listen_at(Op *op, const char *address, int *fd, int *port);

#endif
