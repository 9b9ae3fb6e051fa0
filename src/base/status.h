/* How things fail.
 *
 * Every function that can fail returns Status, and every Status is used.
 * A refusal by a rule of the institution is not a failure: it is a Verdict
 * (rules/verdict.h). Status is for "could not tell" or "could not do".
 */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

#define NODISCARD __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

typedef enum Status {
    OK = 0,
    NOT_FOUND,   /* what was asked for is not there */
    CONFLICT,    /* somebody else changed it first */
    DENIED,      /* not allowed by the deployment (not by a rule) */
    INVALID,     /* the input is wrong; the text says where */
    UNAVAILABLE, /* a resource is busy, full or away; may work later */
    BROKEN,      /* only the operator or a developer can help */
} Status;

/* Leaves the function with the status of a call that did not succeed. */
#define TRY(call)                                                                              \
    do {                                                                                       \
        Status status_try = (call);                                                            \
        if (status_try != OK)                                                                  \
            return status_try;                                                                 \
    } while (0)

/* The same, and says what was being done, for the log. */
#define TRY_WHILE(op, call, ...)                                                               \
    do {                                                                                       \
        Status status_try = (call);                                                            \
        if (status_try != OK)                                                                  \
            return op_while((op), status_try, __VA_ARGS__);                                    \
    } while (0)

#endif
