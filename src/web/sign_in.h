/* Signing in and out, and choosing a capacity.
 *
 * For: /sign-in, /sign-out, /sign-out-everywhere, /capacity, and what a posted
 * form meets that has no session or no capacity: the same pages, with what was
 * typed carried on (web/carried.h). Not for checking requests (web/access.h)
 * nor for what an account is (src/accounts).
 *
 * The password is looked at on the worker thread. Whatever was wrong, the
 * sentence and the time are the same. Nobody is led to another place: `_next`
 * is an address of this one or nothing.
 */
#ifndef WEB_SIGN_IN_H
#define WEB_SIGN_IN_H

#include "web/carried.h"

/* templates/sign_in.html */
typedef struct SignInPage {
    Page page;
    const char *name;  /* as it was typed */
    const char *fault; /* why not; NULL: a first try */
    const char *words; /* what is carried; NULL */
    Carried carried;
} SignInPage;

typedef struct CapacityChoice {
    const char *value; /* CODE/post */
    const char *title; /* of the post */
    bool now;          /* it is the one of this session */
} CapacityChoice;
typedef LIST(CapacityChoice) CapacityChoiceList;

typedef struct CapacityGroup {
    const char *conference;
    CapacityChoiceList choices;
} CapacityGroup;
typedef LIST(CapacityGroup) CapacityGroupList;

typedef struct CapacityPage {
    Page page;
    const char *fault;
    const char *words;
    CapacityGroupList groups; /* none: no post is held today */
    Carried carried;
} CapacityPage;

Status sign_in_show(Visit *visit, HttpReply *reply) NODISCARD;
Status sign_in_post(Visit *visit, HttpReply *reply) NODISCARD;
Status sign_out_post(Visit *visit, HttpReply *reply) NODISCARD;
Status sign_out_everywhere_post(Visit *visit, HttpReply *reply) NODISCARD;
Status capacity_show(Visit *visit, HttpReply *reply) NODISCARD;
Status capacity_post(Visit *visit, HttpReply *reply) NODISCARD;

/* A form was posted by nobody who is signed in: 403 and the sign-in page. */
Status sign_in_carry(Visit *visit, HttpReply *reply) NODISCARD;
/* By somebody whose capacity is gone or in another conference: 403. */
Status capacity_carry(Visit *visit, HttpReply *reply) NODISCARD;
/* With the token of another session: 403 and the way back to the form. */
Status token_carry(Visit *visit, HttpReply *reply) NODISCARD;

#endif
