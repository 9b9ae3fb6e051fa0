#include "ledger/finding.h"

#include <stdlib.h>

const char *finding_word(FindingKind kind)
{
    switch (kind) {
    case FINDING_RECORD:
        return "record";
    case FINDING_LOG:
        return "log";
    case FINDING_SEQ:
        return "seq";
    case FINDING_GAP:
        return "gap";
    case FINDING_PREV:
        return "prev";
    case FINDING_TIME:
        return "time";
    case FINDING_KEY:
        return "key";
    case FINDING_KEY_TWICE:
        return "key-twice";
    case FINDING_LEAF:
        return "leaf";
    case FINDING_HEAD_MISSING:
        return "head-missing";
    case FINDING_HEAD_SIZE:
        return "head-size";
    case FINDING_FRONTIER:
        return "frontier";
    case FINDING_HEAD_TIME:
        return "head-time";
    case FINDING_TILE:
        return "tile";
    case FINDING_TILE_MISSING:
        return "tile-missing";
    case FINDING_COMMITMENT:
        return "commitment";
    case FINDING_VALUE_KIND:
        return "value-kind";
    case FINDING_VALUE_MISSING:
        return "value-missing";
    case FINDING_VALUE_KEPT:
        return "value-kept";
    case FINDING_VALUE_STRAY:
        return "value-stray";
    case FINDING_FILE:
        return "file";
    case FINDING_FILE_MISSING:
        return "file-missing";
    case FINDING_FILE_KEPT:
        return "file-kept";
    case FINDING_FILE_STRAY:
        return "file-stray";
    case FINDING_STRAY:
        return "stray";
    }
    abort();
}

void finding_add(Arena *arena, Findings *findings, FindingKind kind, int64_t seq,
                 const char *place, const char *text, ...)
{
    findings->count++;
    if (findings->kept.count >= FINDINGS_MAX)
        return;
    va_list args;
    va_start(args, text);
    *LIST_ADD(arena, &findings->kept) = (Finding){
        .kind = kind,
        .seq = seq,
        .place = arena_dup(arena, place),
        .text = arena_vprintf(arena, text, args),
    };
    va_end(args);
}
