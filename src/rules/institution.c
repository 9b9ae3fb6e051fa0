/* Founding, people, posts, settings: the institution itself. */
#include "base/text.h"
#include "rules/frequency.h"
#include "rules/nouns.h"

static int64_t seats_given(const ConferenceFound *f, const char *post)
{
    for (size_t i = 0; i < f->seats.count; i++)
        if (text_same(f->seats.items[i].post, post))
            return f->seats.items[i].count;
    return 0;
}

static void post_resolve(Judgement *j, const char *id, const Post *post, const char *title)
{
    resolve(j, arena_printf(j->op->arena, "post.%s", id),
            arena_printf(j->op->arena, "%s|%s|%s", post->id, title,
                         post->of != NULL ? post->of : ""));
}

/* A post with many seats is founded as ID-1 … ID-n. */
static void posts_resolve(Judgement *j, const Ruleset *charter, const ConferenceFound *f)
{
    for (size_t i = 0; i < charter->post_count; i++) {
        const Post *post = &charter->posts[i];
        int64_t count = post->count > 0 ? post->count : seats_given(f, post->id);
        if (!post->many) {
            post_resolve(j, post->id, post, post->title);
            continue;
        }
        if (count == 0)
            refuse(j, house_source(HOUSE_FOUNDING),
                   arena_printf(j->op->arena, "在席位数（seats）里写明“%s | 人数”。", post->id),
                   "制度没有写明“%s”的人数，建立时要定下席位。", post->title);
        for (int64_t n = 1; n <= count; n++)
            post_resolve(j, arena_printf(j->op->arena, "%s-%lld", post->id, (long long)n), post,
                         arena_printf(j->op->arena, "%s（%lld）", post->title, (long long)n));
    }
}

static void seats_check(Judgement *j, const Ruleset *charter, const ConferenceFound *f)
{
    for (size_t i = 0; i < f->seats.count; i++) {
        const Post *post = ruleset_post(charter, f->seats.items[i].post);
        if (post == NULL || !post->many)
            refuse(j, house_source(HOUSE_FOUNDING), "只给制度里可有多人的职务定席位数。",
                   "“%s”不是制度里可有多人的职务。", f->seats.items[i].post);
    }
}

static bool post_alone(const Ruleset *charter, const Post *post)
{
    return post->of == NULL && !post->many && !post->of_unit &&
           ruleset_unit(charter, post->id) == NULL && ruleset_body(charter, post->id) == NULL;
}

/* Bodies can lead a decision like units, and so can posts that belong to
 * none: they stand among the units. */
static void units_resolve(Judgement *j, const Ruleset *charter)
{
    for (size_t i = 0; i < charter->unit_count; i++)
        resolve(j, arena_printf(j->op->arena, "unit.%s", charter->units[i].id),
                arena_printf(j->op->arena, "%s|%s",
                             charter->units[i].member ? "member" : "other",
                             charter->units[i].title));
    for (size_t i = 0; i < charter->body_count; i++)
        if (ruleset_unit(charter, charter->bodies[i].id) == NULL)
            resolve(j, arena_printf(j->op->arena, "unit.%s", charter->bodies[i].id),
                    arena_printf(j->op->arena, "other|%s", charter->bodies[i].title));
    for (size_t i = 0; i < charter->post_count; i++)
        if (post_alone(charter, &charter->posts[i]))
            resolve(j, arena_printf(j->op->arena, "unit.%s", charter->posts[i].id),
                    arena_printf(j->op->arena, "other|%s", charter->posts[i].title));
}

void rule_conference_found(Judgement *j)
{
    const ConferenceFound *f = j->c->fields;
    const Ruleset *charter = j->c->founding;
    if (!text_empty(j->c->code)) {
        refuse(j, order_source("conference.found.once"), NULL, "联席会议“%s”已经建立。",
               j->c->code);
        return;
    }
    if (j->opening)
        return;
    if (day_given(charter->in_force) && day_compare(j->c->day, charter->in_force) < 0)
        refuse(j, order_source("charter.in-force"), "在制度施行之日或以后建立。",
               "制度自%s起施行，此前不能据以建立。",
               day_chinese(j->op->arena, charter->in_force));
    seats_check(j, charter, f);
    posts_resolve(j, charter, f);
    units_resolve(j, charter);
    liaisons_founded(j, charter);
    resolve(j, "title", charter->title);
    open_meeting_duties(j, charter, j->c->day, false);
}

void rule_setting_set(Judgement *j)
{
    const SettingSet *f = j->c->fields;
    if (j->opening)
        return;
    Settings changed = *j->c->settings;
    Op attempt = { .arena = j->op->arena };
    if (settings_set(&attempt, &changed, f->key, f->value) != OK)
        refuse(j, (Source){ .kind = SOURCE_SETTING, .ref = f->key }, "", "%s",
               op_told(&attempt));
}

void rule_unit_add(Judgement *j)
{
    const UnitAdd *f = j->c->fields;
    const Rule *roster = ruleset_rule(j->c->charter, "roster.units");
    if (!j->opening && (case_unit(j->c, f->unit) != NULL || case_post(j->c, f->unit) != NULL))
        refuse(j, house_source(HOUSE_ONCE), NULL, "“%s”已经登记。", f->unit);
    if (roster != NULL && roster->value->kind == VALUE_LIST && !roster->value->open)
        refuse(j, roster->source, "先修订制度。", "成员名单是封闭的，不能另行增加单位。");
    if (j->opening)
        return;
    const Rule *settle = rule_of_doer(j->c, "unit.add");
    if (settle != NULL && settle->value->actor.mode == ACTOR_ALL &&
        settle->value->actor.seat_count > 1 && !act_file_given(&j->c->envelope->scan))
        need_reason(j, settle->source, "成员调整由%s确定，没有附共同签署的原件。",
                    settle->value->words);
    if (has_liaisons(j->c->charter))
        resolve(j, "liaison", arena_printf(j->op->arena, "%s联络员", f->name));
}

void rule_person_add(Judgement *j)
{
    const PersonAdd *f = j->c->fields;
    if (j->opening)
        return;
    for (size_t i = 0; i < j->c->people.count; i++)
        if (text_same(j->c->people.items[i].handle, f->handle))
            refuse(j, house_source(HOUSE_ONCE), "换一个简称。", "简称“%s”已经有人使用。",
                   f->handle);
}

/* Which person a field names: by handle or by code. */
int64_t person_named(const Case *c, const char *named)
{
    Subject code;
    for (size_t i = 0; i < c->people.count; i++)
        if (text_same(c->people.items[i].handle, named) ||
            (subject_parse(named, NOUN_PERSON, &code) &&
             code.number == c->people.items[i].number))
            return c->people.items[i].number;
    return 0;
}

static const TenureRow *tenure_of(const Case *c, const char *post, int64_t person)
{
    for (size_t i = 0; i < c->tenures.count; i++)
        if (text_same(c->tenures.items[i].post, post) && c->tenures.items[i].person == person &&
            !day_given(c->tenures.items[i].until))
            return &c->tenures.items[i];
    return NULL;
}

void rule_post_fill(Judgement *j)
{
    const PostFill *f = j->c->fields;
    if (j->opening)
        return;
    int64_t person = person_named(j->c, f->person);
    if (tenure_of(j->c, f->post, person) != NULL)
        refuse(j, house_source(HOUSE_ONCE), NULL, "此人已在任%s。", case_title(j->c, f->post));
    resolve(j, "person", arena_printf(j->op->arena, "%lld", (long long)person));
}

void rule_post_vacate(Judgement *j)
{
    const PostVacate *f = j->c->fields;
    if (j->opening)
        return;
    int64_t person = person_named(j->c, f->person);
    const TenureRow *tenure = tenure_of(j->c, f->post, person);
    if (tenure == NULL)
        refuse(j, order_source("post.vacate.held"), NULL, "此人现在不任%s。",
               case_title(j->c, f->post));
    else if (day_compare(f->until, tenure->since) < 0)
        refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "核对截止日。", "截止日早于任职起始日%s。",
               day_chinese(j->op->arena, tenure->since));
    resolve(j, "person", arena_printf(j->op->arena, "%lld", (long long)person));
}

void rule_meeting_excuse_year(Judgement *j)
{
    const MeetingExcuseYear *f = j->c->fields;
    if (j->opening)
        return;
    for (size_t i = 0; i < j->c->excuses.count; i++)
        if (j->c->excuses.items[i].year == f->year)
            refuse(j, house_source(HOUSE_ONCE), NULL, "%lld年的原因已经说明过。",
                   (long long)f->year);
    Subject conference = { .noun = NOUN_CONFERENCE };
    for (size_t i = 0; i < j->c->duties.count; i++) {
        const DutyRow *duty = &j->c->duties.items[i];
        int year, month, day;
        if (!text_same(duty->verb, "meeting.request") || !day_given(duty->due))
            continue;
        day_split(duty->due, &year, &month, &day);
        if (year == f->year)
            excuse_duties(j, conference, "meeting.request", duty->owner);
    }
    if (!judged(j))
        open_meeting_duties(j, j->c->charter, day_of((int)f->year, 12, 31), true);
}
