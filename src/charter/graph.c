#include <string.h>

#include "charter/compile.h"

static TextList nodes_of(Arena *arena, const EdgeList *edges)
{
    KeySet nodes = { 0 };
    for (size_t i = 0; i < edges->count; i++) {
        keys_add(arena, &nodes, edges->items[i].from);
        keys_add(arena, &nodes, edges->items[i].to);
    }
    return nodes;
}

static bool has_edge(const EdgeList *edges, const TextList *nodes, const char *node, bool into)
{
    for (size_t i = 0; i < edges->count; i++) {
        const Edge *edge = &edges->items[i];
        const char *near = into ? edge->to : edge->from, *far = into ? edge->from : edge->to;
        if (text_same(near, node) && clause_ids_have(nodes, far))
            return true;
    }
    return false;
}

static void drop(TextList *nodes, size_t at)
{
    for (size_t i = at; i + 1 < nodes->count; i++)
        nodes->items[i] = nodes->items[i + 1];
    nodes->count--;
}

/* Takes away, again and again, the first node that nothing comes before (or
 * after); what is left stands in circles. */
static void strip(const EdgeList *edges, TextList *nodes, bool into, Arena *arena,
                  TextList *taken)
{
    for (size_t i = 0; i < nodes->count;) {
        if (has_edge(edges, nodes, nodes->items[i], into)) {
            i++;
            continue;
        }
        if (taken != NULL)
            *LIST_ADD(arena, taken) = nodes->items[i];
        drop(nodes, i);
        i = 0;
    }
}

TextList graph_circle(Arena *arena, const EdgeList *edges)
{
    TextList nodes = nodes_of(arena, edges);
    strip(edges, &nodes, true, arena, NULL);
    strip(edges, &nodes, false, arena, NULL);
    return nodes;
}

TextList graph_sorted(Arena *arena, const EdgeList *edges)
{
    TextList nodes = nodes_of(arena, edges), sorted = { 0 };
    strip(edges, &nodes, true, arena, &sorted);
    return sorted;
}
