#include "http/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

enum { BACKLOG = 1024 };

typedef union Place {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
} Place;

static Status no_address(Op *op, const char *address)
{
    return op_fail(op, INVALID, "“%s”不是可以监听的地址；请写成 127.0.0.1:8080 这样。",
                   address);
}

static Status place_of(Op *op, const char *address, Place *place, socklen_t *bytes)
{
    const char *colon = strrchr(address, ':');
    int64_t port = 0;
    if (colon == NULL || colon[1] == '-' || !text_int(colon + 1, &port) || port > 65535)
        return no_address(op, address);
    char *host = arena_dup_n(op->arena, address, (size_t)(colon - address));
    size_t length = strlen(host);
    *place = (Place){ 0 };
    if (length > 2 && host[0] == '[' && host[length - 1] == ']') {
        host[length - 1] = '\0';
        place->six.sin6_family = AF_INET6;
        place->six.sin6_port = htons((uint16_t)port);
        *bytes = sizeof place->six;
        if (inet_pton(AF_INET6, host + 1, &place->six.sin6_addr) != 1)
            return no_address(op, address);
        return OK;
    }
    place->four.sin_family = AF_INET;
    place->four.sin_port = htons((uint16_t)port);
    *bytes = sizeof place->four;
    return inet_pton(AF_INET, host, &place->four.sin_addr) == 1 ? OK : no_address(op, address);
}

static Status could_not(Op *op, const char *address, int error)
{
    if (error == EADDRINUSE)
        return op_fail(op, UNAVAILABLE,
                       "地址 %s 已经有程序在用；请换一个端口，或先停掉那个程序。", address);
    if (error == EADDRNOTAVAIL)
        return op_fail(op, UNAVAILABLE, "地址 %s 不是本机的地址。", address);
    return op_fail(op, UNAVAILABLE, "不能监听 %s：%s。", address, file_cause(error));
}

static Status bind_and_listen(Op *op, int fd, const char *address, int *port)
{
    Place place;
    socklen_t bytes = 0;
    int on = 1;
    TRY(place_of(op, address, &place, &bytes));
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, &place.any, bytes) != 0 || listen(fd, BACKLOG) != 0 ||
        getsockname(fd, &place.any, &bytes) != 0)
        return could_not(op, address, errno);
    *port = ntohs(place.any.sa_family == AF_INET6 ? place.six.sin6_port : place.four.sin_port);
    return OK;
}

Status listen_at(Op *op, const char *address, int *fd, int *port)
{
    int family = address[0] == '[' ? AF_INET6 : AF_INET;
    FILE_SCOPE(made) = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (made < 0)
        return could_not(op, address, errno);
    TRY(bind_and_listen(op, made, address, port));
    *fd = made;
    made = -1;
    return OK;
}
