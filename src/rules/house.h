/* House rules: what no clause says and the system holds everywhere.
 *
 * They are few, numbered, and listed in docs/house-rules.md, which
 * `house_rules_markdown` makes.
 */
#ifndef RULES_HOUSE_H
#define RULES_HOUSE_H

#include "base/buf.h"
#include "model/source.h"

typedef enum HouseRule {
    HOUSE_DOER_NEVER_CLOSES,
    HOUSE_OFFICE_DOES_DAILY_WORK,
    HOUSE_UNIT_SPEAKS_FOR_ITSELF,
    HOUSE_POST_IS_HELD,
    HOUSE_DAYS_IN_ORDER,
    HOUSE_SCAN_FOR_OTHERS,
    HOUSE_NOTHING_RELIES_ON_IT,
    HOUSE_NAMES_EXIST,
    HOUSE_ONCE,
    HOUSE_EVERY_POINT_ANSWERED,
    HOUSE_FOUNDING,
    HOUSE_NO_SECRETS,
    HOUSE_DEADLINE_AHEAD,
    HOUSE_GIVER_MAY_REFUSE,
    HOUSE_SPEAKER_ATTENDS,
    HOUSE_RULE_COUNT,
} HouseRule;

Source house_source(HouseRule rule);        /* kind SOURCE_HOUSE, ref "H1" … */
const char *house_text(HouseRule rule);     /* the rule in Chinese */
const char *house_text_of(const char *ref); /* by "H1"; NULL when there is none */
void house_rules_markdown(Buf *out);

#endif
