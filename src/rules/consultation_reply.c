/* Consultation: what the units answer and what becomes of their opinions. */
#include "base/text.h"
#include "rules/consultation.h"
#include "rules/doer.h"
#include "rules/nouns.h"
#include "rules/owed.h"

/* The consulted unit the actor speaks for: one that still has to answer
 * before one that has. */
static const ConsultationUnitRow *unit_speaking(const Judgement *j)
{
    const ConsultationCase *consultation = j->c->consultation;
    const ConsultationUnitRow *found = NULL;
    for (size_t i = 0; consultation != NULL && i < consultation->units.count; i++) {
        const ConsultationUnitRow *row = &consultation->units.items[i];
        if (acts_for(j->c, j->c->actor.post, row->unit) &&
            (found == NULL || text_same(row->state, UNIT_WAITING)))
            found = row;
    }
    return found;
}

static const ConsultationUnitRow *unit_answering(Judgement *j)
{
    const ConsultationUnitRow *row = unit_speaking(j);
    if (row == NULL)
        refuse(j, house_source(HOUSE_UNIT_SPEAKS_FOR_ITSELF), "由被征求意见的单位答复。",
               "没有征求%s的意见。", j->c->actor.title);
    else if (text_same(row->state, UNIT_REPLIED))
        refuse(j, house_source(HOUSE_ONCE), "有补充的，在协调会上提出。", "%s已经答复过。",
               case_title(j->c, row->unit));
    else
        resolve(j, "unit", row->unit);
    return judged(j) ? NULL : row;
}

static void points_fit(Judgement *j, const ConsultationReply *f)
{
    bool wants = f->kind == CONSULTATION_REPLY_KIND_CHANGES ||
                 f->kind == CONSULTATION_REPLY_KIND_DISAGREE;
    Source source = order_source("consultation.reply.points");
    if (wants && f->points.count == 0)
        refuse(j, source, "逐条写明意见（points）。", "答复“%s”，应当写明意见。",
               consultation_reply_kind_word(f->kind));
    if (!wants && f->points.count > 0)
        refuse(j, source, "改为“有修改意见”，或者去掉意见。", "答复“%s”，不带意见。",
               consultation_reply_kind_word(f->kind));
}

/* A formal answer is one on paper: a number, the letter, or its scan. */
static void formal_enough(Judgement *j, const ConsultationReply *f)
{
    const Rule *rule = ruleset_act_rule(j->c->charter, "consultation.reply", "form");
    bool formal = false;
    for (size_t i = 0; rule != NULL && i < rule->value->item_count; i++)
        formal = formal || text_same(rule->value->items[i].word, "formal");
    if (formal && text_empty(f->number) && !act_file_given(&f->letter) &&
        !act_file_given(&j->c->envelope->scan))
        need_reason(j, rule->source, "正式回复没有复函字号，也没有附复函。");
}

/* Late is no ground to refuse: the answer counts and its day shows. Opinions
 * that come after the settling are settled too. */
void rule_consultation_reply(Judgement *j)
{
    const ConsultationReply *f = j->c->fields;
    if (unit_answering(j) == NULL || j->opening)
        return;
    points_fit(j, f);
    formal_enough(j, f);
    if (f->points.count > 0 && text_same(j->c->state, "settled"))
        settling_owed(j, j->c->subject, j->c->day);
}

/* Not an answer. Where another unit is suggested the office is to ask it. */
void rule_consultation_hand_back(Judgement *j)
{
    const ConsultationHandBack *f = j->c->fields;
    const ConsultationUnitRow *row = unit_answering(j);
    if (row == NULL)
        return;
    if (text_same(row->state, UNIT_HANDED_BACK))
        refuse(j, house_source(HOUSE_ONCE), NULL, "%s已经退回过。",
               case_title(j->c, row->unit));
    excuse_duties(j, j->c->subject, "consultation.reply", row->unit);
    if (!text_empty(f->suggest) && consulted_unit(j->c->consultation, f->suggest) == NULL)
        open_duties_of(j, "consultation.resend", j->c->subject,
                       due_within(j, "consultation.resend", SETTING_SETTLE_DAYS),
                       SETTING_SETTLE_DAYS);
}

/* What was said there is on record; it is no unit's formal answer. */
void rule_consultation_meet(Judgement *j)
{
    const ConsultationMeet *f = j->c->fields;
    if (j->opening)
        return;
    units_once(j, &f->units);
    if (day_compare(j->c->day, f->held) < 0)
        refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "开过协调会以后再登记。",
               "协调会召开日%s晚于办理日%s。", day_chinese(j->op->arena, f->held),
               day_chinese(j->op->arena, j->c->day));
    if (j->c->consultation != NULL && day_compare(f->held, j->c->consultation->row.sent_on) < 0)
        refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "核对召开日。",
               "协调会召开日%s早于征求意见的%s。", day_chinese(j->op->arena, f->held),
               day_chinese(j->op->arena, j->c->consultation->row.sent_on));
}

static const ReplyPointRow *point_of(const ConsultationCase *consultation,
                                     const Settlement *settlement)
{
    for (size_t i = 0; i < consultation->points.count; i++)
        if (text_same(consultation->points.items[i].unit, settlement->unit) &&
            consultation->points.items[i].n == settlement->point)
            return &consultation->points.items[i];
    return NULL;
}

static size_t times_settled(const SettlementList *list, const char *unit, int64_t n)
{
    size_t times = 0;
    for (size_t i = 0; i < list->count; i++)
        times += text_same(list->items[i].unit, unit) && list->items[i].point == n;
    return times;
}

static void settlement_fits(Judgement *j, const SettlementList *list, const Settlement *item)
{
    Source source = house_source(HOUSE_EVERY_POINT_ANSWERED);
    const char *who = case_title(j->c, item->unit);
    if (point_of(j->c->consultation, item) == NULL)
        refuse(j, source, "只处理收到的意见。", "%s没有提出第%lld条意见。", who,
               (long long)item->point);
    if (times_settled(list, item->unit, item->point) > 1)
        refuse(j, source, "一条意见只写一个处理结果。", "%s的第%lld条意见写了两次处理结果。",
               who, (long long)item->point);
    if (item->outcome != SETTLEMENT_OUTCOME_ADOPTED && text_empty(item->why))
        refuse(j, source, "写明理由（why）。", "%s的第%lld条意见%s，没有写明理由。", who,
               (long long)item->point, settlement_outcome_word(item->outcome));
}

/* Silence stays silence (未回复): it can be passed over, with a reason. */
static void silence_needs_reason(Judgement *j)
{
    TextList waiting = units_waiting(j->c->consultation, j->op->arena);
    if (waiting.count > 0)
        need_reason(
            j,
            duty_source(j->c, "consultation.reply", NULL, setting_source(SETTING_REPLY_DAYS)),
            "%s还没有答复，记为未回复。", units_words(j->c, j->op->arena, &waiting));
}

void rule_consultation_settle(Judgement *j)
{
    const ConsultationSettle *f = j->c->fields;
    const ConsultationCase *consultation = j->c->consultation;
    if (j->opening) {
        silence_needs_reason(j);
        return;
    }
    for (size_t i = 0; i < f->points.count; i++)
        settlement_fits(j, &f->points, &f->points.items[i]);
    for (size_t i = 0; i < consultation->points.count; i++) {
        const ReplyPointRow *point = &consultation->points.items[i];
        if (point->outcome == NULL && times_settled(&f->points, point->unit, point->n) == 0)
            refuse(j, house_source(HOUSE_EVERY_POINT_ANSWERED), "逐条写明处理结果（points）。",
                   "%s的第%lld条意见没有处理结果。", case_title(j->c, point->unit),
                   (long long)point->n);
    }
    silence_needs_reason(j);
    finish_duties(j, j->c->subject, "consultation.settle", NULL);
    excuse_duties(j, j->c->subject, "consultation.resend", NULL);
}

void rule_consultation_close(Judgement *j)
{
    for (size_t i = 0; i < j->c->consultation->points.count; i++) {
        const ReplyPointRow *point = &j->c->consultation->points.items[i];
        if (point->outcome == NULL)
            refuse(j, house_source(HOUSE_EVERY_POINT_ANSWERED),
                   "先逐条处理收到的意见（consultation.settle）。",
                   "%s的第%lld条意见还没有处理。", case_title(j->c, point->unit),
                   (long long)point->n);
    }
    silence_needs_reason(j);
    excuse_duties(j, j->c->subject, NULL, NULL);
}
