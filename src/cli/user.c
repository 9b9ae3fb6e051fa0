/* user add, password, disable, enable: accounts of single people. */
#include "cli/user.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "accounts/password.h"
#include "base/file.h"
#include "cli/args.h"
#include "cli/asking.h"
#include "cli/place.h"
#include "cli/runs.h"
#include "cli/user_request.h"
#include "store/institution_sql.h"
#include "store/rows_gen.h"

enum { LINE_BYTES_MAX = PASSWORD_BYTES_MAX + 2 };

/* ---- the password ---------------------------------------------------------- */

static Status line_read(Op *op, const char **out)
{
    char line[LINE_BYTES_MAX + 1];
    size_t count = 0;
    ssize_t got = 1;
    while (count < LINE_BYTES_MAX && got > 0 && memchr(line, '\n', count) == NULL) {
        got = read(STDIN_FILENO, line + count, LINE_BYTES_MAX - count);
        if (got < 0 && errno != EINTR)
            return op_fail(op, UNAVAILABLE, "读不了标准输入：%s。", file_cause(errno));
        count += got > 0 ? (size_t)got : 0;
        got = got < 0 ? 1 : got;
    }
    const char *end = memchr(line, '\n', count);
    size_t bytes = end != NULL ? (size_t)(end - line) : count;
    if (bytes > 0 && line[bytes - 1] == '\r')
        bytes--;
    if (memchr(line, '\0', bytes) != NULL)
        return op_fail(op, INVALID, "密码不是文字。");
    *out = arena_dup_n(op->arena, line, bytes);
    explicit_bzero(line, sizeof line);
    return OK;
}

Status user_password_take(Op *op, const Cli *cli, const char *name, const char *person_name,
                          const char **password, const char **hash)
{
    Random random = random_system();
    *password = password_draw(op->arena, &random);
    if (cli_has(cli, "--stdin"))
        TRY(line_read(op, password));
    TRY(password_check(op, *password, name, person_name));
    return password_hash(op, *password, hash);
}

/* ---- who ------------------------------------------------------------------- */

Status user_person_find(Op *op, Db *db, const char *typed, PersonRow *out)
{
    Subject code = { NOUN_NONE, 0 };
    bool found = true;
    PersonNumberRow row;
    if (text_empty(typed))
        return op_fail(op, INVALID, "要用 --person 写明是谁：人员的代码（如 P3）或者简称。");
    if (!subject_parse(typed, NOUN_PERSON, &code)) {
        TRY(sql_person_by_handle(op, db, ACCOUNTS_DEPLOYMENT, typed, &found, &row));
        code.number = found ? row.number : 0;
    }
    if (found)
        TRY(person_row_find(op, db, ACCOUNTS_DEPLOYMENT, code.number, &found, out));
    if (!found)
        return op_fail(op, INVALID, "没有登记“%s”这个人员；登记了的见 lianxi list people。",
                       args_shown(op->arena, typed));
    return OK;
}

static Status login_read(Op *op, const Cli *cli, const char **out)
{
    if (account_name_read(op->arena, cli->words.items[0], out))
        return OK;
    return op_fail(op, INVALID,
                   "“%s”不能作登录名：小写字母开头，后接小写字母、数字或 -，不超过 %d 个字符。",
                   args_shown(op->arena, cli->words.items[0]), ACCOUNT_NAME_BYTES_MAX);
}

void user_tell(Op *op, Cli *cli, const char *told, const char *name, const PersonRow *person,
               const char *password)
{
    SHEET(sheet, op, cli);
    sheet_line(&sheet, "%s", told);
    sheet_fact(&sheet, "name", "登录名", name);
    if (person != NULL) {
        sheet_set(&sheet, "person", json_integer(person->number));
        sheet_fact(&sheet, "person-name", "人员", person->name);
    }
    if (password != NULL)
        sheet_fact(&sheet, "password", "密码（只显示这一次）", password);
    sheet_print(&sheet);
}

static const char *drawn_only(const Cli *cli, const char *password)
{
    return cli_has(cli, "--stdin") ? NULL : password;
}

/* ---- the commands ---------------------------------------------------------- */

Status run_user_add(Op *op, Cli *cli)
{
    JSON_SCOPE(reply);
    PersonRow person;
    Bytes request;
    const char *password;
    AccountNew account = { .admin = cli_has(cli, "--admin"),
                           .must_change = !cli_has(cli, "--no-change") };
    TRY(login_read(op, cli, &account.name));
    {
        DB_SCOPE(db);
        TRY(place_read(op, cli, &db));
        TRY(user_person_find(op, db, cli_option(cli, "--person"), &person));
    }
    account.person = person.number;
    TRY(user_password_take(op, cli, account.name, person.name, &password, &account.hash));
    TRY(user_add_request(op, &account, 1, &request));
    TRY(asking_send(op, cli, request, &reply));
    user_tell(op, cli, account.admin ? "已建立系统管理员的账号" : "已建立账号", account.name,
              &person, drawn_only(cli, password));
    return OK;
}

/* The person's name is held against a new password. */
static Status account_look(Op *op, const Cli *cli, const char *name, PersonRow *person)
{
    AccountRow account;
    bool found;
    DB_SCOPE(db);
    TRY(place_read(op, cli, &db));
    TRY(account_find(op, db, name, &account));
    TRY(person_row_find(op, db, ACCOUNTS_DEPLOYMENT, account.person, &found, person));
    return found ? OK : op_broken(op, BROKEN, "an account without a person");
}

Status run_user_password(Op *op, Cli *cli)
{
    JSON_SCOPE(reply);
    PersonRow person;
    Bytes request;
    const char *name, *password, *hash;
    TRY(login_read(op, cli, &name));
    TRY(account_look(op, cli, name, &person));
    TRY(user_password_take(op, cli, name, person.name, &password, &hash));
    TRY(user_password_request(op, name, hash, !cli_has(cli, "--no-change"), &request));
    TRY(asking_send(op, cli, request, &reply));
    user_tell(op, cli, "已设新密码，原来的登录都已退出", name, &person,
              drawn_only(cli, password));
    return OK;
}

static Status disabled_set(Op *op, Cli *cli, bool disabled)
{
    JSON_SCOPE(reply);
    PersonRow person;
    Bytes request;
    const char *name;
    TRY(login_read(op, cli, &name));
    TRY(account_look(op, cli, name, &person));
    TRY(user_disable_request(op, name, disabled, &request));
    TRY(asking_send(op, cli, request, &reply));
    user_tell(op, cli, disabled ? "账号已停用，不能再登录" : "账号已启用", name, &person, NULL);
    return OK;
}

Status run_user_disable(Op *op, Cli *cli)
{
    return disabled_set(op, cli, true);
}

Status run_user_enable(Op *op, Cli *cli)
{
    return disabled_set(op, cli, false);
}
