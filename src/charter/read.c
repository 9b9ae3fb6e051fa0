#include "charter/read.h"

#include <cmark.h>
#include <string.h>

typedef struct Walk {
    Report *report;
    SourceDoc *doc;
    const char *headings[4]; /* of levels 1 to 3 */
    SourceClause *clause;    /* the one being read, or NULL */
    LIST(const char *) lines;
} Walk;

static void free_tree(cmark_node **node)
{
    cmark_node_free(*node);
}

static void free_iter(cmark_iter **iter)
{
    cmark_iter_free(*iter);
}

static bool check_text(Report *report, const char *text, size_t bytes)
{
    TextFault fault = text_check(text, bytes, true);
    if (fault == TEXT_FINE)
        return true;
    int line = 1;
    for (size_t at = 0; at < bytes; line++) {
        const char *end = memchr(text + at, '\n', bytes - at);
        size_t length = end == NULL ? bytes - at : (size_t)(end - text) - at;
        TextFault here = text_check(text + at, length, false);
        if (here != TEXT_FINE) {
            report_error(report, line, "bad-text", "", "", "这一行%s，请用 UTF-8 重新保存",
                         text_fault_words(here));
            return false;
        }
        at += length + 1;
    }
    report_error(report, 1, "bad-text", "", "", "文件%s，请用 UTF-8 重新保存",
                 text_fault_words(fault));
    return false;
}

/* The front matter is taken out of what Markdown sees; its lines stay, empty. */
static void read_front(Report *report, SourceDoc *doc, char *text)
{
    if (strncmp(text, "---\n", 4) != 0) {
        report_error(report, 1, "front-matter", "", "",
                     "文件要以 --- 开头，写明 charter（代号）、title（名称）、in "
                     "force（施行日期），再以 --- 结束");
        return;
    }
    char *end = strstr(text + 3, "\n---\n");
    if (end == NULL) {
        report_error(report, 1, "front-matter", "", "", "文件开头的 --- 没有配对的 ---");
        return;
    }
    doc->front = yaml_read(
        report, arena_dup_n(report->arena, text + 4, (size_t)(end - text) - 3), 2, "");
    for (char *c = text; c < end + 4; c++)
        if (*c != '\n')
            *c = ' ';
}

bool clause_id_valid(const char *id)
{
    size_t length = strlen(id);
    if (length == 0 || length > 24 || id[0] < 'A' || id[0] > 'Z')
        return false;
    for (size_t i = 1; i < length; i++) {
        char c = id[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '-')
            return false;
    }
    return id[length - 1] != '.' && id[length - 1] != '-';
}

/* The words of a block: inline text joined, paragraphs parted by line feeds. */
static void add_words(Walk *walk, Buf *out, cmark_node *block)
{
    cmark_iter *iter __attribute__((cleanup(free_iter))) = cmark_iter_new(block);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        bool enter = event == CMARK_EVENT_ENTER;
        if (enter && (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE))
            report_error(walk->report, cmark_node_get_start_line(block), "html", "",
                         walk->clause == NULL ? "" : walk->clause->clause.id,
                         "不能写 HTML 标记：请改用普通文字");
        else if (enter && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE))
            buf_text(out, cmark_node_get_literal(node));
        else if (enter && type == CMARK_NODE_LINEBREAK)
            buf_char(out, '\n');
        else if (enter && type == CMARK_NODE_ITEM)
            buf_text(out, "· ");
        else if (!enter && (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING))
            buf_char(out, '\n');
        else if (enter && type == CMARK_NODE_CODE_BLOCK && node != block)
            report_error(walk->report, cmark_node_get_start_line(node), "fence", "",
                         walk->clause == NULL ? "" : walk->clause->clause.id,
                         "规则块要顶格写，不能放在列表或引文里");
    }
}

static const char *words_of(Walk *walk, cmark_node *block)
{
    Buf out;
    buf_init(&out, walk->report->arena);
    add_words(walk, &out, block);
    return text_trim(walk->report->arena, buf_string(&out));
}

static const char *heading_path(Walk *walk)
{
    TextList parts = { 0 };
    for (int level = 1; level <= 3; level++)
        if (!text_empty(walk->headings[level]))
            *LIST_ADD(walk->report->arena, &parts) = walk->headings[level];
    return text_join(walk->report->arena, &parts, " › ");
}

static const SourceClause *clause_with(const SourceDoc *doc, const char *id)
{
    for (size_t i = 0; i < doc->clauses.count; i++)
        if (text_same(doc->clauses.items[i].clause.id, id))
            return &doc->clauses.items[i];
    return NULL;
}

static void begin_clause(Walk *walk, const char *id, int line)
{
    const SourceClause *same = clause_with(walk->doc, id);
    walk->clause = NULL;
    if (!clause_id_valid(id)) {
        report_error(walk->report, line, "clause-id", id, "",
                     "四级标题只写条款编号（大写字母开头，如 N4.3b、A5），这里写的是“%s”", id);
        return;
    }
    if (same != NULL) {
        report_error(walk->report, line, "duplicate-clause", id, id,
                     "条款 %s 已在第 %d 行写过：编号不能重复", id, same->clause.line);
        return;
    }
    if (walk->doc->clauses.count >= CLAUSES_MAX) {
        report_error(walk->report, line, "too-long", "", "", "条款超过 %d 条", CLAUSES_MAX);
        return;
    }
    /* The list may move when it grows: the clause being read is always its last. */
    walk->clause = LIST_ADD(walk->report->arena, &walk->doc->clauses);
    *walk->clause = (SourceClause){ .clause = { .id = id,
                                                .path = heading_path(walk),
                                                .text = "",
                                                .official = "",
                                                .line = line } };
}

static void read_heading(Walk *walk, cmark_node *node)
{
    int level = cmark_node_get_heading_level(node), line = cmark_node_get_start_line(node);
    const char *words = words_of(walk, node);
    if (level == 4) {
        begin_clause(walk, words, line);
        return;
    }
    if (level > 4) {
        report_error(walk->report, line, "heading", "", "", "标题最多四级：四级标题是条款编号");
        return;
    }
    walk->headings[level] = words;
    for (int deeper = level + 1; deeper <= 3; deeper++)
        walk->headings[deeper] = "";
    walk->clause = NULL;
}

/* A fence without its end swallows the rest of the file; Markdown does not mind. */
static bool fence_ends(Walk *walk, cmark_node *node)
{
    int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
    if (last <= first || (size_t)last > walk->lines.count)
        return false;
    const char *line = walk->lines.items[last - 1];
    size_t indent = strspn(line, " ");
    char mark = line[indent];
    size_t run = strspn(line + indent, mark == '~' ? "~" : "`");
    size_t after = strspn(line + indent + run, " ");
    char end = line[indent + run + after];
    return run >= 3 && (end == '\n' || end == '\0');
}

static void read_fence(Walk *walk, cmark_node *node)
{
    int line = cmark_node_get_start_line(node);
    const char *kind = cmark_node_get_fence_info(node), *text = cmark_node_get_literal(node);
    Arena *arena = walk->report->arena;
    const char *id = walk->clause == NULL ? "" : walk->clause->clause.id;
    Fence fence = { arena_dup(arena, text), line + 1 };
    if (!text_empty(kind) && !fence_ends(walk, node))
        report_error(walk->report, line, "fence", "", id, "这个块（```%s）没有结束的 ```",
                     kind);
    else if (strlen(text) > FENCE_BYTES_MAX)
        report_error(walk->report, line, "too-long", "", id, "这个块超过 64 KiB，请分成几块");
    else if (text_same(kind, "names"))
        *LIST_ADD(arena, &walk->doc->names) = fence;
    else if (text_same(kind, "readings"))
        *LIST_ADD(arena, &walk->doc->readings) = fence;
    else if (!text_same(kind, "rules") && !text_same(kind, "official"))
        report_error(walk->report, line, "fence", "", id,
                     "不认识的块“%s”：只有 "
                     "rules（规则）、official（原文）、names（称谓）、readings（释读）",
                     arena_dup(arena, text_empty(kind) ? "```" : kind));
    else if (walk->clause == NULL)
        report_error(walk->report, line, "fence", "", "", "%s 块要写在一个条款（四级标题）之下",
                     text_same(kind, "rules") ? "rules" : "official");
    else if (text_same(kind, "rules"))
        *LIST_ADD(arena, &walk->clause->rules) = fence;
    else
        walk->clause->clause.official = text_trim(arena, text);
}

static void read_block(Walk *walk, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    Arena *arena = walk->report->arena;
    if (type == CMARK_NODE_HEADING) {
        read_heading(walk, node);
        return;
    }
    if (type == CMARK_NODE_CODE_BLOCK) {
        read_fence(walk, node);
        return;
    }
    const char *words = words_of(walk, node);
    if (walk->clause == NULL || text_empty(words))
        return;
    Clause *clause = &walk->clause->clause;
    clause->text =
        text_empty(clause->text) ? words : arena_printf(arena, "%s\n%s", clause->text, words);
}

bool source_read(Report *report, Bytes bytes, SourceDoc *doc)
{
    *doc = (SourceDoc){ .text = "" };
    if (bytes.count > CHARTER_BYTES_MAX) {
        report_error(report, 1, "too-long", "", "", "文件超过 1 MiB，不是一份制度");
        return false;
    }
    size_t count;
    char *text = text_plain_lines(report->arena, (const char *)bytes.data, bytes.count, &count);
    if (!check_text(report, text, count))
        return false;
    doc->text = arena_dup_n(report->arena, text, count);
    read_front(report, doc, text);
    Walk walk = { .report = report, .doc = doc };
    for (const char *line = doc->text; line != NULL && *line != '\0';) {
        *LIST_ADD(report->arena, &walk.lines) = line;
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    cmark_node *tree __attribute__((cleanup(free_tree))) =
        cmark_parse_document(text, count, CMARK_OPT_DEFAULT);
    for (cmark_node *node = cmark_node_first_child(tree); node != NULL;
         node = cmark_node_next(node))
        read_block(&walk, node);
    return true;
}
