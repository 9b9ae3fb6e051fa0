/* The Chinese word of a choice as a projection keeps it ("agree" → 同意). */
#ifndef CLI_CHOICE_H
#define CLI_CHOICE_H

#include "model/spec.h"

/* The choice `name` of the field of that act, or of a record in one of its
 * lists; the name itself when there is none; "" for NULL. */
const char *choice_word(const char *verb, const char *field, const char *name);
const char *state_word(Noun noun, const char *state);

#endif
