"""Compares the numbers of kept documents: kept_numbers.py NAMES_OF_OURS THEIRS DOCUMENTS APART. THEIRS is a folder of Hugging Face datasets or a file of JSON
Lines. The sides keep different ones of similar documents, so only numbers are compared. Exit status 0: they differ by at most the share APART of all
documents."""

import sys
from pathlib import Path


def lines(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return sum(1 for _ in file)


def main():
    names, theirs, documents, apart = sys.argv[1:5]
    if Path(theirs).is_dir():
        import datasets

        kept = len(datasets.load_from_disk(theirs))
    else:
        kept = lines(theirs)
    ours, documents = lines(names), int(documents)
    share = abs(ours - kept) / documents
    print(f"of {documents} documents ours keeps {ours}, theirs {kept}: {share:.2%} apart, at most {float(apart):.0%}")
    sys.exit(0 if share <= float(apart) and 0 < min(ours, kept) and max(ours, kept) < documents else 1)


if __name__ == "__main__":
    main()
