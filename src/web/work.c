#include "web/work.h"

#include <stdlib.h>

#include "actions/light.h"
#include "base/text.h"
#include "charter/ruleset.h"
#include "desk/desk.h"
#include "web/listing.h"
#include "web/templates_gen.h"

enum {
    MINE_MAX = 200,  /* duties of one owner that are looked at */
    JUDGED_MAX = 30, /* cards whose act is asked for before it is offered */
    OTHERS_MAX = 20,
    LATELY_MAX = 8,
    DRAFTS_SHOWN = 20,
};

/* ---- whose duties ---------------------------------------------------------------- */

static void owner_add(Arena *arena, TextList *owners, const char *owner)
{
    for (size_t i = 0; i < owners->count; i++)
        if (text_same(owners->items[i], owner))
            return;
    if (!text_empty(owner))
        *LIST_ADD(arena, owners) = owner;
}

/* The post itself, the body it belongs to, the units that speak through it. */
static TextList owners_of(const Visit *visit)
{
    const Ruleset *rules = visit->place.names.rules;
    Capacity capacity = outlook_capacity(visit);
    TextList owners = { 0 };
    owner_add(visit->op->arena, &owners, capacity.post);
    owner_add(visit->op->arena, &owners, capacity.body);
    for (size_t i = 0; i < rules->unit_count; i++)
        if (text_same(rules->units[i].speaks_through, capacity.post))
            owner_add(visit->op->arena, &owners, rules->units[i].id);
    return owners;
}

static bool is_mine(const TextList *owners, const char *owner)
{
    for (size_t i = 0; i < owners->count; i++)
        if (text_same(owners->items[i], owner))
            return true;
    return false;
}

/* ---- my duties ------------------------------------------------------------------- */

/* A duty with a day before one without, the nearest first. */
static int by_due(const void *a, const void *b)
{
    const DutyLineRow *x = a, *y = b;
    if (day_given(x->due) != day_given(y->due))
        return day_given(x->due) ? -1 : 1;
    int order = day_given(x->due) ? day_compare(x->due, y->due) : 0;
    return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static bool same_duty(const DutyLineRow *a, const DutyLineRow *b)
{
    return text_same(a->verb, b->verb) && text_same(a->noun, b->noun) &&
           a->subject == b->subject && text_same(a->owner, b->owner);
}

static bool listed(const DutyLineRowList *rows, const DutyLineRow *row)
{
    for (size_t i = 0; i < rows->count; i++)
        if (same_duty(&rows->items[i], row))
            return true;
    return false;
}

/* One report does for two that are owed: the earlier stands for both. */
static Status mine_load(Visit *visit, const TextList *owners, Day near, DutyLineRowList *out)
{
    const Place *place = &visit->place;
    DutyLineRowList all = { 0 };
    for (size_t i = 0; i < owners->count; i++) {
        DutyLineRowList rows = { 0 };
        TRY(sql_duty_lines(visit->op, place->db, place->conference, owners->items[i], NULL,
                           NULL, NULL, place->today, near, MINE_MAX, 0, &rows));
        for (size_t k = 0; k < rows.count; k++)
            *LIST_ADD(visit->op->arena, &all) = rows.items[k];
    }
    if (all.count > 0)
        qsort(all.items, all.count, sizeof *all.items, by_due);
    for (size_t i = 0; i < all.count; i++)
        if (!listed(out, &all.items[i]))
            *LIST_ADD(visit->op->arena, out) = all.items[i];
    return OK;
}

/* The button, where the act can be done now; else why it can't yet. Missed:
 * what it is about has gone on, it can't be done any more. */
static Status act_offer(Visit *visit, const DutyLineRow *row, DutyCard *card, bool *missed)
{
    World world = outlook_world(visit);
    Capacity capacity = outlook_capacity(visit);
    const ActSpec *spec = act_find(row->verb);
    Subject subject = duty_subject(row);
    Prospect prospect;
    if (spec == NULL)
        return OK;
    TRY(prospect_load(visit->op, &world, visit->place.conference, &capacity, subject, spec,
                      &prospect));
    *missed = prospect.sight == SIGHT_PAST;
    if (prospect.sight == SIGHT_NOW)
        card->act = (Link){ spec->label, visit_act_url(visit, spec->verb, subject) };
    else
        card->note = arena_printf(visit->op->arena, "%s%s", prospect.verdict.why,
                                  listing_shown(prospect.verdict.remedy));
    return OK;
}

static DutyCard card_of(const Visit *visit, const DutyLineRow *row)
{
    Arena *arena = visit->op->arena;
    DutyLine line = duty_line_of(visit, row);
    const char *about = text_empty(line.about)
                            ? line.subject
                            : arena_printf(arena, "%s：%s", line.subject, line.about);
    return (DutyCard){ .what = line.what,
                       .about = text_empty(line.subject) ? NULL : about,
                       .about_url = line.about_url,
                       .due = line.due,
                       .days = line.days,
                       .light = line.light,
                       .source = line.source,
                       .source_url = line.source_url,
                       .due_source = line.due_source,
                       .owner =
                           text_same(row->owner, visit->session.post) ? NULL : line.owner };
}

static DutyCardList *group_of(WorkPage *v, const DutyLineRow *row, bool missed)
{
    if (missed)
        return &v->missed;
    if (text_same(row->standing, "later"))
        return &v->later;
    return day_given(row->due) ? &v->due : &v->undated;
}

static Status cards_fill(Visit *visit, const DutyLineRowList *rows, WorkPage *v)
{
    for (size_t i = 0; i < rows->count; i++) {
        const DutyLineRow *row = &rows->items[i];
        DutyCard card = card_of(visit, row);
        bool missed = false;
        if (i < JUDGED_MAX && !text_same(row->standing, "later"))
            TRY(act_offer(visit, row, &card, &missed));
        *LIST_ADD(visit->op->arena, group_of(v, row, missed)) = card;
    }
    return OK;
}

/* ---- in one sentence ------------------------------------------------------------- */

static size_t late_count(const DutyCardList *cards)
{
    size_t late = 0;
    for (size_t i = 0; i < cards->count; i++)
        late += cards->items[i].light.sign == SIGN_LATE;
    return late;
}

/* The most pressing of what can be done at once. */
static void main_mark(DutyCardList *cards)
{
    for (size_t i = 0; i < cards->count; i++)
        if (url_given(cards->items[i].act.url)) {
            cards->items[i].main = true;
            return;
        }
}

static void head_fill(const Visit *visit, WorkPage *v)
{
    Arena *arena = visit->op->arena;
    size_t late = late_count(&v->due), due = v->due.count + v->undated.count;
    if (due == 0) {
        v->head.state = (SignWord){ SIGN_DONE, "现在没有要您办的事" };
        return;
    }
    v->head.state = late > 0 ? (SignWord){ SIGN_LATE, arena_printf(arena, "逾期%zu件", late) }
                             : (SignWord){ SIGN_FINE, "没有逾期" };
    v->head.turn = arena_printf(arena, "要您办%zu件", due);
    if (late < v->due.count)
        v->head.turn = arena_printf(arena, "%s，%s%s到期", v->head.turn,
                                    late > 0 ? "其余最近的" : "最近的一件",
                                    day_chinese_weekday(arena, v->due.items[late].due));
}

/* ---- others, drafts, what happened ------------------------------------------------ */

static Status others_load(Visit *visit, const TextList *owners, Day near, WorkPage *v)
{
    const Place *place = &visit->place;
    DutyLineRowList rows = { 0 };
    TRY(sql_duty_lines(visit->op, place->db, place->conference, NULL, visit->session.post, NULL,
                       NULL, place->today, near, MINE_MAX, 0, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const DutyLineRow *row = &rows.items[i];
        if (is_mine(owners, row->owner) || text_same(row->standing, "later"))
            continue;
        if (v->others.count == OTHERS_MAX) {
            v->others_all = visit_list_url(visit, "duties");
            break;
        }
        *LIST_ADD(visit->op->arena, &v->others) = duty_line_of(visit, row);
    }
    return OK;
}

static const char *draft_about(Arena *arena, const Draft *draft)
{
    const ActSpec *spec = act_find(draft->verb);
    Subject subject;
    if (spec == NULL || text_empty(draft->subject) ||
        !subject_parse(draft->subject, spec->on, &subject))
        return "";
    return subject_title(arena, subject);
}

static Status drafts_load(Visit *visit, WorkDraftList *out)
{
    Arena *arena = visit->op->arena;
    DraftList drafts = { 0 };
    TRY(desk_drafts(visit->op, visit->place.db, visit->session.account, visit->place.conference,
                    &drafts));
    for (size_t i = 0; i < drafts.count && i < DRAFTS_SHOWN; i++) {
        const Draft *draft = &drafts.items[i];
        const ActSpec *spec = act_find(draft->verb);
        Url url = url_of(arena, "/c/{}/do/{}", visit->place.code, draft->verb);
        if (!text_empty(draft->subject))
            url =
                url_of(arena, "/c/{}/do/{}/{}", visit->place.code, draft->verb, draft->subject);
        *LIST_ADD(arena, out) = (WorkDraft){ .what = spec != NULL ? spec->label : draft->verb,
                                             .about = draft_about(arena, draft),
                                             .summary = draft->summary,
                                             .url = url,
                                             .saved = draft->saved_at };
    }
    return OK;
}

static WorkEvent event_of(const Visit *visit, const HistoryLine *line)
{
    Arena *arena = visit->op->arena;
    Subject subject = line->about.count > 0 ? line->about.items[0] : SUBJECT_NONE;
    return (WorkEvent){ .at = line->recorded_at,
                        .who = line->actor,
                        .what = line->text,
                        .about = { subject.number > 0 ? subject_title(arena, subject) : NULL,
                                   subject.number > 0 ? visit_subject_url(visit, subject)
                                                      : URL_NONE } };
}

static Status lately_load(Visit *visit, WorkEventList *out)
{
    HistoryLineList lines;
    TRY(history_latest(visit->op, &visit->place.names, LATELY_MAX, &lines));
    for (size_t i = 0; i < lines.count; i++)
        *LIST_ADD(visit->op->arena, out) = event_of(visit, &lines.items[i]);
    return OK;
}

static Status begin_load(Visit *visit, ActButtonList *out)
{
    World world = outlook_world(visit);
    Capacity capacity = outlook_capacity(visit);
    Prospects all;
    TRY(prospects_load(visit->op, &world, visit->place.conference, &capacity,
                       SUBJECT_CONFERENCE, NOUN_NONE, &all));
    for (size_t i = 0; i < all.acts.count; i++) {
        const Prospect *act = &all.acts.items[i];
        if (act->sight == SIGHT_NOW && act->spec->makes != NOUN_NONE)
            *LIST_ADD(visit->op->arena, out) =
                (ActButton){ .label = act->spec->label,
                             .url = visit_act_url(visit, act->spec->verb, SUBJECT_CONFERENCE) };
    }
    return OK;
}

Status work_show(Visit *visit, HttpReply *reply)
{
    WorkPage v = { .page = visit_page(visit, "我的工作", NAV_WORK),
                   .head = { .title = "我的工作" },
                   .empty = { .what = "现在没有要您办的事。",
                              .how =
                                  "轮到您办的事会自动列到这里，写明哪天到期、依据哪一条。" } };
    TextList owners = owners_of(visit);
    DutyLineRowList mine = { 0 };
    Day near = light_near_until(&visit->place);
    TRY(mine_load(visit, &owners, near, &mine));
    TRY(cards_fill(visit, &mine, &v));
    TRY(others_load(visit, &owners, near, &v));
    TRY(drafts_load(visit, &v.drafts));
    TRY(begin_load(visit, &v.begin));
    TRY(lately_load(visit, &v.lately));
    head_fill(visit, &v);
    main_mark(&v.due);
    HTML_PAGE(html, visit);
    tpl_work_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
