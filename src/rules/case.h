/* A case: everything a rule may look at before it judges one act.
 *
 * Facts and a day go in, a verdict comes out: rules read no database, no
 * clock and no file. The facts are rows of the projections as they stood
 * before the act, loaded by src/actions for the subject of the act and for
 * what its catalogue entry names under `facts`. A part that was not loaded
 * is NULL. Everything belongs to the arena of the operation.
 */
#ifndef RULES_CASE_H
#define RULES_CASE_H

#include "charter/ruleset.h"
#include "model/act.h"
#include "model/calendar.h"
#include "model/rows_gen.h"
#include "model/setting.h"

/* The capacity in which somebody acts: a post, and the person who fills it. */
typedef struct Capacity {
    const char *post;       /* union-deputy-2, hrss */
    const char *post_class; /* union-deputy, hrss */
    const char *title;      /* 旗总工会相关领导 */
    const char *body;       /* the body or unit the post belongs to; "" when none */
    int64_t person;         /* 0 when only the post is known */
} Capacity;

typedef struct ConsultationCase {
    ConsultationRow row;
    ConsultationUnitRowList units;
    ReplyPointRowList points;
} ConsultationCase;
typedef LIST(ConsultationCase) ConsultationCaseList;

typedef struct TopicCase {
    TopicRow row;
    TopicConsentRowList consents;
    TopicUnitRowList units;
    TopicResearchRowList based_on; /* preliminary research it rests on */
    ResearchRowList research;      /* special and joint research on it */
    ConsultationCaseList consultations;
} TopicCase;
typedef LIST(TopicCase) TopicCaseList;

typedef struct DecisionCase {
    DecisionRow row;
    DecisionUnitRowList units;
    DecisionReportRowList reports;
    DecisionExtensionRowList extensions;
    DecisionCheckRowList checks;
    InspectionFindingRowList findings;
} DecisionCase;
typedef LIST(DecisionCase) DecisionCaseList;

typedef struct MeetingCase {
    MeetingRow row;
    MeetingTopicRowList asked_topics;
    MeetingConsentRowList consents;
    MeetingReadyRowList ready;
    AgendaItemRowList agenda;
    RosterEntryRowList roster;
    MeetingReportItemRowList reported;
    TopicCaseList topics;     /* those on the agenda, else those asked for */
    DecisionRowList pending;  /* of earlier meetings: open, or closed since the last meeting */
    DecisionRowList resolved; /* made at this meeting */
    bool first;               /* no meeting was closed before it */
} MeetingCase;

typedef struct MinutesCase {
    bool drafted;
    MinutesRow row;
    MinutesApprovalRowList approvals;
    MinutesCopyRowList copies;
} MinutesCase;

/* For record.correct and record.void: the record spoken of, and what came
 * after it about the same subjects. */
typedef struct RecordCase {
    bool found;
    HistoryRow row;
    const ActSpec *spec;
    const void *fields;
    HistoryRowList later;
} RecordCase;

typedef struct Case {
    const Ruleset *charter;  /* in force on `day`; NULL in the deployment and while founding */
    const Ruleset *founding; /* what is being founded; else NULL */
    const Settings *settings;
    const Calendar *calendar;
    Day today; /* the recorded day */
    Day day;   /* the day it was done; all rules judge by this one */

    const ActSpec *act;
    const void *fields; /* the act's own struct */
    const Envelope *envelope;
    Capacity actor;
    bool on_behalf;   /* entered by another post than the actor's */
    Capacity enterer; /* who typed it, when on_behalf */

    Subject subject;   /* the one it is about; the conference itself when none */
    Subject made;      /* the code it will allot, when it makes one */
    const char *state; /* of the subject; "" when it has none yet */
    const char *code;  /* of the conference */

    PostRowList posts;
    UnitRowList units;
    TenureRowList tenures;
    MeetingRowList meetings; /* all of them: few a year */
    YearExcuseRowList excuses;
    HistoryRowList done; /* acts about the subject and its chain, voided ones left out */
    DutyRowList duties;  /* open ones on the subject and its chain */

    const TopicCase *topic;
    const ConsultationCase *consultation;
    const MeetingCase *meeting;
    const MinutesCase *minutes;
    const DecisionCase *decision;
    const InspectionRow *inspection;
    const NewsRow *news;
    const RecordCase *record;
    PersonRowList people; /* loaded for acts that name people */
    /* other subjects its fields name */
    TopicCaseList named_topics;
    DecisionCaseList named_decisions;
} Case;

const PostRow *case_post(const Case *c, const char *post); /* NULL: none */
const UnitRow *case_unit(const Case *c, const char *unit);
const TopicCase *case_topic(const Case *c,
                            Subject subject); /* among the named and on the agenda */
const DecisionCase *case_decision(const Case *c, Subject subject);
/* What people call a post or unit; the id itself when unknown. */
const char *case_title(const Case *c, const char *id);
/* Was this act done on the subject or its chain. */
bool case_done(const Case *c, const char *verb);

#endif
