/* Reading a charter's Markdown: front matter, clauses, fenced blocks.
 *
 * A clause is a heading of the fourth level whose text is its id; it reaches
 * to the next heading of level one to four. Fences: `rules` and `official`
 * inside a clause; `names` and `readings` anywhere. Raw HTML and other
 * code blocks are findings. Nothing is understood here beyond that: the
 * blocks stay text with their line.
 */
#ifndef CHARTER_READ_H
#define CHARTER_READ_H

#include "charter/finding.h"
#include "charter/yaml.h"

#define CLAUSES_MAX 1000
#define FENCE_BYTES_MAX (64 * 1024)

typedef struct Fence {
    const char *text;
    int line; /* of its first line of content */
} Fence;

typedef LIST(Fence) FenceList;

typedef struct SourceClause {
    Clause clause; /* without `principle`, which is read from the rules */
    FenceList rules;
} SourceClause;

typedef struct SourceDoc {
    const char *text; /* LF line ends, no byte order mark */
    const Node *front;
    LIST(SourceClause) clauses;
    FenceList names;
    FenceList readings;
} SourceDoc;

/* False: the text cannot be read as text at all; a finding says why. */
bool source_read(Report *report, Bytes text, SourceDoc *doc);

bool clause_id_valid(const char *id); /* N4.3b: begins with a capital */

#endif
