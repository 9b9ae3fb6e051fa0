/* Files that come with the form of an act: onto the desk while they arrive,
 * and from there into the act.
 *
 * For: the HTTP face's file parts (the form's token stands before them), what
 * a posted form has by way of files (new ones, and those kept from an earlier
 * attempt by the hidden field FIELD._kept), handing them to an act, and the
 * reaper. Not for what an act's other fields hold (web/form.h), nor for files
 * that an act has named (web/files.h).
 *
 * In a page's words: a file has at most UPLOAD_BYTES_WORDS, an act names at
 * most REQUEST_FILES_MAX.
 */
#ifndef WEB_UPLOAD_H
#define WEB_UPLOAD_H

#include "desk/upload.h"
#include "web/visit.h"

#define UPLOAD_KEPT "._kept" /* after the name of the field */
#define UPLOAD_TIDY_MS (3600 * 1000)

/* HttpApp.file_begin …; `state` is the Web. */
NODISCARD Status upload_part_begin(void *state, HttpRequest *request, HttpFile *file);
NODISCARD Status upload_part_piece(void *state, HttpRequest *request, HttpFile *file,
                                   Bytes piece);
NODISCARD Status upload_part_end(void *state, HttpRequest *request, HttpFile *file);
void upload_part_abort(void *state, HttpRequest *request, HttpFile *file);

typedef struct SentFile {
    const char *field; /* scan */
    const char *id;    /* for FIELD._kept, and what the act's field says */
    const char *name;
    const char *size; /* in words: 2.4 MB */
    Upload upload;
} SentFile;

typedef struct SentFault {
    const char *field;
    const char *text; /* why there is no file */
} SentFault;

typedef struct SentFiles {
    LIST(SentFile) files;
    LIST(SentFault) faults;
} SentFiles;

/* Whether a key of this act (or of the envelope) names a file. */
bool upload_is_file(const ActSpec *spec, const char *key);

/* What the posted form has by way of files: one a field at most, a new one
 * before the kept one it takes the place of. */
NODISCARD Status upload_sent(Visit *visit, const ActSpec *spec, SentFiles *out);
/* The same from pairs that were typed earlier (a draft). */
NODISCARD Status upload_kept(Visit *visit, const ActSpec *spec, const ActText *texts,
                             size_t count, SentFiles *out);
const SentFile *sent_file(const SentFiles *sent, const char *field); /* or NULL */

/* Removes an upload of who asks; none is fine. */
NODISCARD Status upload_take_back(Visit *visit, const UploadId *id);
/* The field does without its file: removes it from both. */
NODISCARD Status sent_forget(Visit *visit, SentFiles *sent, const char *field);

/* For act_check and act_parse: a field that says an id. */
ActFiles upload_files(const SentFiles *sent);
/* Adds the files, and for each a text that says its id, to what an act is
 * asked with. */
void upload_hand_over(Arena *arena, const SentFiles *sent, Request *request);

char *upload_size_words(Arena *arena, uint64_t bytes); /* 812 KB, 2.4 MB */

/* One step of what has to be cleared away, when there is any; how many
 * milliseconds until it wants to be called again. */
int upload_tidy(Web *web);

#endif
