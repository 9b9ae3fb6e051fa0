/* Every kind of misuse is one clear sentence with its line; and the language
 * reference says only what the compiler takes. */
#include <string.h>

#include "base/file.h"
#include "base/test.h"
#include "base/text.h"
#include "charter/bound.h"
#include "charter/charter.h"
#include "charter/point.h"

#define FRONT "---\ncharter: x\ntitle: 某制度\nin force: 2025-01-01\n---\n"
#define NAMES                                                                                  \
    "```names\nbodies:\n  government: {title: 县政府, speaks-through: head}\n  union: "     \
    "县总工会\n"                                                                           \
    "posts:\n  head: 县长\n  chair: 工会主席\nunits:\n  finance: 财政局\n```\n"
#define BASE                                                                                   \
    FRONT NAMES "#### C1\n总则。\n```rules\nroles.convener: [head, chair]\ndaily-work.by: " \
                "union\nmeeting.preside: {by: convener}\n```\n"
#define BASE_LINES 23 /* the line after BASE */

static Findings findings_of_bytes(Bytes text)
{
    Findings findings = { 0 };
    Charter *charter;
    if (charter_compile(test_op(), "x.md", text, &charter, &findings) != OK)
        findings.count = 0;
    return findings;
}

static Findings findings_of(const char *text)
{
    return findings_of_bytes(bytes_of_text(text));
}

static const char *clause(const char *rules)
{
    return arena_printf(test_op()->arena, BASE "#### C2\n条文。\n```rules\n%s\n```\n", rules);
}

static const Finding *finding_with(const Findings *findings, const char *code)
{
    for (size_t i = 0; i < findings->count; i++)
        if (text_same(findings->items[i].code, code))
            return &findings->items[i];
    return NULL;
}

/* One finding of this code, on this line, in Chinese, holding these words. */
static void check_one(const char *text, const char *code, int line, const char *words)
{
    Findings findings = findings_of(text);
    const Finding *finding = finding_with(&findings, code);
    if (finding == NULL) {
        CHECK_TEXT(findings.count > 0 ? findings.items[0].text : "no finding", code);
        return;
    }
    CHECK_INT(findings.count, 1);
    if (line > 0)
        CHECK_INT(finding->line, line);
    if (strstr(finding->text, words) == NULL)
        CHECK_TEXT(finding->text, words);
    CHECK(strchr(finding->text, '\n') == NULL);
}

static void check_rules(const char *rules, const char *code, const char *words)
{
    check_one(clause(rules), code, BASE_LINES + 3, words);
}

TEST(the_base_of_these_tests_is_without_findings)
{
    CHECK_INT(findings_of(BASE).count, 0);
    CHECK_INT(findings_of(clause("topic.draft: must\ntopic.agree.by: convener\n"
                                 "topic.propose.by: union"))
                  .count,
              0);
}

TEST(an_unknown_point_is_told_with_its_neighbours)
{
    check_rules("roster.unit: [finance]", "unknown-point", "roster.units");
    check_rules("meeting.open: {bye: head}", "unknown-point", "meeting.open.by");
    check_rules("meting.open: {by: head}", "unknown-point", "meeting.open");
    check_rules("whatever: 1", "unknown-point", "没有“whatever”这个要点");
    check_rules("meeting.open:{by: head}", "unknown-point", "冒号后要空一格");
}

TEST(a_value_of_the_wrong_type_is_told_with_what_is_wanted)
{
    check_rules("meeting.open: {within: soon}", "wrong-type", "5 working days");
    check_rules("meeting.open: head", "wrong-type", "meeting.open: {by: head}");
    check_rules("meeting.open: {force: shall}", "wrong-type", "must（应当）");
    check_rules("meeting.open: {within: 3 days before meeting.close}", "wrong-type", "after");
    check_rules("meeting.open: {by: {some: head}}", "wrong-type", "jointly");
    check_rules("meeting.open: {by: 县长}", "wrong-type", "代号");
    check_rules("meeting.open: {by: []}", "wrong-type", "空的");
    check_rules("meeting.open: {done: sometimes}", "wrong-type", "in-principle");
    check_rules("meeting.open: {by: head, force: perhaps}", "wrong-type", "if-needed");
    check_rules("meetings.regular: {every: yearly}", "wrong-type", "1 per year");
    check_rules("meetings.regular: {window: spring}", "wrong-type", "first-quarter");
    check_rules("meetings.regular: {topics: few}", "wrong-type", "at most 3");
    check_rules("papers.seal: gold", "wrong-type", "none（不刻制印章）");
    check_rules("expiry: 2025-02-30", "wrong-type", "2028-12-31");
    check_rules("meeting.report: {place: 0}", "wrong-type", "first");
    check_rules("attendance: {attends: [head]}", "wrong-type", "sit-in");
    check_rules("attendance: [head]", "wrong-type", "attend: […]");
    check_rules("meeting.open: {after: [meeting.opened]}", "unknown-verb", "meeting.open");
    check_rules("roster.units: [chair]", "wrong-kind", "单位的代号");
    check_rules("office.seat: chair", "wrong-kind", "机构或单位的代号");
    CHECK_INT(findings_of(clause("office.seat: finance")).count, 0);
}

TEST(yaml_beyond_plain_mappings_and_lists_is_refused)
{
    check_rules("meeting.open: &a {by: head}", "yaml-anchor", "锚点");
    check_rules("meeting.open: *a", "yaml-anchor", "别名");
    check_rules("meeting.open: !!str x", "yaml-tag", "标签");
    check_rules("meeting.open: {by: head, by: chair}", "yaml-duplicate", "写了两次");
    check_one(clause("purpose: |\n  一\n  二"), "yaml", 0, "文本块");
    check_one(clause("purpose: {a"), "yaml", 0, "括号");
    check_rules("just words", "yaml", "要点: 值");
    check_one(clause("nature: [meeting]\n---\nnature: [meeting]"), "yaml", 0, "一份内容");
    check_one(clause("{[a]: b}"), "yaml", 0, "名称");
}

TEST(deep_nesting_and_long_values_are_refused)
{
    Buf deep;
    buf_init(&deep, test_op()->arena);
    buf_text(&deep, "purpose: ");
    for (int i = 0; i < 5000; i++)
        buf_char(&deep, '[');
    check_rules(buf_string(&deep), "too-deep", "12 层");
    Buf block;
    buf_init(&block, test_op()->arena);
    for (int i = 0; i < 3000; i++)
        buf_text(&block, "- ");
    check_rules(buf_string(&block), "too-deep", "12 层");
    Buf lengthy;
    buf_init(&lengthy, test_op()->arena);
    buf_text(&lengthy, "purpose: ");
    for (int i = 0; i < 2001; i++)
        buf_text(&lengthy, "长");
    check_rules(buf_string(&lengthy), "too-long", "2000 个字");
}

TEST(bytes_that_are_no_text_are_refused_with_their_line)
{
    check_one(FRONT "坏\xff\n", "bad-text", 6, "UTF-8");
    check_one(FRONT "\x07\n", "bad-text", 6, "控制字符");
    check_one(FRONT "e\xcc\x81\n", "bad-text", 6, "NFC");
    Bytes nul = { (const uint8_t *)"---\ncharter: x\n\0\n---\n", 21 };
    Findings findings = findings_of_bytes(nul);
    NEED(findings.count == 1);
    CHECK_INT(findings.items[0].line, 3);
    char *big = arena_alloc(test_op()->arena, CHARTER_BYTES_MAX + 1);
    memset(big, 'x', CHARTER_BYTES_MAX + 1);
    findings = findings_of_bytes((Bytes){ (const uint8_t *)big, CHARTER_BYTES_MAX + 1 });
    NEED(findings.count == 1);
    CHECK(strstr(findings.items[0].text, "1 MiB") != NULL);
}

TEST(windows_line_ends_and_a_byte_order_mark_are_no_fault)
{
    Buf text;
    buf_init(&text, test_op()->arena);
    buf_text(&text, "\xef\xbb\xbf");
    for (const char *c = BASE; *c != '\0'; c++) {
        if (*c == '\n')
            buf_char(&text, '\r');
        buf_char(&text, *c);
    }
    CHECK_INT(findings_of(buf_string(&text)).count, 0);
}

TEST(an_escape_brings_in_no_character_the_file_may_not_have)
{
    static const char *const escapes[] = { "\\0", "\\x07", "\\u202e", "\\uFEFF" };
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        check_one(arena_printf(test_op()->arena,
                               BASE "```names\nunits:\n  labour: \"人社%s局\"\n```\n",
                               escapes[i]),
                  "bad-text", BASE_LINES + 2, "不能显示的字符");
    CHECK_INT(findings_of(BASE "```names\nunits:\n  labour: \"人社\\u5c40\"\n```\n").count, 0);
}

TEST(a_file_that_is_no_charter_is_told_what_is_missing)
{
    Findings empty = findings_of("");
    CHECK(finding_with(&empty, "front-matter") != NULL);
    CHECK(finding_with(&empty, "no-clauses") != NULL);
    check_one("---\ncharter: x\ntitle: t\n---\n#### C1\n文\n```rules\nroles.convener: head\n"
              "daily-work.by: head\nmeeting.preside.by: head\nposts.head.title: 县长\n```\n",
              "front-matter", 1, "in force");
    check_one("---\ncharter: x\ntitle: t\nin force: 2025-01-01\nverson: 2\n---\n" NAMES
              "#### C1\n文\n```rules\ndaily-work.by: head\nmeeting.preside.by: head\n```\n",
              "front-matter", 5, "version");
    check_one(BASE "#### C1\n又\n", "duplicate-clause", BASE_LINES, "编号不能重复");
    Findings open = findings_of("---\ncharter: x\n");
    NEED(finding_with(&open, "front-matter") != NULL);
    CHECK(strstr(finding_with(&open, "front-matter")->text, "没有配对的 ---") != NULL);
}

TEST(the_parts_of_a_file_stand_where_they_belong)
{
    check_one(BASE "#### C2\n文\n", "no-rules", BASE_LINES, "principle");
    check_one(BASE "#### C2\n```rules\nprinciple\n```\n", "no-text", BASE_LINES, "转述");
    check_one(clause("principle\n```\n```rules\nnature: [meeting]"), "principle", BASE_LINES,
              "只能取一样");
    check_one(BASE "#### 第二条\n", "clause-id", BASE_LINES, "大写字母");
    check_one(BASE "##### 细目\n", "heading", BASE_LINES, "四级");
    check_one(BASE "<b>重</b>\n", "html", BASE_LINES, "HTML");
    check_one(BASE "```rule\nx: 1\n```\n", "fence", BASE_LINES, "rules");
    check_one(BASE "## 二\n```rules\nnature: [meeting]\n```\n", "fence", BASE_LINES + 1,
              "之下");
    check_one(BASE "```rules\nnature: [meeting]\n", "fence", BASE_LINES, "没有结束");
    check_one(BASE "- 一\n  ```rules\n  nature: [meeting]\n  ```\n", "fence", 0, "顶格");
    check_one(BASE "## 称谓\n```names\nmeeting.open.by: head\n```\n", "names", BASE_LINES + 2,
              "谁是谁");
}

TEST(names_are_defined_once_and_known_when_used)
{
    check_rules("meeting.open: {by: chairr}", "undefined-name", "chair");
    check_rules("meeting.open: {with: [nonsense]}", "undefined-name", "nonsense");
    check_rules("groups.head: 乙", "name-twice", "两样东西");
    check_one(clause("posts.member-units: 甲"), "name-twice", 0, "自带");
    check_one(clause("posts.a: {title: 甲, linked: yes}"), "linked", 0, "class");
    check_one(clause("roles.boss: head"), "no-title", 0, "role-titles: {boss: 名称}");
    check_one(clause("meetings.odd: {caller: head}"), "no-title", 0, "meetings.odd.title");
    check_one(clause("duties.nobody: [管事]"), "undefined-name", 0, "nobody");
}

static const char *reading(const char *rules, const char *reading_text)
{
    return arena_printf(test_op()->arena, "%s```readings\n%s\n```\n", clause(rules),
                        reading_text);
}

#define TWO                                                                                    \
    "minutes.issue.by: head\n```\n#### C3\n文\n```rules\nminutes.issue.by: chair\n"           \
    "minutes.approve.by: head"

TEST(a_reading_without_an_object_a_clause_or_a_cause_is_a_finding)
{
    CHECK_INT(findings_of(reading(TWO, "- {conflict: minutes.issue.by, clauses: [C2, C3], "
                                       "choose: {jointly: [head, chair]}, because: 都满足}"))
                  .count,
              0);
    check_one(reading("nature: [meeting]", "- {name: ghost, clauses: [C2], means: head, "
                                           "because: x}"),
              "reading", 0, "没有条款用到");
    check_one(reading("meeting.open.by: head", "- {name: head, clauses: [C2], means: chair, "
                                               "because: x}"),
              "reading", 0, "不需要释读");
    check_one(reading("meeting.open.by: head",
                      "- {conflict: meeting.open.by, clauses: [C2], choose: head, because: x}"),
              "reading", 0, "没有分歧");
    check_one(reading("meeting.open.by: head", "- {gap: meeting.open.by, choose: chair, "
                                               "because: x}"),
              "reading", 0, "已由条款 C2 说明");
    check_one(
        reading("nature: [meeting]", "- {gap: topic.agree.by, choose: chair, because: x}"),
        "reading", 0, "没有说到这一环节");
    check_one(
        reading("nature: [meeting]", "- {gap: meeting.opne.by, choose: chair, because: x}"),
        "reading", 0, "meeting.open");
    check_one(reading("nature: [meeting]", "- {map: category, pairs: {C1: C2}, because: x}"),
              "reading", 0, "不是会议内容的类别");
    check_one(
        reading("nature: [meeting]", "- {gap: meeting.open.by, choose: nobody, because: x}"),
        "reading", 0, "“nobody”没有定义");
    check_one(reading("nature: [meeting]", "- {gap: meeting.open.by, choose: head}"), "reading",
              0, "because");
    check_one(reading("nature: [meeting]", "- {clauses: [C2], because: x}"), "reading", 0,
              "哪一种");
    check_one(reading("nature: [meeting]", "- {gap: meeting.open.by, chose: head, because: x}"),
              "reading", 0, "choose");
    check_one(reading("nature: [meeting]", "gap: x"), "reading", 0, "清单");
    check_one(reading("nature: [meeting]",
                      "- {gap: meeting.open.by, clauses: [C9], choose: head, because: x}"),
              "reading", 0, "没有这一条");
}

TEST(a_reading_covers_all_who_disagree_and_brings_in_nobody_new)
{
    Findings findings = findings_of(reading(
        TWO, "- {conflict: minutes.issue.by, clauses: [C2], choose: head, because: x}"));
    const Finding *finding = finding_with(&findings, "reading");
    NEED(finding != NULL);
    CHECK(strstr(finding->text, "C3") != NULL);
    CHECK(finding_with(&findings, "conflict") != NULL);
    findings = findings_of(reading(TWO, "- {conflict: minutes.issue.by, clauses: [C2, C3], "
                                        "choose: finance, because: x}"));
    finding = finding_with(&findings, "reading");
    NEED(finding != NULL);
    CHECK(strstr(finding->text, "只能在各条所说之间取舍") != NULL);
}

TEST(readings_that_cannot_be_read_are_told_alone)
{
    check_one(reading(TWO, "- {conflict: minutes.issue.by, clauses: [C2, C3"), "yaml", 0,
              "括号");
}

TEST(what_nobody_could_do_is_found)
{
    check_one(clause("meeting.open.by: member-unit"), "gap", 0, "roster.units");
    check_one(clause("meetings.special: {called-on: consent}"), "gap", 0,
              "meetings.special.consent-of");
}

TEST(gates_that_wait_for_each_other_are_found)
{
    check_rules("meeting.open.after: [meeting.close]\nmeeting.open.before: [meeting.close]",
                "circle", "绕成了一圈");
    check_one(
        clause("agenda.order: [meeting.report, meeting.brief]\n```\n#### C3\n文\n```rules\n"
               "agenda.order: [meeting.brief, meeting.report]"),
        "conflict", 0, "成了环");
}

TEST(bounds_merge_to_the_stricter_and_clash_when_nothing_is_left)
{
    Frequency often, seldom, most;
    CHECK(frequency_parse("2 per year", &often) && frequency_parse("1 per year", &seldom));
    CHECK(frequency_parse("at most 1 per year", &most));
    CHECK_INT(frequency_stricter(&often, &seldom), STRICTER_FIRST);
    CHECK_INT(frequency_stricter(&often, &most), STRICTER_NEITHER);
    CHECK_INT(frequency_stricter(&seldom, &most), STRICTER_BOTH);
    CHECK(!frequency_parse("2 per week", &often) && !frequency_parse("per year", &often));
    Bound a, b;
    Arena *arena = test_op()->arena;
    CHECK(bound_parse_time(arena, "5 working days after meeting.close", false, &a));
    CHECK(bound_parse_time(arena, "7 days after meeting.close", false, &b));
    CHECK_INT(bound_stricter(&a, &b), STRICTER_NEITHER);
    CHECK(bound_parse_time(arena, "1 week", false, &a) &&
          bound_parse_time(arena, "6 days", false, &b));
    CHECK_INT(bound_stricter(&a, &b), STRICTER_SECOND);
    CHECK(bound_parse_time(arena, "promptly", false, &a));
    CHECK_INT(bound_stricter(&a, &b), STRICTER_SECOND);
    CHECK(bound_parse_time(arena, "3 days before meeting.open", true, &a));
    CHECK(bound_parse_time(arena, "5 days before meeting.open", true, &b));
    CHECK_INT(bound_stricter(&a, &b), STRICTER_SECOND);
    Findings findings =
        findings_of(clause("minutes.issue.within: 5 days\n```\n#### C3\n文\n```rules\n"
                           "minutes.issue.within: 3 days\nminutes.approve.by: head"));
    NEED(findings.count == 1);
    CHECK_INT(findings.items[0].level, FINDING_WARNING);
    CHECK(strstr(findings.items[0].text, "choose: 3 days") != NULL);
}

TEST(every_example_of_the_language_reference_is_taken_by_the_compiler)
{
    for (size_t i = 0; i < POINT_DEFS_COUNT; i++) {
        const PointDef *def = &POINT_DEFS[i];
        Findings findings = findings_of(clause(def->example));
        static const char *const bad[] = { "unknown-point", "wrong-type", "unknown-verb",
                                           "yaml",          "names",      "too-long" };
        for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
            const Finding *finding = finding_with(&findings, bad[k]);
            if (finding != NULL)
                CHECK_TEXT(finding->text, def->example);
        }
    }
}

static void check_other(const char *name, size_t clauses)
{
    Buf out;
    CharterCounts counts;
    buf_init(&out, test_op()->arena);
    const char *path =
        arena_printf(test_op()->arena, LIANXI_SOURCE "/tests/charters/%s.md", name);
    NEED_OK(charter_check_file(test_op(), path, &out, &counts));
    CHECK_INT(counts.clauses, clauses);
    if (!CHECK_INT(counts.findings, 0))
        CHECK_TEXT(buf_string(&out), "");
}

TEST(other_institutions_are_carried_by_the_same_language)
{
    check_other("guojia-2025", 1);
    check_other("hailing-2025", 9);
    check_other("linxi-2024", 14);
    check_other("qingtan-2025", 8);
    check_other("songhe-2025", 10);
    check_other("yinwan-2024", 8);
    check_other("yunling-2025", 13);
}

static const Ruleset *rules_of(const char *name)
{
    Bytes text;
    Findings findings;
    Charter *charter;
    const char *path =
        arena_printf(test_op()->arena, LIANXI_SOURCE "/tests/charters/%s.md", name);
    if (file_read(test_op(), path, CHARTER_BYTES_MAX, &text) != OK ||
        charter_compile(test_op(), path, text, &charter, &findings) != OK)
        return NULL;
    return charter->rules;
}

TEST(a_stage_nobody_speaks_of_is_not_there)
{
    const Ruleset *songhe = rules_of("songhe-2025");
    NEED(songhe != NULL);
    CHECK(!ruleset_speaks_of(songhe, "research"));
    CHECK(!ruleset_speaks_of(songhe, "consultation"));
    CHECK(ruleset_speaks_of(songhe, "topic"));
    const Rule *preside = ruleset_rule(songhe, "meeting.preside.by");
    NEED(preside != NULL);
    CHECK_INT(preside->value->actor.mode, ACTOR_TURN);
    CHECK_INT(preside->value->actor.turn, TURN_YEAR);
    CHECK_TEXT(day_text(test_op()->arena, songhe->expires), "2027-12-31");
}

TEST(least_and_most_hold_side_by_side)
{
    const Ruleset *yunling = rules_of("yunling-2025");
    NEED(yunling != NULL);
    const Rule *every = ruleset_kind_rule(yunling, "plenary", "every");
    NEED(every != NULL && every->value->also != NULL);
    CHECK_INT(every->value->frequency.number, 1);
    CHECK_INT(every->value->also->frequency.number, 6);
    CHECK_INT(ruleset_role(yunling, "convener")->holders.mode, ACTOR_RANKED);
    CHECK_INT(ruleset_post(yunling, "experts")->count, 3);
    CHECK_TEXT(day_text(test_op()->arena, yunling->expires), "2028-05-31");
    CHECK_TEXT(ruleset_rule(yunling, "consultation.reply.within")->source.ref, "R1");
}

TEST(a_role_that_leads_back_to_itself_has_nobody)
{
    Findings findings = findings_of(clause("roles.leader: deputy-leader\n"
                                           "roles.deputy-leader: leader\n"
                                           "meeting.open: {by: leader}"));
    const Finding *finding = finding_with(&findings, "undefined-name");
    NEED(finding != NULL);
    CHECK(strstr(finding->text, "leader") != NULL);
}

TEST(more_than_a_charter_can_need_is_refused_and_soon)
{
    Buf names, clauses;
    buf_init(&names, test_op()->arena);
    for (int i = 0; i < 3001; i++)
        buf_printf(&names, "%sg%d", i == 0 ? "roster.posts: [" : ", ", i);
    buf_char(&names, ']');
    Findings findings = findings_of(clause(buf_string(&names)));
    CHECK(finding_with(&findings, "too-long") != NULL);
    buf_init(&clauses, test_op()->arena);
    buf_text(&clauses, BASE);
    for (int i = 0; i < 201; i++)
        buf_printf(&clauses, "#### D%d\n文\n```rules\npurpose: 同一句\n```\n", i);
    findings = findings_of(buf_string(&clauses));
    NEED(findings.count == 1);
    CHECK_TEXT(findings.items[0].code, "too-long");
    CHECK(strstr(findings.items[0].text, "200 处") != NULL);
}

TEST(the_official_text_counts_only_when_every_clause_has_it)
{
    Findings findings;
    Charter *charter;
    const char *all = BASE "```official\n原文一\n```\n";
    NEED_OK(charter_compile(test_op(), "x.md", bytes_of_text(all), &charter, &findings));
    CHECK(charter->official);
    CHECK_TEXT(charter_clause(charter, "C1")->official, "原文一");
    const char *some =
        arena_printf(test_op()->arena, "%s#### C2\n文\n```rules\nprinciple\n```\n", all);
    NEED_OK(charter_compile(test_op(), "x.md", bytes_of_text(some), &charter, &findings));
    CHECK(!charter->official);
    CHECK(charter_clause(charter, "C2")->principle);
}
