#include "papers/people.h"

#include <string.h>

#include "base/buf.h"

static void add_person(Arena *arena, SpanList *spans, const PaperPerson *person)
{
    bool named = !text_empty(person->name);
    span_add_together(arena, spans, FONT_FANGSONG, person->name);
    Buf about;
    buf_init(&about, arena);
    buf_text(&about, text_empty(person->title) || !named ? "" : person->title);
    if (!text_empty(person->substitute_for))
        buf_printf(&about, "%s代%s参会", about.count > 0 ? "，" : "", person->substitute_for);
    if (!text_empty(person->remark))
        buf_printf(&about, "%s%s", about.count > 0 ? "，" : "", person->remark);
    if (about.count > 0)
        span_add(arena, spans, FONT_FANGSONG,
                 arena_printf(arena, "（%s）", buf_string(&about)));
}

void people_spans(Arena *arena, SpanList *spans, const PaperPeople *people)
{
    if (people->count == 0) {
        span_add(arena, spans, FONT_FANGSONG, "无");
        return;
    }
    for (size_t i = 0; i < people->count; i++) {
        const PaperPerson *person = &people->items[i];
        bool same = i > 0 && !text_empty(person->unit) && !text_empty(person->name) &&
                    text_same(person->unit, people->items[i - 1].unit);
        if (i > 0)
            span_add(arena, spans, FONT_FANGSONG, same ? "、" : "；");
        if (!same && !text_empty(person->unit)) {
            span_add(arena, spans, FONT_FANGSONG, person->unit);
            span_add(arena, spans, FONT_FANGSONG, text_empty(person->name) ? "" : " ");
        }
        add_person(arena, spans, person);
    }
}

char *chinese_number(Arena *arena, size_t number)
{
    static const char *const digits[] = { "",   "一", "二", "三", "四",
                                          "五", "六", "七", "八", "九" };
    if (number == 0 || number > 99)
        return arena_printf(arena, "%zu", number);
    size_t tens = number / 10;
    return arena_printf(arena, "%s%s%s", tens > 1 ? digits[tens] : "", tens > 0 ? "十" : "",
                        digits[number % 10]);
}

char *units_joined(Arena *arena, const TextList *units)
{
    return text_join(arena, units, "、");
}

const char *sentence(Arena *arena, const char *text)
{
    static const char *const ends[] = { "。", "！", "？", "；", "：", "”", "）" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (text_ends(text, ends[i]))
            return text;
    }
    return text_empty(text) ? "" : arena_printf(arena, "%s。", text);
}

const char *without_stop(Arena *arena, const char *text)
{
    static const char *const ends[] = { "。", "；", "，" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (text_ends(text, ends[i]))
            return arena_dup_n(arena, text, strlen(text) - strlen(ends[i]));
    }
    return text;
}
