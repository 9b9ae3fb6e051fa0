/* Units and people: the posts of the conference with who holds them, the
 * units with who speaks for them, and what stands vacant. Filled by people.c,
 * shown by templates/people.html. */
#ifndef WEB_PEOPLE_H
#define WEB_PEOPLE_H

#include "web/outlook.h"
#include "web/pieces.h"
#include "web/visit.h"

typedef struct PeoplePost {
    const char *title;
    const char *body;  /* 旗总工会; "" */
    const char *roles; /* 召集人、审定人; "" */
    const char *now;   /* 李明（2023年4月26日起）; "" when vacant */
    const char *once;  /* who held it before, with days; "" */
    SignWord state;    /* ▲ 空缺 where nobody holds it */
    Link act;          /* 登记任职, where the viewer may */
} PeoplePost;
typedef LIST(PeoplePost) PeoplePostList;

typedef struct PeopleUnit {
    const char *name;
    const char *member; /* 成员单位、制度列明; 成员单位、后来增加; 非成员 */
    const char *basis;  /* on what it was added; "" */
    PeoplePost speaks;  /* the post that speaks for it; title "" when none */
} PeopleUnit;
typedef LIST(PeopleUnit) PeopleUnitList;

typedef struct PeoplePage {
    Page page;
    PageHead head;
    PeoplePostList posts; /* of bodies */
    PeopleUnitList units;
    TextList others; /* registered, without a post today */
    ActButtonList acts;
    ClosedActList closed;
} PeoplePage;

Status people_show(Visit *visit, HttpReply *reply);

#endif
