#include "web/account.h"

#include <string.h>

#include "accounts/password.h"
#include "accounts/password_change.h"
#include "actions/clock.h"
#include "base/text.h"
#include "web/flash.h"
#include "web/templates_gen.h"

typedef struct Faults {
    const char *old, *new, *again;
} Faults;

/* ---- the page ---------------------------------------------------------------- */

static Day today(const Visit *visit)
{
    return instant_day(web_now(visit->web));
}

static const char *capacity_words(Arena *arena, const CapacityRowList *held, int64_t conference,
                                  const char *post)
{
    for (size_t i = 0; i < held->count; i++)
        if (held->items[i].conference == conference && text_same(held->items[i].post, post))
            return arena_printf(arena, "%s（%s）", held->items[i].title,
                                held->items[i].conference_title);
    return "";
}

static void fact_add(Visit *visit, AccountPage *v, const char *label, const char *value)
{
    *LIST_ADD(visit->op->arena, &v->facts) = (Fact){ .label = label, .value = value };
}

static const char *held_words(Arena *arena, const CapacityRowList *held)
{
    Buf out;
    buf_init(&out, arena);
    for (size_t i = 0; i < held->count; i++)
        buf_printf(&out, "%s%s", i > 0 ? "\n" : "",
                   capacity_words(arena, held, held->items[i].conference, held->items[i].post));
    return held->count > 0 ? buf_string(&out) : "现在没有任职";
}

static Status sessions_load(Visit *visit, const CapacityRowList *held, AccountPage *v)
{
    Arena *arena = visit->op->arena;
    SessionListRowList all = { 0 };
    const char *mine = digest_hex(arena, &visit->session.digest);
    TRY(sessions_of(visit->op, visit->web->reader, visit->session.account, clock_machine(),
                    &all));
    for (size_t i = all.count; i > 0; i--) {
        const SessionListRow *row = &all.items[i - 1];
        const char *digest = bytes_hex(arena, row->digest);
        *LIST_ADD(arena, &v->sessions) =
            (SignedIn){ .digest = digest,
                        .from = row->peer,
                        .as = capacity_words(arena, held, row->conference, row->post),
                        .made_at = row->made_at,
                        .seen_at = row->seen_at,
                        .now = text_same(digest, mine) };
    }
    return OK;
}

static void fields_add(Visit *visit, AccountPage *v, const Faults *faults)
{
    const PasswordField fields[] = {
        { "old", "_old", word_text(LANGUAGE_CHINESE, WORD_ACCOUNT_OLD), "current-password",
          faults->old },
        { "new", "_new", word_text(LANGUAGE_CHINESE, WORD_ACCOUNT_NEW), "new-password",
          faults->new },
        { "again", "_again", word_text(LANGUAGE_CHINESE, WORD_ACCOUNT_AGAIN), "new-password",
          faults->again },
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *LIST_ADD(visit->op->arena, &v->fields) = fields[i];
}

static Status account_page(Visit *visit, HttpReply *reply, int status, const Faults *faults)
{
    const Session *session = &visit->session;
    CapacityRowList held = { 0 };
    AccountPage v = { .page = visit_page(visit, "账号", NAV_ACCOUNT),
                      .must_change = session->must_change,
                      .least = PASSWORD_CHARACTERS_MIN };
    fields_add(visit, &v, faults);
    TRY(capacities_of(visit->op, visit->web->reader, session->person, session->admin,
                      today(visit), &held));
    fact_add(visit, &v, "登录名", session->name);
    fact_add(visit, &v, "姓名", session->person_name);
    fact_add(visit, &v, "身份", held_words(visit->op->arena, &held));
    TRY(sessions_load(visit, &held, &v));
    HTML_PAGE(html, visit);
    tpl_account_page(&html, &v);
    return reply_page(visit, reply, status, &html);
}

Status account_show(Visit *visit, HttpReply *reply)
{
    const Faults none = { 0 };
    return account_page(visit, reply, 200, &none);
}

/* ---- the password -------------------------------------------------------------- */

typedef struct Changing {
    PasswordChange change;
    bool failed; /* there was no memory for it */
} Changing;

static void changing_hash(Op *op, void *argument)
{
    Changing *changing = argument;
    changing->failed = password_change_hash(op, &changing->change) != OK;
}

static Status changing_finish(Visit *visit, void *argument, HttpReply *reply)
{
    const Changing *changing = argument;
    bool done;
    if (changing->failed)
        return op_fail(visit->op, UNAVAILABLE, "现在改不了密码，过一会儿再试；原密码没有变。");
    TRY(password_change_finish(visit->op, visit->web->db, &changing->change, &visit->session,
                               clock_machine(), &done));
    if (!done) {
        const Faults wrong = { .old = PASSWORD_CHANGE_REFUSED };
        return account_page(visit, reply, 422, &wrong);
    }
    return reply_see(visit, reply,
                     flash_url(visit->op->arena,
                               visit->session.must_change ? URL("/capacity") : URL("/account"),
                               FLASH_PASSWORD_CHANGED));
}

static Status password_post(Visit *visit, HttpReply *reply)
{
    const char *old = http_form(visit->http, "_old"), *new = http_form(visit->http, "_new");
    const char *again = http_form(visit->http, "_again");
    Changing *changing = ARENA_NEW(visit->op->arena, Changing);
    Faults faults = { 0 };
    Status status = password_change_read(visit->op, visit->web->reader, &visit->session,
                                         old != NULL ? old : "", new, &changing->change);
    if (status == INVALID)
        faults.new = arena_dup(visit->op->arena, op_told(visit->op));
    else if (status != OK)
        return status;
    else if (!text_same(new, again))
        faults.again = "两次填写的新密码不一样。";
    op_clear(visit->op);
    if (faults.new != NULL || faults.again != NULL)
        return account_page(visit, reply, 422, &faults);
    return visit_later(visit, changing_hash, changing, changing_finish);
}

/* ---- the sessions -------------------------------------------------------------- */

static Status end_post(Visit *visit, HttpReply *reply, const char *digest)
{
    TRY(session_end_one(visit->op, visit->web->db, &visit->session, digest));
    return reply_see(visit, reply,
                     flash_url(visit->op->arena, URL("/account"), FLASH_SESSION_ENDED));
}

Status account_post(Visit *visit, HttpReply *reply)
{
    static const char end[] = "end:";
    const char *what = http_form(visit->http, "_do");
    if (text_same(what, "password"))
        return password_post(visit, reply);
    if (what != NULL && text_starts(what, end))
        return end_post(visit, reply, what + strlen(end));
    return op_fail(visit->op, INVALID, "没有写明要改什么。");
}
