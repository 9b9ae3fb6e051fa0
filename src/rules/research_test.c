#include "base/test.h"
#include "rules/example.h"

static ResearchReport report(void)
{
    return (ResearchReport){ .title = "高温作业调研",
                             .started = day_of(2024, 5, 6),
                             .ended = day_of(2024, 5, 17),
                             .findings = "发现",
                             .argument = "座谈会",
                             .annex = ACT_FILE_NONE };
}

static Example *in_conference(void)
{
    Example *s = example_new();
    s->c.subject = SUBJECT_CONFERENCE;
    return s;
}

TEST(research_ends_after_it_began_and_before_its_report)
{
    Example *s = in_conference();
    ResearchReport f = report();
    example_rule(s, "research.special.owed-by", FORCE_MUST, "A5.1c",
                 example_actor(ACTOR_ANY, "union-chair", NULL));
    example_judge(s, ACT_RESEARCH_REPORT, "office", &f);
    CHECK(example_allowed(s));
    f.ended = day_of(2024, 5, 5);
    example_judge(s, ACT_RESEARCH_REPORT, "office", &f);
    CHECK(example_refused(s, "H5"));
    f.ended = day_of(2024, 6, 4);
    example_judge(s, ACT_RESEARCH_REPORT, "office", &f);
    CHECK(example_refused(s, "H5"));
}

TEST(a_report_without_the_argument_the_clause_wants_is_refused_by_that_clause)
{
    Example *s = in_conference();
    ResearchReport f = report();
    f.argument = NULL;
    example_judge(s, ACT_RESEARCH_REPORT, "office", &f);
    CHECK(example_refused(s, "N4.2"));
}

TEST(what_a_clause_has_one_body_owe_the_office_may_do_as_daily_work)
{
    Example *s = example_new();
    ResearchSpecial f = { .title = "专题",
                          .started = day_of(2024, 5, 6),
                          .ended = day_of(2024, 5, 17),
                          .findings = "发现",
                          .annex = ACT_FILE_NONE };
    s->c.subject = (Subject){ NOUN_TOPIC, 1 };
    s->c.state = "agreed";
    example_rule(s, "research.special.owed-by", FORCE_MUST, "A5.1c",
                 example_actor(ACTOR_ANY, "union-chair", NULL));
    example_judge(s, ACT_RESEARCH_SPECIAL, "union-chair", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(s->outcome.source.ref, "A5.1c");
    example_judge(s, ACT_RESEARCH_SPECIAL, "office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(s->outcome.source.ref, "N2c");
    example_judge(s, ACT_RESEARCH_SPECIAL, "tax", &f);
    CHECK(example_refused(s, "A5.1c"));
}

TEST(a_content_that_is_usual_only_wants_a_reason)
{
    Example *s = in_conference();
    ResearchReport f = report();
    s->charter.rule_count = 0;
    s->charter.rules = NULL;
    example_rule(s, "daily-work.by", FORCE_MUST, "第一条",
                 example_actor(ACTOR_ANY, "office", NULL));
    example_rule(s, "research.report.with", FORCE_USUALLY, "第四条",
                 example_list("argument", NULL));
    f.argument = NULL;
    example_judge(s, ACT_RESEARCH_REPORT, "office", &f);
    CHECK(example_wants_reason(s, "第四条"));
}

TEST(special_research_is_done_once_for_all_who_owe_it)
{
    Example *s = example_new();
    ResearchSpecial f = { .title = "专题",
                          .started = day_of(2024, 5, 6),
                          .ended = day_of(2024, 5, 17),
                          .findings = "发现",
                          .annex = ACT_FILE_NONE };
    s->c.subject = (Subject){ NOUN_TOPIC, 1 };
    s->c.state = "agreed";
    example_duty(s, "union-chair", "research.special", s->c.subject, DAY_NONE);
    example_judge(s, ACT_RESEARCH_SPECIAL, "office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(example_ended(s, 1), "done");
    example_unit(&f.participants, "hrss");
    example_unit(&f.participants, "hrss");
    example_judge(s, ACT_RESEARCH_SPECIAL, "office", &f);
    CHECK(example_refused(s, "H9"));
}
