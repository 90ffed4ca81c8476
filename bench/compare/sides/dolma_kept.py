"""Applies Gopher's quality limits to Dolma's signals: dolma_kept.py FILE.json.gz TAGS KEPT. Dolma has the median of word lengths, not the mean, so these
limits are left out. Prints the number of documents."""

import gzip
import json
import sys

NAMES = {
    "word_count": lambda value: 50 <= value <= 100000,
    "symbol_to_word_ratio": lambda value: value <= 0.1,
    "fraction_of_words_with_alpha_character": lambda value: value >= 0.8,
    "required_word_count": lambda value: value >= 2,
    "fraction_of_lines_starting_with_bullet_point": lambda value: value <= 0.9,
    "fraction_of_lines_ending_with_ellipsis": lambda value: value <= 0.3,
}


def lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main():
    urls = {document["id"]: document["url"] for document in lines(sys.argv[1])}
    kept = []
    for tags in lines(sys.argv[2]):
        values = {name.rsplit("__", 1)[1]: spans[-1][2] for name, spans in tags["attributes"].items() if "gopher" in name}
        if all(good(values[name]) for name, good in NAMES.items()):
            kept.append(urls[tags["id"]])
    with open(sys.argv[3], "w", encoding="utf-8") as out:
        out.writelines(url + "\n" for url in sorted(kept))
    print(len(urls))


if __name__ == "__main__":
    main()
