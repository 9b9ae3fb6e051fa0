/* Op: one request's, command's or act's memory and error; nothing else, ever.
 *
 * Errors have two audiences: `told` is a sentence in Chinese for the person
 * who asked, safe to show; `detail` is for the log and grows as the error
 * travels up ("while …: while …: cause").
 */
#ifndef BASE_OP_H
#define BASE_OP_H

#include "base/arena.h"
#include "base/status.h"

typedef struct Error {
    Status status;
    const char *told;
    const char *detail;
} Error;

typedef struct Op {
    Arena *arena;
    Error error;
} Op;

/* Fails for the person: the sentence is shown as it is. */
Status op_fail(Op *op, Status status, const char *told, ...) PRINTF_LIKE(3, 4) NODISCARD;

/* Fails with an inner cause: the person is told the general sentence of the
 * status, the log gets the detail. */
Status op_broken(Op *op, Status status, const char *detail, ...) PRINTF_LIKE(3, 4) NODISCARD;

/* Adds what was being done to the detail; returns the status unchanged. */
Status op_while(Op *op, Status status, const char *doing, ...) PRINTF_LIKE(3, 4) NODISCARD;

/* What to tell the person; never NULL once the op has failed. */
const char *op_told(const Op *op);

/* Forgets the error, before another attempt. */
void op_clear(Op *op);

#endif
