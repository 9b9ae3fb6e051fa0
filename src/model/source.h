/* What a verdict, a duty or a settled rule rests on: exactly one of five.
 *
 * `ref` says which one: a clause id ("N4.3d"), a reading ("R4"), the key of
 * an office setting ("reply-days"), a house rule ("H1"), or the states of
 * the order of work ("topic: submitted"). It belongs to whoever made the
 * source and lives as long.
 */
#ifndef MODEL_SOURCE_H
#define MODEL_SOURCE_H

typedef enum SourceKind {
    SOURCE_CLAUSE,  /* 条款 */
    SOURCE_READING, /* 释读 */
    SOURCE_SETTING, /* 办公室设定 */
    SOURCE_HOUSE,   /* 本系统守则 */
    SOURCE_ORDER,   /* 办理次序 */
} SourceKind;

typedef struct Source {
    SourceKind kind;
    const char *ref;
} Source;

#endif
