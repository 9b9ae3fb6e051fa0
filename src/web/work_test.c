#include "web/web_testing.h"

#define HOME "/c/" WEB_TESTING_CODE "/"

TEST(my_work_names_what_is_due_with_its_clause_and_the_button_that_does_it)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "housing"));
        NEED(web_testing_get(&web, HOME));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "接收议定事项"));
        CHECK(web_testing_says(&web, "/do/decision.accept/D2"));
        CHECK(web_testing_says(&web, "/decisions/D2"));
        CHECK(web_testing_says(&web, "逾期"));
        CHECK(web_testing_says(&web, "最近办了什么"));
    }
}

TEST(what_waits_for_others_is_apart_from_what_is_mine)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED(web_testing_get(&web, HOME));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "等别人办的"));
        CHECK(web_testing_says(&web, "可以办起的事"));
        CHECK(!web_testing_says(&web, "/do/decision.accept/D2"));
    }
}

TEST(who_owes_nothing_is_told_so)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "admin"));
        NEED(web_testing_get(&web, HOME));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "现在没有要您办的事"));
        CHECK(web_testing_says(&web, "哪天到期"));
    }
}

TEST(duties_are_narrowed_by_who_owes_them_and_how_they_stand)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "union-chair"));
        NEED(web_testing_get(&web, HOME "duties"));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "接收议定事项"));
        NEED(web_testing_get(&web, HOME "duties?owner=housing&group=overdue"));
        CHECK(web_testing_says(&web, "接收议定事项"));
        CHECK(web_testing_says(&web, "显示全部"));
        NEED(web_testing_get(&web, HOME "duties?owner=org-dept&group=later"));
        CHECK(web_testing_says(&web, "没有符合条件的应办事项"));
        NEED(web_testing_get(&web, HOME "duties?group=ended&about=topic"));
        CHECK(web_testing_says(&web, "已办"));
        NEED(web_testing_get(&web, HOME "duties?owner=%27--&group=nothing&page=99999999999"));
        CHECK_INT(web.status, 200);
    }
}
