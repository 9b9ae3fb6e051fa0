#include "model/spec.h"

#include <stdlib.h>
#include <string.h>

#include "model/acts_gen.h"
#include "model/near.h"

const ActSpec *act_spec(ActKind kind)
{
    if (kind >= ACT_COUNT)
        abort(); /* kinds come from act_find or the enum, never from input */
    return &model_acts[kind];
}

const ActSpec *act_find(const char *verb)
{
    for (size_t i = 0; i < ACT_COUNT; i++)
        if (strcmp(model_acts[i].verb, verb) == 0)
            return &model_acts[i];
    return NULL;
}

const ActSpec *act_nearest(const char *verb)
{
    Near near = near_to(verb);
    for (size_t i = 0; i < ACT_COUNT; i++)
        near_try(&near, model_acts[i].verb);
    return near.name == NULL ? NULL : act_find(near.name);
}

const FieldSpec *act_field(const ActSpec *spec, const char *name)
{
    for (size_t i = 0; i < spec->field_count; i++)
        if (strcmp(spec->fields[i].name, name) == 0)
            return &spec->fields[i];
    return NULL;
}

const NounSpec *noun_spec(Noun noun)
{
    if (noun >= NOUN_COUNT)
        abort(); /* nouns come from noun_find or the enum, never from input */
    return &model_nouns[noun];
}

Noun noun_find(const char *name)
{
    for (Noun noun = NOUN_CONFERENCE; noun < NOUN_COUNT; noun++)
        if (strcmp(model_nouns[noun].name, name) == 0)
            return noun;
    return NOUN_NONE;
}

const char *noun_name(Noun noun)
{
    return noun_spec(noun)->name;
}

const char *noun_word(Noun noun)
{
    return noun_spec(noun)->word;
}

const char *noun_state_word(Noun noun, const char *state)
{
    const NounSpec *spec = noun_spec(noun);
    for (size_t i = 0; i < spec->state_count; i++)
        if (strcmp(spec->states[i].name, state) == 0)
            return spec->states[i].word;
    return NULL;
}

const char *field_choice_word(const FieldSpec *field, unsigned value)
{
    return value >= 1 && value <= field->choice_count ? field->choices[value - 1].word : "";
}

const char *field_type_name(FieldType type)
{
    static const char *const names[] = {
        [TYPE_TEXT] = "text",   [TYPE_LINES] = "lines",   [TYPE_ID] = "id",
        [TYPE_UNIT] = "unit",   [TYPE_POST] = "post",     [TYPE_PERSON] = "person",
        [TYPE_ACTOR] = "actor", [TYPE_CLAUSE] = "clause", [TYPE_DAY] = "day",
        [TYPE_TIME] = "time",   [TYPE_INT] = "int",       [TYPE_MONEY] = "money",
        [TYPE_BOOL] = "bool",   [TYPE_CHOICE] = "choice", [TYPE_SUBJECT] = "subject",
        [TYPE_FILE] = "file",   [TYPE_LIST] = "list",     [TYPE_RECORD] = "record",
    };
    return names[type];
}
