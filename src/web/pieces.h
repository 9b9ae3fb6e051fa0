/* What the pieces every page is made of show: plain structs for
 * templates/layout.html and templates/pieces.html.
 *
 * Handlers fill them, templates read them; nothing here knows a rule or a
 * database. Texts are sentences or words for a person, in the op's arena;
 * NULL or "" shows nothing, a Url that is not given makes no link.
 */
#ifndef WEB_PIECES_H
#define WEB_PIECES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/text.h"
#include "web/html.h"

/* --- the frame: {{use page_top(v->page)}} … {{use page_bottom(v->page)}} --- */

typedef enum NavNoun {
    NAV_NONE,
    NAV_WORK,
    NAV_RESEARCH,
    NAV_TOPICS,
    NAV_CONSULTATIONS,
    NAV_MEETINGS,
    NAV_MINUTES,
    NAV_DECISIONS,
    NAV_INSPECTIONS,
    NAV_NEWS,
    NAV_DUTIES,
    NAV_CHARTER,
    NAV_PEOPLE,
    NAV_SETTINGS,
    NAV_DRAFTS,
    NAV_ACCOUNT,
} NavNoun;

typedef struct Page {
    const char *title;      /* of the page, for the window: 高温津贴发放（T1） */
    NavNoun nav;            /* which noun this page belongs to */
    const char *conference; /* its title; NULL on pages outside of a conference */
    const char *code;       /* its code, as in /c/CODE/ */
    const char *back;       /* outside of a conference: the code of the one to go back to */
    const char *person;     /* who is signed in; NULL: nobody */
    const char *capacity;   /* in what capacity: 旗总工会主席 */
    const char *clock;      /* a simulated database: what its clock says; NULL: a real one */
    const char *flash;      /* what has just been done, or why not */
    bool flash_warns;       /* it was not done */
    const char *token;      /* against forged requests; first field of every POST form */
    int64_t drafts;         /* how many drafts the account has here */
    bool wide;              /* tables: the page takes the whole width */
} Page;

/* --- signs: a word with a sign before it; colour only repeats it --- */

typedef enum Sign {
    SIGN_NONE,
    SIGN_WAITING, /* ○ */
    SIGN_FINE,    /* ● */
    SIGN_NEAR,    /* ▲ */
    SIGN_LATE,    /* ■ */
    SIGN_DONE,    /* ✓ */
    SIGN_BREACH,  /* ✕ */
} Sign;
const char *sign_mark(Sign sign); /* "▲" */
const char *sign_name(Sign sign); /* "near", as in class="sign near" */

/* {{use sign_word(&v->light)}} */
typedef struct SignWord {
    Sign sign;
    const char *word; /* 临期 */
} SignWord;

typedef struct Link {
    const char *text;
    Url url;
} Link;
typedef LIST(Link) LinkList;

/* --- page head: {{use page_head(&v->head)}} --- */

typedef struct PageHead {
    const char *kind;  /* 议题 */
    const char *code;  /* T1 */
    const char *title; /* 高温津贴发放 */
    bool paper;        /* the title is that of a paper: Song face */
    SignWord state;    /* 已报送 */
    const char *turn;  /* 轮到旗总工会主席、旗政府分管副旗长商定 */
    const char *note;  /* one muted line beneath */
    Link main;         /* the one main button */
    Link up;           /* the list this belongs to */
} PageHead;

/* --- facts of a thing, label and value: {{use facts(&v->facts)}} --- */

typedef struct Fact {
    const char *label;
    const char *value; /* lines are kept */
    Url url;
    SignWord sign; /* before the value */
} Fact;
typedef LIST(Fact) FactList;

/* --- duty card: {{use duty_card(row)}}; a list of them: {{use duty_cards(&v->cards)}} --- */

typedef struct DutyCard {
    const char *what;  /* 正式答复征求意见 C1 */
    const char *about; /* 高温津贴发放 */
    Url about_url;
    Day due;            /* DAY_NONE: no day */
    const char *days;   /* 还有 2 个工作日 */
    SignWord light;     /* ▲ 临期 */
    const char *source; /* 条款 N4.3d */
    Url source_url;
    const char *due_source; /* where the day comes from, when from elsewhere */
    const char *owner;      /* who owes it; NULL on one's own page */
    const char *note;       /* why it can't be done yet */
    Link act;               /* the one button */
    bool main;              /* the button is the main one of the page */
} DutyCard;
typedef LIST(DutyCard) DutyCardList;

/* --- state line: {{use state_line(&v->stages)}} --- */

typedef enum StageWhen {
    STAGE_DONE,
    STAGE_NOW,
    STAGE_TO_COME,
} StageWhen;

typedef struct Stage {
    const char *word;
    StageWhen when;
    Day day; /* when it was reached; DAY_NONE */
    const char *note;
} Stage;
typedef LIST(Stage) StageList;

/* --- history: {{use history(&v->history)}}, newest last --- */

typedef struct Change {
    const char *label;
    const char *before; /* NULL: was empty */
    const char *after;  /* NULL: is empty now */
} Change;
typedef LIST(Change) ChangeList;

typedef struct HistoryStep {
    int64_t seq;        /* number in the ledger */
    const char *what;   /* 商定议题 */
    const char *actor;  /* 旗总工会主席（李明） */
    const char *behalf; /* who typed it: 联席会议办公室（王静）代办；NULL */
    Instant recorded;
    Day done_on;        /* where it differs from the recorded day; else DAY_NONE */
    const char *source; /* 条款 N4.3b */
    Url source_url;
    const char *reason;
    ChangeList changes;
    LinkList files;
    const char *mended; /* 已由第 31 号记录作废；NULL */
} HistoryStep;
typedef LIST(HistoryStep) HistoryStepList;

/* --- verdict box: {{use verdict_box(&v->verdict)}} --- */

typedef enum VerdictTone {
    TONE_NONE, /* shows nothing */
    TONE_REFUSED,
    TONE_WAITING,
    TONE_REASON, /* goes on with a reason */
    TONE_DONE,   /* what was done, where a page confirms it */
} VerdictTone;

typedef struct VerdictBox {
    VerdictTone tone;
    const char *title;  /* 现在不能召开会议 */
    const char *why;    /* one sentence */
    const char *remedy; /* what would make it possible */
    const char *source; /* 条款 N4.3d */
    Url source_url;
    const char *safe; /* 填写的内容都还在下面，没有办理 */
} VerdictBox;

/* --- next steps: {{use next_steps(&v->next)}} --- */

typedef struct NextStep {
    const char *who;  /* 旗总工会主席 */
    const char *what; /* 商定议题 */
    Day due;
    const char *days;
    SignWord light;
    const char *source;
    Url source_url;
    Link act;  /* given only where the viewer may do it */
    bool mine; /* it is the viewer's turn */
} NextStep;
typedef LIST(NextStep) NextStepList;

/* --- acts: {{use act_buttons(&v->acts)}} and 为什么没有按钮 {{use no_buttons(&v->closed)}} ---
 */

typedef struct ActButton {
    const char *label; /* 商定 */
    Url url;
    bool main;        /* at most one on a page */
    bool warn;        /* takes something away: 作废、撤回 */
    const char *note; /* 需要写明理由 */
} ActButton;
typedef LIST(ActButton) ActButtonList;

typedef struct ClosedAct {
    const char *label; /* 销号 */
    bool waiting;      /* for others; else refused */
    const char *why;
    const char *remedy;
    const char *source;
    Url source_url;
} ClosedAct;
typedef LIST(ClosedAct) ClosedActList;

/* --- empty state: {{use empty_state(&v->empty)}} --- */

typedef struct EmptyState {
    const char *what; /* 这里是本会议的议题。 */
    const char *how; /* 议题从调研、建议或者领导要求开始，由联席会议办公室登记。 */
    Link act;
} EmptyState;

/* --- lists: {{use filters(&v->filters)}} … {{use pager(&v->pager)}} --- */

typedef struct Choice {
    const char *value;
    const char *text;
    bool chosen;
} Choice;
typedef LIST(Choice) ChoiceList;

typedef struct Filter {
    const char *name; /* of the query parameter */
    const char *label;
    ChoiceList choices; /* none: words to look for */
    const char *value;  /* of the words */
} Filter;
typedef LIST(Filter) FilterList;

typedef struct Filters {
    Url url; /* of the list, without parameters */
    FilterList filters;
    const char *found; /* 共 12 个议题，3 个临期 */
    bool narrowed;     /* some filter is set: offers to show all */
    LinkList others;   /* the same list as 表格、PDF … */
} Filters;

typedef struct Pager {
    int64_t first; /* row of this page, from 1 */
    int64_t last;
    int64_t count;
    Url earlier;
    Url later;
} Pager;

/* --- confirmation: {{use confirmation(&v->confirm)}} before the button --- */

typedef struct Confirmation {
    const char *will; /* 办理后，议题转为“已商定”，并通知…… */
    const char *undo; /* 办错了可以由办公室更正，更正前后都留痕。 */
} Confirmation;

/* --- papers of a thing: {{use paper_links(&v->papers)}} --- */

typedef struct PaperLink {
    const char *title; /* 会议通知 */
    const char *note;  /* 3 页，2024年6月14日 */
    Url pdf;
    Url docx;
} PaperLink;
typedef LIST(PaperLink) PaperLinkList;

#endif
