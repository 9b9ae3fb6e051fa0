/* Reading an act pair by pair; inner header of the model.
 *
 * The reader fills the act's struct as pairs come and knows which fields,
 * items and record fields it has seen, so that the first fault is found in the
 * order of the pairs. act_parse (forms people type) and act_decode (the
 * ledger's form) both use it.
 */
#ifndef MODEL_ACT_READ_H
#define MODEL_ACT_READ_H

#include "model/act_value.h"

typedef struct FieldState {
    const FieldSpec *field;
    unsigned char *at;    /* the member */
    bool seen;            /* the key was there */
    bool given;           /* with a value; not for lists */
    bool whole;           /* a list given as one value */
    size_t highest;       /* the greatest item given */
    unsigned char *items; /* field->max of them, made at the first */
    const char **places;  /* by item: where it was first given; NULL: not */
    bool *record_seen;    /* by item and record field */
} FieldState;

typedef struct ActReader {
    Op *op;
    const ActSpec *spec;
    const ActFiles *files;
    const char *place;
    bool written; /* values are in the ledger's form */
    FieldState *states;
    size_t count;
    unsigned char *data;
    Envelope *envelope;
} ActReader;

void act_reader_begin(ActReader *reader, Op *op, const ActSpec *spec, Envelope *envelope);
/* `erased`: the value is not there any more. */
NODISCARD Status act_reader_take(ActReader *reader, const ActText *text, bool erased);
NODISCARD Status act_reader_end(ActReader *reader, void **data);

#endif
