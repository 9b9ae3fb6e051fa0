#include "cli/user_request.h"

#include <time.h>

#include "base/text.h"

/* ---- written --------------------------------------------------------------- */

static Status request_of(Op *op, json_t *json, Bytes *out)
{
    JSON_SCOPE(request);
    request = json;
    if (request == NULL)
        return op_fail(op, INVALID, "填写的内容不是 UTF-8 编码。");
    return service_other_request(op, request, out);
}

Status user_add_request(Op *op, const AccountNew *accounts, size_t count, Bytes *out)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        (void)json_array_append_new(
            list,
            json_pack("{s: s, s: I, s: s, s: b, s: b}", "name", accounts[i].name, "person",
                      (json_int_t)accounts[i].person, "hash", accounts[i].hash, "admin",
                      accounts[i].admin, "must-change", accounts[i].must_change));
    return request_of(
        op, json_pack("{s: s, s: s, s: o}", "do", "account", "what", "add", "accounts", list),
        out);
}

Status user_password_request(Op *op, const char *name, const char *hash, bool must_change,
                             Bytes *out)
{
    return request_of(op,
                      json_pack("{s: s, s: s, s: s, s: s, s: b}", "do", "account", "what",
                                "password", "name", name, "hash", hash, "must-change",
                                must_change),
                      out);
}

Status user_disable_request(Op *op, const char *name, bool disabled, Bytes *out)
{
    return request_of(op,
                      json_pack("{s: s, s: s, s: s, s: b}", "do", "account", "what", "disable",
                                "name", name, "disabled", disabled),
                      out);
}

/* ---- done ------------------------------------------------------------------ */

static Status malformed(Op *op)
{
    return op_fail(op, INVALID, "交办的内容格式不对：account。");
}

static Instant clock_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (Instant){ (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000 };
}

static Status one_add(Op *op, Db *db, json_t *json)
{
    const char *name, *hash;
    json_int_t person;
    int admin, must_change;
    int64_t number;
    if (json_unpack_ex(json, NULL, JSON_STRICT, "{s: s, s: I, s: s, s: b, s: b}", "name", &name,
                       "person", &person, "hash", &hash, "admin", &admin, "must-change",
                       &must_change) != 0)
        return malformed(op);
    const AccountNew account = { .name = name,
                                 .person = person,
                                 .hash = hash,
                                 .admin = admin != 0,
                                 .must_change = must_change != 0 };
    return account_add(op, db, &account, clock_now(), &number);
}

static Status add_do(Op *op, Db *db, json_t *json)
{
    const char *word, *what;
    json_t *accounts, *account;
    size_t i;
    if (json_unpack_ex(json, NULL, JSON_STRICT, "{s: s, s: s, s: o}", "do", &word, "what",
                       &what, "accounts", &accounts) != 0 ||
        !json_is_array(accounts) || json_array_size(accounts) > USER_REQUEST_ADDED_MAX)
        return malformed(op);
    json_array_foreach(accounts, i, account)
    {
        TRY(one_add(op, db, account));
    }
    return OK;
}

static Status password_do(Op *op, Db *db, json_t *json)
{
    const char *word, *what, *name, *hash;
    int must_change;
    AccountRow row;
    if (json_unpack_ex(json, NULL, JSON_STRICT, "{s: s, s: s, s: s, s: s, s: b}", "do", &word,
                       "what", &what, "name", &name, "hash", &hash, "must-change",
                       &must_change) != 0)
        return malformed(op);
    TRY(account_find(op, db, name, &row));
    return account_set_password(op, db, row.number, hash, must_change != 0, NULL, clock_now());
}

static Status disable_do(Op *op, Db *db, json_t *json)
{
    const char *word, *what, *name;
    int disabled;
    AccountRow row;
    if (json_unpack_ex(json, NULL, JSON_STRICT, "{s: s, s: s, s: s, s: b}", "do", &word, "what",
                       &what, "name", &name, "disabled", &disabled) != 0)
        return malformed(op);
    TRY(account_find(op, db, name, &row));
    return account_set_disabled(op, db, row.number, disabled != 0);
}

static Status account_do(Op *op, Db *db, json_t *request, json_t **reply)
{
    const char *what = json_string_value(json_object_get(request, "what"));
    if (text_same(what, "add"))
        TRY(add_do(op, db, request));
    else if (text_same(what, "password"))
        TRY(password_do(op, db, request));
    else if (text_same(what, "disable"))
        TRY(disable_do(op, db, request));
    else
        return malformed(op);
    *reply = json_pack("{s: s}", "status", "done");
    return OK;
}

void user_requests_take(Service *service)
{
    service_add_other(service, "account", account_do);
}
