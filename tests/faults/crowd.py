"""Eight processes at the real command line, for a while, on one database.

Each loops over `lianxi act …`, one act a process, and notes what it was told.
Three ways of owning the file: one `serve` owns it throughout; nobody does, so
that the commands own it in turn; a `serve` comes and goes meanwhile. In the
end every acknowledged code stands once, nothing else does, and verify,
rebuild --check and SQLite's own checks find nothing.

Usage: crowd.py --lianxi PROGRAM [--seconds N]      N for each of the three ways
"""
import argparse
import json
import os
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
import owner  # noqa: E402
import workload  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
CHARTER = os.path.join(HERE, "..", "..", "charters", "ejin-horo-2023.md")
SERVED, IN_TURN, CHANGING = "one owner", "owners in turn", "an owner that comes and goes"
COMES_S, GOES_S = 0.7, 0.4


class Teller(threading.Thread):
    """One of the eight: act after act until the time is up."""

    def __init__(self, lianxi, db, number, until):
        super().__init__(daemon=True)
        self.lianxi, self.db, self.number, self.until = lianxi, db, number, until
        self.notes, self.wrong = [], []

    def act(self, turn):
        name = f"p{self.number}-{turn}"
        if turn % 3 == 0:
            return ("office/wang", "topic.propose", f"title=议题{name}", "category=N3.6",
                    "research=R1", "units=hrss")
        if turn % 3 == 1:
            return ("office", "topic.submit", self.notes[-1]["made"], f"note=报请{name}")
        return ("admin", "person.add", f"handle={name}", f"name={name}试")

    def run(self):
        turn = 0
        while time.monotonic() < self.until and not self.wrong:
            key = workload.key_of("crowd", self.number, turn)
            who, verb, *rest = self.act(turn)
            status, said = owner.run(self.lianxi, "act", "--db", self.db, "--json", "--key", key,
                                     "--as", who, verb, *rest)
            try:
                reply = json.loads(said)
            except ValueError:
                reply = {}
            if status != 0 or reply.get("status") != "done" or reply.get("repeated"):
                self.wrong.append(f"{verb} left with {status}: {said.strip()[:500]}")
                return
            self.notes.append({"key": key, "seq": reply["seq"], "made": reply["made"],
                               "verb": verb})
            turn += 1


def owner_comes_and_goes(lianxi, db, until, wrong):
    while time.monotonic() < until:
        process = owner.Owner(lianxi, db)
        time.sleep(COMES_S)
        status = process.stop()
        if status not in (0, 3):  # 3: a command owned the file just then
            wrong.append(f"an owner left with {status}")
            return
        time.sleep(GOES_S)


def judged(db, founded, tellers, lianxi):
    wrong = [fault for teller in tellers for fault in teller.wrong]
    notes = [note for teller in tellers for note in teller.notes]
    keys = owner.keys_in(db)
    made = [note["made"] for note in notes if note["made"]]
    if len(set(made)) != len(made):
        wrong.append("a code was given twice")
    for note in notes:
        places = keys.get(note["key"], [])
        if len(places) != 1 or places[0][1] != note["seq"]:
            wrong.append(f"acknowledged {note}, in the ledger {places}")
    if len(keys) != len(founded) + len(notes):
        wrong.append(f"{len(notes)} acts were acknowledged, {len(keys) - len(founded)} stand")
    if min(len(teller.notes) for teller in tellers) == 0:
        wrong.append("somebody had no turn")
    return wrong + owner.faults_of(lianxi, db), len(notes)


def crowd(lianxi, template, folder, seconds, way):
    db = os.path.join(folder, "test.db")
    owner.copy(template, db)
    founded = owner.keys_in(db)
    wrong = []
    process = owner.Owner(lianxi, db) if way == SERVED else None
    if process is not None:
        process.connect().close()
    until = time.monotonic() + seconds
    tellers = [Teller(lianxi, db, n, until) for n in range(workload.CLIENTS)]
    for teller in tellers:
        teller.start()
    if way == CHANGING:
        owner_comes_and_goes(lianxi, db, until, wrong)
    for teller in tellers:
        teller.join(seconds + 2 * owner.WAIT_S)
        if teller.is_alive():
            teller.wrong.append("a command hangs")
    if process is not None and process.stop() != 0:
        wrong.append("the owner did not leave with 0")
    faults, acts = judged(db, founded, tellers, lianxi)
    wrong += faults
    print(f"{way}: {acts} acts in {seconds:g} s, by process "
          f"{', '.join(str(len(teller.notes)) for teller in tellers)}", flush=True)
    for fault in wrong[:10]:
        print("    " + fault)
    return not wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lianxi", required=True)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="lianxi-crowd-") as folder:
        template = os.path.join(folder, "template.db")
        workload.found(options.lianxi, CHARTER, template)
        for way in (SERVED, IN_TURN, CHANGING):
            fine = crowd(options.lianxi, template, folder, options.seconds, way)
            passed, failed = passed + fine, failed + (not fine)
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
