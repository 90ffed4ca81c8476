"""Measures whether the language of captions separates translated from untranslated alt-texts, in a run of examples/image-text.

captions.py OUTPUT MILLRACE      needs zstandard; MILLRACE is the launcher

A caption counts as untranslated if it is the same in two languages of the help, ignoring case and punctuation. Prints,
by language of the page, how many of each kind are identified as English, as the page's language, and as another: by the
run, and by `millrace langid` without quotation marks.
"""

import collections
import glob
import io
import json
import re
import subprocess
import sys
import tarfile
import unicodedata

import zstandard

LANGUAGES = ["de", "es", "fr", "it", "ja", "pt", "ru"]
STAGES = ["langid", "image-fetch", "image-decode", "image-filter", "image-dedup"]
QUOTES = re.compile("[«»„“”‚‘‹›「」『』\"()（）]")


def records(output):
    """Language of the page, caption, identified language: of all pairs that reached langid."""
    for stage in STAGES:
        for path in sorted(glob.glob(f"{output}/rejected/{stage}/*.jsonl.zst")):
            with open(path, "rb") as file:
                lines = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
                for line in io.TextIOWrapper(lines, encoding="utf-8", newline="\n"):
                    row = json.loads(line)
                    yield row["url"].split("/")[3], row["text"], row["language"]
    for path in sorted(glob.glob(f"{output}/shards/*.tar")):
        with tarfile.open(path) as tar:
            for member in tar:
                if member.name.endswith(".json"):
                    row = json.load(tar.extractfile(member))
                    yield row["page_url"].split("/")[3], row["caption"], row["language"]


def words(text):
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in text)
    return " ".join(kept.lower().split())


def show(title, rows, named, folders):
    table = collections.Counter()
    for (folder, caption, _), language in zip(rows, named):
        same = len(folders[words(caption)]) >= 2
        table[folder, same, "en" if language == "en" else "own" if language == folder else "other"] += 1
    print(f"{title}\n      untranslated: en, own, other; translated: en, own, other")
    for folder in LANGUAGES:
        print("  ", folder, *(table[folder, same, name] for same in (True, False) for name in ("en", "own", "other")))
    print("   all but pt", *(sum(table[f, same, name] for f in LANGUAGES if f != "pt") for same in (True, False) for name in ("en", "own", "other")))


def main(output, millrace):
    rows = [row for row in records(output) if row[0] in LANGUAGES]
    folders = collections.defaultdict(set)
    for folder, caption, _ in rows:
        folders[words(caption)].add(folder)
    print(len(rows), "captions")
    show("as the run named them", rows, [row[2] for row in rows], folders)
    bare = "".join(" ".join(QUOTES.sub(" ", row[1]).split()) + "\n" for row in rows)
    answer = subprocess.run([millrace, "langid"], input=bare.encode(), capture_output=True, check=True).stdout.decode()
    named = [line.split("\t")[0] for line in answer.splitlines()]
    assert len(named) == len(rows)
    show("without quotation marks", rows, named, folders)


if __name__ == "__main__":
    main(*sys.argv[1:])
