#include "actions/paper.h"

#include "actions/paper_facts.h"
#include "base/text.h"
#include "db/db.h"
#include "papers/format.h"
#include "papers/minutes.h"
#include "papers/notice.h"
#include "rules/judgement.h"
#include "store/rows_gen.h"

/* ---- the notice --------------------------------------------------------- */

static bool holds_role(const PaperFacts *f, const char *role_id, const char *who)
{
    const Role *role = ruleset_role(f->c.charter, role_id);
    return role != NULL && actor_holds(&f->c, &role->holders, who);
}

typedef enum CallGroup {
    GROUP_CONVENERS,
    GROUP_DEPUTIES,
    GROUP_MEMBERS,
    GROUP_OTHERS,
    GROUP_COUNT,
} CallGroup;

static CallGroup group_of(const PaperFacts *f, const RosterEntryRow *entry)
{
    const UnitRow *unit = case_unit(&f->c, entry->who);
    if (holds_role(f, "convener", entry->who))
        return GROUP_CONVENERS;
    if (holds_role(f, "deputy-convener", entry->who))
        return GROUP_DEPUTIES;
    return unit != NULL && unit->member ? GROUP_MEMBERS : GROUP_OTHERS;
}

static void people_group(const PaperFacts *f, MeetingNotice *notice)
{
    static const char *const labels[GROUP_COUNT] = { "召集人", "副召集人", "成员单位",
                                                     "其他出席人员" };
    NoticeGroup groups[GROUP_COUNT] = { { .label = labels[0] },
                                        { .label = labels[1] },
                                        { .label = labels[2] },
                                        { .label = labels[3] } };
    Arena *arena = f->op->arena;
    for (size_t i = 0; i < f->meeting.roster.count; i++) {
        const RosterEntryRow *entry = &f->meeting.roster.items[i];
        PaperPeople *people = text_same(entry->status, "attend")
                                  ? &groups[group_of(f, entry)].people
                                  : &notice->sit_in;
        *LIST_ADD(arena, people) = person_called(f, entry);
    }
    for (size_t i = 0; i < GROUP_COUNT; i++)
        if (groups[i].people.count > 0)
            *LIST_ADD(arena, &notice->groups) = groups[i];
}

static void addressees(const PaperFacts *f, MeetingNotice *notice)
{
    for (size_t i = 0; i < f->meeting.roster.count; i++) {
        const char *unit = unit_called(f, &f->meeting.roster.items[i]);
        bool there = unit == NULL;
        for (size_t k = 0; k < notice->addressees.count; k++)
            there = there || text_same(notice->addressees.items[k], unit);
        if (!there)
            *LIST_ADD(f->op->arena, &notice->addressees) = unit;
    }
}

Status notice_document(PaperFacts *f, Document **out)
{
    const MeetingRow *row = &f->meeting.row;
    if (!day_given(row->notified_on))
        return op_fail(f->op, INVALID, "会议M%lld还没有印发通知，先办理“印发会议通知”。",
                       (long long)row->number);
    MeetingNotice notice = { .conference = f->title,
                             .office = f->office,
                             .number = row->notice,
                             .meeting = f->name,
                             .time = instant_chinese(f->op->arena, row->at),
                             .place = row->place,
                             .presider = post_and_name(f, row->presider),
                             .reply_by = row->respond_by,
                             .issued = row->notified_on,
                             .simulated = f->simulated };
    if (row->contact != NULL && !act_is_erased(row->contact))
        notice.contact = arena_printf(f->op->arena, "联系人及电话：%s", row->contact);
    for (size_t i = 0; i < f->meeting.agenda.count; i++) {
        const AgendaItemRow *item = &f->meeting.agenda.items[i];
        *LIST_ADD(f->op->arena, &notice.agenda) =
            (NoticeItem){ .title = item->title,
                          .reporter = item->speaker,
                          .minutes = item->has_minutes ? (int)item->minutes : 0 };
    }
    people_group(f, &notice);
    addressees(f, &notice);
    return notice_paper(f->op, &notice, out);
}

/* ---- any paper ---------------------------------------------------------- */

typedef struct PaperKind {
    const char *name;
    Status (*document)(PaperFacts *f, Document **out);
} PaperKind;

static const PaperKind kinds[] = {
    { "notice", notice_document },
    { "minutes", minutes_document },
};

static const PaperKind *kind_named(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_same(kinds[i].name, name))
            return &kinds[i];
    return NULL;
}

Status paper_make(Op *op, World *world, int64_t conference, const char *kind, Subject subject,
                  const char *format, Bytes *out)
{
    const PaperKind *paper = kind_named(kind);
    PaperFormat as;
    PaperFacts facts;
    Document *document;
    if (paper == NULL)
        return op_fail(op, INVALID,
                       "没有“%s”这种文书；现有 notice（会议通知）、minutes（会议纪要）。",
                       kind);
    if (!paper_format_named(format, &as))
        return op_fail(op, INVALID, "“%s”不是文书格式；现有 pdf、docx。", format);
    if (subject.noun != NOUN_MEETING && subject.noun != NOUN_MINUTES)
        return op_fail(op, INVALID, "会议通知和会议纪要要写明哪次会议，如 M1。");
    DB_TX(tx, world->db);
    TRY(db_tx_begin_snapshot(op, &tx));
    TRY(paper_facts(op, world, conference, subject.number, &facts));
    TRY(paper->document(&facts, &document));
    TRY(db_tx_commit(op, &tx));
    return paper_write(op, document, as, out);
}
