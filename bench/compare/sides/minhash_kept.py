"""Finds duplicates by a peer's signatures: minhash_kept.py datatrove|rensa SIGNATURES JSONL OURS KEPT. Documents that share one of 14 bands of 8 are in one
cluster, of which one is kept: one that ours kept (OURS) if any, since the sides order documents differently. Prints the number of documents in JSONL."""

import json
import struct
import sys
from pathlib import Path

BANDS, ROWS = 14, 8


def bands_of_datatrove(folder):
    for band in range(BANDS):
        data = b"".join(file.read_bytes() for file in sorted(Path(folder, f"bucket_{band:03d}").glob("*.minhash.sig")))
        width = 8 if len(data) % (ROWS * 8 + 4) == 0 else 4
        for *values, document in struct.iter_unpack(f"<{ROWS}{'Q' if width == 8 else 'I'}I", data):
            yield band, tuple(values), document


def bands_of_rensa(file):
    for document, line in enumerate(open(file, encoding="utf-8")):
        values = json.loads(line)
        for band in range(BANDS):
            yield band, tuple(values[band * ROWS : (band + 1) * ROWS]), document


def main():
    kind, signatures, jsonl, ours, kept = sys.argv[1:6]
    urls = [json.loads(line)["url"] for line in open(jsonl, encoding="utf-8")]
    our_kept = set(open(ours, encoding="utf-8").read().splitlines())
    parent = list(range(len(urls)))

    def root(document):
        while parent[document] != document:
            parent[document] = document = parent[parent[document]]
        return document

    firsts = {}
    for band, values, document in (bands_of_datatrove if kind == "datatrove" else bands_of_rensa)(signatures):
        first = firsts.setdefault((band, values), document)
        parent[root(document)] = root(first)
    clusters = {}
    for document in range(len(urls)):
        clusters.setdefault(root(document), []).append(urls[document])
    chosen = sorted(next((url for url in cluster if url in our_kept), cluster[0]) for cluster in clusters.values())
    Path(kept).write_text("".join(url + "\n" for url in chosen), encoding="utf-8")
    print(len(urls))


if __name__ == "__main__":
    main()
