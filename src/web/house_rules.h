/* The house rules (通则), which no clause says and every conference keeps:
 * docs/house-rules.md as a page, a mark for each. Shown by
 * templates/house_rules.html. */
#ifndef WEB_HOUSE_RULES_H
#define WEB_HOUSE_RULES_H

#include "web/pieces.h"
#include "web/visit.h"

typedef struct HouseRuleLine {
    const char *ref; /* H1 */
    const char *text;
} HouseRuleLine;
typedef LIST(HouseRuleLine) HouseRuleLineList;

typedef struct HouseRulesPage {
    Page page;
    PageHead head;
    HouseRuleLineList rules;
} HouseRulesPage;

Status house_rules_show(Visit *visit, HttpReply *reply);

/* The page, at the rule "H1". */
Url house_rule_url(const Visit *visit, const char *ref);

#endif
