/* The desk: what people have begun and not yet done. Drafts stand here,
 * uploads in desk/upload.h.
 *
 * A draft is one form as it stood when it was last left: what was typed for
 * an act (its verb) on a subject in a conference, by one account. It is seen
 * by that account only, is kept from session to session, and is thrown away
 * when the act is done. Not here: whether what was typed is right (that is
 * asked when the act is done), the ledger (a draft is never in it), sessions.
 *
 * An account is the number of accounts/accounts.h, a conference that of its
 * ledger. Each function that writes has a transaction of its own unless the
 * caller has one. What is returned lives in op->arena.
 */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "db/db.h"
#include "model/act.h"

#define DRAFT_TEXTS_MAX ACT_TEXTS_MAX   /* pairs of one draft */
#define DRAFT_BYTES_MAX (1024u * 1024u) /* of all its keys and values together */
#define DRAFTS_MAX 200                  /* of one account in one conference */
#define DRAFT_SUMMARY_CHARACTERS 40u

typedef struct DraftPlace {
    int64_t account;
    int64_t conference;
    const char *verb;
    const char *subject; /* its code; NULL or "": an act without one */
} DraftPlace;

typedef struct Draft {
    const char *verb;
    const char *subject; /* "" without one */
    Instant saved_at;
    const char *summary;  /* how the first value that is text begins; or "" */
    const ActText *texts; /* in the order given; place "" */
    size_t text_count;
} Draft;
typedef LIST(Draft) DraftList;

/* Keeps a draft in place of an earlier one. INVALID with a sentence: a limit;
 * then the earlier one stays. */
NODISCARD Status desk_draft_save(Op *op, Db *db, const DraftPlace *place, const ActText *texts,
                                 size_t count, Instant now);
NODISCARD Status desk_draft_find(Op *op, Db *db, const DraftPlace *place, bool *found,
                                 Draft *out);
NODISCARD Status desk_draft_drop(Op *op, Db *db, const DraftPlace *place); /* none is fine */

/* The drafts of an account in a conference, the latest first; without texts. */
NODISCARD Status desk_drafts(Op *op, Db *db, int64_t account, int64_t conference,
                             DraftList *out);

#endif
