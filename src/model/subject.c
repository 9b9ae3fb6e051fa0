#include "model/subject.h"

#include "base/text.h"
#include "model/spec.h"

enum { NUMBER_DIGITS_MAX = 9 };

static bool number_parse(const char *digits, int64_t *out)
{
    int64_t number = 0;
    size_t count = 0;
    if (digits[0] == '0')
        return false;
    for (; digits[count] != '\0'; count++) {
        if (digits[count] < '0' || digits[count] > '9' || count >= NUMBER_DIGITS_MAX)
            return false;
        number = number * 10 + (digits[count] - '0');
    }
    *out = number;
    return count > 0;
}

static bool noun_is_valid(Noun noun)
{
    return noun > NOUN_NONE && noun < NOUN_COUNT;
}

bool subject_parse(const char *code, Noun expected, Subject *out)
{
    if (!noun_is_valid(expected))
        return false;
    char letter = noun_spec(expected)->code;
    Subject subject = { expected, 0 };
    if (letter == 0 ? code[0] != '\0'
                    : code[0] != letter || !number_parse(code + 1, &subject.number))
        return false;
    *out = subject;
    return true;
}

bool subject_guess(const char *code, Subject *out)
{
    if (code[0] == '\0') {
        *out = SUBJECT_CONFERENCE;
        return true;
    }
    for (Noun noun = NOUN_CONFERENCE; noun < NOUN_COUNT; noun++)
        if (noun_spec(noun)->same_as == NOUN_NONE && noun_spec(noun)->code != 0 &&
            subject_parse(code, noun, out))
            return true;
    return false;
}

char *subject_code(Arena *arena, Subject subject)
{
    if (!noun_is_valid(subject.noun) || noun_spec(subject.noun)->code == 0)
        return arena_dup(arena, "");
    return arena_printf(arena, "%c%lld", noun_spec(subject.noun)->code,
                        (long long)subject.number);
}

char *subject_title(Arena *arena, Subject subject)
{
    return arena_printf(arena, "%s%s", noun_word(subject.noun), subject_code(arena, subject));
}

int subject_compare(Subject a, Subject b)
{
    if (a.noun != b.noun)
        return a.noun < b.noun ? -1 : 1;
    return (a.number > b.number) - (a.number < b.number);
}
