#include "accounts/password_change.h"

#include "accounts/password.h"
#include "accounts/writing.h"
#include "base/text.h"

Status password_change_read(Op *op, Db *db, const Session *session, const char *old_password,
                            const char *password, PasswordChange *out)
{
    *out = (PasswordChange){ .password = password != NULL ? password : "" };
    TRY(password_check(op, out->password, session->name, session->person_name));
    if (text_same(old_password, out->password))
        return op_fail(op, INVALID, "新密码不能和原密码一样。");
    return sign_in_read(op, db, session->name, old_password, &out->old);
}

Status password_change_hash(Op *op, PasswordChange *change)
{
    TRY(sign_in_hash(op, &change->old));
    return change->old.same ? password_hash(op, change->password, &change->hash) : OK;
}

Status password_change_finish(Op *op, Db *db, const PasswordChange *change,
                              const Session *session, Instant now, bool *done)
{
    WRITING(writing, db);
    *done = false;
    TRY(writing_begin(op, &writing));
    bool right;
    TRY(sign_in_judge(op, db, &change->old, now, &right));
    if (right)
        TRY(account_set_password(op, db, session->account, change->hash, false,
                                 &session->digest, now));
    TRY(writing_keep(op, &writing));
    *done = right;
    return OK;
}
