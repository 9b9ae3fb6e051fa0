/* Office settings: what no clause says and the office decides. Each with its
 * value, what is suggested and who may change it. Filled by setting.c, shown
 * by templates/setting.html. */
#ifndef WEB_SETTING_H
#define WEB_SETTING_H

#include "web/outlook.h"
#include "web/pieces.h"
#include "web/visit.h"

typedef struct SettingLine {
    const char *key; /* names its row in the page */
    const char *label;
    const char *help;
    const char *value;
    const char *suggested;
    bool changed;
    Link act; /* 调整, where the viewer may */
} SettingLine;
typedef LIST(SettingLine) SettingLineList;

typedef struct SettingsPage {
    Page page;
    PageHead head;
    SettingLineList lines;
    ClosedActList closed; /* why the viewer does not change them */
    HistoryStepList history;
} SettingsPage;

Status settings_show(Visit *visit, HttpReply *reply);

#endif
