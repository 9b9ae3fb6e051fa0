/* The notice of a meeting, as a letter (GB/T 9704-2012, 10.1).
 *
 * From plain facts to a document: when, where, who presides, what is on the
 * agenda and who reports it, who is called, how to ask for leave, by when to
 * answer, with a receipt to fill in. It decides nothing: who is called and
 * which rule is quoted comes with the facts. Texts are not copied; what is
 * returned lives in the op's arena. Missing parts are left out.
 */
#ifndef PAPERS_NOTICE_H
#define PAPERS_NOTICE_H

#include "base/op.h"
#include "papers/people.h"

typedef struct NoticeItem {
    const char *title;
    const char *reporter; /* the unit that reports it, or NULL */
    int minutes;          /* 0: not said */
} NoticeItem;

typedef struct NoticeGroup {
    const char *label; /* 召集人、成员单位 … */
    PaperPeople people;
} NoticeGroup;

typedef struct MeetingNotice {
    const char *conference; /* 伊金霍洛旗人民政府与伊金霍洛旗总工会联席会议 */
    const char *office;     /* who issues it; also the red mark */
    const char *number;     /* 发文字号 */
    const char *title;      /* NULL: 关于召开 conference meeting 的通知 */
    TextList addressees;
    const char *meeting; /* 2024年第一次会议 */
    const char *opening; /* NULL: a plain sentence */
    const char *time;    /* 2024年6月20日（周四）9:30 */
    const char *place;
    const char *presider;
    LIST(NoticeItem) agenda;
    LIST(NoticeGroup) groups; /* 出席 */
    PaperPeople sit_in;       /* 列席 */
    TextList requirements;    /* further sentences under 有关要求 */
    const char *leave_rule;   /* NULL: not said */
    Day reply_by;             /* of the receipt; DAY_NONE: no receipt asked */
    const char *contact;      /* 联系人：…，电话：… */
    TextList copies;          /* 抄送 */
    Day issued;
    bool sealed; /* the office seals it: room is left */
    bool simulated;
} MeetingNotice;

/* INVALID when it lacks its conference, office, meeting, time or place. */
NODISCARD Status notice_paper(Op *op, const MeetingNotice *notice, Document **out);

#endif
