/* The golden charter, and what must be found when it is taken apart. */
#include "charter/charter.h"

#include <string.h>

#include "base/file.h"
#include "base/test.h"
#include "base/text.h"

#define EJIN LIANXI_SOURCE "/charters/ejin-horo-2023.md"

static Status read_ejin(const char **text)
{
    Bytes bytes;
    TRY(file_read(test_op(), EJIN, CHARTER_BYTES_MAX, &bytes));
    *text = (const char *)bytes.data;
    return OK;
}

static Charter *compile(const char *text, Findings *findings)
{
    Charter *charter = NULL;
    if (charter_compile(test_op(), "x.md", bytes_of_text(text), &charter, findings) != OK)
        return NULL;
    return charter;
}

static const char *without_readings(const char *text)
{
    const char *at = strstr(text, "```readings");
    return arena_dup_n(test_op()->arena, text, (size_t)(at - text));
}

/* code|about|clauses: what a finding is, whatever its line and wording. */
static const char *key_of(const Finding *finding)
{
    return arena_printf(test_op()->arena, "%s|%s|%s", finding->code, finding->about,
                        finding->clauses);
}

static bool has_key(const Findings *findings, const char *key)
{
    for (size_t i = 0; i < findings->count; i++)
        if (text_same(key_of(&findings->items[i]), key))
            return true;
    return false;
}

static const Finding *find(const Findings *findings, const char *code, const char *about)
{
    for (size_t i = 0; i < findings->count; i++)
        if (text_same(findings->items[i].code, code) &&
            text_same(findings->items[i].about, about))
            return &findings->items[i];
    return NULL;
}

static bool names_clause(const Finding *finding, const char *clause)
{
    TextList ids = text_split(test_op()->arena, finding->clauses, " ");
    for (size_t i = 0; i < ids.count; i++)
        if (text_same(ids.items[i], clause))
            return true;
    return false;
}

TEST(the_first_charter_compiles_without_findings)
{
    Buf out;
    CharterCounts counts;
    buf_init(&out, test_op()->arena);
    NEED_OK(charter_check_file(test_op(), EJIN, &out, &counts));
    CHECK_INT(counts.clauses, 58);
    CHECK_INT(counts.findings, 0);
    CHECK(text_ends(buf_string(&out), " readings, 0 findings\n"));
    CHECK(text_starts(buf_string(&out), "58 clauses, "));
}

TEST(without_its_readings_the_first_charter_contradicts_itself_at_every_known_point)
{
    static const char *const points[][2] = {
        { "topic.agree.consent", "A5.1a N4.3b" },
        { "meeting.preside.by", "A5.2b N4.1a" },
        { "topic.agree.by", "A5.1a N4.3b" },
        { "consultation.send.by", "A5.1d N4.3c" },
        { "meeting.ready.by", "A5.1b N4.4a" },
        { "meetings.special.called-on", "A5b N4.1b" },
        { "meeting.report.place", "A4.5 N3.1" },
        { "attendance.agenda-units", "A5.2a A5.2c N4.4b" },
        { "attendance.government-head", "A5.2a N4.4b" },
        { "attendance.union-vice-chair", "A5.2a N4.4b" },
        { "attendance.union-team", "A5.2a N4.4b" },
        { "attendance.worker-representatives", "A5.2d N4.4c" },
        { "news.publish.owed-by", "A6 N4.7" },
        { "adoption.by", "A7 N0a" },
    };
    const char *text = NULL;
    Findings findings;
    NEED_OK(read_ejin(&text));
    Charter *charter = compile(without_readings(text), &findings);
    NEED(charter != NULL);
    CHECK(charter->rules == NULL);
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        const Finding *finding = find(&findings, "conflict", points[i][0]);
        if (!CHECK(finding != NULL))
            continue;
        CHECK_TEXT(finding->clauses, points[i][1]);
        TextList ids = text_split(test_op()->arena, points[i][1], " ");
        for (size_t k = 0; k < ids.count; k++)
            CHECK(strstr(finding->text, ids.items[k]) != NULL);
        CHECK(strstr(finding->text, "第 ") != NULL);
        CHECK(strstr(finding->text, "- {conflict: ") != NULL);
    }
}

/* The annex before the notice: the same text in another order. */
TEST(the_order_of_the_clauses_in_the_file_changes_no_finding)
{
    const char *text = NULL;
    Findings first, second;
    NEED_OK(read_ejin(&text));
    text = without_readings(text);
    const char *notice = strstr(text, "\n# 通知"), *annex = strstr(text, "\n# 附件");
    const char *end = strstr(text, "\n## 释读");
    NEED(notice != NULL && annex != NULL && end != NULL);
    const char *swapped =
        arena_printf(test_op()->arena, "%.*s%.*s%.*s%s", (int)(notice - text), text,
                     (int)(end - annex), annex, (int)(annex - notice), notice, end);
    CHECK_INT(strlen(swapped), strlen(text));
    NEED(compile(text, &first) != NULL && compile(swapped, &second) != NULL);
    CHECK_INT(first.count, second.count);
    for (size_t i = 0; i < first.count; i++)
        if (!CHECK(has_key(&second, key_of(&first.items[i]))))
            CHECK_TEXT(key_of(&first.items[i]), "");
}

/* The text without the clause that begins at `from`. */
static const char *without_clause(const char *text, const char *from, const char **id)
{
    const char *line_end = strchr(from + 1, '\n');
    *id = text_trim(test_op()->arena,
                    arena_dup_n(test_op()->arena, from + 6, (size_t)(line_end - from - 6)));
    const char *end = line_end;
    while (end != NULL && !(end[1] == '#' && strspn(end + 1, "#") <= 4))
        end = strchr(end + 1, '\n');
    return arena_printf(test_op()->arena, "%.*s%s", (int)(from - text), text,
                        end == NULL ? "" : end);
}

static void check_deletions(const char *text, size_t *deleted)
{
    Findings all, left;
    NEED(compile(text, &all) != NULL);
    for (const char *at = strstr(text, "\n#### "); at != NULL; at = strstr(at + 1, "\n#### ")) {
        const char *id;
        NEED(compile(without_clause(text, at, &id), &left) != NULL);
        (*deleted)++;
        for (size_t i = 0; i < all.count; i++)
            if (!has_key(&left, key_of(&all.items[i])) && !names_clause(&all.items[i], id))
                CHECK_TEXT(key_of(&all.items[i]), id);
    }
}

TEST(deleting_any_one_clause_removes_only_findings_that_name_it)
{
    const char *text = NULL;
    size_t deleted = 0;
    NEED_OK(read_ejin(&text));
    check_deletions(without_readings(text), &deleted);
    CHECK_INT(deleted, 58);
}

TEST(each_reading_taken_away_brings_its_finding_back)
{
    const char *text = NULL;
    size_t taken = 0;
    NEED_OK(read_ejin(&text));
    const char *block = strstr(text, "```readings");
    for (const char *at = strstr(block, "\n- "); at != NULL; at = strstr(at + 1, "\n- ")) {
        const char *end = strstr(at + 1, "\n- ");
        if (end == NULL)
            end = strstr(at, "\n```");
        Findings findings;
        const char *without =
            arena_printf(test_op()->arena, "%.*s%s", (int)(at - text), text, end);
        NEED(compile(without, &findings) != NULL);
        CHECK(findings.errors > 0);
        taken++;
    }
    CHECK_INT(taken, 20);
}

TEST(a_rule_settled_by_a_reading_has_the_reading_as_its_source)
{
    const char *text = NULL;
    Findings findings;
    NEED_OK(read_ejin(&text));
    Charter *charter = compile(text, &findings);
    NEED(charter != NULL && charter->rules != NULL);
    const Rule *consent = ruleset_rule(charter->rules, "topic.agree.consent");
    const Rule *by = ruleset_rule(charter->rules, "topic.agree.by");
    NEED(consent != NULL && by != NULL);
    CHECK_INT(consent->source.kind, SOURCE_READING);
    CHECK_TEXT(consent->source.ref, "R4");
    CHECK_INT(by->source.kind, SOURCE_CLAUSE);
    CHECK_TEXT(by->source.ref, "A5.1a");
    CHECK_INT(by->value->actor.mode, ACTOR_ALL);
    CHECK_INT(by->value->actor.seat_count, 2);
    CHECK_INT(by->name_count, 1);
}

TEST(the_first_charter_gives_the_seats_gates_and_lists_of_the_source)
{
    const char *text = NULL;
    Findings findings;
    NEED_OK(read_ejin(&text));
    Charter *charter = compile(text, &findings);
    NEED(charter != NULL && charter->rules != NULL);
    const Ruleset *rules = charter->rules;
    CHECK(ruleset_rule(rules, "consultation.reply.within") == NULL);
    CHECK(ruleset_speaks_of(rules, "consultation"));
    CHECK(!ruleset_speaks_of(rules, "liaison"));
    size_t count;
    const Gate *gates = ruleset_gates(rules, "meeting.open", &count);
    CHECK_INT(count, 2);
    NEED(count == 2);
    CHECK_TEXT(gates[0].needs, "consultation.reply");
    CHECK_TEXT(gates[0].source.ref, "N4.3d");
    const Rule *units = ruleset_rule(rules, "roster.units");
    NEED(units != NULL);
    CHECK_INT(units->value->item_count, 9);
    CHECK(units->value->open);
    CHECK(ruleset_post(rules, "finance") != NULL);
    CHECK_TEXT(ruleset_post(rules, "finance")->title, "旗财政局分管负责同志");
    CHECK(ruleset_post(rules, "union-deputy")->many);
    const Rule *approve = ruleset_rule(rules, "minutes.approve.by");
    NEED(approve != NULL && approve->value->actor.seat_count == 4);
    CHECK(ruleset_seat_holds(rules, &approve->value->actor.seats[2], "union-deputy-2"));
    CHECK(!ruleset_seat_holds(rules, &approve->value->actor.seats[2], "union-chair"));
    CHECK_TEXT(ruleset_category(rules, "N3.6")->same, "A4.3");
    CHECK_TEXT(charter_clause(charter, "N4.3b")->path, "通知 › 四、组织实施 › （三）商定议题");
}
