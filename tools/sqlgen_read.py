"""Reads statement files and changes of the schema for sqlgen."""
import dataclasses
import re

TYPES = ('int', 'text', 'blob', 'day', 'time', 'bool')
RESERVED = set(
    'op db out count room items found has auto break case char const continue default do double '
    'else enum extern float for goto if inline int long register restrict return short signed '
    'sizeof static struct switch typedef union unsigned void volatile while bool true false'
    .split())
NAME = re.compile(r'[a-z][a-z0-9_]*\Z')
ROW_NAME = re.compile(r'[A-Z][A-Za-z0-9]*Row\Z')
HEADER = re.compile(r'-- ([a-z][a-z0-9_]*)\((.*)\Z')
RESULT = re.compile(r'(one|maybe|many) ([A-Za-z0-9]+)(?:\((.*)\))?\Z')
TOKEN = re.compile(
    r"(?P<comment>--[^\n]*)|(?P<string>'(?:[^']|'')*')|(?P<quoted>\"[^\"]*\")"
    r"|(?P<dollar>\$\$.*?\$\$)|(?P<blob>\b[xX]'[0-9a-fA-F]*')|(?P<cast>::)"
    r"|(?P<param>:[a-z][a-z0-9_]*)|(?P<word>[A-Za-z_][A-Za-z0-9_]*)", re.S)


class Fault(Exception):
    """Wrong input; the text begins with FILE:LINE."""

    def __init__(self, path, line, text):
        super().__init__(f'{path}:{line}: {text}')


@dataclasses.dataclass(frozen=True)
class Field:
    name: str
    type: str
    maybe: bool


@dataclasses.dataclass
class Row:
    name: str
    fields: tuple
    path: str
    line: int


@dataclasses.dataclass
class Statement:
    name: str
    path: str
    line: int
    noun: str
    parameters: tuple
    result: str            # one maybe many value changed done
    row: Row = None        # one maybe many
    value: Field = None    # value
    bodies: dict = dataclasses.field(default_factory=dict)  # 'sqlite', 'pg'
    scans: str = None
    body_line: int = 0

    @property
    def fields(self):
        if self.row:
            return self.row.fields
        return (self.value,) if self.value else ()

    @property
    def writes(self):
        words = [w.upper() for w in words_of(self.bodies['sqlite'])]
        return words[0] == 'REPLACE' or bool({'INSERT', 'UPDATE', 'DELETE'} & set(words))


@dataclasses.dataclass
class Change:
    number: int
    name: str
    path: str
    source: str
    sqlite: str
    pg: str


def words_of(sql):
    return [m.group() for m in TOKEN.finditer(sql) if m.lastgroup == 'word']


def rewrite(sql, on_token):
    """Replaces tokens outside of comments and strings."""
    def one(match):
        if match.lastgroup in ('comment', 'string', 'quoted', 'dollar', 'cast'):
            return match.group()
        return on_token(match.lastgroup, match.group())
    return TOKEN.sub(one, sql)


# ---- statements ---------------------------------------------------------------

def read_statements(paths):
    statements, rows, names = [], {}, {}
    for path in paths:
        for statement in StatementFile(path, rows).read():
            if statement.name in names:
                first = names[statement.name]
                raise Fault(statement.path, statement.line,
                            f'{statement.name} stands at {first.path}:{first.line} already')
            names[statement.name] = statement
            statements.append(statement)
    return statements


class StatementFile:
    def __init__(self, path, rows):
        self.path = path
        self.shown = f'{path.parent.name}/{path.name}'
        self.rows = rows
        try:
            self.lines = path.read_text(encoding='utf-8').splitlines()
        except UnicodeDecodeError as error:
            raise Fault(self.shown, 1, f'not UTF-8: {error}') from error
        if not NAME.match(path.stem):
            raise Fault(self.shown, 1, 'a file is named by its noun: small letters and _')

    def fault(self, line, text):
        return Fault(self.shown, line, text)

    def read(self):
        statements, current, engine, open_body = [], None, 'sqlite', False
        at = 0
        while at < len(self.lines):
            line, number = self.lines[at].rstrip(), at + 1
            at += 1
            if HEADER.match(line):
                header, at = self.joined(at - 1)
                current, engine, open_body = self.header(header, number), 'sqlite', True
                statements.append(current)
            elif line.startswith('-- scans:'):
                self.scans(current, line, number)
            elif line == '-- on pg':
                if current is None or 'sqlite' not in current.bodies:
                    raise self.fault(number, '"-- on pg" without a first body before it')
                engine, open_body = 'pg', True
            elif line.startswith('-- on '):
                raise self.fault(number, 'only "-- on pg" is known here')
            elif line == '' or line.startswith('--'):
                open_body = open_body and not (current and engine in current.bodies)
            else:
                if not open_body:
                    raise self.fault(number, 'SQL without a header "-- name(…) -> …" above it')
                self.body(current, engine, line, number)
        for statement in statements:
            self.finish(statement)
        return statements

    def joined(self, at):
        text = self.lines[at].rstrip()
        at += 1
        while at < len(self.lines) and self.lines[at].startswith('--  '):
            text += ' ' + self.lines[at][2:].strip()
            at += 1
        return text, at

    def scans(self, current, line, number):
        why = line[len('-- scans:'):].strip()
        if current is None or not why:
            raise self.fault(number, '"-- scans:" belongs to a statement and says why')
        current.scans = why

    def body(self, current, engine, line, number):
        if engine not in current.bodies:
            current.bodies[engine] = ''
            if engine == 'sqlite':
                current.body_line = number
        current.bodies[engine] += line + '\n'

    def header(self, text, number):
        name, rest = HEADER.match(text).groups()
        depth, end = 1, None
        for i, c in enumerate(rest):
            depth += (c == '(') - (c == ')')
            if depth == 0:
                end = i
                break
        if end is None:
            raise self.fault(number, 'a bracket is not closed')
        parameters = self.fields(rest[:end], number, 'parameter')
        arrow = rest[end + 1:].strip()
        if not arrow.startswith('-> '):
            raise self.fault(number, 'after the parameters comes "-> one|maybe|many|value|changed|done"')
        statement = Statement(name, self.shown, number, self.path.stem, parameters, '')
        self.result(statement, arrow[3:].strip(), number)
        return statement

    def result(self, statement, text, number):
        match = RESULT.match(text)
        if match:
            statement.result, name, fields = match.groups()
            statement.row = self.row(name, fields, number)
        elif text.startswith('value '):
            statement.result = 'value'
            statement.value = self.field('value ' + text[6:].strip(), number, 'value')
        elif text in ('changed', 'done'):
            statement.result = text
        else:
            raise self.fault(number, f'unknown result "{text}"')

    def row(self, name, fields, number):
        known = self.rows.get(name)
        if not ROW_NAME.match(name):
            raise self.fault(number, f'a row type is called SomethingRow, not {name}')
        if fields is None:
            if known is None:
                raise self.fault(number, f'{name} is not declared before')
            declared = known.fields
        else:
            declared = self.fields(fields, number, 'column')
            if not declared:
                raise self.fault(number, f'{name} has no columns')
        if known is None:
            known = self.rows[name] = Row(name, declared, self.shown, number)
        elif known.path != self.shown:
            raise self.fault(number, f'{name} belongs to {known.path}:{known.line}')
        elif known.fields != declared:
            raise self.fault(number, f'{name} is declared otherwise at {known.path}:{known.line}')
        return known

    def fields(self, text, number, what):
        parts = [p.strip() for p in text.split(',')] if text.strip() else []
        fields = tuple(self.field(p, number, what) for p in parts)
        names = [f.name for f in fields]
        for name in names:
            if names.count(name) > 1:
                raise self.fault(number, f'{what} {name} stands twice')
        return fields

    def field(self, text, number, what):
        parts = text.split()
        if len(parts) != 2:
            raise self.fault(number, f'a {what} is "name type", not "{text}"')
        name, kind = parts
        maybe = kind.endswith('?')
        if not NAME.match(name) or name in RESERVED or name.startswith('has_'):
            raise self.fault(number, f'{what} cannot be called {name}')
        if kind.rstrip('?') not in TYPES or kind.count('?') > 1:
            raise self.fault(number, f'unknown type {kind}; known: {", ".join(TYPES)}, with ?')
        return Field(name, kind.rstrip('?'), maybe)

    def finish(self, statement):
        if 'sqlite' not in statement.bodies:
            raise self.fault(statement.line, f'{statement.name} has no SQL')
        bodies = statement.bodies
        own_pg = 'pg' in bodies
        used = set()
        for engine in list(bodies):
            bodies[engine] = self.clean(statement, bodies[engine])
            used |= {m.group()[1:] for m in TOKEN.finditer(bodies[engine])
                     if m.lastgroup == 'param'}
        declared = [p.name for p in statement.parameters]
        for name in sorted(used - set(declared)):
            raise self.fault(statement.body_line, f'{statement.name} uses :{name}, not declared')
        for name in declared:
            if name not in used:
                raise self.fault(statement.line, f'{statement.name} declares {name}, not used')
        source = bodies['pg'] if own_pg else bodies['sqlite']
        bodies['pg'] = rewrite(source, lambda kind, text: pg_token(kind, text, declared, False))
        bodies['sqlite'] = rewrite(bodies['sqlite'], lambda kind, text: (
            f'?{declared.index(text[1:]) + 1}' if kind == 'param' else text))

    def clean(self, statement, sql):
        text = TOKEN.sub(lambda m: '' if m.lastgroup == 'comment' else m.group(), sql)
        text = '\n'.join(l.rstrip() for l in text.strip().splitlines() if l.strip())
        text = text.rstrip(';').rstrip()
        if ';' in re.sub(r"'(?:[^']|'')*'", '', text):
            raise self.fault(statement.body_line, f'{statement.name} is more than one statement')
        words = [w.upper() for w in words_of(text)]
        if words.count('LIKE') > words.count('ESCAPE'):
            raise self.fault(statement.body_line,
                             'LIKE needs ESCAPE: the engines differ in their default')
        return text


def pg_token(kind, text, declared, in_schema):
    if kind == 'param':
        return f'${declared.index(text[1:]) + 1}' if declared is not None else text
    if kind == 'blob':
        return "'\\x" + text[2:-1] + "'::bytea"
    if kind == 'word':
        types = {'INTEGER': 'BIGINT', 'BLOB': 'BYTEA',
                 'TEXT': 'TEXT COLLATE "C"' if in_schema else 'TEXT'}
        return types.get(text, text)
    return text


# ---- changes ---------------------------------------------------------------------

CHANGE_NAME = re.compile(r'(\d{4})_([a-z][a-z0-9_]*)\.sql\Z')


def read_changes(folder):
    changes = []
    for path in sorted((folder / 'changes').glob('*')):
        shown = f'{folder.name}/changes/{path.name}'
        match = CHANGE_NAME.match(path.name)
        if not match:
            raise Fault(shown, 1, 'a change is called NNNN_name.sql')
        number = int(match.group(1))
        if number != len(changes) + 1:
            raise Fault(shown, 1, f'expected change {len(changes) + 1:04}: numbers go without gap or twin')
        source = path.read_text(encoding='utf-8')
        sqlite, pg = split_engines(shown, source)
        changes.append(Change(number, match.group(2), shown, source,
                              strict_tables(shown, sqlite),
                              rewrite(pg, lambda k, t: pg_token(k, t, None, True))))
    return changes


def split_engines(shown, source):
    """Blocks "-- on sqlite", "-- on pg", "-- on both"; other lines become empty,
    so that lines keep their numbers."""
    texts, engine = {'sqlite': [], 'pg': []}, 'both'
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith('-- on '):
            engine = line[6:].strip()
            if engine not in ('sqlite', 'pg', 'both'):
                raise Fault(shown, number, f'unknown engine "{engine}"')
            line = ''
        for name, text in texts.items():
            text.append(line if engine in (name, 'both') else '')
    return '\n'.join(texts['sqlite']) + '\n', '\n'.join(texts['pg']) + '\n'


def strict_tables(shown, sql):
    """A table ends with ");" at the start of a line; SQLite checks types then."""
    lines, opened = [], None
    for number, line in enumerate(sql.splitlines(), 1):
        if re.match(r'CREATE TABLE\b', line):
            if opened:
                raise Fault(shown, opened, 'a table ends with ");" at the start of a line')
            opened = number
        elif opened and line.rstrip() == ');':
            line, opened = ') STRICT;', None
        lines.append(line)
    if opened:
        raise Fault(shown, opened, 'a table ends with ");" at the start of a line')
    return '\n'.join(lines) + '\n'
