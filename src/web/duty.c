#include "web/duty.h"

#include "actions/light.h"
#include "actions/moves.h"
#include "base/text.h"
#include "web/listing.h"
#include "web/templates_gen.h"

enum { ABOUT_CHARACTERS = 50 };

/* ---- one duty ------------------------------------------------------------------ */

Subject duty_subject(const DutyLineRow *row)
{
    return (Subject){ noun_find(row->noun), row->subject };
}

static bool ended(const DutyLineRow *row)
{
    return text_same(row->standing, "ended");
}

static SignWord light_of(const Visit *visit, const DutyLineRow *row)
{
    const DutyRow duty = { .state = row->state, .due = row->due, .ended_on = row->ended_on };
    if (!ended(row))
        return outlook_light(visit, row->from_day, row->due);
    return (SignWord){ text_same(row->state, "excused") ? SIGN_NONE : SIGN_DONE,
                       duty_standing_word(duty_standing(&duty, visit->place.today)) };
}

static const char *days_of(const Visit *visit, const DutyLineRow *row)
{
    Arena *arena = visit->op->arena;
    if (!ended(row))
        return outlook_days(visit, row->from_day, row->due);
    return day_given(row->ended_on)
               ? arena_printf(arena, "%s办结", listing_day(visit, row->ended_on))
               : "";
}

/* A day that comes with the thing itself (the due day of a decision) needs no
 * source of its own. */
static const char *due_source_of(Arena *arena, const DutyLineRow *row, const char *source)
{
    const char *due = tell_source_kept(arena, row->due_kind, row->due_ref);
    bool own = text_same(row->due_kind, source_kind_word(SOURCE_ORDER));
    return day_given(row->due) && !own && !text_same(due, source) ? due : "";
}

DutyLine duty_line_of(const Visit *visit, const DutyLineRow *row)
{
    Arena *arena = visit->op->arena;
    const ActSpec *spec = act_find(row->verb);
    Subject subject = duty_subject(row);
    const char *source = tell_source_kept(arena, row->source_kind, row->source_ref);
    return (DutyLine){ .what = spec != NULL ? spec->label : row->verb,
                       .subject = subject.number > 0 ? subject_title(arena, subject) : "",
                       .about = listing_cut(arena, listing_shown(row->title), ABOUT_CHARACTERS),
                       .about_url =
                           subject.number > 0 ? visit_subject_url(visit, subject) : URL_NONE,
                       .owner = names_unit(&visit->place.names, row->owner),
                       .light = light_of(visit, row),
                       .due = row->due,
                       .days = days_of(visit, row),
                       .source = source,
                       .source_url = outlook_source_url(visit, source),
                       .due_source = due_source_of(arena, row, source) };
}

/* ---- the list ------------------------------------------------------------------ */

static const ListingChoice groups[] = { { "overdue", "逾期" },
                                        { "near", "临期" },
                                        { "open", "待办" },
                                        { "later", "以后要办" },
                                        { "ended", "已办结" } };

typedef struct Asked {
    const char *owner, *group, *noun;
    int64_t page;
} Asked;

static bool is_unit(const Names *names, const char *post)
{
    for (size_t i = 0; i < names->units.count; i++)
        if (text_same(names->units.items[i].unit, post))
            return true;
    return false;
}

/* Units, then the posts that are none. */
static const char *owner_read(const Listing *listing)
{
    const Names *names = &listing->visit->place.names;
    Arena *arena = listing->visit->op->arena;
    ListingChoiceList owners = { 0 };
    for (size_t i = 0; i < names->units.count; i++)
        *LIST_ADD(arena, &owners) =
            (ListingChoice){ names->units.items[i].unit, names->units.items[i].name };
    for (size_t i = 0; i < names->posts.count; i++)
        if (!is_unit(names, names->posts.items[i].post))
            *LIST_ADD(arena, &owners) =
                (ListingChoice){ names->posts.items[i].post, names->posts.items[i].title };
    return listing_choose(listing, "owner", "由谁办", "全部", &owners);
}

static const char *noun_read(const Listing *listing)
{
    static const Noun nouns[] = { NOUN_CONFERENCE, NOUN_TOPIC,   NOUN_CONSULTATION,
                                  NOUN_MEETING,    NOUN_MINUTES, NOUN_DECISION,
                                  NOUN_INSPECTION, NOUN_NEWS };
    ListingChoiceList choices = { 0 };
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        *LIST_ADD(listing->visit->op->arena, &choices) =
            (ListingChoice){ noun_name(nouns[i]), noun_word(nouns[i]) };
    return listing_choose(listing, "about", "关于", "全部事项", &choices);
}

static Asked asked_read(const Listing *listing)
{
    ListingChoiceList choices = { 0 };
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        *LIST_ADD(listing->visit->op->arena, &choices) = groups[i];
    Asked asked = { .page = listing_page(listing->visit) };
    asked.group = listing_choose(listing, "group", "时限", "全部未办结的", &choices);
    asked.owner = owner_read(listing);
    asked.noun = noun_read(listing);
    return asked;
}

static int64_t group_amount(const DutyGroupRowList *rows, const char *group)
{
    for (size_t i = 0; i < rows->count; i++)
        if (text_same(rows->items[i].standing, group))
            return rows->items[i].amount;
    return 0;
}

/* How many are asked for, and what to say of all of them. */
static Status count_load(Visit *visit, const Asked *asked, Day near, int64_t *count,
                         const char **words)
{
    DutyGroupRowList rows = { 0 };
    const Place *place = &visit->place;
    TRY(sql_duty_groups(visit->op, place->db, place->conference, asked->owner, asked->group,
                        asked->noun, place->today, near, &rows));
    int64_t overdue = group_amount(&rows, "overdue"), soon = group_amount(&rows, "near");
    int64_t later = group_amount(&rows, "later");
    int64_t open = overdue + soon + group_amount(&rows, "open") + later;
    *count = asked->group == NULL ? open : group_amount(&rows, asked->group);
    *words = arena_printf(visit->op->arena, "%s未办结%lld件，其中逾期%lld件，临期%lld件",
                          asked->group == NULL ? ""
                                               : arena_printf(visit->op->arena, "列出%lld件；",
                                                              (long long)*count),
                          (long long)open, (long long)overdue, (long long)soon);
    return OK;
}

static Status lines_load(Visit *visit, const Asked *asked, Day near, DutyLineList *out)
{
    DutyLineRowList rows = { 0 };
    const Place *place = &visit->place;
    TRY(sql_duty_lines(visit->op, place->db, place->conference, asked->owner, NULL,
                       asked->group, asked->noun, place->today, near, LISTING_ROWS,
                       (asked->page - 1) * LISTING_ROWS, &rows));
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(visit->op->arena, out) = duty_line_of(visit, &rows.items[i]);
    return OK;
}

Status duties_show(Visit *visit, HttpReply *reply)
{
    DutiesPage v = {
        .page = visit_page(visit, "应办事项", NAV_DUTIES),
        .head = { .title = "应办事项",
                  .note = "制度、释读和办公室设定要求的事，谁办，什么时候办，依据哪"
                          "一条。" },
        .filters = { .url = visit_list_url(visit, "duties") },
        .empty = { .what = "现在没有应办的事。",
                   .how = "议题、会议、议定事项往前走，应办的事会自动列到这里。" }
    };
    Listing listing = { visit, &v.filters };
    int64_t count;
    Day near = light_near_until(&visit->place);
    v.page.wide = true;
    Asked asked = asked_read(&listing);
    TRY(count_load(visit, &asked, near, &count, &v.filters.found));
    asked.page = listing_page_within(asked.page, count);
    TRY(lines_load(visit, &asked, near, &v.lines));
    v.pager = listing_pager(&listing, asked.page, count);
    HTML_PAGE(html, visit);
    tpl_duties_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
