#include "web/house_rules.h"

#include "rules/house.h"
#include "web/templates_gen.h"

Url house_rule_url(const Visit *visit, const char *ref)
{
    return url_mark(visit->op->arena, visit_list_url(visit, "house-rules"), ref);
}

Status house_rules_show(Visit *visit, HttpReply *reply)
{
    HouseRulesPage v = { .page = visit_page(visit, "通则", NAV_CHARTER),
                         .head = { .title = "通则",
                                   .note = "制度没有写、本系统一律遵守的规矩。",
                                   .up = { "制度", visit_list_url(visit, "charter") } } };
    for (int i = 0; i < HOUSE_RULE_COUNT; i++)
        *LIST_ADD(visit->op->arena, &v.rules) =
            (HouseRuleLine){ .ref = house_source((HouseRule)i).ref,
                             .text = house_text((HouseRule)i) };
    HTML_PAGE(html, visit);
    tpl_house_rules_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
