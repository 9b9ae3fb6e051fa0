"""Writes the C of sqlgen."""
MADE = '/* Made by tools/sqlgen from {}; do not edit. */\n'
C_TYPES = {'int': 'int64_t ', 'text': 'const char *', 'blob': 'Bytes ', 'day': 'Day ',
           'time': 'Instant ', 'bool': 'bool '}
DB_TYPES = {'int': 'DB_AS_INT', 'text': 'DB_AS_TEXT', 'blob': 'DB_AS_BLOB', 'day': 'DB_AS_DAY',
            'time': 'DB_AS_TIME', 'bool': 'DB_AS_BOOL'}
KINDS = {'int': 'DB_INT', 'text': 'DB_TEXT', 'blob': 'DB_BLOB', 'day': 'DB_INT',
         'time': 'DB_INT', 'bool': 'DB_INT'}
LITERAL_MAX = 4000  # compilers promise 4095 bytes


def literal(text):
    escaped = text.replace('\\', '\\\\').replace('"', '\\"').replace('??', '?\\?')
    return '\n    '.join(f'"{line}\\n"' for line in escaped.split('\n')) if '\n' in escaped \
        else f'"{escaped}"'


def array(name, text):
    """A static text; long ones byte by byte, as literals are limited."""
    data = text.encode('utf-8')
    if len(data) <= LITERAL_MAX:
        return f'static const char {name}[] =\n    {literal(text)};\n'
    rows = [', '.join(str(b if b < 128 else b - 256) for b in data[i:i + 24])
            for i in range(0, len(data), 24)]
    return f'static const char {name}[] = {{\n    ' + ',\n    '.join(rows) + ', 0 };\n'


def has_flag(field):
    """Where null has no value of its own, a bool says whether there is one."""
    return field.maybe and field.type in ('int', 'bool')


# ---- rows and functions --------------------------------------------------------

def row_struct(row):
    lines = []
    for field in row.fields:
        if has_flag(field):
            lines.append(f'    bool has_{field.name};')
        lines.append(f'    {C_TYPES[field.type]}{field.name};')
    return (f'typedef struct {row.name} {{\n' + '\n'.join(lines) + f'\n}} {row.name};\n'
            f'typedef LIST({row.name}) {row.name}List;\n')


def field_table(name, struct, fields):
    lines = []
    for f in fields:
        has = f', offsetof({struct}, has_{f.name}), true' if has_flag(f) else ', 0, false'
        lines.append(f'    {{ "{f.name}", {DB_TYPES[f.type]}, {"true" if f.maybe else "false"}, '
                     f'offsetof({struct}, {f.name}){has} }},')
    return f'static const DbField {name}[] = {{\n' + '\n'.join(lines) + '\n};\n'


def parameters(statement):
    parts = ['Op *op', 'Db *db']
    for p in statement.parameters:
        if has_flag(p):
            parts.append(f'bool has_{p.name}')
        parts.append(f'{C_TYPES[p.type]}{p.name}')
    if statement.result == 'one':
        parts.append(f'{statement.row.name} *out')
    elif statement.result == 'maybe':
        parts += ['bool *found', f'{statement.row.name} *out']
    elif statement.result == 'many':
        parts.append(f'{statement.row.name}List *out')
    elif statement.result == 'value':
        if has_flag(statement.value):
            parts.append('bool *has')
        parts.append(f'{C_TYPES[statement.value.type]}*out')
    return ', '.join(parts)


def value_of(p):
    call = {'int': 'db_int', 'text': 'db_text', 'blob': 'db_blob', 'day': 'db_day',
            'time': 'db_time', 'bool': 'db_bool'}[p.type]
    if p.type == 'blob' and p.maybe:
        call = 'db_blob_maybe'
    if has_flag(p):
        return f'has_{p.name} ? {call}({p.name}) : db_null()'
    return f'{call}({p.name})'


def value_struct(statement):
    return ''.join(part.capitalize() for part in statement.name.split('_')) + 'Value'


def definition(statement):
    name = statement.name
    text = ''
    fields, row_bytes = 'NULL', '0'
    if statement.row:
        fields, row_bytes = f'{statement.row.name}_fields', f'sizeof({statement.row.name})'
    elif statement.value:
        struct, f = value_struct(statement), statement.value
        flag = '    bool has_value;\n' if has_flag(f) else ''
        text += f'typedef struct {struct} {{\n{flag}    {C_TYPES[f.type]}value;\n}} {struct};\n'
        text += field_table(f'{name}_fields', struct, [f])
        fields, row_bytes = f'{name}_fields', f'sizeof({struct})'
    kinds = 'NULL'
    if statement.parameters:
        kinds = f'{name}_parameters'
        text += (f'static const DbKind {kinds}[] = {{ '
                 + ', '.join(KINDS[p.type] for p in statement.parameters) + ' };\n')
    text += array(f'{name}_sqlite', statement.bodies['sqlite'])
    text += array(f'{name}_postgres', statement.bodies['pg'])
    scans = literal(statement.scans) if statement.scans else 'NULL'
    text += f'''const DbStatement sql_{name}_statement = {{
    .name = "{name}",
    .place = "{statement.path}:{statement.line}",
    .sqlite = {name}_sqlite,
    .postgres = {name}_postgres,
    .parameters = {kinds},
    .parameter_count = {len(statement.parameters)},
    .fields = {fields},
    .field_count = {len(statement.fields)},
    .row_bytes = {row_bytes},
    .writes = {'true' if statement.writes else 'false'},
    .scans = {scans},
}};
'''
    return text + function(statement)


def function(statement):
    lines = [f'Status sql_{statement.name}({parameters(statement)})', '{']
    values = 'NULL'
    if statement.parameters:
        values = 'values'
        lines.append('    const DbValue values[] = { '
                     + ', '.join(value_of(p) for p in statement.parameters) + ' };')
    call = f'op, db, &sql_{statement.name}_statement, {values}'
    if statement.result == 'one':
        lines.append(f'    return db_one({call}, out);')
    elif statement.result == 'maybe':
        lines.append(f'    return db_maybe({call}, found, out);')
    elif statement.result == 'many':
        lines.append(f'    return db_many({call}, (void **)&out->items, &out->count, &out->room);')
    elif statement.result == 'value':
        lines.append(f'    {value_struct(statement)} row = {{ 0 }};')
        lines.append(f'    TRY(db_one({call}, &row));')
        if has_flag(statement.value):
            lines.append('    *has = row.has_value;')
        lines += ['    *out = row.value;', '    return OK;']
    else:
        lines.append(f'    return db_{statement.result}({call});')
    return '\n'.join(lines) + '\n}\n'


def noun_files(noun, folder, statements):
    rows = {s.row.name: s.row for s in statements if s.row}
    guard = f'{folder}_{noun}_SQL_H'.upper().replace('/', '_')
    source = statements[0].path if statements else f'{noun}.sql'
    head = [MADE.format(source), f'#ifndef {guard}\n#define {guard}\n', '#include "db/db.h"\n']
    head += [row_struct(row) for row in rows.values()]
    for s in statements:
        head.append(f'/* {s.path}:{s.line} */\n'
                    f'NODISCARD Status sql_{s.name}({parameters(s)});\n'
                    f'extern const DbStatement sql_{s.name}_statement;\n')
    head.append('#endif\n')
    body = [MADE.format(source), f'#include "{folder}/{noun}_sql.h"\n', '#include <stddef.h>\n']
    body += [field_table(f'{row.name}_fields', row.name, row.fields) for row in rows.values()]
    body += [definition(s) for s in statements]
    return '\n'.join(head), '\n'.join(body)


# ---- tables, changes, statements ----------------------------------------------------

def page_statement(table, which, key, sql, parameters_name, parameter_count):
    pg = sql
    for i in range(parameter_count, 0, -1):
        pg = pg.replace(f'?{i}', f'${i}')
    return f'''static const DbStatement {table.name}_{which} = {{
    .name = "{table.name}_{which}",
    .place = "table {table.name}",
    .sqlite = {literal(sql)},
    .postgres = {literal(pg)},
    .parameters = {parameters_name},
    .parameter_count = {parameter_count},
    .fields = {table.name + '_fields' if which != 'empty' else 'NULL'},
    .field_count = {len(table.columns) if which != 'empty' else 0},
    .row_bytes = 0,
    .writes = {'true' if which == 'empty' else 'false'},
    .scans = "a whole table is meant",
}};
'''


def table_text(table):
    names = [c[0] for c in table.columns]
    kinds = dict(table.columns)
    columns = ', '.join(f'"{n}"' for n in names)
    key = ', '.join(f'"{n}"' for n in table.key)
    marks = ', '.join(f'?{i + 1}' for i in range(len(table.key)))
    select, order = f'SELECT {columns} FROM "{table.name}"', f' ORDER BY {key} LIMIT '
    limit = len(table.key) + 1
    after = ', '.join(KINDS[kinds[k]] for k in table.key)
    text = f'static const DbField {table.name}_fields[] = {{\n'
    text += ''.join(f'    {{ "{n}", {DB_TYPES[k]}, true, 0, 0, false }},\n'
                    for n, k in table.columns)
    text += f'''}};
static const DbKind {table.name}_first_kinds[] = {{ DB_INT }};
static const DbKind {table.name}_next_kinds[] = {{ {after}, DB_INT }};
static const size_t {table.name}_key[] = {{ {', '.join(str(names.index(k)) for k in table.key)} }};
'''
    text += page_statement(table, 'first', key, f'{select}{order}?1', f'{table.name}_first_kinds', 1)
    text += page_statement(table, 'next', key,
                           f'{select} WHERE ({key}) > ({marks}){order}?{limit}',
                           f'{table.name}_next_kinds', limit)
    return text + page_statement(table, 'empty', key, f'DELETE FROM "{table.name}"', 'NULL', 0)


def table_item(table):
    return f'''    {{
        .name = "{table.name}",
        .table_class = TABLE_{table.table_class.upper()},
        .columns = {table.name}_fields,
        .column_count = {len(table.columns)},
        .key = {table.name}_key,
        .key_count = {len(table.key)},
        .first = &{table.name}_first,
        .next = &{table.name}_next,
        .empty = &{table.name}_empty,
    }},
'''


def tables_files(prefix, folder, nouns, changes, statements, tables):
    guard = f'{folder}_TABLES_GEN_H'.upper().replace('/', '_')
    head = MADE.format('the changes and statements') + f'''#ifndef {guard}
#define {guard}

#include "db/migrate.h"
#include "db/table.h"

extern const DbChanges {prefix}_changes;
extern const TableList {prefix}_tables;
extern const DbStatement *const {prefix}_statements[];
extern const size_t {prefix}_statement_count;

#endif
'''
    body = MADE.format('the changes and statements') + f'#include "{folder}/tables_gen.h"\n\n'
    body += '#include <stddef.h>\n\n'
    body += ''.join(f'#include "{folder}/{noun}_sql.h"\n' for noun in nouns) + '\n'
    items = []
    for c in changes:
        body += array(f'change_{c.number}_source', c.source)
        body += array(f'change_{c.number}_sqlite', c.sqlite)
        body += array(f'change_{c.number}_postgres', c.pg)
        items.append(f'    {{ {c.number}, "{c.name}", change_{c.number}_source, '
                     f'change_{c.number}_sqlite, change_{c.number}_postgres }},\n')
    body += ('static const DbChange changes[] = {\n' + ''.join(items) + '};\n'
             f'const DbChanges {prefix}_changes = {{ changes, {len(changes)} }};\n\n')
    body += '\n'.join(table_text(t) for t in tables)
    body += ('static const TableSpec tables[] = {\n' + ''.join(table_item(t) for t in tables)
             + f'}};\nconst TableList {prefix}_tables = {{ tables, {len(tables)} }};\n\n')
    body += (f'const DbStatement *const {prefix}_statements[] = {{\n'
             + ''.join(f'    &sql_{s.name}_statement,\n' for s in statements)
             + '    NULL,\n};\n'
             f'const size_t {prefix}_statement_count = {len(statements)};\n')
    return head, body


def emit_all(prefix, folder, nouns, changes, statements, tables):
    texts = {}
    for noun in nouns:
        head, body = noun_files(noun, folder, [s for s in statements if s.noun == noun])
        texts[f'{noun}_sql.h'], texts[f'{noun}_sql.c'] = head, body
    texts['tables_gen.h'], texts['tables_gen.c'] = tables_files(
        prefix, folder, nouns, changes, statements, tables)
    return texts
