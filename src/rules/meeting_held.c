/* A meeting in session: opened, signed in to, reported to, discussing,
 * resolving, closed. */
#include "base/text.h"
#include "rules/meeting.h"
#include "rules/nouns.h"

/* ---- open --------------------------------------------------------------- */

/* Kinds that have to meet before this one: since this kind met last. */
static void earlier_kinds_held(Judgement *j)
{
    const Case *c = j->c;
    const Rule *after = meeting_rule(c, "after");
    Instant last = INSTANT_NONE;
    for (size_t i = 0; i < c->meetings.count; i++) {
        const MeetingRow *row = &c->meetings.items[i];
        if (text_same(row->kind, c->meeting->row.kind) && instant_given(row->closed_at) &&
            (!instant_given(last) || row->closed_at.us > last.us))
            last = row->closed_at;
    }
    for (size_t k = 0; after != NULL && k < after->value->item_count; k++) {
        const Item *kind = &after->value->items[k];
        bool held = false;
        for (size_t i = 0; i < c->meetings.count; i++)
            held =
                held || (text_same(c->meetings.items[i].kind, kind->word) &&
                         instant_given(c->meetings.items[i].closed_at) &&
                         (!instant_given(last) || c->meetings.items[i].closed_at.us > last.us));
        if (!held)
            hold_to(j, kind->force, kind->source,
                    arena_printf(j->op->arena, "先召开%s。", kind->title),
                    arena_printf(j->op->arena, "召开这次会议以前应当先召开%s。", kind->title));
    }
}

static void agenda_still_fit(Judgement *j)
{
    bool drafts = ruleset_speaks_of(j->c->charter, "topic.draft");
    for (size_t i = 0; i < j->c->meeting->agenda.count; i++) {
        const AgendaItemRow *item = &j->c->meeting->agenda.items[i];
        Subject subject = { .noun = NOUN_TOPIC, .number = item->topic };
        const TopicCase *topic = item->has_topic ? case_topic(j->c, subject) : NULL;
        if (topic != NULL && !text_same(topic->row.state, "drafted") &&
            (drafts || !text_same(topic->row.state, "agreed")))
            refuse(j, order_source("meeting.open.agenda"), "先调整议程（meeting.agenda）。",
                   "议程上的%s现在的状态是“%s”。", subject_title(j->op->arena, subject),
                   noun_state_word(NOUN_TOPIC, topic->row.state));
    }
}

void rule_meeting_open(Judgement *j)
{
    const MeetingOpen *f = j->c->fields;
    Day set = meeting_day(j->c);
    Day at = j->opening ? j->c->day : instant_day(f->at);
    if (day_compare(at, j->c->day) != 0)
        refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "核对开会时间和办理日（done-on）。",
               "开会时间%s不在办理日当天。", instant_chinese(j->op->arena, f->at));
    if (day_given(set) && day_compare(at, set) != 0)
        refuse(j, order_source("meeting.open.day"), "改期的，先办理改期（meeting.postpone）。",
               "会议定在%s召开。", day_chinese(j->op->arena, set));
    earlier_kinds_held(j);
    agenda_still_fit(j);
    if (j->opening)
        return;
    if (!text_same(f->presider, j->c->meeting->row.presider)) /* else judged when it was set */
        judge_presider(j, f->presider, f->mandate);
    excuse_duties(j, j->c->subject, "meeting.respond", NULL);
}

/* ---- sign in ------------------------------------------------------------ */

/* The roster's line somebody signs on: of a group of people the one with
 * this name, else the first nobody has signed. */
static const RosterEntryRow *line_of(const Case *c, const SignIn *sign)
{
    const RosterEntryRow *found = NULL;
    for (size_t i = 0; i < c->meeting->roster.count; i++) {
        const RosterEntryRow *entry = &c->meeting->roster.items[i];
        if (!text_same(entry->who, sign->who))
            continue;
        if (sign->name != NULL && text_same(entry->name, sign->name))
            return entry;
        if (found == NULL || (found->signed_by != NULL && entry->signed_by == NULL))
            found = entry;
    }
    return found;
}

static void substitution_possible(Judgement *j, const SignIn *sign)
{
    const Rule *rule = ruleset_rule(j->c->charter, "substitution");
    if (text_empty(sign->name))
        refuse(j, order_source("meeting.signin.substitute"), "写明代会人姓名。",
               "%s由人代会，没有写明代会人。", case_title(j->c, sign->who));
    if (rule != NULL && text_same(rule->value->word, "refused"))
        refuse(j, rule->source, "由本人签到。", "按制度不得派人代会。");
}

void rule_meeting_signin(Judgement *j)
{
    const MeetingSignin *f = j->c->fields;
    for (size_t i = 0; i < f->people.count; i++) {
        const SignIn *sign = &f->people.items[i];
        const RosterEntryRow *line = line_of(j->c, sign);
        const char *title = case_title(j->c, sign->who);
        if (line == NULL)
            refuse(j, order_source("meeting.signin.roster"),
                   "参会名单在开会前确定（meeting.roster）。", "%s没有列入参会名单。", title);
        else if (line->signed_by != NULL)
            refuse(j, house_source(HOUSE_ONCE), "去掉已签到的人。", "%s已经签到。", title);
        for (size_t k = 0; k < i; k++)
            if (text_same(f->people.items[k].who, sign->who) &&
                text_same(f->people.items[k].name, sign->name))
                refuse(j, house_source(HOUSE_ONCE), "去掉重复的一行。", "%s签到了两次。",
                       title);
        if (sign->as == SIGN_IN_AS_SUBSTITUTE)
            substitution_possible(j, sign);
    }
}

/* ---- opening report ----------------------------------------------------- */

static const DecisionRow *pending(const Case *c, int64_t number)
{
    for (size_t i = 0; i < c->meeting->pending.count; i++)
        if (c->meeting->pending.items[i].number == number)
            return &c->meeting->pending.items[i];
    return NULL;
}

/* What the charter wants said of a decision that is not carried out. */
static void unfinished_explained(Judgement *j, const ReportItem *item)
{
    const Rule *with = ruleset_act_rule(j->c->charter, "meeting.report", "with");
    const char *code = subject_code(j->op->arena, item->decision);
    for (size_t i = 0; with != NULL && i < with->value->item_count; i++) {
        const Item *wanted = &with->value->items[i];
        bool explanation = text_same(wanted->word, "explanation");
        bool opinion = text_same(wanted->word, "opinion");
        bool missing = (explanation && text_empty(item->explanation)) ||
                       (opinion && text_empty(item->opinion));
        if (explanation || opinion)
            rely_on(j, wanted->source);
        if (missing)
            refuse(j, wanted->source,
                   explanation ? "写明未落实的说明（explanation）。" : "写明意见（opinion）。",
                   explanation ? "%s尚未落实，没有作出说明。" : "%s尚未落实，没有提出意见。",
                   code);
    }
}

void rule_meeting_report(Judgement *j)
{
    const MeetingReport *f = j->c->fields;
    if (j->c->meeting->row.reported)
        refuse(j, house_source(HOUSE_ONCE), NULL, "本次会议已经通报过落实情况。");
    if (j->opening)
        return;
    for (size_t i = 0; i < f->items.count; i++) {
        const ReportItem *item = &f->items.items[i];
        const DecisionRow *decision = pending(j->c, item->decision.number);
        const char *code = subject_code(j->op->arena, item->decision);
        if (decision == NULL)
            refuse(j, order_source("meeting.report.pending"), "去掉这一项。",
                   "%s不在本次应通报的议定事项之内。", code);
        for (size_t k = 0; k < i; k++)
            if (subject_equal(f->items.items[k].decision, item->decision))
                refuse(j, house_source(HOUSE_ONCE), "合并为一项。", "%s通报了两次。", code);
        if (decision != NULL && !text_same(decision->state, "closed"))
            unfinished_explained(j, item);
    }
    const Rule *rule = opening_report_rule(j->c);
    Source source = rule != NULL ? rule->source : order_source("meeting.report.pending");
    for (size_t i = 0; i < j->c->meeting->pending.count; i++) {
        Subject wanted = { NOUN_DECISION, j->c->meeting->pending.items[i].number };
        bool there = false;
        for (size_t k = 0; k < f->items.count; k++)
            there = there || subject_equal(f->items.items[k].decision, wanted);
        if (!there)
            refuse(j, source, "逐项通报以前的议定事项。", "没有通报%s的落实情况。",
                   subject_title(j->op->arena, wanted));
    }
}

/* ---- discussing and resolving ------------------------------------------- */

void rule_meeting_brief(Judgement *j)
{
    rely_on(j, j->outcome.source);
}

void rule_meeting_require(Judgement *j)
{
    rely_on(j, j->outcome.source);
}

static void topic_on_agenda(Judgement *j, Subject topic)
{
    if (!meeting_has_topic(j->c, topic.number))
        refuse(j, order_source("meeting.agenda.topics"), "研究列入议程的议题。",
               "%s没有列入本次会议议程。", subject_title(j->op->arena, topic));
}

void rule_meeting_discuss(Judgement *j)
{
    const MeetingDiscuss *f = j->c->fields;
    opening_report_first(j);
    if (j->opening)
        return;
    topic_on_agenda(j, f->topic);
}

/* Enough of those called to attend have signed in. */
static void quorum_reached(Judgement *j)
{
    const Rule *rule = meeting_rule(j->c, "quorum");
    size_t called = 0, here = 0;
    if (rule == NULL || rule->value->word == NULL)
        return;
    for (size_t i = 0; i < j->c->meeting->roster.count; i++) {
        const RosterEntryRow *entry = &j->c->meeting->roster.items[i];
        bool attends = text_same(entry->status, "attend");
        called += attends;
        here += attends && entry->signed_by != NULL;
    }
    bool enough = text_same(rule->value->word, "half")         ? here * 2 > called
                  : text_same(rule->value->word, "two-thirds") ? here * 3 >= called * 2
                                                               : here == called;
    if (!enough)
        hold_to(j, rule->force, rule->source, "到会人数足够后再议定事项。",
                arena_printf(j->op->arena, "应出席%zu，签到%zu，到会人数应当%s。", called, here,
                             rule->value->words));
}

static void units_apart(Judgement *j, const MeetingResolve *f)
{
    for (size_t i = 0; i < f->supporting.count; i++) {
        const char *unit = f->supporting.items[i];
        if (text_same(unit, f->lead))
            refuse(j, house_source(HOUSE_ONCE), "从配合单位中去掉牵头单位。",
                   "%s既是牵头单位又是配合单位。", case_title(j->c, unit));
        for (size_t k = 0; k < i; k++)
            if (text_same(f->supporting.items[k], unit))
                refuse(j, house_source(HOUSE_ONCE), "同一配合单位只列一次。",
                       "配合单位%s列了两次。", case_title(j->c, unit));
    }
}

/* Lead and supporting units are those who later report for themselves. */
static void units_known(Judgement *j, const char *unit)
{
    if (case_unit(j->c, unit) == NULL && case_post(j->c, unit) == NULL)
        refuse(j, house_source(HOUSE_NAMES_EXIST), "先登记该单位（unit.add）。",
               "“%s”不是已登记的单位。", unit);
}

void rule_meeting_resolve(Judgement *j)
{
    const MeetingResolve *f = j->c->fields;
    opening_report_first(j);
    quorum_reached(j);
    if (j->opening)
        return;
    agreed_by_enough(j, &f->agreed);
    units_known(j, f->lead);
    for (size_t i = 0; i < f->supporting.count; i++)
        units_known(j, f->supporting.items[i]);
    units_apart(j, f);
    if (day_compare(f->due, j->c->day) < 0)
        refuse(j, house_source(HOUSE_DEADLINE_AHEAD), "完成时限定在今天或以后。",
               "完成时限%s早于办理日。", day_chinese(j->op->arena, f->due));
    if (!subject_given(f->topic))
        return;
    topic_on_agenda(j, f->topic);
    const TopicCase *topic = case_topic(j->c, f->topic);
    if (topic != NULL && !text_same(topic->row.state, "resolved"))
        move_state(j, f->topic, topic->row.state, "resolved");
}

/* ---- close -------------------------------------------------------------- */

static bool somebody_signed(const MeetingCase *meeting)
{
    for (size_t i = 0; i < meeting->roster.count; i++)
        if (meeting->roster.items[i].signed_by != NULL)
            return true;
    return false;
}

static void close_possible(Judgement *j)
{
    const MeetingClose *f = j->c->fields;
    const MeetingCase *meeting = j->c->meeting;
    const Rule *report = opening_report_rule(j->c);
    bool before = !j->opening && instant_given(meeting->row.opened_at) &&
                  f->at.us < meeting->row.opened_at.us;
    bool other = !j->opening && day_compare(instant_day(f->at), j->c->day) != 0;
    if (before || other)
        refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "核对散会时间。",
               before ? "散会时间%s早于开会时间。" : "散会时间%s不在办理日当天。",
               instant_chinese(j->op->arena, f->at));
    if (!somebody_signed(meeting))
        refuse(j, order_source("meeting.close.signin"), "先登记签到（meeting.signin）。",
               "还没有人签到，不能散会。");
    if (opening_report_owed(j->c))
        hold_to(
            j, report->force, report->source, "先通报上次议定事项落实情况（meeting.report）。",
            arena_printf(j->op->arena, "还有%zu项以前的议定事项没有通报落实情况，不能散会。",
                         meeting->pending.count));
}

/* The office's own habit sets the day of what the charter only says is done. */
void rule_meeting_close(Judgement *j)
{
    Subject meeting = j->c->subject;
    Subject minutes = { NOUN_MINUTES, meeting.number };
    close_possible(j);
    excuse_duties(j, meeting, NULL, NULL);
    open_duties_of(j, "minutes.draft", minutes,
                   due_within(j, "minutes.draft", SETTING_MINUTES_DAYS), SETTING_MINUTES_DAYS);
    if (ruleset_speaks_of(j->c->charter, "news"))
        open_duties_of(j, "news.draft", meeting, due_within(j, "news.draft", SETTING_NEWS_DAYS),
                       SETTING_NEWS_DAYS);
    if (!ruleset_speaks_of(j->c->charter, "minutes"))
        assignment_owed(j); /* else once the minutes are issued */
    if (j->c->meeting->resolved.count > 0)
        open_duties_of(j, "inspection.form", meeting, due_none(), SETTING_COUNT);
    owe_next_meeting(j);
}
