"""Writes English pages of WARCs to two files, one for each worker of the peer: english_pages.py MEGABYTES FOLDER ALL|ENGLISH WARC...

Pages are English if their address has a part `en`, as in Debian's packages. The payload type is written as a header, as in Common Crawl,
so that datatrove does not guess it. If there are too few pages, changed copies with an additional letter in every third word are added, so that neither pages
nor shingles repeat. Prints the numbers of pages and bytes.
"""

import io
import re
import sys
from itertools import count
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

TAGS = re.compile(rb"(<(?:script|style)\b.*?</(?:script|style)\s*>|<!--.*?-->|<[^>]*>)", re.S | re.I)
# matches entities, which are no words
WORD = re.compile(rb"&#?\w+;|[A-Za-z]{4,}")
MARKS = b"bdfgklmnprstvz"


def pages(warcs, which):
    for warc in warcs:
        with open(warc, "rb") as stream:
            for record in ArchiveIterator(stream):
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                if record.rec_type == "response" and (which == "ALL" or re.search("[-./]en[-./]", url)):
                    yield url, record, record.content_stream().read()


def varied(body, turn):
    mark = MARKS[turn % len(MARKS)].to_bytes(1, "big") * (1 + turn // len(MARKS))
    numbers = count(1)

    def changed(match):
        word = match.group()
        return word if word.startswith(b"&") or next(numbers) % 3 else word[:-1] + mark + word[-1:]

    parts = TAGS.split(body)  # alternates text and tags
    parts[::2] = [WORD.sub(changed, text) for text in parts[::2]]
    return b"".join(parts)


def main():
    megabytes, folder, which, *warcs = sys.argv[1:]
    most = float(megabytes) * 1e6
    written = size = 0
    outs = [(Path(folder) / f"pages-{part}.warc.gz").open("wb") for part in (0, 1)]
    writers = [WARCWriter(out, gzip=True, warc_version="1.1") for out in outs]
    full = False
    for turn in count():
        before = size
        for url, record, body in pages(warcs, which):
            identifier = record.rec_headers.get_header("WARC-Record-ID")
            if turn > 0:
                url, body = f"{url}{'&' if '?' in url else '?'}turn={turn}", varied(body, turn)
                identifier = f"<urn:uuid:{uuid5(NAMESPACE_URL, url)}>"
            if size + len(body) > most:
                full = True
                continue
            copy = writers[0].create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=record.http_headers,
                warc_headers_dict={
                    "WARC-Date": record.rec_headers.get_header("WARC-Date"),
                    "WARC-Record-ID": identifier,
                    "WARC-Identified-Payload-Type": "text/html",
                },
            )
            writers[written % 2].write_record(copy)
            written, size = written + 1, size + len(body)
        if full or size == before:
            break
    for out in outs:
        out.close()
    print(written, size)


if __name__ == "__main__":
    main()
