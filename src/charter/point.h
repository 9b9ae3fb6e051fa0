/* The table of points: what a charter can speak about, and how clauses on one
 * point are brought together. The rows are data (src/charter/points), made
 * into C by tools/pointgen; nothing here knows any institution.
 *
 * A point's name is its pattern with an id for each “*”, or VERB.ASPECT for
 * the aspects of acts. Rows are static and live as long as the program.
 */
#ifndef CHARTER_POINT_H
#define CHARTER_POINT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef enum PointFamily {
    FAMILY_ASPECT, /* of an act: VERB.NAME */
    FAMILY_NAME,   /* who is who: the `names` block */
    FAMILY_POINT,  /* the institution */
} PointFamily;

typedef enum PointType {
    POINT_TEXT,
    POINT_WORD,
    POINT_NUMBER,
    POINT_DAY,
    POINT_FORCE,
    POINT_FLAG,
    POINT_MANY,
    POINT_ACTOR,
    POINT_POST,
    POINT_OWNER,
    POINT_CLASS,
    POINT_BODY,
    POINT_BOUND_TIME,
    POINT_BOUND_COUNT,
    POINT_FREQUENCY,
    POINT_WINDOW,
    POINT_LIST,
    POINT_ROLL,
} PointType;

typedef enum ItemKind {
    ITEM_NONE,
    ITEM_VERB,
    ITEM_FORM,
    ITEM_CONTENT,
    ITEM_CONDITION,
    ITEM_NATURE,
    ITEM_SEAT,
    ITEM_UNIT,
    ITEM_BODY,
    ITEM_GROUP,
    ITEM_KIND,
    ITEM_TEXT,
} ItemKind;

typedef enum MergeKind {
    MERGE_VALUE,         /* equal, or they disagree */
    MERGE_ANY_OF,        /* intersection; disagree when it is empty or smaller than each */
    MERGE_ALL_OF,        /* union */
    MERGE_LIST,          /* open + open: union; a closed list must have all the others have */
    MERGE_BOUND,         /* the stricter, reported; disagree when nothing satisfies both */
    MERGE_STRICTER,      /* forces: the stronger word */
    MERGE_STRICTER_WORD, /* the later word of the point's own set */
    MERGE_ROLL,          /* group by group */
    MERGE_ORDER,         /* partial order; disagree in a circle */
    MERGE_OWN,           /* each clause for itself */
} MergeKind;

typedef struct PointDef {
    const char *pattern;
    PointFamily family;
    PointType type;
    ItemKind item;
    MergeKind merge;
    const char *label;
    const char *help;
    const char *example;
    const char *words;  /* "one=一人即可;all=全体同意;" */
    const char *beside; /* the point whose list it must agree with; "" */
} PointDef;

typedef struct NounDef {
    const char *noun;
    const char *title;
} NounDef;

typedef struct VerbDef {
    const char *verb;
    const char *title;
    const char *through; /* no act of its own: seen done through these; "" for acts */
} VerbDef;

typedef enum BuiltinSeat {
    BUILTIN_MEMBER_UNITS,
    BUILTIN_CONSULTED_UNITS,
    BUILTIN_AGENDA_UNITS,
    BUILTIN_AGENDA_MEMBERS,
    BUILTIN_AGENDA_OTHERS,
    BUILTIN_ATTENDING_UNITS,
    BUILTIN_LEAD_UNIT,
    BUILTIN_SUPPORTING_UNITS,
    BUILTIN_RESPONSIBLE, /* lead and supporting */
    BUILTIN_PROPOSER,
    BUILTIN_PRESIDER,
    BUILTIN_ATTENDEES,
    BUILTIN_LIAISONS,
    BUILTIN_CONFERENCE,
} BuiltinSeat;

typedef struct BuiltinDef {
    const char *name;
    BuiltinSeat seat;
    const char *title;
} BuiltinDef;

typedef struct WordDef {
    const char *kind; /* "content", "form", "condition", "nature"; "role", "kind" */
    const char *word;
    const char *title;
} WordDef;

typedef struct NeedDef {
    const char *point;
    const char *with; /* noun or act; "" always */
    const char *why;
} NeedDef;

extern const PointDef POINT_DEFS[];
extern const size_t POINT_DEFS_COUNT;
extern const NounDef NOUN_DEFS[];
extern const size_t NOUN_DEFS_COUNT;
extern const VerbDef VERB_DEFS[];
extern const size_t VERB_DEFS_COUNT;
extern const BuiltinDef BUILTIN_DEFS[];
extern const size_t BUILTIN_DEFS_COUNT;
extern const WordDef WORD_DEFS[];
extern const size_t WORD_DEFS_COUNT;
extern const WordDef TITLE_DEFS[];
extern const size_t TITLE_DEFS_COUNT;
extern const NeedDef NEED_DEFS[];
extern const size_t NEED_DEFS_COUNT;

const PointDef *point_find(const char *name); /* "topic.agree.by"; NULL: no such point */
bool point_is_prefix(const char *name); /* “topic”, “meetings.regular”: points lie below */
const VerbDef *point_verb(const char *verb); /* "topic.agree" */
const char *point_verb_of(Arena *arena,
                          const char *name);    /* "topic.agree"; NULL: not of an act */
const char *point_noun_title(const char *noun); /* 议题; NULL */
const BuiltinDef *point_builtin(const char *name);
const char *point_word(const char *kind, const char *word);  /* its title; NULL */
const char *point_title(const char *kind, const char *word); /* of a role or kind; NULL */
/* The title of a word of the point's own set; NULL when it is not one. */
const char *point_own_word(Arena *arena, const PointDef *def, const char *word);
int point_own_word_place(const PointDef *def, const char *word); /* −1 */
/* The point in Chinese: “商定议题·由谁办”, “召集人”, “例行会议·多久一次”. */
const char *point_label(Arena *arena, const PointDef *def, const char *name);
/* The part of the name that stands for the pattern's first “*”; NULL. */
const char *point_key(Arena *arena, const PointDef *def, const char *name);

/* Known names near to a mistaken one, "a、b、c", or "". */
const char *point_nearest(Arena *arena, const char *name);
/* The same among any names: up to three of `count` that are near. */
const char *nearest_of(Arena *arena, const char *name, const char *const *names, size_t count);

#endif
