#!/usr/bin/env python3
"""passages.py SHARDS OUTPUT: passages of two to four sentences, chosen by hash, at most 10 per language and, but for Italian, one per page.

SHARDS has a folder of .jsonl.zst files for each language, from `millrace run`; zstd must be installed.
"""
import glob
import hashlib
import json
import re
import subprocess
import sys

SENTENCE = re.compile(r'(?<=[.!?…»”"])\s+(?=[A-ZÄÖÜÀÉÈÊÎ¿¡«"„“])')
NOT_PROSE = re.compile(r"[|•@©]|http|www|cookie|Cookie|\bich\b|\bIhr\b")


def documents(folder):
    for name in sorted(glob.glob(folder + "/*.zst")):
        lines = subprocess.run(["zstd", "-dc", name], capture_output=True, check=True).stdout.decode("utf-8")
        yield from (json.loads(line) for line in lines.split("\n") if line)


def passages(text):
    """The first sentences of each paragraph, up to 430 characters."""
    for paragraph in text.split("\n"):
        passage = ""
        for sentence in SENTENCE.split(paragraph.strip()):
            if len(passage) + len(sentence) >= 430:
                break
            passage = (passage + " " + sentence).strip()
        if (260 <= len(passage) <= 430 and passage[-1] in ".!?" and passage[0].isupper()
                and passage.count(" ") > 35 and not NOT_PROSE.search(passage)
                and len(re.findall(r"[.!?](?=\s|$)", passage)) >= 2):
            yield passage


def key(passage):
    return bool(re.search(r"\d", passage)), hashlib.sha256(passage.encode()).hexdigest()


for language in ("de", "en", "es", "fr", "it"):
    chosen = []
    for document in documents(sys.argv[1] + "/" + language):
        found = sorted(passages(document["text"]), key=key)
        # there is only one Italian page
        chosen += found if language == "it" else found[-1:]
    chosen.sort(key=lambda passage: hashlib.sha256(passage.encode()).hexdigest())
    with open(f"{sys.argv[2]}/{language}.txt", "w", encoding="utf-8") as out:
        out.writelines(passage + "\n" for passage in chosen[:10])
