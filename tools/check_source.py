"""What the checks share: which files there are, and C source without its words.

A check is a program `tools/check_NAME [ROOT]` that prints one finding a line,
`FILE:LINE: text`, and leaves with 1 when it found something. ROOT is the
folder of the repository; without it, the one this file lies in.
"""
import os
import re
import sys

IGNORED_FOLDERS = {".git", "__pycache__", "node_modules", "out"}


class Findings:
    """Collects findings; the exit status is theirs."""

    def __init__(self, root):
        self.root = root
        self.lines = []

    def add(self, path, line, text):
        name = os.path.relpath(path, self.root)
        self.lines.append((name, line, text))

    def finish(self):
        for name, line, text in sorted(set(self.lines)):
            print(f"{name}:{line}: {text}")
        return 1 if self.lines else 0


def root_of(argv):
    if len(argv) > 2 or (len(argv) == 2 and argv[1].startswith("-")):
        sys.exit(f"usage: {os.path.basename(argv[0])} [ROOT]")
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    root = os.path.abspath(argv[1]) if len(argv) == 2 else here
    if not os.path.isfile(os.path.join(root, "meson.build")):
        sys.exit(f"{root}: not the folder of the repository (no meson.build)")
    return root


def files_under(root, folders):
    """Every regular file below the folders, in order; build folders left out."""
    for folder in folders:
        for at, names, files in os.walk(os.path.normpath(os.path.join(root, folder))):
            names[:] = sorted(
                n for n in names
                if n not in IGNORED_FOLDERS
                and not (at == os.path.normpath(root) and n.startswith("build")))
            for name in sorted(files):
                path = os.path.join(at, name)
                if os.path.isfile(path) and not os.path.islink(path):
                    yield path


def read_text(path):
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return file.read()


def is_c(path):
    return path.endswith((".c", ".h"))


def language(path):
    """c, py, sh or None, by the ending or by the first line."""
    for ending, name in ((".c", "c"), (".h", "c"), (".py", "py"), (".sh", "sh")):
        if path.endswith(ending):
            return name
    if "." in os.path.basename(path):
        return None
    with open(path, "rb") as file:
        first = file.readline(120)
    if not first.startswith(b"#!"):
        return None
    if b"python" in first:
        return "py"
    return "sh" if re.search(rb"\b(ba|da)?sh\b", first) else None


C_WORDS = re.compile(
    r"""//(?:\\\r?\n|[^\n])*"""          # a line comment, continued or not
    r"""|/\*.*?(?:\*/|\Z)"""             # a block comment
    r'''|"(?:\\.|[^"\\\n])*"'''          # a string
    r"""|'(?:\\.|[^'\\\n])*'""",         # a character
    re.DOTALL)


def c_without_words(text):
    """The code alone: comments, strings and characters become blanks, so
    every offset and every line number stays what it was."""
    return C_WORDS.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1
