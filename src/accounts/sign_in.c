#include "accounts/sign_in.h"

#include <string.h>

#include "accounts/password.h"
#include "accounts/writing.h"
#include "base/text.h"

Status sign_in_read(Op *op, Db *db, const char *name, const char *password, SignInAttempt *out)
{
    const char *login;
    AccountRow row;
    bool found = false;
    *out = (SignInAttempt){ .password = password != NULL ? password : "" };
    if (account_name_read(op->arena, name, &login))
        TRY(sql_account_by_name(op, db, login, &found, &row));
    if (!found)
        return OK;
    out->account = row.number;
    out->hash = row.hash;
    return OK;
}

Status sign_in_hash(Op *op, SignInAttempt *attempt)
{
    bool stale;
    TRY(password_verify(op, attempt->hash, attempt->password, &attempt->same, &stale));
    return stale ? password_hash(op, attempt->password, &attempt->rehashed) : OK;
}

/* ---- the outcome ----------------------------------------------------------- */

/* A lock that lies further ahead than any lock was set by another clock. */
static bool locked(const AccountRow *row, Instant now)
{
    return instant_given(row->locked_until) && now.us < row->locked_until.us &&
           row->locked_until.us - now.us <= SIGN_IN_LOCK_US;
}

/* Wrong passwords during a lock do not lengthen it; the one that ended starts
 * a new count. */
static Status failure_write(Op *op, Db *db, const AccountRow *row, Instant now)
{
    bool forget = instant_given(row->locked_until) || !instant_given(row->failed_at) ||
                  now.us - row->failed_at.us >= SIGN_IN_FORGET_US;
    int64_t failures = forget ? 1 : row->failures + 1;
    Instant until =
        failures >= SIGN_IN_FAILURES_MAX ? (Instant){ now.us + SIGN_IN_LOCK_US } : INSTANT_NONE;
    return locked(row, now) ? OK
                            : sql_account_failed(op, db, row->number, failures, now, until);
}

/* The only one; among several the only one where somebody wants to go on. */
static const CapacityRow *only_one(const CapacityRowList *held, const char *wanted)
{
    const CapacityRow *found = NULL;
    for (size_t i = 0; i < held->count; i++) {
        if (held->count > 1 && !text_same(held->items[i].code, wanted))
            continue;
        if (found != NULL)
            return NULL;
        found = &held->items[i];
    }
    return found;
}

static Status session_open(Op *op, Db *db, Random *random, const AccountRow *row,
                           const char *wanted, const char *peer, Instant now, Day today,
                           SignInResult *out)
{
    CapacityRowList held = { 0 };
    SessionNew session = { .account = row->number, .peer = peer, .expires_at = INSTANT_NONE };
    TRY(capacities_of(op, db, row->person, row->admin, today, &held));
    const CapacityRow *only = only_one(&held, wanted);
    if (only != NULL) {
        out->conference = session.conference = only->conference;
        out->code = only->code;
        session.post = only->post;
    }
    TRY(session_make(op, db, random, &session, now, &out->token));
    out->must_change = row->must_change;
    out->done = true;
    return OK;
}

static Status judge_row(Op *op, Db *db, const SignInAttempt *attempt, const AccountRow *row,
                        Instant now, bool *right)
{
    bool same = attempt->same && text_same(row->hash, attempt->hash);
    *right = same && !row->disabled && !locked(row, now);
    return same || row->disabled ? OK : failure_write(op, db, row, now);
}

Status sign_in_judge(Op *op, Db *db, const SignInAttempt *attempt, Instant now, bool *right)
{
    AccountRow row;
    *right = false;
    if (attempt->account == 0)
        return OK;
    TRY(account_get(op, db, attempt->account, &row));
    return judge_row(op, db, attempt, &row, now, right);
}

static Status finish_within(Op *op, Db *db, Random *random, const SignInAttempt *attempt,
                            const char *peer, Instant now, Day today, SignInResult *out)
{
    AccountRow row;
    bool right;
    TRY(account_get(op, db, attempt->account, &row));
    TRY(judge_row(op, db, attempt, &row, now, &right));
    if (!right)
        return OK;
    TRY(sql_account_signed_in(op, db, row.number, now));
    if (attempt->rehashed != NULL)
        TRY(sql_account_rehash(op, db, row.number, attempt->rehashed));
    return session_open(op, db, random, &row, attempt->wanted, peer, now, today, out);
}

Status sign_in_finish(Op *op, Db *db, Random *random, const SignInAttempt *attempt,
                      const char *peer, Instant now, Day today, SignInResult *out)
{
    const SignInResult none = { .token = "", .code = "" };
    SignInResult result = none;
    WRITING(writing, db);
    *out = none;
    if (attempt->account == 0)
        return OK;
    TRY(writing_begin(op, &writing));
    TRY(finish_within(op, db, random, attempt, peer, now, today, &result));
    TRY(writing_keep(op, &writing));
    *out = result;
    return OK;
}
