/* How an act is described: the tables that tools/actgen fills from acts/.
 *
 * A generic part (parser, codec, history, form, documentation) walks these
 * tables; the typed structs of acts_gen.h are for those who know the act.
 * The tables are constant, nobody owns them. Limits count characters for text
 * and items for lists; money is in fen.
 */
#ifndef MODEL_SPEC_H
#define MODEL_SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/text.h"
#include "model/nouns_gen.h"
#include "model/subject.h"

/* "Left out" of the types that are not pointers (days and times: day.h). */
#define INT_NONE INT64_MIN

typedef enum FieldType {
    TYPE_TEXT,   /* one line: const char *, NULL when left out, as all up to clause */
    TYPE_LINES,  /* several lines, LF between */
    TYPE_ID,     /* [a-z][a-z0-9-]*, at most 40 */
    TYPE_UNIT,   /* id of a unit */
    TYPE_POST,   /* id of a post */
    TYPE_PERSON, /* a handle ("wang") or a code ("P3") */
    TYPE_ACTOR,  /* post, or post/person */
    TYPE_CLAUSE, /* id of a clause: "N4.3b" */
    TYPE_DAY,    /* Day, DAY_NONE */
    TYPE_TIME,   /* Instant in whole seconds, INSTANT_NONE */
    TYPE_INT,    /* int64_t, INT_NONE */
    TYPE_MONEY,  /* int64_t of fen, INT_NONE; people write yuan: "12.50" */
    TYPE_BOOL,   /* bool; left out is false */
    TYPE_CHOICE, /* a generated enum, 0 when left out */
    TYPE_SUBJECT,
    TYPE_FILE,   /* ActFile */
    TYPE_LIST,   /* TextList, SubjectList or a list of records; empty is left out */
    TYPE_RECORD, /* only as a list's element */
} FieldType;

typedef enum Privacy {
    PRIVACY_PLAIN,    /* stands in the ledger */
    PRIVACY_PRIVATE,  /* a person's; committed, can be erased */
    PRIVACY_ARCHIVAL, /* committed; erasure refused while retention runs */
} Privacy;

/* A file an act names: its bytes are elsewhere. size < 0 is no file. */
typedef struct ActFile {
    const char *name;
    int64_t size;
    Digest digest; /* SM3 of the bytes */
} ActFile;

#define ACT_FILE_NONE ((ActFile){ .size = -1 })
static inline bool act_file_given(const ActFile *file)
{
    return file->size >= 0;
}

typedef struct ChoiceWord {
    const char *name; /* "written" */
    const char *word; /* "书面" */
} ChoiceWord;

typedef struct NounSpec {
    const char *name; /* "topic" */
    const char *word; /* "议题" */
    char code;        /* 'T'; 0: it has no code */
    Noun same_as;     /* minutes: the meeting whose numbers they share */
    const ChoiceWord *states;
    size_t state_count;
} NounSpec;

typedef struct RecordSpec RecordSpec;

typedef struct FieldSpec {
    const char *name;  /* "reply-by" */
    const char *label; /* "答复期限" */
    const char *help;  /* "" when there is none */
    FieldType type;
    bool optional;
    Privacy privacy;
    size_t max;               /* text, lines: characters; list: items */
    int64_t int_min, int_max; /* int */
    const ChoiceWord *choices;
    size_t choice_count; /* value v is choices[v - 1] */
    Noun noun;           /* subject, list of subjects */
    FieldType element;   /* list */
    const RecordSpec *record;
    size_t offset;
} FieldSpec;

struct RecordSpec {
    const char *name; /* "Measure" */
    const char *label;
    const FieldSpec *fields;
    size_t field_count;
    size_t size;
};

typedef struct ActSpec {
    ActKind kind;
    const char *verb;  /* "topic.propose" */
    const char *label; /* "提出议题方案" */
    Noun on;           /* NOUN_CONFERENCE when the catalogue says nothing */
    Noun makes;        /* NOUN_NONE: it makes nothing */
    const char *const *from;
    size_t from_count; /* 0: any state */
    const char *to;    /* NULL: unchanged, or by the rule; of what it makes, else of `on` */
    bool to_by_rule;
    unsigned facts; /* bits of Facts */
    const FieldSpec *fields;
    size_t field_count;
    size_t struct_size;
    const char *history; /* "提出议题方案《{title}》" */
} ActSpec;

#define ACT_VERB_BYTES_MAX 62u

const ActSpec *act_spec(ActKind kind);
const ActSpec *act_find(const char *verb); /* NULL: there is none */
/* The verb nearest to a mistyped one; NULL when none is near. */
const ActSpec *act_nearest(const char *verb);
const FieldSpec *act_field(const ActSpec *spec, const char *name); /* NULL */

const NounSpec *noun_spec(Noun noun);
Noun noun_find(const char *name); /* NOUN_NONE: there is none */
const char *noun_name(Noun noun); /* "topic" */
const char *noun_word(Noun noun); /* "议题" */
const char *noun_state_word(Noun noun,
                            const char *state); /* "已提出方案"; NULL: no such state */

/* The word of choice `value` of a field; "" when not given. */
const char *field_choice_word(const FieldSpec *field, unsigned value);
const char *field_type_name(FieldType type); /* as the catalogue writes it: "text" */

#endif
