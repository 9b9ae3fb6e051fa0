#include "papers/paper_samples.h"

#include "base/buf.h"

#define CONFERENCE "伊金霍洛旗人民政府与伊金霍洛旗总工会联席会议"
#define OFFICE "伊金霍洛旗人民政府与伊金霍洛旗总工会联席会议办公室"

static TextList texts(Arena *arena, const char *joined)
{
    return text_split(arena, joined, "|");
}

static PaperPeople people(Arena *arena, const PaperPerson *list, size_t count)
{
    PaperPeople out = { 0 };
    for (size_t i = 0; i < count; i++)
        *LIST_ADD(arena, &out) = list[i];
    return out;
}

#define PEOPLE(arena, list) people((arena), (list), sizeof(list) / sizeof *(list))

static const PaperPerson conveners[] = {
    { "旗人民政府", "巴图苏和", "副旗长", NULL, NULL },
    { "旗总工会", "㛃云霞", "主席", NULL, NULL },
};
static const PaperPerson deputies[] = {
    { "旗政府办公室", "郝志远", "副主任", NULL, NULL },
    { "旗总工会", "苏雅拉图", "副主席", NULL, NULL },
};
static const PaperPerson members[] = {
    { "旗委组织部", "高文博", "副部长", NULL, NULL },
    { "旗委宣传部", "白晓燕", "副部长", NULL, NULL },
    { "旗发改委", "王建业", "副主任", NULL, NULL },
    { "旗财政局", "刘淑珍", "副局长", "陈国栋", NULL },
    { "旗教育局", "那仁满都拉", "副局长", NULL, NULL },
    { "旗工信局", "赵鹏飞", "副局长", NULL, NULL },
    { "旗人社局", "李䶮", "副局长", NULL, NULL },
    { "旗税务局", "𠮷日格勒", "副局长", NULL, NULL },
};
static const PaperPerson on_leave[] = {
    { "旗科技局", "孙立新", "副局长", NULL, "外出培训" },
};
static const PaperPerson sitting_in[] = {
    { "旗住建局", "杨树林", "副局长", NULL, NULL },
    { "旗总工会", "乌云其木格", "权益保障部部长", NULL, NULL },
    { "", "马秀兰", "劳动模范代表", NULL, NULL },
    { "", "何小军", "快递行业职工代表", NULL, NULL },
};

static void add_item(Arena *arena, MeetingNotice *notice, const char *title,
                     const char *reporter, int minutes)
{
    *LIST_ADD(arena, &notice->agenda) =
        (NoticeItem){ .title = title, .reporter = reporter, .minutes = minutes };
}

static void add_group(Arena *arena, MeetingNotice *notice, const char *label, PaperPeople list)
{
    *LIST_ADD(arena, &notice->groups) = (NoticeGroup){ .label = label, .people = list };
}

MeetingNotice sample_notice(Arena *arena)
{
    MeetingNotice n = {
        .conference = CONFERENCE,
        .office = OFFICE,
        .number = "伊联席办函〔2024〕3号",
        .addressees =
            texts(arena, "旗政府办公室|旗总工会|旗委组织部|旗委宣传部|旗发改委|旗财政局|"
                         "旗教育局|旗工信局|旗人社局|旗科技局|旗税务局"),
        .meeting = "2024年第一次会议",
        .time = "2024年6月20日（周四）9:30，会期半天",
        .place = "旗党政综合大楼三楼第二会议室",
        .presider = "旗人民政府副旗长巴图苏和",
        .leave_rule = "无故不得缺席；确因公务不能参会的，由本单位分管负责同志向召集人请假，"
                      "并安排其他负责同志代会",
        .reply_by = day_of(2024, 6, 14),
        .contact = "联系人：乌云其木格，电话：0477-0000000",
        .issued = day_of(2024, 6, 7),
        .sealed = false,
        .simulated = true,
    };
    add_item(arena, &n, "通报2023年联席会议议定事项落实情况", "旗总工会", 15);
    add_item(arena, &n, "旗政府对工会工作提出意见和要求", "旗人民政府", 15);
    add_item(arena, &n, "研究高温津贴发放和露天岗位职工防暑保障工作", "旗人社局", 20);
    add_item(arena, &n, "研究工程建设领域农民工工资支付保障工作", "旗人社局、旗住建局", 25);
    add_item(arena, &n, "研究快递、外卖等新就业形态劳动者职业伤害保障工作", "旗总工会", 20);
    add_group(arena, &n, "召集人", PEOPLE(arena, conveners));
    add_group(arena, &n, "副召集人", PEOPLE(arena, deputies));
    add_group(arena, &n, "成员单位", PEOPLE(arena, members));
    n.sit_in = PEOPLE(arena, sitting_in);
    n.requirements = texts(arena, "汇报单位请于6月17日前将汇报材料电子版报送联席会议办公室，"
                                  "文字控制在1500字以内");
    return n;
}

static MinutesTopic *add_topic(Arena *arena, MinutesPaper *minutes, const char *title,
                               const char *discussion)
{
    MinutesTopic *topic = LIST_ADD(arena, &minutes->topics);
    *topic = (MinutesTopic){ .title = title, .discussion = discussion };
    return topic;
}

static void add_decision(Arena *arena, MinutesTopic *topic, const char *code, const char *text,
                         const char *lead, const char *supporting, Day due)
{
    *LIST_ADD(arena, &topic->decisions) =
        (MinutesDecision){ .code = code,
                           .text = text,
                           .lead = lead,
                           .supporting = texts(arena, supporting),
                           .due = due };
}

static void add_earlier(Arena *arena, MinutesPaper *m)
{
    *LIST_ADD(arena, &m->earlier) = (MinutesEarlier){
        .code = "D1",
        .text = "建成6个户外劳动者服务站点",
        .lead = "旗总工会",
        .state = "已销号",
    };
    *LIST_ADD(arena, &m->earlier) = (MinutesEarlier){
        .code = "D2",
        .text = "制定技能等级与薪酬挂钩的指导意见",
        .lead = "旗人社局",
        .state = "未按期完成",
        .explanation = "涉及企业多，征求意见时间超出原定安排",
        .opinion = "同意延期至2024年9月30日，由旗人社局按月报送进展",
    };
}

static void add_topics(Arena *arena, MinutesPaper *m)
{
    MinutesTopic *topic = add_topic(arena, m, "关于高温津贴发放和露天岗位职工防暑保障工作",
                                    "会议听取了旗人社局关于高温津贴发放情况的汇报。会议指出，今"
                                    "年入夏以来高温天气多、持续时间长，"
                                    "建筑、环卫、快递等行业露天作业职工防暑保障任务重，部分企业"
                                    "存在以饮料代替津贴、少发漏发的现象，"
                                    "必须依法督促用人单位落实责任。");
    add_decision(arena, topic, "D3",
                 "由旗人社局会同有关部门制定高温津贴发放工作提示，公布投诉举报渠道，"
                 "7月底前完成对50家重点用人单位的检查",
                 "旗人社局", "旗工信局|旗总工会", day_of(2024, 7, 31));
    add_decision(arena, topic, "D4", "所需防暑物资补助经费由旗财政局在年度预算中统筹安排",
                 "旗财政局", "旗总工会", day_of(2024, 6, 30));
    topic = add_topic(
        arena, m, "关于工程建设领域农民工工资支付保障工作",
        "会议听取了旗人社局、旗住建局的汇报，旗发改委、旗财政局作了补充发言。会议认为，"
        "“一金三制”落实总体较好，但个别政府投资项目工程款拨付不及时，影响工资按月足额支付。");
    add_decision(arena, topic, "D5",
                 "对全旗在建的38个工程项目逐一核查专用账户、实名制和保证金落实情况，建立问题清"
                 "单并限期整改",
                 "旗人社局", "旗发改委|旗财政局|旗住建局|旗总工会", day_of(2024, 9, 30));
    topic = add_topic(
        arena, m, "关于新就业形态劳动者职业伤害保障工作",
        "会议听取了旗总工会的调研汇报，同意由工会先行为快递员、外卖配送员办理互助保障。");
    add_decision(
        arena, topic, "D6",
        "为在册快递员、外卖配送员办理职工互助保障，首批不少于300人；年底前建成行业工会联合会",
        "旗总工会", "旗人社局|旗工信局", day_of(2024, 12, 31));
}

MinutesPaper sample_minutes(Arena *arena)
{
    MinutesPaper m = {
        .mark = CONFERENCE "纪要",
        .number = "〔2024〕1号",
        .office = "联席会议办公室",
        .issued = day_of(2024, 6, 28),
        .meeting = CONFERENCE "2024年第一次会议",
        .time = "2024年6月20日上午",
        .place = "旗党政综合大楼三楼第二会议室",
        .presider = "旗人民政府副旗长巴图苏和",
        .simulated = true,
    };
    add_earlier(arena, &m);
    m.requirements =
        texts(arena, "旗政府要求，各级工会要组织职工围绕重点工程建设开展劳动和技能竞赛，"
                     "把竞赛成果与职工晋级、评优结合起来|"
                     "旗政府有关部门在制定涉及职工切身利益的政策时，要主动听取同级工会的意见");
    add_topics(arena, &m);
    PaperPeople all = PEOPLE(arena, conveners);
    for (size_t i = 0; i < sizeof deputies / sizeof *deputies; i++)
        *LIST_ADD(arena, &all) = deputies[i];
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        *LIST_ADD(arena, &all) = members[i];
    m.attending = all;
    m.on_leave = PEOPLE(arena, on_leave);
    m.sitting_in = PEOPLE(arena, sitting_in);
    m.distribution = texts(arena, "旗人民政府|旗总工会|各成员单位|旗住建局");
    return m;
}

/* ---- as large as they come ------------------------------------------- */

static const char *const surnames[] = { "王", "李", "张", "刘", "陈",   "杨",
                                        "赵", "㛃", "䶮", "𠮷", "欧阳", "孛儿只斤" };
static const char *const given[] = { "建国", "淑芬", "格日勒图", "玥", "祎", "其其格", "志强" };
static const char *const long_unit =
    "内蒙古自治区鄂尔多斯市伊金霍洛旗人力资源和社会保障局劳动保障监察综合行政执法大队";

static PaperPeople many_people(Arena *arena, size_t count)
{
    PaperPeople out = { 0 };
    for (size_t i = 0; i < count; i++) {
        const char *name =
            arena_printf(arena, "%s%s%zu", surnames[i % 12], given[i % 7], i + 1);
        const char *unit =
            i % 9 == 4 ? long_unit : arena_printf(arena, "第%zu成员单位", i / 2 + 1);
        *LIST_ADD(arena, &out) =
            (PaperPerson){ unit, name, i % 3 == 0 ? "党组成员、副局长" : "副局长",
                           i % 11 == 5 ? "阿拉腾敖其尔" : NULL, NULL };
    }
    return out;
}

MeetingNotice sample_large_notice(Arena *arena)
{
    MeetingNotice n = sample_notice(arena);
    n.groups.count = 0;
    add_group(arena, &n, "出席人员", many_people(arena, 60));
    for (int i = 0; i < 30; i++)
        add_item(arena, &n, arena_printf(arena, "研究第%d项有关职工切身利益的问题", i + 1),
                 long_unit, 5);
    return n;
}

MinutesPaper sample_large_minutes(Arena *arena)
{
    MinutesPaper m = sample_minutes(arena);
    m.topics.count = 0;
    for (size_t t = 0; t < 8; t++) {
        MinutesTopic *topic =
            add_topic(arena, &m, arena_printf(arena, "关于第%zu项议题的研究情况", t + 1),
                      "会议听取了牵头单位的汇报，进行了充分讨论。");
        for (size_t d = 0; d < 5; d++) {
            size_t number = t * 5 + d + 1;
            add_decision(arena, topic, arena_printf(arena, "D%zu", number),
                         arena_printf(arena,
                                      "第%zu件议定事项要按照《中华人民共和国工会法》逐项落实，"
                                      "做到有人管、有人抓、有结果",
                                      number),
                         d == 3 ? long_unit : arena_printf(arena, "第%zu牵头单位", number),
                         "旗发改委|旗财政局|旗教育局|旗工信局", day_of(2024, 1 + (int)t, 14));
        }
    }
    m.attending = many_people(arena, 60);
    for (size_t i = 0; i < 4; i++)
        *LIST_ADD(arena, &m.approvals) =
            (MinutesApproval){ i < 2 ? "召集人" : "副召集人",
                               i % 2 == 0 ? "巴图苏和" : "㛃云霞", day_of(2024, 6, 26) };
    return m;
}

Document *sample_stress(Arena *arena)
{
    Document *document = document_new(arena, FORM_PAPER);
    document->name = "排版试样";
    document->mark = "伊金霍洛旗人民政府办公室文件";
    document->number = "伊政办发〔2024〕21号";
    document->title = title_units(arena, "关于印发《联席会议制度》的通知");
    document->addressees = "各镇人民政府，旗直各部门：";
    Buf text;
    buf_init(&text, arena);
    for (int i = 0; i < 400; i++)
        buf_printf(&text, "第%d句，说明“职工（含农民工）”权益；编号ABC-%d/2024。", i + 1,
                   i * 7919);
    document_body(document, buf_string(&text));
    Table *table = document_table(document, &document->blocks);
    table_column(arena, table, "序号", 1, CELL_CENTRED);
    table_column(arena, table, "事项", 4, CELL_LEFT);
    table_column(arena, table, "单位", 2, CELL_CENTRED);
    for (int i = 0; i < 300; i++) {
        TableRow *row = table_row(arena, table);
        row->cells[0] = arena_printf(arena, "%d", i + 1);
        row->cells[1] =
            i == 150 ? buf_string(&text) : "一件事项，写得不长也不短，刚好要折行的样子";
        row->cells[2] = "旗人社局";
    }
    document_people(document, "列席");
    document->signature.unit = "伊金霍洛旗人民政府办公室";
    document->signature.day = day_of(2024, 6, 7);
    document->signature.sealed = true;
    document->imprint.label = "抄送";
    document->imprint.copies = "旗委办公室，旗人大常委会办公室，旗政协办公室";
    document->imprint.office = "伊金霍洛旗人民政府办公室";
    document->imprint.issued = day_of(2024, 6, 7);
    return document;
}

Document *sample_grid(Arena *arena)
{
    Document *document = document_new(arena, FORM_PAPER);
    document->name = "版心试样";
    document->mark = "试样文件";
    document->number = "试〔2024〕1号";
    document->title = title_units(arena, "版心试样");
    Buf line;
    buf_init(&line, arena);
    for (int i = 0; i < 60 * 28; i++)
        buf_text(&line, "国");
    span_add(arena, document_paragraph(document, &document->blocks, PARAGRAPH_FLUSH),
             FONT_FANGSONG, buf_string(&line));
    document->imprint.label = "抄送";
    document->imprint.copies = "有关单位";
    document->imprint.office = "试样单位";
    document->imprint.issued = day_of(2024, 6, 7);
    return document;
}
