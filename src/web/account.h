/* One's own account: the password, and where one is signed in.
 *
 * For: /account. Not for other people's accounts: `lianxi user`.
 */
#ifndef WEB_ACCOUNT_H
#define WEB_ACCOUNT_H

#include "web/visit.h"

typedef struct SignedIn {
    const char *digest; /* of the session, for the button that ends it */
    const char *from;   /* address it was made from */
    const char *as;     /* the capacity, in words; "" */
    Instant made_at;
    Instant seen_at;
    bool now; /* this one */
} SignedIn;
typedef LIST(SignedIn) SignedInList;

typedef struct PasswordField {
    const char *id;
    const char *name; /* in the form */
    const char *label;
    const char *complete; /* what a browser may fill in */
    const char *fault;    /* NULL */
} PasswordField;
typedef LIST(PasswordField) PasswordFieldList;

/* templates/account.html */
typedef struct AccountPage {
    Page page;
    FactList facts;
    bool must_change;
    int64_t least; /* characters of a password */
    PasswordFieldList fields;
    SignedInList sessions;
} AccountPage;

Status account_show(Visit *visit, HttpReply *reply) NODISCARD;
/* `_do`: password, or end:DIGEST. */
Status account_post(Visit *visit, HttpReply *reply) NODISCARD;

#endif
