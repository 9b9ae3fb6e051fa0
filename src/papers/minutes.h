/* The minutes of a meeting (GB/T 9704-2012, 10.3).
 *
 * From plain facts to a document: the opening, what became of the last
 * decisions, what the government requires, each topic with its discussion
 * and decisions (lead unit, supporting units, due day), who attended, was on
 * leave and sat in; a list of all decisions is attached. It computes nothing:
 * states, codes and days come with the facts. Texts are not copied; what is
 * returned lives in the op's arena. Missing parts are left out.
 */
#ifndef PAPERS_MINUTES_H
#define PAPERS_MINUTES_H

#include "base/op.h"
#include "papers/people.h"

typedef struct MinutesDecision {
    const char *code; /* D3 */
    const char *text;
    const char *lead;
    TextList supporting;
    Day due; /* DAY_NONE: 长期坚持 or what due_words says */
    const char *due_words;
} MinutesDecision;

typedef struct MinutesTopic {
    const char *title;
    const char *discussion; /* a paragraph a line */
    LIST(MinutesDecision) decisions;
} MinutesTopic;

typedef struct MinutesEarlier {
    const char *code;
    const char *text;
    const char *lead;
    const char *state;       /* 已销号、办理中 … */
    const char *explanation; /* of what is not done */
    const char *opinion;
} MinutesEarlier;

typedef struct MinutesApproval {
    const char *post;
    const char *name;
    Day day;
} MinutesApproval;

typedef struct MinutesPaper {
    const char *mark;    /* …联席会议纪要 */
    const char *number;  /* 第1期, 〔2024〕1号 */
    const char *office;  /* who issues */
    Day issued;          /* DAY_NONE while a draft */
    const char *meeting; /* …联席会议2024年第一次会议 */
    const char *time;    /* 2024年6月20日9:30 */
    const char *place;
    const char *presider;
    const char *opening; /* NULL: made of time, place, presider, meeting */
    LIST(MinutesEarlier) earlier;
    const char *earlier_note; /* said where nothing was pending, or besides */
    TextList requirements;    /* of the government */
    LIST(MinutesTopic) topics;
    PaperPeople attending;
    PaperPeople on_leave;
    PaperPeople sitting_in;
    LIST(MinutesApproval) approvals; /* for the file copy; else empty */
    TextList distribution;           /* 分送 */
    bool simulated;
} MinutesPaper;

/* INVALID when it lacks its mark, office or meeting, or when a decision
 * lacks its text or lead unit. */
NODISCARD Status minutes_paper(Op *op, const MinutesPaper *minutes, Document **out);

#endif
