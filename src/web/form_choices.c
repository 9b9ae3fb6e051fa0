/* What can be chosen for a field: names instead of ids, in the words of this
 * conference. */
#include "actions/world.h"
#include "base/text.h"
#include "store/rows_gen.h"
#include "web/form.h"
#include "web/listing.h"

enum { TITLE_CHARACTERS = 30 };

static void add(const FormAsk *ask, FormOptionList *out, const char *value, const char *word)
{
    if (out->count < FORM_OPTIONS_MAX)
        *LIST_ADD(ask->op->arena, out) = (FormOption){ .value = value, .word = word };
}

/* ---- posts and people ---------------------------------------------------------- */

const char *form_person_words(const FormAsk *ask, int64_t number)
{
    for (size_t i = 0; i < ask->people->count; i++)
        if (ask->people->items[i].number == number)
            return act_is_erased(ask->people->items[i].name) ? "（已删除）"
                                                             : ask->people->items[i].name;
    return arena_printf(ask->op->arena, "P%lld", (long long)number);
}

const char *form_post_words(const FormAsk *ask, const char *post)
{
    const Case *c = ask->c;
    TextList names = { 0 };
    for (size_t i = 0; i < c->tenures.count; i++) {
        const TenureRow *row = &c->tenures.items[i];
        if (text_same(row->post, post) && day_compare(row->since, c->today) <= 0 &&
            (!day_given(row->until) || day_compare(c->today, row->until) <= 0))
            *LIST_ADD(ask->op->arena, &names) = form_person_words(ask, row->person);
    }
    const PostRow *row = case_post(c, post);
    const char *title = row != NULL ? row->title : case_title(c, post);
    if (names.count == 0)
        return title;
    return arena_printf(ask->op->arena, "%s（%s）", title,
                        text_join(ask->op->arena, &names, "、"));
}

static void posts_add(const FormAsk *ask, FormOptionList *out)
{
    for (size_t i = 0; i < ask->c->posts.count; i++) {
        const char *post = ask->c->posts.items[i].post;
        add(ask, out, post, form_post_words(ask, post));
    }
}

static void units_add(const FormAsk *ask, FormOptionList *out)
{
    for (size_t i = 0; i < ask->c->units.count; i++)
        add(ask, out, ask->c->units.items[i].unit, ask->c->units.items[i].name);
}

static void people_add(const FormAsk *ask, FormOptionList *out)
{
    for (size_t i = 0; i < ask->people->count; i++) {
        const PersonRow *row = &ask->people->items[i];
        if (!act_is_erased(row->name))
            add(ask, out, row->handle,
                arena_printf(ask->op->arena, "%s（%s）", row->name, row->handle));
    }
}

static void clauses_add(const FormAsk *ask, FormOptionList *out)
{
    for (size_t i = 0; ask->c->charter != NULL && i < ask->c->charter->category_count; i++) {
        const Category *category = &ask->c->charter->categories[i];
        add(ask, out, category->clause,
            arena_printf(ask->op->arena, "%s（%s）", category->title, category->clause));
    }
}

/* ---- subjects -------------------------------------------------------------------- */

static const char *subject_words(const FormAsk *ask, Subject subject, const char *title,
                                 const char *state)
{
    const char *word = state == NULL ? NULL : noun_state_word(subject.noun, state);
    const char *code = subject_code(ask->op->arena, subject);
    return word == NULL ? arena_printf(ask->op->arena, "%s《%s》", code, title)
                        : arena_printf(ask->op->arena, "%s《%s》（%s）", code, title, word);
}

static void subject_add(const FormAsk *ask, FormOptionList *out, Subject subject,
                        const char *title, const char *state)
{
    add(ask, out, subject_code(ask->op->arena, subject),
        subject_words(ask, subject, title, state));
}

/* A topic that was turned down or taken back comes to no meeting. */
static bool topic_over(const char *state)
{
    return text_same(state, "declined") || text_same(state, "withdrawn");
}

static Status topics_add(const FormAsk *ask, FormOptionList *out)
{
    TopicRowList rows = { 0 };
    const MeetingCase *meeting = ask->c->meeting;
    bool of_agenda =
        ask->c->act->kind == ACT_MEETING_DISCUSS || ask->c->act->kind == ACT_MEETING_RESOLVE;
    for (size_t i = 0; of_agenda && meeting != NULL && i < meeting->topics.count; i++) {
        const TopicRow *row = &meeting->topics.items[i].row;
        subject_add(ask, out, (Subject){ NOUN_TOPIC, row->number }, row->title, row->state);
    }
    if (of_agenda)
        return OK;
    TRY(topic_rows(ask->op, ask->db, ask->conference, &rows));
    for (size_t i = rows.count; i-- > 0;)
        if (!topic_over(rows.items[i].state))
            subject_add(ask, out, (Subject){ NOUN_TOPIC, rows.items[i].number },
                        rows.items[i].title, rows.items[i].state);
    return OK;
}

static Status researches_add(const FormAsk *ask, FormOptionList *out)
{
    ResearchRowList rows = { 0 };
    TRY(research_rows(ask->op, ask->db, ask->conference, &rows));
    for (size_t i = rows.count; i-- > 0;)
        subject_add(ask, out, (Subject){ NOUN_RESEARCH, rows.items[i].number },
                    rows.items[i].title, NULL);
    return OK;
}

static void decision_add(const FormAsk *ask, FormOptionList *out, const DecisionRow *row)
{
    subject_add(ask, out, (Subject){ NOUN_DECISION, row->number },
                listing_cut(ask->op->arena, row->text, TITLE_CHARACTERS), row->state);
}

static Status decisions_add(const FormAsk *ask, FormOptionList *out)
{
    DecisionRowList rows = { 0 };
    const MeetingCase *meeting = ask->c->meeting;
    bool pending = ask->c->act->kind == ACT_MEETING_REPORT && meeting != NULL;
    for (size_t i = 0; pending && i < meeting->pending.count; i++)
        decision_add(ask, out, &meeting->pending.items[i]);
    if (pending)
        return OK;
    TRY(decision_rows(ask->op, ask->db, ask->conference, &rows));
    for (size_t i = rows.count; i-- > 0;)
        decision_add(ask, out, &rows.items[i]);
    return OK;
}

static Status subjects_add(const FormAsk *ask, Noun noun, FormOptionList *out)
{
    if (noun == NOUN_TOPIC)
        return topics_add(ask, out);
    if (noun == NOUN_RESEARCH)
        return researches_add(ask, out);
    if (noun == NOUN_DECISION)
        return decisions_add(ask, out);
    return OK;
}

/* ---- ids that have names ------------------------------------------------------------ */

static void kinds_add(const FormAsk *ask, FormOptionList *out)
{
    for (size_t i = 0; ask->c->charter != NULL && i < ask->c->charter->kind_count; i++)
        add(ask, out, ask->c->charter->kinds[i].id, ask->c->charter->kinds[i].title);
    if (out->count == 0)
        add(ask, out, "regular", "例行会议");
}

static void settings_add(const FormAsk *ask, FormOptionList *out)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        const SettingSpec *spec = setting_spec((SettingKind)i);
        add(ask, out, spec->key,
            arena_printf(ask->op->arena, "%s（现为%s）", spec->label,
                         settings_words(ask->op->arena, ask->c->settings, spec->kind)));
    }
}

/* Whoever may be called: units, posts, groups of people, other authorities. */
static void callable_add(const FormAsk *ask, FormOptionList *out)
{
    const Ruleset *charter = ask->c->charter;
    units_add(ask, out);
    for (size_t i = 0; i < ask->c->posts.count; i++)
        if (case_unit(ask->c, ask->c->posts.items[i].post) == NULL)
            add(ask, out, ask->c->posts.items[i].post,
                form_post_words(ask, ask->c->posts.items[i].post));
    for (size_t i = 0; charter != NULL && i < charter->group_count; i++)
        add(ask, out, charter->groups[i].id, charter->groups[i].title);
    for (size_t i = 0; charter != NULL && i < charter->outside_count; i++)
        add(ask, out, charter->outside[i].id, charter->outside[i].title);
}

static void roster_add(const FormAsk *ask, bool attending_only, FormOptionList *out)
{
    const MeetingCase *meeting = ask->c->meeting;
    for (size_t i = 0; meeting != NULL && i < meeting->roster.count; i++) {
        const RosterEntryRow *row = &meeting->roster.items[i];
        bool there = false;
        for (size_t k = 0; k < out->count; k++)
            there = there || text_same(out->items[k].value, row->who);
        if (!there && (!attending_only || text_same(row->status, "attend")))
            add(ask, out, row->who, case_title(ask->c, row->who));
    }
}

static bool ids_add(const FormAsk *ask, const char *record, const FieldSpec *field,
                    FormOptionList *out)
{
    ActKind kind = ask->c->act->kind;
    bool who = text_same(field->name, "who");
    if (kind == ACT_MEETING_REQUEST && text_same(field->name, "kind"))
        kinds_add(ask, out);
    else if (kind == ACT_SETTING_SET && text_same(field->name, "key"))
        settings_add(ask, out);
    else if (who && text_same(record, "RosterEntry"))
        callable_add(ask, out);
    else if (who && text_same(record, "SignIn"))
        roster_add(ask, false, out);
    else if (kind == ACT_MEETING_RESOLVE && text_same(field->name, "agreed"))
        roster_add(ask, true, out);
    else
        return false;
    return true;
}

Status form_choices(const FormAsk *ask, const char *record, const FieldSpec *field,
                    FormOptionList *out, bool *listed)
{
    FieldType type = field->type == TYPE_LIST ? field->element : field->type;
    *out = (FormOptionList){ 0 };
    *listed = true;
    if (type == TYPE_UNIT)
        units_add(ask, out);
    else if (type == TYPE_POST)
        posts_add(ask, out);
    else if (type == TYPE_PERSON)
        people_add(ask, out);
    else if (type == TYPE_CLAUSE)
        clauses_add(ask, out);
    else if (type == TYPE_SUBJECT)
        TRY(subjects_add(ask, field->noun, out));
    else
        *listed = ids_add(ask, record, field, out);
    *listed = *listed && out->count < FORM_OPTIONS_MAX;
    return OK;
}
