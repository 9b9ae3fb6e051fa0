#include <string.h>

#include "base/test.h"
#include "model/act.h"
#include "model/acts_page_gen.h"

TEST(docs_acts_md_is_what_the_catalogue_says)
{
    Buf page;
    buf_init(&page, test_op()->arena);
    acts_markdown(&page);
    /* When this fails: lianxi acts --markdown > docs/acts.md */
    CHECK(bytes_equal(buf_bytes(&page), acts_page[0].bytes));
    CHECK_TEXT(acts_page[0].name, "acts.md");
}

TEST(the_page_names_every_act_and_every_field)
{
    Buf page;
    buf_init(&page, test_op()->arena);
    acts_markdown(&page);
    for (ActKind kind = 0; kind < ACT_COUNT; kind++) {
        const ActSpec *spec = act_spec(kind);
        const char *section =
            strstr(buf_string(&page),
                   arena_printf(test_op()->arena, "\n### %s %s\n", spec->verb, spec->label));
        NEED(section != NULL);
        for (size_t i = 0; i < spec->field_count; i++)
            CHECK(strstr(section, arena_printf(test_op()->arena, "\n| `%s` | %s |",
                                               spec->fields[i].name, spec->fields[i].label)) !=
                  NULL);
    }
}

TEST(the_graph_has_every_state_and_every_act_that_moves)
{
    Buf graph;
    buf_init(&graph, test_op()->arena);
    acts_graph(&graph);
    const char *text = buf_string(&graph);
    for (ActKind kind = 0; kind < ACT_COUNT; kind++)
        if (act_spec(kind)->to != NULL || act_spec(kind)->from_count > 0)
            CHECK(strstr(text, arena_printf(test_op()->arena, "\"%s\\n",
                                            act_spec(kind)->verb)) != NULL);
    CHECK(strstr(text, "\"topic.proposed\" -> \"topic.submitted\" [label=\"topic.submit") !=
          NULL);
    CHECK(strstr(text, "\"topic.none\" -> \"topic.proposed\"") != NULL);
    CHECK(text_ends(text, "}\n"));
}
