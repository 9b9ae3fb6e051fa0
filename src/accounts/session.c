#include "accounts/session.h"

#include <string.h>

#include "accounts/writing.h"
#include "base/text.h"

/* ---- tokens ---------------------------------------------------------------- */

static bool token_shaped(const char *token)
{
    static const char digits[] = "0123456789abcdef";
    return token != NULL && strlen(token) == SESSION_TOKEN_CHARACTERS &&
           strspn(token, digits) == SESSION_TOKEN_CHARACTERS;
}

static Digest token_digest(const char *token)
{
    return digest_one(DIGEST_SHA256, bytes_of_text(token));
}

/* Bound to the session: another session of the same person has another. */
static const char *form_token_of(Arena *arena, Bytes secret, const Digest *session)
{
    const Bytes runs[] = { bytes_of_text("lianxi form token"), digest_bytes(session) };
    Digest token = digest_hmac(DIGEST_SHA256, secret, runs, 2);
    return digest_hex(arena, &token);
}

bool session_form_token_right(const Session *session, const char *given)
{
    unsigned differs = 0;
    if (!session->there || given == NULL || strlen(given) != SESSION_FORM_TOKEN_CHARACTERS)
        return false;
    for (size_t i = 0; i < SESSION_FORM_TOKEN_CHARACTERS; i++)
        differs |= (unsigned char)given[i] ^ (unsigned char)session->form_token[i];
    return differs == 0;
}

/* ---- finding --------------------------------------------------------------- */

static bool time_over(const SessionRow *row, Instant now)
{
    return now.us >= row->expires_at.us || now.us - row->seen_at.us >= SESSION_IDLE_US ||
           row->seen_at.us - now.us > SESSION_CLOCK_US;
}

static const char *text_or_none(const char *text)
{
    return text != NULL ? text : "";
}

static void session_fill(Arena *arena, const SessionRow *row, Instant now, Session *out)
{
    out->there = true;
    out->account = row->account;
    out->name = row->name;
    out->person = row->person;
    out->person_name = text_or_none(row->person_name);
    out->admin = row->admin;
    out->must_change = row->must_change;
    out->made_at = row->made_at;
    out->seen_at = row->seen_at;
    out->expires_at = row->expires_at;
    out->seen_due = now.us - row->seen_at.us >= SESSION_SEEN_US;
    out->form_token = form_token_of(arena, row->secret, &out->digest);
}

Status session_find(Op *op, Db *db, const char *token, Instant now, Day today, Session *out)
{
    SessionRow row;
    bool found, held;
    *out = (Session){ .name = "", .person_name = "", .code = "", .post = "", .form_token = "" };
    if (!token_shaped(token))
        return OK;
    Digest digest = token_digest(token);
    TRY(sql_session_by_digest(op, db, digest_bytes(&digest), ACCOUNTS_DEPLOYMENT, &found,
                              &row));
    if (!found || row.disabled || time_over(&row, now))
        return OK;
    out->digest = digest;
    session_fill(op->arena, &row, now, out);
    if (row.conference == 0)
        return OK;
    TRY(capacity_held(op, db, row.person, row.admin, row.conference, row.post, today, &held));
    out->lost = !held || row.code == NULL;
    if (out->lost)
        return OK;
    out->conference = row.conference;
    out->code = row.code;
    out->post = row.post;
    return OK;
}

/* ---- making ---------------------------------------------------------------- */

/* Makes room for one more. */
static Status oldest_end(Op *op, Db *db, int64_t account)
{
    SessionListRowList all = { 0 };
    TRY(sql_sessions_of_account(op, db, account, &all));
    for (size_t i = 0; i + SESSIONS_OF_ACCOUNT_MAX <= all.count; i++)
        TRY(sql_session_delete(op, db, all.items[i].digest));
    return OK;
}

static const char *peer_short(Arena *arena, const char *peer)
{
    if (peer == NULL)
        return "";
    return strlen(peer) <= SESSION_PEER_BYTES_MAX
               ? peer
               : arena_dup_n(arena, peer, SESSION_PEER_BYTES_MAX);
}

static Status session_write(Op *op, Db *db, Random *random, const SessionNew *session,
                            Instant now, const char **token)
{
    uint8_t bytes[32], secret[32];
    Instant last = { now.us + SESSION_LIFE_US };
    if (instant_given(session->expires_at) && session->expires_at.us < last.us)
        last = session->expires_at;
    random_bytes(random, bytes, sizeof bytes);
    random_bytes(random, secret, sizeof secret);
    *token = bytes_hex(op->arena, (Bytes){ bytes, sizeof bytes });
    Digest digest = token_digest(*token);
    return sql_session_insert(op, db, digest_bytes(&digest), session->account,
                              session->conference, text_or_none(session->post),
                              (Bytes){ secret, sizeof secret },
                              peer_short(op->arena, session->peer), now, now, last);
}

Status session_make(Op *op, Db *db, Random *random, const SessionNew *session, Instant now,
                    const char **token)
{
    WRITING(writing, db);
    TRY(writing_begin(op, &writing));
    TRY(sql_sessions_reap(op, db, now));
    TRY(oldest_end(op, db, session->account));
    TRY(session_write(op, db, random, session, now, token));
    return writing_keep(op, &writing);
}

Status session_choose(Op *op, Db *db, Random *random, const Session *session,
                      int64_t conference, const char *post, Instant now, Day today,
                      const char **token)
{
    bool held, found;
    SessionRow row;
    WRITING(writing, db);
    TRY(writing_begin(op, &writing));
    TRY(sql_session_by_digest(op, db, digest_bytes(&session->digest), ACCOUNTS_DEPLOYMENT,
                              &found, &row));
    TRY(capacity_held(op, db, session->person, session->admin, conference, post, today, &held));
    if (!found || row.disabled || !held)
        return op_fail(op, DENIED, "您现在没有这个身份，请重新选择。");
    TRY(sql_session_delete(op, db, digest_bytes(&session->digest)));
    const SessionNew next = { .account = row.account,
                              .conference = conference,
                              .post = post,
                              .peer = row.peer,
                              .expires_at = row.expires_at };
    TRY(session_write(op, db, random, &next, now, token));
    return writing_keep(op, &writing);
}

Status session_seen(Op *op, Db *db, const Session *session, Instant now)
{
    WRITING(writing, db);
    TRY(writing_begin(op, &writing));
    TRY(sql_session_seen(op, db, digest_bytes(&session->digest), now));
    return writing_keep(op, &writing);
}

/* ---- ending ---------------------------------------------------------------- */

static Status one_end(Op *op, Db *db, int64_t account, Bytes digest)
{
    WRITING(writing, db);
    TRY(writing_begin(op, &writing));
    TRY(sql_session_delete_of(op, db, account, digest));
    return writing_keep(op, &writing);
}

Status session_end(Op *op, Db *db, const Session *session)
{
    return one_end(op, db, session->account, digest_bytes(&session->digest));
}

Status session_end_one(Op *op, Db *db, const Session *session, const char *digest)
{
    SessionListRowList all = { 0 };
    TRY(sql_sessions_of_account(op, db, session->account, &all));
    for (size_t i = 0; i < all.count; i++)
        if (text_same(bytes_hex(op->arena, all.items[i].digest), digest))
            return one_end(op, db, session->account, all.items[i].digest);
    return OK; /* it has ended already */
}

Status session_end_everywhere(Op *op, Db *db, const Session *session)
{
    WRITING(writing, db);
    TRY(writing_begin(op, &writing));
    TRY(sql_sessions_delete_all(op, db, session->account));
    return writing_keep(op, &writing);
}

Status sessions_of(Op *op, Db *db, int64_t account, Instant now, SessionListRowList *out)
{
    SessionListRowList all = { 0 };
    TRY(sql_sessions_of_account(op, db, account, &all));
    for (size_t i = 0; i < all.count; i++) {
        const SessionListRow *row = &all.items[i];
        if (now.us < row->expires_at.us && now.us - row->seen_at.us < SESSION_IDLE_US)
            *LIST_ADD(op->arena, out) = *row;
    }
    return OK;
}
