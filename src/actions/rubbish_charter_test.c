/* A charter spoilt at random: it compiles, or has findings with their lines. */
#include <string.h>

#include "actions/rubbish_testing.h"
#include "base/file.h"
#include "base/text.h"
#include "charter/charter.h"

#define CHARTER LIANXI_SOURCE "/charters/ejin-horo-2023.md"

static bool finding_fits(const Finding *finding, size_t lines)
{
    return finding->line >= 1 && (size_t)finding->line <= lines + 1 &&
           !text_empty(finding->text) && strchr(finding->text, '\n') == NULL &&
           text_check(finding->text, strlen(finding->text), false) == TEXT_FINE;
}

static bool charter_round(Op *op, void *state, Bytes text, uint64_t round)
{
    (void)state;
    Charter *charter;
    Findings findings = { 0 };
    size_t lines = 1;
    for (size_t i = 0; i < text.count; i++)
        lines += text.data[i] == '\n';
    if (!rubbish_fits(charter_compile(op, "spoilt.md", text, &charter, &findings) == OK, round,
                      op_told(op)))
        return false;
    for (size_t i = 0; i < findings.count; i++)
        if (!rubbish_fits(finding_fits(&findings.items[i], lines), round,
                          findings.items[i].text))
            return false;
    return rubbish_fits(findings.errors > 0 || charter->rules != NULL, round,
                        "neither findings nor rules");
}

TEST(a_charter_spoilt_at_random_compiles_or_has_findings)
{
    Bytes text;
    NEED_OK(file_read(test_op(), CHARTER, CHARTER_BYTES_MAX, &text));
    rubbish_rounds(text, charter_round, NULL);
}
