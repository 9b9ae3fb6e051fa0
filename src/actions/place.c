#include "actions/place.h"

#include "actions/charters.h"
#include "actions/inquiry.h"
#include "actions/load.h"
#include "model/setting.h"
#include "store/rows_gen.h"

static Status near_days_load(Op *op, Db *db, int64_t conference, int64_t *out)
{
    SettingRowList rows = { 0 };
    Settings settings = settings_suggested();
    TRY(setting_rows(op, db, conference, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(settings_set(op, &settings, rows.items[i].name, rows.items[i].value));
    *out = settings_number(&settings, SETTING_NEAR_DAYS);
    return OK;
}

Status place_stand(Op *op, World *world, const char *code, Place *out)
{
    ConferenceRow row;
    Db *db = world->db;
    *out = (Place){ .db = db,
                    .calendar = world->calendar,
                    .now = world->now,
                    .today = instant_day(world->now) };
    TRY(load_conference_number(op, db, code, &out->conference));
    TRY(conference_row_get(op, db, out->conference, &row));
    out->code = row.code;
    out->title = row.title;
    TRY(names_load(op, db, out->conference, &out->names));
    TRY(near_days_load(op, db, out->conference, &out->near_days));
    TRY(database_simulated(op, db, &out->simulated));
    return charter_in_force(op, world, out->conference, out->today, &out->names.rules);
}

const char *place_day_words(Arena *arena, const Place *place)
{
    return arena_printf(arena, "%s%s", place->simulated ? "演示库，现在是" : "",
                        day_chinese_weekday(arena, place->today));
}
