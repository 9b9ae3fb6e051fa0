#include "actions/apply.h"
#include "base/text.h"

static Status lists_write(Op *op, Db *db, const Applied *act, int64_t topic,
                          const SubjectList *research, const TextList *units)
{
    for (size_t i = 0; i < research->count; i++)
        TRY(topic_research_row_insert(
            op, db,
            &(TopicResearchRow){ .conference = act->conference,
                                 .topic = topic,
                                 .research = research->items[i].number }));
    for (size_t i = 0; i < units->count; i++)
        TRY(topic_unit_row_insert(op, db,
                                  &(TopicUnitRow){ .conference = act->conference,
                                                   .topic = topic,
                                                   .unit = units->items[i] }));
    return OK;
}

static Status measures_write(Op *op, Db *db, const Applied *act, int64_t topic,
                             const char *stage, const MeasureList *measures)
{
    for (size_t i = 0; i < measures->count; i++)
        TRY(topic_measure_row_insert(op, db,
                                     &(TopicMeasureRow){ .conference = act->conference,
                                                         .topic = topic,
                                                         .stage = stage,
                                                         .n = (int64_t)i + 1,
                                                         .text = measures->items[i].text,
                                                         .unit = measures->items[i].unit }));
    return OK;
}

static Status propose(Op *op, Db *db, const Applied *act)
{
    const TopicPropose *f = act->fields;
    int64_t number = act->outcome->made.number;
    TopicRow row = { .conference = act->conference,
                     .number = number,
                     .title = f->title,
                     .category = f->category,
                     .state = act->outcome->to,
                     .basis = f->basis,
                     .proposed_by = act->post,
                     .proposed_on = act->day,
                     .agreed_on = DAY_NONE };
    TRY(topic_row_insert(op, db, &row));
    TRY(lists_write(op, db, act, number, &f->research, &f->units));
    return measures_write(op, db, act, number, "proposal", &f->measures);
}

/* A list that is given replaces the earlier one; one left out stays. */
static Status revise(Op *op, Db *db, const Applied *act, TopicRow *row)
{
    const TopicRevise *f = act->fields;
    row->title = f->title != NULL ? f->title : row->title;
    row->category = f->category != NULL ? f->category : row->category;
    row->basis = f->basis != NULL ? f->basis : row->basis;
    if (f->research.count > 0)
        TRY(topic_research_rows_delete(op, db, act->conference, row->number));
    if (f->units.count > 0)
        TRY(topic_unit_rows_delete(op, db, act->conference, row->number));
    TRY(lists_write(op, db, act, row->number, &f->research, &f->units));
    if (f->measures.count == 0)
        return OK;
    TRY(topic_measure_rows_delete(op, db, act->conference, row->number, "proposal"));
    return measures_write(op, db, act, row->number, "proposal", &f->measures);
}

static Status draft(Op *op, Db *db, const Applied *act, TopicRow *row)
{
    const TopicDraft *f = act->fields;
    row->draft = f->text;
    TRY(topic_measure_rows_delete(op, db, act->conference, row->number, "draft"));
    return measures_write(op, db, act, row->number, "draft", &f->measures);
}

static Status agree(Op *op, Db *db, const Applied *act, TopicRow *row)
{
    const TopicAgree *f = act->fields;
    if (text_same(act->outcome->to, "agreed"))
        row->agreed_on = act->day;
    return topic_consent_row_insert(op, db,
                                    &(TopicConsentRow){ .conference = act->conference,
                                                        .topic = row->number,
                                                        .post = act->post,
                                                        .given_on = act->day,
                                                        .opinion = f->opinion });
}

/* The words given when a topic leaves the usual way stay on it. */
static const char *remark_of(const Applied *act)
{
    ActKind kind = act->spec->kind;
    if (kind == ACT_TOPIC_RETURN)
        return ((const TopicReturn *)act->fields)->cause;
    if (kind == ACT_TOPIC_DECLINE)
        return ((const TopicDecline *)act->fields)->cause;
    if (kind == ACT_TOPIC_WITHDRAW)
        return ((const TopicWithdraw *)act->fields)->cause;
    if (kind == ACT_TOPIC_DEFER)
        return ((const TopicDefer *)act->fields)->cause;
    return NULL;
}

Status apply_topic(Op *op, Db *db, const Applied *act)
{
    TopicRow row;
    if (act->spec->kind == ACT_TOPIC_PROPOSE)
        return propose(op, db, act);
    TRY(topic_row_get(op, db, act->conference, act->outcome->on.number, &row));
    if (act->outcome->to != NULL)
        row.state = act->outcome->to;
    if (remark_of(act) != NULL)
        row.remark = remark_of(act);
    if (act->spec->kind == ACT_TOPIC_REVISE)
        TRY(revise(op, db, act, &row));
    if (act->spec->kind == ACT_TOPIC_DRAFT)
        TRY(draft(op, db, act, &row));
    if (act->spec->kind == ACT_TOPIC_AGREE)
        TRY(agree(op, db, act, &row));
    if (act->spec->kind == ACT_TOPIC_RETRACT_CONSENT)
        TRY(topic_consent_row_delete(op, db, act->conference, row.number, act->post));
    if (act->spec->kind == ACT_TOPIC_RETURN || act->spec->kind == ACT_TOPIC_SUBMIT ||
        act->spec->kind == ACT_TOPIC_REVISE) /* who agreed had another text before them */
        TRY(topic_consent_rows_delete(op, db, act->conference, row.number));
    return topic_row_update(op, db, &row);
}
