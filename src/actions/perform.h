/* Performs one act: facts, verdict, ledger, projection, in one transaction.
 *
 * The command line, the owner process, scenarios and later the web enter
 * here and nowhere else. A refusal is an answer (see Answer.verdict) and
 * leaves nothing behind; a Status other than OK means that nothing was done
 * because something could not be read, understood or written: INVALID for
 * input, with one Chinese sentence.
 *
 * The same idempotency key on the same conference gives the first answer
 * again (Answer.repeated) and does nothing a second time.
 */
#ifndef ACTIONS_PERFORM_H
#define ACTIONS_PERFORM_H

#include "actions/world.h"
#include "ledger/record.h"
#include "model/act.h"
#include "model/outcome.h"
#include "rules/verdict.h"

#define REQUEST_FILES_MAX 20u
#define REQUEST_FILE_BYTES_MAX (20u * 1024u * 1024u) /* of one given with its bytes */

/* A file that fields may name by its handle, or where it has none by its name
 * (two fields may well have two files of one name): given with its bytes, or stored
 * beside the conference's ledger before (desk/upload.h). A stored one is taken
 * by the act that names it, in its transaction, and by no other after: INVALID
 * when it is not there any more or another act has it. Whose upload it is has
 * been looked at by who fills this in. */
typedef struct RequestFile {
    const char *name;
    Bytes content;
    const char *handle; /* what a field says to mean it; NULL: its name */
    bool stored;
    FileRef ref;   /* stored */
    Digest digest; /* stored: SM3 of its bytes */
} RequestFile;

typedef struct Request {
    const char *conference; /* its code; NULL: the only one there is */
    const char *actor;      /* post, or post/person by handle */
    const char *verb;
    const char *subject; /* "T1"; NULL or "" for acts on the conference */
    const char *place;   /* "FILE:LINE" of the act, or "" */
    const ActText *texts;
    size_t text_count;
    const RequestFile *files;
    size_t file_count;
    bool has_key; /* else one is drawn */
    ActKey key;
} Request;

typedef struct Answer {
    Verdict verdict;
    bool done; /* recorded, now or by an earlier request of the same key */
    bool repeated;
    const ActSpec *spec;
    int64_t conference; /* number of its ledger; DEPLOYMENT for the deployment's own */
    int64_t seq;
    Subject subject;
    Subject made; /* noun NOUN_NONE when nothing was made */
    Outcome outcome;
} Answer;

/* In a transaction of its own. */
NODISCARD Status perform(Op *op, World *world, const Request *request, Answer *out);
/* In the caller's transaction, under a savepoint of its own: many acts, one
 * commit. Answers are true only once that commit has succeeded. */
NODISCARD Status perform_within(Op *op, World *world, const Request *request, Answer *out);

#endif
