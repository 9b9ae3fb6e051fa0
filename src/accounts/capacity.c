#include "accounts/capacity.h"

#include "base/text.h"
#include "store/institution_sql.h"

static const char admin_title[] = "系统管理员";

static Status admin_add(Op *op, Db *db, CapacityRowList *out)
{
    ConferenceCodeRowList all = { 0 };
    TRY(sql_conferences(op, db, &all));
    for (size_t i = 0; i < all.count && out->count < CAPACITIES_MAX; i++)
        *LIST_ADD(op->arena, out) = (CapacityRow){ .conference = all.items[i].conference,
                                                   .code = all.items[i].code,
                                                   .conference_title = all.items[i].title,
                                                   .post = CAPACITY_ADMIN,
                                                   .title = admin_title };
    return OK;
}

Status capacities_of(Op *op, Db *db, int64_t person, bool admin, Day today,
                     CapacityRowList *out)
{
    TRY(sql_capacities_of_person(op, db, person, today, CAPACITIES_MAX, out));
    return admin ? admin_add(op, db, out) : OK;
}

Status capacity_held(Op *op, Db *db, int64_t person, bool admin, int64_t conference,
                     const char *post, Day today, bool *held)
{
    int64_t tenures;
    *held = admin && text_same(post, CAPACITY_ADMIN);
    if (*held || text_same(post, CAPACITY_ADMIN))
        return OK;
    TRY(sql_capacity_held(op, db, person, conference, post, today, &tenures));
    *held = tenures > 0;
    return OK;
}
