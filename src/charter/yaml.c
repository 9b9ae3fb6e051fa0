#include "charter/yaml.h"

#include <libfyaml.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

typedef struct Reader {
    Report *report;
    struct fy_parser *parser;
    struct fy_diag *diag;
    const char *clauses;
    int first_line;
    size_t nodes;
    bool failed;
} Reader;

/* What a parsed event is to us; the library's own set is much larger. */
static int event_line(const Reader *reader, struct fy_event *event)
{
    const struct fy_mark *mark = fy_event_start_mark(event);
    return reader->first_line + (mark == NULL ? 0 : mark->line);
}

static void wrong(Reader *reader, int line, const char *code, const char *text)
{
    if (!reader->failed)
        report_error(reader->report, line, code, "", reader->clauses, "%s", text);
    reader->failed = true;
}

/* The library's own message is English and for programmers; the line is what
 * helps. */
static void wrong_syntax(Reader *reader)
{
    void *at = NULL;
    struct fy_diag_error *error = fy_diag_errors_iterate(reader->diag, &at);
    int line = reader->first_line + (error == NULL || error->line < 1 ? 0 : error->line - 1);
    wrong(
        reader, line, "yaml",
        "这里不是合格的“键: 值”写法：请检查缩进是否对齐、冒号后有没有空格、括号和引号是否成对");
}

static struct fy_event *next_event(Reader *reader)
{
    struct fy_event *event = reader->failed ? NULL : fy_parser_parse(reader->parser);
    if (event == NULL && !reader->failed)
        wrong_syntax(reader);
    return event;
}

static const char *token_text(Reader *reader, struct fy_token *token, int line)
{
    size_t bytes = 0;
    const char *text = token == NULL ? NULL : fy_token_get_text(token, &bytes);
    if (text == NULL)
        return "";
    const char *copy = arena_dup_n(reader->report->arena, text, bytes);
    /* What an escape like \u202e stands for was not in the file that was checked. */
    if (text_check(copy, bytes, true) != TEXT_FINE)
        wrong(reader, line, "bad-text", "这个值里有不能显示的字符，请直接写出文字，不用转义");
    if (text_characters(copy) > YAML_TEXT_MAX)
        wrong(reader, line, "too-long", "这个值超过 2000 个字，请缩短");
    if (strchr(copy, '\n') != NULL)
        wrong(reader, line, "yaml", "一个值只能写在一行里");
    return copy;
}

/* Anchors and tags are refused on every kind of node. */
static void check_plain(Reader *reader, struct fy_token *anchor, struct fy_token *tag, int line)
{
    if (anchor != NULL)
        wrong(reader, line, "yaml-anchor", "不能使用锚点（&名称）：请把内容照写一遍");
    if (tag != NULL)
        wrong(reader, line, "yaml-tag", "不能使用标签（!类型）：要点的类型由语言规定");
}

static Node *new_node(Reader *reader, NodeKind kind, int line, int depth)
{
    Node *node = ARENA_NEW(reader->report->arena, Node);
    node->kind = kind;
    node->line = line;
    node->text = "";
    if (++reader->nodes > YAML_NODES_MAX)
        wrong(reader, line, "too-long", "这一块内容太多（超过 20000 项），请分成几块");
    if (depth > YAML_DEPTH_MAX)
        wrong(reader, line, "too-deep", "层次太深（超过 12 层），请改写得平一些");
    return node;
}

static Node *build(Reader *reader, struct fy_event *event, int depth);

static Node *build_scalar(Reader *reader, struct fy_event *event, int depth)
{
    int line = event_line(reader, event);
    Node *node = new_node(reader, NODE_SCALAR, line, depth);
    struct fy_token *token = event->scalar.value;
    check_plain(reader, event->scalar.anchor, event->scalar.tag, line);
    enum fy_scalar_style style = token == NULL ? FYSS_PLAIN : fy_token_scalar_style(token);
    if (style == FYSS_LITERAL || style == FYSS_FOLDED)
        wrong(reader, line, "yaml", "不能使用文本块（| 和 >）：一个值只能写在一行里");
    node->text = token_text(reader, token, line);
    return node;
}

static Node *build_list(Reader *reader, struct fy_event *event, int depth)
{
    int line = event_line(reader, event);
    Node *node = new_node(reader, NODE_LIST, line, depth);
    check_plain(reader, event->sequence_start.anchor, event->sequence_start.tag, line);
    while (!reader->failed) {
        struct fy_event *inner = next_event(reader);
        bool end = inner != NULL && inner->type == FYET_SEQUENCE_END;
        if (inner != NULL && !end)
            *LIST_ADD(reader->report->arena, &node->items) = build(reader, inner, depth + 1);
        fy_parser_event_free(reader->parser, inner);
        if (end)
            break;
    }
    return node;
}

static void check_key(Reader *reader, const Node *map, const Node *key)
{
    if (key == NULL || reader->failed)
        return;
    if (key->kind != NODE_SCALAR || text_empty(key->text)) {
        wrong(reader, key->line, "yaml", "冒号前要有一个名称");
    } else if (strlen(key->text) > YAML_KEY_MAX) {
        wrong(reader, key->line, "too-long", "冒号前的名称太长（超过 120 个字节）");
    } else if (node_get(map, key->text) != NULL) {
        report_error(reader->report, key->line, "yaml-duplicate", key->text, reader->clauses,
                     "“%s”在同一处写了两次：请合并成一处", key->text);
        reader->failed = true;
    }
}

static Node *build_map(Reader *reader, struct fy_event *event, int depth)
{
    int line = event_line(reader, event);
    Node *node = new_node(reader, NODE_MAP, line, depth);
    check_plain(reader, event->mapping_start.anchor, event->mapping_start.tag, line);
    const Node *key = NULL;
    while (!reader->failed) {
        struct fy_event *inner = next_event(reader);
        bool end = inner != NULL && inner->type == FYET_MAPPING_END;
        Node *child = inner == NULL || end ? NULL : build(reader, inner, depth + 1);
        fy_parser_event_free(reader->parser, inner);
        if (end || child == NULL)
            break;
        if (key == NULL) {
            key = child;
            check_key(reader, node, key);
            continue;
        }
        child->key = key->text;
        child->line = child->kind == NODE_SCALAR ? child->line : key->line;
        key = NULL;
        *LIST_ADD(reader->report->arena, &node->items) = child;
    }
    return node;
}

static Node *build(Reader *reader, struct fy_event *event, int depth)
{
    if (event->type == FYET_SCALAR)
        return build_scalar(reader, event, depth);
    if (depth > YAML_DEPTH_MAX)
        return new_node(reader, NODE_LIST, event_line(reader, event), depth);
    if (event->type == FYET_SEQUENCE_START)
        return build_list(reader, event, depth);
    if (event->type == FYET_MAPPING_START)
        return build_map(reader, event, depth);
    wrong(reader, event_line(reader, event), "yaml-anchor",
          "不能使用别名（*名称）：请把内容照写一遍");
    return NULL;
}

/* One document, one node in it; a second of either is a mistake. */
static Node *read_document(Reader *reader)
{
    Node *root = NULL;
    for (bool end = false; !end && !reader->failed;) {
        struct fy_event *event = next_event(reader);
        if (event == NULL)
            return NULL;
        if (event->type == FYET_STREAM_END) {
            end = true;
        } else if (event->type == FYET_DOCUMENT_START && root != NULL) {
            wrong(reader, event_line(reader, event), "yaml",
                  "一块里只能有一份内容（不能用 --- 分开）");
        } else if (event->type != FYET_STREAM_START && event->type != FYET_DOCUMENT_START &&
                   event->type != FYET_DOCUMENT_END) {
            root = build(reader, event, 1);
        }
        fy_parser_event_free(reader->parser, event);
    }
    return reader->failed ? NULL : root;
}

static bool has_content(const char *text)
{
    for (const char *line = text; *line != '\0';) {
        size_t indent = strspn(line, " "), length = strcspn(line, "\n");
        if (indent < length && line[indent] != '#')
            return true;
        line += length + (line[length] == '\n');
    }
    return false;
}

static void no_output(struct fy_diag *diag, void *user, const char *buf, size_t length)
{
    (void)diag, (void)user, (void)buf, (void)length;
}

Node *yaml_read(Report *report, const char *text, int first_line, const char *clauses)
{
    if (!has_content(text))
        return NULL;
    struct fy_diag_cfg diag_config;
    fy_diag_cfg_default(&diag_config);
    diag_config.fp = NULL;
    diag_config.output_fn = no_output;
    struct fy_diag *diag = fy_diag_create(&diag_config);
    fy_diag_set_collect_errors(diag, true);
    struct fy_parse_cfg config = { .search_path = "",
                                   .flags = FYPCF_COLLECT_DIAG,
                                   .diag = diag };
    struct fy_parser *parser = fy_parser_create(&config);
    Reader reader = { report, parser, diag, clauses, first_line, 0, false };
    Node *root = NULL;
    if (parser != NULL && fy_parser_set_string(parser, text, strlen(text)) == 0)
        root = read_document(&reader);
    else
        wrong_syntax(&reader);
    fy_parser_destroy(parser);
    fy_diag_destroy(diag);
    return root;
}

const Node *node_get(const Node *map, const char *key)
{
    if (map == NULL || map->kind != NODE_MAP)
        return NULL;
    for (size_t i = 0; i < map->items.count; i++)
        if (text_same(map->items.items[i]->key, key))
            return map->items.items[i];
    return NULL;
}

static void flow(Buf *out, const Node *node)
{
    if (node->kind == NODE_SCALAR) {
        buf_text(out, node->text);
        return;
    }
    buf_char(out, node->kind == NODE_LIST ? '[' : '{');
    for (size_t i = 0; i < node->items.count; i++) {
        if (i > 0)
            buf_text(out, ", ");
        if (node->kind == NODE_MAP)
            buf_printf(out, "%s: ", node->items.items[i]->key);
        flow(out, node->items.items[i]);
    }
    buf_char(out, node->kind == NODE_LIST ? ']' : '}');
}

const char *node_flow(Arena *arena, const Node *node)
{
    Buf out;
    buf_init(&out, arena);
    flow(&out, node);
    return buf_string(&out);
}
