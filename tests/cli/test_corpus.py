# SPDX-License-Identifier: MIT
"""The kept corpus of the fuzzer through the program and through the verifier that shares no code
with it: what one calls sound the other does too, and a journal that does not hold fails in both."""

import gzip
import os

from lib import ROOT, independent, main, run, test

KEPT = os.path.join(ROOT, "tests", "fuzz", "corpus", "session")


@test
def both_verifiers_say_the_same():
    names = sorted(n for n in os.listdir(KEPT) if n.endswith(".gz"))
    assert len(names) > 10
    for name in names:
        with gzip.open(os.path.join(KEPT, name)) as f, open("s.ocop", "wb") as out:
            out.write(f.read())
        told, theirs = run("verify", "s.ocop"), independent("s.ocop")
        assert (told.rc == 0) == name.startswith("sound-"), (name, told)
        # Tables and pages are the program's alone; so is what only it knows of a meeting's order.
        if name.startswith("sound-"):
            assert theirs[0] == 0, (name, theirs)
        if name.startswith("journal-"):
            assert theirs[0] != 0, (name, theirs)


main()
