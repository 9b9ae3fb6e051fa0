"""Counts what a proof found; every proof under tests/gates uses it."""


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, fine, name, said=""):
        if fine:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED {name}")
        for line in said.rstrip().split("\n"):
            print(f"    {line}")

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0
