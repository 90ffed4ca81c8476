"""Makes the collections from the extracted pages: assemble.py EXTRACTED OUT [GIGABYTES]; with GIGABYTES only text-Ngb of that size, without texts.txt.

Pages with fewer than 200 characters and pages with a repeated text are left out. The 10 and 100 MB collections take pages in the order of a hash, so they
have every language. The 1 GB collection takes all pages, then rounds of the same pages in which every third word carries the round's mark: lengths,
scripts, lines and punctuation do not change, but neither the page nor its five-word shingles repeat.
"""

import hashlib
import json
import os
import re
import sys
from pathlib import Path

SAMPLE, SMALL, LARGE, PART = 10_000_000, 100_000_000, 1_000_000_000, 50_000_000
# a word, or up to six characters of a script without spaces between words
WORD = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,6}|[^\W\d_]+)")
MARKS = "bdfgklmnprstvz"


def pages(folder):
    seen = set()
    found = []
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.open(encoding="utf-8"):
            page = json.loads(line)
            text = page["text"]
            digest = hashlib.md5(text.encode(errors="replace")).digest()
            if len(text) < 200 or digest in seen:
                continue
            seen.add(digest)
            found.append((hashlib.md5(page["url"].encode()).hexdigest(), page["url"], text))
    found.sort()
    return found


def changed(word, turn):
    if word[0] > "\u3000":  # keeps the script of the word
        return word[:-1] + chr(0x4E00 + (ord(word[-1]) * 31 + turn * 97) % 0x5000)
    if word[0] > "\u036f":
        return word + word[0].lower() * (1 + turn % 2) + word[-1] * (turn // 2 % 2)
    return word[:-1] + MARKS[turn % len(MARKS)] + word[-1]


def varied(text, turn):
    parts = WORD.split(text)  # alternates words and separators; every third word is changed
    parts[5::6] = [changed(word, turn) for word in parts[5::6]]
    return "".join(parts)


def write(folder, documents, limit, with_plain=True):
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("part-*.jsonl"):
        old.unlink()
    total = count = part = 0
    size = PART
    out = None
    with open(folder / "texts.txt" if with_plain else os.devnull, "w", encoding="utf-8") as plain:
        for url, text in documents:
            if size >= PART:
                if out:
                    out.close()
                out = open(folder / f"part-{part:03}.jsonl", "w", encoding="utf-8")
                part, size = part + 1, 0
            text = text.encode("utf-8", "replace").decode()
            line = json.dumps({"id": url, "url": "https://doc.example/" + url, "text": text}, ensure_ascii=False)
            size += out.write(line + "\n")
            plain.write(text.rstrip("\n") + "\n")
            total += len(text.encode())
            count += 1
            if total >= limit:
                break
    out.close()
    print(f"{folder.name}: {count} documents, {total} bytes of text, {part} files")


def rounds(found):
    for turn in range(1000):
        for _, url, text in found:
            yield (url, text) if turn == 0 else (f"{url}?{turn}", varied(text, turn))


def main():
    found = pages(Path(sys.argv[1]))
    out = Path(sys.argv[2])
    print(f"real: {len(found)} pages, {sum(len(text.encode('utf-8', 'replace')) for _, _, text in found)} bytes of text")
    if len(sys.argv) > 3:
        write(out / f"text-{sys.argv[3]}gb", rounds(found), int(sys.argv[3]) * LARGE, with_plain=False)
        return
    write(out / "text-10mb", rounds(found), SAMPLE)
    write(out / "text-100mb", rounds(found), SMALL)
    write(out / "text-1gb", rounds(found), LARGE)


if __name__ == "__main__":
    main()
