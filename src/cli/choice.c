#include "cli/choice.h"

#include "base/text.h"

static const char *word_in(const FieldSpec *fields, size_t count, const char *field,
                           const char *name)
{
    for (size_t i = 0; i < count; i++) {
        const FieldSpec *spec = &fields[i];
        const char *inner =
            spec->record == NULL
                ? NULL
                : word_in(spec->record->fields, spec->record->field_count, field, name);
        if (inner != NULL)
            return inner;
        for (size_t k = 0; text_same(spec->name, field) && k < spec->choice_count; k++)
            if (text_same(spec->choices[k].name, name))
                return spec->choices[k].word;
    }
    return NULL;
}

const char *choice_word(const char *verb, const char *field, const char *name)
{
    const ActSpec *spec = act_find(verb);
    if (name == NULL)
        return "";
    const char *word =
        spec == NULL ? NULL : word_in(spec->fields, spec->field_count, field, name);
    return word != NULL ? word : name;
}

const char *state_word(Noun noun, const char *state)
{
    const char *word = noun_state_word(noun, state);
    return word != NULL ? word : state;
}
