#include "accounts/accounts.h"

#include <string.h>

#include "accounts/writing.h"
#include "base/text.h"
#include "store/rows_gen.h"

bool account_name_read(Arena *arena, const char *typed, const char **out)
{
    *out = NULL;
    if (typed == NULL || strlen(typed) > (size_t)4 * ACCOUNT_NAME_BYTES_MAX)
        return false;
    char *name = text_trim(arena, typed);
    for (char *c = name; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    if (!text_is_id(name))
        return false;
    *out = name;
    return true;
}

Status account_find(Op *op, Db *db, const char *name, AccountRow *out)
{
    bool found;
    TRY(sql_account_by_name(op, db, name, &found, out));
    return found ? OK : op_fail(op, NOT_FOUND, "没有登录名为“%s”的账号。", name);
}

Status account_get(Op *op, Db *db, int64_t number, AccountRow *out)
{
    bool found;
    TRY(sql_account_by_number(op, db, number, &found, out));
    return found ? OK : op_fail(op, NOT_FOUND, "没有这个账号。");
}

Status accounts_all(Op *op, Db *db, AccountListRowList *out)
{
    return sql_account_list(op, db, ACCOUNTS_DEPLOYMENT, out);
}

Status accounts_in_office(Op *op, Db *db, int64_t conference, Day today, InOfficeRowList *out)
{
    return sql_people_in_office(op, db, ACCOUNTS_DEPLOYMENT, conference, today, out);
}

/* ---- making ---------------------------------------------------------------- */

static Status new_check(Op *op, Db *db, const AccountNew *account, bool *repeated)
{
    PersonRow person;
    AccountRow old;
    bool found;
    *repeated = false;
    if (!text_is_id(account->name))
        return op_fail(op, INVALID,
                       "登录名要用小写字母开头，只含小写字母、数字和连字符，最长 %d 个字符。",
                       ACCOUNT_NAME_BYTES_MAX);
    TRY(person_row_find(op, db, ACCOUNTS_DEPLOYMENT, account->person, &found, &person));
    if (!found)
        return op_fail(op, INVALID, "没有登记 P%lld 这个人员。", (long long)account->person);
    TRY(sql_account_by_name(op, db, account->name, &found, &old));
    if (!found)
        return OK;
    *repeated = old.person == account->person && text_same(old.hash, account->hash);
    return *repeated ? OK : op_fail(op, INVALID, "登录名“%s”已经有人用了。", account->name);
}

Status account_add(Op *op, Db *db, const AccountNew *account, Instant now, int64_t *number)
{
    bool repeated;
    AccountRow old;
    WRITING(writing, db);
    TRY(writing_begin(op, &writing));
    TRY(new_check(op, db, account, &repeated));
    if (repeated) {
        TRY(account_find(op, db, account->name, &old));
        *number = old.number;
        return OK;
    }
    TRY(sql_account_last(op, db, number));
    if (*number >= ACCOUNTS_MAX)
        return op_fail(op, INVALID, "账号已有 %d 个，不能再增加。", ACCOUNTS_MAX);
    *number += 1;
    TRY(sql_account_insert(op, db, *number, account->name, account->person, account->hash,
                           account->admin, account->must_change, now));
    return writing_keep(op, &writing);
}

/* ---- changing -------------------------------------------------------------- */

Status account_set_password(Op *op, Db *db, int64_t number, const char *hash, bool must_change,
                            const Digest *keep, Instant now)
{
    AccountRow row;
    WRITING(writing, db);
    TRY(writing_begin(op, &writing));
    TRY(account_get(op, db, number, &row));
    TRY(sql_account_password(op, db, number, hash, must_change, now));
    if (keep != NULL)
        TRY(sql_sessions_delete_others(op, db, number, digest_bytes(keep)));
    else
        TRY(sql_sessions_delete_all(op, db, number));
    return writing_keep(op, &writing);
}

Status account_set_disabled(Op *op, Db *db, int64_t number, bool disabled)
{
    AccountRow row;
    WRITING(writing, db);
    TRY(writing_begin(op, &writing));
    TRY(account_get(op, db, number, &row));
    TRY(sql_account_disabled(op, db, number, disabled));
    if (disabled)
        TRY(sql_sessions_delete_all(op, db, number));
    return writing_keep(op, &writing);
}
