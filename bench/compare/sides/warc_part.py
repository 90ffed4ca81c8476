"""Takes a part of the pages of WARCs, at equal distances: warc_part.py MEGABYTES OUT WARC...

Copies `response` records with their headers, up to MEGABYTES, or all records if there are fewer.
"""

import gzip
import io
import pathlib
import sys

from fastwarc.warc import ArchiveIterator, WarcRecordType


def records(warcs):
    for warc in warcs:
        with open(warc, "rb") as stream:
            yield from ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False)


def main(megabytes, out, warcs):
    total = sum(record.content_length for record in records(warcs))
    share = min(1.0, float(megabytes) * 1e6 / total)
    passed = kept = 0
    part = pathlib.Path(f"{out}.part")
    with open(part, "wb") as stream:
        for record in records(warcs):
            length = record.content_length
            passed += length
            if kept + length <= passed * share:
                kept += length
                whole = io.BytesIO()
                record.write(whole)
                stream.write(gzip.compress(whole.getvalue(), 6, mtime=0))
    part.rename(out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
