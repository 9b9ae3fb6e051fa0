"""A browser, as much of one as files need, and a served database: for
tests/run.d/web-upload and tests/bench/uploads.

Files are sent and read in pieces, so that the client is not what grows."""
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[1]
HOME = "/c/ejin-horo"
FORM = HOME + "/do/research.report"
MIB = 1 << 20
FIELDS = {"title": "高温作业调研", "started": "2025-10-09", "ended": "2025-10-10", "places": "三个工地",
          "participants.1": "hrss", "findings": "津贴发放不一", "argument": "请两家论证"}


# ---- a browser, as much as is needed --------------------------------------------

class Reply:
    """An answer that is read from a socket, its body piece by piece."""

    def __init__(self, link):
        self.file = link.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        self.headers = {}
        for line in iter(self.file.readline, b"\r\n"):
            name, _, value = line.decode("latin-1").partition(":")
            self.headers[name.strip().lower()] = value.strip()
            if not line:
                break

    def pieces(self):
        left = int(self.headers.get("content-length", 0))
        while left > 0:
            piece = self.file.read(min(left, MIB))
            if not piece:
                raise ConnectionError("the body ends early")
            left -= len(piece)
            yield piece

    def text(self):
        return b"".join(self.pieces()).decode()


class Browser:
    def __init__(self, port):
        self.port, self.cookie = port, None

    def link(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=120)

    def head(self, method, path, **more):
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: close"]
        if method == "POST":
            lines.append(f"Origin: http://127.0.0.1:{self.port}")
        if self.cookie:
            lines.append(f"Cookie: lianxi={self.cookie}")
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def ask(self, method, path, form=None):
        body = b"" if form is None else urllib.parse.urlencode(form).encode()
        more = {} if form is None else {"Content_Type": "application/x-www-form-urlencoded",
                                        "Content_Length": len(body)}
        link = self.link()
        link.sendall(self.head(method, path, **more) + body)
        reply = Reply(link)
        found = re.match(r"lianxi=([0-9a-f]+);", reply.headers.get("set-cookie", ""))
        self.cookie = found[1] if found else self.cookie
        return reply

    def hidden(self, path):
        page = self.ask("GET", path).text()
        return {name: re.search(rf'name="{name}" value="([0-9a-f]+)"', page)[1] for name in ("_token", "_key")}


BOUNDARY = "----lianxi-test"


def part(name, value):
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


def file_part(field, name):
    return (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n").encode()


def form_parts(ours, fields, file=None):
    """The form before and after the bytes of its file."""
    before = b"".join(part(name, value) for name, value in {**ours, **fields}.items())
    after = f"\r\n--{BOUNDARY}--\r\n".encode()
    if file is None:
        return before, f"--{BOUNDARY}--\r\n".encode()
    return before + file_part(*file), after


def send(browser, path, ours, fields, file=None, content=()):
    """Posts a form; `content` gives the file in pieces of known size."""
    before, after = form_parts(ours, fields, file)
    size, pieces = (0, ()) if file is None else content
    link = browser.link()
    link.sendall(browser.head("POST", path, Content_Type=f"multipart/form-data; boundary={BOUNDARY}",
                              Content_Length=len(before) + size + len(after)) + before)
    for piece in pieces:
        link.sendall(piece)
    link.sendall(after)
    return Reply(link)


def noise(size, seed=1):
    """Bytes that are alike each time and nowhere within a file."""
    block = bytearray(os.urandom(MIB))
    for n in range(0, size, MIB):
        block[:8] = (n + seed).to_bytes(8, "big")
        yield bytes(block[:min(MIB, size - n)])


# ---- the server -----------------------------------------------------------------

class Server:
    def __init__(self, lianxi, folder):
        self.folder = folder
        self.process = subprocess.Popen(
            [lianxi, "serve", "--db", "d.db", "--listen", "127.0.0.1:0"], cwd=folder, stdout=subprocess.PIPE,
            stderr=open(folder / "server.log", "a"), text=True)
        said = ""
        while not (found := re.search(r"127\.0\.0\.1:(\d+)", said)):
            line = self.process.stdout.readline()
            assert line, (folder / "server.log").read_text()
            said += line
        self.port = int(found[1])

    def memory_kib(self, name="VmRSS"):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{name}:\s+(\d+)", text)[1])

    def forget_peak(self):
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(60)


def run(lianxi, folder, *words):
    done = subprocess.run([lianxi, *words, "--db", "d.db"], cwd=folder, capture_output=True, text=True, timeout=300,
                          check=False)
    assert done.returncode == 0, f"{words}: {done.stdout[-500:]}{done.stderr[-500:]}"
    return done.stdout


def found(lianxi, folder, people):
    """A conference that has gone through a cycle; a password for each person."""
    run(lianxi, folder, "play", str(ROOT / "tests/faults/cycle.scenario"))
    return {name: json.loads(run(lianxi, folder, "user", "add", name, "--person", person, "--no-change", "--json"))
            ["password"] for name, person in people.items()}


def signed_in(server, name, password, post):
    browser = Browser(server.port)
    reply = browser.ask("POST", "/sign-in", {"_name": name, "_password": password})
    if reply.headers.get("location") == "/capacity":
        token = re.search(r'name="_token" value="([0-9a-f]+)"', browser.ask("GET", "/capacity").text())[1]
        browser.ask("POST", "/capacity", {"_token": token, "_capacity": f"ejin-horo/{post}"})
    assert browser.ask("GET", HOME + "/topics").status == 200, f"{name} is not signed in"
    return browser
