/* Doing: the form of an act and what becomes of it when it is sent.
 *
 * For: GET and POST /c/CODE/do/VERB[/SUBJECT]. A posted form is kept as a
 * draft, given one row more or less, or performed; a refusal shows the same
 * form with the verdict and everything that was typed. Nothing is done twice:
 * the form's key is the key of the act. Not for which acts there are
 * (actions/prospect.h) nor for what a form looks like (web/form.h).
 *
 * Fields of the form that are ours: `_token` (first), `_key` (32 hexadecimal
 * digits, made when the form was first shown), `_do` (act, keep, drop,
 * more:FIELD, less:FIELD.2, less:FIELD for a file), `_next` (where to go
 * after), `_for` (the post whose act is entered on its behalf; the one who
 * enters is always the session's own capacity). A query fills fields in:
 * ?seq=12.
 *
 * Answers: 303 done or kept; 200 the form; 409 the key was used for something
 * else; 422 mistakes or a verdict; 503 the database could not.
 */
#ifndef WEB_DO_H
#define WEB_DO_H

#include "actions/prospect.h"
#include "desk/desk.h"
#include "web/form.h"
#include "web/upload.h"
#include "web/visit.h"

Status do_show(Visit *visit, HttpReply *reply) NODISCARD;
Status do_send(Visit *visit, HttpReply *reply) NODISCARD;

/* ---- the page -------------------------------------------------------------- */

typedef struct DoPage {
    Page page;
    PageHead head;
    VerdictBox verdict;
    Form form;
    Url action;
    Url back;
    const char *back_words; /* 不办了，回到议题T1 */
    const char *key;
    const char *next; /* NULL: none */
    Confirmation confirm;
    const char *button; /* 报请商定议题 */
    const char *kept;   /* 这里是 2024年6月14日 9:30 存下的草稿。 */
    const char *facing; /* 有 2 处要改 … */
} DoPage;

/* The key was used before: what stands. */
typedef struct DonePage {
    Page page;
    PageHead head;
    VerdictBox verdict;
    Link subject;
    Link again; /* the form, empty */
} DonePage;

/* ---- one form on its way (do.c, do_send.c) ----------------------------------- */

typedef struct Doing {
    Visit *visit;
    Op *op;
    const ActSpec *spec;
    Subject subject;
    const char *code; /* of the subject; "" */
    Case c;
    PersonRowList people;
    Prospect prospect;
    TypedList typed;
    FormNoteList notes;
    ActFaultList faults;
    FormKeptList kept;
    SentFiles sent;
    VerdictBox verdict;
    bool reason_asked;
    const char *key;
    const char *draft; /* when a draft was kept, in words; NULL */
} Doing;

/* Which act on what, and the facts. NOT_FOUND with a sentence. */
NODISCARD Status doing_begin(Visit *visit, Doing *out);
NODISCARD Status doing_page(Doing *doing, int status, HttpReply *reply);
void doing_fault(Doing *doing, const char *key, const char *text);
/* What a verdict says, above the form. */
void doing_verdict(Doing *doing, const Verdict *verdict, bool pressed);
/* The page of the subject, else of the list it would be in. */
Url doing_back(const Doing *doing);
DraftPlace doing_draft_place(const Doing *doing);
/* Files that are on the desk already become fields of the form. */
void doing_files(Doing *doing);

#endif
