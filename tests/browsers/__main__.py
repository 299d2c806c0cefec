"""Walks in engines beside Chromium, with scripts on and off, over HTTP and over HTTPS; four walks at a time, which wait more than they work. A last one in
each engine goes without what protects the pages, and must find that.

Arguments: a folder, the port of a running demonstration, the path of its survey's link, the port of the neutral site that
it leaves to. What is not as it must be is said, and ends this with 1."""

import itertools
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from firefox import Firefox
from visited import Door, Neutral, certificate
from walk import Walk
from webkit import WebKit

work, program, link, port = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
tls, neutral = certificate(work), Neutral(port)
ENGINES = (WebKit, Firefox)
# What a walk must find where nothing protects the pages.
TELLING = ("shows what was typed", "'feel believed' is in", "what was typed is in")


def walked(number, engine, scripts, secure, bare=False):
    door = Door(program, tls if secure else None, bare)
    walk = Walk(engine, scripts, door, neutral, link).go(work / f"profile-{number}")
    door.close()
    walk.name += f", script {'on' if scripts else 'off'}, {'HTTPS' if secure else 'HTTP'}"
    if bare:
        walk.name += ", bare"
        found = [what for what in TELLING[:2 + engine.REMEMBERS_FORMS] if any(what in wrong for wrong in walk.wrong)]
        walk.seen = {"found": f"{len(walk.wrong)} things that stay"}
        blind = len(found) < 2 + engine.REMEMBERS_FORMS
        walk.wrong = [f"the walk is blind: it finds only {found}", *walk.wrong] if blind else []
    return walk


walks = [*itertools.product(ENGINES, (True, False), (True, False)), *((engine, False, False, True) for engine in ENGINES)]
failed = False
print("What the first, second and third Back show: * the browser asked the program, … it goes on loading")
with ThreadPoolExecutor(4) as many:
    for walk in many.map(lambda one: walked(one[0], *one[1]), enumerate(walks)):
        print(f"\n{walk.name}: {'WRONG' if walk.wrong else 'as it must be'}")
        for what, told in [*walk.seen.items(), *(("wrong", wrong) for wrong in dict.fromkeys(walk.wrong))]:
            print(f"  {what:8} {told}")
        sys.stdout.flush()
        failed |= bool(walk.wrong)
sys.exit(failed)
