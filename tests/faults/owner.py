"""The process that owns a database, and how others hand it their acts.

Speaks what src/db/owner.h and src/actions/service.h say: a frame is u32 length
and bytes; a request is u32 length, JSON, then the bytes of the files it names.
A client here never becomes an owner itself, so whatever happens to the owner
is seen as it is.
"""
import json
import os
import re
import signal
import socket
import sqlite3
import struct
import subprocess
import time

WAIT_S = 30
# Everything by which a process changes what others see.
WRITES = ("write", "pwrite64", "writev", "pwritev", "pwritev2", "fsync", "fdatasync",
          "sync_file_range", "ftruncate", "truncate", "fallocate", "rename", "renameat",
          "renameat2", "unlink", "unlinkat", "link", "linkat", "mkdir", "mkdirat", "chmod",
          "fchmod", "fchmodat", "sendto", "sendmsg", "sendmmsg")


class Gone(Exception):
    """Nobody answers: the owner has ended, or never began."""


class Owner:
    """`lianxi serve`; `tracing` are arguments of strace, or None."""

    def __init__(self, lianxi, db, tracing=None):
        self.db = db
        command = [lianxi, "serve", "--db", db, "--listen", "127.0.0.1:0"]
        if tracing is not None:
            command = ["strace", "-D", "-f", "-qq", "-e", "signal=none", *tracing, *command]
        self.said = open(db + ".said", "ab")
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.said,
                                        stderr=self.said, start_new_session=True)

    def ended(self):
        return self.process.poll() is not None

    def connect(self):
        """A connection as soon as there is a listener; Gone when it ends before."""
        until = time.monotonic() + WAIT_S
        while time.monotonic() < until:
            link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            link.settimeout(WAIT_S)
            try:
                link.connect(self.db + ".sock")
                return link
            except OSError:
                link.close()
            if self.ended():
                raise Gone()
            time.sleep(0.002)
        raise RuntimeError("the owner does not listen")

    def wait(self):
        """Its exit status; minus the signal's number when one ended it."""
        try:
            return self.process.wait(WAIT_S)
        finally:
            self.said.close()

    def stop(self):
        if not self.ended():
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.wait()
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise RuntimeError("the owner does not stop")


def request_of(act):
    files = act.get("files", [])
    text = json.dumps({
        "do": "act", "conference": None, "as": act["as"], "verb": act["verb"],
        "subject": act.get("subject", ""), "key": act["key"],
        "texts": [[key, value] for key, value in act.get("texts", {}).items()],
        "files": [[name, len(content)] for name, content in files], "open": None,
    }, ensure_ascii=False).encode()
    return struct.pack(">I", len(text)) + text + b"".join(content for _, content in files)


def _receive(link, count):
    data = b""
    while len(data) < count:
        part = link.recv(count - len(data))
        if not part:
            raise Gone()
        data += part
    return data


def ask(link, request):
    """One request and its reply; Gone when the connection broke in between."""
    try:
        link.sendall(struct.pack(">I", len(request)) + request)
        return json.loads(_receive(link, struct.unpack(">I", _receive(link, 4))[0]))
    except (ConnectionError, BrokenPipeError) as why:
        raise Gone() from why


def calls_counted(trace):
    """How often each call was made: {name: count}, from strace's own file."""
    counts = {}
    with open(trace, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            call = re.match(r"(?:\d+ +)?([a-z0-9_]+)\(", line)
            if call:
                counts[call.group(1)] = counts.get(call.group(1), 0) + 1
    return counts


def run(lianxi, *arguments):
    done = subprocess.run([lianxi, *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


def keys_in(db):
    """{idempotency key: [(log, seq), …]} of a database that nobody owns."""
    with sqlite3.connect(f"file:{db}?mode=rw", uri=True) as link:
        rows = link.execute("SELECT hex(idempotency_key), log, seq FROM ledger").fetchall()
    link.close()
    found = {}
    for key, log, seq in rows:
        found.setdefault(key.lower(), []).append((log, seq))
    return found


def faults_of(lianxi, db, integrity=True):
    """What the program itself and SQLite find wrong with a database."""
    faults = []
    for command in (("verify",), ("rebuild", "--check")):
        status, said = run(lianxi, *command, "--db", db)
        if status != 0:
            faults.append(f"{' '.join(command)} left with {status}: {said.strip()[:2000]}")
    if integrity:
        link = sqlite3.connect(f"file:{db}?mode=rw", uri=True)
        for pragma in ("integrity_check", "foreign_key_check"):
            found = [row for row in link.execute(f"PRAGMA {pragma}") if row != ("ok",)]
            if found:
                faults.append(f"{pragma}: {found[:5]}")
        link.close()
    return faults


def copy(template, db):
    """A database file of its own, from one that nobody owns."""
    for end in ("", "-wal", "-shm", ".lock", ".sock", ".said"):
        if os.path.exists(db + end):
            os.unlink(db + end)
    with open(template, "rb") as source, open(db, "wb") as target:
        target.write(source.read())
    os.chmod(db, 0o600)
