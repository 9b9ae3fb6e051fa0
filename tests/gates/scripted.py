"""Holds script/lib/parts.sh to counting every way a part can go wrong, and
script/bootstrap to doing nothing when nothing is missing."""
import os
import shlex
import stat
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# What it is, the parts, and the sum that must come of them.
RUNS = [
    ("one good part", "part a true", "1 passed, 0 failed"),
    ("a part that fails", "part a false; part b true", "1 passed, 1 failed"),
    ("counts summed", "part_counting a echo '3 passed, 0 failed'; "
     "part_counting b echo '4 passed, 2 failed'", "7 passed, 2 failed"),
    ("a count that is not the last line",
     "part_counting a printf '3 passed, 0 failed\\nand more\\n'", "0 passed, 1 failed"),
    ("no count", "part_counting a true", "0 passed, 1 failed"),
    ("a count of nothing", "part_counting a echo '0 passed, 0 failed'", "0 passed, 1 failed"),
    ("a good count, then a crash",
     "part_counting a sh -c 'echo 5 passed, 0 failed; kill -SEGV $$'", "5 passed, 1 failed"),
    ("a count with words about it", "part_counting a echo 'all 5 passed, 0 failed'",
     "0 passed, 1 failed"),
    ("a program that is not there", "part_counting a ./gone", "0 passed, 1 failed"),
    ("a part that hangs", "PART_SECONDS=1; part_counting a sh -c "
     "'echo 1 passed, 0 failed; sleep 30'", "1 passed, 1 failed"),
    ("a part that waits for the keyboard", "part_counting a sh -c "
     "'read x; echo 1 passed, 0 failed'", "1 passed, 0 failed"),
    ("a part that could not be run", "part_impossible a 'its build failed'; part b true",
     "1 passed, 1 failed"),
    ("no parts at all", "true", "0 passed, 0 failed"),
    ("a count with leading zeros", "part_counting a echo '08 passed, 0 failed'",
     "8 passed, 0 failed"),
]


def check_parts(tally):
    for what, parts, total in RUNS:
        with tempfile.TemporaryDirectory(prefix="lianxi-gates-") as folder:
            done = subprocess.run(
                ["bash", "-c", f". {shlex.quote(ROOT)}/script/lib/parts.sh; parts_begin {folder}; "
                 f"{parts}; parts_finish"],
                capture_output=True, text=True, check=False, cwd=folder)
        last = done.stdout.rstrip("\n").split("\n")[-1]
        good = total.endswith(" 0 failed") and not total.startswith("0 passed")
        tally.check(last == total and (done.returncode == 0) == good,
                    f"a run of {what} ends with {total}",
                    f"status {done.returncode}, last line: {last}\n{done.stdout}{done.stderr}")


def program(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\n" + text + "\n")
    os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)


def bootstrap(folder, *words):
    """Runs script/bootstrap with the folder's programs before the system's."""
    path = f"{folder}:{os.environ['PATH']}"
    return subprocess.run([f"{ROOT}/script/bootstrap", *words], capture_output=True, text=True,
                          check=False, env={**os.environ, "PATH": path})


def check_bootstrap(tally):
    with tempfile.TemporaryDirectory(prefix="lianxi-gates-") as folder:
        calls = os.path.join(folder, "calls")
        program(folder, "apt-get", f'echo "$@" >>{calls}')
        program(folder, "dpkg-query", "echo installed")
        done = bootstrap(folder)
        tally.check(done.returncode == 0 and done.stdout == "bootstrap: nothing is missing\n"
                    and not os.path.exists(calls),
                    "bootstrap does nothing when nothing is missing", done.stdout + done.stderr)
        program(folder, "dpkg-query", 'case "$*" in *meson*) exit 1;; *) echo installed;; esac')
        program(folder, "sudo", '"$@"')
        done = bootstrap(folder, "--missing")
        tally.check(done.returncode == 1 and "meson" in done.stdout
                    and "describes the build" in done.stdout and not os.path.exists(calls),
                    "bootstrap says what is missing and what for", done.stdout + done.stderr)
        done = bootstrap(folder, "build")
        with open(calls, encoding="utf-8") as file:
            asked = file.read()
        tally.check(asked.rstrip().endswith("install --no-install-recommends meson")
                    and asked.count("\n") == 2,
                    "bootstrap asks apt for what is missing alone", asked)
        tally.check(done.returncode == 3 and "still missing: meson" in done.stderr,
                    "bootstrap sees that apt did not install", done.stdout + done.stderr)


def run(tally):
    check_parts(tally)
    check_bootstrap(tally)
