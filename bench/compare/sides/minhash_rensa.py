"""Computes rensa's signatures of JSON Lines: minhash_rensa.py FILE SIGNATURES. 112 values, words by white space in shingles of 5, case folded; the time
includes reading JSON, as for ours. The amount is bytes of text. Writes the signatures of the first pass, a warm-up, as JSON, a line for each document."""

import json
import sys

import passes
import rensa

size = sum(len(json.loads(line)["text"].encode()) for line in open(sys.argv[1], "rb"))
first = True


def shingles():
    for line in open(sys.argv[1], "rb"):
        words = json.loads(line)["text"].lower().split()
        yield [" ".join(words[at : at + 5]) for at in range(max(1, len(words) - 4))]


def signatures():
    global first
    digests = rensa.RMinHash.digest_matrix_from_token_sets(shingles(), 112, 1)
    if first:  # the warm-up
        with open(sys.argv[2], "w", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in digests.to_rows())
        first = False
    return {"amount": size, "documents": digests.len()}


passes.serve(signatures)
