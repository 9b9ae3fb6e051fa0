#include "cli/help.h"
#include "cli/runs.h"
#include "cli/sheet.h"
#include "cli/width.h"
#include "model/act.h"
#include "model/setting.h"
#include "rules/house.h"

enum { VERB_COLUMNS = 24, LABEL_COLUMNS = 20, KEY_COLUMNS = 20, SETTING_COLUMNS = 22 };

static Status print_made(Op *op, const Cli *cli, void (*make)(Buf *out))
{
    Buf buf;
    buf_init(&buf, op->arena);
    make(&buf);
    fputs(buf_string(&buf), cli->out);
    return OK;
}

static const char *words_of(Arena *arena, const ActSpec *spec)
{
    if (spec->makes != NOUN_NONE)
        return arena_printf(arena, "得到%s（%c1 …）", noun_word(spec->makes),
                            noun_spec(spec->makes)->code);
    return spec->on == NOUN_CONFERENCE || spec->on == NOUN_DEPLOYMENT
               ? ""
               : arena_printf(arena, "针对%s", noun_word(spec->on));
}

static json_t *fields_json(const ActSpec *spec)
{
    json_t *fields = json_array();
    for (size_t i = 0; i < spec->field_count; i++)
        json_array_append_new(fields,
                              json_pack("{s: s, s: s, s: s, s: b}", "name",
                                        spec->fields[i].name, "label", spec->fields[i].label,
                                        "type", field_type_name(spec->fields[i].type),
                                        "optional", (int)spec->fields[i].optional));
    return fields;
}

Status run_acts(Op *op, Cli *cli)
{
    SHEET(sheet, op, cli);
    if (cli_has(cli, "--markdown") && cli_has(cli, "--graph"))
        return op_fail(op, INVALID, "--markdown 和 --graph 只能写一个。");
    if (cli_has(cli, "--markdown"))
        return print_made(op, cli, acts_markdown);
    if (cli_has(cli, "--graph"))
        return print_made(op, cli, acts_graph);
    for (int i = 0; i < ACT_COUNT; i++) {
        const ActSpec *spec = act_spec((ActKind)i);
        sheet_item(&sheet, "acts",
                   json_pack("{s: s, s: s, s: s, s: s, s: o}", "verb", spec->verb, "label",
                             spec->label, "on", noun_name(spec->on), "makes",
                             spec->makes != NOUN_NONE ? noun_name(spec->makes) : "", "fields",
                             fields_json(spec)),
                   "%s %s %s", width_pad(op->arena, spec->verb, VERB_COLUMNS),
                   width_pad(op->arena, spec->label, LABEL_COLUMNS), words_of(op->arena, spec));
    }
    sheet_print(&sheet);
    return OK;
}

Status run_rules(Op *op, Cli *cli)
{
    SHEET(sheet, op, cli);
    if (cli_has(cli, "--markdown"))
        return print_made(op, cli, house_rules_markdown);
    for (int i = 0; i < HOUSE_RULE_COUNT; i++) {
        const char *ref = house_source((HouseRule)i).ref, *text = house_text((HouseRule)i);
        sheet_item(&sheet, "rules", json_pack("{s: s, s: s}", "ref", ref, "text", text),
                   "%s  %s", width_pad(op->arena, ref, 3), text);
    }
    sheet_print(&sheet);
    return OK;
}

static const char *unit_words(const SettingSpec *spec)
{
    return spec->unit == SETTING_TEXT ? "文字" : setting_unit_word(spec->unit);
}

static void settings_markdown(Buf *out)
{
    buf_text(out, "# 办公室设定\n\n没有条款规定、而办理需要的数。每一项都有建议值，由 "
                  "`setting.set` 改变；凡用到的地方都注明是办公室设定，不是条款。"
                  "由 `lianxi settings --markdown` 生成。\n\n"
                  "| 设定项 | 名称 | 建议值 | 范围 | 说明 |\n|---|---|---|---|---|\n");
    for (int i = 0; i < SETTING_COUNT; i++) {
        const SettingSpec *spec = setting_spec((SettingKind)i);
        buf_printf(out, "| `%s` | %s | %lld%s | %lld—%lld | %s |\n", spec->key, spec->label,
                   (long long)spec->suggested, unit_words(spec), (long long)spec->min,
                   (long long)spec->max, spec->help);
    }
}

Status run_settings(Op *op, Cli *cli)
{
    SHEET(sheet, op, cli);
    if (cli_has(cli, "--markdown"))
        return print_made(op, cli, settings_markdown);
    for (int i = 0; i < SETTING_COUNT; i++) {
        const SettingSpec *spec = setting_spec((SettingKind)i);
        sheet_item(
            &sheet, "settings",
            json_pack("{s: s, s: s, s: I, s: I, s: I}", "key", spec->key, "label", spec->label,
                      "suggested", (json_int_t)spec->suggested, "min", (json_int_t)spec->min,
                      "max", (json_int_t)spec->max),
            "%s %s 建议 %lld%s（%lld—%lld）", width_pad(op->arena, spec->key, KEY_COLUMNS),
            width_pad(op->arena, spec->label, SETTING_COLUMNS), (long long)spec->suggested,
            unit_words(spec), (long long)spec->min, (long long)spec->max);
    }
    sheet_print(&sheet);
    return OK;
}

Status run_help(Op *op, Cli *cli)
{
    if (cli_has(cli, "--markdown"))
        return print_made(op, cli, help_markdown);
    help_all(op, cli->out);
    return OK;
}
