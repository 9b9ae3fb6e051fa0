/* The form of an act, made from the catalogue: every act has one, none is
 * written by hand.
 *
 * For: showing the fields of an act with what was typed, what stands or what
 * the office settings suggest, and what is wrong beside each field. Not for
 * reading what came back (web/form_typed.h), judging (actions/prospect.h) or
 * performing (web/do.c).
 *
 * A FormField is one thing to fill in, ready to be written out by
 * templates/form.html, which escapes. Everything belongs to the arena of the
 * request. Without JavaScript rows are added and taken away by buttons that
 * send the form back to itself (`_do` = more:measures, less:measures.2).
 * The names of inputs are the keys of ActText; a list of units or subjects is
 * a row of ticks named units.1, units.2 …, of which only the ticked are sent.
 */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "actions/load.h"
#include "web/form_typed.h"
#include "web/pieces.h"

enum {
    FORM_RADIOS_MAX = 5,    /* more choices than that become a select */
    FORM_OPTIONS_MAX = 500, /* more than that are not listed: the code is typed */
};

typedef enum FormInput {
    INPUT_TEXT,
    INPUT_LINES,  /* several lines */
    INPUT_DAY,    /* 2024-06-14 */
    INPUT_TIME,   /* 2024-06-14T09:30 */
    INPUT_NUMBER, /* whole */
    INPUT_MONEY,  /* yuan */
    INPUT_TICK,   /* one checkbox */
    INPUT_RADIO,  /* one of `options` */
    INPUT_SELECT, /* one of `options`, the first is "no choice" */
    INPUT_TICKS,  /* several of `options`, each with a name of its own */
    INPUT_FILE,
    INPUT_ROWS, /* records: `rows` */
} FormInput;

typedef struct FormOption {
    const char *id;    /* of the element, for its label */
    const char *name;  /* of the element: the field's key; INPUT_TICKS: units.3 */
    const char *value; /* what is sent */
    const char *word;
    bool chosen;
} FormOption;
typedef LIST(FormOption) FormOptionList;

/* A file that is on the desk already: it stays when the form comes back. */
typedef struct FormKept {
    const char *key;    /* of its field */
    const char *upload; /* value of FIELD._kept */
    const char *words;  /* 方案.docx，2.4 MB */
} FormKept;
typedef LIST(FormKept) FormKeptList;

typedef struct FormRow FormRow;
typedef LIST(FormRow) FormRowList;

typedef struct FormField {
    FormInput input;
    const char *id;  /* f-measures-1-unit */
    const char *key; /* measures.1.unit: the name of the input */
    const char *label;
    const char *help;               /* "": nothing to say */
    const char *limit;              /* 最多 100 字 */
    bool required;                  /* said in words */
    bool insisted;                  /* the browser may, too: not in a row that may stay blank */
    const char *value;              /* as typed */
    const char *fault;              /* "": nothing wrong */
    const char *described_by;       /* ids of fault, help and limit; "" */
    int64_t number_min, number_max; /* INPUT_NUMBER */
    int64_t lines;                  /* INPUT_LINES: how high it is */
    FormOptionList options;
    const char *kept_name; /* FIELD._kept; "" when there is none */
    FormKept kept;
    FormRowList rows;
    const char *more; /* INPUT_ROWS: value of `_do` for one more row; "": full */
} FormField;
typedef LIST(FormField) FormFieldList;

struct FormRow {
    const char *id;
    int64_t n;
    const char *less; /* value of `_do` that takes this row away */
    FormFieldList fields;
};

/* One line of the summary above the form. */
typedef struct FormMistake {
    Url url; /* #f-title; to the form itself when it belongs to no field */
    const char *text;
} FormMistake;
typedef LIST(FormMistake) FormMistakeList;

typedef struct Form {
    FormMistakeList mistakes;
    FormFieldList fields;   /* of the act; `reason` among them when a verdict asks for it */
    FormFieldList envelope; /* folded under 补记、代办 */
    bool envelope_open;     /* something is filled in or wrong there */
    bool rows;              /* there are lists that grow */
} Form;

/* ---- making one ----------------------------------------------------------------- */

/* What was said beside a field by who filled it in first. */
typedef struct FormNote {
    const char *key;
    const char *text;
} FormNote;
typedef LIST(FormNote) FormNoteList;

typedef struct FormAsk {
    Op *op;
    Db *db; /* the reader's */
    int64_t conference;
    const Case *c; /* facts of the subject (prospect_facts); c->act: which act */
    const PersonRowList *people;
    Instant now;
    const TypedList *typed;
    const FormNoteList *notes;
    const ActFaultList *faults;
    const FormKeptList *kept;
    bool reason_asked;
} FormAsk;

NODISCARD Status form_make(const FormAsk *ask, Form *out);

/* What a form begins with when nothing was typed: what stands now (revise), the
 * days that the office settings give, the rows that have to be answered; and
 * what is said beside fields. Adds nothing for a key that is there. */
NODISCARD Status form_start(const FormAsk *ask, TypedList *typed, FormNoteList *notes);

/* ---- for the parts of it --------------------------------------------------------- */

/* What can be chosen for a field: of `record` ("RosterEntry"; "" for the act's
 * own). False: anything can be typed. The first option is not "no choice". */
NODISCARD Status form_choices(const FormAsk *ask, const char *record, const FieldSpec *field,
                              FormOptionList *out, bool *listed);
/* 旗总工会主席（李明） */
const char *form_post_words(const FormAsk *ask, const char *post);
const char *form_person_words(const FormAsk *ask, int64_t number);

#endif
