#include "actions/paper_facts.h"

#include <string.h>

#include "actions/inquiry.h"
#include "actions/load.h"
#include "base/text.h"
#include "rules/judgement.h"
#include "store/rows_gen.h"

/* ---- loading ------------------------------------------------------------ */

/* A charter's title names the system (…联席会议制度), the conference is what
 * it founds. */
static const char *conference_title(Arena *arena, const char *charter_title)
{
    static const char word[] = "制度";
    if (!text_ends(charter_title, word))
        return charter_title;
    return arena_dup_n(arena, charter_title, strlen(charter_title) - strlen(word));
}

static const char *office_title(const PaperFacts *f)
{
    static const char word[] = "联席会议";
    const Rule *in_name_of = ruleset_rule(f->c.charter, "papers.in-name-of");
    const char *title = case_title(&f->c, office_post(&f->c));
    if (in_name_of != NULL && in_name_of->value->word != NULL)
        return ruleset_title(f->c.charter, in_name_of->value->word);
    if (text_starts(title, word) && text_ends(f->title, word))
        return arena_printf(f->op->arena, "%s%s", f->title, title + strlen(word));
    return title;
}

/* Meetings of a year are counted in the order of their time. */
static const char *meeting_name(const PaperFacts *f)
{
    const MeetingRow *row = &f->meeting.row;
    int year, month, day;
    size_t before = 0;
    if (!text_empty(row->title))
        return row->title;
    day_split(f->c.day, &year, &month, &day);
    for (size_t i = 0; i < f->c.meetings.count; i++) {
        const MeetingRow *other = &f->c.meetings.items[i];
        bool same_year = instant_given(other->at) &&
                         day_compare(instant_day(other->at), day_of(year, 1, 1)) >= 0;
        before += same_year && !text_same(other->state, "cancelled") &&
                  other->at.us < row->at.us && other->number != row->number;
    }
    return arena_printf(f->op->arena, "%d年第%s次会议", year,
                        chinese_number(f->op->arena, before + 1));
}

Status paper_facts(Op *op, World *world, int64_t conference, int64_t meeting, PaperFacts *out)
{
    bool found;
    ConferenceRow row;
    MeetingRow of;
    *out = (PaperFacts){ .op = op, .world = world, .conference = conference };
    TRY(meeting_row_find(op, world->db, conference, meeting, &found, &of));
    if (!found)
        return op_fail(op, INVALID, "没有会议M%lld。", (long long)meeting);
    out->c.day = out->c.today =
        instant_given(of.at) ? instant_day(of.at) : instant_day(world->now);
    TRY(conference_row_get(op, world->db, conference, &row));
    TRY(load_institution(op, world, conference, &out->c));
    TRY(load_people(op, world, &out->c));
    TRY(load_meeting(op, world->db, conference, meeting, &out->c.meetings, &out->meeting));
    TRY(database_simulated(op, world->db, &out->simulated));
    out->c.meeting = &out->meeting;
    out->title = conference_title(op->arena, row.title);
    out->office = office_title(out);
    out->name = meeting_name(out);
    return OK;
}

/* ---- people ------------------------------------------------------------- */

const char *holder_name(const PaperFacts *f, const char *post)
{
    const Case *c = &f->c;
    const TenureRow *found = NULL;
    for (size_t i = 0; i < c->tenures.count; i++) {
        const TenureRow *row = &c->tenures.items[i];
        bool held = text_same(row->post, post) && day_compare(row->since, c->day) <= 0 &&
                    (!day_given(row->until) || day_compare(c->day, row->until) <= 0);
        if (held && (found == NULL || day_compare(row->since, found->since) > 0))
            found = row;
    }
    for (size_t i = 0; found != NULL && i < c->people.count; i++)
        if (c->people.items[i].number == found->person)
            return c->people.items[i].name;
    return NULL;
}

/* Seats of many are numbered for the system; a paper names people instead. */
static const char *plain_title(Arena *arena, const char *title)
{
    const char *open = NULL;
    for (const char *at = strstr(title, "（"); at != NULL; at = strstr(at + 1, "（"))
        open = at;
    if (open == NULL || !text_ends(title, "）"))
        return title;
    const char *inside = open + strlen("（");
    size_t digits = strspn(inside, "0123456789");
    return digits > 0 && text_same(inside + digits, "）")
               ? arena_dup_n(arena, title, (size_t)(open - title))
               : title;
}

const char *post_and_name(const PaperFacts *f, const char *post)
{
    const char *name = holder_name(f, post);
    return arena_printf(f->op->arena, "%s%s",
                        plain_title(f->op->arena, case_title(&f->c, post)),
                        name != NULL ? name : "");
}

static const char *unit_title(const PaperFacts *f, const char *body)
{
    const UnitRow *unit = case_unit(&f->c, body);
    return unit != NULL ? unit->name : ruleset_title(f->c.charter, body);
}

const char *unit_called(const PaperFacts *f, const RosterEntryRow *entry)
{
    const PostRow *post = case_post(&f->c, entry->who);
    const UnitRow *unit = case_unit(&f->c, entry->who);
    if (unit != NULL)
        return unit->name;
    if (post == NULL)
        return NULL;
    return text_empty(post->body) ? post->title : unit_title(f, post->body);
}

PaperPerson person_called(const PaperFacts *f, const RosterEntryRow *entry)
{
    Arena *arena = f->op->arena;
    const PostRow *post = case_post(&f->c, entry->who);
    const char *unit = unit_called(f, entry);
    const char *title =
        plain_title(arena, post != NULL   ? post->title
                           : unit != NULL ? ""
                                          : ruleset_title(f->c.charter, entry->who));
    if (unit != NULL && text_starts(title, unit))
        title += strlen(unit);
    const char *name = entry->name != NULL ? entry->name : holder_name(f, entry->who);
    return (PaperPerson){ .unit = unit != NULL ? unit : "",
                          .name = name != NULL ? name : "",
                          .title = entry->title != NULL ? entry->title : title };
}

/* Where the name of who is stood in for is not known, the post's own is. */
PaperPerson person_present(const PaperFacts *f, const RosterEntryRow *entry)
{
    PaperPerson person = person_called(f, entry);
    if (text_same(entry->signed_as, "substitute")) {
        person.substitute_for = !text_empty(person.name)    ? person.name
                                : !text_empty(person.title) ? person.title
                                                            : case_title(&f->c, entry->who);
        person.title = "";
    }
    if (!text_empty(entry->signed_by))
        person.name = entry->signed_by;
    return person;
}
