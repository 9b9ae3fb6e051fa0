#include "base/test.h"
#include "rules/meeting_sample.h"

static Instant on(int month, int day)
{
    return instant_at(day_of(2024, month, day), 9, 30);
}

static void is(const Sample *s, VerdictKind kind, SourceKind source, const char *ref)
{
    CHECK_INT(s->verdict.kind, kind);
    CHECK_INT(s->verdict.source.kind, source);
    CHECK_TEXT(s->verdict.source.ref, ref);
}

TEST(a_meeting_is_asked_for_only_by_kinds_the_charter_knows)
{
    Sample *s = sample_new(test_op());
    MeetingRequest f = { .kind = "plenary" };
    sample_judge(s, "union-chair", ACT_MEETING_REQUEST, "", &f);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H8");
    f.kind = "regular";
    sample_judge(s, "union-chair", ACT_MEETING_REQUEST, "", &f);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    CHECK_TEXT(s->outcome.to, "requested");
    CHECK_INT(sample_opened(s, "meeting.consent"), 0);
    sample_judge(s, "office", ACT_MEETING_REQUEST, "", &f);
    is(s, VERDICT_REFUSED, SOURCE_CLAUSE, "A5a");
}

TEST(a_special_meeting_is_owed_the_consent_of_both_sides)
{
    Sample *s = sample_new(test_op());
    MeetingRequest f = { .kind = "special" };
    sample_judge(s, "union-chair", ACT_MEETING_REQUEST, "", &f);
    CHECK_TEXT(sample_owners(s, "meeting.consent"), "government-vice-head union-chair");
    CHECK_TEXT(sample_duty_opened(s, "meeting.consent")->source.ref, "A5b");
    CHECK_INT(sample_duty_opened(s, "meeting.consent")->subject.noun, NOUN_MEETING);
}

TEST(a_special_meeting_waits_for_every_consent_and_silence_is_none)
{
    Sample *s = sample_new(test_op());
    MeetingConsent yes = { 0 };
    MeetingSchedule set = { .at = on(6, 20),
                            .place = "三楼",
                            .presider = "government-vice-head" };
    s->meeting.row.kind = "special";
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "requested", &set);
    is(s, VERDICT_WAITING, SOURCE_CLAUSE, "A5b");

    sample_duty(s, 1, "union-chair", "meeting.consent", NOUN_MEETING);
    sample_duty(s, 2, "government-vice-head", "meeting.consent", NOUN_MEETING);
    sample_judge(s, "union-chair", ACT_MEETING_CONSENT, "requested", &yes);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    CHECK(s->outcome.to == NULL);
    CHECK_INT(s->outcome.ends.count, 1);
    CHECK_INT(s->outcome.ends.items[0].number, 1);

    *LIST_ADD(s->op->arena, &s->meeting.consents) =
        (MeetingConsentRow){ .post = "union-chair" };
    sample_judge(s, "union-chair", ACT_MEETING_CONSENT, "requested", &yes);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H9");
    sample_judge(s, "office", ACT_MEETING_CONSENT, "requested", &yes);
    is(s, VERDICT_REFUSED, SOURCE_CLAUSE, "A5b");
    sample_judge(s, "government-vice-head", ACT_MEETING_CONSENT, "requested", &yes);
    CHECK_TEXT(s->outcome.to, "consented");
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "consented", &set);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
}

TEST(a_regular_meeting_is_set_without_consent_where_the_charter_asks_none)
{
    Sample *s = sample_new(test_op());
    MeetingSchedule set = { .at = on(6, 20),
                            .place = "三楼",
                            .presider = "government-vice-head" };
    MeetingConsent yes = { 0 };
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "requested", &set);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
    sample_judge(s, "office", ACT_MEETING_CONSENT, "requested", &yes);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.consent.asked");
}

TEST(who_asks_for_a_meeting_called_jointly_has_agreed_by_asking)
{
    Sample *s = sample_new(test_op());
    MeetingRequest f = { .kind = "regular" };
    MeetingConsent yes = { 0 };
    MeetingSchedule set = { .at = on(6, 20),
                            .place = "三楼",
                            .presider = "government-vice-head" };
    sample_actors(s, "meeting.convene.by", "A5c", ACTOR_ALL,
                  "government-vice-head union-chair");
    sample_judge(s, "union-chair", ACT_MEETING_REQUEST, "", &f);
    CHECK_TEXT(sample_owners(s, "meeting.consent"), "government-vice-head");
    *LIST_ADD(s->op->arena, &s->c.done) = (HistoryRow){ .verb = "meeting.request",
                                                        .noun = "meeting",
                                                        .number = 1,
                                                        .actor = "union-chair",
                                                        .done_on = s->c.day };
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "requested", &set);
    is(s, VERDICT_WAITING, SOURCE_CLAUSE, "A5c");
    sample_judge(s, "union-chair", ACT_MEETING_CONSENT, "requested", &yes);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H9");
    sample_judge(s, "government-vice-head", ACT_MEETING_CONSENT, "requested", &yes);
    CHECK_TEXT(s->outcome.to, "consented");
    sample_word(s, "meetings.regular.called-on", "plan");
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "requested", &set);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);
}

TEST(setting_a_meeting_owes_readiness_agenda_and_a_notice_in_time)
{
    Sample *s = sample_new(test_op());
    MeetingSchedule set = { .at = on(6, 20),
                            .place = "三楼",
                            .presider = "government-vice-head" };
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "requested", &set);
    CHECK_TEXT(sample_owners(s, "meeting.ready"), "government-office office");
    CHECK_TEXT(sample_duty_opened(s, "meeting.ready")->source.ref, "R6");
    CHECK_TEXT(sample_owners(s, "meeting.agenda"), "office");
    CHECK_TEXT(sample_owners(s, "meeting.notify"), "office");
    /* three working days before Thursday the 20th */
    CHECK_TEXT(day_text(s->op->arena, sample_duty_opened(s, "meeting.notify")->due),
               "2024-06-17");
    CHECK_TEXT(sample_duty_opened(s, "meeting.notify")->due_source.ref, "notice-days");
}

TEST(a_meeting_is_not_set_in_the_past)
{
    Sample *s = sample_new(test_op());
    MeetingSchedule set = { .at = on(5, 31),
                            .place = "三楼",
                            .presider = "government-vice-head" };
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "requested", &set);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H13");
}

TEST(setting_it_again_moves_what_is_still_owed)
{
    Sample *s = sample_new(test_op());
    MeetingSchedule set = { .at = on(6, 27),
                            .place = "三楼",
                            .presider = "government-vice-head" };
    sample_duty(s, 4, "government-office", "meeting.ready", NOUN_MEETING);
    sample_duty(s, 5, "office", "meeting.notify", NOUN_MEETING);
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "scheduled", &set);
    CHECK_TEXT(sample_owners(s, "meeting.ready"), "government-office");
    CHECK_TEXT(day_text(s->op->arena, sample_duty_opened(s, "meeting.notify")->due),
               "2024-06-24");
    CHECK_INT(s->outcome.ends.count, 2);
}

TEST(others_preside_only_with_a_reason_and_the_entrusted_with_a_mandate)
{
    Sample *s = sample_new(test_op());
    MeetingSchedule set = { .at = on(6, 20), .place = "三楼", .presider = "union-chair" };
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "requested", &set);
    is(s, VERDICT_NEEDS_REASON, SOURCE_READING, "R3i");
    s->envelope.reason = "副旗长外出";
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "requested", &set);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);

    set.presider = "government-office-deputy";
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "requested", &set);
    is(s, VERDICT_REFUSED, SOURCE_READING, "R3i");
    set.mandate = "召集人6月2日书面委托";
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "requested", &set);
    CHECK_INT(s->verdict.kind, VERDICT_ALLOWED);

    set.presider = "hrss";
    sample_judge(s, "office", ACT_MEETING_SCHEDULE, "requested", &set);
    is(s, VERDICT_REFUSED, SOURCE_READING, "R3");
}

TEST(each_preparing_post_confirms_once)
{
    Sample *s = sample_new(test_op());
    MeetingReady ready = { 0 };
    sample_duty(s, 4, "government-office", "meeting.ready", NOUN_MEETING);
    sample_duty(s, 5, "office", "meeting.ready", NOUN_MEETING);
    sample_judge(s, "office", ACT_MEETING_READY, "scheduled", &ready);
    CHECK_INT(s->outcome.ends.count, 1);
    CHECK_INT(s->outcome.ends.items[0].number, 5);
    *LIST_ADD(s->op->arena, &s->meeting.ready) = (MeetingReadyRow){ .post = "office" };
    sample_judge(s, "office", ACT_MEETING_READY, "scheduled", &ready);
    is(s, VERDICT_REFUSED, SOURCE_HOUSE, "H9");
    sample_judge(s, "hrss", ACT_MEETING_READY, "scheduled", &ready);
    is(s, VERDICT_REFUSED, SOURCE_READING, "R6");
}

TEST(putting_off_asks_everyone_to_prepare_anew)
{
    Sample *s = sample_new(test_op());
    MeetingPostpone later = { .at = on(7, 4), .cause = "场地冲突" };
    s->meeting.row.at = on(6, 20);
    sample_item(s, "topic", 1);
    sample_duty(s, 7, "hrss", "meeting.respond", NOUN_MEETING);
    sample_judge(s, "office", ACT_MEETING_POSTPONE, "notified", &later);
    CHECK_TEXT(s->outcome.to, "scheduled");
    CHECK_INT(s->outcome.ends.count, 1);
    CHECK_INT(s->outcome.ends.items[0].how, DUTY_EXCUSED);
    CHECK_INT(sample_opened(s, "meeting.ready"), 2);
    CHECK_INT(sample_opened(s, "meeting.notify"), 1);
    CHECK_INT(sample_opened(s, "meeting.agenda"), 0);
    later.at = on(6, 20);
    sample_judge(s, "office", ACT_MEETING_POSTPONE, "notified", &later);
    is(s, VERDICT_REFUSED, SOURCE_ORDER, "meeting.postpone.at");
}

TEST(a_request_does_the_duty_of_the_year_but_a_special_one_does_not)
{
    Sample *s = sample_new(test_op());
    MeetingRequest f = { .kind = "special" };
    sample_duty(s, 3, "union-chair", "meeting.request", NOUN_CONFERENCE);
    sample_duty(s, 8, "union-chair", "meeting.request", NOUN_CONFERENCE);
    s->c.duties.items[1].due = day_of(2025, 12, 31);
    sample_judge(s, "union-chair", ACT_MEETING_REQUEST, "", &f);
    CHECK_INT(s->outcome.ends.count, 0);
    f.kind = "regular";
    sample_judge(s, "union-chair", ACT_MEETING_REQUEST, "", &f);
    CHECK_INT(s->outcome.ends.count, 1);
    CHECK_INT(s->outcome.ends.items[0].number, 3);
}

TEST(a_cancelled_yearly_meeting_is_owed_again_unless_another_was_held)
{
    Sample *s = sample_new(test_op());
    MeetingCancel f = { .cause = "防汛" };
    sample_duty(s, 4, "government-office", "meeting.ready", NOUN_MEETING);
    sample_judge(s, "office", ACT_MEETING_CANCEL, "scheduled", &f);
    CHECK_INT(s->outcome.ends.count, 1);
    CHECK_TEXT(sample_owners(s, "meeting.request"), "union-chair");
    CHECK_TEXT(day_text(s->op->arena, sample_duty_opened(s, "meeting.request")->due),
               "2024-12-31");
    *LIST_ADD(s->op->arena, &s->c.meetings) =
        (MeetingRow){ .number = 5, .kind = "regular", .closed_at = on(3, 8) };
    sample_judge(s, "office", ACT_MEETING_CANCEL, "scheduled", &f);
    CHECK_INT(sample_opened(s, "meeting.request"), 0);
}
