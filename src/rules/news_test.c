#include "base/test.h"
#include "rules/example.h"

TEST(news_is_drafted_after_the_meeting_and_then_has_to_be_cleared)
{
    Example *s = example_new();
    NewsDraft f = { .title = "召开", .text = "正文" };
    s->c.subject = (Subject){ NOUN_MEETING, 1 };
    s->c.state = "open";
    example_judge(s, ACT_NEWS_DRAFT, "office", &f);
    CHECK(example_refused(s, "news.draft.from"));
    s->c.state = "closed";
    example_duty(s, "office", "news.draft", s->c.subject, day_of(2024, 6, 10));
    example_judge(s, ACT_NEWS_DRAFT, "office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(example_ended(s, 1), "done");
    NEED(example_opened(s, "office", "news.clear") != NULL);
    CHECK_INT(example_opened(s, "office", "news.clear")->subject.number, 7);
}

static Example *drafted(const char *state)
{
    Example *s = example_new();
    s->news = (NewsRow){ .number = 1, .meeting = 1, .drafted_on = day_of(2024, 5, 30) };
    s->c.news = &s->news;
    s->c.subject = (Subject){ NOUN_NEWS, 1 };
    s->c.state = state;
    return s;
}

TEST(cleared_news_has_to_be_published_on_the_word_of_the_clause)
{
    Example *s = drafted("drafted");
    NewsClear f = { 0 };
    example_judge(s, ACT_NEWS_CLEAR, "office", &f);
    CHECK(example_allowed(s));
    NEED(example_opened(s, "office", "news.publish") != NULL);
    CHECK_TEXT(example_opened(s, "office", "news.publish")->source.ref, "N4.7");
}

TEST(publishing_meets_what_was_owed_since_the_meeting)
{
    Example *s = drafted("cleared");
    NewsPublish f = { .outlet = "伊金霍洛融媒", .published = day_of(2024, 6, 3) };
    example_duty(s, "office", "news.publish", s->c.subject, day_of(2024, 6, 10));
    example_duty(s, "publicity-dept", "news.publish", (Subject){ NOUN_MEETING, 1 }, DAY_NONE);
    example_judge(s, ACT_NEWS_PUBLISH, "office", &f);
    CHECK(example_allowed(s));
    CHECK_TEXT(example_ended(s, 1), "done");
    CHECK_TEXT(example_ended(s, 2), "done");
    f.published = day_of(2024, 6, 4);
    example_judge(s, ACT_NEWS_PUBLISH, "office", &f);
    CHECK(example_refused(s, "H5"));
    f.published = day_of(2024, 5, 29);
    example_judge(s, ACT_NEWS_PUBLISH, "office", &f);
    CHECK(example_refused(s, "H5"));
}
