#include "actions/apply.h"

static Status form(Op *op, Db *db, const Applied *act)
{
    const InspectionForm *f = act->fields;
    int64_t number = act->outcome->made.number;
    TRY(inspection_row_insert(op, db,
                              &(InspectionRow){ .conference = act->conference,
                                                .number = number,
                                                .meeting = act->outcome->on.number,
                                                .basis = f->basis,
                                                .formed_on = act->day }));
    for (size_t i = 0; i < f->members.count; i++)
        TRY(inspection_member_row_insert(
            op, db,
            &(InspectionMemberRow){ .conference = act->conference,
                                    .inspection = number,
                                    .n = (int64_t)i + 1,
                                    .unit = f->members.items[i].unit,
                                    .name = f->members.items[i].name }));
    return OK;
}

static Status find(Op *op, Db *db, const Applied *act)
{
    const InspectionFind *f = act->fields;
    InspectionFindingRow row = { .conference = act->conference,
                                 .inspection = act->outcome->on.number,
                                 .seq = act->seq,
                                 .decision = f->decision.number,
                                 .found = f->found,
                                 .passed = f->passed,
                                 .text = f->text };
    return inspection_finding_row_insert(op, db, &row);
}

Status apply_inspection(Op *op, Db *db, const Applied *act)
{
    if (act->spec->kind == ACT_INSPECTION_FORM)
        return form(op, db, act);
    if (act->spec->kind == ACT_INSPECTION_FIND)
        return find(op, db, act);
    return OK;
}
