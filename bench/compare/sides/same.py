"""Checks that two outputs are equivalent. The last line says what was compared; exit status 0: they are.

    same.py lines OURS THEIRS SHARE       at least SHARE of the lines are equal, in order
    same.py kept OURS THEIRS ALL SHARE    files with one name per line: at least SHARE of ALL documents are kept by both or by neither
    same.py length OURS THEIRS LOW HIGH   JSON Lines with `text`: our number of characters is LOW to HIGH times theirs
"""

import json
import sys


def lines(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return [line.rstrip("\n") for line in file]


def main():
    kind, ours, theirs, *bounds = sys.argv[1:]
    a, b = lines(ours), lines(theirs)
    if kind == "lines":
        equal = sum(x == y for x, y in zip(a, b))
        good = len(a) == len(b) > 0 and equal >= float(bounds[0]) * len(a)
        print(f"{equal} of {max(len(a), len(b))} lines equal, at least {float(bounds[0]):.2%}")
    elif kind == "kept":
        total = int(bounds[0])
        a, b = set(a), set(b)
        alike = total - len(a ^ b)
        good = total > 0 and min(len(a), len(b)) > 0 and alike >= float(bounds[1]) * total
        print(f"{alike} of {total} documents judged alike, at least {float(bounds[1]):.0%}; kept by ours {len(a)}, theirs {len(b)}, both {len(a & b)}")
    else:
        low, high = map(float, bounds)
        x, y = (sum(len(json.loads(line)["text"]) for line in side) for side in (a, b))
        good = y > 0 and low <= x / y <= high
        print(f"{x} characters, theirs {y}: {x / max(y, 1):.2f} times, from {low} to {high}")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
