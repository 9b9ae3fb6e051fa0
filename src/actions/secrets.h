/* State secrets do not belong in the system: a classification mark in any
 * text of an act is refused (house rule H12). */
#ifndef ACTIONS_SECRETS_H
#define ACTIONS_SECRETS_H

#include "model/act.h"

NODISCARD Status secrets_refuse(Op *op, const ActSpec *spec, const void *fields,
                                const Envelope *envelope);

/* The sentence about a mark in this value; NULL: there is none. */
const char *secret_said(Arena *arena, const ActValue *value);

#endif
