/* The YAML of rules, names, readings and front matter: mappings, sequences
 * and scalars on one line, nothing else. Anchors, aliases, tags, repeated keys,
 * several documents and text blocks (| and >) are findings.
 *
 * Limits: depth YAML_DEPTH_MAX, YAML_NODES_MAX nodes a block, YAML_TEXT_MAX
 * characters a scalar. Nodes belong to the arena of the report.
 */
#ifndef CHARTER_YAML_H
#define CHARTER_YAML_H

#include "charter/finding.h"

#define YAML_DEPTH_MAX 12
#define YAML_NODES_MAX 20000
#define YAML_TEXT_MAX 2000
#define YAML_KEY_MAX 120

typedef enum NodeKind { NODE_SCALAR, NODE_LIST, NODE_MAP } NodeKind;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    int line;         /* in the file */
    const char *key;  /* in a mapping */
    const char *text; /* of a scalar; never NULL there */
    LIST(Node *) items;
};

/* NULL when something is wrong (a finding says what) or the block is empty
 * (no finding). `first_line` is the line of the file the text begins on. */
Node *yaml_read(Report *report, const char *text, int first_line, const char *clauses);

/* The value of a key; NULL when it is not a mapping or has no such key. */
const Node *node_get(const Node *map, const char *key);
/* As it would be written on one line: {by: convener}. */
const char *node_flow(Arena *arena, const Node *node);

#endif
