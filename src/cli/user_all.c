/* user list, user add-all: the accounts of everybody. */
#include <string.h>

#include "accounts/password.h"
#include "cli/args.h"
#include "cli/asking.h"
#include "cli/place.h"
#include "cli/runs.h"
#include "cli/user.h"
#include "cli/user_request.h"
#include "cli/width.h"

enum { NAME_COLUMNS = 14, PERSON_COLUMNS = 12, PASSWORD_COLUMNS = 21 };

/* ---- the list -------------------------------------------------------------- */

static const char *standing_words(const AccountListRow *row)
{
    return row->disabled ? "停用" : row->must_change ? "待改密码" : "可用";
}

Status run_user_list(Op *op, Cli *cli)
{
    AccountListRowList all = { 0 };
    DB_SCOPE(db);
    SHEET(sheet, op, cli);
    TRY(place_read(op, cli, &db));
    TRY(accounts_all(op, db, &all));
    sheet_list(&sheet, "accounts");
    for (size_t i = 0; i < all.count; i++) {
        const AccountListRow *row = &all.items[i];
        const char *last = instant_given(row->signed_in_at)
                               ? instant_text(op->arena, row->signed_in_at)
                               : NULL;
        sheet_item(&sheet, "accounts",
                   json_pack("{s: s, s: I, s: s?, s: b, s: b, s: b, s: s?}", "name", row->name,
                             "person", (json_int_t)row->person, "person-name", row->person_name,
                             "admin", row->admin, "must-change", row->must_change, "disabled",
                             row->disabled, "signed-in-at", last),
                   "%s  %s  %s%s%s%s", width_pad(op->arena, row->name, NAME_COLUMNS),
                   width_pad(op->arena, row->person_name != NULL ? row->person_name : "",
                             PERSON_COLUMNS),
                   standing_words(row), row->admin ? "，系统管理员" : "",
                   last != NULL ? "，上次登录 " : "，没有登录过", last != NULL ? last : "");
    }
    if (all.count == 0)
        sheet_line(&sheet, "还没有账号；用 lianxi user add 建立。");
    sheet_print(&sheet);
    return OK;
}

/* ---- everybody in office --------------------------------------------------- */

typedef struct Maker {
    Arena *arena;
    InOfficeRowList office;
    AccountListRowList there;
    AccountNew *accounts;
    PersonRow *people;
    const char **passwords;
    size_t count;
} Maker;

static bool has_account(const Maker *maker, int64_t person)
{
    for (size_t i = 0; i < maker->there.count; i++)
        if (maker->there.items[i].person == person)
            return true;
    for (size_t i = 0; i < maker->count; i++)
        if (maker->accounts[i].person == person)
            return true;
    return false;
}

static bool name_taken(const Maker *maker, const char *name)
{
    for (size_t i = 0; i < maker->there.count; i++)
        if (text_same(maker->there.items[i].name, name))
            return true;
    return false;
}

/* The handle, which is unique; with a number where an account of another has
 * that name. */
static const char *login_of(const Maker *maker, const char *handle)
{
    const char *name = handle;
    for (int i = 2; name_taken(maker, name); i++)
        name = arena_printf(maker->arena, "%.30s-%d", handle, i);
    return name;
}

static Status one_make(Op *op, Maker *maker, const InOfficeRow *row, const char *admin,
                       bool must_change)
{
    Random random = random_system();
    AccountNew *account = &maker->accounts[maker->count];
    account->name = login_of(maker, row->handle);
    account->person = row->person;
    account->admin = text_same(row->handle, admin);
    account->must_change = must_change;
    maker->people[maker->count] = (PersonRow){ .number = row->person, .name = row->name };
    maker->passwords[maker->count] = password_draw(op->arena, &random);
    TRY(password_hash(op, maker->passwords[maker->count], &account->hash));
    maker->count++;
    return OK;
}

static Status maker_fill(Op *op, const Cli *cli, Maker *maker)
{
    Place place;
    bool admin_found = !cli_has(cli, "--admin");
    DB_SCOPE(db);
    TRY(place_read(op, cli, &db));
    TRY(place_load(op, cli, db, &place));
    TRY(accounts_in_office(op, db, place.conference, place.today, &maker->office));
    TRY(accounts_all(op, db, &maker->there));
    maker->accounts = ARENA_ARRAY(op->arena, AccountNew, maker->office.count + 1);
    maker->people = ARENA_ARRAY(op->arena, PersonRow, maker->office.count + 1);
    maker->passwords = ARENA_ARRAY(op->arena, const char *, maker->office.count + 1);
    for (size_t i = 0; i < maker->office.count && !admin_found; i++)
        admin_found = text_same(maker->office.items[i].handle, cli_option(cli, "--admin"));
    if (!admin_found)
        return op_fail(op, INVALID, "没有简称为“%s”的在任人员。",
                       args_shown(op->arena, cli_option(cli, "--admin")));
    for (size_t i = 0; i < maker->office.count && maker->count < USER_REQUEST_ADDED_MAX; i++)
        if (!has_account(maker, maker->office.items[i].person))
            TRY(one_make(op, maker, &maker->office.items[i], cli_option(cli, "--admin"),
                         !cli_has(cli, "--no-change")));
    return OK;
}

/* "联席会议办公室、旗政府办" */
static const char *posts_of(const Maker *maker, int64_t person, bool admin)
{
    Buf out;
    buf_init(&out, maker->arena);
    for (size_t i = 0; i < maker->office.count; i++)
        if (maker->office.items[i].person == person)
            buf_printf(&out, "%s%s", out.count > 0 ? "、" : "", maker->office.items[i].title);
    if (admin)
        buf_text(&out, "；兼系统管理员");
    return buf_string(&out);
}

static void maker_tell(Op *op, Cli *cli, const Maker *maker)
{
    SHEET(sheet, op, cli);
    sheet_list(&sheet, "accounts");
    if (maker->count > 0)
        sheet_line(&sheet, "%s  %s  %s  %s", width_pad(op->arena, "登录名", NAME_COLUMNS),
                   width_pad(op->arena, "密码", PASSWORD_COLUMNS),
                   width_pad(op->arena, "姓名", PERSON_COLUMNS), "职务");
    for (size_t i = 0; i < maker->count; i++) {
        const AccountNew *account = &maker->accounts[i];
        const char *posts = posts_of(maker, account->person, account->admin);
        sheet_item(&sheet, "accounts",
                   json_pack("{s: s, s: s, s: s, s: s, s: b}", "name", account->name,
                             "password", maker->passwords[i], "person-name",
                             maker->people[i].name, "posts", posts, "admin", account->admin),
                   "%s  %s  %s  %s", width_pad(op->arena, account->name, NAME_COLUMNS),
                   width_pad(op->arena, maker->passwords[i], PASSWORD_COLUMNS),
                   width_pad(op->arena, maker->people[i].name, PERSON_COLUMNS), posts);
    }
    sheet_line(&sheet, maker->count > 0
                           ? "密码只显示这一次；忘了的，用 lianxi user password 重设。"
                           : "在任的人都已有账号。");
    sheet_print(&sheet);
}

Status run_user_add_all(Op *op, Cli *cli)
{
    JSON_SCOPE(reply);
    Maker maker = { .arena = op->arena };
    Bytes request;
    TRY(maker_fill(op, cli, &maker));
    if (maker.count > 0) {
        TRY(user_add_request(op, maker.accounts, maker.count, &request));
        TRY(asking_send(op, cli, request, &reply));
    }
    maker_tell(op, cli, &maker);
    return OK;
}
