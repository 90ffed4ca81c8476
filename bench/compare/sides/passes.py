"""A side of a race in Python: runs a pass for every line of standard input, and answers with a line of JSON."""

import json
import resource
import sys
import time


def cpu():
    """Processor seconds of this process and of its ended children."""
    total = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        total += usage.ru_utime + usage.ru_stime
    return total


def serve(one_pass):
    """`one_pass` returns a dictionary with `amount` and other values of the answer."""
    answers = sys.stdout
    sys.stdout = sys.stderr  # output of libraries is no answer
    for _ in sys.stdin:
        wall, user = time.perf_counter(), cpu()
        facts = one_pass()
        facts["cpu"], facts["wall"] = cpu() - user, time.perf_counter() - wall
        print(json.dumps(facts), file=answers, flush=True)
