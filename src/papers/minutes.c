#include "papers/minutes.h"

#include "base/buf.h"

typedef struct Writer {
    Arena *arena;
    Document *document;
    const MinutesPaper *minutes;
    size_t section; /* number of the last first-level heading */
} Writer;

static Status decision_check(Op *op, const MinutesDecision *decision)
{
    if (text_empty(decision->text))
        return op_fail(op, INVALID, "会议纪要的议定事项%s缺少内容。",
                       decision->code != NULL ? decision->code : "");
    if (text_empty(decision->lead))
        return op_fail(op, INVALID, "会议纪要的议定事项%s缺少牵头单位。",
                       decision->code != NULL ? decision->code : "");
    return OK;
}

static Status minutes_check(Op *op, const MinutesPaper *minutes)
{
    const struct {
        const char *text;
        const char *words;
    } needed[] = { { minutes->mark, "纪要名称" },
                   { minutes->office, "印发单位" },
                   { minutes->meeting, "会议名称" } };
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (text_empty(needed[i].text))
            return op_fail(op, INVALID, "会议纪要缺少%s。", needed[i].words);
    }
    for (size_t t = 0; t < minutes->topics.count; t++) {
        const MinutesTopic *topic = &minutes->topics.items[t];
        for (size_t d = 0; d < topic->decisions.count; d++)
            TRY(decision_check(op, &topic->decisions.items[d]));
    }
    return OK;
}

static void write_heading(Writer *w, const char *label)
{
    const char *number = chinese_number(w->arena, ++w->section);
    document_heading(w->document, 1, arena_printf(w->arena, "%s、%s", number, label));
}

static void write_opening(Writer *w)
{
    const MinutesPaper *m = w->minutes;
    if (!text_empty(m->opening)) {
        document_body(w->document, m->opening);
        return;
    }
    Buf line;
    buf_init(&line, w->arena);
    if (!text_empty(m->time))
        buf_printf(&line, "%s，", m->time);
    if (!text_empty(m->presider))
        buf_text(&line, m->presider);
    if (!text_empty(m->place))
        buf_printf(&line, "在%s", m->place);
    buf_printf(&line, "%s召开%s。现将会议情况和议定事项纪要如下：",
               text_empty(m->presider) ? "" : "主持", m->meeting);
    document_body(w->document, buf_string(&line));
}

static void write_earlier(Writer *w)
{
    const MinutesPaper *m = w->minutes;
    if (m->earlier.count == 0 && text_empty(m->earlier_note))
        return;
    write_heading(w, "通报上次会议议定事项落实情况");
    if (!text_empty(m->earlier_note))
        document_body(w->document, sentence(w->arena, m->earlier_note));
    for (size_t i = 0; i < m->earlier.count; i++) {
        const MinutesEarlier *e = &m->earlier.items[i];
        Buf line;
        buf_init(&line, w->arena);
        buf_printf(&line, "（%s）%s", chinese_number(w->arena, i + 1),
                   without_stop(w->arena, e->text));
        if (!text_empty(e->lead))
            buf_printf(&line, "（%s%s%s牵头）", text_empty(e->code) ? "" : e->code,
                       text_empty(e->code) ? "" : "，", e->lead);
        buf_printf(&line, "：%s", sentence(w->arena, e->state));
        if (!text_empty(e->explanation))
            buf_printf(&line, "说明：%s", sentence(w->arena, e->explanation));
        if (!text_empty(e->opinion))
            buf_printf(&line, "意见：%s", sentence(w->arena, e->opinion));
        document_body(w->document, buf_string(&line));
    }
}

static void write_requirements(Writer *w)
{
    const TextList *list = &w->minutes->requirements;
    if (list->count == 0)
        return;
    write_heading(w, "政府意见和要求");
    for (size_t i = 0; i < list->count; i++)
        document_body(w->document,
                      arena_printf(w->arena, "（%s）%s", chinese_number(w->arena, i + 1),
                                   sentence(w->arena, list->items[i])));
}

static const char *due_text(Arena *arena, const MinutesDecision *decision)
{
    if (day_given(decision->due))
        return day_chinese(arena, decision->due);
    return text_empty(decision->due_words) ? "长期坚持" : decision->due_words;
}

/* （一）what is decided。（编号…；牵头单位：…；配合单位：…；完成时限：…） */
static void write_decision(Writer *w, size_t number, const MinutesDecision *decision)
{
    Arena *arena = w->arena;
    SpanList *spans = document_paragraph(w->document, &w->document->blocks, PARAGRAPH_BODY);
    span_add(arena, spans, FONT_FANGSONG,
             arena_printf(arena, "（%s）%s", chinese_number(arena, number),
                          sentence(arena, decision->text)));
    Buf who;
    buf_init(&who, arena);
    buf_text(&who, "（");
    if (!text_empty(decision->code))
        buf_printf(&who, "%s；", decision->code);
    buf_printf(&who, "牵头单位：%s；", decision->lead);
    if (decision->supporting.count > 0)
        buf_printf(&who, "配合单位：%s；", units_joined(arena, &decision->supporting));
    buf_text(&who, "完成时限：");
    span_add(arena, spans, FONT_KAI, buf_string(&who));
    span_add_together(arena, spans, FONT_KAI, due_text(arena, decision));
    span_add(arena, spans, FONT_KAI, "）");
}

static void write_topics(Writer *w)
{
    const MinutesPaper *m = w->minutes;
    for (size_t t = 0; t < m->topics.count; t++) {
        const MinutesTopic *topic = &m->topics.items[t];
        write_heading(w, topic->title);
        if (!text_empty(topic->discussion))
            document_body(w->document, topic->discussion);
        if (topic->decisions.count > 0)
            document_body(w->document, "会议议定：");
        for (size_t d = 0; d < topic->decisions.count; d++)
            write_decision(w, d + 1, &topic->decisions.items[d]);
    }
}

static void write_list(Writer *w)
{
    const MinutesPaper *m = w->minutes;
    Table *table = NULL;
    for (size_t t = 0; t < m->topics.count; t++) {
        const MinutesTopic *topic = &m->topics.items[t];
        for (size_t d = 0; d < topic->decisions.count; d++) {
            const MinutesDecision *decision = &topic->decisions.items[d];
            if (table == NULL) {
                Attachment *attachment = document_attachment(w->document, "议定事项清单");
                *LIST_ADD(w->arena, &attachment->title) = "议定事项清单";
                table = document_table(w->document, &attachment->blocks);
                table_column(w->arena, table, "编号", 13, CELL_CENTRED);
                table_column(w->arena, table, "议定事项", 56, CELL_LEFT);
                table_column(w->arena, table, "牵头单位", 26, CELL_CENTRED);
                table_column(w->arena, table, "配合单位", 29, CELL_CENTRED);
                table_column(w->arena, table, "完成时限", 32, CELL_CENTRED);
            }
            TableRow *row = table_row(w->arena, table);
            row->cells[0] = decision->code;
            row->cells[1] = decision->text;
            row->cells[2] = decision->lead;
            row->cells[3] = units_joined(w->arena, &decision->supporting);
            row->cells[4] = due_text(w->arena, decision);
        }
    }
}

static void write_people(Writer *w)
{
    const MinutesPaper *m = w->minutes;
    const struct {
        const char *label;
        const PaperPeople *people;
    } lists[] = { { "出席", &m->attending },
                  { "请假", &m->on_leave },
                  { "列席", &m->sitting_in } };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (lists[i].people->count > 0)
            people_spans(w->arena, document_people(w->document, lists[i].label),
                         lists[i].people);
    }
    if (m->approvals.count == 0)
        return;
    SpanList *spans = document_people(w->document, "审定");
    for (size_t i = 0; i < m->approvals.count; i++) {
        const MinutesApproval *a = &m->approvals.items[i];
        span_add(w->arena, spans, FONT_FANGSONG, i > 0 ? "；" : "");
        span_add(w->arena, spans, FONT_FANGSONG, arena_printf(w->arena, "%s ", a->post));
        span_add_together(w->arena, spans, FONT_FANGSONG, a->name);
        if (day_given(a->day))
            span_add(w->arena, spans, FONT_FANGSONG,
                     arena_printf(w->arena, "（%s）", day_chinese(w->arena, a->day)));
    }
}

Status minutes_paper(Op *op, const MinutesPaper *minutes, Document **out)
{
    TRY(minutes_check(op, minutes));
    Document *document = document_new(op->arena, FORM_MINUTES);
    Writer w = { .arena = op->arena, .document = document, .minutes = minutes };
    document->name = arena_printf(
        op->arena, "%s%s", minutes->mark,
        text_empty(minutes->number) ? "" : arena_printf(op->arena, "（%s）", minutes->number));
    document->dated = minutes->issued;
    document->simulated = minutes->simulated;
    document->mark = minutes->mark;
    document->number = minutes->number;
    document->head_office = minutes->office;
    document->head_day = minutes->issued;
    write_opening(&w);
    write_earlier(&w);
    write_requirements(&w);
    write_topics(&w);
    write_list(&w);
    write_people(&w);
    document->imprint.label = "分送";
    if (minutes->distribution.count > 0)
        document->imprint.copies = units_joined(op->arena, &minutes->distribution);
    document->imprint.office = minutes->office;
    document->imprint.issued = minutes->issued;
    *out = document;
    return OK;
}
