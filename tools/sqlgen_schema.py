"""What the changes make of a database: applied to SQLite in memory, then asked."""
import dataclasses
import re
import sqlite3

from sqlgen_read import Fault

CLASSES = ('projection', 'ledger', 'desk', 'system')
CLASS = re.compile(r'CREATE TABLE\s+"?\w+"?\s*\(\s*--\s*(\w+)')


@dataclasses.dataclass
class Table:
    name: str
    table_class: str
    columns: list  # (name, 'int' | 'text' | 'blob')
    key: list      # column names of the primary key, in order


class Schema:
    def __init__(self, changes):
        self.database = sqlite3.connect(':memory:', isolation_level=None)
        self.changes = changes
        for change in changes:
            self.apply(change)

    def apply(self, change):
        """Statement by statement, so that a fault has its line."""
        part, first = '', None
        for number, line in enumerate(change.sqlite.splitlines(), 1):
            if not part.strip():
                first = number
                part = ''
            part += line + '\n'
            if sqlite3.complete_statement(part):
                try:
                    self.database.execute(part)
                except sqlite3.Error as error:
                    raise Fault(change.path, first, str(error)) from error
                part = ''
        if part.strip() and not all(l.startswith('--') or not l for l in part.splitlines()):
            raise Fault(change.path, first, 'the last statement is not finished')

    def place_of(self, table):
        for change in self.changes:
            for number, line in enumerate(change.source.splitlines(), 1):
                if re.match(rf'CREATE TABLE "?{table}"?\b', line):
                    return change.path, number
        return 'changes', 1

    def tables(self):
        rows = self.database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' "
            "AND sql LIKE 'CREATE TABLE%' ORDER BY name").fetchall()
        kinds = {r[1]: r[2] for r in self.database.execute('PRAGMA table_list')}
        tables = [self.table(name, sql) for name, sql in rows
                  if kinds.get(name) == 'table' and not name.startswith('sqlite_')]
        return self.parents_first(tables)

    def parents_first(self, tables):
        """In order of names, but never before a table that is referred to, so
        that filling forwards and emptying backwards breaks no reference."""
        ordered, waiting = [], list(tables)
        parents = {t.name: {row[2] for row in self.database.execute(
            f'PRAGMA foreign_key_list("{t.name}")')} - {t.name} for t in tables}
        while waiting:
            placed = {t.name for t in ordered}
            table = next((t for t in waiting if parents[t.name] <= placed), None)
            if table is None:
                raise Fault(*self.place_of(waiting[0].name),
                            f'table {waiting[0].name} is in a circle of references, or '
                            'refers to a table that is not there')
            ordered.append(table)
            waiting.remove(table)
        return ordered

    def table(self, name, sql):
        match = CLASS.match(sql)
        if not match or match.group(1) not in CLASSES:
            raise Fault(*self.place_of(name),
                        f'table {name} does not say its class: '
                        f'"CREATE TABLE {name} ( -- {"|".join(CLASSES)}"')
        kinds = {'INTEGER': 'int', 'TEXT': 'text', 'BLOB': 'blob'}
        columns, key = [], []
        for _, column, kind, _, _, order in self.database.execute(f'PRAGMA table_info("{name}")'):
            if kind not in kinds:
                raise Fault(*self.place_of(name),
                            f'{name}.{column}: types are INTEGER, TEXT, BLOB, not {kind}')
            columns.append((column, kinds[kind]))
            if order:
                key.append((order, column))
        if not key:
            raise Fault(*self.place_of(name), f'table {name} has no primary key')
        return Table(name, match.group(1), columns, [column for _, column in sorted(key)])

    def examine(self, statement):
        """Prepares a statement and counts its columns."""
        sql = statement.bodies['sqlite']
        try:
            program = self.database.execute(
                'EXPLAIN ' + sql, [None] * len(statement.parameters)).fetchall()
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise Fault(statement.path, statement.body_line,
                        f'{statement.name}: {error}') from error
        columns = max((row[3] for row in program if row[1] == 'ResultRow'), default=0)
        if columns != len(statement.fields):
            raise Fault(statement.path, statement.line,
                        f'{statement.name} gives {columns} columns, declares '
                        f'{len(statement.fields)}')
