"""Checks that two runs of steps on random tokens have similar losses: losses_alike.py OURS THEIRS BOUND

One loss per line. The sides have different random weights and tokens; only the number of tokens can be learned, so the
losses stay near the logarithm of the vocabulary. BOUND: the largest difference of a step, in nats. Prints a line; exit status 1 beyond the bound.
"""

import sys


def main(ours, theirs, bound):
    a, b = ([float(line) for line in open(path, encoding="utf-8")] for path in (ours, theirs))
    most = max((abs(x - y) for x, y in zip(a, b)), default=float("inf"))
    print(f"losses of {len(a)} and {len(b)} steps on random tokens, at most {most:.3f} nats apart (bound {bound}); last {a[-1]:.3f} and {b[-1]:.3f}")
    sys.exit(0 if len(a) == len(b) > 2 and most <= float(bound) else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
