/* Sources, duties and history in words: the same on the command line, in
 * papers and on pages. Returned texts live in the arena given. */
#ifndef ACTIONS_TELLING_H
#define ACTIONS_TELLING_H

#include "charter/ruleset.h"
#include "db/db.h"
#include "model/act.h"
#include "model/rows_gen.h"
#include "model/source.h"

/* 条款 N4.3d · 释读 R4 · 办公室设定“征求意见答复期限” · 通则 H1（…） · 办理次序（议题：已报送）
 */
const char *tell_source(Arena *arena, Source source);
/* The same for a source as a projection keeps it ("clause", "N4.3d"), in
 * short: a house rule by its number only. */
const char *tell_source_kept(Arena *arena, const char *kind, const char *ref);
/* The source itself; false when the kind is none. */
bool source_kept(const char *kind, const char *ref, Source *out);

/* What ids are called in one conference. */
typedef struct Names {
    Db *db;
    int64_t conference;
    PostRowList posts;
    UnitRowList units;
    PersonRowList people;
    const Ruleset *rules; /* for what only the charter names; NULL: not asked */
} Names;
NODISCARD Status names_load(Op *op, Db *db, int64_t conference, Names *out);
/* A post or unit, or what the charter calls the id; the id itself when unknown. */
const char *names_title(const Names *names, const char *id);
/* The same, where the id speaks of a unit first: 旗人社局, not its post. */
const char *names_unit(const Names *names, const char *id);
/* A person by number or by code ("P3"); the code itself when unknown. */
const char *names_person(const Names *names, Arena *arena, int64_t number);
const char *names_person_code(const Names *names, Arena *arena, const char *code);
/* "office/P3" → 联席会议办公室（王静） */
const char *names_actor(const Names *names, Arena *arena, const char *post, const char *person);
ActNamer names_namer(const Names *names);

/* A file that an act names; its bytes: store/ledger_file.h. */
typedef struct HistoryFile {
    const char *key;   /* annex */
    const char *label; /* 报告全文 */
    const char *name;
    int64_t bytes;
} HistoryFile;
typedef LIST(HistoryFile) HistoryFileList;

/* One line of history: what was done, by whom, on whose word. */
typedef struct HistoryLine {
    int64_t seq;
    Day day;
    Instant recorded_at;
    bool backdated;
    const char *actor;      /* 旗总工会主席（李明） */
    const char *entered_by; /* who typed it on behalf; "" */
    const char *verb;
    const char *label;  /* 提出议题方案 */
    const char *text;   /* 提出议题方案《高温津贴发放》 */
    const char *reason; /* "" */
    const char *source; /* in words */
    Source source_of;   /* what the words speak of */
    int64_t voided_by;  /* record that voided it, or -1 */
    SubjectList about;  /* of the act itself: one */
    HistoryFileList files;
} HistoryLine;
typedef LIST(HistoryLine) HistoryLineList;

/* Every act that mentions the subject, oldest first; the conference itself
 * (NOUN_CONFERENCE): every act there is. */
NODISCARD Status history_of(Op *op, const Names *names, Subject subject, HistoryLineList *out);

/* Every act of one kind, oldest first. */
NODISCARD Status history_of_verb(Op *op, const Names *names, const char *verb,
                                 HistoryLineList *out);
/* The last acts of the conference, the latest first. */
NODISCARD Status history_latest(Op *op, const Names *names, int64_t most, HistoryLineList *out);

/* Which records were corrected, and by which: pairs of seq. */
typedef struct Correction {
    int64_t seq;
    int64_t by;
    const char *field; /* its label */
} Correction;
typedef LIST(Correction) CorrectionList;
NODISCARD Status corrections_of(Op *op, const Names *names, CorrectionList *out);

#endif
