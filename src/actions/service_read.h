/* A request as the service reads it; inner header of the service. */
#ifndef ACTIONS_SERVICE_READ_H
#define ACTIONS_SERVICE_READ_H

#include "actions/service.h"

typedef enum ServiceWork { WORK_ACT, WORK_REBUILD, WORK_PING, WORK_OTHER } ServiceWork;

typedef struct ServiceRequest {
    ServiceWork work;
    Request act;
    ServiceOpening opening;
    const char *other; /* WORK_OTHER: its word, and the whole of the JSON */
    Bytes json;
} ServiceRequest;

/* Strict: INVALID for anything service_*_request would not have written. */
NODISCARD Status service_request_read(Op *op, Bytes bytes, ServiceRequest *out);

/* Compact; empty when the JSON is NULL. */
Bytes service_json_text(Arena *arena, const json_t *json);

/* 32 hexadecimal digits. */
bool service_key_read(const char *hex, ActKey *out);

/* What an answer says, for programs and for people. */
NODISCARD Status service_answer(Op *op, Db *db, const Request *request, const Answer *answer,
                                json_t **out);

#endif
