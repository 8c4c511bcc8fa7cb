# SPDX-License-Identifier: MIT
"""tests/writers.py PROGRAM SESSION CHANGES [WRITERS [SECONDS]] - many feeds on one session, flat out.

Each writer sends the next mark as soon as the one before is answered.  Prints how long an answer
takes; fails when one is refused.  Part of make bench."""

import itertools
import os
import subprocess
import sys
import threading
import time

program, session, changes = sys.argv[1:4]
WRITERS = int(sys.argv[4]) if len(sys.argv) > 4 else 15
SECONDS = float(sys.argv[5]) if len(sys.argv) > 5 else 5
lines = open(changes, encoding="utf-8").read().splitlines()
waits, refused = [], []


def write(k):
    feed = subprocess.Popen([program, "feed", session], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1)
    end = time.monotonic() + SECONDS
    for line in itertools.cycle(lines[k::WRITERS]):
        begun = time.monotonic()
        if begun > end:
            break
        feed.stdin.write(line + "\n")
        answer = feed.stdout.readline()
        waits.append(time.monotonic() - begun)
        if not answer.startswith("ACK "):
            refused.append(answer)
            break
    feed.stdin.close()
    feed.wait()


threads = [threading.Thread(target=write, args=(k,)) for k in range(WRITERS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
waits.sort()
median, late = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
title = f"{WRITERS} writers flat out"
print(f"  {title:22} {median * 1e3:10.1f} ms   (99 % within {late * 1e3:.1f}, {late / median:.1f} x;"
      f" slowest {waits[-1] * 1e3:.1f}; {len(waits)} marks)")
sys.exit(f"refused: {refused[0]}" if refused else os.EX_OK)
