#include "web/people.h"

#include "base/text.h"
#include "charter/ruleset.h"
#include "store/rows_gen.h"
#include "web/listing.h"
#include "web/templates_gen.h"

typedef struct People {
    Visit *visit;
    TenureRowList tenures;
    bool may_fill; /* the viewer registers who holds a post */
} People;

/* ---- who holds a post ------------------------------------------------------------ */

static bool holds(const TenureRow *row, Day today)
{
    return day_compare(row->since, today) <= 0 &&
           (!day_given(row->until) || day_compare(today, row->until) <= 0);
}

static const char *tenure_words(const People *people, const TenureRow *row)
{
    Arena *arena = people->visit->op->arena;
    const char *name = names_person(&people->visit->place.names, arena, row->person);
    const char *since = day_chinese(arena, row->since);
    if (!day_given(row->until))
        return arena_printf(arena, "%s（%s起）", name, since);
    return arena_printf(arena, "%s（%s至%s）", name, since, day_chinese(arena, row->until));
}

/* Those who hold it today, or those who did or will. */
static const char *holders(const People *people, const char *post, bool today)
{
    Arena *arena = people->visit->op->arena;
    TextList names = { 0 };
    for (size_t i = 0; i < people->tenures.count; i++) {
        const TenureRow *row = &people->tenures.items[i];
        if (text_same(row->post, post) && holds(row, people->visit->place.today) == today)
            *LIST_ADD(arena, &names) = tenure_words(people, row);
    }
    return names.count == 0 ? "" : text_join(arena, &names, "、");
}

static bool role_held(const Ruleset *rules, const Role *role, const char *post)
{
    for (size_t i = 0; i < role->holders.seat_count; i++)
        if (ruleset_seat_holds(rules, &role->holders.seats[i], post))
            return true;
    return false;
}

static const char *roles_words(const People *people, const char *post)
{
    const Ruleset *rules = people->visit->place.names.rules;
    Arena *arena = people->visit->op->arena;
    TextList words = { 0 };
    for (size_t i = 0; i < rules->role_count; i++)
        if (role_held(rules, &rules->roles[i], post))
            *LIST_ADD(arena, &words) = rules->roles[i].title;
    return words.count == 0 ? "" : text_join(arena, &words, "、");
}

static Link vacancy_link(const People *people, const char *post)
{
    Visit *visit = people->visit;
    Url url = visit_act_url(visit, "post.fill", SUBJECT_CONFERENCE);
    if (!people->may_fill)
        return (Link){ NULL, URL_NONE };
    return (Link){ "登记任职", url_query(visit->op->arena, url, "post", post) };
}

static PeoplePost post_of(const People *people, const PostRow *row)
{
    const Names *names = &people->visit->place.names;
    PeoplePost out = { .title = row->title,
                       .body =
                           text_same(row->body, row->post) ? "" : names_unit(names, row->body),
                       .roles = roles_words(people, row->post),
                       .now = holders(people, row->post, true),
                       .once = holders(people, row->post, false) };
    if (!text_empty(out.now))
        return out;
    out.state = (SignWord){ SIGN_NEAR, "空缺" };
    out.act = vacancy_link(people, row->post);
    return out;
}

/* ---- posts, in the order of their roles ------------------------------------------ */

static const UnitRow *unit_of(const Names *names, const char *id)
{
    for (size_t i = 0; i < names->units.count; i++)
        if (text_same(names->units.items[i].unit, id))
            return &names->units.items[i];
    return NULL;
}

/* Of a unit that is no party's body: it is shown with its unit. */
static bool speaks_for_unit(const Visit *visit, const PostRow *row)
{
    const UnitRow *unit = unit_of(&visit->place.names, row->post);
    return unit != NULL && ruleset_body(visit->place.names.rules, row->post) == NULL;
}

static size_t rank_of(const Ruleset *rules, const char *post)
{
    for (size_t i = 0; i < rules->role_count; i++)
        if (role_held(rules, &rules->roles[i], post))
            return i;
    return rules->role_count;
}

static void posts_fill(const People *people, PeoplePostList *out)
{
    const Visit *visit = people->visit;
    const Ruleset *rules = visit->place.names.rules;
    const PostRowList *rows = &visit->place.names.posts;
    for (size_t rank = 0; rank <= rules->role_count; rank++)
        for (size_t i = 0; i < rows->count; i++)
            if (!speaks_for_unit(visit, &rows->items[i]) &&
                rank_of(rules, rows->items[i].post) == rank)
                *LIST_ADD(visit->op->arena, out) = post_of(people, &rows->items[i]);
}

/* ---- units ------------------------------------------------------------------------ */

static const char *member_words(const Visit *visit, const UnitRow *row)
{
    const Unit *charter = ruleset_unit(visit->place.names.rules, row->unit);
    if (!row->member)
        return "不是成员单位";
    return charter != NULL && charter->member ? "制度列明" : "后来增加";
}

static const PostRow *speaker_of(const Visit *visit, const char *unit)
{
    const PostRowList *rows = &visit->place.names.posts;
    for (size_t i = 0; i < rows->count; i++)
        if (text_same(rows->items[i].post, unit))
            return &rows->items[i];
    return NULL;
}

static void units_fill(const People *people, PeopleUnitList *out)
{
    const Visit *visit = people->visit;
    const UnitRowList *rows = &visit->place.names.units;
    for (size_t i = 0; i < rows->count; i++) {
        const UnitRow *row = &rows->items[i];
        const PostRow *speaker = speaker_of(visit, row->unit);
        PeopleUnit unit = { .name = row->name,
                            .member = member_words(visit, row),
                            .basis = listing_shown(row->basis) };
        if (ruleset_body(visit->place.names.rules, row->unit) != NULL)
            continue;
        unit.speaks = speaker != NULL ? post_of(people, speaker) : (PeoplePost){ .title = "" };
        *LIST_ADD(visit->op->arena, out) = unit;
    }
}

/* ---- people ----------------------------------------------------------------------- */

static bool holds_any(const People *people, int64_t person)
{
    for (size_t i = 0; i < people->tenures.count; i++)
        if (people->tenures.items[i].person == person &&
            holds(&people->tenures.items[i], people->visit->place.today))
            return true;
    return false;
}

/* Who held a post here before; people of other conferences are not ours. */
static bool held_once(const People *people, int64_t person)
{
    for (size_t i = 0; i < people->tenures.count; i++)
        if (people->tenures.items[i].person == person)
            return true;
    return false;
}

static void others_fill(const People *people, TextList *out)
{
    Visit *visit = people->visit;
    const PersonRowList *rows = &visit->place.names.people;
    for (size_t i = 0; i < rows->count; i++) {
        int64_t person = rows->items[i].number;
        if (!holds_any(people, person) && held_once(people, person))
            *LIST_ADD(visit->op->arena, out) =
                names_person(&visit->place.names, visit->op->arena, person);
    }
}

/* ---- acts ------------------------------------------------------------------------- */

static Status acts_load(People *people, PeoplePage *v)
{
    static const ActKind kinds[] = { ACT_POST_FILL, ACT_POST_VACATE, ACT_LIAISON_NAME,
                                     ACT_UNIT_ADD };
    Outlook outlook;
    TRY(outlook_institution(people->visit, kinds, sizeof kinds / sizeof *kinds, &outlook));
    v->acts = outlook.acts;
    v->closed = outlook.closed;
    for (size_t i = 0; i < v->acts.count; i++)
        people->may_fill = people->may_fill ||
                           text_same(v->acts.items[i].label, act_spec(ACT_POST_FILL)->label);
    return OK;
}

static size_t vacant_count(const PeoplePage *v)
{
    size_t vacant = 0;
    for (size_t i = 0; i < v->posts.count; i++)
        vacant += v->posts.items[i].state.sign == SIGN_NEAR;
    for (size_t i = 0; i < v->units.count; i++)
        vacant += v->units.items[i].speaks.state.sign == SIGN_NEAR;
    return vacant;
}

Status people_show(Visit *visit, HttpReply *reply)
{
    PeoplePage v = { .page = visit_page(visit, "单位与人员", NAV_PEOPLE),
                     .head = { .title = "单位与人员" } };
    People people = { .visit = visit };
    v.page.wide = true;
    TRY(tenure_rows_whole(visit->op, visit->place.db, visit->place.conference,
                          &people.tenures));
    TRY(acts_load(&people, &v));
    posts_fill(&people, &v.posts);
    units_fill(&people, &v.units);
    others_fill(&people, &v.others);
    size_t vacant = vacant_count(&v);
    v.head.note = arena_printf(
        visit->op->arena, "%zu个职务，%zu个单位，%s", visit->place.names.posts.count,
        v.units.count,
        vacant == 0 ? "都有人在任" : arena_printf(visit->op->arena, "空缺%zu个", vacant));
    HTML_PAGE(html, visit);
    tpl_people_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
