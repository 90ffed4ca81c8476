"""Writes the addresses that Dolma's and our deduplication keep: dolma_unique.py FILE.json.gz ATTRIBUTES OURS OUR_NAMES KEPT. Of equal texts either
may be kept, so `#copy` is removed in both."""

import gzip
import json
import sys


def write(path, urls):
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(url + "\n" for url in sorted(url.removesuffix("#copy") for url in urls))


def main():
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        urls = {document["id"]: document["url"] for document in map(json.loads, file)}
    with gzip.open(sys.argv[2], "rt", encoding="utf-8") as file:
        again = {row["id"] for row in map(json.loads, file) if any(row["attributes"].values())}
    write(sys.argv[5], (url for name, url in urls.items() if name not in again))
    write(sys.argv[4], open(sys.argv[3], encoding="utf-8").read().splitlines())
    print(len(urls))


if __name__ == "__main__":
    main()
