"""The breaches planted in a small tree, and what each gate must say of them.

A breach is (gate, what it is, {file: text}, finding); a text of None takes
the file away. The finding must be among the lines the gate prints; a finding
of None means the gate must stay silent: it is a near miss that is no breach.
"""

FUNCTION_HEAD = '#include "base/tool.h"\n\nint tool_count(void)\n{\n'


def function_of(lines):
    """A C file with one function of so many lines, and right in layout."""
    return FUNCTION_HEAD + "    int n = 0;\n" + "    n++;\n" * (lines - 5) + \
        "    return n;\n}\n"


def lines_of(count):
    return "/* one\n" + " * more\n" * (count - 2) + " */\n"


def body(code):
    return FUNCTION_HEAD + code + "    return 0;\n}\n"


LAYERS = [
    ("layers", "an include of a folder above",
     {"src/base/tool.c": '#include "model/noun.h"\n'},
     'src/base/tool.c:1: #include "model/noun.h": base may not include model'),
    ("layers", "an include of a folder beside",
     {"src/ledger/tree.c": '#include "base/tool.h"\n#include "model/noun.h"\n'},
     'src/ledger/tree.c:2: #include "model/noun.h": ledger may not include model'),
    ("layers", "a test that reaches above its folder",
     {"src/base/tool_test.c": '#include "base/test.h"\n#include "model/noun.h"\n'},
     "src/base/tool_test.c:2:"),
    ("layers", "an include with blanks about the #",
     {"src/base/tool.c": '  #  include   "model/noun.h"\n'}, "src/base/tool.c:1:"),
    ("layers", "a way round by ..",
     {"src/base/tool.c": '#include "base/../model/noun.h"\n'}, "src/base/tool.c:1:"),
    ("layers", "an include without its folder",
     {"src/base/tool.c": '#include "tool.h"\n'}, 'write "folder/name.h"'),
    ("layers", "an include by a macro",
     {"src/base/tool.c": "#define NOUN <stdio.h>\n#include NOUN\n"}, "src/base/tool.c:2:"),
    ("layers", "a header that is not there",
     {"src/base/tool.c": '#include "base/gone.h"\n'}, "there is no such file"),
    ("layers", "a folder LAYERS does not know",
     {"src/attic/old.c": "int old;\n"}, "the folder src/attic is not in LAYERS"),
    ("layers", "an include of a folder LAYERS does not know",
     {"src/base/tool.c": '#include "attic/old.h"\n'}, "does not know the folder attic"),
    ("layers", "a circle of headers",
     {"src/model/noun.h": '#include "model/verb.h"\n',
      "src/model/verb.h": '#include "model/noun.h"\n'},
     "a circle of includes: model/noun.h -> model/verb.h -> model/noun.h"),
    ("layers", "a circle of three headers",
     {"src/model/a.h": '#include "model/b.h"\n', "src/model/b.h": '#include "model/c.h"\n',
      "src/model/c.h": '#include "model/a.h"\n'}, "a circle of includes:"),
    ("layers", "the test header in the product",
     {"src/model/noun.c": '#include "base/test.h"\n'}, "only tests (*_test.c) may"),
    ("layers", "a circle in LAYERS itself",
     {"meson.build": "LAYERS = {\n  'base': ['model'],\n  'model': ['base'],\n}\n"},
     "meson.build:2: LAYERS: base may include model, which is not above it"),
    ("layers", "LAYERS taken out", {"meson.build": "project('x', 'c')\n"},
     "LAYERS is not there"),
    ("layers", "an include that is commented out",
     {"src/base/tool.c": '/*\n#include "model/noun.h"\n*/\n// #include "model/noun.h"\n'},
     None),
    ("layers", "FreeType's headers by their macros",
     {"src/base/tool.c": "#include <ft2build.h>\n#include FT_FREETYPE_H\n"}, None),
    ("layers", "a header made at build time, and a test's own",
     {"src/store/topic.c": '#include "store/topic_sql.h"\n#include "db/db.h"\n',
      "src/db/db.h": "int db;\n",
      "src/model/noun_test.c": '#include "base/test.h"\n#include "model/noun.h"\n'}, None),
]

SIZES = [
    ("sizes", "a function of 61 lines", {"src/base/tool.c": function_of(61)},
     "src/base/tool.c:3: tool_count has 61 lines; at most 60"),
    ("sizes", "a function of 60 lines", {"src/base/tool.c": function_of(60)}, None),
    ("sizes", "a long function after braces in strings and comments",
     {"src/base/tool.c": 'const char *open = "}{{";\n/* }}} */\nconst char brace = \'{\';\n'
      + function_of(61).replace(FUNCTION_HEAD, "int tool_count(void)\n{\n\n\n")},
     "tool_count has"),
    ("sizes", "a long test",
     {"src/base/tool_test.c": "TEST(a_tool_counts)\n{\n" + "    ;\n" * 60 + "}\n"},
     "src/base/tool_test.c:1: a_tool_counts has 63 lines"),
    ("sizes", "a long macro",
     {"src/base/tool.c": "#define MANY(n) \\\n" + "    n++; \\\n" * 60 + "    n++\n"},
     "src/base/tool.c:1: MANY has 62 lines"),
    ("sizes", "a long Python function",
     {"tools/gen.py": "def gen():\n" + "    n = 0\n" * 60}, "tools/gen.py:1: gen has 61 lines"),
    ("sizes", "a long Python function in a program without ending",
     {"tools/gen": "#!/usr/bin/python3\ndef gen():\n" + "    n = 0\n" * 60},
     "tools/gen:2: gen has 61 lines"),
    ("sizes", "a long shell function",
     {"script/do": "#!/bin/sh\ndo_it() {\n" + "    true\n" * 59 + "}\n"},
     "script/do:2: do_it has 61 lines"),
    ("sizes", "a file of 601 lines", {"src/base/tool.c": lines_of(601)},
     "src/base/tool.c:601: the file has 601 lines; at most 600"),
    ("sizes", "a file of 600 lines", {"src/base/tool.c": lines_of(600)}, None),
    ("sizes", "a test file of 601 lines", {"tests/run.d/x": "#!/bin/sh\n" + "true\n" * 600},
     "tests/run.d/x:601:"),
    ("sizes", "braces that can't be measured",
     {"src/base/tool.c": "#if A\nint f(void) {\n#else\nint f(int a) {\n#endif\n}\n"},
     "can't be measured"),
    ("sizes", "an exception that excuses nothing",
     {"tools/check_sizes.exceptions": "# none\nsrc/base/tool.c\n"},
     "tools/check_sizes.exceptions:2: src/base/tool.c needs no exception"),
    ("sizes", "a long table, which is no function",
     {"src/base/tool.c": "static const int table[] = {\n" + "    1,\n" * 200 + "};\n"}, None),
]

CALLS = ["strcpy(a, b)", "strcat(a, b)", "strncpy(a, b, 3)", "sprintf(a, b)",
         "vsprintf(a, b, c)", "strtok(a, b)", "atoi(a)", "atol(a)", "gmtime(a)",
         "localtime(a)", "gets(a)", "rand()", "srand(1)", "random()", "system(a)", "popen(a, b)",
         "alloca(3)", "setjmp(a)", "longjmp(a, 1)", "malloc(3)", "calloc(3, 1)",
         "realloc(a, 3)", "free(a)", "strdup(a)"]

BANNED = [
    ("banned", f"a call of {call.partition('(')[0]}",
     {"src/model/noun.c": f"int noun(void)\n{{\n    return {call};\n}}\n"},
     f"src/model/noun.c:3: {call.partition('(')[0]} is banned") for call in CALLS
] + [
    ("banned", "a banned call with a blank before its bracket",
     {"src/base/tool.c": body("    system (0);\n")}, "src/base/tool.c:5: system is banned"),
    ("banned", "a banned call by its address",
     {"src/base/tool.c": body("    copy = strcpy;\n")}, "strcpy is banned"),
    ("banned", "free handed on", {"src/model/noun.c": body("    each(list, free);\n")},
     "free is banned outside src/base"),
    ("banned", "a banned call in a macro",
     {"src/model/noun.h": "#define COPY(a, b) strcpy(a, b)\n"}, "strcpy is banned"),
    ("banned", "a banned call in a test's program",
     {"tests/helper.c": body("    system(0);\n")}, "tests/helper.c:5: system is banned"),
    ("banned", "a jump", {"src/base/tool.c": body("    goto end;\n")},
     "src/base/tool.c:5: goto is banned"),
    ("banned", "a default", {"src/base/tool.c": body("    switch (n) {\n    default :\n    }\n")},
     "src/base/tool.c:6: default: is banned"),
    ("banned", "a note to finish later, in C",
     {"src/base/tool.c": "/* TO" "DO: later */\n"}, "src/base/tool.c:1: TO" "DO"),
    ("banned", "a note to finish later, in Python",
     {"tools/gen": "#!/usr/bin/python3\n# FIX" "ME\n"}, "tools/gen:2: FIX" "ME"),
    ("banned", "a note to finish later, in SQL", {"sql/topic.sql": "-- XX" "X\n"},
     "sql/topic.sql:1: XX" "X"),
    ("banned", "memory in src/base", {"src/base/tool.c": body("    free(malloc(3));\n")}, None),
    ("banned", "words that only look like banned calls",
     {"src/model/noun.c": body(
         '    const char *say = "call system(x) and goto";\n'
         "    /* strcpy(a, b) */ // default:\n    noun->free(noun);\n    noun.system = 1;\n"
         "    noun_free(my_strcpy(a));\n    Random system = random_system();\n")}, None),
]

DOCS = [
    ("docs", "a folder without a README", {"src/model/README.md": None},
     "src/model/README.md:1: is not there"),
    ("docs", "a README that says nothing", {"src/model/README.md": "# model\n"},
     "src/model/README.md:1: has 1 lines; 5 to 15"),
    ("docs", "a README that says too much", {"src/model/README.md": "more\n" * 16},
     "src/model/README.md:1: has 16 lines"),
    ("docs", "a header that does not say what it is for",
     {"src/model/noun.h": "int noun;\n/* A noun. */\n"}, "src/model/noun.h:1: begins without"),
]

PACKAGES = [
    ("packages", "a dependency script/packages does not name",
     {"src/db/meson.build": "deps += [\n  dependency('sqlite3'),\n]\n"},
     "src/db/meson.build:2: sqlite3 comes from libsqlite3-dev, which is not under"),
    ("packages", "a dependency nobody has installed",
     {"src/db/meson.build": "deps += dependency('no-such-thing')\n"},
     "no-such-thing comes from no installed package"),
    ("packages", "a package nothing needs",
     {"script/packages": "[library]\nlibicu-dev | text\nlibssl-dev | digests\n"
                         "libsqlite3-dev | a database\n"},
     "script/packages:4: libsqlite3-dev: no dependency() in meson.build needs it"),
    ("packages", "a package that does not say what it is for",
     {"script/packages": "[build]\ngcc |\n[library]\nlibicu-dev | text\nlibssl-dev | x\n"},
     "script/packages:2: a row is: package | what for"),
]

PATHS = [
    ("paths", "a home folder in the code",
     {"src/base/tool.c": '#include "/ho' 'me/li/tool.h"\n'}, "src/base/tool.c:1: /ho" "me/…"),
    ("paths", "a work folder in the docs", {"docs/a.md": "see\n`/wo" "rk/x`\n"},
     "docs/a.md:2: /wo" "rk/…"),
    ("paths", "the home of the superuser in a script",
     {"script/a": "cp x /ro" "ot/y\n"}, "script/a:1: /ro" "ot/…"),
    ("paths", "a private folder in a file without text",
     {"docs/a.bin": "\0\1\2/Us" "ers/li/x\0"}, "docs/a.bin:1: /Us" "ers/…"),
    ("paths", "what a build left", {"build/x": "/ho" "me/li/x\n", "out/x": "/ro" "ot/x\n"}, None),
    ("paths", "links and relative paths",
     {"docs/a.md": "https://example.org/ho" "me/x and ../wo" "rk/y and a/ro" "ot/b\n"}, None),
]

FORMAT = [
    ("format", "a file not laid out", {"src/base/tool.c": "int  tool( void ) {return 0;}\n"},
     "src/base/tool.c:1: not laid out"),
    ("format", "a header indented by tabs",
     {"src/base/tool.h": "struct Tool {\n\tint n;\n};\n"}, "src/base/tool.h:1: not laid out"),
    ("format", "a program of the tests not laid out",
     {"tests/helper.c": "int  n;\n"}, "tests/helper.c:1: not laid out"),
]

BREACHES = LAYERS + SIZES + BANNED + DOCS + PACKAGES + PATHS + FORMAT
