"""Compiles breaches with the flags of the build, and holds the compiler and
the sanitizers to refusing them.

The flags are those the build in $LIANXI_BUILD and its clang neighbour used for
src/base/text.c, so a warning dropped from meson.build is seen here.
"""
import json
import os
import shlex
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PRELUDE = """#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/arena.h"
#include "base/op.h"
NODISCARD Status may_fail(int n);
int main(int argc, char **argv);
"""

# What it is, the code, and what the compiler must name.
REFUSED = [
    ("a Status thrown away", "void f(void) { may_fail(1); }", "unused-result"),
    ("an enum value a switch forgets",
     "int f(Status s) { switch (s) { case OK: return 1; case BROKEN: return 2; } return 0; }",
     "switch"),
    ("a name that hides another", "int f(int n) { { int n = 1; return n; } }", "shadow"),
    ("an array of variable length", "void f(int n) { char a[n]; a[0] = 0; (void)a; }", "vla"),
    ("a format from outside", "void f(const char *s) { printf(s); }", "format"),
    ("a format that does not fit", 'void f(long n) { printf("%d", n); }', "format"),
    ("op_fail with a format that does not fit",
     'Status f(Op *op) { return op_fail(op, INVALID, "%s", 3); }', "format"),
    ("a function nobody declared", "int f(void) { return 1; }\nint g(void) { return 1; }",
     "missing-prototypes"),
    ("an argument nobody uses", "static int f(int n) { return 1; }\nint (*used)(int) = f;",
     "unused-parameter"),
    ("signed compared with unsigned",
     "static int f(size_t n) { int i = -1; return i < n; }\nint (*used)(size_t) = f;",
     "sign-compare"),
    ("an extension of GNU", "struct S { int n; int a[0]; };", "zero"),
    ("strcpy hidden by a macro",
     "#define COPY strcpy\nvoid f(char *a) { COPY(a, a); }", "banned: no bound"),
    ("sprintf", 'void f(char *a) { sprintf(a, "x"); }', "banned: no bound"),
    ("atoi", "int f(char *a) { return atoi(a); }", "banned: can't tell"),
    ("localtime", "void *f(time_t *t) { return localtime(t); }", "banned: hidden state"),
    ("system", "int f(char *a) { return system(a); }", "banned: runs a shell"),
]

# What it is, the body of main, and what the sanitizer must say.
CAUGHT = [
    ("a read past what was allocated",
     "char *volatile a = malloc(4); char b = a[argc + 3]; free(a); return b;", "heap-buffer-overflow"),
    ("a read past an array", "int a[4] = { 0 }; return a[argc + 3];", "out of bounds"),
    ("a use after free", "char *volatile a = malloc(4); char *volatile b = a; free(a);"
     " return b[argc - 1];", "heap-use-after-free"),
    ("a use of arena memory after its reset",
     "(void)argc; Arena *arena = arena_new(); char *a = arena_alloc(arena, 64);"
     " arena_reset(arena); return a[0];", "use-after-poison"),
    ("a sum too large", "int n = 2147483647; return (n + argc) & 1;", "signed integer overflow"),
    ("a shift too far", "return (1 << (argc + 31)) & 1;", "shift exponent"),
    ("memory forgotten", 'char *volatile a = malloc(64 + (size_t)argc); memset(a, 1, 64);'
     " a = NULL; return a != NULL;", "LeakSanitizer"),
]


# What it is, the code, and the name check_state must say; None: nothing.
STATE = [
    ("a global", "extern int count;\nint count;", "count"),
    ("a global with a value", "extern int count;\nint count = 3;", "count"),
    ("a static in a file", "static int count;\nint *f(void);\nint *f(void) { return &count; }",
     "count"),
    ("a static in a function",
     "int f(void);\nint f(void) { static int count; return ++count; }", "count"),
    ("a thread's own", "extern _Thread_local int count;\n_Thread_local int count;", "count"),
    ("a table of pointers that can change",
     'extern const char *words[];\nconst char *words[] = { "a", "b" };', "words"),
    ("constants, also with pointers",
     'extern const char *const words[];\nconst char *const words[] = { "a", "b" };\n'
     "extern const int n;\nconst int n = 3;", None),
]


def command_of(build):
    """The compiler and flags of src/base/text.c, without source and outputs."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        for entry in json.load(file):
            if entry["file"].endswith("src/base/text.c"):
                words = shlex.split(entry["command"])
                break
    keep, skip = [], 0
    for word in words[1:] if words[0].endswith("ccache") else words:
        if skip:
            skip -= 1
        elif word in ("-o", "-MF", "-MQ", "-c"):
            skip = 1
        elif word not in ("-MD",):
            keep.append(word)
    return keep, entry["directory"]


def compile_text(build, text, out, *more):
    words, folder = command_of(build)
    words.append("-fdiagnostics-color=never")
    with tempfile.NamedTemporaryFile("w", suffix=".c", prefix="lianxi-gates-") as file:
        file.write(text)
        file.flush()
        done = subprocess.run([*words, file.name, "-o", out, *more], cwd=folder,
                              capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def check_refused(tally, build, name):
    status, said = compile_text(build, PRELUDE, os.devnull, "-c")
    tally.check(status == 0, f"{name} accepts good code", said)
    for what, code, finding in REFUSED:
        declared = code if finding == "missing-prototypes" else declaration_of(code) + code
        status, said = compile_text(build, PRELUDE + declared + "\n", os.devnull, "-c")
        tally.check(status != 0 and finding in said and "error" in said,
                    f"{name} refuses {what}", f"status {status}; should name {finding}\n{said}")


def declaration_of(code):
    """A declaration of the code's function, so that the breach alone is one."""
    head = [line for line in code.split("\n") if not line.startswith("#")][0]
    return "" if head.startswith(("static", "struct")) else head.split(" { ")[0] + ";\n"


def check_caught(tally, build):
    library = os.path.join(build, "liblianxi-core.a")
    tally.check(os.path.isfile(library), f"{library} is built")
    with tempfile.TemporaryDirectory(prefix="lianxi-gates-") as folder:
        program = os.path.join(folder, "breach")
        for what, code, finding in CAUGHT:
            status, said = compile_text(
                build, PRELUDE + "int main(int argc, char **argv) { (void)argv; " + code + " }\n",
                program, library, "-lcrypto", "-licuuc")
            tally.check(status == 0, f"a program with {what} is built", said)
            done = subprocess.run([program], capture_output=True, text=True, check=False,
                                  errors="replace")
            tally.check(done.returncode != 0 and finding in done.stderr,
                        f"the sanitizers catch {what}",
                        f"status {done.returncode}; should say {finding}\n{done.stderr}")


def check_state(tally, build):
    check = os.path.join(ROOT, "tools", "check_state")
    with tempfile.TemporaryDirectory(prefix="lianxi-gates-") as folder:
        for what, code, name in STATE:
            compiled = os.path.join(folder, "breach.o")
            library = os.path.join(folder, "breach.a")
            status, said = compile_text(build, PRELUDE + code + "\n", compiled, "-c")
            tally.check(status == 0, f"{what} is compiled", said)
            subprocess.run(["ar", "rc", library, compiled], check=True)
            done = subprocess.run([check, library], capture_output=True, text=True, check=False)
            fine = done.returncode == 0 and not done.stdout if name is None else \
                done.returncode == 1 and f": {name} is global" in done.stdout
            tally.check(fine, f"state: {what}", done.stdout + done.stderr)


def run(tally):
    build = os.environ["LIANXI_BUILD"]
    check_refused(tally, build, "gcc")
    check_caught(tally, build)
    clang = os.path.join(os.path.dirname(build), "clang")
    if os.path.isdir(clang):
        check_refused(tally, clang, "clang")
        check_state(tally, clang)
