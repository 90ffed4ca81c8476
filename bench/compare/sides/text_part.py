"""Takes documents of JSON Lines at equal distances, up to some megabytes, and declares them English, so that peers keep every page: text_part.py
MEGABYTES TO FROM... MEGABYTES 0: all documents. Prints their number."""

import json
import sys


def main():
    documents = [json.loads(line) for name in sys.argv[3:] for line in open(name, "rb")]
    sizes = [len(document["text"].encode()) for document in documents]
    wanted = float(sys.argv[1]) * 1e6
    step = max(1, round(sum(sizes) / wanted)) if wanted else 1
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for document in documents[::step]:
            document["language"] = "en"
            out.write(json.dumps(document, ensure_ascii=False) + "\n")
    print(len(sizes[::step]), sum(sizes[::step]))


if __name__ == "__main__":
    main()
