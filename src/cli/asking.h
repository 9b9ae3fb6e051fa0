/* Asking for an act, and telling what came of it. */
#ifndef CLI_ASKING_H
#define CLI_ASKING_H

#include "actions/service.h"
#include "cli/command.h"

/* A fresh idempotency key from the system. */
ActKey asking_key_new(void);

/* Has it done at --db, and prints the answer (or JSON); sets cli->exit. */
NODISCARD Status asking_do(Op *op, Cli *cli, const Request *request,
                           const ServiceOpening *opening);
/* The request is bytes already. */
NODISCARD Status asking_send(Op *op, Cli *cli, Bytes request, json_t **reply);

/* FIELD=VALUE as typed: @FILE reads a text, a field of type file names one. */
typedef struct AskedFields {
    ActText *texts;
    size_t text_count;
    RequestFile *files;
    size_t file_count;
} AskedFields;
NODISCARD Status asking_fields(Op *op, const ActSpec *spec, const TextList *words, size_t from,
                               AskedFields *out);

#endif
