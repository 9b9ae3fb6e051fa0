#include "actions/apply.h"

static Status draft(Op *op, Db *db, const Applied *act)
{
    const NewsDraft *f = act->fields;
    NewsRow row = { .conference = act->conference,
                    .number = act->outcome->made.number,
                    .meeting = act->outcome->on.number,
                    .title = f->title,
                    .text = f->text,
                    .state = act->outcome->to,
                    .drafted_on = act->day,
                    .published = DAY_NONE };
    return news_row_insert(op, db, &row);
}

Status apply_news(Op *op, Db *db, const Applied *act)
{
    NewsRow row;
    if (act->spec->kind == ACT_NEWS_DRAFT)
        return draft(op, db, act);
    TRY(news_row_get(op, db, act->conference, act->outcome->on.number, &row));
    if (act->outcome->to != NULL)
        row.state = act->outcome->to;
    if (act->spec->kind == ACT_NEWS_PUBLISH) {
        const NewsPublish *f = act->fields;
        row.outlet = f->outlet;
        row.published = f->published;
        row.address = f->address;
    }
    return news_row_update(op, db, &row);
}
