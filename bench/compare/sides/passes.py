"""A side of a race in Python: a pass for every line of the standard input, answered with a line of JSON."""

import json
import resource
import sys
import time


def cpu():
    """Seconds of processor time of this process and of its children that ended."""
    total = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        total += usage.ru_utime + usage.ru_stime
    return total


def serve(one_pass):
    """`one_pass` returns a dictionary with `amount`, and what else it says of the pass."""
    answers = sys.stdout
    sys.stdout = sys.stderr  # what a library prints is no answer
    for _ in sys.stdin:
        wall, user = time.perf_counter(), cpu()
        facts = one_pass()
        facts["cpu"], facts["wall"] = cpu() - user, time.perf_counter() - wall
        print(json.dumps(facts), file=answers, flush=True)
