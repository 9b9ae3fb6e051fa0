/* What one act leaves behind for ever, and its one canonical encoding.
 *
 * A record holds the command (who, in which capacity, did what to what, with
 * which fields) and its outcome (what the rules made of it), so that state can
 * be rebuilt from records alone, without a charter, a calendar or a clock.
 * It does not know what a verb means: fields and outcome are bytes, canonical
 * by the codec of the act (model). Names, phone numbers, free text about
 * people and files are not in it: a commitment (commitment.h) stands there.
 *
 * Encoding, version 1: integers big-endian; a word is u16 length + ASCII; a
 * value is u32 length + bytes. docs/ledger.md gives it byte by byte. There is
 * exactly one encoding of a record and the decoder refuses everything else:
 * other versions, lengths over the limits, words of other shape, fields
 * unsorted or twice, an "entered by" equal to the actor, bytes left over.
 */
#ifndef LEDGER_RECORD_H
#define LEDGER_RECORD_H

#include "base/buf.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/op.h"

#define RECORD_VERSION 1u
#define RECORD_BYTES_MAX (1024u * 1024u)      /* a whole record */
#define RECORD_VALUE_BYTES_MAX (512u * 1024u) /* one field's value; the outcome */
#define RECORD_WORD_BYTES_MAX 96u             /* an id, verb, subject or field name */
#define RECORD_FIELDS_MAX 8192u
#define RECORD_ERASURES_MAX 4096u /* values erased by one act */
#define RECORD_SEQ_MAX ((UINT64_C(1) << 62) - 1)
#define RECORD_TIME_MAX INT64_C(253402300799999999) /* 9999-12-31, end of day UTC */

typedef struct LogId {
    uint8_t bytes[16]; /* random, made with the conference */
} LogId;

/* Made by whoever sends the act; the same key means the same act again. */
typedef struct ActKey {
    uint8_t bytes[16];
} ActKey;

typedef enum FieldKind {
    FIELD_PLAIN = 0,    /* bytes: the value */
    FIELD_PRIVATE = 1,  /* bytes: 32, a commitment; the value can be erased */
    FIELD_ARCHIVAL = 2, /* bytes: 32, a commitment; kept while retention runs */
    FIELD_FILE = 3,     /* bytes: 40, a FileRef */
    FIELD_ERASURE = 4,  /* bytes: an ErasureList; these values are gone from here on */
} FieldKind;

static inline bool field_is_committed(FieldKind kind)
{
    return kind == FIELD_PRIVATE || kind == FIELD_ARCHIVAL;
}

typedef struct RecordField {
    const char *name; /* a word: "title", "measures.1" */
    FieldKind kind;
    Bytes bytes;
} RecordField;

typedef LIST(RecordField) RecordFieldList;

/* A word is a letter, then letters, digits or ". _ / : -"; "" where said. */
typedef struct Record {
    LogId log;
    uint64_t seq;        /* from 0, without gaps */
    Digest prev;         /* SM3 leaf of the record before; zero for the first */
    Instant recorded_at; /* never before the record before's */
    Day done_on;
    const char *actor_post;        /* "" when the deployment itself acts */
    const char *actor_person;      /* opaque, "P3"; "" when the post alone is known */
    const char *entered_by_post;   /* on behalf (代办): who typed it; "" when the actor did */
    const char *entered_by_person; /* only with a post */
    const char *verb;              /* "topic.propose" */
    const char *subject;           /* "T1"; "" when the act makes it */
    ActKey key;
    Digest charter; /* SM3 of the texts the act was judged by */
    Digest settings;
    Digest holidays;
    RecordFieldList fields; /* sorted by name, byte by byte, each name once */
    Bytes outcome;
} Record;

/* Encodes; fields may come in any order, a NULL word means "". INVALID, with a sentence, when
 * the record breaks a limit. The bytes live in op->arena. */
NODISCARD Status record_encode(Op *op, const Record *record, Bytes *out);

/* Decodes; INVALID says where and why. Words are copied to op->arena, values
 * point into `bytes`, which must live as long as the record is used. */
NODISCARD Status record_decode(Op *op, Bytes bytes, Record *out);

void record_add(Arena *arena, Record *record, const char *name, FieldKind kind, Bytes bytes);
const RecordField *record_field(const Record *record, const char *name); /* NULL: none */
bool record_word_valid(const char *word, bool may_be_empty);

/* A file the act names: its length and its commitment (commitment.h). */
typedef struct FileRef {
    uint64_t bytes;
    Digest digest;
} FileRef;

#define FILE_REF_BYTES 40u
Bytes file_ref_encode(Arena *arena, const FileRef *ref);
bool file_ref_decode(Bytes bytes, FileRef *out);

/* Which values an act erases: of earlier records of the same ledger. */
typedef struct Erasure {
    uint64_t seq;
    const char *field;
} Erasure;

typedef LIST(Erasure) ErasureList;

int erasure_compare(const void *a, const void *b); /* by seq, then field */
/* Sorts and encodes; INVALID for none, too many, one twice or a bad name. */
NODISCARD Status erasures_encode(Op *op, const ErasureList *list, Bytes *out);
/* Strict, as record_decode; each must lie before `seq`. */
NODISCARD Status erasures_decode(Op *op, Bytes bytes, uint64_t seq, ErasureList *out);

#endif
