/* The charter in force, and one clause or reading of it. Filled by charter.c
 * and charter_clause.c, shown by templates/charter.html. What is shown is our
 * retelling, and every page says so; an office's own official text stands
 * beside it where the charter carries it. */
#ifndef WEB_CHARTER_H
#define WEB_CHARTER_H

#include "charter/charter.h"
#include "web/fill.h"
#include "web/outlook.h"

typedef struct ClauseLine {
    const char *id;
    Url url;
    const char *text;
    const char *note; /* 原则性内容；据此有3条规则 */
} ClauseLine;
typedef LIST(ClauseLine) ClauseLineList;

/* Clauses under one heading of the charter. */
typedef struct CharterPart {
    const char *id; /* of the element */
    const char *heading;
    ClauseLineList clauses;
} CharterPart;
typedef LIST(CharterPart) CharterPartList;

typedef struct CharterPage {
    Page page;
    PageHead head;
    FactList facts;
    CharterPartList parts;
    ClauseLineList readings;
} CharterPage;

/* A rule in words. */
typedef struct RuleLine {
    const char *label; /* 商定议题·由谁办 */
    const char *words; /* 旗总工会主席、联系工会的副旗长（共同） */
    const char *force; /* 应当 */
    Link reading;      /* the reading that settled it */
} RuleLine;
typedef LIST(RuleLine) RuleLineList;

typedef struct ClausePage {
    Page page;
    PageHead head;
    const char *text;
    const char *official; /* "" */
    FactList facts;       /* of a reading: what it settles, and why */
    LinkList clauses;     /* that a reading relates, or readings that touch a clause */
    RuleLineList rules;
    NoteList owed;
    NoteList done;
    const char *done_found; /* 共12次，最近20次 */
} ClausePage;

Status charter_show(Visit *visit, HttpReply *reply);
Status clause_show(Visit *visit, HttpReply *reply);

/* The charter in force today, whole. */
NODISCARD Status charter_of(Visit *visit, const Charter **out);

#endif
