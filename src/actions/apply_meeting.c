#include "actions/apply.h"
#include "base/text.h"

/* Choices as the projections keep them, by the value of the generated enum. */
static const char *const item_kinds[] = {
    "", "last-decisions", "government-report", "union-report", "requirements", "topic", "other"
};
static const char *const statuses[] = { "", "attend", "sit-in" };
static const char *const answers[] = { "", "attend", "leave", "substitute" };

static Status request(Op *op, Db *db, const Applied *act)
{
    const MeetingRequest *f = act->fields;
    int64_t number = act->outcome->made.number;
    MeetingRow row = { .conference = act->conference,
                       .number = number,
                       .kind = f->kind,
                       .title = f->title,
                       .cause = f->cause,
                       .state = act->outcome->to,
                       .requested_on = act->day,
                       .at = INSTANT_NONE,
                       .notified_on = DAY_NONE,
                       .respond_by = DAY_NONE,
                       .opened_at = INSTANT_NONE,
                       .closed_at = INSTANT_NONE };
    TRY(meeting_row_insert(op, db, &row));
    for (size_t i = 0; i < f->topics.count; i++)
        TRY(meeting_topic_row_insert(op, db,
                                     &(MeetingTopicRow){ .conference = act->conference,
                                                         .meeting = number,
                                                         .topic = f->topics.items[i].number }));
    return OK;
}

static Status consent(Op *op, Db *db, const Applied *act, const MeetingRow *row)
{
    const MeetingConsent *f = act->fields;
    return meeting_consent_row_insert(op, db,
                                      &(MeetingConsentRow){ .conference = act->conference,
                                                            .meeting = row->number,
                                                            .post = act->post,
                                                            .given_on = act->day,
                                                            .opinion = f->opinion });
}

static Status schedule(Op *op, Db *db, const Applied *act, MeetingRow *row)
{
    const MeetingSchedule *f = act->fields;
    (void)op, (void)db;
    row->at = f->at;
    row->place = f->place;
    row->presider = f->presider;
    row->mandate = f->mandate;
    return OK;
}

static Status agenda(Op *op, Db *db, const Applied *act, const MeetingRow *row)
{
    const MeetingAgenda *f = act->fields;
    TRY(agenda_item_rows_delete(op, db, act->conference, row->number));
    for (size_t i = 0; i < f->items.count; i++) {
        const AgendaItem *item = &f->items.items[i];
        AgendaItemRow line = { .conference = act->conference,
                               .meeting = row->number,
                               .n = (int64_t)i + 1,
                               .kind = item_kinds[item->kind],
                               .title = item->title,
                               .has_topic = subject_given(item->topic),
                               .topic = item->topic.number,
                               .speaker = item->speaker,
                               .has_minutes = item->minutes != INT_NONE,
                               .minutes = item->minutes != INT_NONE ? item->minutes : 0 };
        TRY(agenda_item_row_insert(op, db, &line));
    }
    return OK;
}

/* ---- the roster --------------------------------------------------------- */

static bool same_line(const RosterEntryRow *old, const RosterEntry *entry)
{
    return text_same(old->who, entry->who) &&
           (entry->name == NULL || old->name == NULL || text_same(old->name, entry->name));
}

/* A new roster keeps the answers of those who stay on it. */
static Status roster(Op *op, Db *db, const Applied *act, const MeetingRow *row)
{
    const MeetingRoster *f = act->fields;
    RosterEntryRowList before = { 0 };
    TRY(roster_entry_rows(op, db, act->conference, row->number, &before));
    TRY(roster_entry_rows_delete(op, db, act->conference, row->number));
    for (size_t i = 0; i < f->people.count; i++) {
        const RosterEntry *entry = &f->people.items[i];
        RosterEntryRow line = { .answered_on = DAY_NONE };
        for (size_t k = 0; k < before.count; k++)
            if (same_line(&before.items[k], entry))
                line = before.items[k];
        line.conference = act->conference;
        line.meeting = row->number;
        line.n = (int64_t)i + 1;
        line.who = entry->who;
        line.status = statuses[entry->status];
        line.name = entry->name;
        line.title = entry->title;
        line.basis = entry->basis;
        TRY(roster_entry_row_insert(op, db, &line));
    }
    return OK;
}

static Status respond(Op *op, Db *db, const Applied *act, const MeetingRow *row)
{
    const MeetingRespond *f = act->fields;
    const char *who = applied_unit(act);
    RosterEntryRowList lines = { 0 };
    TRY(roster_entry_rows(op, db, act->conference, row->number, &lines));
    for (size_t i = 0; i < lines.count; i++) {
        RosterEntryRow *line = &lines.items[i];
        if (!text_same(line->who, who))
            continue;
        line->answer = answers[f->answer];
        line->substitute = f->substitute;
        line->cause = f->cause;
        line->answered_on = act->day;
        TRY(roster_entry_row_update(op, db, line));
    }
    return OK;
}

/* The line somebody signs on: of people of one kind the one with this name,
 * else the first that nobody has signed. */
static RosterEntryRow *line_of(RosterEntryRowList *lines, const SignIn *sign)
{
    RosterEntryRow *found = NULL;
    for (size_t i = 0; i < lines->count; i++) {
        RosterEntryRow *line = &lines->items[i];
        if (!text_same(line->who, sign->who))
            continue;
        if (sign->name != NULL && text_same(line->name, sign->name))
            return line;
        if (found == NULL || (found->signed_by != NULL && line->signed_by == NULL))
            found = line;
    }
    return found;
}

static Status signin(Op *op, Db *db, const Applied *act, const MeetingRow *row)
{
    const MeetingSignin *f = act->fields;
    RosterEntryRowList lines = { 0 };
    TRY(roster_entry_rows(op, db, act->conference, row->number, &lines));
    for (size_t i = 0; i < f->people.count; i++) {
        const SignIn *sign = &f->people.items[i];
        RosterEntryRow *line = line_of(&lines, sign);
        if (line == NULL)
            return op_broken(op, BROKEN, "%s signs in but is on no roster", sign->who);
        bool announced = text_same(line->answer, "substitute") &&
                         (sign->name == NULL || text_same(sign->name, line->substitute));
        bool substitute = sign->as == SIGN_IN_AS_SUBSTITUTE ||
                          (sign->as == SIGN_IN_AS_NOT_GIVEN && announced);
        const char *usual = substitute ? line->substitute : line->name;
        const char *name = sign->name != NULL ? sign->name : usual;
        line->signed_by = name != NULL ? name : "";
        line->signed_as = substitute ? "substitute" : "self";
        TRY(roster_entry_row_update(op, db, line));
    }
    return OK;
}

/* ---- put off, called off ------------------------------------------------ */

/* Another day: everyone prepares and answers anew. */
static Status postpone(Op *op, Db *db, const Applied *act, MeetingRow *row)
{
    const MeetingPostpone *f = act->fields;
    RosterEntryRowList lines = { 0 };
    row->at = f->at;
    row->remark = f->cause;
    row->notice = NULL;
    row->notified_on = row->respond_by = DAY_NONE;
    row->contact = NULL;
    TRY(meeting_ready_rows_delete(op, db, act->conference, row->number));
    TRY(roster_entry_rows(op, db, act->conference, row->number, &lines));
    for (size_t i = 0; i < lines.count; i++) {
        RosterEntryRow *line = &lines.items[i];
        line->answer = line->substitute = line->cause = NULL;
        line->answered_on = DAY_NONE;
        TRY(roster_entry_row_update(op, db, line));
    }
    return OK;
}

static Status ready(Op *op, Db *db, const Applied *act, const MeetingRow *row)
{
    const MeetingReady *f = act->fields;
    return meeting_ready_row_insert(op, db,
                                    &(MeetingReadyRow){ .conference = act->conference,
                                                        .meeting = row->number,
                                                        .post = act->post,
                                                        .given_on = act->day,
                                                        .note = f->note });
}

static void notify(const Applied *act, MeetingRow *row)
{
    const MeetingNotify *f = act->fields;
    row->notice = f->number;
    row->notified_on = act->day;
    row->respond_by = f->respond_by;
    row->contact = f->contact;
}

/* ---- in session --------------------------------------------------------- */

static void open_(const Applied *act, MeetingRow *row)
{
    const MeetingOpen *f = act->fields;
    row->opened_at = f->at;
    if (f->mandate != NULL || !text_same(f->presider, row->presider))
        row->mandate = f->mandate;
    row->presider = f->presider;
}

/* The state a decision was in when it was reported stays with the report. */
static Status report(Op *op, Db *db, const Applied *act, MeetingRow *row)
{
    const MeetingReport *f = act->fields;
    row->reported = true;
    for (size_t i = 0; i < f->items.count; i++) {
        const ReportItem *item = &f->items.items[i];
        DecisionRow decision;
        TRY(decision_row_get(op, db, act->conference, item->decision.number, &decision));
        MeetingReportItemRow line = { .conference = act->conference,
                                      .meeting = row->number,
                                      .decision = decision.number,
                                      .state = decision.state,
                                      .progress = item->progress,
                                      .explanation = item->explanation,
                                      .opinion = item->opinion };
        TRY(meeting_report_item_row_insert(op, db, &line));
    }
    return OK;
}

static Status note(Op *op, Db *db, const Applied *act, const MeetingRow *row, const char *kind,
                   Subject topic, const char *text)
{
    return meeting_note_row_insert(op, db,
                                   &(MeetingNoteRow){ .conference = act->conference,
                                                      .meeting = row->number,
                                                      .seq = act->seq,
                                                      .kind = kind,
                                                      .has_topic = subject_given(topic),
                                                      .topic = topic.number,
                                                      .by_post = act->post,
                                                      .text = text });
}

static Status decision_unit(Op *op, Db *db, const Applied *act, const char *unit,
                            const char *part)
{
    return decision_unit_row_insert(op, db,
                                    &(DecisionUnitRow){ .conference = act->conference,
                                                        .decision = act->outcome->made.number,
                                                        .unit = unit,
                                                        .part = part,
                                                        .accepted_on = DAY_NONE });
}

static Status resolve_(Op *op, Db *db, const Applied *act)
{
    const MeetingResolve *f = act->fields;
    DecisionRow row = { .conference = act->conference,
                        .number = act->outcome->made.number,
                        .meeting = act->outcome->on.number,
                        .has_topic = subject_given(f->topic),
                        .topic = f->topic.number,
                        .text = f->text,
                        .lead = f->lead,
                        .due = f->due,
                        .first_due = f->due,
                        .procedure = f->procedure,
                        .state = act->outcome->to,
                        .resolved_on = act->day,
                        .assigned_on = DAY_NONE,
                        .asked_on = DAY_NONE,
                        .closed_on = DAY_NONE,
                        .asked_until = DAY_NONE,
                        .explained_on = DAY_NONE };
    TRY(decision_row_insert(op, db, &row));
    TRY(decision_unit(op, db, act, f->lead, "lead"));
    for (size_t i = 0; i < f->supporting.count; i++)
        TRY(decision_unit(op, db, act, f->supporting.items[i], "supporting"));
    return OK;
}

/* ---- all ---------------------------------------------------------------- */

static Status called_apply(Op *op, Db *db, const Applied *act, MeetingRow *row)
{
    ActKind kind = act->spec->kind;
    if (kind == ACT_MEETING_CONSENT)
        return consent(op, db, act, row);
    if (kind == ACT_MEETING_SCHEDULE)
        return schedule(op, db, act, row);
    if (kind == ACT_MEETING_AGENDA)
        return agenda(op, db, act, row);
    if (kind == ACT_MEETING_ROSTER)
        return roster(op, db, act, row);
    if (kind == ACT_MEETING_READY)
        return ready(op, db, act, row);
    if (kind == ACT_MEETING_RESPOND)
        return respond(op, db, act, row);
    if (kind == ACT_MEETING_POSTPONE)
        return postpone(op, db, act, row);
    if (kind == ACT_MEETING_NOTIFY)
        notify(act, row);
    if (kind == ACT_MEETING_CANCEL)
        row->remark = ((const MeetingCancel *)act->fields)->cause;
    return OK;
}

static Status held_apply(Op *op, Db *db, const Applied *act, MeetingRow *row)
{
    ActKind kind = act->spec->kind;
    if (kind == ACT_MEETING_SIGNIN)
        return signin(op, db, act, row);
    if (kind == ACT_MEETING_REPORT)
        return report(op, db, act, row);
    if (kind == ACT_MEETING_BRIEF)
        return note(op, db, act, row, "brief", SUBJECT_NONE,
                    ((const MeetingBrief *)act->fields)->text);
    if (kind == ACT_MEETING_REQUIRE)
        return note(op, db, act, row, "require", SUBJECT_NONE,
                    ((const MeetingRequire *)act->fields)->text);
    if (kind == ACT_MEETING_DISCUSS) {
        const MeetingDiscuss *f = act->fields;
        return note(op, db, act, row, "discuss", f->topic, f->text);
    }
    if (kind == ACT_MEETING_RESOLVE)
        return resolve_(op, db, act);
    if (kind == ACT_MEETING_OPEN)
        open_(act, row);
    if (kind == ACT_MEETING_CLOSE)
        row->closed_at = ((const MeetingClose *)act->fields)->at;
    return OK;
}

Status apply_meeting(Op *op, Db *db, const Applied *act)
{
    MeetingRow row;
    if (act->spec->kind == ACT_MEETING_REQUEST)
        return request(op, db, act);
    TRY(meeting_row_get(op, db, act->conference, act->outcome->on.number, &row));
    if (act->outcome->to != NULL && !act->outcome->has_made)
        row.state = act->outcome->to;
    TRY(called_apply(op, db, act, &row));
    TRY(held_apply(op, db, act, &row));
    return meeting_row_update(op, db, &row);
}
