/* lianxi-gallery FOLDER: writes every piece of the pages as HTML files, with
 * long, empty and many values; tests/run.d/web-gallery checks them, and people
 * look at them in a browser. */
#include <stdio.h>

#include "base/file.h"
#include "gallery.h"
#include "gallery_gen.h"

static const char LONG_TITLE[] =
    "关于进一步落实高温津贴、防暑降温费用以及户外劳动者服务站点建设运行管理有关事项"
    "并纳入年度目标责任考核的议题方案（第二次修改稿）";
static const char LONG_WORD[] =
    "https://lianxi.example/"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
static const char UNION_CHAIR[] = "旗总工会主席（李建国）";

static void fill_frame(Gallery *v)
{
    v->page = (Page){
        .title = "样张",
        .nav = NAV_TOPICS,
        .conference = "伊金霍洛旗人民政府与伊金霍洛旗总工会联席会议",
        .code = "ejin-horo",
        .person = "王静",
        .capacity = "联席会议办公室副主任",
        .clock = "演示库，现在是2025年11月20日（周四）9:00。",
        .flash = "已经商定议题 T1，轮到旗政府分管副旗长。",
        .token = "0123456789abcdef",
        .drafts = 3,
    };
    v->head = (PageHead){
        .kind = "议题",
        .code = "T1",
        .title = LONG_TITLE,
        .paper = true,
        .state = { SIGN_NEAR, "征求意见" },
        .turn = "还差 3 个单位没有回复，最晚一家 6 月 14 日到期。",
        .note = "2024年3月1日由联席会议办公室登记，来自 2024 年第一季度调研 R3。",
        .main = { "催办未回复的单位", URL("/c/ejin-horo/do/consultation.remind/C1") },
        .up = { "全部议题", URL("/c/ejin-horo/topics") },
    };
    v->plain_head = (PageHead){ .title = "议定事项" };
    v->empty = (EmptyState){
        "这里是本会议的议题。",
        "议题从调研、建议或者领导要求开始，由联席会议办公室登记，两位召集人商定。",
        { "提出议题方案", URL("/c/ejin-horo/do/topic.propose") }
    };
    v->confirm = (Confirmation){ "办理后，议题转为“已商定”，并轮到旗政府办公室起草征求意见函。",
                                 "办错了可以由办公室更正，更正前后都留痕。" };
    v->long_text = LONG_WORD;
}

static void fill_facts(Arena *arena, Gallery *v)
{
    const Fact facts[] = {
        { .label = "类别",
          .value = "劳动者权益保障（N3.6）",
          .url = URL("/c/ejin-horo/charter/N3.6") },
        { .label = "提出单位", .value = "旗总工会" },
        { .label = "预期效果和说明文字很长的一项", .value = LONG_TITLE },
        { .label = "网址", .value = LONG_WORD },
        { .label = "备注", .value = "" },
        { .label = "正文", .value = "第一段。\n第二段：<b>不是标签</b> & \"引号\"。" },
        { .label = "办理", .value = "旗人社局", .sign = { SIGN_LATE, "逾期" } },
    };
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
        *LIST_ADD(arena, &v->facts) = facts[i];
    *LIST_ADD(arena, &v->papers) =
        (PaperLink){ "关于征求《高温津贴发放》意见的函", "2 页",
                     URL("/c/e/papers/letter/C1.pdf"), URL("/c/e/papers/letter/C1.docx") };
    *LIST_ADD(arena, &v->papers) =
        (PaperLink){ .title = "会议通知", .pdf = URL("/c/e/papers/notice/M1.pdf") };
}

static void fill_work(Arena *arena, Gallery *v)
{
    const Sign signs[] = { SIGN_LATE, SIGN_NEAR, SIGN_FINE, SIGN_WAITING, SIGN_DONE };
    const char *const words[] = { "逾期", "临期", "正常", "未开始", "已销号" };
    const char *const days[] = { "逾期5个工作日", "还有2个工作日", "还有21个工作日", "", "" };
    for (size_t i = 0; i < 5; i++) {
        *LIST_ADD(arena, &v->duties) = (DutyCard){
            .what = "正式答复征求意见 C1",
            .about = i == 0 ? LONG_TITLE : "高温津贴发放",
            .about_url = URL("/c/ejin-horo/topics/T1"),
            .due = i < 3 ? day_of(2024, 6, 14) : DAY_NONE,
            .days = days[i],
            .light = { signs[i], words[i] },
            .source = "条款 N4.3d",
            .source_url = URL("/c/ejin-horo/charter/N4.3d"),
            .due_source = i == 2 ? "办公室设定“征求意见答复期限”" : NULL,
            .note = i == 2 ? "要先由两位召集人商定，现在还差旗政府分管副旗长。" : NULL,
            .owner = i == 1 ? "旗人力资源和社会保障局" : NULL,
            .act = i < 3 ? (Link){ "正式答复", URL("/c/e/do/consultation.reply/C1") }
                         : (Link){ 0 },
        };
        *LIST_ADD(arena, &v->next) = (NextStep){
            .who = i == 0 ? UNION_CHAIR : "旗人力资源和社会保障局",
            .what = i == 0 ? "商定议题" : "正式答复征求意见 C1",
            .due = i < 3 ? day_of(2024, 6, 14) : DAY_NONE,
            .days = days[i],
            .light = { signs[i], words[i] },
            .source = "条款 N4.3d",
            .act = i == 0 ? (Link){ "商定", URL("/c/e/do/topic.agree/T1") } : (Link){ 0 },
            .mine = i == 0,
        };
    }
}

static void fill_acts(Arena *arena, Gallery *v)
{
    *LIST_ADD(arena, &v->acts) =
        (ActButton){ .label = "商定", .url = URL("/c/e/do/topic.agree/T1"), .main = true };
    *LIST_ADD(arena, &v->acts) = (ActButton){ .label = "退回修改",
                                              .url = URL("/c/e/do/topic.return/T1"),
                                              .note = "需要写明理由" };
    *LIST_ADD(arena, &v->acts) =
        (ActButton){ .label = "撤回", .url = URL("/c/e/do/topic.withdraw/T1"), .warn = true };
    for (int i = 0; i < 4; i++)
        *LIST_ADD(arena, &v->closed) = (ClosedAct){
            .label = i % 2 == 0 ? "列入会议议程" : "起草议题草案",
            .waiting = i % 2 == 0,
            .why = "议题要先由两位召集人都商定，现在还差旗政府分管副旗长。",
            .remedy = "等旗政府分管副旗长商定后就可以办理。",
            .source = "条款 N4.3b、A5.1a",
            .source_url = URL("/c/e/charter/N4.3b"),
        };
    const VerdictTone tones[] = { TONE_REFUSED, TONE_WAITING, TONE_REASON, TONE_DONE };
    const char *const titles[] = { "现在不能召开会议", "议题还不能列入议程", "改期需要写明理由",
                                   "这件事已经办过" };
    for (size_t i = 0; i < 4; i++)
        *LIST_ADD(arena, &v->verdicts) = (VerdictBox){
            .tone = tones[i],
            .title = titles[i],
            .why = "还有 3 个被征求意见的单位没有正式答复：旗人社局、旗应急局、旗住建局。",
            .remedy = i < 3 ? "等三家都答复，或者由办公室结束征求意见。" : "",
            .source = "条款 N4.3d",
            .source_url = URL("/c/e/charter/N4.3d"),
            .safe = i == 0 ? "填写的内容都还在下面，什么都没有改变。" : NULL,
        };
}

static void fill_course(Arena *arena, Gallery *v)
{
    const char *const words[] = { "方案", "已报送",   "已商定", "征求意见",
                                  "草案", "列入议程", "已议定" };
    for (size_t i = 0; i < 7; i++)
        *LIST_ADD(arena, &v->stages) =
            (Stage){ .word = words[i],
                     .when = i < 3    ? STAGE_DONE
                             : i == 3 ? STAGE_NOW
                                      : STAGE_TO_COME,
                     .day = i < 3 ? day_of(2024, 3, 1 + (int)i) : DAY_NONE,
                     .note = i == 3 ? "还差 3 个单位" : NULL };
    for (int i = 0; i < 5; i++) {
        HistoryStep *step = LIST_ADD(arena, &v->steps);
        *step = (HistoryStep){ .seq = 12 + i,
                               .what = i == 2 ? "修改议题方案" : "提出议题方案",
                               .actor = UNION_CHAIR,
                               .recorded = instant_at(day_of(2024, 3, 1 + i), 9, 30),
                               .done_on = DAY_NONE,
                               .source = "条款 N4.3b",
                               .source_url = URL("/c/e/charter/N4.3b") };
        if (i == 1) {
            step->behalf = "联席会议办公室（王静）代办，附传签件";
            step->done_on = day_of(2024, 2, 28);
            *LIST_ADD(arena, &step->files) =
                (Link){ "传签件.pdf（1.2 MB）", URL("/c/e/files/13/scan") };
        }
        if (i == 2) {
            *LIST_ADD(arena, &step->changes) = (Change){ "标题", "高温津贴", LONG_TITLE };
            *LIST_ADD(arena, &step->changes) = (Change){ "类别", NULL, "劳动者权益保障" };
            *LIST_ADD(arena, &step->changes) = (Change){ "网址", LONG_WORD, NULL };
            step->reason = "第一稿的标题没有说明发放范围。";
        }
        if (i == 3)
            step->mended = "这一条已由第 16 号记录作废。";
    }
}

static void fill_register(Arena *arena, Gallery *v)
{
    const Sign signs[] = { SIGN_LATE, SIGN_NEAR, SIGN_FINE, SIGN_DONE };
    const char *const words[] = { "逾期", "临期", "正常", "已销号" };
    for (size_t i = 0; i < 40; i++)
        *LIST_ADD(arena, &v->rows) =
            (GalleryRow){ .code = arena_printf(arena, "D%zu", i + 1),
                          .title = i % 9 == 4 ? LONG_TITLE : "为户外劳动者服务站点配齐饮水设备",
                          .url = URL("/c/e/decisions/D1"),
                          .state = { signs[i % 4], words[i % 4] },
                          .unit = i % 5 == 0 ? "旗人力资源和社会保障局" : "旗总工会",
                          .due = day_of(2024, 6, 14),
                          .days = i % 4 == 1 ? "还有2个工作日" : "",
                          .replies = (int64_t)(i * 37 % 400) };
    FilterList *filters = &v->filters.filters;
    Filter *state = LIST_ADD(arena, filters);
    *state = (Filter){ .name = "state", .label = "状态" };
    for (size_t i = 0; i < 4; i++)
        *LIST_ADD(arena, &state->choices) = (Choice){ words[i], words[i], i == 1 };
    *LIST_ADD(arena, filters) =
        (Filter){ .name = "q", .label = "标题里有", .value = "\"<高温>\"" };
    v->filters.url = URL("/c/e/decisions");
    v->filters.found = "共 312 个议定事项，其中 4 个逾期、7 个临期。";
    v->filters.narrowed = true;
    *LIST_ADD(arena, &v->filters.others) =
        (Link){ "台账（XLSX）", URL("/c/e/papers/register/2024.xlsx") };
    v->pager = (Pager){ 41, 80, 312, URL("/c/e/decisions"), URL("/c/e/decisions?from=81") };
}

static Status write_page(Op *op, const char *folder, const char *name, const Gallery *v,
                         void (*show)(Html *, const Gallery *))
{
    Buf buf;
    Html out = { &buf, LANGUAGE_CHINESE };

    buf_init(&buf, op->arena);
    show(&out, v);
    return file_write(op, arena_printf(op->arena, "%s/%s", folder, name), buf_bytes(&buf));
}

static Status write_all(Op *op, const char *folder)
{
    Gallery *v = ARENA_NEW(op->arena, Gallery);

    fill_frame(v);
    fill_facts(op->arena, v);
    fill_work(op->arena, v);
    fill_acts(op->arena, v);
    fill_course(op->arena, v);
    fill_register(op->arena, v);
    TRY(write_page(op, folder, "pieces.html", v, tpl_gallery_pieces));
    v->page.nav = NAV_DECISIONS;
    v->page.wide = true;
    v->page.flash = NULL;
    v->page.clock = NULL;
    TRY(write_page(op, folder, "register.html", v, tpl_gallery_register));
    v->plain_head.title = "提出议题方案";
    TRY(write_page(op, folder, "form.html", v, tpl_gallery_form));
    v->page =
        (Page){ .title = "还没有登录", .flash = "用户名或者密码不对。", .flash_warns = true };
    return write_page(op, folder, "outside.html", v, tpl_gallery_outside);
}

int main(int argc, char **argv)
{
    ARENA_SCOPE(arena);
    Op op = { .arena = arena };

    if (argc != 2) {
        fprintf(stderr, "usage: lianxi-gallery FOLDER\n");
        return 2;
    }
    if (write_all(&op, argv[1]) != OK) {
        fprintf(stderr, "lianxi-gallery: %s\n", op_told(&op));
        return 1;
    }
    return 0;
}
