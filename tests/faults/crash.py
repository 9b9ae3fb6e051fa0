"""Kills the owner of a database at write-class system calls drawn at random.

Eight clients hand their acts to one owner; each notes every acknowledgement in
a file of its own before it asks for anything more. One run counts the system
calls of the owner; then, for each point, a new owner on a new copy of the
database is killed by SIGKILL at the k-th call of one name, as strace reaches
it. After each kill:

- no acknowledged act is lost, or stands under another number or twice;
- what was not acknowledged stands once or not at all, whole or not at all;
- the same acts asked for again after the restart stand exactly once;
- verify, rebuild --check and SQLite's own checks find nothing.

Usage: crash.py --lianxi PROGRAM [--points N] [--seed SEED] [--workers N] [--plant WHAT]
"""
import argparse
import concurrent.futures
import json
import os
import random
import secrets
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
import owner  # noqa: E402
import workload  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
CHARTER = os.path.join(HERE, "..", "..", "charters", "ejin-horo-2023.md")
DRAWS_PER_POINT = 20  # the acts are grouped as they come, so a run may have fewer calls than the first: then another is drawn


class Client(threading.Thread):
    """Does its plan from where it stands, until the owner is gone."""

    def __init__(self, seed, number, folder):
        super().__init__(daemon=True)
        self.plan = workload.plan(seed, number)
        self.log = os.path.join(folder, f"acknowledged-{number}")
        self.done, self.sent, self.wrong = [], set(), []
        self.process = None

    def again(self, process):
        """The same client with the same memory, at a new owner."""
        self.process = process
        threading.Thread.__init__(self, daemon=True)
        return self

    def run(self):
        try:
            with self.process.connect() as link:
                while len(self.done) < len(self.plan):
                    self.step(link)
        except owner.Gone:
            pass
        except Exception as why:  # pylint: disable=broad-except
            self.wrong.append(f"a client failed: {why!r}")

    def step(self, link):
        act = workload.complete(self.plan[len(self.done)], self.done)
        self.sent.add(act["key"])
        reply = owner.ask(link, owner.request_of(act))
        if reply.get("status") != "done":
            raise RuntimeError(f"{act['verb']} is answered {reply}")
        note = {"key": act["key"], "seq": reply["seq"], "made": reply["made"]}
        with open(self.log, "a", encoding="utf-8") as log:
            log.write(json.dumps(note) + "\n")
        self.done.append(note)

    def acknowledged(self):
        if not os.path.exists(self.log):
            return []
        with open(self.log, encoding="utf-8") as log:
            return [json.loads(line) for line in log]

    def ask_again(self, link):
        """Everything acknowledged, once more: the same answers."""
        for number, note in enumerate(self.done):
            act = workload.complete(self.plan[number], self.done[:number])
            reply = owner.ask(link, owner.request_of(act))
            is_same = (reply.get("status") == "done" and reply.get("repeated") is True and
                       reply["seq"] == note["seq"] and reply["made"] == note["made"])
            if not is_same:
                self.wrong.append(f"{act['verb']} asked for again is answered {reply}")


def together(clients, process):
    running = [client.again(process) for client in clients]
    for client in running:
        client.start()
    for client in running:
        client.join(owner.WAIT_S * 2)
        if client.is_alive():
            client.wrong.append("a client hangs")


class Point:
    """One owner, killed at one call, and everything that is asked of the rest."""

    def __init__(self, lianxi, template, folder, seed, tracing, planted=None):
        self.planted = planted
        self.lianxi, self.folder, self.tracing = lianxi, folder, tracing
        self.db = os.path.join(folder, "test.db")
        owner.copy(template, self.db)
        self.founded = owner.keys_in(self.db)
        self.clients = [Client(seed, n, folder) for n in range(workload.CLIENTS)]
        self.wrong, self.unknown, self.acknowledged, self.ready_s = [], 0, 0, 0.0

    def expect(self, fine, words):
        if not fine:
            self.wrong.append(words)

    def first_run(self):
        """The exit status of the owner that is traced."""
        process = owner.Owner(self.lianxi, self.db, self.tracing)
        try:
            together(self.clients, process)
        finally:
            status = process.stop()
        return status

    def compare(self, when, whole):
        keys = owner.keys_in(self.db)
        mine = {key: places for key, places in keys.items() if key not in self.founded}
        sent = set().union(*(client.sent for client in self.clients))
        notes = [note for client in self.clients for note in client.acknowledged()]
        for note in notes:
            places = mine.get(note["key"], [])
            self.expect(len(places) == 1 and places[0][1] == note["seq"],
                        f"{when}: acknowledged {note}, in the ledger {places}")
        self.expect(all(keys.get(key) == places for key, places in self.founded.items()),
                    f"{when}: what was there before has changed")
        self.expect(set(mine) <= sent, f"{when}: acts that nobody asked for")
        self.expect(all(len(places) == 1 for places in mine.values()),
                    f"{when}: an act stands twice")
        if whole:
            everything = {act["key"] for client in self.clients for act in client.plan}
            self.expect(set(mine) == everything,
                        f"{when}: {len(mine)} acts stand, {len(everything)} were accepted")
            self.expect(len(keys) == len(self.founded) + len(everything),
                        f"{when}: the ledgers have {len(keys)} records")
        self.wrong += [f"{when}: {fault}" for fault in owner.faults_of(self.lianxi, self.db)]
        return len(notes), len(mine)

    def second_run(self):
        """A new owner: what is open is asked for again under its key, then the rest."""
        process = owner.Owner(self.lianxi, self.db)
        try:
            from_s = time.monotonic()
            process.connect().close()
            self.ready_s = time.monotonic() - from_s
            together(self.clients, process)
            for client in self.clients:
                with process.connect() as link:
                    client.ask_again(link)
        except owner.Gone:
            self.wrong.append("the owner cannot be started again")
        finally:
            status = process.stop()
        self.expect(status == 0, f"the second owner left with {status}")

    def run(self):
        """True when the owner was killed at the call."""
        status = self.first_run()
        killed = status == -signal.SIGKILL
        self.expect(killed or status == 0, f"the owner left with {status}")
        if self.planted is not None:
            plant(self.planted, self.db)
        self.acknowledged, stand = self.compare("after the kill", whole=False)
        self.unknown = stand - self.acknowledged
        self.second_run()
        self.compare("after asking again", whole=True)
        for client in self.clients:
            self.wrong += client.wrong
        return killed


def counting_run(lianxi, template, folder, seed):
    trace = os.path.join(folder, "trace")
    point = Point(lianxi, template, folder, seed,
                  ["-o", trace, "-e", "trace=" + ",".join(owner.WRITES)])
    if point.run():
        point.wrong.append("the counted owner was killed")
    return owner.calls_counted(trace), point


def plant(what, db):
    """Does to a database what the checks are there to find."""
    if what == "loss":
        os.unlink(db + "-wal")
        return
    with sqlite3.connect(db) as link:
        link.execute("UPDATE topic SET title = title || 'x' WHERE number = 1")
    link.close()


class Crash:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.template = os.path.join(folder, "template.db")
        self.random = random.Random(options.seed)
        self.lock = threading.Lock()
        self.calls, self.killed_at = [], {}
        self.passed = self.failed = self.beyond = self.unknown = self.acknowledged = 0
        self.ready_s = 0.0

    def show(self, name, count, point):
        print(f"killed at {name} {count} (seed {self.options.seed}):")
        for line in point.wrong[:10]:
            print("    " + line)
        sys.stdout.flush()

    def begin(self):
        workload.found(self.options.lianxi, CHARTER, self.template)
        folder = os.path.join(self.folder, "count")
        os.mkdir(folder)
        counts, point = counting_run(self.options.lianxi, self.template, folder,
                                     self.options.seed)
        self.calls = [(name, k) for name in sorted(counts) for k in range(1, counts[name] + 1)]
        words = ", ".join(f"{name} {counts[name]}" for name in sorted(counts))
        print(f"one run: {point.acknowledged} acts of {workload.CLIENTS} clients, "
              f"{len(self.calls)} write-class calls: {words}")
        if point.wrong or not self.calls:
            self.failed += 1
            self.show("nothing", 0, point)
        shutil.rmtree(folder)

    def draw(self, number):
        """Any of all calls alike; for every third point the name first, so that
        those seldom made have their turn."""
        with self.lock:
            if self.options.plant is not None:  # something has been acknowledged by then
                replies = [call for call in self.calls if call[0] == "sendto"]
                return replies[len(replies) // 2]
            if number % 3 > 0:
                return self.random.choice(self.calls)
            name = self.random.choice(sorted({name for name, _ in self.calls}))
            return self.random.choice([call for call in self.calls if call[0] == name])

    def one(self, number):
        """A point that is reached, or the last of those drawn."""
        for turn in range(DRAWS_PER_POINT):
            name, count = self.draw(number)
            folder = os.path.join(self.folder, f"{number}-{turn}")
            os.mkdir(folder)
            tracing = ["-o", "/dev/null", "-e", f"trace={name}",
                       "-e", f"inject={name}:signal=SIGKILL:when={count}"]
            point = Point(self.options.lianxi, self.template, folder,
                          f"{self.options.seed}-{number}-{turn}", tracing, self.options.plant)
            try:
                killed = point.run()
            except Exception as why:  # pylint: disable=broad-except
                killed = True
                point.wrong.append(f"could not go on: {why!r}")
            shutil.rmtree(folder)
            with self.lock:
                self.count(name, count, point, killed)
            if killed or point.wrong:
                return
        with self.lock:
            self.failed += 1
            print(f"point {number}: {DRAWS_PER_POINT} calls were drawn and none was reached")

    def count(self, name, count, point, killed):
        self.beyond += not killed
        self.unknown += point.unknown
        self.acknowledged += point.acknowledged
        self.ready_s = max(self.ready_s, point.ready_s)
        if point.wrong:
            self.failed += 1
            self.show(name, count, point)
        elif killed:
            self.passed += 1
            self.killed_at[name] = self.killed_at.get(name, 0) + 1

    def run(self):
        from_s = time.monotonic()
        self.begin()
        with concurrent.futures.ThreadPoolExecutor(self.options.workers) as pool:
            list(pool.map(self.one, range(self.options.points)))
        where = ", ".join(f"{name} {self.killed_at[name]}" for name in sorted(self.killed_at))
        print(f"killed {self.passed} owners, at: {where}")
        print(f"{self.acknowledged} acts were acknowledged before the kills; {self.unknown} "
              f"more stood although their answer was lost; {self.beyond} drawn calls lay beyond "
              f"the run; ready again after at most {self.ready_s * 1000:.0f} ms; "
              f"{time.monotonic() - from_s:.0f} s, seed {self.options.seed}")
        print(f"{self.passed} passed, {self.failed} failed")
        return self.failed == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lianxi", required=True)
    parser.add_argument("--points", type=int, default=300)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--plant", choices=("loss", "half"), default=None,
                        help="damages what each kill left, to see that it is found")
    options = parser.parse_args()
    if options.seed is None:
        options.seed = secrets.randbelow(10 ** 9)
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="lianxi-crash-") as folder:
        return 0 if Crash(options, folder).run() else 1


if __name__ == "__main__":
    sys.exit(main())
