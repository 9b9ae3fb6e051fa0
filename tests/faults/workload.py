"""A founded conference, and acts that eight clients can do in it side by side."""
import hashlib
import os

from owner import run

CLIENTS = 8
SEATS = ("other-vice-heads", "union-deputy", "union-vice-chair", "union-team")
POSTS = {"office": "wang", "union-chair": "li", "government-vice-head": "zhao",
         "government-office": "zhou", "government-office-deputy": "zhou", "hrss": "chen"}
SINCE = "2024-01-02"
ROUNDS = 2  # times each client goes through its acts
LARGE_BYTES = 90000


def must(lianxi, *arguments):
    status, said = run(lianxi, *arguments)
    if status != 0:
        raise RuntimeError(f"{' '.join(arguments)} left with {status}: {said}")


def found(lianxi, charter, db):
    """A real (not a simulated) database with people in posts and one research R1."""
    must(lianxi, "init", "--db", db, "--charter", charter,
         *(word for seat in SEATS for word in ("--seat", f"{seat}=1")))

    def act(who, verb, *fields):
        must(lianxi, "act", "--db", db, "--as", who, verb, *fields)
    for handle in dict.fromkeys(POSTS.values()):
        act("admin", "person.add", f"handle={handle}", f"name={handle}试")
    for post, handle in POSTS.items():
        act("admin", "post.fill", f"post={post}", f"person={handle}", f"since={SINCE}")
    act("office", "research.report", "title=工地走访", "started=2025-03-03",
        "ended=2025-03-07", "findings=露天作业时间长", "argument=请两家单位论证")
    if os.path.exists(db + "-wal") and os.path.getsize(db + "-wal") > 0:
        raise RuntimeError("the founded database still has a write-ahead log")


def key_of(seed, *what):
    words = ":".join(str(part) for part in (seed, *what))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _proposal(title):
    return {"title": title, "category": "N3.6", "basis": "调研所见", "research": "R1",
            "measures.1": "按月发放 | hrss", "measures.2": "联合检查", "units": "hrss、finance"}


def _report(name, content):
    return {"as": "office/wang", "verb": "research.report",
            "texts": {"title": f"走访{name}", "started": "2025-03-03", "ended": "2025-03-07",
                      "findings": "逐户走访\n汇总情况", "argument": "请两家单位论证",
                      "annex": "annex.bin"},
            "files": [("annex.bin", content)]}


def _person(name):
    return {"as": "admin", "verb": "person.add",
            "texts": {"handle": name, "name": f"{name}试", "phone": "0477-0000000"}}


def _agreed(name):
    """A proposal on its way until both conveners have agreed to it."""
    return [
        {"as": "office/wang", "verb": "topic.propose", "texts": _proposal(f"议题{name}")},
        {"as": "office", "verb": "topic.submit", "from": -1},
        {"as": "union-chair/li", "verb": "topic.agree", "from": -2,
         "texts": {"opinion": "同意"}},
        {"as": "government-vice-head", "verb": "topic.agree", "from": -3},
    ]


def _mended(name, content):
    """A report with a file, a person with private values, a mistake made void."""
    return [
        _report(name, content),
        _person(name),
        {"as": "office/wang", "verb": "topic.propose", "texts": _proposal(f"误录{name}")},
        {"as": "office", "verb": "record.void", "from": -1, "number": True,
         "texts": {"cause": "误录"}},
    ]


def plan(seed, client):
    """The acts of one client, in order. A field `from` says how far back the act
    stands whose code is this one's subject, or whose number its `seq`."""
    acts = []
    for turn in range(ROUNDS):
        name = f"c{client}-{turn}"
        if client % 2 == 0:
            acts += _agreed(name)
        else:
            # One client's files take many pages; the others' fit in one.
            bytes_ = LARGE_BYTES if client == 1 else 300 * client
            acts += _mended(name, key_of(seed, "annex", name).encode() * (bytes_ // 32))
    for number, act in enumerate(acts):
        act["key"] = key_of(seed, client, number)
    return acts


def complete(act, done):
    """The act as it is sent, once what it refers to is done."""
    if "from" not in act:
        return act
    earlier = done[len(done) + act["from"]] if len(done) >= -act["from"] else None
    act = dict(act)
    if act.get("number"):
        act["texts"] = dict(act["texts"], seq=str(earlier["seq"]))
    else:
        act["subject"] = earlier["made"]
    return act
