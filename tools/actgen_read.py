"""Reads the catalogue of acts (acts/*.acts) and holds it to its own rules.

Nothing here writes C: tools/actgen_write.py does. Every fault is collected as
`FILE:LINE: message`, so that one run shows them all.
"""
import re
from dataclasses import dataclass, field

TEXT_TYPES = ["text", "lines"]
NAME_TYPES = ["id", "unit", "post", "person", "actor", "clause"]
PLAIN_TYPES = ["day", "time", "money", "bool", "file"]
LIST_TYPES = ["id", "unit", "post", "person", "clause", "subject"]
PRIVACIES = ["plain", "private", "archival"]
COMMITTED_TYPES = ["text", "lines", "file"]  # what may be erased has a form without a value
RESERVED = ["done-on", "reason", "scan", "entered-by"]  # the envelope of every act
DIRECTIVES = ["on", "makes", "from", "to", "facts", "history"]
TEXT_MAX = 170000  # three bytes each, under the ledger's 512 KiB a value
LIST_MAX = 500
ENCODED_FIELDS_MAX = 1022  # the ledger's 1024 a record, less reason and scan
INT_LIMIT = 2**63 - 1

ID = re.compile(r"[a-z][a-z0-9-]{0,39}$")
RECORD_ID = re.compile(r"[A-Z][A-Za-z0-9]{0,39}$")
VERB = re.compile(r"[a-z][a-z0-9-]{0,30}\.[a-z][a-z0-9-]{0,30}$")


@dataclass
class Line:
    file: str
    number: int
    indented: bool
    words: list


@dataclass
class Field:
    line: Line
    name: str
    type: str
    optional: bool = False
    privacy: str = "plain"
    label: str = ""
    help: str = ""
    max: int = 0
    low: int = 0
    high: int = 0
    choices: list = field(default_factory=list)
    noun: str = ""
    element: str = ""


@dataclass
class Noun:
    line: Line
    name: str
    word: str
    code: str = ""
    same_as: str = ""
    states: list = field(default_factory=list)


@dataclass
class Record:
    line: Line
    name: str
    label: str
    fields: list = field(default_factory=list)


@dataclass
class Act:
    line: Line
    verb: str
    label: str
    on: str = ""
    makes: str = ""
    start: list = field(default_factory=list)
    to: str = ""
    facts: list = field(default_factory=list)
    history: str = ""
    fields: list = field(default_factory=list)
    given: set = field(default_factory=set)


class Word(str):
    """A word of a line; `quoted` when it stood in quotation marks."""

    quoted = False


class Catalogue:
    def __init__(self):
        self.nouns, self.records, self.acts, self.faults = {}, {}, {}, []

    def fault(self, line, message):
        self.faults.append(f"{line.file}:{line.number}: {message}")

    def encoded_fields(self, act):
        """How many ledger fields an act may need at most."""
        total = 0
        for each in act.fields:
            record = self.records.get(each.element)
            total += each.max * len(record.fields) if record else 1
        return total


def split_words(text):
    """Words, "quoted words" and name(…) groups; None when something is not closed."""
    words, at = [], 0
    while at < len(text):
        if text[at] in " \t":
            at += 1
        elif text[at] == "#":
            break
        elif text[at] == '"':
            end = text.find('"', at + 1)
            if end < 0:
                return None
            word = Word(text[at + 1 : end])
            word.quoted = True
            words.append(word)
            at = end + 1
        else:
            match = re.match(r'[^\s"(]*\((?:"[^"]*"|[^")])*\)|[^\s"(]+', text[at:])
            if match is None:
                return None
            words.append(Word(match.group(0)))
            at += match.end()
    return words


def read_lines(catalogue, path, shown):
    with open(path, "rb") as file:
        data = file.read()
    lines = []
    for number, raw in enumerate(data.split(b"\n"), 1):
        line = Line(shown, number, raw[:1] in (b" ", b"\t"), [])
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            catalogue.fault(line, "not UTF-8")
            continue
        if re.search(r"[\x00-\x08\x0b-\x1f\\]", text.rstrip("\r")):
            catalogue.fault(line, "a control character or backslash")
            continue
        words = split_words(text.rstrip("\r"))
        if words is None:
            catalogue.fault(line, "a quotation mark or parenthesis is not closed")
        elif words:
            line.words = words
            lines.append(line)
    return lines


def take_label(catalogue, line, words, what):
    if words and words[0].quoted and words[0].strip():
        return words.pop(0)
    catalogue.fault(line, f'{what} needs a label in quotation marks, like "议题"')
    return ""


class FileReader:
    """Reads the lines of one file into the catalogue."""

    def __init__(self, catalogue):
        self.catalogue = catalogue
        self.first_noun = None
        self.noun = None
        self.owner = None  # the act or record whose fields are being read

    def fault(self, line, message):
        self.catalogue.fault(line, message)

    def read(self, lines):
        tops = {"noun": self.read_noun, "states": self.read_states,
                "record": self.read_record, "act": self.read_act}
        for line in lines:
            head, words = line.words[0], line.words[1:]
            if line.indented:
                self.read_inner(line, head, words)
            elif head in tops:
                tops[head](line, words)
            else:
                self.fault(line, f"“{head}” is none of noun, states, record, act")

    def rest_is_empty(self, line, words):
        if words:
            self.fault(line, f"“{words[0]}” does not belong here")

    def read_noun(self, line, words):
        self.owner = None
        name = words.pop(0) if words else ""
        if not ID.match(name):
            self.fault(line, f"“{name}” can't name a noun: a-z, 0-9 and - only")
            return
        noun = Noun(line, name, take_label(self.catalogue, line, words, "a noun"))
        while len(words) >= 2 and words[0] in ("code", "with"):
            key, value = words.pop(0), words.pop(0)
            if key == "with":
                noun.same_as = value
            elif re.match(r"[A-Z]$", value):
                noun.code = value
            else:
                self.fault(line, f"a code is one capital letter, not “{value}”")
        self.rest_is_empty(line, words)
        if name in self.catalogue.nouns:
            self.fault(line, f"noun “{name}” is there already")
            return
        self.catalogue.nouns[name] = self.noun = noun
        self.first_noun = self.first_noun or noun

    def read_states(self, line, words):
        if self.noun is None or self.owner is not None:
            self.fault(line, "states must follow their noun")
            return
        while words:
            name = words.pop(0)
            if name.quoted or not ID.match(name) or name == "none":
                self.fault(line, f"“{name}” can't name a state")
                return
            word = take_label(self.catalogue, line, words, f"state “{name}”")
            if any(name == known for known, _ in self.noun.states):
                self.fault(line, f"state “{name}” is there already")
            self.noun.states.append((name, word))

    def read_record(self, line, words):
        name = words.pop(0) if words else ""
        if not RECORD_ID.match(name):
            self.fault(line, f"“{name}” can't name a record: Capital, letters and digits")
        self.owner = Record(line, name, take_label(self.catalogue, line, words, "a record"))
        self.rest_is_empty(line, words)
        if name in self.catalogue.records:
            self.fault(line, f"record “{name}” is there already")
        else:
            self.catalogue.records[name] = self.owner

    def read_act(self, line, words):
        verb = words.pop(0) if words else ""
        if not VERB.match(verb):
            self.fault(line, f"“{verb}” can't name an act: noun.verb")
        self.owner = Act(line, verb, take_label(self.catalogue, line, words, "an act"))
        self.rest_is_empty(line, words)
        if self.first_noun is not None and not self.first_noun.code:
            self.owner.on = self.first_noun.name
        else:
            self.owner.on = "conference"
        if verb in self.catalogue.acts:
            self.fault(line, f"act “{verb}” is there already")
        else:
            self.catalogue.acts[verb] = self.owner

    def read_inner(self, line, head, words):
        if self.owner is None:
            self.fault(line, "an indented line must stand under an act or a record")
        elif isinstance(self.owner, Act) and head in DIRECTIVES:
            self.read_directive(line, head, words)
        else:
            self.read_field(line, head, words)

    def read_directive(self, line, head, words):
        act = self.owner
        if head in act.given:
            self.fault(line, f"“{head}” is given twice")
        act.given.add(head)
        if not words or (head not in ("from", "facts") and len(words) > 1):
            self.fault(line, f"“{head}” needs {'words' if head in ('from', 'facts') else 'one word'}")
            return
        if head == "from":
            act.start = words
        elif head == "facts":
            act.facts = words
        else:
            setattr(act, head, words[0])

    def read_field(self, line, name, words):
        if not ID.match(name) or name in DIRECTIVES:
            self.fault(line, f"“{name}” can't name a field")
            return
        if any(name == other.name for other in self.owner.fields):
            self.fault(line, f"field “{name}” is there already")
            return
        if name in RESERVED and isinstance(self.owner, Act):
            self.fault(line, f"field “{name}” belongs to the envelope of every act")
            return
        made = Field(line, name, "")
        if not self.read_type(line, made, words):
            return
        if words and words[0] == "?":
            words.pop(0)
            made.optional = True
        if words and words[0] in PRIVACIES:
            made.privacy = words.pop(0)
        made.label = take_label(self.catalogue, line, words, f"field “{name}”")
        if len(words) >= 2 and words[0] == "help" and words[1].quoted:
            words.pop(0)
            made.help = words.pop(0)
        self.rest_is_empty(line, words)
        self.owner.fields.append(made)

    def read_type(self, line, made, words):
        made.type = str(words.pop(0)) if words else ""
        if made.type == "list":
            made.element = str(words.pop(0)) if words else ""
            match = re.match(r"subject\((.*)\)$", made.element)
            if match:
                made.element, made.noun = "subject", match.group(1)
            return self.read_number(line, made, words, LIST_MAX, "a list")
        if made.type in TEXT_TYPES:
            return self.read_number(line, made, words, TEXT_MAX, made.type)
        if made.type == "int":
            return self.read_range(line, made, words)
        match = re.match(r"(choice|subject)\((.*)\)$", made.type)
        if match and match.group(1) == "subject":
            made.type, made.noun = "subject", match.group(2)
            return True
        if match:
            made.type = "choice"
            return self.read_choices(line, made, match.group(2))
        if made.type in NAME_TYPES or made.type in PLAIN_TYPES:
            return True
        self.fault(line, f"field “{made.name}”: no such type “{made.type}”")
        return False

    def read_number(self, line, made, words, limit, what):
        number = words.pop(0) if words else ""
        if not re.match(r"[1-9][0-9]{0,6}$", number) or int(number) > limit:
            self.fault(line, f"field “{made.name}”: {what} needs its greatest number, 1 to {limit}")
            return False
        made.max = int(number)
        return True

    def read_range(self, line, made, words):
        match = re.match(r"(-?\d{1,19})\.\.(-?\d{1,19})$", words.pop(0) if words else "")
        if not match:
            self.fault(line, f"field “{made.name}”: int needs a range, like 1..99")
            return False
        made.low, made.high = int(match.group(1)), int(match.group(2))
        if made.low > made.high or made.high > INT_LIMIT or made.low < -INT_LIMIT:
            self.fault(line, f"field “{made.name}”: the range holds no number")
        return True

    def read_choices(self, line, made, inner):
        words = split_words(inner) or []
        while words:
            name = words.pop(0)
            if name.quoted or not ID.match(name) or name == "not-given":
                self.fault(line, f"field “{made.name}”: “{name}” can't name a choice")
                return False
            word = take_label(self.catalogue, line, words, f"choice “{name}”")
            if any(name == known or word == other for known, other in made.choices):
                self.fault(line, f"field “{made.name}”: choice “{name}” is there already")
            made.choices.append((name, word))
        if len(made.choices) < 2:
            self.fault(line, f"field “{made.name}”: a choice needs at least two words")
        return True


def check_field(catalogue, owner, each):
    def fault(message):
        catalogue.fault(each.line, f"field “{each.name}”: {message}")

    in_record = isinstance(owner, Record)
    if each.privacy != "plain" and each.type not in COMMITTED_TYPES:
        fault(f"only text, lines and file can be {each.privacy}")
    if each.type == "file" and each.privacy == "plain":
        fault("a file must be archival or private")
    if in_record and each.type in ("list", "file"):
        fault(f"a record can't hold a {each.type}")
    if each.noun and not getattr(catalogue.nouns.get(each.noun), "code", ""):
        fault(f"no noun “{each.noun}” with a code")
    if each.type == "list" and each.element not in LIST_TYPES:
        if each.element not in catalogue.records:
            fault(f"there are no lists of “{each.element}”")
    if each.type == "list" and each.element == "subject" and not each.noun:
        fault("of which noun?")


def check_states(catalogue, act):
    def check(noun, states, what):
        known = [name for name, _ in noun.states]
        if noun.same_as:
            known.append("none")
        for state in states:
            if state not in known:
                catalogue.fault(act.line, f"{act.verb}: {what} “{state}” is no state of {noun.name}")

    on = catalogue.nouns.get(act.on)
    made = catalogue.nouns.get(act.makes)
    if on is None:
        catalogue.fault(act.line, f"{act.verb}: no noun “{act.on}”")
        return
    check(on, act.start, "from")
    if act.makes and (made is None or not made.code):
        catalogue.fault(act.line, f"{act.verb}: no noun “{act.makes}” with a code")
    elif act.makes and not act.to:
        catalogue.fault(act.line, f"{act.verb}: makes {act.makes} in no state: “to” is missing")
    elif act.to and act.to != "?":
        check(made or on, [act.to], "to")
    for fact in act.facts:
        if fact not in catalogue.nouns and fact != "record":
            catalogue.fault(act.line, f"{act.verb}: no facts “{fact}”")


def check_act(catalogue, act):
    check_states(catalogue, act)
    if not act.history:
        catalogue.fault(act.line, f"{act.verb}: history is missing")
    required = [each.name for each in act.fields if not each.optional]
    for name in re.findall(r"\{([^}]*)\}", act.history):
        if name not in required:
            catalogue.fault(act.line, f"{act.verb}: history speaks of “{name}”, no required field")
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", act.history)):
        catalogue.fault(act.line, f"{act.verb}: a brace in history is not closed")
    count = catalogue.encoded_fields(act)
    if count > ENCODED_FIELDS_MAX:
        catalogue.fault(act.line, f"{act.verb}: up to {count} values, a record takes {ENCODED_FIELDS_MAX}")
    for each in act.fields:
        check_field(catalogue, act, each)


def check_catalogue(catalogue):
    if "conference" not in catalogue.nouns:
        catalogue.faults.append("acts: no noun “conference”")
    codes = {}
    for noun in catalogue.nouns.values():
        other = catalogue.nouns.get(noun.same_as)
        if noun.same_as and (other is None or other.code != noun.code):
            catalogue.fault(noun.line, f"{noun.name} can't go with “{noun.same_as}”")
        elif noun.code and not noun.same_as and codes.setdefault(noun.code, noun) is not noun:
            catalogue.fault(noun.line, f"code {noun.code} belongs to {codes[noun.code].name}")
    used = {each.element for act in catalogue.acts.values() for each in act.fields}
    for record in catalogue.records.values():
        if record.name not in used:
            catalogue.fault(record.line, f"no act uses record {record.name}")
        if not any(not each.optional for each in record.fields):
            catalogue.fault(record.line, f"record {record.name} needs a required field")
        for each in record.fields:
            check_field(catalogue, record, each)
    for act in catalogue.acts.values():
        check_act(catalogue, act)


def read_catalogue(paths, shown=lambda path: path):
    """The catalogue of these files; its `faults` are empty when it is sound."""
    catalogue = Catalogue()
    for path in sorted(paths):
        lines = read_lines(catalogue, path, shown(path))
        FileReader(catalogue).read(lines)
    if not catalogue.faults:
        check_catalogue(catalogue)
    return catalogue
