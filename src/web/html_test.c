#include "web/html.h"

#include <string.h>

#include "base/test.h"

static const char *text_of(const char *text)
{
    Buf buf;
    Html out = { &buf, LANGUAGE_CHINESE };

    buf_init(&buf, test_op()->arena);
    html_put(&out, text);
    return buf_string(&buf);
}

TEST(text_is_escaped_for_an_element_and_for_an_attribute)
{
    CHECK_TEXT(text_of("<script>alert(\"1\" + '2') & 3</script>"),
               "&lt;script&gt;alert(&quot;1&quot; + &#39;2&#39;) &amp; 3&lt;/script&gt;");
    CHECK_TEXT(text_of("高温津贴 & 补贴"), "高温津贴 &amp; 补贴");
    CHECK_TEXT(text_of("&amp;"), "&amp;amp;");
    CHECK_TEXT(text_of("第一行\n\t第二行"), "第一行\n\t第二行");
    CHECK_TEXT(text_of("𠮷"), "𠮷");
    CHECK_TEXT(text_of(NULL), "");
    CHECK_TEXT(text_of(""), "");
}

TEST(bytes_that_html_can_not_carry_become_the_replacement_character)
{
    CHECK_TEXT(text_of("a\x01"
                       "b\x7F\r"),
               "a\uFFFDb\uFFFD\uFFFD");
    CHECK_TEXT(text_of("\xC2\x85"), "\uFFFD"); /* a C1 control */
    CHECK_TEXT(text_of("\xC0\xBC"
                       "b"),
               "\uFFFD\uFFFDb");                     /* an overlong < */
    CHECK_TEXT(text_of("\xE4\xBC"), "\uFFFD\uFFFD"); /* cut off */
    CHECK_TEXT(text_of("\xEF\xBF\xBE"), "\uFFFD");
    CHECK(strchr(text_of("\xF0\x80\x80\xBC"), '<') == NULL);
}

TEST(a_value_comes_out_by_its_type)
{
    Buf buf;
    Html out = { &buf, LANGUAGE_CHINESE };
    Day day = day_of(2024, 6, 14);

    buf_init(&buf, test_op()->arena);
    html_put(&out, (int64_t)-7);
    html_put(&out, (size_t)42);
    html_put(&out, day);
    html_put(&out, DAY_NONE);
    html_put(&out, instant_at(day, 9, 5));
    html_put(&out, INSTANT_NONE);
    CHECK_TEXT(buf_string(&buf), "-7422024年6月14日2024年6月14日（周五）9:05");
}

TEST(filters_give_days_and_times_as_machines_and_tables_want_them)
{
    Buf buf;
    Html out = { &buf, LANGUAGE_CHINESE };
    Day day = day_of(2024, 6, 14);

    buf_init(&buf, test_op()->arena);
    html_iso(&out, day);
    html_literal(&out, "|", 1);
    html_iso(&out, instant_at(day, 9, 5));
    html_literal(&out, "|", 1);
    html_weekday(&out, day);
    html_literal(&out, "|", 1);
    html_short_day(&out, day);
    html_literal(&out, "|", 1);
    html_clock(&out, instant_at(day, 9, 5));
    html_literal(&out, "|", 1);
    html_lines(&out, "<甲>\n乙\n");
    html_short_day(&out, DAY_NONE);
    html_clock(&out, INSTANT_NONE);
    html_iso(&out, DAY_NONE);
    CHECK_TEXT(buf_string(&buf), "2024-06-14|2024-06-14T09:05|2024年6月14日（周五）|6月14日|"
                                 "9:05|&lt;甲&gt;<br>乙<br>");
}

TEST(days_are_told_in_the_language_of_the_page)
{
    Buf buf;
    Html out = { &buf, LANGUAGE_ENGLISH };
    Day day = day_of(2024, 6, 4);

    buf_init(&buf, test_op()->arena);
    html_put(&out, day);
    html_put(&out, instant_at(day, 9, 5));
    html_short_day(&out, day);
    CHECK_TEXT(buf_string(&buf), "2024-06-042024-06-04 09:0506-04");
    CHECK_TEXT(word_text(LANGUAGE_CHINESE, WORD_NAV_TOPICS), "议题");
    CHECK_TEXT(word_text(LANGUAGE_ENGLISH, WORD_NAV_TOPICS), "Topics");
}

TEST(addresses_encode_what_they_are_made_of)
{
    Arena *arena = test_op()->arena;
    Buf buf;
    Html out = { &buf, LANGUAGE_CHINESE };
    Url url = url_of(arena, "/c/{}/topics/{}", "ejin", "../T1?x=<>&\"#议");

    CHECK_TEXT(url.text, "/c/ejin/topics/..%2FT1%3Fx%3D%3C%3E%26%22%23%E8%AE%AE");
    CHECK_TEXT(url_of(arena, "/c/{}/", (const char *)NULL).text, "/c//");
    CHECK_TEXT(url_of(arena, "/c/{}/{}", "a").text, "/c/a/"); /* a text too few */
    url = url_query(arena, URL("/c/a/topics"), "q", "高温&");
    CHECK_TEXT(url.text, "/c/a/topics?q=%E9%AB%98%E6%B8%A9%26");
    url = url_query(arena, url, "state", "agreed");
    CHECK_TEXT(url_query(arena, url, "unit", "").text, url.text);
    CHECK_TEXT(url_mark(arena, url, "measures.1.text").text,
               "/c/a/topics?q=%E9%AB%98%E6%B8%A9%26&state=agreed#measures.1.text");
    buf_init(&buf, arena);
    html_url(&out, url);
    html_url(&out, URL_NONE);
    CHECK_TEXT(buf_string(&buf), "/c/a/topics?q=%E9%AB%98%E6%B8%A9%26&amp;state=agreed#");
    CHECK(!url_given(url_query(arena, URL_NONE, "q", "a")));
}

TEST(an_address_somebody_sent_is_taken_only_when_it_stays_here)
{
    Arena *arena = test_op()->arena;
    char *long_one = arena_alloc(arena, 1100);

    CHECK_TEXT(url_local(arena, "/c/ejin/topics/T1?q=%E9%AB%98&x=1#history").text,
               "/c/ejin/topics/T1?q=%E9%AB%98&x=1#history");
    CHECK(!url_given(url_local(arena, "//evil.example/")));
    CHECK(!url_given(url_local(arena, "/\\evil.example/")));
    CHECK(!url_given(url_local(arena, "https://evil.example/")));
    CHECK(!url_given(url_local(arena, "javascript:alert(1)")));
    CHECK(!url_given(url_local(arena, "/a\r\nSet-Cookie: x")));
    CHECK(!url_given(url_local(arena, "/a b")));
    CHECK(!url_given(url_local(arena, "")));
    CHECK(!url_given(url_local(arena, NULL)));
    memset(long_one, 'a', 1099);
    long_one[0] = '/';
    CHECK(!url_given(url_local(arena, long_one)));
}
