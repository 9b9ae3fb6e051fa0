"""Writes the catalogue of acts as C: names, structs and tables."""
import re

KEYWORDS = set("""auto break case char const continue default do double else enum extern float
for goto if inline int long register restrict return short signed sizeof static struct switch
typedef union unsigned void volatile while bool true false""".split())

MADE = "/* Made by tools/actgen from acts/; do not edit. */\n"


def snake(name):
    made = re.sub(r"[.-]", "_", name)
    return made + "_" if made in KEYWORDS else made


def upper(name):
    return re.sub(r"[.-]", "_", name).upper()


def camel(name):
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[.-]", name))


def record_snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def quoted(text):
    return f'"{text}"'


def noun_enum(name):
    return "NOUN_" + upper(name) if name else "NOUN_NONE"


def fact_names(catalogue):
    return sorted({fact for act in catalogue.acts.values() for fact in act.facts})


def write_names(catalogue):
    """nouns_gen.h: what has a number, without the shapes of the acts."""
    nouns, states = list(catalogue.nouns), []
    for noun in catalogue.nouns.values():
        states += [name for name, _ in noun.states if name not in states]
    nouns.sort(key=lambda name: (name != "conference", name))
    out = [MADE + "#ifndef MODEL_NOUNS_GEN_H\n#define MODEL_NOUNS_GEN_H\n\n"]
    out.append("/* What acts are about. The numbers may change between builds: write names down. */\n")
    out.append("typedef enum Noun {\n    NOUN_NONE,\n")
    out += [f"    {noun_enum(name)}, /* {catalogue.nouns[name].word} */\n" for name in nouns]
    out.append("    NOUN_COUNT\n} Noun;\n\n")
    out.append('#define STATE_NONE "none" /* of minutes that are not drafted yet */\n')
    out += [f'#define STATE_{upper(name)} "{name}"\n' for name in sorted(states)]
    out.append("\ntypedef enum ActKind {\n")
    out += [f"    ACT_{upper(act.verb)}, /* {act.label} */\n" for act in catalogue.acts.values()]
    out.append("    ACT_COUNT\n} ActKind;\n\n")
    out.append("/* What the rule of an act reads besides its subject: bits of ActSpec.facts. */\n")
    out.append("typedef enum Facts {\n")
    out += [f"    FACTS_{upper(name)} = 1 << {bit},\n" for bit, name in enumerate(fact_names(catalogue))]
    out.append("} Facts;\n\n#endif\n")
    return "".join(out)


def owners(catalogue):
    """(C type name, snake name, what) of every record, then every act."""
    for record in catalogue.records.values():
        yield record.name, record_snake(record.name), record
    for act in catalogue.acts.values():
        yield camel(act.verb), snake(act.verb), act


def choice_type(owner, each):
    return owner + camel(each.name)


def field_c_type(owner, each):
    simple = {"day": "Day ", "time": "Instant ", "int": "int64_t ", "money": "int64_t ",
              "bool": "bool ", "subject": "Subject ", "file": "ActFile "}
    if each.type == "choice":
        return choice_type(owner, each) + " "
    if each.type == "list":
        if each.element == "subject":
            return "SubjectList "
        return (each.element + "List ") if each.element[0].isupper() else "TextList "
    return simple.get(each.type, "const char *")


def write_choice(owner, each):
    name = choice_type(owner, each)
    prefix = upper(record_snake(owner) + "-" + each.name)
    out = [f"typedef enum {name} {{\n    {prefix}_NOT_GIVEN,\n"]
    out += [f"    {prefix}_{upper(choice)}, /* {word} */\n" for choice, word in each.choices]
    out.append(f"}} {name};\n")
    out.append(f"const char *{prefix.lower()}_word({name} value); /* \"\" when not given */\n\n")
    return "".join(out)


def write_struct(owner, thing):
    out = [write_choice(owner, each) for each in thing.fields if each.type == "choice"]
    out.append(f"/* {thing.label} */\ntypedef struct {owner} {{\n")
    for each in thing.fields:
        out.append(f"    {field_c_type(owner, each)}{snake(each.name)}; /* {each.label} */\n")
    if not thing.fields:
        out.append("    char no_fields;\n")
    out.append(f"}} {owner};\n")
    return "".join(out)


def write_header(catalogue):
    out = [MADE + "#ifndef MODEL_ACTS_GEN_H\n#define MODEL_ACTS_GEN_H\n\n"
           '#include "model/spec.h"\n\n']
    for owner, _, thing in owners(catalogue):
        out.append(write_struct(owner, thing))
        if owner in catalogue.records:
            out.append(f"typedef LIST({owner}) {owner}List;\n")
        out.append("\n")
    out.append("extern const NounSpec model_nouns[NOUN_COUNT];\n")
    out.append("extern const ActSpec model_acts[ACT_COUNT];\n\n#endif\n")
    return "".join(out)


def field_entry(owner, short, each):
    has = [f".name = {quoted(each.name)}", f".label = {quoted(each.label)}",
           f".help = {quoted(each.help)}", f".type = TYPE_{each.type.upper()}",
           f".optional = {'true' if each.optional else 'false'}",
           f".privacy = PRIVACY_{each.privacy.upper()}", f".offset = offsetof({owner}, {snake(each.name)})"]
    if each.max:
        has.append(f".max = {each.max}")
    if each.type == "int":
        has.append(f".int_min = INT64_C({each.low}), .int_max = INT64_C({each.high})")
    if each.choices:
        has.append(f".choices = {short}_{snake(each.name)}_choices, .choice_count = {len(each.choices)}")
    if each.noun:
        has.append(f".noun = {noun_enum(each.noun)}")
    if each.type == "list":
        record = each.element[0].isupper()
        has.append(f".element = TYPE_{'RECORD' if record else each.element.upper()}")
        if record:
            has.append(f".record = &{record_snake(each.element)}_record")
    return "    { " + ",\n      ".join(has) + " },\n"


def write_choice_table(owner, short, each):
    table = f"{short}_{snake(each.name)}_choices"
    name, function = choice_type(owner, each), record_snake(owner) + "_" + re.sub("-", "_", each.name)
    function = upper(record_snake(owner) + "-" + each.name).lower()
    words = "".join(f"    {{ {quoted(choice)}, {quoted(word)} }},\n" for choice, word in each.choices)
    return (f"static const ChoiceWord {table}[] = {{\n{words}}};\n"
            f"const char *{function}_word({name} value)\n{{\n"
            f"    return value >= 1 && value <= {len(each.choices)} ? {table}[value - 1].word : \"\";\n}}\n\n")


def write_fields(owner, short, thing):
    out = [write_choice_table(owner, short, each) for each in thing.fields if each.type == "choice"]
    if thing.fields:
        out.append(f"static const FieldSpec {short}_fields[] = {{\n")
        out += [field_entry(owner, short, each) for each in thing.fields]
        out.append("};\n\n")
    return "".join(out)


def write_nouns(catalogue):
    out = []
    for noun in catalogue.nouns.values():
        if noun.states:
            states = "".join(f"    {{ {quoted(name)}, {quoted(word)} }},\n" for name, word in noun.states)
            out.append(f"static const ChoiceWord {snake(noun.name)}_states[] = {{\n{states}}};\n\n")
    out.append("const NounSpec model_nouns[NOUN_COUNT] = {\n    [NOUN_NONE] = { .name = \"\", .word = \"\" },\n")
    for noun in catalogue.nouns.values():
        code = f"'{noun.code}'" if noun.code else "0"
        states = f"{snake(noun.name)}_states" if noun.states else "NULL"
        out.append(f"    [{noun_enum(noun.name)}] = {{ .name = {quoted(noun.name)}, .word = {quoted(noun.word)},"
                   f" .code = {code}, .same_as = {noun_enum(noun.same_as)},"
                   f" .states = {states}, .state_count = {len(noun.states)} }},\n")
    out.append("};\n\n")
    return "".join(out)


def act_entry(catalogue, act):
    short = snake(act.verb)
    facts = " | ".join("FACTS_" + upper(name) for name in act.facts) or "0"
    start = ", ".join(map(quoted, act.start))
    to = quoted(act.to) if act.to and act.to != "?" else "NULL"
    return (f"    [ACT_{upper(act.verb)}] = {{ .kind = ACT_{upper(act.verb)}, .verb = {quoted(act.verb)},"
            f" .label = {quoted(act.label)},\n      .on = {noun_enum(act.on)}, .makes = {noun_enum(act.makes)},\n"
            f"      .from = {'(const char *const[]){ ' + start + ' }' if start else 'NULL'},"
            f" .from_count = {len(act.start)},\n"
            f"      .to = {to}, .to_by_rule = {'true' if act.to == '?' else 'false'}, .facts = {facts},\n"
            f"      .fields = {short + '_fields' if act.fields else 'NULL'}, .field_count = {len(act.fields)},"
            f" .struct_size = sizeof({camel(act.verb)}),\n      .history = {quoted(act.history)} }},\n")


def write_source(catalogue):
    out = [MADE + '#include "model/acts_gen.h"\n\n#include <stddef.h>\n\n']
    out.append(write_nouns(catalogue))
    for owner, short, thing in owners(catalogue):
        out.append(write_fields(owner, short, thing))
        if owner in catalogue.records:
            out.append(f"static const RecordSpec {short}_record = {{\n    .name = {quoted(owner)},"
                       f" .label = {quoted(thing.label)}, .fields = {short}_fields,\n"
                       f"    .field_count = {len(thing.fields)}, .size = sizeof({owner}) }};\n\n")
    out.append("const ActSpec model_acts[ACT_COUNT] = {\n")
    out += [act_entry(catalogue, act) for act in catalogue.acts.values()]
    out.append("};\n")
    return "".join(out)


def clashes(catalogue):
    """C names that two things would share."""
    seen, faults = {}, []
    for owner, _, thing in owners(catalogue):
        names = [owner] + [choice_type(owner, each) for each in thing.fields if each.type == "choice"]
        names += [owner + "List"] if owner in catalogue.records else []
        for name in names:
            if name in seen:
                faults.append(f"{thing.line.file}:{thing.line.number}: "
                              f"the C name {name} is taken by line {seen[name].line.number} of {seen[name].line.file}")
            seen[name] = thing
    return faults
