"""Compares the texts that two extractors took from the same pages: texts_alike.py OURS THEIRS LEAST_F1 LEAST_LENGTH MOST_LENGTH

Both are JSON Lines of {url, text}. Compares the pages, which must be the same in the same order; the ratio of our total text length to theirs; and
F1 of the words, with their counts, over all pages. Prints a line; exit status 1 if a bound is exceeded.
"""

import collections
import json
import sys


def texts(path):
    with open(path, encoding="utf-8") as lines:
        return [(row["url"], row["text"]) for row in map(json.loads, lines)]


def main(ours, theirs, least_f1, least_length, most_length):
    pairs = list(zip(a := texts(ours), b := texts(theirs)))
    same = [url for url, _ in a] == [url for url, _ in b] and len(pairs) > 0
    lengths = [sum(len(text) for _, text in side) for side in (a, b)]
    common = words = 0
    for (_, our), (_, their) in pairs:
        x, y = (collections.Counter(text.split()) for text in (our, their))
        common += (x & y).total()
        words += x.total() + y.total()
    f1 = 2 * common / max(words, 1)
    length = lengths[0] / max(lengths[1], 1)
    empty = [sum(1 for _, text in side if not text.strip()) for side in (a, b)]
    print(
        f"{len(pairs)} {'same' if same else 'OTHER'} pages; F1 of words {f1:.2f} (bound {least_f1}), "
        f"length {length:.2f} of theirs (bounds {least_length} to {most_length}); empty texts {empty[0]} and {empty[1]}"
    )
    within = f1 >= float(least_f1) and float(least_length) <= length <= float(most_length)
    sys.exit(0 if same and within else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
