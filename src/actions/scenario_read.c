#include "actions/scenario_read.h"

#include <string.h>

#include "actions/scenario.h"
#include "base/file.h"
#include "base/text.h"

typedef struct Reader {
    Op *op;
    const ScenarioFiles *files;
    const char *path;
    int line;
    StepList *steps;
    int field_indent; /* of the fields of the act that is open; 0: none yet */
} Reader;

static const char *here(const Reader *r)
{
    return arena_printf(r->op->arena, "%s:%d", r->path, r->line);
}

static Status fault(Reader *r, const char *text)
{
    return op_fail(r->op, INVALID, "%s：%s", here(r), text);
}

bool source_kind_named(const char *word, SourceKind *out)
{
    static const char *const words[] = { "clause", "reading", "setting", "house", "order" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], word) == 0) {
            *out = (SourceKind)i;
            return true;
        }
    return false;
}

/* Words parted by single or several spaces. */
static TextList words_of(Op *op, const char *text)
{
    TextList all = text_split(op->arena, text, " "), words = { 0 };
    for (size_t i = 0; i < all.count; i++)
        if (!text_empty(all.items[i]))
            *LIST_ADD(op->arena, &words) = all.items[i];
    return words;
}

static Step *step_add(Reader *r, StepKind kind)
{
    Step *step = LIST_ADD(r->op->arena, r->steps);
    *step = (Step){ .kind = kind, .place = here(r), .due = DAY_NONE };
    r->field_indent = 0;
    return step;
}

/* ---- on --------------------------------------------------------------------- */

static Status read_on(Reader *r, const char *rest)
{
    Instant at;
    Day day;
    if (day_parse(rest, &day))
        at = instant_at(day, 9, 0);
    else if (!instant_parse(rest, &at))
        return fault(r, "“on”后面要写日期，如 2024-03-01 或者 2024-03-01 09:30。");
    step_add(r, STEP_ON)->at = at;
    return OK;
}

/* ---- acts -------------------------------------------------------------------- */

static Status read_outcome(Reader *r, Step *step, const TextList *words, size_t at)
{
    const char *mark = words->items[at];
    step->expected = strcmp(mark, "!") == 0 ? EXPECTED_REFUSED : EXPECTED_REASON;
    if (at + 1 >= words->count)
        return fault(r, "“!”和“?”后面要写明依据：clause、reading、setting、house、order 或者 "
                        "invalid。");
    const char *kind = words->items[at + 1];
    if (strcmp(kind, "invalid") == 0 && step->expected == EXPECTED_REFUSED) {
        step->expected = EXPECTED_INVALID;
        return at + 2 == words->count ? OK : fault(r, "“! invalid”后面不再写别的。");
    }
    if (step->expected == EXPECTED_REASON && strcmp(kind, "needs") == 0 &&
        at + 3 == words->count && strcmp(words->items[at + 2], "reason") == 0)
        return OK;
    if (!source_kind_named(kind, &step->source_kind))
        return fault(r, "依据只有 clause、reading、setting、house、order 五种。");
    step->has_source = true;
    if (at + 2 < words->count)
        step->source_ref = words->items[at + 2];
    return at + 3 >= words->count ? OK : fault(r, "依据后面不再写别的。");
}

/* VERB [SUBJECT] [-> CODE] [! KIND REF | ? KIND REF | ? needs reason] */
static Status read_act(Reader *r, const char *actor, const char *rest)
{
    TextList words = words_of(r->op, rest);
    if (words.count == 0)
        return fault(r, "冒号后面要写办理什么，如 topic.propose。");
    Step *step = step_add(r, STEP_ACT);
    step->actor = text_trim(r->op->arena, actor);
    step->verb = words.items[0];
    for (size_t i = 1; i < words.count; i++) {
        const char *word = words.items[i];
        if (strcmp(word, "!") == 0 || strcmp(word, "?") == 0)
            return read_outcome(r, step, &words, i);
        if (strcmp(word, "->") == 0) {
            if (++i >= words.count)
                return fault(r, "“->”后面要写所得的代码。");
            step->made = words.items[i];
        } else if (step->subject == NULL && step->made == NULL) {
            step->subject = word;
        } else {
            return fault(r, arena_printf(r->op->arena, "不明白“%.40s”。", word));
        }
    }
    return OK;
}

/* ---- fields ------------------------------------------------------------------- */

static Status value_of(Reader *r, const char *value, const char **out)
{
    *out = value;
    if (value[0] != '@')
        return OK;
    const char *slash = strrchr(r->path, '/');
    const char *folder =
        slash == NULL ? "" : arena_dup_n(r->op->arena, r->path, (size_t)(slash - r->path) + 1);
    Bytes bytes;
    Status status = scenario_file_read(r->op, r->files,
                                       arena_printf(r->op->arena, "%s%s", folder, value + 1),
                                       SCENARIO_BYTES_MAX, &bytes);
    if (status != OK)
        return fault(r, arena_dup(r->op->arena, op_told(r->op)));
    size_t length;
    char *text = text_plain_lines(r->op->arena, (const char *)bytes.data, bytes.count, &length);
    TextFault wrong = text_check(text, length, true);
    if (wrong != TEXT_FINE)
        return fault(r, arena_printf(r->op->arena, "所引的文件 %s %s。", value + 1,
                                     text_fault_words(wrong)));
    while (length > 0 && text[length - 1] == '\n')
        length--;
    text[length] = '\0';
    *out = text;
    return OK;
}

static Status read_field(Reader *r, int indent, const char *text)
{
    if (r->steps->count == 0 || r->steps->items[r->steps->count - 1].kind != STEP_ACT)
        return fault(r, "缩进的行是办理的内容，前面没有办理。");
    Step *step = &r->steps->items[r->steps->count - 1];
    if (r->field_indent > 0 && indent > r->field_indent && step->texts.count > 0) {
        ActText *last = &step->texts.items[step->texts.count - 1];
        last->value = arena_printf(r->op->arena, "%s\n%s", last->value, text);
        return OK;
    }
    const char *colon = strchr(text, ':');
    if (colon == NULL)
        return fault(r, "内容要写成“栏目: 内容”。");
    r->field_indent = indent;
    ActText *field = LIST_ADD(r->op->arena, &step->texts);
    field->key =
        text_trim(r->op->arena, arena_dup_n(r->op->arena, text, (size_t)(colon - text)));
    field->place = here(r);
    return value_of(r, text_trim(r->op->arena, colon + 1), &field->value);
}

/* ---- expectations --------------------------------------------------------------- */

/* OWNER: VERB [SUBJECT] [by DAY] [STANDING] [(KIND)] */
static Status read_duty(Reader *r, StepKind kind, const char *rest)
{
    const char *colon = strchr(rest, ':');
    if (colon == NULL)
        return fault(r, "写法是：expect duty 职务: 办理 代码 by 日期 (依据)。");
    TextList words = words_of(r->op, colon + 1);
    Step *step = step_add(r, kind);
    step->actor =
        text_trim(r->op->arena, arena_dup_n(r->op->arena, rest, (size_t)(colon - rest)));
    if (words.count == 0)
        return fault(r, "职责后面要写明是哪一种办理。");
    step->verb = words.items[0];
    for (size_t i = 1; i < words.count; i++) {
        const char *word = words.items[i];
        size_t length = strlen(word);
        if (strcmp(word, "by") == 0) {
            if (++i >= words.count || !day_parse(words.items[i], &step->due))
                return fault(r, "“by”后面要写日期，如 2024-06-14。");
        } else if (word[0] == '(' && word[length - 1] == ')') {
            step->has_source = source_kind_named(
                arena_dup_n(r->op->arena, word + 1, length - 2), &step->source_kind);
            if (!step->has_source)
                return fault(r, "括号里是依据的种类：clause、reading、setting、house、order。");
        } else if (i == 1 && word[0] >= 'A' && word[0] <= 'Z') {
            step->subject = word;
        } else {
            step->state = word;
        }
    }
    return OK;
}

static Status read_expect(Reader *r, const char *rest)
{
    if (text_starts(rest, "duty "))
        return read_duty(r, STEP_EXPECT_DUTY, rest + 5);
    if (text_starts(rest, "no duty "))
        return read_duty(r, STEP_EXPECT_NO_DUTY, rest + 8);
    if (strcmp(rest, "verify clean") == 0) {
        step_add(r, STEP_EXPECT_VERIFY);
        return OK;
    }
    if (strcmp(rest, "rebuild clean") == 0) {
        step_add(r, STEP_EXPECT_REBUILD);
        return OK;
    }
    TextList words = words_of(r->op, rest);
    if (words.count != 2)
        return fault(r, "写法是：expect 代码 状态，或者 expect duty 职务: 办理 代码 …。");
    Step *step = step_add(r, STEP_EXPECT_STATE);
    step->subject = words.items[0];
    step->state = words.items[1];
    return OK;
}

/* ---- lines ------------------------------------------------------------------------ */

/* A comment begins at the start of a line or after a space. */
static void comment_cut(char *line)
{
    for (char *at = line; *at != '\0'; at++)
        if (*at == '#' && (at == line || at[-1] == ' ')) {
            *at = '\0';
            return;
        }
}

static Status read_line(Reader *r, char *line)
{
    int indent = (int)strspn(line, " ");
    if (indent == 0 || line[indent] == '#')
        comment_cut(line);
    const char *text = text_trim(r->op->arena, line);
    if (text_empty(text))
        return OK;
    if (r->steps->count >= SCENARIO_STEPS_MAX)
        return fault(r, arena_printf(r->op->arena, "超过 %u 步。", SCENARIO_STEPS_MAX));
    if (indent > 0)
        return read_field(r, indent, text);
    if (text_starts(text, "on "))
        return read_on(r, text_trim(r->op->arena, text + 3));
    if (text_starts(text, "expect "))
        return read_expect(r, text_trim(r->op->arena, text + 7));
    const char *colon = strchr(text, ':');
    if (colon == NULL)
        return fault(r, "不明白这一行；办理写成“职务: 办理 代码”。");
    return read_act(r, arena_dup_n(r->op->arena, text, (size_t)(colon - text)), colon + 1);
}

Status scenario_file_read(Op *op, const ScenarioFiles *files, const char *path,
                          size_t bytes_max, Bytes *out)
{
    return files == NULL ? file_read(op, path, bytes_max, out)
                         : files->read(op, files->context, path, bytes_max, out);
}

static Status line_check(Reader *r, const char *line, size_t length)
{
    TextFault wrong = text_check(line, length, false);
    if (wrong == TEXT_CONTROL && memchr(line, '\t', length) != NULL)
        return fault(r, "请用空格，不用制表符。");
    if (wrong != TEXT_FINE)
        return fault(r, arena_printf(r->op->arena, "这一行%s。", text_fault_words(wrong)));
    return OK;
}

Status scenario_read(Op *op, const ScenarioFiles *files, const char *path, StepList *out)
{
    Reader r = { .op = op, .files = files, .path = path, .steps = out };
    Bytes bytes;
    TRY(scenario_file_read(op, files, path, SCENARIO_BYTES_MAX, &bytes));
    size_t count;
    const char *text =
        text_plain_lines(op->arena, (const char *)bytes.data, bytes.count, &count);
    for (const char *line = text; line < text + count;) {
        const char *end = memchr(line, '\n', (size_t)(text + count - line));
        size_t length = end == NULL ? (size_t)(text + count - line) : (size_t)(end - line);
        r.line++;
        TRY(line_check(&r, line, length));
        TRY(read_line(&r, arena_dup_n(op->arena, line, length)));
        line += length + 1;
    }
    if (out->count > 0 && out->items[0].kind != STEP_ON)
        return op_fail(op, INVALID, "%s：第一步之前要写“on 日期”。", out->items[0].place);
    return OK;
}
