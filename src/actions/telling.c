#include "actions/telling.h"

#include <string.h>

#include "actions/moves.h"
#include "actions/recording.h"
#include "actions/world.h"
#include "base/text.h"
#include "model/setting.h"
#include "rules/house.h"
#include "store/record_sql.h"
#include "store/rows_gen.h"

/* ---- sources --------------------------------------------------------------- */

/* "topic: submitted" is told as 议题：已报送, "decision.close.verified" by the
 * label of its act; what a program alone understands is left out. */
static const char *order_words(Arena *arena, const char *ref)
{
    const char *colon = strstr(ref, ": "), *dot = strrchr(ref, '.');
    if (colon != NULL) {
        Noun noun = noun_find(arena_dup_n(arena, ref, (size_t)(colon - ref)));
        const char *state = noun == NOUN_NONE ? NULL : noun_state_word(noun, colon + 2);
        return state == NULL ? "" : arena_printf(arena, "%s：%s", noun_word(noun), state);
    }
    const ActSpec *act =
        dot == NULL ? NULL : act_find(arena_dup_n(arena, ref, (size_t)(dot - ref)));
    return act != NULL ? act->label : "";
}

static const char *order_told(Arena *arena, const char *ref)
{
    const char *words = order_words(arena, ref);
    return text_empty(words) ? "办理次序" : arena_printf(arena, "办理次序（%s）", words);
}

const char *tell_source(Arena *arena, Source source)
{
    const char *ref = source.ref != NULL ? source.ref : "";
    const SettingSpec *setting;
    const char *house;
    switch (source.kind) {
    case SOURCE_CLAUSE:
        return arena_printf(arena, "条款 %s", ref);
    case SOURCE_READING:
        return arena_printf(arena, "释读 %s", ref);
    case SOURCE_SETTING:
        setting = setting_find(ref);
        return arena_printf(arena, "办公室设定“%s”", setting != NULL ? setting->label : ref);
    case SOURCE_HOUSE:
        house = house_text_of(ref);
        return arena_printf(arena, "通则 %s（%s）", ref, house != NULL ? house : "");
    case SOURCE_ORDER:
        return order_told(arena, ref);
    }
    return "";
}

bool source_kept(const char *kind, const char *ref, Source *out)
{
    for (int i = SOURCE_CLAUSE; i <= SOURCE_ORDER; i++) {
        if (!text_same(source_kind_word((SourceKind)i), kind))
            continue;
        *out = (Source){ .kind = (SourceKind)i, .ref = ref };
        return true;
    }
    return false;
}

const char *tell_source_kept(Arena *arena, const char *kind, const char *ref)
{
    Source source;
    if (!source_kept(kind, ref, &source))
        return ref;
    if (source.kind == SOURCE_HOUSE)
        return arena_printf(arena, "通则 %s", ref);
    return tell_source(arena, source);
}

/* ---- names ----------------------------------------------------------------- */

Status names_load(Op *op, Db *db, int64_t conference, Names *out)
{
    *out = (Names){ .db = db, .conference = conference };
    TRY(post_rows(op, db, conference, &out->posts));
    TRY(unit_rows(op, db, conference, &out->units));
    return person_rows(op, db, DEPLOYMENT, &out->people);
}

static const char *post_title(const Names *names, const char *id)
{
    for (size_t i = 0; i < names->posts.count; i++)
        if (text_same(names->posts.items[i].post, id))
            return names->posts.items[i].title;
    return NULL;
}

static const char *unit_name(const Names *names, const char *id)
{
    for (size_t i = 0; i < names->units.count; i++)
        if (text_same(names->units.items[i].unit, id))
            return names->units.items[i].name;
    return NULL;
}

static const char *other_title(const Names *names, const char *id)
{
    if (text_same(id, "admin"))
        return "系统管理员";
    return names->rules != NULL ? ruleset_title(names->rules, id) : id;
}

const char *names_title(const Names *names, const char *id)
{
    const char *post = post_title(names, id), *unit = unit_name(names, id);
    return post != NULL ? post : unit != NULL ? unit : other_title(names, id);
}

const char *names_unit(const Names *names, const char *id)
{
    const char *unit = unit_name(names, id);
    return unit != NULL ? unit : names_title(names, id);
}

const char *names_person(const Names *names, Arena *arena, int64_t number)
{
    for (size_t i = 0; i < names->people.count; i++)
        if (names->people.items[i].number == number)
            return act_is_erased(names->people.items[i].name) ? "（已删除）"
                                                              : names->people.items[i].name;
    return arena_printf(arena, "P%lld", (long long)number);
}

const char *names_person_code(const Names *names, Arena *arena, const char *code)
{
    Subject person;
    if (subject_parse(code, NOUN_PERSON, &person))
        return names_person(names, arena, person.number);
    for (size_t i = 0; i < names->people.count; i++)
        if (text_same(names->people.items[i].handle, code))
            return names_person(names, arena, names->people.items[i].number);
    return code;
}

const char *names_actor(const Names *names, Arena *arena, const char *post, const char *person)
{
    if (text_empty(person))
        return names_title(names, post);
    return arena_printf(arena, "%s（%s）", names_title(names, post),
                        names_person_code(names, arena, person));
}

/* "office" or "office/P3" */
static const char *actor_words(const Names *names, Arena *arena, const char *actor)
{
    const char *slash = strchr(actor, '/');
    if (slash == NULL)
        return names_title(names, actor);
    return names_actor(names, arena, arena_dup_n(arena, actor, (size_t)(slash - actor)),
                       slash + 1);
}

static const char *name_of(void *context, Arena *arena, FieldType type, Noun noun,
                           const char *id)
{
    const Names *names = context;
    (void)noun;
    if (type == TYPE_PERSON)
        return names_person_code(names, arena, id);
    if (type == TYPE_ACTOR)
        return actor_words(names, arena, id);
    if (type == TYPE_UNIT)
        return names_unit(names, id);
    if (type == TYPE_POST)
        return names_title(names, id);
    if (type == TYPE_ID && setting_find(id) != NULL)
        return arena_printf(arena, "“%s”", setting_find(id)->label);
    return NULL;
}

ActNamer names_namer(const Names *names)
{
    return (ActNamer){ .context = (void *)(uintptr_t)names, .name = name_of };
}

/* ---- history --------------------------------------------------------------- */

static Status act_read(Op *op, const Names *names, int64_t seq, Applied *out)
{
    LedgerEntry entry;
    bool found;
    TRY(ledger_read(op, names->db, names->conference, (uint64_t)seq, &found, &entry));
    if (!found)
        return op_broken(op, BROKEN, "record %lld is in the history and not in the ledger",
                         (long long)seq);
    return entry_decode(op, names->conference, &entry, out);
}

static Status file_visit(Op *op, void *context, const ActValue *value)
{
    HistoryFileList *files = context;
    if (value->type == TYPE_FILE)
        *LIST_ADD(op->arena, files) = (HistoryFile){ .key = value->key,
                                                     .label = value->field->label,
                                                     .name = value->file.name,
                                                     .bytes = value->file.size };
    return OK;
}

static Status line_read(Op *op, const Names *names, const HistoryRow *row, HistoryLine *out)
{
    ActNamer namer = names_namer(names);
    Applied act;
    Source source = { .kind = SOURCE_ORDER, .ref = "" };
    TRY(act_read(op, names, row->seq, &act));
    (void)source_kept(row->source_kind, row->source_ref, &source);
    const char *reason = act.envelope->reason;
    *out = (HistoryLine){
        .seq = row->seq,
        .day = row->done_on,
        .recorded_at = row->recorded_at,
        .backdated = row->backdated,
        .actor = names_actor(names, op->arena, row->actor, row->person),
        .entered_by =
            text_empty(row->entered_by) ? "" : actor_words(names, op->arena, row->entered_by),
        .verb = row->verb,
        .label = act.spec->label,
        .text = act_history(op->arena, act.spec, act.fields, &namer),
        .reason = reason != NULL ? reason : "",
        .source = tell_source_kept(op->arena, row->source_kind, row->source_ref),
        .source_of = source,
        .voided_by = row->has_voided_by ? row->voided_by : -1,
    };
    *LIST_ADD(op->arena, &out->about) =
        (Subject){ .noun = noun_find(row->noun), .number = row->number };
    TRY(act_visit(op, act.spec, act.fields, file_visit, &out->files));
    return envelope_visit(op, act.envelope, file_visit, &out->files);
}

static Status line_add(Op *op, const Names *names, int64_t seq, HistoryLineList *out)
{
    HistoryRow row;
    HistoryLine line;
    TRY(history_row_get(op, names->db, names->conference, seq, &row));
    TRY(line_read(op, names, &row, &line));
    *LIST_ADD(op->arena, out) = line;
    return OK;
}

Status history_of(Op *op, const Names *names, Subject subject, HistoryLineList *out)
{
    RecordSeqRowList seqs = { 0 };
    *out = (HistoryLineList){ 0 };
    if (subject.noun == NOUN_CONFERENCE)
        TRY(sql_records(op, names->db, names->conference, &seqs));
    else
        TRY(sql_record_mentioning(op, names->db, names->conference, noun_name(subject.noun),
                                  subject.number, &seqs));
    for (size_t i = 0; i < seqs.count; i++)
        TRY(line_add(op, names, seqs.items[i].seq, out));
    return OK;
}

Status history_of_verb(Op *op, const Names *names, const char *verb, HistoryLineList *out)
{
    RecordSeqRowList seqs = { 0 };
    *out = (HistoryLineList){ 0 };
    TRY(sql_records_of_verb(op, names->db, names->conference, verb, &seqs));
    for (size_t i = 0; i < seqs.count; i++)
        TRY(line_add(op, names, seqs.items[i].seq, out));
    return OK;
}

Status history_latest(Op *op, const Names *names, int64_t most, HistoryLineList *out)
{
    RecordLatestRowList seqs = { 0 };
    *out = (HistoryLineList){ 0 };
    TRY(sql_records_latest(op, names->db, names->conference, most, &seqs));
    for (size_t i = 0; i < seqs.count; i++)
        TRY(line_add(op, names, seqs.items[i].seq, out));
    return OK;
}

Status corrections_of(Op *op, const Names *names, CorrectionList *out)
{
    RecordSeqRowList seqs = { 0 };
    *out = (CorrectionList){ 0 };
    TRY(sql_records_of_verb(op, names->db, names->conference, "record.correct", &seqs));
    for (size_t i = 0; i < seqs.count; i++) {
        Applied act, corrected;
        TRY(act_read(op, names, seqs.items[i].seq, &act));
        const RecordCorrect *fields = act.fields;
        TRY(act_read(op, names, fields->seq, &corrected));
        const FieldSpec *field = act_field(corrected.spec, fields->field);
        *LIST_ADD(op->arena, out) =
            (Correction){ .seq = fields->seq,
                          .by = seqs.items[i].seq,
                          .field = field != NULL ? field->label : fields->field };
    }
    return OK;
}
