#include "web/chronicle.h"

#include "base/text.h"
#include "web/files.h"
#include "web/house_rules.h"
#include "web/upload.h"

Url chronicle_source_url(const Visit *visit, Source source)
{
    switch (source.kind) {
    case SOURCE_CLAUSE:
    case SOURCE_READING:
        return visit_clause_url(visit, source.ref);
    case SOURCE_SETTING:
        return visit_list_url(visit, "settings");
    case SOURCE_HOUSE:
        return house_rule_url(visit, source.ref);
    case SOURCE_ORDER:
        return URL_NONE;
    }
    return URL_NONE;
}

static const char *mended_words(Arena *arena, const HistoryLine *line,
                                const CorrectionList *corrections)
{
    if (line->voided_by >= 0)
        return arena_printf(arena, "已由第%lld号记录作废", (long long)line->voided_by);
    for (size_t i = 0; i < corrections->count; i++)
        if (corrections->items[i].seq == line->seq)
            return arena_printf(arena, "“%s”已由第%lld号记录更正", corrections->items[i].field,
                                (long long)corrections->items[i].by);
    return NULL;
}

static LinkList files_of(const Visit *visit, const HistoryLine *line)
{
    LinkList links = { 0 };
    Arena *arena = visit->op->arena;
    for (size_t i = 0; i < line->files.count; i++) {
        const HistoryFile *file = &line->files.items[i];
        *LIST_ADD(arena, &links) =
            (Link){ .text = arena_printf(arena, "%s：%s（%s）", file->label, file->name,
                                         upload_size_words(arena, (uint64_t)file->bytes)),
                    .url = file_url(visit, line->seq, file->key) };
    }
    return links;
}

static HistoryStep step_of(const Visit *visit, const HistoryLine *line,
                           const CorrectionList *corrections)
{
    Arena *arena = visit->op->arena;
    return (HistoryStep){
        .seq = line->seq,
        .what = line->text,
        .actor = line->actor,
        .behalf = text_empty(line->entered_by)
                      ? NULL
                      : arena_printf(arena, "%s代办", line->entered_by),
        .recorded = line->recorded_at,
        .done_on = line->backdated ? line->day : DAY_NONE,
        .source = line->source,
        .source_url = chronicle_source_url(visit, line->source_of),
        .reason = line->reason,
        .files = files_of(visit, line),
        .mended = mended_words(arena, line, corrections),
    };
}

static Status steps_fill(Visit *visit, const HistoryLineList *lines, HistoryStepList *out)
{
    CorrectionList corrections;
    *out = (HistoryStepList){ 0 };
    TRY(corrections_of(visit->op, &visit->place.names, &corrections));
    for (size_t i = 0; i < lines->count; i++)
        *LIST_ADD(visit->op->arena, out) = step_of(visit, &lines->items[i], &corrections);
    return OK;
}

Status chronicle_of(Visit *visit, Subject subject, HistoryStepList *out)
{
    HistoryLineList lines;
    TRY(history_of(visit->op, &visit->place.names, subject, &lines));
    return steps_fill(visit, &lines, out);
}

Status chronicle_of_verb(Visit *visit, const char *verb, HistoryStepList *out)
{
    HistoryLineList lines;
    TRY(history_of_verb(visit->op, &visit->place.names, verb, &lines));
    return steps_fill(visit, &lines, out);
}
