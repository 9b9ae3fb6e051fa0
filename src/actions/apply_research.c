#include "actions/apply.h"

static Status units_write(Op *op, Db *db, const Applied *act, const TextList *units)
{
    for (size_t i = 0; i < units->count; i++)
        TRY(research_unit_row_insert(op, db,
                                     &(ResearchUnitRow){ .conference = act->conference,
                                                         .research = act->outcome->made.number,
                                                         .unit = units->items[i] }));
    return OK;
}

static ResearchRow row_of(const Applied *act, const char *kind)
{
    bool on_topic = act->outcome->on.noun == NOUN_TOPIC;
    return (ResearchRow){ .conference = act->conference,
                          .number = act->outcome->made.number,
                          .kind = kind,
                          .has_topic = on_topic,
                          .topic = on_topic ? act->outcome->on.number : 0,
                          .by_post = act->post,
                          .done_on = act->day };
}

static const char *file_name(const ActFile *file)
{
    return act_file_given(file) ? file->name : NULL;
}

static Status report(Op *op, Db *db, const Applied *act)
{
    const ResearchReport *f = act->fields;
    ResearchRow row = row_of(act, "report");
    row.title = f->title;
    row.started = f->started;
    row.ended = f->ended;
    row.places = f->places;
    row.findings = f->findings;
    row.argument = f->argument;
    row.annex = file_name(&f->annex);
    TRY(research_row_insert(op, db, &row));
    return units_write(op, db, act, &f->participants);
}

static Status special(Op *op, Db *db, const Applied *act)
{
    const ResearchSpecial *f = act->fields;
    ResearchRow row = row_of(act, "special");
    row.title = f->title;
    row.started = f->started;
    row.ended = f->ended;
    row.places = f->places;
    row.findings = f->findings;
    row.proposals = f->proposals;
    row.annex = file_name(&f->annex);
    TRY(research_row_insert(op, db, &row));
    return units_write(op, db, act, &f->participants);
}

static Status joint(Op *op, Db *db, const Applied *act)
{
    const ResearchJoint *f = act->fields;
    ResearchRow row = row_of(act, "joint");
    row.title = f->title;
    row.started = f->started;
    row.ended = f->ended;
    row.places = f->places;
    row.findings = f->findings;
    row.annex = file_name(&f->annex);
    TRY(research_row_insert(op, db, &row));
    return units_write(op, db, act, &f->participants);
}

Status apply_research(Op *op, Db *db, const Applied *act)
{
    if (act->spec->kind == ACT_RESEARCH_REPORT)
        return report(op, db, act);
    if (act->spec->kind == ACT_RESEARCH_SPECIAL)
        return special(op, db, act);
    if (act->spec->kind == ACT_RESEARCH_JOINT)
        return joint(op, db, act);
    return OK;
}
