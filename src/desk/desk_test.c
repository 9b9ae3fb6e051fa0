#include "desk/desk.h"

#include <string.h>

#include "db/db_testing.h"
#include "store/tables_gen.h"

static const Instant now = { INT64_C(1709256600000000) };

static const DraftPlace mine = { 7, 2, "topic.revise", "T1" };

static Status save(Db *db, DraftPlace place, const char *title)
{
    const ActText texts[] = { { "_next", "/x", "" }, { "title", title, "" }, { "no", "", "" } };
    return desk_draft_save(test_op(), db, &place, texts, 3, now);
}

/* What a draft holds: "key=value;…", or "none". */
static const char *stands(Db *db, DraftPlace place)
{
    Buf buf;
    Draft draft;
    bool found = false;
    buf_init(&buf, test_op()->arena);
    if (!test_check_ok(desk_draft_find(test_op(), db, &place, &found, &draft), __FILE__,
                       __LINE__, "find"))
        return "";
    if (!found)
        return "none";
    for (size_t i = 0; i < draft.text_count; i++)
        buf_printf(&buf, "%s=%s;", draft.texts[i].key, draft.texts[i].value);
    return buf_string(&buf);
}

TEST(a_draft_comes_back_as_it_was_typed_until_it_is_thrown_away)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        const ActText odd[] = { { "a", "  两行\r\n第二行\x01 ", "" }, { "a", "again", "" } };
        CHECK_TEXT(stands(t.db, mine), "none");
        NEED_OK(save(t.db, mine, "高温津贴"));
        CHECK_TEXT(stands(t.db, mine), "_next=/x;title=高温津贴;no=;");
        NEED_OK(desk_draft_save(test_op(), t.db, &mine, odd, 2, now));
        CHECK_TEXT(stands(t.db, mine), "a=  两行\r\n第二行\x01 ;a=again;");
        NEED_OK(desk_draft_save(test_op(), t.db, &mine, NULL, 0, now));
        CHECK_TEXT(stands(t.db, mine), "");
        NEED_OK(desk_draft_drop(test_op(), t.db, &mine));
        NEED_OK(desk_draft_drop(test_op(), t.db, &mine));
        CHECK_TEXT(stands(t.db, mine), "none");
    }
}

TEST(a_draft_is_seen_by_its_owner_in_its_conference_for_its_act_and_subject_only)
{
    static const DraftPlace others[] = {
        { 8, 2, "topic.revise", "T1" },  { 7, 3, "topic.revise", "T1" },
        { 7, 2, "topic.propose", "T1" }, { 7, 2, "topic.revise", "T2" },
        { 7, 2, "topic.revise", NULL },
    };
    DB_EACH_ENGINE(t, &store_changes)
    {
        DraftList drafts;
        NEED_OK(save(t.db, mine, "我的"));
        for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
            CHECK_TEXT(stands(t.db, others[i]), "none");
            NEED_OK(desk_draft_drop(test_op(), t.db, &others[i]));
        }
        CHECK_TEXT(stands(t.db, mine), "_next=/x;title=我的;no=;");
        NEED_OK(desk_drafts(test_op(), t.db, 8, 2, &drafts));
        CHECK_INT(drafts.count, 0);
    }
}

TEST(drafts_are_listed_the_latest_first_and_told_apart_by_how_they_begin)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        DraftPlace second = { 7, 2, "topic.propose", NULL };
        const ActText texts[] = { { "title", " 第一行\r\n第二行", "" } };
        DraftList drafts;
        NEED_OK(save(t.db, mine,
                     "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
                     "一二三四五六七八九十多"));
        NEED_OK(desk_draft_save(test_op(), t.db, &second, texts, 1, (Instant){ now.us + 1 }));
        NEED_OK(desk_drafts(test_op(), t.db, 7, 2, &drafts));
        NEED(drafts.count == 2);
        CHECK_TEXT(drafts.items[0].verb, "topic.propose");
        CHECK_TEXT(drafts.items[0].subject, "");
        CHECK_TEXT(drafts.items[0].summary, "第一行…");
        CHECK(drafts.items[0].saved_at.us == now.us + 1);
        CHECK_TEXT(drafts.items[1].subject, "T1");
        CHECK_TEXT(drafts.items[1].summary,
                   "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
                   "一二三四五六七八九十…");
    }
}

TEST(a_draft_over_a_limit_is_refused_and_the_earlier_one_stays)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        ActText *many = ARENA_ARRAY(op->arena, ActText, DRAFT_TEXTS_MAX + 1);
        char *large = arena_alloc(op->arena, DRAFT_BYTES_MAX + 1);
        memset(large, 'a', DRAFT_BYTES_MAX);
        for (size_t i = 0; i <= DRAFT_TEXTS_MAX; i++)
            many[i] = (ActText){ "a", "b", "" };
        const ActText too_large[] = { { "a", large, "" } };
        const ActText wrong[] = { { "a", "\xff", "" } };
        NEED_OK(save(t.db, mine, "先前"));
        CHECK_INT(desk_draft_save(op, t.db, &mine, many, DRAFT_TEXTS_MAX + 1, now), INVALID);
        CHECK_TEXT(op_told(op), "草稿最多 4096 项，现有 4097 项，没有保存。");
        CHECK_INT(desk_draft_save(op, t.db, &mine, too_large, 1, now), INVALID);
        CHECK_TEXT(op_told(op), "草稿内容超过 1 MB，没有保存。");
        CHECK_INT(desk_draft_save(op, t.db, &mine, wrong, 1, now), INVALID);
        CHECK_TEXT(op_told(op), "草稿里有内容不是 UTF-8 编码，没有保存。");
        CHECK_TEXT(stands(t.db, mine), "_next=/x;title=先前;no=;");
        NEED_OK(desk_draft_save(op, t.db, &mine, many, DRAFT_TEXTS_MAX, now));
        large[DRAFT_BYTES_MAX - 1] = '\0';
        NEED_OK(desk_draft_save(op, t.db, &mine, too_large, 1, now));
    }
}

TEST(an_account_keeps_at_most_two_hundred_drafts)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        Op *op = test_op();
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin(op, &tx));
        for (int i = 1; i <= DRAFTS_MAX; i++) {
            DraftPlace place = { 7, 2, "topic.revise", arena_printf(op->arena, "T%d", i) };
            NEED_OK(save(t.db, place, "草稿"));
        }
        CHECK_INT(save(t.db, (DraftPlace){ 7, 2, "topic.revise", "T999" }, "多"), INVALID);
        CHECK_TEXT(op_told(op), "草稿已有 200 份，请先办理或丢弃一些。");
        NEED_OK(save(t.db, mine, "改"));
        NEED_OK(save(t.db, (DraftPlace){ 8, 2, "topic.revise", "T999" }, "他人"));
    }
}
