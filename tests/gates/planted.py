"""Plants each breach in a small tree and holds the gate to naming it.

The tree has the project's own LAYERS and layout; the gates are the project's
own programs. Before anything is planted, every gate must be silent.
"""
import os
import shutil
import subprocess
import tempfile

import breaches

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GATES = ("layers", "sizes", "banned", "docs", "packages", "paths", "format")
README = "# A folder\n" + "\nIt says.\n" * 5
GOOD = {
    "script/packages": "[build]\ngcc | compiles\n[library]\nlibicu-dev | text\n"
                       "libssl-dev | digests\n",
    "src/base/README.md": README,
    "src/model/README.md": README,
    "src/base/test.h": "/* Tests. */\nint test_number;\n",
    "src/base/tool.h": "/* A tool. */\nint tool_count(void);\n",
    "src/base/tool.c": '#include "base/tool.h"\n\nint tool_count(void)\n{\n    return 0;\n}\n',
    "src/model/noun.h": '/* A noun. */\n#include "base/tool.h"\n\nint noun_count(void);\n',
}


def write(folder, files):
    for name, text in files.items():
        path = os.path.join(folder, name)
        if text is None:
            os.remove(path)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def good_tree(folder):
    for name in ("meson.build", ".clang-format"):
        shutil.copy(os.path.join(ROOT, name), folder)
    write(folder, GOOD)


def run_gate(gate, folder):
    done = subprocess.run([os.path.join(ROOT, "tools", f"check_{gate}"), folder],
                          capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def check_breach(tally, gate, what, files, finding):
    with tempfile.TemporaryDirectory(prefix="lianxi-gates-") as folder:
        good_tree(folder)
        write(folder, files)
        status, said = run_gate(gate, folder)
    if finding is None:
        tally.check(status == 0 and said == "", f"{gate} let {what} pass", said)
    else:
        named = status == 1 and finding in said and "Traceback" not in said
        tally.check(named, f"{gate} names {what}",
                    f"status {status}; should say: {finding}\n{said}")


def run(tally):
    with tempfile.TemporaryDirectory(prefix="lianxi-gates-") as folder:
        good_tree(folder)
        for gate in GATES:
            status, said = run_gate(gate, folder)
            tally.check(status == 0 and said == "", f"{gate} is silent on a good tree", said)
    for breach in breaches.BREACHES:
        check_breach(tally, *breach)
