"""Flips one bit in each column of each table of the ledger; `verify` must name it.

A founded database with a full tile, files and private values; a copy of it for
each flip. The bit is drawn at random from all of a column's bits in all rows.
What guards the tables is set aside for the flip and stands again afterwards,
as it would for somebody who writes into the file behind the program's back.

Usage: tampering.py --lianxi PROGRAM [--turns N] [--seed SEED]
"""
import argparse
import json
import os
import random
import secrets
import sqlite3
import sys
import tempfile

sys.dont_write_bytecode = True
import owner  # noqa: E402
import workload  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
CHARTER = os.path.join(HERE, "..", "..", "charters", "ejin-horo-2023.md")
TILE = 256  # records that fill one
KIND_BITS = 8

# What a finding's kind and place may be, by table and column; %s stands for the
# column. One flip may show in more than one way, and one of them is enough.
RECORD = {"record", "log", "seq", "gap", "prev", "time", "key", "leaf"}
VALUE = {"commitment", "value-kind", "value-missing", "value-stray"}
FILE = {"file", "file-missing", "file-stray", "file-kept"}
NAMED = {
    "ledger_log": {"log_id": RECORD | VALUE | FILE, "log": RECORD | {"head-missing"},
                   "code": {"log"}},
    "ledger": {"log": RECORD | {"head-missing", "head-size"}, "seq": RECORD,
               "record": RECORD | VALUE | FILE, "leaf_sm3": {"leaf"}, "leaf_sha256": {"leaf"},
               "idempotency_key": {"key"}},
    "ledger_head": {"log": {"head-missing", "head-size"}, "size": {"head-size"},
                    "frontier_sm3": {"frontier"}, "frontier_sha256": {"frontier"},
                    "last_time": {"head-time"}},
    "ledger_tile": {"log": {"tile", "tile-missing"}, "level": {"tile", "tile-missing"},
                    "n": {"tile", "tile-missing"}, "hashes_sm3": {"tile"},
                    "hashes_sha256": {"tile"}},
    "private_value": {"log": VALUE, "seq": VALUE, "field": VALUE, "kind": VALUE,
                      "salt": VALUE, "value": VALUE},
    "file": {"log": FILE, "digest": FILE, "bytes": FILE, "salt": FILE, "named_by": FILE,
             "stored_as": FILE},
    "file_chunk": {"log": FILE, "digest": FILE, "n": FILE, "data": FILE},
}
# Not of the ledger: when an upload came, by which those that no act names are reaped.
OUTSIDE = {("file", "uploaded_at"), ("file_chunk", "uploaded_at")}


def grown(lianxi, db, seed):
    """The founded database and a ledger with more records than a tile takes."""
    workload.found(lianxi, CHARTER, db)
    process = owner.Owner(lianxi, db)
    try:
        with process.connect() as link:
            for client in (1, 2, 3):
                done = []
                for act in workload.plan(seed, client):
                    reply = owner.ask(link, owner.request_of(workload.complete(act, done)))
                    if reply.get("status") != "done":
                        raise RuntimeError(f"{act['verb']} is answered {reply}")
                    done.append(reply)
            for number in range(TILE):
                act = {"as": "admin", "verb": "person.add",
                       "key": workload.key_of(seed, "person", number),
                       "texts": {"handle": f"n{number}", "name": "某试", "phone": "0477"}}
                reply = owner.ask(link, owner.request_of(act))
                if reply.get("status") != "done":
                    raise RuntimeError(f"person.add is answered {reply}")
    finally:
        process.stop()


def columns_of(db):
    with sqlite3.connect(db) as link:
        found = [(table, row[1]) for table in NAMED
                 for row in link.execute(f"PRAGMA table_info({table})")]
    link.close()
    return [pair for pair in found if pair not in OUTSIDE]


def flipped(value, bit):
    """The value with one bit other; a text keeps being one."""
    if isinstance(value, int):
        return value ^ (1 << (bit % KIND_BITS))
    data = bytearray(value.encode() if isinstance(value, str) else value)
    if isinstance(value, str):  # the lowest bit of an ASCII letter
        data[bit % len(data)] ^= 1
        return data.decode()
    data[bit // 8 % len(data)] ^= 1 << (bit % 8)
    return bytes(data)


def unguarded(db):
    """A link past the triggers, and what makes them again."""
    link = sqlite3.connect(db)
    link.execute("PRAGMA foreign_keys = OFF")
    guards = link.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        link.execute(f"DROP TRIGGER {name}")
    return link, [sql for _, sql in guards]


def guarded(link, guards):
    for sql in guards:
        link.execute(sql)
    link.commit()
    link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    link.close()


def as_uploaded(db, name):
    """One file as it lies when it came piece by piece: its chunks under a name of their own."""
    link, guards = unguarded(db)
    log, digest = link.execute("SELECT log, digest FROM file ORDER BY digest LIMIT 1").fetchone()
    link.execute("UPDATE file SET stored_as = ? WHERE log = ? AND digest = ?", (name, log, digest))
    link.execute("UPDATE file_chunk SET digest = ? WHERE log = ? AND digest = ?",
                 (name, log, digest))
    guarded(link, guards)


def flip(db, table, column, draw):
    """What was flipped, in words."""
    link, guards = unguarded(db)
    rows = link.execute(f"SELECT rowid, {column} FROM {table} WHERE {column} IS NOT NULL "
                        f"AND length({column}) > 0").fetchall()
    while True:
        rowid, value = draw.choice(rows)
        bit = draw.randrange(8 * (len(value) if not isinstance(value, int) else 1))
        try:
            link.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?",
                         (flipped(value, bit), rowid))
            break
        except sqlite3.IntegrityError:
            continue  # the key of another row: no file could hold that
    guarded(link, guards)
    return f"{table}.{column}, row {rowid}, bit {bit}"


def verified(lianxi, db):
    """(exit status, kinds of findings, what was said)"""
    status, said = owner.run(lianxi, "verify", "--json", "--db", db)
    try:
        ledgers = json.loads(said)["ledgers"]
        kinds = {finding["kind"] for ledger in ledgers for finding in ledger["findings"]}
    except (ValueError, KeyError):
        kinds = set()
    return status, kinds, said


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lianxi", required=True)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10 ** 9))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    draw = random.Random(options.seed)
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="lianxi-tampering-") as folder:
        template, db = os.path.join(folder, "template.db"), os.path.join(folder, "test.db")
        grown(options.lianxi, template, options.seed)
        as_uploaded(template, draw.randbytes(32))
        status, kinds, said = verified(options.lianxi, template)
        if status != 0 or kinds:
            print(f"the database is not clean to begin with: {said}")
            failed += 1
        for table, column in columns_of(template):
            for _ in range(options.turns):
                owner.copy(template, db)
                what = flip(db, table, column, draw)
                status, kinds, said = verified(options.lianxi, db)
                if status == 1 and kinds & NAMED[table].get(column, set()):
                    passed += 1
                else:
                    failed += 1
                    print(f"{what}: left with {status}, found {sorted(kinds)}: {said[:300]}")
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
