/* Office settings: the numbers no clause gives and the work needs.
 *
 * They are not rules of the institution. Every one has a suggested value
 * (建议值), can be changed by the act setting.set, and is shown as a setting,
 * never as a clause. Values are whole numbers (a day count or a count) or
 * text.
 */
#ifndef MODEL_SETTING_H
#define MODEL_SETTING_H

#include "base/digest.h"
#include "base/op.h"

typedef enum SettingKind {
    SETTING_REPLY_DAYS,        /* a consulted unit answers */
    SETTING_NOTICE_DAYS,       /* the notice goes out before the meeting */
    SETTING_RESPOND_DAYS,      /* answers to the notice, before the meeting */
    SETTING_CONSENT_DAYS,      /* those asked for consent give it */
    SETTING_DRAFT_DAYS,        /* an agreed topic has its draft */
    SETTING_SETTLE_DAYS,       /* opinions are settled after the last reply day */
    SETTING_MINUTES_DAYS,      /* minutes are drafted after the meeting */
    SETTING_APPROVE_DAYS,      /* minutes are approved */
    SETTING_ISSUE_DAYS,        /* approved minutes are issued */
    SETTING_RECEIVE_DAYS,      /* issued minutes are received */
    SETTING_ASSIGN_DAYS,       /* decisions are assigned after the minutes */
    SETTING_ACCEPT_DAYS,       /* a unit accepts what it was assigned */
    SETTING_REPORT_EVERY_DAYS, /* a running decision is reported on */
    SETTING_CHASE_DAYS,        /* after the due day the office chases */
    SETTING_CHASE_REPLY_DAYS,  /* a chased unit answers */
    SETTING_CLOSE_DAYS,        /* a decision said to be done is closed or returned */
    SETTING_EXTENSION_MAX,     /* extensions of one decision */
    SETTING_NEAR_DAYS,         /* "临期": the due day is near */
    SETTING_NEWS_DAYS,         /* news after the meeting */
    SETTING_COUNT
} SettingKind;

typedef enum SettingUnit {
    SETTING_WORKING_DAYS,
    SETTING_CALENDAR_DAYS,
    SETTING_TIMES,
    SETTING_TEXT,
} SettingUnit;

typedef struct SettingSpec {
    SettingKind kind;
    const char *key;   /* "reply-days" */
    const char *label; /* "征求意见答复期限" */
    SettingUnit unit;
    int64_t suggested; /* the value until it is changed; texts are empty */
    int64_t min, max;  /* for text the greatest number of characters is max */
    const char *help;
} SettingSpec;

const SettingSpec *setting_spec(SettingKind kind);
const SettingSpec *setting_find(const char *key); /* NULL: there is none */
const char *setting_unit_word(SettingUnit unit);  /* "个工作日" */

typedef struct SettingValue {
    int64_t number;
    const char *text; /* SETTING_TEXT, else NULL */
    bool changed;     /* differs from what the table suggests because somebody set it */
} SettingValue;

typedef struct Settings {
    SettingValue values[SETTING_COUNT];
} Settings;

Settings settings_suggested(void);
/* Sets one value from text; INVALID says the label and what is possible. The
 * text lives as long as op->arena. */
NODISCARD Status settings_set(Op *op, Settings *settings, const char *key, const char *value);
int64_t settings_number(const Settings *settings, SettingKind kind);
/* "10个工作日" */
char *settings_words(Arena *arena, const Settings *settings, SettingKind kind);
/* SM3 over "key=value LF" of every setting in the order of keys. */
Digest settings_digest(const Settings *settings);

#endif
