#!/usr/bin/python3
"""Whether two databases hold the same acts: compare.py EXPECTED FOUND

Records are read by docs/ledger.md, not by our code. Compared are ledger for
ledger, record for record: who did what to what, the day, every field with its
value (opened where it lies beside the ledger, files by what is in them), the
charter, settings and holidays judged by, and what came of it; then every row of
every projection. Not compared: the time of day, idempotency keys, salts, and what
is computed from them (commitments, hashes).

Says what differs, and ends with the line `N passed, N failed`.
"""
import hashlib
import pathlib
import re
import sqlite3
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DAY_US = 86_400_000_000
CHINA_US = 8 * 3_600_000_000
PLAIN, PRIVATE, ARCHIVAL, FILE, ERASURE = range(5)


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        self.at += count
        if self.at > len(self.data):
            raise ValueError("a record ends early")
        return self.data[self.at - count:self.at]

    def number(self, count):
        return int.from_bytes(self.take(count), "big")

    def word(self):
        return self.take(self.number(2)).decode("ascii")

    def value(self):
        return self.take(self.number(4))


def record_of(data):
    """The record as docs/ledger.md section 1 writes it, without what is new in every run."""
    reader = Reader(data)
    if reader.number(2) != 1:
        raise ValueError("another version")
    reader.take(16)
    record = {"seq": reader.number(8)}
    reader.take(32)
    record["recorded on"] = (reader.number(8) + CHINA_US) // DAY_US
    record["done on"] = reader.number(4)
    for name in ("post", "person", "entered by post", "entered by person", "verb", "subject"):
        record[name] = reader.word()
    reader.take(16)
    for name in ("charter", "settings", "holidays"):
        record[name] = reader.take(32).hex()
    fields = [(reader.word(), reader.number(1), reader.value()) for _ in range(reader.number(2))]
    record["outcome"] = reader.value()
    if reader.at != len(data):
        raise ValueError("a record goes on")
    return record, fields


class Database:
    def __init__(self, path):
        self.db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def rows(self, query, *arguments):
        return self.db.execute(query, arguments).fetchall()

    def columns(self, table):
        return [row[1] for row in self.rows(f"SELECT * FROM pragma_table_info('{table}')")]

    def file(self, log, seq, field, digest):
        """What is in a file: its bytes are kept in pieces under a name of their own."""
        stored = digest
        if "stored_as" in self.columns("file"):
            (row,) = self.rows("SELECT stored_as FROM file WHERE log = ? AND digest = ?", log, digest)
            stored = row[0] if row[0] is not None else digest
        key = "digest" if "digest" in self.columns("file_chunk") else "stored_as"
        chunks = self.rows(f"SELECT data FROM file_chunk WHERE log = ? AND {key} = ? ORDER BY n",
                           log, stored)
        content = b"".join(chunk for (chunk,) in chunks)
        return f"{len(content)} bytes, {hashlib.sha256(content).hexdigest()[:16]}"

    def records(self, log):
        opened = {(seq, field): value for seq, field, value in self.rows(
            "SELECT seq, field, value FROM private_value WHERE log = ?", log)}
        for (data,) in self.rows("SELECT record FROM ledger WHERE log = ? ORDER BY seq", log):
            record, fields = record_of(data)
            for name, kind, value in fields:
                if kind in (PRIVATE, ARCHIVAL):
                    value = opened[(record["seq"], name)]
                elif kind == FILE:
                    value = self.file(log, record["seq"], name, value[8:])
                record[f"field {name}"] = (kind, value)
            yield record


def tally_of():
    return {"passed": 0, "failed": 0}


def check(tally, fine, text):
    tally["passed" if fine else "failed"] += 1
    if not fine:
        print(text)


def compare_ledgers(tally, expected, found):
    logs = "SELECT log, code FROM ledger_log ORDER BY log"
    check(tally, expected.rows(logs) == found.rows(logs), "the ledgers are others")
    for log, code in expected.rows(logs):
        theirs = list(found.records(log))
        ours = list(expected.records(log))
        check(tally, len(ours) == len(theirs),
              f"{code}: {len(theirs)} records, should be {len(ours)}")
        for one, other in zip(ours, theirs):
            parts = [f"{name} is {other.get(name)!r}, should be {one.get(name)!r}"
                     for name in one.keys() | other.keys() if one.get(name) != other.get(name)]
            check(tally, not parts, f"{code} {one['seq']} {one['verb']}: {'; '.join(sorted(parts))}")


def projections():
    """{table: names of its columns that hold a time}, from sql/changes."""
    tables = {}
    for path in sorted((ROOT / "sql/changes").glob("*.sql")):
        for name, body in re.findall(r"CREATE TABLE (\w+) \( -- projection\n(.*?)\n\);",
                                     path.read_text(), re.S):
            tables[name] = set(re.findall(r"^\s*(\w+)[^\n]*-- time", body, re.M))
    return tables


def compare_projections(tally, expected, found):
    for table, times in projections().items():
        columns = [c for c in expected.columns(table) if c not in times]
        query = f"SELECT {', '.join(columns)} FROM {table}"
        ours, theirs = (sorted(d.rows(query), key=repr) for d in (expected, found))
        only = [dict(zip(columns, row)) for row in ours if row not in theirs]
        more = [dict(zip(columns, row)) for row in theirs if row not in ours]
        check(tally, not only and not more and len(ours) == len(theirs),
              f"{table}: missing {only[:3]}; too many {more[:3]}")


def main():
    tally = tally_of()
    expected, found = Database(sys.argv[1]), Database(sys.argv[2])
    compare_ledgers(tally, expected, found)
    compare_projections(tally, expected, found)
    print(f"{tally['passed']} passed, {tally['failed']} failed")
    sys.exit(tally["failed"] > 0)


if __name__ == "__main__":
    main()
