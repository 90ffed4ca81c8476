"""Writes JSON Lines with a copy of every tenth document under another name: with_copies.py TO.json.gz ORIGINALS FROM... ORIGINALS gets the addresses that
exact deduplication must keep, one per line. Prints the number of documents and the bytes of their text."""

import gzip
import json
import sys


def main():
    documents = [json.loads(line) for name in sys.argv[3:] for line in open(name, "rb")]
    copies = [{**document, "id": document["id"] + "#copy", "url": document["url"] + "#copy"} for document in documents[::10]]
    seen, originals = set(), []
    for document in documents:
        if document["text"] not in seen:
            seen.add(document["text"])
            originals.append(document["url"])
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.writelines(url + "\n" for url in sorted(originals))
    with gzip.open(sys.argv[1], "wt", encoding="utf-8", compresslevel=1) as out:
        out.writelines(json.dumps({**document, "language": "en"}, ensure_ascii=False) + "\n" for document in documents + copies)
    print(len(documents) + len(copies), sum(len(document["text"].encode()) for document in documents + copies))


if __name__ == "__main__":
    main()
