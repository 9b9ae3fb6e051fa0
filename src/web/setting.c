#include "web/setting.h"

#include <string.h>

#include "model/setting.h"
#include "store/rows_gen.h"
#include "web/chronicle.h"
#include "web/templates_gen.h"

static Status values_load(Visit *visit, Settings *out)
{
    SettingRowList rows = { 0 };
    *out = settings_suggested();
    TRY(setting_rows(visit->op, visit->place.db, visit->place.conference, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(settings_set(visit->op, out, rows.items[i].name, rows.items[i].value));
    return OK;
}

/* What it is; that none of them is the charter's is said once, above. */
static const char *first_sentence(Arena *arena, const char *help)
{
    static const char stop[] = "。";
    const char *end = strstr(help, stop);
    return end == NULL ? help : arena_dup_n(arena, help, (size_t)(end - help) + strlen(stop));
}

static SettingLine line_of(const Visit *visit, const Settings *settings, SettingKind kind,
                           bool may)
{
    Arena *arena = visit->op->arena;
    const Settings suggested = settings_suggested();
    const SettingSpec *spec = setting_spec(kind);
    Url url = visit_act_url(visit, "setting.set", SUBJECT_CONFERENCE);
    return (SettingLine){ .key = spec->key,
                          .label = spec->label,
                          .help = first_sentence(arena, spec->help),
                          .value = settings_words(arena, settings, kind),
                          .suggested = settings_words(arena, &suggested, kind),
                          .changed = settings->values[kind].changed,
                          .act = { may ? "调整" : NULL,
                                   may ? url_query(arena, url, "key", spec->key) : URL_NONE } };
}

Status settings_show(Visit *visit, HttpReply *reply)
{
    static const ActKind kinds[] = { ACT_SETTING_SET };
    SettingsPage v = {
        .page = visit_page(visit, "办公室设定", NAV_SETTINGS),
        .head = { .title = "办公室设定",
                  .note =
                      "这些是办公室的设定，不是制度的条款：制度没有写明的期限和次数，由这里定；"
                      "条款写明了的，以条款为准。每一次调整都记在下面。" },
    };
    Settings settings;
    Outlook outlook;
    TRY(values_load(visit, &settings));
    TRY(outlook_institution(visit, kinds, 1, &outlook));
    v.closed = outlook.closed;
    for (size_t i = 0; i < SETTING_COUNT; i++)
        *LIST_ADD(visit->op->arena, &v.lines) =
            line_of(visit, &settings, (SettingKind)i, outlook.acts.count > 0);
    TRY(chronicle_of_verb(visit, "setting.set", &v.history));
    HTML_PAGE(html, visit);
    tpl_settings_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
