#include "actions/scenario.h"

#include <string.h>

#include "actions/inquiry.h"
#include "actions/load.h"
#include "actions/replay.h"
#include "actions/scenario_read.h"
#include "actions/telling.h"
#include "base/file.h"
#include "base/text.h"
#include "store/ledger_verify.h"

typedef struct Playing {
    World *world;
    const ScenarioFiles *files;
    const char *path;
    const char *conference; /* code, NULL: the only one */
    ScenarioPrinter print;
    void *context;
    ScenarioReport *report;
} Playing;

static void fail(Op *op, Playing *p, const Step *step, const char *text)
{
    p->report->failures++;
    p->print(p->context, arena_printf(op->arena, "%s：不符：%s", step->place, text));
}

/* ---- acts ---------------------------------------------------------------------- */

static const char *source_words(Op *op, Source source)
{
    static const char *const kinds[] = { "clause", "reading", "setting", "house", "order" };
    return arena_printf(op->arena, "%s %s", kinds[source.kind],
                        source.ref != NULL ? source.ref : "");
}

static Status files_load(Op *op, Playing *p, const Step *step, const ActSpec *spec,
                         RequestFile *files, size_t *count)
{
    const char *slash = strrchr(p->path, '/');
    const char *folder =
        slash == NULL ? "" : arena_dup_n(op->arena, p->path, (size_t)(slash - p->path) + 1);
    *count = 0;
    for (size_t i = 0; i < step->texts.count && *count < REQUEST_FILES_MAX; i++) {
        const FieldSpec *field = act_field(spec, step->texts.items[i].key);
        bool scan = text_same(step->texts.items[i].key, "scan");
        if (!scan && (field == NULL || field->type != TYPE_FILE))
            continue;
        RequestFile *file = &files[(*count)++];
        *file = (RequestFile){ 0 };
        const char *typed = step->texts.items[i].value;
        const char *inner = strrchr(typed, '/');
        file->name = inner == NULL ? typed : inner + 1;
        TRY(scenario_file_read(op, p->files, arena_printf(op->arena, "%s%s", folder, typed),
                               REQUEST_FILE_BYTES_MAX, &file->content));
    }
    return OK;
}

static bool source_met(const Step *step, Source source)
{
    return !step->has_source ||
           (step->source_kind == source.kind &&
            (step->source_ref == NULL || text_same(step->source_ref, source.ref)));
}

static void answer_check(Op *op, Playing *p, const Step *step, const Answer *answer)
{
    const Verdict *verdict = &answer->verdict;
    bool refused = verdict->kind == VERDICT_REFUSED || verdict->kind == VERDICT_WAITING;
    if (step->expected == EXPECTED_DONE) {
        const char *made = subject_code(op->arena, answer->made);
        if (!answer->done)
            fail(op, p, step,
                 arena_printf(op->arena, "没有办成（%s）：%s%s",
                              source_words(op, verdict->source), verdict->why,
                              verdict->remedy));
        else if (step->made != NULL && !text_same(step->made, made))
            fail(op, p, step, arena_printf(op->arena, "所得的代码是 %s。", made));
        p->report->acts += answer->done;
        return;
    }
    bool kind_met =
        step->expected == EXPECTED_REFUSED ? refused : verdict->kind == VERDICT_NEEDS_REASON;
    p->report->acts += answer->done;
    if (answer->done || step->expected == EXPECTED_INVALID) {
        fail(op, p, step, answer->done ? "本应不予办理，却办成了。" : "本应是看不懂的输入。");
    } else if (!kind_met || !source_met(step, verdict->source)) {
        fail(op, p, step,
             arena_printf(op->arena, "答复是“%s%s”，依据 %s。", verdict->why, verdict->remedy,
                          source_words(op, verdict->source)));
    } else {
        p->report->refusals++;
        p->report->sources[verdict->source.kind] = true;
    }
}

static void act_print(Op *op, Playing *p, const Step *step, const Answer *answer)
{
    const char *at = instant_text(op->arena, p->world->now);
    const char *label = answer->spec != NULL ? answer->spec->label : step->verb;
    const char *subject = step->subject != NULL ? step->subject : "";
    if (answer->done)
        p->print(p->context, arena_printf(op->arena, "%s %s %s%s%s%s", at, step->actor, label,
                                          subject, answer->made.noun != NOUN_NONE ? " → " : "",
                                          answer->made.noun != NOUN_NONE
                                              ? subject_code(op->arena, answer->made)
                                              : ""));
    else
        p->print(p->context, arena_printf(op->arena, "%s %s %s%s ✗ %s（%s）", at, step->actor,
                                          label, subject, answer->verdict.why,
                                          tell_source(op->arena, answer->verdict.source)));
}

static Status act_play(Op *op, Playing *p, const Step *step)
{
    RequestFile files[REQUEST_FILES_MAX];
    Request request = { .conference = p->conference,
                        .actor = step->actor,
                        .verb = step->verb,
                        .subject = step->subject,
                        .place = step->place,
                        .texts = step->texts.items,
                        .text_count = step->texts.count,
                        .files = files };
    Answer answer;
    const ActSpec *spec = act_find(step->verb);
    p->world->now.us += 1000000;
    Status status = OK;
    if (spec != NULL)
        status = files_load(op, p, step, spec, files, &request.file_count);
    if (status == OK)
        status = perform(op, p->world, &request, &answer);
    else if (status == NOT_FOUND) /* it names a file that is not there: wrong input */
        status = INVALID;
    if (status == INVALID && step->expected == EXPECTED_INVALID) {
        p->report->refusals++;
        p->print(p->context, arena_printf(op->arena, "%s %s %s ✗ %s",
                                          instant_text(op->arena, p->world->now), step->actor,
                                          step->verb, op_told(op)));
        op_clear(op);
        return OK;
    }
    if (status == INVALID) {
        fail(op, p, step, op_told(op));
        op_clear(op);
        return OK;
    }
    TRY(status);
    act_print(op, p, step, &answer);
    answer_check(op, p, step, &answer);
    return OK;
}

/* ---- expectations ------------------------------------------------------------------ */

static bool subject_read(const char *code, const char *verb, Subject *out)
{
    const ActSpec *spec = verb != NULL ? act_find(verb) : NULL;
    if (code == NULL) {
        *out = (Subject){ .noun = NOUN_CONFERENCE };
        return true;
    }
    if (spec != NULL && subject_parse(code, spec->on, out))
        return true;
    for (int noun = 0; noun < NOUN_COUNT; noun++)
        if (subject_parse(code, (Noun)noun, out))
            return true;
    return false;
}

/* Minutes share their meeting's code; their state is asked for as M1.minutes. */
static Status state_check(Op *op, Playing *p, const Step *step, int64_t conference)
{
    const char *dot = strchr(step->subject, '.');
    const char *code =
        dot == NULL ? step->subject
                    : arena_dup_n(op->arena, step->subject, (size_t)(dot - step->subject));
    const char *state;
    Subject subject;
    Noun noun = dot == NULL ? NOUN_NONE : noun_find(dot + 1);
    bool read = noun == NOUN_NONE ? dot == NULL && subject_read(code, NULL, &subject)
                                  : subject_parse(code, noun, &subject);
    if (!read) {
        fail(op, p, step, arena_printf(op->arena, "“%s”不是代码。", step->subject));
        return OK;
    }
    Status status = inquire_state(op, p->world->db, conference, subject, &state);
    if (status == NOT_FOUND) {
        fail(op, p, step, op_told(op));
        op_clear(op);
        return OK;
    }
    TRY(status);
    const char *word = noun_state_word(subject.noun, state);
    if (!text_same(state, step->state) && !text_same(word, step->state))
        fail(op, p, step,
             arena_printf(op->arena, "%s的状态是 %s（%s）。", step->subject, state,
                          word != NULL ? word : ""));
    return OK;
}

static bool kind_is(const char *word, SourceKind kind)
{
    SourceKind named;
    return source_kind_named(word, &named) && named == kind;
}

/* With a day asked for, the source is that of the day; else of the duty. */
static bool duty_meets(const Step *step, const DutyRow *duty, Day today)
{
    const char *standing = duty_standing_name(duty_standing(duty, today));
    const char *wanted = step->state;
    if (wanted == NULL ? !text_same(duty->state, "open") && !day_given(step->due)
                       : !text_same(standing, wanted))
        return false;
    if (day_given(step->due) && day_compare(step->due, duty->due) != 0)
        return false;
    return !step->has_source ||
           kind_is(day_given(step->due) ? duty->due_kind : duty->source_kind,
                   step->source_kind);
}

static const char *duties_words(Op *op, const DutyRowList *duties, Day today)
{
    Buf buf;
    buf_init(&buf, op->arena);
    for (size_t i = 0; i < duties->count; i++) {
        const DutyRow *duty = &duties->items[i];
        buf_printf(&buf, " [%s %s %s/%s]", duty_standing_name(duty_standing(duty, today)),
                   day_given(duty->due) ? day_text(op->arena, duty->due) : "无期限",
                   duty->source_kind, duty->due_kind);
    }
    return duties->count == 0 ? "没有这样的职责。" : buf_string(&buf);
}

static Status duty_check(Op *op, Playing *p, const Step *step, int64_t conference)
{
    DutyQuestion question = { .owner = step->actor, .verb = step->verb, .ended_too = true };
    DutyRowList duties = { 0 };
    Day today = instant_day(p->world->now);
    size_t met = 0;
    p->report->on_duties++;
    if (!subject_read(step->subject, step->verb, &question.subject)) {
        fail(op, p, step, arena_printf(op->arena, "“%s”不是代码。", step->subject));
        return OK;
    }
    TRY(inquire_duties(op, p->world->db, conference, &question, &duties));
    for (size_t i = 0; i < duties.count; i++)
        met += duty_meets(step, &duties.items[i], today);
    if ((step->kind == STEP_EXPECT_DUTY) != (met > 0))
        fail(op, p, step,
             arena_printf(op->arena, "%s%s", met > 0 ? "有这样的职责：" : "现有职责：",
                          duties_words(op, &duties, today)));
    return OK;
}

static Status verify_check(Op *op, Playing *p, const Step *step)
{
    LedgerLogList logs = { 0 };
    TRY(ledger_logs(op, p->world->db, &logs));
    for (size_t i = 0; i < logs.count; i++) {
        LedgerCheck check;
        TRY(ledger_verify(op, p->world->db, logs.items[i].log, &check));
        if (check.findings->count > 0)
            fail(op, p, step,
                 arena_printf(op->arena, "账本“%s”有 %zu 处不符。", logs.items[i].code,
                              check.findings->count));
    }
    return OK;
}

static Status rebuild_expect(Op *op, Playing *p, const Step *step)
{
    DifferenceList differences = { 0 };
    TRY(rebuild_check(op, p->world->db, &differences));
    for (size_t i = 0; i < differences.count; i++)
        fail(op, p, step, differences.items[i]);
    return OK;
}

static Status expectation_play(Op *op, Playing *p, const Step *step)
{
    int64_t conference;
    p->report->expectations++;
    if (step->kind == STEP_EXPECT_VERIFY)
        return verify_check(op, p, step);
    if (step->kind == STEP_EXPECT_REBUILD)
        return rebuild_expect(op, p, step);
    TRY(load_conference_number(op, p->world->db, p->conference, &conference));
    if (step->kind == STEP_EXPECT_STATE)
        return state_check(op, p, step, conference);
    return duty_check(op, p, step, conference);
}

static Status step_play(Op *op, Playing *p, const Step *step)
{
    if (step->kind == STEP_ON) {
        if (step->at.us > p->world->now.us)
            p->world->now = step->at;
        return OK;
    }
    return step->kind == STEP_ACT ? act_play(op, p, step) : expectation_play(op, p, step);
}

/* The seed of a scenario is its own text. */
static Status randomness_set(Op *op, World *world, const ScenarioFiles *files, const char *path,
                             bool opens)
{
    Bytes text;
    bool simulated = false;
    TRY(database_simulated(op, world->db, &simulated));
    if (!simulated && !opens)
        return OK;
    TRY(scenario_file_read(op, files, path, SCENARIO_BYTES_MAX, &text));
    Digest digest = digest_one(DIGEST_SHA256, text);
    uint64_t seed;
    memcpy(&seed, digest.bytes, sizeof seed);
    *world->random = random_seeded(seed);
    return OK;
}

/* Whether the scenario itself opens a simulated database. */
static bool opens_simulated(const StepList *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        const Step *step = &steps->items[i];
        for (size_t k = 0; step->kind == STEP_ACT && k < step->texts.count; k++)
            if (text_same(step->verb, "deployment.open") &&
                text_same(step->texts.items[k].key, "simulated") &&
                !text_same(step->texts.items[k].value, "no") &&
                !text_same(step->texts.items[k].value, "否"))
                return true;
    }
    return false;
}

Status scenario_check(Op *op, const ScenarioFiles *files, const char *path)
{
    StepList steps = { 0 };
    return scenario_read(op, files, path, &steps);
}

Status scenario_play(Op *op, World *world, const char *path, const char *conference,
                     ScenarioPrinter print, void *context, ScenarioReport *out)
{
    return scenario_play_from(op, world, NULL, path, conference, print, context, out);
}

Status scenario_play_from(Op *op, World *world, const ScenarioFiles *files, const char *path,
                          const char *conference, ScenarioPrinter print, void *context,
                          ScenarioReport *out)
{
    StepList steps = { 0 };
    Playing playing = { .world = world,
                        .files = files,
                        .path = path,
                        .conference = conference,
                        .print = print,
                        .context = context,
                        .report = out };
    *out = (ScenarioReport){ 0 };
    TRY(scenario_read(op, files, path, &steps));
    TRY(randomness_set(op, world, files, path, opens_simulated(&steps)));
    for (size_t i = 0; i < steps.count; i++) {
        ARENA_SCOPE(scratch);
        Op step_op = { .arena = scratch };
        Status status = step_play(&step_op, &playing, &steps.items[i]);
        if (status != OK)
            return op_fail(op, status, "%s：%s", steps.items[i].place, op_told(&step_op));
    }
    out->last = world->now;
    return OK;
}
