#include <stdlib.h>
#include <string.h>

#include "actions/inquiry.h"
#include "actions/light.h"
#include "cli/args.h"
#include "cli/place.h"
#include "cli/runs.h"
#include "cli/sheet.h"
#include "cli/width.h"

enum { DUTY_COLUMNS = 30 };

static const PostRow *post_of(const Place *place, const char *post)
{
    for (size_t i = 0; i < place->names.posts.count; i++)
        if (text_same(place->names.posts.items[i].post, post))
            return &place->names.posts.items[i];
    return NULL;
}

/* A post sees its own duties and those of the body or unit it belongs to. */
static Status duties_read(Op *op, const Place *place, const char *post, bool all,
                          DutyRowList *out)
{
    const PostRow *row = post_of(place, post);
    DutyQuestion question = { .owner = post, .ended_too = all };
    if (row == NULL)
        return op_fail(op, INVALID, "没有“%s”这个职务；全部职务见 lianxi list posts。",
                       args_shown(op->arena, post));
    TRY(inquire_duties(op, place->db, place->conference, &question, out));
    if (text_empty(row->body) || text_same(row->body, post))
        return OK;
    question.owner = row->body;
    return inquire_duties(op, place->db, place->conference, &question, out);
}

static int by_due(const void *a, const void *b)
{
    const DutyRow *x = a, *y = b;
    bool x_given = day_given(x->due), y_given = day_given(y->due);
    if (x_given != y_given)
        return x_given ? -1 : 1;
    int order = x_given ? day_compare(x->due, y->due) : 0;
    return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static const char *label_of(const DutyRow *duty)
{
    const ActSpec *spec = act_find(duty->verb);
    return spec != NULL ? spec->label : duty->verb;
}

static const char *when_words(Arena *arena, const Place *place, const DutyRow *duty)
{
    if (day_given(duty->ended_on))
        return arena_printf(arena, "%s办结", day_chinese(arena, duty->ended_on));
    if (day_given(duty->from_day) && day_compare(place->today, duty->from_day) < 0)
        return arena_printf(arena, "%s起办", day_chinese(arena, duty->from_day));
    if (!day_given(duty->due))
        return "未定日期";
    return arena_printf(arena, "%s前，%s", day_chinese(arena, duty->due),
                        light_days_words(arena, place, duty->due));
}

static const char *mark_words(Arena *arena, const Place *place, const DutyRow *duty)
{
    DutyStanding standing = duty_standing(duty, place->today);
    if (standing == DUTY_OPEN && day_given(duty->from_day) &&
        day_compare(place->today, duty->from_day) < 0)
        return arena_printf(arena, "%s %s", light_sign(LIGHT_WAITING),
                            light_word(LIGHT_WAITING));
    if (standing == DUTY_OPEN || standing == DUTY_MISSING) {
        Light light = light_of_day(place, duty->due);
        return arena_printf(arena, "%s %s", light_sign(light), light_word(light));
    }
    return arena_printf(arena, "%s %s", light_sign(LIGHT_CLOSED), duty_standing_word(standing));
}

static const char *source_words(Arena *arena, const DutyRow *duty)
{
    const char *source = tell_source_kept(arena, duty->source_kind, duty->source_ref);
    const char *due = tell_source_kept(arena, duty->due_kind, duty->due_ref);
    if (!day_given(duty->due) || text_same(source, due))
        return source;
    return arena_printf(arena, "%s；期限依据%s", source, due);
}

static json_t *duty_json(Arena *arena, const Place *place, const DutyRow *duty,
                         const char *subject)
{
    return json_pack("{s: I, s: s, s: s, s: s, s: s, s: o, s: o, s: s, s: s, s: s, s: s, s: o}",
                     "number", (json_int_t)duty->number, "owner", duty->owner, "verb",
                     duty->verb, "label", label_of(duty), "subject", subject, "due",
                     sheet_json_day(arena, duty->due), "from",
                     sheet_json_day(arena, duty->from_day), "standing",
                     duty_standing_name(duty_standing(duty, place->today)), "light",
                     light_name(light_of_day(place, duty->due)), "source",
                     tell_source_kept(arena, duty->source_kind, duty->source_ref), "due-source",
                     tell_source_kept(arena, duty->due_kind, duty->due_ref), "ended",
                     sheet_json_day(arena, duty->ended_on));
}

static void duty_add(Sheet *sheet, const Place *place, const DutyRow *duty)
{
    Arena *arena = sheet->op->arena;
    Subject subject = { .noun = noun_find(duty->noun), .number = duty->subject };
    const char *code = subject_code(arena, subject);
    const char *what = arena_printf(arena, "%s %s", label_of(duty), code);
    sheet_item(sheet, "duties", duty_json(arena, place, duty, code), "%s  %s %s（%s）",
               width_pad(arena, mark_words(arena, place, duty), 8),
               width_pad(arena, what, DUTY_COLUMNS), when_words(arena, place, duty),
               source_words(arena, duty));
}

static const char *post_asked(const Op *op, const Cli *cli)
{
    const char *as = cli_option(cli, "--as");
    const char *slash = as != NULL ? strchr(as, '/') : NULL;
    return slash == NULL ? as : arena_dup_n(op->arena, as, (size_t)(slash - as));
}

Status run_todo(Op *op, Cli *cli)
{
    Place place;
    DutyRowList duties = { 0 };
    const char *post = post_asked(op, cli);
    DB_SCOPE(db);
    SHEET(sheet, op, cli);
    if (post == NULL)
        return op_fail(op, INVALID, "要用 --as 写明哪个职务，如 --as office。");
    TRY(place_read(op, cli, &db));
    DB_TX(snapshot, db);
    TRY(db_tx_begin_snapshot(op, &snapshot));
    TRY(place_load(op, cli, db, &place));
    TRY(duties_read(op, &place, post, cli_has(cli, "--all"), &duties));
    if (duties.count > 0)
        qsort(duties.items, duties.count, sizeof *duties.items, by_due);
    sheet_set(&sheet, "post", json_string(post));
    sheet_set(&sheet, "day", sheet_json_day(op->arena, place.today));
    sheet_list(&sheet, "duties");
    sheet_line(&sheet, "%s（%s） %s", names_title(&place.names, post), post,
               place_day_words(op->arena, &place));
    for (size_t i = 0; i < duties.count; i++)
        duty_add(&sheet, &place, &duties.items[i]);
    if (duties.count == 0)
        sheet_line(&sheet, "没有要办的。");
    sheet_print(&sheet);
    return OK;
}
