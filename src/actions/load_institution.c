#include <string.h>

#include "actions/charters.h"
#include "actions/load.h"
#include "base/text.h"
#include "store/institution_sql.h"
#include "store/rows_gen.h"

Status load_conference_number(Op *op, Db *db, const char *code, int64_t *out)
{
    ConferenceCodeRowList all = { 0 };
    ConferenceCodeRow row;
    bool found;
    if (!text_empty(code)) {
        TRY(sql_conference_by_code(op, db, code, &found, &row));
        if (!found)
            return op_fail(op, INVALID, "没有代号为“%s”的联席会议。", code);
        *out = row.conference;
        return OK;
    }
    TRY(sql_conferences(op, db, &all));
    if (all.count == 0)
        return op_fail(op, INVALID, "数据库里还没有建立联席会议，请先用 lianxi init 建立。");
    if (all.count > 1)
        return op_fail(op, INVALID, "数据库里有 %zu 个联席会议，请用 --conference 写明代号。",
                       all.count);
    *out = all.items[0].conference;
    return OK;
}

static Status settings_load(Op *op, Db *db, int64_t conference, Case *c)
{
    SettingRowList rows = { 0 };
    Settings *settings = ARENA_NEW(op->arena, Settings);
    *settings = settings_suggested();
    TRY(setting_rows(op, db, conference, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(settings_set(op, settings, rows.items[i].name, rows.items[i].value));
    c->settings = settings;
    return OK;
}

Status load_institution(Op *op, World *world, int64_t conference, Case *c)
{
    Db *db = world->db;
    bool founded;
    ConferenceRow row;
    c->calendar = world->calendar;
    TRY(settings_load(op, db, conference, c));
    TRY(conference_row_find(op, db, conference, &founded, &row));
    c->code = founded ? row.code : "";
    if (!founded)
        return OK;
    TRY(post_rows(op, db, conference, &c->posts));
    TRY(unit_rows(op, db, conference, &c->units));
    TRY(tenure_rows_whole(op, db, conference, &c->tenures));
    TRY(meeting_rows(op, db, conference, &c->meetings));
    TRY(year_excuse_rows(op, db, conference, &c->excuses));
    return charter_in_force(op, world, conference, c->day, &c->charter);
}

/* ---- who acts ---------------------------------------------------------- */

static bool holds_on(const TenureRow *row, const char *post, Day day)
{
    return text_same(row->post, post) && day_compare(row->since, day) <= 0 &&
           (!day_given(row->until) || day_compare(day, row->until) <= 0);
}

/* The one who fills the post on that day; 0 when nobody or several do. */
static int64_t only_holder(const Case *c, const char *post)
{
    int64_t person = 0;
    for (size_t i = 0; i < c->tenures.count; i++) {
        if (!holds_on(&c->tenures.items[i], post, c->day))
            continue;
        if (person != 0)
            return 0;
        person = c->tenures.items[i].person;
    }
    return person;
}

static Status person_find(Op *op, Db *db, const char *handle, int64_t *out)
{
    bool found;
    PersonNumberRow row;
    Subject code;
    if (subject_parse(handle, NOUN_PERSON, &code)) {
        *out = code.number;
        return OK;
    }
    TRY(sql_person_by_handle(op, db, DEPLOYMENT, handle, &found, &row));
    if (!found)
        return op_fail(op, INVALID, "没有登记简称为“%s”的人员。", handle);
    *out = row.number;
    return OK;
}

static Status post_find(Op *op, Case *c, const char *post)
{
    const PostRow *row = case_post(c, post);
    if (text_same(post, "admin")) {
        c->actor = (Capacity){
            .post = "admin", .post_class = "admin", .title = "系统管理员", .body = ""
        };
        return OK;
    }
    if (row == NULL)
        return op_fail(op, INVALID, "没有“%s”这个职务；%s，系统管理员写 admin。", post,
                       c->charter == NULL ? "这件事由系统管理员办理"
                                          : "全部职务见 lianxi list posts");
    c->actor = (Capacity){
        .post = row->post, .post_class = row->post_class, .title = row->title, .body = row->body
    };
    return OK;
}

Status load_actor(Op *op, World *world, const char *actor, Case *c)
{
    TextList parts = text_split(op->arena, actor, "/");
    if (parts.count < 1 || parts.count > 2 || text_empty(parts.items[0]) ||
        strlen(actor) > ACT_KEY_BYTES_MAX)
        return op_fail(op, INVALID, "办理人“%s”应当写成“职务”或者“职务/人员简称”。",
                       strlen(actor) > ACT_KEY_BYTES_MAX ? "（过长）" : actor);
    TRY(post_find(op, c, parts.items[0]));
    if (parts.count == 1) {
        c->actor.person = only_holder(c, c->actor.post);
        return OK;
    }
    return person_find(op, world->db, parts.items[1], &c->actor.person);
}
