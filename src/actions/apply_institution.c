/* The institution: conference, people, posts, settings. What founding makes
 * of a charter comes resolved in the outcome ("post.ID", "unit.ID"), so that
 * no charter is compiled here. */
#include "actions/apply.h"
#include "base/text.h"
#include "store/institution_sql.h"

/* "class|title|body" */
static Status post_write(Op *op, Db *db, int64_t conference, const char *post,
                         const char *value)
{
    TextList parts = text_split(op->arena, value, "|");
    if (parts.count != 3)
        return op_broken(op, BROKEN, "post %s is resolved as \"%s\"", post, value);
    return post_row_insert(op, db,
                           &(PostRow){ .conference = conference,
                                       .post = post,
                                       .post_class = parts.items[0],
                                       .title = parts.items[1],
                                       .body = parts.items[2] });
}

/* "member|name", "other|name" */
static Status unit_write(Op *op, Db *db, int64_t conference, const char *unit,
                         const char *value)
{
    TextList parts = text_split(op->arena, value, "|");
    if (parts.count != 2)
        return op_broken(op, BROKEN, "unit %s is resolved as \"%s\"", unit, value);
    return unit_row_insert(op, db,
                           &(UnitRow){ .conference = conference,
                                       .unit = unit,
                                       .name = parts.items[1],
                                       .member = text_same(parts.items[0], "member") });
}

static Status found(Op *op, Db *db, const Applied *act)
{
    const ConferenceFound *f = act->fields;
    Digest digest = digest_one(DIGEST_SM3, bytes_of_text(f->charter));
    const char *title = outcome_resolved(act->outcome, "title");
    TRY(conference_row_insert(op, db,
                              &(ConferenceRow){ .conference = act->conference,
                                                .code = f->code,
                                                .title = title != NULL ? title : f->code,
                                                .state = act->outcome->to,
                                                .founded_on = act->day }));
    TRY(charter_version_row_insert(op, db,
                                   &(CharterVersionRow){ .conference = act->conference,
                                                         .seq = act->seq,
                                                         .digest = digest_bytes(&digest),
                                                         .since = act->day,
                                                         .text = f->charter }));
    for (size_t i = 0; i < act->outcome->resolved.count; i++) {
        const Resolved *item = &act->outcome->resolved.items[i];
        if (text_starts(item->name, "post."))
            TRY(post_write(op, db, act->conference, item->name + 5, item->value));
        else if (text_starts(item->name, "unit."))
            TRY(unit_write(op, db, act->conference, item->name + 5, item->value));
    }
    return OK;
}

static Status person_add(Op *op, Db *db, const Applied *act)
{
    const PersonAdd *f = act->fields;
    return person_row_insert(op, db,
                             &(PersonRow){ .conference = act->conference,
                                           .number = act->outcome->made.number,
                                           .handle = f->handle,
                                           .name = f->name,
                                           .phone = f->phone });
}

static Status person_resolved(Op *op, const Applied *act, int64_t *out)
{
    const char *number = outcome_resolved(act->outcome, "person");
    if (number == NULL || !text_int(number, out))
        return op_broken(op, BROKEN, "the outcome of %s names no person", act->spec->verb);
    return OK;
}

static Status post_fill(Op *op, Db *db, const Applied *act)
{
    const PostFill *f = act->fields;
    int64_t person;
    TRY(person_resolved(op, act, &person));
    return tenure_row_insert(op, db,
                             &(TenureRow){ .conference = act->conference,
                                           .post = f->post,
                                           .person = person,
                                           .since = f->since,
                                           .until = DAY_NONE });
}

static Status liaison_name(Op *op, Db *db, const Applied *act)
{
    const LiaisonName *f = act->fields;
    int64_t person;
    TRY(person_resolved(op, act, &person));
    return tenure_row_insert(
        op, db,
        &(TenureRow){ .conference = act->conference,
                      .post = arena_printf(op->arena, "%s-liaison", f->unit),
                      .person = person,
                      .since = f->since,
                      .until = DAY_NONE });
}

static Status post_vacate(Op *op, Db *db, const Applied *act)
{
    const PostVacate *f = act->fields;
    TenureRowList rows = { 0 };
    int64_t person;
    TRY(person_resolved(op, act, &person));
    TRY(tenure_rows(op, db, act->conference, f->post, person, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        if (day_given(rows.items[i].until))
            continue;
        rows.items[i].until = f->until;
        TRY(tenure_row_update(op, db, &rows.items[i]));
    }
    return OK;
}

/* A unit that joins is spoken for by a post of the same id, as the others are. */
static Status unit_add(Op *op, Db *db, const Applied *act)
{
    const UnitAdd *f = act->fields;
    TRY(unit_row_insert(op, db,
                        &(UnitRow){ .conference = act->conference,
                                    .unit = f->unit,
                                    .name = f->name,
                                    .member = true,
                                    .basis = f->basis }));
    const char *liaison = outcome_resolved(act->outcome, "liaison");
    if (liaison != NULL)
        TRY(post_row_insert(op, db,
                            &(PostRow){ .conference = act->conference,
                                        .post = arena_printf(op->arena, "%s-liaison", f->unit),
                                        .post_class = "liaison",
                                        .title = liaison,
                                        .body = f->unit }));
    return post_row_insert(op, db,
                           &(PostRow){ .conference = act->conference,
                                       .post = f->unit,
                                       .post_class = f->unit,
                                       .title = arena_printf(op->arena, "%s负责同志", f->name),
                                       .body = f->unit });
}

Status apply_institution(Op *op, Db *db, const Applied *act)
{
    ActKind kind = act->spec->kind;
    if (kind == ACT_CONFERENCE_FOUND)
        return found(op, db, act);
    if (kind == ACT_PERSON_ADD)
        return person_add(op, db, act);
    if (kind == ACT_POST_FILL)
        return post_fill(op, db, act);
    if (kind == ACT_LIAISON_NAME)
        return liaison_name(op, db, act);
    if (kind == ACT_POST_VACATE)
        return post_vacate(op, db, act);
    if (kind == ACT_UNIT_ADD)
        return unit_add(op, db, act);
    if (kind == ACT_SETTING_SET) {
        const SettingSet *f = act->fields;
        return sql_setting_put(op, db, act->conference, f->key, f->value);
    }
    if (kind == ACT_MEETING_EXCUSE_YEAR) {
        const MeetingExcuseYear *f = act->fields;
        return year_excuse_row_insert(op, db,
                                      &(YearExcuseRow){ .conference = act->conference,
                                                        .year = f->year,
                                                        .cause = f->cause,
                                                        .given_on = act->day });
    }
    /* deployment.open, record.correct and record.void leave only history:
     * the first is read from the ledger, the others change how records are
     * told again (replay.h). */
    return OK;
}
