#include "web/web_testing.h"

#define PEOPLE "/c/" WEB_TESTING_CODE "/people"
#define SETTINGS "/c/" WEB_TESTING_CODE "/settings"

TEST(units_and_people_show_who_holds_a_post_and_what_stands_vacant)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "union-chair"));
        NEED(web_testing_get(&web, PEOPLE));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "旗总工会主席"));
        CHECK(web_testing_says(&web, "李试（"));
        CHECK(web_testing_says(&web, "召集人"));
        CHECK(web_testing_says(&web, "空缺"));
        CHECK(web_testing_says(&web, "旗住房和城乡建设局"));
        CHECK(web_testing_says(&web, "名单有“等”字"));
        CHECK(!web_testing_says(&web, "/do/post.fill"));
        CHECK(!web_testing_says(&web, "union-chair"));
    }
}

TEST(the_office_finds_the_way_to_fill_a_vacant_post)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED(web_testing_get(&web, PEOPLE));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "/do/post.fill?post="));
        CHECK(web_testing_says(&web, "/do/unit.add"));
    }
}

TEST(settings_show_what_holds_and_what_is_suggested_and_who_may_change_them)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED(web_testing_get(&web, SETTINGS));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "不是制度的条款"));
        CHECK(web_testing_says(&web, "征求意见答复期限"));
        CHECK(web_testing_says(&web, "10个工作日"));
        CHECK(web_testing_says(&web, "/do/setting.set?key=reply-days"));
        NEED(web_testing_sign_in(&web, "union-chair"));
        NEED(web_testing_get(&web, SETTINGS));
        CHECK(!web_testing_says(&web, "/do/setting.set"));
        CHECK(web_testing_says(&web, "为什么没有别的按钮"));
    }
}
