/* Liaisons: the post each member unit has for one, and who is named to it. */
#include "base/text.h"
#include "rules/doer.h"
#include "rules/nouns.h"

bool has_liaisons(const Ruleset *charter)
{
    if (ruleset_speaks_of(charter, "liaison") || ruleset_speaks_of(charter, "liaisons"))
        return true;
    for (size_t i = 0; i < charter->rule_count; i++) {
        const Value *value = charter->rules[i].value;
        for (size_t k = 0; k < value->item_count; k++)
            if (value->items[k].seat.kind == SEAT_LIAISONS)
                return true;
        for (size_t k = 0; value->kind == VALUE_ACTOR && k < value->actor.seat_count; k++)
            if (value->actor.seats[k].kind == SEAT_LIAISONS)
                return true;
    }
    return false;
}

void liaisons_founded(Judgement *j, const Ruleset *charter)
{
    const Rule *owed = ruleset_act_rule(charter, "liaison.name", "owed-by");
    const Rule *within = ruleset_act_rule(charter, "liaison.name", "within");
    Due due = within != NULL ? due_bound(j, within, j->c->day) : due_none();
    for (size_t i = 0; has_liaisons(charter) && i < charter->unit_count; i++) {
        const Unit *unit = &charter->units[i];
        if (!unit->member)
            continue;
        resolve(j, arena_printf(j->op->arena, "post.%s-liaison", unit->id),
                arena_printf(j->op->arena, "liaison|%s联络员|%s", unit->title, unit->id));
        if (owed != NULL && owed->force != FORCE_MAY && owed->force != FORCE_IF_NEEDED)
            open_duty(j, unit->speaks_through, "liaison.name", SUBJECT_CONFERENCE, due,
                      owed->source);
    }
}

/* Before a unit is named: has the charter liaisons, and is one this post's. */
static void some_unit_fits(Judgement *j)
{
    const Case *c = j->c;
    bool office = text_same(c->actor.post, office_post(c)), liaisons = false;
    for (size_t i = 0; i < c->units.count; i++) {
        const char *unit = c->units.items[i].unit;
        if (case_post(c, arena_printf(j->op->arena, "%s-liaison", unit)) == NULL)
            continue;
        liaisons = true;
        if (office || acts_for(c, c->actor.post, unit))
            return;
    }
    if (!liaisons)
        refuse(j, order_source("liaison.name.post"), NULL, "制度没有设联络员。");
    refuse(j, house_source(HOUSE_UNIT_SPEAKS_FOR_ITSELF), "由各单位指定。",
           "%s不代表设有联络员的单位。", c->actor.title);
}

/* Several may have been named one after the other: the last one counts. */
void rule_liaison_name(Judgement *j)
{
    const LiaisonName *f = j->c->fields;
    const Case *c = j->c;
    if (j->opening) {
        some_unit_fits(j);
        return;
    }
    const char *post = arena_printf(j->op->arena, "%s-liaison", f->unit);
    int64_t person = person_named(c, f->person);
    bool office = text_same(c->actor.post, office_post(c));
    if (case_post(c, post) == NULL)
        refuse(j, order_source("liaison.name.post"), NULL, "制度没有为%s设联络员。",
               case_title(c, f->unit));
    if (!office && !acts_for(c, c->actor.post, f->unit))
        refuse(j, house_source(HOUSE_UNIT_SPEAKS_FOR_ITSELF), "由该单位指定。",
               "%s不能为%s指定联络员。", c->actor.title, case_title(c, f->unit));
    for (size_t i = 0; i < c->tenures.count; i++)
        if (text_same(c->tenures.items[i].post, post) && c->tenures.items[i].person == person &&
            !day_given(c->tenures.items[i].until))
            refuse(j, house_source(HOUSE_ONCE), NULL, "此人已是%s的联络员。",
                   case_title(c, f->unit));
    resolve(j, "person", arena_printf(j->op->arena, "%lld", (long long)person));
    for (size_t i = 0; i < c->duties.count; i++)
        if (acts_for(c, c->duties.items[i].owner, f->unit))
            finish_duties(j, SUBJECT_CONFERENCE, "liaison.name", c->duties.items[i].owner);
}
