/* Acts in general: from what people typed to a struct, from the struct to the
 * ledger and back, and to a line of history.
 *
 * These functions work for every act by its ActSpec; `data` is the act's own
 * struct of acts_gen.h (act_data_new makes one with everything left out).
 * They know forms and limits only: whether a unit, post, person, clause or
 * subject exists is for those who hold the facts (act_visit gives them every
 * value). Everything returned lives in the arena of the call.
 *
 * Limits: ACT_TEXTS_MAX pairs an act, ACT_VALUE_BYTES_MAX bytes a value, and
 * those of each field.
 */
#ifndef MODEL_ACT_H
#define MODEL_ACT_H

#include "base/buf.h"
#include "base/op.h"
#include "model/acts_gen.h"
#include "model/spec.h"

#define ACT_TEXTS_MAX 4096u
#define ACT_VALUE_BYTES_MAX (512u * 1024u)
#define ACT_KEY_BYTES_MAX 80u

/* Stands where a value was erased; compare with act_is_erased. An erased file
 * has this name and the size 0. */
extern const char ACT_ERASED[];
bool act_is_erased(const char *text);

/* What every act may carry besides its own fields. */
typedef struct Envelope {
    Day done_on;            /* DAY_NONE: the recorded day */
    const char *reason;     /* NULL */
    ActFile scan;           /* the paper behind an act entered on behalf or late */
    const char *entered_by; /* post or post/person (代办); NULL */
} Envelope;

Envelope envelope_none(void);
void *act_data_new(Arena *arena, const ActSpec *spec);
/* The four fields of the envelope, for forms and documentation. */
const FieldSpec *envelope_fields(size_t *count);

/* ---- From text ---------------------------------------------------------- */

/* One `key: value`. Keys: `title`; `measures.1` ("text | unit": the record's
 * fields in order, later ones may be missing); `measures.1.text`;
 * `units` ("hrss、finance, tax") or `units.1`. An empty value is left out. */
typedef struct ActText {
    const char *key;
    const char *value;
    const char *place; /* "FILE:LINE", or "" */
} ActText;

typedef struct ActFiles {
    void *context;
    bool (*find)(void *context, const char *name, ActFile *out);
} ActFiles;

typedef struct ActInput {
    const ActText *texts;
    size_t count;
    const char *place;     /* of the act itself, for what is missing; "" */
    const ActFiles *files; /* the files a value may name; NULL: none */
} ActInput;

/* Reads an act. INVALID with one sentence about the first fault: the field's
 * label and name, and the place. `envelope` may be NULL: its fields are then
 * unknown. */
NODISCARD Status act_parse(Op *op, const ActSpec *spec, const ActInput *input, void **data,
                           Envelope *envelope);

/* One thing wrong with what was filled in. */
typedef struct ActFault {
    const char *key;  /* "measures.2.unit"; "" when it is about the act as a whole */
    const char *text; /* a sentence without the key and without a place */
} ActFault;
typedef LIST(ActFault) ActFaultList;

/* Reads an act as act_parse does, but says everything that is wrong with it,
 * in the order of the pairs, then what is missing in that of the catalogue. OK
 * also when there are faults: `data` and `envelope` then hold what could be
 * understood. Values are judged whole: nothing is cut. */
NODISCARD Status act_check(Op *op, const ActSpec *spec, const ActInput *input, void **data,
                           Envelope *envelope, ActFaultList *out);

/* Sets one text or lines field, with the same checks (record.correct); an
 * empty value leaves an optional field out. */
NODISCARD Status act_set_text(Op *op, const ActSpec *spec, void *data, const char *field,
                              const char *value);

/* ---- To the ledger and back --------------------------------------------- */

/* A value as the ledger takes it: readable text in one form only. A record of
 * a list has one of these for each of its fields, "measures.1.text". */
typedef struct EncodedField {
    const char *name;
    Privacy privacy;
    FieldType type;
    bool erased; /* value is empty */
    Bytes value;
} EncodedField;

typedef LIST(EncodedField) EncodedFieldList;

/* Sorted by name byte by byte, what is left out omitted. `envelope` adds
 * `reason` and `scan` (day and who entered are the record's own); NULL: not. */
EncodedFieldList act_encode(Arena *arena, const ActSpec *spec, const void *data,
                            const Envelope *envelope);
/* The strict inverse: INVALID for anything act_encode would not have written,
 * limits included. Names must be sorted; `privacy` and `type` are not read. */
NODISCARD Status act_decode(Op *op, const ActSpec *spec, const EncodedFieldList *fields,
                            void **data, Envelope *envelope);

/* ---- Walking ------------------------------------------------------------ */

/* One given value; which member holds it is told by `type`. */
typedef struct ActValue {
    const FieldSpec *field; /* of the list, for an item of a plain list */
    const char *key;        /* "title", "measures.1.unit", "units.2" */
    FieldType type;         /* never list or record */
    const char *text;       /* text, lines, id, unit, post, person, actor, clause */
    Day day;
    Instant time;
    int64_t number; /* int, money */
    bool flag;
    unsigned choice;
    Subject subject;
    ActFile file;
} ActValue;

typedef Status (*ActVisitor)(Op *op, void *context, const ActValue *value);
/* Every value that is given, in the order of the catalogue; stops at the
 * first visitor that fails and returns its status. */
NODISCARD Status act_visit(Op *op, const ActSpec *spec, const void *data, ActVisitor visitor,
                           void *context);
NODISCARD Status envelope_visit(Op *op, const Envelope *envelope, ActVisitor visitor,
                                void *context);

/* ---- For people --------------------------------------------------------- */

/* What a unit, post, person, actor, clause or subject (its code) is called;
 * NULL: as it stands. */
typedef struct ActNamer {
    void *context;
    const char *(*name)(void *context, Arena *arena, FieldType type, Noun noun, const char *id);
} ActNamer;

/* One value in words: 2024年6月14日, 书面, 是, 12.50元. */
char *act_value_words(Arena *arena, const ActValue *value, const ActNamer *namer);
/* The act's line of history; `namer` may be NULL. */
char *act_history(Arena *arena, const ActSpec *spec, const void *data, const ActNamer *namer);

void acts_markdown(Buf *out); /* docs/acts.md */
void acts_graph(Buf *out);    /* Graphviz: per noun its states and the acts between */

#endif
