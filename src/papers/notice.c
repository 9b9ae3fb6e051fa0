#include "papers/notice.h"

#include <string.h>

#include "base/buf.h"

typedef struct Writer {
    Arena *arena;
    Document *document;
    const MeetingNotice *notice;
    size_t section; /* number of the last first-level heading */
} Writer;

static Status notice_check(Op *op, const MeetingNotice *notice)
{
    const struct {
        const char *text;
        const char *words;
    } needed[] = { { notice->conference, "联席会议名称" },
                   { notice->office, "发出单位" },
                   { notice->meeting, "会议名称" },
                   { notice->time, "会议时间" },
                   { notice->place, "会议地点" } };
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (text_empty(needed[i].text))
            return op_fail(op, INVALID, "会议通知缺少%s。", needed[i].words);
    }
    return OK;
}

/* A meeting that has a whole name of its own (“某县政府与工会联席会议第三次
 * 会议”) is not named after the conference once more. */
static const char *conference_before(const MeetingNotice *notice)
{
    return strstr(notice->meeting, "联席会议") != NULL ? "" : notice->conference;
}

static void write_title(Writer *w)
{
    const MeetingNotice *notice = w->notice;
    Document *document = w->document;
    if (!text_empty(notice->title)) {
        document->title = title_units(w->arena, notice->title);
        document->name = notice->title;
        return;
    }
    TextList units =
        title_units(w->arena, arena_printf(w->arena, "%s%s的通知", conference_before(notice),
                                           notice->meeting));
    *LIST_ADD(w->arena, &document->title) = "关于召开";
    for (size_t i = 0; i < units.count; i++)
        *LIST_ADD(w->arena, &document->title) = units.items[i];
    document->name = text_join(w->arena, &document->title, "");
}

/* 一、会议时间：… on one line. */
static void write_fact(Writer *w, const char *label, const char *text)
{
    if (text_empty(text))
        return;
    SpanList *spans = document_paragraph(w->document, &w->document->blocks, PARAGRAPH_BODY);
    const char *number = chinese_number(w->arena, ++w->section);
    span_add(w->arena, spans, FONT_HEI, arena_printf(w->arena, "%s、%s：", number, label));
    span_add(w->arena, spans, FONT_FANGSONG, text);
}

static void write_heading(Writer *w, const char *label)
{
    const char *number = chinese_number(w->arena, ++w->section);
    document_heading(w->document, 1, arena_printf(w->arena, "%s、%s", number, label));
}

static void write_agenda(Writer *w)
{
    const MeetingNotice *notice = w->notice;
    if (notice->agenda.count == 0)
        return;
    write_heading(w, "会议议程");
    for (size_t i = 0; i < notice->agenda.count; i++) {
        const NoticeItem *item = &notice->agenda.items[i];
        Buf line;
        buf_init(&line, w->arena);
        buf_printf(&line, "（%s）%s", chinese_number(w->arena, i + 1),
                   without_stop(w->arena, item->title));
        bool reporter = !text_empty(item->reporter);
        if (reporter || item->minutes > 0)
            buf_text(&line, "（");
        if (reporter)
            buf_printf(&line, "%s汇报", item->reporter);
        if (item->minutes > 0)
            buf_printf(&line, "%s%d分钟", reporter ? "，" : "", item->minutes);
        if (reporter || item->minutes > 0)
            buf_text(&line, "）");
        buf_text(&line, i + 1 == notice->agenda.count ? "。" : "；");
        document_body(w->document, buf_string(&line));
    }
}

static void write_group(Writer *w, size_t number, const char *label, const PaperPeople *people)
{
    SpanList *spans = document_paragraph(w->document, &w->document->blocks, PARAGRAPH_BODY);
    const char *count = chinese_number(w->arena, number);
    span_add(w->arena, spans, FONT_KAI, arena_printf(w->arena, "（%s）%s：", count, label));
    people_spans(w->arena, spans, people);
    span_add(w->arena, spans, FONT_FANGSONG, "。");
}

static void write_called(Writer *w)
{
    const MeetingNotice *notice = w->notice;
    if (notice->groups.count == 0 && notice->sit_in.count == 0)
        return;
    write_heading(w, "参加人员");
    for (size_t i = 0; i < notice->groups.count; i++) {
        const NoticeGroup *group = &notice->groups.items[i];
        write_group(w, i + 1, group->label, &group->people);
    }
    if (notice->sit_in.count > 0)
        write_group(w, notice->groups.count + 1, "列席人员", &notice->sit_in);
}

static void write_requirements(Writer *w)
{
    const MeetingNotice *notice = w->notice;
    bool receipt = day_given(notice->reply_by);
    if (!receipt && text_empty(notice->leave_rule) && notice->requirements.count == 0)
        return;
    write_heading(w, "有关要求");
    TextList lines = { 0 };
    if (receipt)
        *LIST_ADD(w->arena, &lines) =
            arena_printf(w->arena, "请各参会单位填写会议回执（见附件），于%s前报%s",
                         day_chinese(w->arena, notice->reply_by), notice->office);
    if (!text_empty(notice->leave_rule))
        *LIST_ADD(w->arena, &lines) = notice->leave_rule;
    for (size_t i = 0; i < notice->requirements.count; i++)
        *LIST_ADD(w->arena, &lines) = notice->requirements.items[i];
    for (size_t i = 0; i < lines.count; i++)
        document_body(w->document,
                      arena_printf(w->arena, "（%s）%s", chinese_number(w->arena, i + 1),
                                   sentence(w->arena, lines.items[i])));
}

static void write_receipt(Writer *w)
{
    enum { EMPTY_ROWS = 8 };
    if (!day_given(w->notice->reply_by))
        return;
    Attachment *attachment = document_attachment(w->document, "会议回执");
    *LIST_ADD(w->arena, &attachment->title) = "会议回执";
    SpanList *spans = document_paragraph(w->document, &attachment->blocks, PARAGRAPH_FLUSH);
    span_add(w->arena, spans, FONT_FANGSONG,
             "填报单位（盖章）：　　　　　　填报日期：　年　月　日");
    Table *table = document_table(w->document, &attachment->blocks);
    table_column(w->arena, table, "姓名", 24, CELL_CENTRED);
    table_column(w->arena, table, "单位及职务", 46, CELL_CENTRED);
    table_column(w->arena, table, "出席／请假／代会", 36, CELL_CENTRED);
    table_column(w->arena, table, "联系电话", 28, CELL_CENTRED);
    table_column(w->arena, table, "备注", 22, CELL_CENTRED);
    for (int i = 0; i < EMPTY_ROWS; i++)
        table_row(w->arena, table)->cells[0] = "\n\n";
    spans = document_paragraph(w->document, &attachment->blocks, PARAGRAPH_FLUSH);
    span_add(w->arena, spans, FONT_FANGSONG,
             arena_printf(w->arena,
                          "请于%s前报%s。代会的，在备注中写明代谁参会；请假的，写明事由。",
                          day_chinese(w->arena, w->notice->reply_by), w->notice->office));
}

Status notice_paper(Op *op, const MeetingNotice *notice, Document **out)
{
    TRY(notice_check(op, notice));
    Arena *arena = op->arena;
    Document *document = document_new(arena, FORM_LETTER);
    Writer w = { .arena = arena, .document = document, .notice = notice };
    document->dated = notice->issued;
    document->simulated = notice->simulated;
    document->mark = notice->office;
    document->number = notice->number;
    write_title(&w);
    if (notice->addressees.count > 0)
        document->addressees =
            arena_printf(arena, "%s：", units_joined(arena, &notice->addressees));
    document_body(document, text_empty(notice->opening)
                                ? arena_printf(arena, "现将召开%s%s的有关事项通知如下：",
                                               conference_before(notice), notice->meeting)
                                : notice->opening);
    write_fact(&w, "会议时间", notice->time);
    write_fact(&w, "会议地点", notice->place);
    write_fact(&w, "会议主持", notice->presider);
    write_agenda(&w);
    write_called(&w);
    write_requirements(&w);
    write_receipt(&w);
    document->signature.unit = notice->office;
    document->signature.day = notice->issued;
    document->signature.sealed = notice->sealed;
    document->note = notice->contact;
    document->imprint.label = "抄送";
    if (notice->copies.count > 0)
        document->imprint.copies = units_joined(arena, &notice->copies);
    *out = document;
    return OK;
}
