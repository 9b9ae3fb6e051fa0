/* multipart/form-data (RFC 7578) as a stream. Private to src/http.
 *
 * Pieces go in as they come, parts come out; of the content only what may be
 * the beginning of a boundary is held back. Stricter than the library's own:
 * no preamble, CRLF only, each part says its name once, no transfer
 * encodings, nothing nested.
 */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include "http/http.h"

enum {
    MULTIPART_BOUNDARY_MAX = 70,     /* RFC 2046, 5.1.1 */
    MULTIPART_HEAD_BYTES_MAX = 4096, /* headers of one part */
};

typedef struct Part {
    const char *name;
    const char *file_name; /* NULL: a field; "" when no file was chosen */
    const char *type;      /* "" when it does not say */
} Part;

/* False stops the parser; why is the sink's affair. */
typedef struct MultipartSink {
    void *state;
    bool (*part)(void *state, const Part *part); /* stays until the part ends */
    bool (*piece)(void *state, Bytes piece);
    bool (*end)(void *state);
} MultipartSink;

typedef enum MultipartResult {
    MULTIPART_GOES_ON,
    MULTIPART_STOPPED, /* by the sink */
    MULTIPART_BROKEN,  /* it is no multipart form */
} MultipartResult;

typedef struct Multipart Multipart;
/* NULL: the type names no boundary, or one that can't be. */
Multipart *multipart_new(Arena *arena, const char *content_type, MultipartSink sink);
MultipartResult multipart_take(Multipart *multipart, Bytes piece);
bool multipart_is_whole(const Multipart *multipart); /* the last boundary has come */

/* The headers of one part, CRLF after each; false: refused. For multipart.c and tests. */
bool part_head_read(Arena *arena, const char *head, size_t bytes, Part *out);
/* A parameter of a header value ("form-data; name=\"a\""), unquoted. *count tells how often
 * it stands there; false: the value is malformed. */
bool part_parameter(Arena *arena, const char *value, const char *name, const char **out,
                    size_t *count);

#endif
