"""Extracts the main text of a WARC's HTML pages with other extractors, and measures their speed.

usage: peers.py NAME WARC FOLDER

Writes FOLDER/NAME.jsonl, a line for each page with `url` and `text`, and FOLDER/NAME.speed.json. All pages are in memory before the clock starts;
one process on one core. An extractor gets the bytes as sent by the server, and decoding them counts. A page on which it fails
has an empty text and is counted.
"""
import collections
import importlib.metadata
import json
import os
import pathlib
import re
import sys
import time


def trafilatura(**options):
    import trafilatura

    return lambda url, body: trafilatura.extract(body, url=url, **options)


def rs_trafilatura():
    """Gets the address, which it uses to guess the type of the page."""
    import rs_trafilatura

    return lambda url, body: rs_trafilatura.extract_bytes(body, url=url).main_content


def justext():
    """Uses the stop words of the language that the page declares, else English."""
    import justext

    lists = {name: justext.get_stoplist(name) for name in justext.get_stoplists()}
    codes = {"de": "German", "es": "Spanish", "fr": "French", "pl": "Polish", "it": "Italian", "nl": "Dutch", "pt": "Portuguese", "ru": "Russian"}
    declared = re.compile(rb"<html[^>]*?\blang\s*=\s*[\"']?([a-zA-Z]{2})", re.IGNORECASE)

    def text(_, body):
        found = declared.search(body[:10_000])
        words = lists[codes.get(found.group(1).decode().lower(), "English") if found else "English"]
        return "\n".join(p.text for p in justext.justext(body, words) if not p.is_boilerplate)

    return text


def resiliparse():
    """Uses the options of DCLM: main content only, no alternative texts of images."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return lambda _, body: extract_plain_text(bytes_to_str(body, detect_encoding(body)), main_content=True, alt_texts=False)


def readability():
    """Readability returns HTML, which resiliparse converts to text completely."""
    import readability
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def text(_, body):
        summary = readability.Document(bytes_to_str(body, detect_encoding(body))).summary(html_partial=True)
        return extract_plain_text(summary, main_content=False, alt_texts=False)

    return text


PEERS = {
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura-fast": ("trafilatura", lambda: trafilatura(fast=True)),
    "rs-trafilatura": ("rs-trafilatura", rs_trafilatura),
    "justext": ("jusText", justext),
    "resiliparse": ("Resiliparse", resiliparse),
    "readability-lxml": ("readability-lxml", readability),
}


def pages(path):
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with open(path, "rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"):
            yield record.headers.get("WARC-Target-URI").strip("<>"), record.reader.read()


def main(name, warc, folder):
    package, make = PEERS[name]
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    read = list(pages(warc))
    extract = make()
    failures = collections.Counter()
    cpu = wall = 0
    folder = pathlib.Path(folder)
    with open(folder / f"{name}.jsonl.part", "w", encoding="utf-8") as out:
        for url, body in read:
            wall_start, cpu_start = time.perf_counter_ns(), time.process_time_ns()
            try:
                text = extract(url, body) or ""
            except Exception as failure:  # any exception of a peer is its result for the page
                text = ""
                failures[type(failure).__name__] += 1
            cpu += time.process_time_ns() - cpu_start
            wall += time.perf_counter_ns() - wall_start
            print(json.dumps({"url": url, "text": text}), file=out)
    speed = {
        "version": importlib.metadata.version(package),
        "pages": len(read),
        "html_bytes": sum(len(body) for _, body in read),
        "cpu_seconds": cpu / 1e9,
        "wall_seconds": wall / 1e9,
        "failed": sum(failures.values()),
    }
    (folder / f"{name}.speed.json").write_text(json.dumps(speed) + "\n")
    (folder / f"{name}.jsonl.part").rename(folder / f"{name}.jsonl")
    rate = speed["html_bytes"] / 1e6 / speed["cpu_seconds"]
    print(f"{name} {speed['version']}: {len(read)} pages, {rate:.2f} MB/s of HTML by processor time", *failures.items(), file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in PEERS:
        sys.exit(f"{__doc__}\nNAME is one of {' '.join(PEERS)}")
    main(*sys.argv[1:])
