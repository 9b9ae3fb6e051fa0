/* Who is called to a meeting and to what: agenda, roster, notice, answers. */
#include "base/text.h"
#include "rules/meeting.h"
#include "rules/nouns.h"

/* ---- agenda ------------------------------------------------------------- */

/* The act of the meeting that an agenda item leads to. */
static const char *item_verb(AgendaItemKind kind)
{
    switch (kind) {
    case AGENDA_ITEM_KIND_LAST_DECISIONS:
        return "meeting.report";
    case AGENDA_ITEM_KIND_GOVERNMENT_REPORT:
    case AGENDA_ITEM_KIND_UNION_REPORT:
        return "meeting.brief";
    case AGENDA_ITEM_KIND_REQUIREMENTS:
        return "meeting.require";
    case AGENDA_ITEM_KIND_TOPIC:
        return "meeting.discuss";
    case AGENDA_ITEM_KIND_NOT_GIVEN:
    case AGENDA_ITEM_KIND_OTHER:
        break;
    }
    return "";
}

/* A topic comes to the meeting with its draft, where the charter has drafts. */
static void topic_fit(Judgement *j, Subject topic)
{
    const TopicCase *known = case_topic(j->c, topic);
    bool drafts = ruleset_speaks_of(j->c->charter, "topic.draft");
    const char *state = known == NULL ? NULL : known->row.state;
    if (text_same(state, "drafted") || (!drafts && text_same(state, "agreed")))
        return;
    const char *word = state == NULL ? NULL : noun_state_word(NOUN_TOPIC, state);
    refuse(j, order_source("meeting.agenda.topics"),
           drafts ? "形成议题草案（topic.draft）后再列入议程。"
                  : "商定（topic.agree）后再列入议程。",
           "%s现在的状态是“%s”，不能列入议程。", subject_title(j->op->arena, topic),
           word != NULL ? word : "未知");
}

static void item_checked(Judgement *j, const AgendaItemList *items, size_t n)
{
    const AgendaItem *item = &items->items[n];
    bool topic = item->kind == AGENDA_ITEM_KIND_TOPIC;
    if (topic != subject_given(item->topic))
        refuse(j, order_source("meeting.agenda.item"),
               topic ? "写明议题编号。" : "研究议题的，内容写 topic。",
               topic ? "第%zu项是研究议题，没有写明哪个议题。"
                     : "第%zu项不是研究议题，却写了议题。",
               n + 1);
    for (size_t i = 0; i < n; i++) {
        bool again = topic && subject_equal(items->items[i].topic, item->topic);
        bool report =
            item->kind == AGENDA_ITEM_KIND_LAST_DECISIONS && items->items[i].kind == item->kind;
        if (again || report)
            refuse(j, house_source(HOUSE_ONCE), "合并为一项。", "第%zu项与第%zu项重复。", i + 1,
                   n + 1);
    }
    if (topic && subject_given(item->topic))
        topic_fit(j, item->topic);
}

/* The opening report stands where the charter puts it, and is not left out
 * while decisions wait for it. */
static void report_placed(Judgement *j, const AgendaItemList *items)
{
    const Rule *rule = opening_report_rule(j->c);
    const Rule *place = ruleset_act_rule(j->c->charter, "meeting.report", "place");
    size_t at = 0;
    while (at < items->count && items->items[at].kind != AGENDA_ITEM_KIND_LAST_DECISIONS)
        at++;
    if (rule == NULL)
        return;
    if (at == items->count) {
        if (j->c->meeting->pending.count > 0 && !j->c->meeting->first)
            hold_to(j, rule->force, rule->source, "在议程中列入通报上次议定事项落实情况。",
                    arena_printf(j->op->arena,
                                 "还有%zu项以前的议定事项要通报落实情况，议程没有列入。",
                                 j->c->meeting->pending.count));
        return;
    }
    if (place == NULL || place->value->kind != VALUE_NUMBER)
        return;
    int64_t number = place->value->number;
    size_t wanted = number > 0 ? (size_t)number - 1 : items->count - 1;
    if (at != wanted && wanted < items->count)
        hold_to(j, place->force, place->source,
                arena_printf(j->op->arena, "把它列为第%zu项。", wanted + 1),
                "通报上次议定事项落实情况没有列在制度规定的次序。");
}

static size_t place_in(const Value *order, const char *verb)
{
    for (size_t i = 0; i < order->item_count; i++)
        if (text_same(order->items[i].word, verb))
            return i;
    return order->item_count;
}

static void order_kept(Judgement *j, const AgendaItemList *items)
{
    const Rule *order = ruleset_rule(j->c->charter, "agenda.order");
    if (order == NULL)
        return;
    size_t reached = 0;
    for (size_t i = 0; i < items->count; i++) {
        size_t place = place_in(order->value, item_verb(items->items[i].kind));
        if (place == order->value->item_count)
            continue;
        if (place < reached)
            hold_to(j, order->force, order->source,
                    arena_printf(j->op->arena, "按%s的次序排列。", order->value->words),
                    arena_printf(j->op->arena, "第%zu项排在了它应当先于的议程之后。", i + 1));
        reached = place > reached ? place : reached;
    }
}

static void topics_counted(Judgement *j, const AgendaItemList *items)
{
    const Rule *rule = meeting_rule(j->c, "topics");
    int64_t count = 0;
    for (size_t i = 0; i < items->count; i++)
        count += items->items[i].kind == AGENDA_ITEM_KIND_TOPIC;
    if (rule == NULL || rule->value->kind != VALUE_BOUND)
        return;
    const Bound *bound = &rule->value->bound;
    bool over = count > bound->number && bound->kind != BOUND_AT_LEAST;
    bool under = count < bound->number && bound->kind != BOUND_AT_MOST;
    if ((over || under) && bound->kind != BOUND_PROMPTLY)
        hold_to(j, rule->force, rule->source,
                arena_printf(j->op->arena, "按制度调整议题数：%s。", rule->value->words),
                arena_printf(j->op->arena, "议程列了%lld个议题。", (long long)count));
}

/* The day a topic came so far; NONE: not yet. */
static Day topic_reached(const Case *c, const char *verb, int64_t topic)
{
    Day last = DAY_NONE;
    for (size_t i = 0; i < c->done.count; i++) {
        const HistoryRow *row = &c->done.items[i];
        if (text_same(row->verb, verb) && text_same(row->noun, "topic") &&
            row->number == topic && (!day_given(last) || day_compare(row->done_on, last) > 0))
            last = row->done_on;
    }
    return last;
}

/* So long before the meeting as the charter wants its topics ready. */
static void topics_in_time(Judgement *j, const AgendaItemList *items)
{
    static const char *const verbs[] = { "topic.propose", "topic.submit", "topic.agree",
                                         "topic.draft" };
    for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++) {
        const Rule *rule = ruleset_act_rule(j->c->charter, verbs[v], "ahead");
        Due last = due_ahead(j, verbs[v], SETTING_NOTICE_DAYS, meeting_day(j->c));
        for (size_t i = 0; rule != NULL && i < items->count && day_given(last.day); i++) {
            Subject topic = items->items[i].topic;
            Day day = topic_reached(j->c, verbs[v], topic.number);
            if (!subject_given(topic) || !day_given(day) || day_compare(day, last.day) <= 0)
                continue;
            hold_to(j, rule->force, rule->source,
                    "列入下一次会议，或者改期（meeting.postpone）。",
                    arena_printf(j->op->arena, "%s“%s”应当在%s以前办完，是%s办的。",
                                 subject_title(j->op->arena, topic), act_find(verbs[v])->label,
                                 day_chinese(j->op->arena, last.day),
                                 day_chinese(j->op->arena, day)));
        }
    }
}

/* The same for what is done to the meeting itself. */
static void done_in_time(Judgement *j)
{
    const char *verb = j->c->act->verb;
    const Rule *rule = ruleset_act_rule(j->c->charter, verb, "ahead");
    Due last = due_ahead(j, verb, SETTING_NOTICE_DAYS, meeting_day(j->c));
    if (rule != NULL && day_given(last.day) && day_compare(j->c->day, last.day) > 0)
        hold_to(j, rule->force, rule->source, "先改期（meeting.postpone）。",
                arena_printf(j->op->arena, "“%s”应当在%s以前办理。", j->c->act->label,
                             day_chinese(j->op->arena, last.day)));
}

void rule_meeting_agenda(Judgement *j)
{
    const MeetingAgenda *f = j->c->fields;
    if (j->opening) {
        done_in_time(j);
        return;
    }
    for (size_t i = 0; i < f->items.count; i++)
        item_checked(j, &f->items, i);
    report_placed(j, &f->items);
    order_kept(j, &f->items);
    topics_counted(j, &f->items);
    topics_in_time(j, &f->items);
    done_in_time(j);
}

/* ---- roster ------------------------------------------------------------- */

/* People without a post, and authorities outside the conference. */
static bool guest_known(const Case *c, const char *who)
{
    for (size_t i = 0; i < c->charter->group_count; i++)
        if (text_same(c->charter->groups[i].id, who))
            return true;
    for (size_t i = 0; i < c->charter->outside_count; i++)
        if (text_same(c->charter->outside[i].id, who))
            return true;
    return false;
}

static bool acts(const Case *c, const char *who)
{
    return case_post(c, who) != NULL || case_unit(c, who) != NULL;
}

static bool of_item(const Case *c, const Item *item, const char *who)
{
    SeatKind kind = item->seat.kind;
    if (kind == SEAT_GROUP || kind == SEAT_OUTSIDE)
        return text_same(item->seat.id, who);
    if (kind == SEAT_TEAM || kind == SEAT_CONFERENCE)
        return false; /* nobody in particular */
    return acts(c, who) && seat_is(c, &item->seat, who);
}

/* The line of the roll that speaks of somebody; where several do, the one
 * with the wider right: a member whose topic is discussed attends. */
static const Item *roll_item(const Case *c, const Rule *roll, const char *who)
{
    const Item *found = NULL;
    for (size_t i = 0; i < roll->value->item_count; i++) {
        const Item *item = &roll->value->items[i];
        if (!of_item(c, item, who))
            continue;
        if (text_same(item->value, "attend"))
            return item;
        found = found == NULL ? item : found;
    }
    return found;
}

static void status_founded(Judgement *j, const Rule *roll, const RosterEntry *entry)
{
    const Item *item = roll_item(j->c, roll, entry->who);
    const char *title = case_title(j->c, entry->who);
    if (!text_empty(entry->basis))
        return;
    if (item == NULL) {
        if (!roll->value->open)
            refuse(j, roll->source, "在名单中写明依据（basis）。",
                   "%s不在制度规定的参会范围内，没有写明依据。", title);
        return;
    }
    bool attends = text_same(item->value, "attend");
    if (attends == (entry->status == ROSTER_ENTRY_STATUS_ATTEND))
        rely_on(j, item->source);
    else
        refuse(j, item->source, "改为制度规定的身份，或者写明依据（basis）。",
               "%s按制度是%s，列为%s没有写明依据。", title, attends ? "出席" : "列席",
               roster_entry_status_word(entry->status));
}

static bool held(const Case *c, const char *post)
{
    Day day = day_given(meeting_day(c)) ? meeting_day(c) : c->day;
    for (size_t i = 0; i < c->tenures.count; i++) {
        const TenureRow *row = &c->tenures.items[i];
        if (text_same(row->post, post) && day_compare(row->since, day) <= 0 &&
            (!day_given(row->until) || day_compare(day, row->until) <= 0))
            return true;
    }
    return false;
}

static bool called(const Case *c, const RosterEntryList *people, const char *post, bool unit)
{
    const PostRow *row = case_post(c, post);
    for (size_t i = 0; i < people->count; i++)
        if (text_same(people->items[i].who, post) ||
            (unit && row != NULL && text_same(people->items[i].who, row->body)))
            return true;
    return false;
}

/* Who has to attend is called; an empty seat calls nobody. */
static void all_called(Judgement *j, const Rule *roll, const RosterEntryList *people)
{
    const Case *c = j->c;
    for (size_t i = 0; i < roll->value->item_count; i++) {
        const Item *item = &roll->value->items[i];
        bool unit = seat_of_units(item->seat.kind);
        Actor actor = { .mode = ACTOR_EACH, .seats = &item->seat, .seat_count = 1 };
        TextList missing = { 0 };
        bool nobody = item->seat.kind == SEAT_OUTSIDE || item->seat.kind == SEAT_TEAM ||
                      item->seat.kind == SEAT_CONFERENCE;
        if (nobody || !text_same(item->value, "attend"))
            continue;
        TextList posts = actor_posts(c, j->op->arena, &actor);
        for (size_t k = 0; k < posts.count; k++)
            if (!called(c, people, posts.items[k], unit) && (unit || held(c, posts.items[k])))
                *LIST_ADD(j->op->arena, &missing) = posts.items[k];
        if (missing.count > 0)
            hold_to(j, item->force, item->source, "补列入名单；不能到会的，通知后登记请假。",
                    arena_printf(j->op->arena, "参会名单没有列入%s。",
                                 posts_words(c, j->op->arena, &missing)));
    }
}

static void entry_checked(Judgement *j, const RosterEntryList *people, size_t n)
{
    const RosterEntry *entry = &people->items[n];
    bool known = acts(j->c, entry->who);
    if (!known && !guest_known(j->c, entry->who))
        refuse(j, house_source(HOUSE_NAMES_EXIST), "先登记该单位或者职务。",
               "第%zu人“%s”不是已登记的单位、职务，也不是制度所列的人员。", n + 1, entry->who);
    for (size_t i = 0; i < n; i++)
        if (text_same(people->items[i].who, entry->who) &&
            (known || text_same(people->items[i].name, entry->name)))
            refuse(j, house_source(HOUSE_ONCE), "同一单位、职务只列一次。",
                   "%s在名单中列了两次。", case_title(j->c, entry->who));
}

/* After the notice: those added are asked, those left out owe no answer. */
static void answers_follow(Judgement *j, const RosterEntryList *people)
{
    const MeetingCase *meeting = j->c->meeting;
    Source source = setting_source(SETTING_RESPOND_DAYS);
    if (!text_same(j->c->state, "notified"))
        return;
    for (size_t i = 0; i < meeting->roster.count; i++)
        if (!called(j->c, people, meeting->roster.items[i].who, false))
            excuse_duties(j, j->c->subject, "meeting.respond", meeting->roster.items[i].who);
    for (size_t i = 0; i < people->count; i++) {
        const char *who = people->items[i].who;
        bool before = false;
        for (size_t k = 0; k < meeting->roster.count; k++)
            before = before || text_same(meeting->roster.items[k].who, who);
        if (!before && acts(j->c, who))
            open_duty(j, who, "meeting.respond", j->c->subject,
                      due_on(meeting->row.respond_by, source), source);
    }
}

void rule_meeting_roster(Judgement *j)
{
    const MeetingRoster *f = j->c->fields;
    const Rule *roll = meeting_roll(j->c);
    if (j->opening) {
        done_in_time(j);
        return;
    }
    for (size_t i = 0; i < f->people.count; i++)
        entry_checked(j, &f->people, i);
    for (size_t i = 0; roll != NULL && i < f->people.count; i++)
        status_founded(j, roll, &f->people.items[i]);
    if (roll != NULL)
        all_called(j, roll, &f->people);
    done_in_time(j);
    answers_follow(j, &f->people);
}

/* ---- notice and answers ------------------------------------------------- */

static void all_ready(Judgement *j)
{
    const Case *c = j->c;
    const Rule *rule = rule_of_doer(c, "meeting.ready");
    TextList missing = { 0 };
    if (rule == NULL)
        return;
    TextList posts = actor_posts(c, j->op->arena, &rule->value->actor);
    for (size_t i = 0; i < posts.count; i++) {
        bool ready = false;
        for (size_t k = 0; k < c->meeting->ready.count; k++)
            ready = ready || text_same(c->meeting->ready.items[k].post, posts.items[i]);
        if (!ready)
            *LIST_ADD(j->op->arena, &missing) = posts.items[i];
    }
    bool enough = rule->value->actor.mode == ACTOR_ANY && missing.count < posts.count;
    if (missing.count > 0 && !enough)
        wait_for(j, rule->source,
                 arena_printf(j->op->arena, "待%s确认会务就绪（meeting.ready）。",
                              posts_words(c, j->op->arena, &missing)),
                 "会议由%s筹备，%s还没有确认就绪。", rule->value->words,
                 posts_words(c, j->op->arena, &missing));
}

/* The last day a notice is in time; a clause's word weighs more than the
 * office's own habit. */
static void notice_in_time(Judgement *j)
{
    const Rule *rule = ruleset_act_rule(j->c->charter, "meeting.notify", "ahead");
    Due last = due_ahead(j, "meeting.notify", SETTING_NOTICE_DAYS, meeting_day(j->c));
    if (!day_given(last.day) || day_compare(j->c->day, last.day) <= 0)
        return;
    const char *why = arena_printf(j->op->arena, "会议通知应当在%s以前印发。",
                                   day_chinese(j->op->arena, last.day));
    if (rule != NULL && last.source.kind != SOURCE_SETTING)
        hold_to(j, rule->force, last.source, "先改期（meeting.postpone），再印发通知。", why);
    else
        need_reason(j, last.source, "%s", why);
}

static void answer_day_possible(Judgement *j, Day by)
{
    Day meeting = meeting_day(j->c);
    if (day_compare(by, j->c->day) < 0)
        refuse(j, house_source(HOUSE_DEADLINE_AHEAD), "回执期限定在今天到会议当天之间。",
               "回执期限%s早于办理日。", day_chinese(j->op->arena, by));
    if (day_given(meeting) && day_compare(by, meeting) > 0)
        refuse(j, order_source("meeting.notify.respond-by"), "回执期限定在今天到会议当天之间。",
               "回执期限%s晚于会议日。", day_chinese(j->op->arena, by));
}

void rule_meeting_notify(Judgement *j)
{
    const MeetingNotify *f = j->c->fields;
    const MeetingCase *meeting = j->c->meeting;
    const Rule *respond = rule_of_doer(j->c, "meeting.respond");
    Source source = respond != NULL ? respond->source : setting_source(SETTING_RESPOND_DAYS);
    if (meeting->agenda.count == 0)
        refuse(j, order_source("meeting.notify.agenda"), "先确定议程（meeting.agenda）。",
               "还没有确定议程，不能印发会议通知。");
    if (meeting->roster.count == 0)
        refuse(j, order_source("meeting.notify.roster"), "先确定参会人员（meeting.roster）。",
               "还没有确定参会人员，不能印发会议通知。");
    all_ready(j);
    notice_in_time(j);
    if (j->opening)
        return;
    answer_day_possible(j, f->respond_by);
    excuse_duties(j, j->c->subject, "meeting.notify", NULL);
    for (size_t i = 0; i < meeting->roster.count; i++)
        if (acts(j->c, meeting->roster.items[i].who))
            open_duty(j, meeting->roster.items[i].who, "meeting.respond", j->c->subject,
                      due_on(f->respond_by, setting_source(SETTING_RESPOND_DAYS)), source);
}

static void substitute_allowed(Judgement *j)
{
    const Rule *rule = ruleset_rule(j->c->charter, "substitution");
    if (rule == NULL)
        return;
    if (text_same(rule->value->word, "refused"))
        refuse(j, rule->source, "由本人参会，或者请假。", "按制度不得派人代会。");
    else if (text_same(rule->value->word, "with-leave"))
        need_reason(j, rule->source, "派人代会须经同意，要写明经谁同意。");
}

void rule_meeting_respond(Judgement *j)
{
    const MeetingRespond *f = j->c->fields;
    const RosterEntryRow *entry = meeting_entry(j->c, j->c->actor.post);
    if (entry == NULL) {
        refuse(j, order_source("meeting.respond.roster"), "先列入参会名单（meeting.roster）。",
               "%s不在参会名单上。", j->c->actor.title);
        return;
    }
    if (j->opening)
        return;
    if (f->answer == MEETING_RESPOND_ANSWER_SUBSTITUTE) {
        if (text_empty(f->substitute))
            refuse(j, order_source("meeting.respond.substitute"), "写明代会人（substitute）。",
                   "派人代会，没有写明代会人。");
        substitute_allowed(j);
    }
    if (f->answer == MEETING_RESPOND_ANSWER_LEAVE && text_empty(f->cause))
        refuse(j, order_source("meeting.respond.cause"), "写明请假原因（cause）。",
               "请假没有写明原因。");
    resolve(j, "unit", entry->who);
}
