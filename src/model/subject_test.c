#include "model/subject.h"

#include "base/test.h"
#include "model/spec.h"

TEST(a_code_is_a_letter_and_a_number_in_one_form)
{
    static const char *const wrong[] = {
        "",    "T",           "T0", "T01", "t1",  "M1",  "T-1",   "T 1",
        "T1 ", "T1234567890", "1",  "TT1", "T１", "T+1", "议题1", "T99999999999999999999"
    };
    Subject subject;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(!subject_parse(wrong[i], NOUN_TOPIC, &subject));
    NEED(subject_parse("T12", NOUN_TOPIC, &subject));
    CHECK(subject.noun == NOUN_TOPIC);
    CHECK_INT(subject.number, 12);
    CHECK_TEXT(subject_code(test_op()->arena, subject), "T12");
    CHECK(subject_parse("T999999999", NOUN_TOPIC, &subject));
    CHECK(!subject_parse("T1", NOUN_NONE, &subject));
}

TEST(minutes_share_the_code_of_their_meeting)
{
    Subject minutes, meeting;
    NEED(subject_parse("M3", NOUN_MINUTES, &minutes));
    NEED(subject_guess("M3", &meeting));
    CHECK(minutes.noun == NOUN_MINUTES);
    CHECK(meeting.noun == NOUN_MEETING);
    CHECK(!subject_equal(minutes, meeting));
    CHECK_TEXT(subject_code(test_op()->arena, minutes), "M3");
    CHECK_TEXT(subject_title(test_op()->arena, minutes), "会议纪要M3");
}

TEST(the_conference_itself_has_the_empty_code)
{
    Subject subject;
    CHECK(subject_parse("", NOUN_CONFERENCE, &subject));
    CHECK(subject_equal(subject, SUBJECT_CONFERENCE));
    CHECK(subject_guess("", &subject));
    CHECK(subject_equal(subject, SUBJECT_CONFERENCE));
    CHECK(!subject_parse("K1", NOUN_CONFERENCE, &subject));
    CHECK_TEXT(subject_code(test_op()->arena, SUBJECT_CONFERENCE), "");
    CHECK(!subject_given(SUBJECT_NONE));
    CHECK(!subject_guess("Z1", &subject));
    CHECK(!subject_guess("T1x", &subject));
}

TEST(nouns_and_states_have_names_and_words)
{
    CHECK(noun_find("topic") == NOUN_TOPIC);
    CHECK(noun_find("") == NOUN_NONE);
    CHECK(noun_find("themes") == NOUN_NONE);
    CHECK_TEXT(noun_word(NOUN_TOPIC), "议题");
    CHECK_TEXT(noun_state_word(NOUN_TOPIC, STATE_AGREED), "已商定");
    CHECK_TEXT(noun_state_word(NOUN_TOPIC, "running"), NULL);
    CHECK(noun_spec(NOUN_MINUTES)->same_as == NOUN_MEETING);
}

TEST(an_act_is_found_by_its_verb_and_a_slip_names_the_nearest)
{
    NEED(act_find("topic.propose") != NULL);
    CHECK(act_find("topic.propose")->kind == ACT_TOPIC_PROPOSE);
    CHECK(act_find("topic") == NULL);
    CHECK(act_nearest("topic.porpose") == act_spec(ACT_TOPIC_PROPOSE));
    CHECK(act_nearest("meeting.shedule") == act_spec(ACT_MEETING_SCHEDULE));
    CHECK(act_nearest("weather") == NULL);
    CHECK(act_field(act_spec(ACT_TOPIC_PROPOSE), "measures")->max == 30);
    CHECK(act_field(act_spec(ACT_TOPIC_PROPOSE), "done-on") == NULL);
}
