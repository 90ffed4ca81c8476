"""English pages of WARCs in two files, a worker of the peer each: english_pages.py MEGABYTES FOLDER ALL|ENGLISH WARC...

English are those whose address says so by a part `en`, as those of Debian's packages do. The payload's type is written as a header, as in Common Crawl's,
so that datatrove need not guess it. Says how many pages and bytes.
"""

import io
import re
import sys
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter


def main():
    most, folder, which, *warcs = sys.argv[1:]
    pages = size = 0
    outs = [(Path(folder) / f"pages-{part}.warc.gz").open("wb") for part in (0, 1)]
    writers = [WARCWriter(out, gzip=True, warc_version="1.1") for out in outs]
    for warc in warcs:
        with open(warc, "rb") as stream:
            for record in ArchiveIterator(stream):
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                if record.rec_type != "response" or (which == "ENGLISH" and not re.search("[-./]en[-./]", url)):
                    continue
                body = record.content_stream().read()
                if size + len(body) > float(most) * 1e6:
                    continue
                copy = writers[0].create_warc_record(
                    url,
                    "response",
                    payload=io.BytesIO(body),
                    http_headers=record.http_headers,
                    warc_headers_dict={
                        "WARC-Date": record.rec_headers.get_header("WARC-Date"),
                        "WARC-Record-ID": record.rec_headers.get_header("WARC-Record-ID"),
                        "WARC-Identified-Payload-Type": "text/html",
                    },
                )
                writers[pages % 2].write_record(copy)
                pages, size = pages + 1, size + len(body)
    for out in outs:
        out.close()
    print(pages, size)


if __name__ == "__main__":
    main()
