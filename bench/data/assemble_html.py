"""Makes WARC files of the packages' HTML pages: assemble_html.py PAGES OUT

Pages are in the order of a hash of their path, so that each file has every language; pages with repeated bytes are left out. A record is a
gzip member, as in Common Crawl. The large file is written only if there is enough HTML for it.
"""

import gzip
import hashlib
import sys
import uuid
from pathlib import Path

SMALL, LARGE = 50_000_000, 1_000_000_000


def record(url, body):
    # derived from the content, so that the file is always the same
    name = uuid.UUID(bytes=hashlib.md5(url.encode() + body).digest())
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{name}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", 6, mtime=0)


def write(file, paths, root, limit):
    total = count = 0
    seen = set()
    with open(file, "wb") as out:
        for path in paths:
            body = path.read_bytes()
            digest = hashlib.md5(body).digest()
            if digest in seen:
                continue
            seen.add(digest)
            out.write(record("https://doc.example/" + path.relative_to(root).as_posix().replace(" ", "%20"), body))
            total += len(body)
            count += 1
            if total >= limit:
                break
    print(f"{file.name}: {count} pages, {total} bytes of HTML")


def main():
    root, out = Path(sys.argv[1]), Path(sys.argv[2])
    found = [p for p in root.rglob("*") if p.suffix in (".html", ".htm") and p.is_file() and not p.is_symlink()]
    found.sort(key=lambda p: hashlib.md5(p.relative_to(root).as_posix().encode()).digest())
    write(out / "html-50mb.warc.gz", found, root, SMALL)
    if sum(p.stat().st_size for p in found) >= LARGE:
        write(out / "html-1gb.warc.gz", found, root, LARGE)


if __name__ == "__main__":
    main()
