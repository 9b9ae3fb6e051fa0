/* Consultation: which units are asked, by when they answer. */
#include "rules/consultation.h"

#include "base/text.h"
#include "rules/nouns.h"
#include "rules/owed.h"

const ConsultationUnitRow *consulted_unit(const ConsultationCase *consultation,
                                          const char *unit)
{
    for (size_t i = 0; consultation != NULL && i < consultation->units.count; i++)
        if (text_same(consultation->units.items[i].unit, unit))
            return &consultation->units.items[i];
    return NULL;
}

TextList units_waiting(const ConsultationCase *consultation, Arena *arena)
{
    TextList waiting = { 0 };
    for (size_t i = 0; consultation != NULL && i < consultation->units.count; i++)
        if (text_same(consultation->units.items[i].state, UNIT_WAITING))
            *LIST_ADD(arena, &waiting) = consultation->units.items[i].unit;
    return waiting;
}

void settling_owed(Judgement *j, Subject consultation, Day from)
{
    open_duties_of(j, "consultation.settle", consultation,
                   due_within_of(j, "consultation.settle", SETTING_SETTLE_DAYS, from),
                   SETTING_SETTLE_DAYS);
}

/* Nobody is asked twice about one topic while an answer is still out. */
static void not_asked_already(Judgement *j, const TextList *units)
{
    const TopicCase *topic = j->c->topic;
    for (size_t i = 0; topic != NULL && i < topic->consultations.count; i++) {
        const ConsultationCase *other = &topic->consultations.items[i];
        bool open = text_same(other->row.state, "open");
        for (size_t k = 0; open && k < units->count; k++) {
            const ConsultationUnitRow *row = consulted_unit(other, units->items[k]);
            if (row != NULL && text_same(row->state, UNIT_WAITING))
                refuse(j, house_source(HOUSE_ONCE), "等它答复，或者延长原来的答复期限。",
                       "%s已经在征求意见C%lld中，还没有答复。",
                       case_title(j->c, units->items[k]), (long long)other->row.number);
        }
    }
}

/* A charter's own bound is the latest day; an office setting is only the
 * time that units are usually given, and less of it wants a reason. */
static void reply_day_fits(Judgement *j, Day reply_by)
{
    deadline_ahead(j, reply_by);
    Due usual = due_within(j, "consultation.reply", SETTING_REPLY_DAYS);
    if (judged(j) || !day_given(usual.day))
        return;
    bool setting = usual.source.kind == SOURCE_SETTING;
    if (setting && day_compare(reply_by, usual.day) < 0)
        need_reason(j, usual.source, "答复期限%s短于办公室设定的%s。",
                    day_chinese(j->op->arena, reply_by),
                    settings_words(j->op->arena, j->c->settings, SETTING_REPLY_DAYS));
    if (!setting && day_compare(reply_by, usual.day) > 0)
        refuse(j, usual.source,
               arena_printf(j->op->arena, "答复期限最迟定在%s。",
                            day_chinese(j->op->arena, usual.day)),
               "答复期限%s晚于制度规定的%s。", day_chinese(j->op->arena, reply_by),
               day_chinese(j->op->arena, usual.day));
}

/* The letter names the day; the clause, where there is one, that an answer
 * is owed at all. */
static void reply_owed(Judgement *j, Subject consultation, const char *unit, Day reply_by)
{
    Source setting = setting_source(SETTING_REPLY_DAYS);
    Due usual = due_within(j, "consultation.reply", SETTING_REPLY_DAYS);
    open_duty(j, unit, "consultation.reply", consultation, due_on(reply_by, usual.source),
              duty_source(j->c, "consultation.reply", NULL, setting));
}

static bool form_listed(const Rule *rule, const char *form)
{
    for (size_t i = 0; i < rule->value->item_count; i++)
        if (text_same(rule->value->items[i].word, form))
            return true;
    return false;
}

/* Of the forms a charter may list, the two that an act can choose between. */
static void form_allowed(Judgement *j, ConsultationSendForm form)
{
    const Rule *rule = ruleset_act_rule(j->c->charter, "consultation.send", "form");
    if (rule == NULL || rule->value->kind != VALUE_LIST || rule->value->open)
        return;
    bool written = form_listed(rule, "written"), meeting = form_listed(rule, "meeting");
    if ((written || meeting) && !(form == CONSULTATION_SEND_FORM_WRITTEN ? written : meeting))
        refuse(j, rule->source,
               arena_printf(j->op->arena, "改用规定的方式：%s。", rule->value->words),
               "制度没有规定可以用%s方式征求意见。", consultation_send_form_word(form));
}

/* Where several send it together, the letter itself has to show that: its
 * number, or its scan. */
static void sent_by_all(Judgement *j, const ConsultationSend *f)
{
    const Rule *rule = rule_of_doer(j->c, "consultation.send");
    if (rule == NULL || rule->value->actor.mode != ACTOR_ALL ||
        rule->value->actor.seat_count < 2)
        return;
    TextList posts = actor_posts(j->c, j->op->arena, &rule->value->actor);
    if (text_empty(f->number) && !act_file_given(&j->c->envelope->scan))
        need_reason(j, rule->source, "%s一同征求意见，没有一同发文的字号，也没有附原件。",
                    posts_words(j->c, j->op->arena, &posts));
}

void rule_consultation_send(Judgement *j)
{
    const ConsultationSend *f = j->c->fields;
    if (j->opening)
        return;
    sent_by_all(j, f);
    units_once(j, &f->units);
    form_allowed(j, f->form);
    not_asked_already(j, &f->units);
    reply_day_fits(j, f->reply_by);
    for (size_t i = 0; i < f->units.count; i++)
        reply_owed(j, j->c->made, f->units.items[i], f->reply_by);
    settling_owed(j, j->c->made, f->reply_by);
    finish_duties(j, j->c->subject, "consultation.send", NULL);
}

static Day last_reply_day(const ConsultationCase *consultation)
{
    Day last = DAY_NONE;
    for (size_t i = 0; i < consultation->units.count; i++)
        if (day_compare(consultation->units.items[i].reply_by, last) > 0)
            last = consultation->units.items[i].reply_by;
    return last;
}

/* Opinions are settled after the last reply day, which has moved. */
static void settling_moved(Judgement *j, Day reply_by)
{
    if (day_compare(reply_by, last_reply_day(j->c->consultation)) <= 0)
        return;
    excuse_duties(j, j->c->subject, "consultation.settle", NULL);
    settling_owed(j, j->c->subject, reply_by);
}

static void must_be_waiting(Judgement *j, const char *unit, const char *order)
{
    const ConsultationUnitRow *row = consulted_unit(j->c->consultation, unit);
    if (row == NULL)
        refuse(j, order_source(order), "补充征求它的意见（consultation.resend）。",
               "没有征求过%s的意见。", case_title(j->c, unit));
    else if (!text_same(row->state, UNIT_WAITING))
        refuse(j, order_source(order), NULL, "%s已经%s，不再等它答复。", case_title(j->c, unit),
               text_same(row->state, UNIT_REPLIED) ? "答复" : "退回征求意见");
}

/* Before anybody is named: is there one at all whose answer is out. */
static void somebody_waiting(Judgement *j, const char *order)
{
    TextList waiting = units_waiting(j->c->consultation, j->op->arena);
    if (waiting.count == 0)
        refuse(j, order_source(order), NULL, "征求过意见的单位都已答复，不必%s。",
               j->c->act->label);
}

void rule_consultation_extend(Judgement *j)
{
    const ConsultationExtend *f = j->c->fields;
    if (j->opening) {
        somebody_waiting(j, "consultation.extend.waiting");
        return;
    }
    must_be_waiting(j, f->unit, "consultation.extend.waiting");
    if (judged(j))
        return;
    const ConsultationUnitRow *row = consulted_unit(j->c->consultation, f->unit);
    deadline_ahead(j, f->reply_by);
    if (day_compare(f->reply_by, row->reply_by) <= 0)
        refuse(j, order_source("consultation.extend.later"), "改为更晚的日期。",
               "%s原来的答复期限是%s，没有延长。", case_title(j->c, f->unit),
               day_chinese(j->op->arena, row->reply_by));
    excuse_duties(j, j->c->subject, "consultation.reply", f->unit);
    reply_owed(j, j->c->subject, f->unit, f->reply_by);
    settling_moved(j, f->reply_by);
}

void rule_consultation_remind(Judgement *j)
{
    const ConsultationRemind *f = j->c->fields;
    if (j->opening)
        somebody_waiting(j, "consultation.remind.waiting");
    units_once(j, &f->units);
    for (size_t i = 0; i < f->units.count; i++)
        must_be_waiting(j, f->units.items[i], "consultation.remind.waiting");
}

void rule_consultation_resend(Judgement *j)
{
    const ConsultationResend *f = j->c->fields;
    if (j->opening)
        return;
    units_once(j, &f->units);
    for (size_t i = 0; i < f->units.count; i++) {
        const ConsultationUnitRow *row = consulted_unit(j->c->consultation, f->units.items[i]);
        if (row != NULL && !text_same(row->state, UNIT_HANDED_BACK))
            refuse(j, house_source(HOUSE_ONCE),
                   text_same(row->state, UNIT_WAITING) ? "可以催请，或者延长答复期限。" : NULL,
                   "已经征求过%s的意见。", case_title(j->c, f->units.items[i]));
    }
    not_asked_already(j, &f->units);
    reply_day_fits(j, f->reply_by);
    for (size_t i = 0; i < f->units.count; i++)
        reply_owed(j, j->c->subject, f->units.items[i], f->reply_by);
    settling_moved(j, f->reply_by);
}
