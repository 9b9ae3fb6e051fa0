#include "web/pieces.h"

#include <string.h>

#include "base/test.h"
#include "web/templates_gen.h"

static bool holds(Buf *buf, const char *part)
{
    return strstr(buf_string(buf), part) != NULL;
}

TEST(the_frame_names_the_page_the_place_and_the_person)
{
    Buf buf;
    Html out = { &buf, LANGUAGE_CHINESE };
    Page page = { .title = "<b>",
                  .nav = NAV_TOPICS,
                  .conference = "甲联席会议",
                  .code = "jia/1",
                  .person = "王\"静",
                  .capacity = "联席会议办公室",
                  .token = "\"><x" };

    buf_init(&buf, test_op()->arena);
    tpl_page_top(&out, &page);
    tpl_page_bottom(&out, &page);
    CHECK(holds(&buf, "<title>&lt;b&gt;｜甲联席会议</title>"));
    CHECK(holds(&buf, "<a href=\"/c/jia%2F1/topics\" aria-current=\"page\">议题</a>"));
    CHECK(holds(&buf, "王&quot;静"));
    CHECK(holds(&buf, "name=\"_token\" value=\"&quot;&gt;&lt;x\""));
    CHECK(!holds(&buf, "演示"));
    page.code = NULL;
    page.person = NULL;
    buf_init(&buf, test_op()->arena);
    tpl_page_top(&out, &page);
    tpl_page_bottom(&out, &page);
    CHECK(!holds(&buf, "<nav"));
    CHECK(!holds(&buf, "sign-out"));
}

TEST(a_state_is_a_word_with_a_sign_before_it)
{
    Buf buf;
    Html out = { &buf, LANGUAGE_CHINESE };
    SignWord late = { SIGN_LATE, "逾期" };
    SignWord plain = { SIGN_NONE, "已报送" };

    buf_init(&buf, test_op()->arena);
    tpl_sign_word(&out, &late);
    tpl_sign_word(&out, &plain);
    CHECK_TEXT(buf_string(&buf), "<span class=\"sign late\"><span class=\"sign-mark\" "
                                 "aria-hidden=\"true\">■</span> 逾期</span>"
                                 "<span class=\"sign\">已报送</span>");
}

TEST(what_is_not_given_leaves_no_trace)
{
    Buf buf;
    Html out = { &buf, LANGUAGE_CHINESE };
    VerdictBox none = { .tone = TONE_NONE };
    Pager pager = { .count = 3 };
    ActButtonList acts = { 0 };
    ClosedActList closed = { 0 };

    buf_init(&buf, test_op()->arena);
    tpl_verdict_box(&out, &none);
    tpl_pager(&out, &pager);
    tpl_act_buttons(&out, &acts);
    tpl_no_buttons(&out, &closed);
    CHECK_TEXT(buf_string(&buf), "");
}

TEST(a_verdict_says_why_and_what_would_make_it_possible)
{
    Buf buf;
    Html out = { &buf, LANGUAGE_CHINESE };
    VerdictBox box = { .tone = TONE_REFUSED,
                       .title = "现在不能召开",
                       .why = "还有<2>个单位没有回复。",
                       .remedy = "等它们回复。",
                       .source = "条款 N4.3d",
                       .source_url = URL("/c/jia/charter/N4.3d") };

    buf_init(&buf, test_op()->arena);
    tpl_verdict_box(&out, &box);
    CHECK(holds(&buf, "还有&lt;2&gt;个单位没有回复。"));
    CHECK(holds(&buf, "怎样才能办：</strong>等它们回复。"));
    CHECK(holds(&buf, "<a class=\"source\" href=\"/c/jia/charter/N4.3d\">条款 N4.3d</a>"));
}
