#include "actions/paper_facts.h"

#include "base/text.h"
#include "papers/minutes.h"
#include "store/rows_gen.h"

/* What the paper is made of besides the meeting itself. */
typedef struct MinutesFacts {
    PaperFacts *f;
    MinutesRow row;
    MeetingNoteRowList notes;
    MinutesPaper paper;
} MinutesFacts;

static const char *code_of(const MinutesFacts *m, int64_t decision)
{
    return subject_code(m->f->op->arena, (Subject){ NOUN_DECISION, decision });
}

/* ---- what became of earlier decisions ----------------------------------- */

static Status earlier_add(MinutesFacts *m)
{
    Arena *arena = m->f->op->arena;
    const MeetingReportItemRowList *told = &m->f->meeting.reported;
    if (m->f->meeting.row.reported && told->count == 0)
        m->paper.earlier_note = "没有需要通报的以前的议定事项";
    for (size_t i = 0; i < told->count; i++) {
        const MeetingReportItemRow *item = &told->items[i];
        DecisionRow decision;
        TRY(decision_row_get(m->f->op, m->f->world->db, m->f->conference, item->decision,
                             &decision));
        const char *state = noun_state_word(NOUN_DECISION, item->state);
        *LIST_ADD(arena, &m->paper.earlier) =
            (MinutesEarlier){ .code = code_of(m, decision.number),
                              .text = decision.text,
                              .lead = case_title(&m->f->c, decision.lead),
                              .state = arena_printf(arena, "%s。%s",
                                                    state != NULL ? state : item->state,
                                                    item->progress),
                              .explanation = item->explanation,
                              .opinion = item->opinion };
    }
    return OK;
}

/* ---- what was said and decided ------------------------------------------ */

/* One paragraph a line, of all notes of a kind (about a topic). */
static const char *said(const MinutesFacts *m, const char *kind, int64_t topic, bool by_whom)
{
    Arena *arena = m->f->op->arena;
    TextList lines = { 0 };
    for (size_t i = 0; i < m->notes.count; i++) {
        const MeetingNoteRow *note = &m->notes.items[i];
        if (!text_same(note->kind, kind) || (topic > 0 && note->topic != topic))
            continue;
        *LIST_ADD(arena, &lines) =
            by_whom ? arena_printf(arena, "%s通报：%s", post_and_name(m->f, note->by_post),
                                   note->text)
                    : note->text;
    }
    return lines.count == 0 ? NULL : text_join(arena, &lines, "\n");
}

static void requirements_add(MinutesFacts *m)
{
    Arena *arena = m->f->op->arena;
    const char *all = said(m, "require", 0, false);
    TextList lines = { 0 };
    if (all != NULL)
        lines = text_split(arena, all, "\n");
    for (size_t i = 0; i < lines.count; i++)
        if (!text_empty(lines.items[i]))
            *LIST_ADD(arena, &m->paper.requirements) = lines.items[i];
}

static Status decision_add(MinutesFacts *m, MinutesTopic *topic, const DecisionRow *row)
{
    Arena *arena = m->f->op->arena;
    DecisionUnitRowList units = { 0 };
    /* The day that was decided: extensions are later acts. */
    MinutesDecision decision = { .code = code_of(m, row->number),
                                 .text = row->text,
                                 .lead = case_title(&m->f->c, row->lead),
                                 .due = row->first_due };
    TRY(decision_unit_rows(m->f->op, m->f->world->db, m->f->conference, row->number, &units));
    for (size_t i = 0; i < units.count; i++)
        if (text_same(units.items[i].part, "supporting"))
            *LIST_ADD(arena, &decision.supporting) = case_title(&m->f->c, units.items[i].unit);
    *LIST_ADD(arena, &topic->decisions) = decision;
    return OK;
}

static Status topic_add(MinutesFacts *m, const char *title, const char *discussion,
                        bool has_topic, int64_t number)
{
    const DecisionRowList *decisions = &m->f->meeting.resolved;
    MinutesTopic topic = { .title = title, .discussion = discussion };
    for (size_t i = 0; i < decisions->count; i++)
        if (decisions->items[i].has_topic == has_topic &&
            (!has_topic || decisions->items[i].topic == number))
            TRY(decision_add(m, &topic, &decisions->items[i]));
    if (topic.decisions.count > 0 || discussion != NULL)
        *LIST_ADD(m->f->op->arena, &m->paper.topics) = topic;
    return OK;
}

static Status topics_add(MinutesFacts *m)
{
    const AgendaItemRowList *agenda = &m->f->meeting.agenda;
    const char *briefs = said(m, "brief", 0, true);
    if (briefs != NULL)
        *LIST_ADD(m->f->op->arena, &m->paper.topics) =
            (MinutesTopic){ .title = "通报有关情况", .discussion = briefs };
    for (size_t i = 0; i < agenda->count; i++)
        if (agenda->items[i].has_topic)
            TRY(topic_add(m, agenda->items[i].title,
                          said(m, "discuss", agenda->items[i].topic, false), true,
                          agenda->items[i].topic));
    return topic_add(m, "其他议定事项", NULL, false, 0);
}

/* ---- who was there ------------------------------------------------------ */

/* Who did not come and had not asked for leave is told apart. The cause of a
 * leave is the person's own and stays out of the paper. */
static void people_add(MinutesFacts *m)
{
    Arena *arena = m->f->op->arena;
    const RosterEntryRowList *roster = &m->f->meeting.roster;
    for (size_t i = 0; i < roster->count; i++) {
        const RosterEntryRow *entry = &roster->items[i];
        bool attends = text_same(entry->status, "attend");
        bool leave = text_same(entry->answer, "leave");
        if (entry->signed_by != NULL) {
            *LIST_ADD(arena, attends ? &m->paper.attending : &m->paper.sitting_in) =
                person_present(m->f, entry);
        } else if (attends || leave) {
            PaperPerson person = person_called(m->f, entry);
            person.remark = leave ? NULL : "未到会";
            *LIST_ADD(arena, &m->paper.on_leave) = person;
        }
    }
}

static Status distribution_add(MinutesFacts *m)
{
    MinutesCopyRowList copies = { 0 };
    TRY(minutes_copy_rows(m->f->op, m->f->world->db, m->f->conference, m->row.meeting,
                          &copies));
    for (size_t i = 0; i < copies.count; i++)
        *LIST_ADD(m->f->op->arena, &m->paper.distribution) =
            case_title(&m->f->c, copies.items[i].unit);
    return OK;
}

/* ---- the paper ---------------------------------------------------------- */

static void head_set(MinutesFacts *m)
{
    PaperFacts *f = m->f;
    Arena *arena = f->op->arena;
    const MeetingRow *meeting = &f->meeting.row;
    Instant at = instant_given(meeting->opened_at) ? meeting->opened_at : meeting->at;
    bool issued = text_same(m->row.state, "issued");
    m->paper.mark = arena_printf(arena, "%s纪要", f->title);
    m->paper.number = issued ? m->row.number : "送审稿";
    m->paper.office = f->office;
    m->paper.issued = issued ? m->row.issued_on : DAY_NONE;
    m->paper.meeting = arena_printf(arena, "%s%s", f->title, f->name);
    m->paper.time = instant_chinese(arena, at);
    m->paper.place = meeting->place;
    m->paper.presider = post_and_name(f, meeting->presider);
    m->paper.simulated = f->simulated;
    m->paper.opening = text_empty(m->row.text)
                           ? m->row.opening
                           : arena_printf(arena, "%s\n%s", m->row.opening, m->row.text);
}

Status minutes_document(PaperFacts *f, Document **out)
{
    bool drafted;
    MinutesFacts m = { .f = f };
    TRY(minutes_row_find(f->op, f->world->db, f->conference, f->meeting.row.number, &drafted,
                         &m.row));
    if (!drafted)
        return op_fail(f->op, INVALID, "会议M%lld还没有起草纪要，先办理“起草会议纪要”。",
                       (long long)f->meeting.row.number);
    TRY(meeting_note_rows(f->op, f->world->db, f->conference, f->meeting.row.number, &m.notes));
    head_set(&m);
    TRY(earlier_add(&m));
    requirements_add(&m);
    TRY(topics_add(&m));
    people_add(&m);
    TRY(distribution_add(&m));
    return minutes_paper(f->op, &m.paper, out);
}
