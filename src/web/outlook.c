#include "web/outlook.h"

#include <string.h>

#include "base/text.h"
#include "web/house_rules.h"

enum { WHO_SHOWN = 3 };

/* ---- who looks --------------------------------------------------------------- */

Capacity outlook_capacity(const Visit *visit)
{
    const Session *session = &visit->session;
    const PostRowList *posts = &visit->place.names.posts;
    for (size_t i = 0; i < posts->count; i++)
        if (text_same(posts->items[i].post, session->post))
            return (Capacity){ .post = posts->items[i].post,
                               .post_class = posts->items[i].post_class,
                               .title = posts->items[i].title,
                               .body = posts->items[i].body,
                               .person = session->person };
    return (Capacity){ .post = session->post,
                       .post_class = session->post,
                       .title = names_title(&visit->place.names, session->post),
                       .body = "" };
}

World outlook_world(const Visit *visit)
{
    return (World){ .db = visit->place.db,
                    .calendar = visit->place.calendar,
                    .charters = visit->web->charters,
                    .now = visit->place.now };
}

/* ---- days and sources -------------------------------------------------------- */

Url outlook_source_url(const Visit *visit, const char *source)
{
    static const char *const shown[] = { "条款 ", "释读 " };
    for (size_t i = 0; !text_empty(source) && i < sizeof shown / sizeof *shown; i++)
        if (text_starts(source, shown[i]))
            return visit_clause_url(visit, source + strlen(shown[i]));
    if (!text_empty(source) && text_starts(source, "通则 "))
        return house_rule_url(visit, arena_dup_n(visit->op->arena, source + strlen("通则 "),
                                                 strcspn(source + strlen("通则 "), "（")));
    if (!text_empty(source) && text_starts(source, "办公室设定"))
        return visit_list_url(visit, "settings");
    return URL_NONE;
}

static bool dormant(const Visit *visit, Day from)
{
    return day_given(from) && day_compare(visit->place.today, from) < 0;
}

SignWord outlook_sign(Light light)
{
    static const Sign signs[] = { SIGN_WAITING, SIGN_FINE, SIGN_NEAR, SIGN_LATE, SIGN_DONE };
    return (SignWord){ signs[light], light_word(light) };
}

SignWord outlook_light(const Visit *visit, Day from, Day due)
{
    Light light = dormant(visit, from) ? LIGHT_WAITING : light_of_day(&visit->place, due);
    if (!day_given(due) && light == LIGHT_FINE)
        return (SignWord){ SIGN_FINE, "待办" };
    return outlook_sign(light);
}

const char *outlook_days(const Visit *visit, Day from, Day due)
{
    Arena *arena = visit->op->arena;
    if (dormant(visit, from))
        return arena_printf(arena, "%s起办", day_chinese(arena, from));
    return day_given(due) ? light_days_words(arena, &visit->place, due) : "";
}

/* ---- whose turn -------------------------------------------------------------- */

static const char *turn_what(Arena *arena, Subject subject, const Turn *turn)
{
    if (subject_equal(subject, turn->subject) || turn->subject.number == 0)
        return turn->spec->label;
    /* 审定会议纪要M4, not 审定会议纪要会议纪要M4 */
    const char *noun = noun_word(turn->subject.noun);
    bool said = !text_empty(noun) && text_ends(turn->spec->label, noun);
    return arena_printf(arena, "%s%s", turn->spec->label,
                        said ? subject_code(arena, turn->subject)
                             : subject_title(arena, turn->subject));
}

static bool shown_already(const NextStepList *list, const char *who, const char *what)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_same(list->items[i].who, who) && text_same(list->items[i].what, what))
            return true;
    return false;
}

static Link turn_link(const Visit *visit, const Prospects *all, const Turn *turn)
{
    const Prospect *prospect = prospect_of(all, turn->spec->kind);
    bool elsewhere = !subject_equal(all->subject, turn->subject);
    if (!turn->mine || (!elsewhere && (prospect == NULL || prospect->sight != SIGHT_NOW)))
        return (Link){ NULL, URL_NONE };
    return (Link){ turn->spec->label, visit_act_url(visit, turn->spec->verb, turn->subject) };
}

static void next_add(const Visit *visit, const Prospects *all, const Turn *turn,
                     NextStepList *out)
{
    Arena *arena = visit->op->arena;
    const char *who = names_unit(&visit->place.names, turn->owner);
    const char *what = turn_what(arena, all->subject, turn);
    who = text_empty(turn->owner) ? turn->words : who;
    if (shown_already(out, who, what))
        return;
    *LIST_ADD(arena, out) = (NextStep){ .who = who,
                                        .what = what,
                                        .due = turn->due,
                                        .days = outlook_days(visit, turn->from, turn->due),
                                        .light = outlook_light(visit, turn->from, turn->due),
                                        .source = turn->source,
                                        .source_url = outlook_source_url(visit, turn->source),
                                        .act = turn_link(visit, all, turn),
                                        .mine = turn->mine && !dormant(visit, turn->from) };
}

/* 轮到旗发改委、旗税务局等4家报送进展; the viewer first. */
static const char *turn_words(const Visit *visit, const NextStepList *next)
{
    Arena *arena = visit->op->arena;
    TextList who = { 0 };
    size_t count = 0;
    if (next->count == 0 || next->items[0].light.sign == SIGN_WAITING)
        return NULL;
    const char *what = next->items[0].what;
    for (size_t i = 0; i < next->count; i++) {
        const NextStep *step = &next->items[i];
        if (step->mine)
            return arena_printf(arena, "轮到您%s", step->what);
        if (!text_same(step->what, what))
            continue;
        if (count++ < WHO_SHOWN)
            *LIST_ADD(arena, &who) = step->who;
    }
    return arena_printf(arena, "轮到%s%s%s", text_join(arena, &who, "、"),
                        count > WHO_SHOWN ? arena_printf(arena, "等%zu家", count) : "", what);
}

/* ---- acts -------------------------------------------------------------------- */

static bool takes_away(const ActSpec *spec)
{
    static const char *const endings[] = {
        ".withdraw", ".return", ".decline",         ".cancel", ".void",
        ".reopen",   ".defer",  ".retract-consent", ".object", ".hand-back"
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends(spec->verb, endings[i]))
            return true;
    return false;
}

static ActButton button_of(const Visit *visit, Subject subject, const Prospect *prospect)
{
    bool reason = prospect->verdict.kind == VERDICT_NEEDS_REASON;
    return (ActButton){ .label = prospect->spec->label,
                        .url = visit_act_url(visit, prospect->spec->verb, subject),
                        .warn = takes_away(prospect->spec),
                        .note = reason ? "需要写明理由" : NULL };
}

static bool button_listed(const ActButtonList *list, const char *label)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_same(list->items[i].label, label))
            return true;
    return false;
}

static ClosedAct closed_of(const Visit *visit, const Prospect *prospect)
{
    return (ClosedAct){ .label = prospect->spec->label,
                        .waiting = prospect->verdict.kind == VERDICT_WAITING,
                        .why = prospect->verdict.why,
                        .remedy = prospect->verdict.remedy,
                        .source = prospect->source,
                        .source_url = outlook_source_url(visit, prospect->source) };
}

/* Who enters what others signed on paper: the office. */
static bool enters_for_others(const Visit *visit)
{
    const Rule *daily = ruleset_rule(visit->place.names.rules, "daily-work.by");
    const char *post = visit->session.post;
    if (daily == NULL || daily->value->kind != VALUE_ACTOR)
        return text_same(post, "office");
    for (size_t i = 0; i < daily->value->actor.seat_count; i++)
        if (ruleset_seat_holds(visit->place.names.rules, &daily->value->actor.seats[i], post))
            return true;
    return false;
}

/* The post by which the owner of a duty acts; NULL: none is registered. */
static const char *post_of(const Visit *visit, const char *owner)
{
    const PostRowList *posts = &visit->place.names.posts;
    const Unit *unit = ruleset_unit(visit->place.names.rules, owner);
    const Body *body = ruleset_body(visit->place.names.rules, owner);
    const char *through = unit != NULL   ? unit->speaks_through
                          : body != NULL ? body->speaks_through
                                         : owner;
    for (size_t i = 0; i < posts->count; i++)
        if (text_same(posts->items[i].post, through))
            return posts->items[i].post;
    return NULL;
}

/* One button for each who owes it now, the form then knows on whose behalf. */
static void behalf_add(const Visit *visit, const Prospects *all, const Prospect *prospect,
                       Outlook *out)
{
    Arena *arena = visit->op->arena;
    ActButton button = button_of(visit, all->subject, prospect);
    size_t before = out->behalf.count;
    for (size_t i = 0; i < all->turns.count; i++) {
        const Turn *turn = &all->turns.items[i];
        const char *post = post_of(visit, turn->owner);
        if (turn->spec != prospect->spec || post == NULL ||
            !subject_equal(turn->subject, all->subject))
            continue;
        ActButton one = button;
        one.label = arena_printf(arena, "代%s%s", names_unit(&visit->place.names, turn->owner),
                                 button.label);
        one.url = url_query(arena, button.url, "_for", post);
        if (!button_listed(&out->behalf, one.label))
            *LIST_ADD(arena, &out->behalf) = one;
    }
    if (out->behalf.count == before)
        *LIST_ADD(arena, &out->behalf) = button;
}

static void act_add(const Visit *visit, const Prospects *all, const Prospect *prospect,
                    Outlook *out)
{
    Subject subject = all->subject;
    Arena *arena = visit->op->arena;
    if (prospect->sight == SIGHT_NOW)
        *LIST_ADD(arena, &out->acts) = button_of(visit, subject, prospect);
    else if (prospect->sight == SIGHT_LATER && prospect->others && enters_for_others(visit))
        behalf_add(visit, all, prospect, out);
    if (prospect->sight == SIGHT_LATER)
        *LIST_ADD(arena, &out->closed) = closed_of(visit, prospect);
}

/* The act owed by the viewer, else the one whose turn it is, where the viewer
 * may do it without more ado. */
static const Prospect *main_of(const Prospects *all)
{
    for (size_t i = 0; i < all->turns.count; i++) {
        const Prospect *owed = prospect_of(all, all->turns.items[i].spec->kind);
        if (owed != NULL && owed->owed && owed->sight == SIGHT_NOW)
            return owed;
    }
    for (size_t i = 0; i < all->turns.count; i++) {
        const Prospect *next = prospect_of(all, all->turns.items[i].spec->kind);
        if (next != NULL && next->verdict.kind == VERDICT_ALLOWED &&
            subject_equal(all->turns.items[i].subject, all->subject))
            return next;
    }
    return NULL;
}

static void main_mark(const Visit *visit, const Prospects *all, Outlook *out)
{
    const Prospect *prospect = main_of(all);
    if (prospect == NULL)
        return;
    out->main = (Link){ prospect->spec->label,
                        visit_act_url(visit, prospect->spec->verb, all->subject) };
    for (size_t i = 0; i < out->acts.count; i++)
        if (text_same(out->acts.items[i].label, prospect->spec->label))
            out->acts.items[i].main = true;
}

/* ---- all together ------------------------------------------------------------ */

static Status prospects_of(Visit *visit, Subject subject, Noun makes, Prospects *out)
{
    World world = outlook_world(visit);
    Capacity capacity = outlook_capacity(visit);
    return prospects_load(visit->op, &world, visit->place.conference, &capacity, subject, makes,
                          out);
}

Status outlook_of(Visit *visit, Subject subject, Outlook *out)
{
    Prospects all;
    *out = (Outlook){ .turn = NULL };
    TRY(prospects_of(visit, subject, NOUN_NONE, &all));
    for (size_t i = 0; i < all.turns.count; i++)
        next_add(visit, &all, &all.turns.items[i], &out->next);
    for (size_t i = 0; i < all.acts.count; i++)
        act_add(visit, &all, &all.acts.items[i], out);
    out->turn = turn_words(visit, &out->next);
    main_mark(visit, &all, out);
    return OK;
}

Status outlook_begin(Visit *visit, Noun makes, Link *out)
{
    Prospects all;
    *out = (Link){ NULL, URL_NONE };
    TRY(prospects_of(visit, SUBJECT_CONFERENCE, makes, &all));
    for (size_t i = 0; i < all.acts.count && out->text == NULL; i++)
        if (all.acts.items[i].sight == SIGHT_NOW)
            *out = (Link){ all.acts.items[i].spec->label,
                           visit_act_url(visit, all.acts.items[i].spec->verb,
                                         SUBJECT_CONFERENCE) };
    return OK;
}

Status outlook_institution(Visit *visit, const ActKind *kinds, size_t count, Outlook *out)
{
    Prospects all;
    *out = (Outlook){ .turn = NULL };
    TRY(prospects_of(visit, SUBJECT_CONFERENCE, NOUN_NONE, &all));
    for (size_t i = 0; i < count; i++) {
        const Prospect *prospect = prospect_of(&all, kinds[i]);
        if (prospect != NULL)
            act_add(visit, &all, prospect, out);
    }
    return OK;
}

void outlook_head(const Outlook *outlook, PageHead *head)
{
    head->turn = outlook->turn;
    head->main = outlook->main;
}
