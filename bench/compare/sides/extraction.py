"""Extracts the main text of a WARC's pages with a peer: extraction.py EXTRACTOR WARC TEXTS; EXTRACTOR is a name of bench/extraction/peers.py.

All pages are in memory. TEXTS gets {url, text} of each page, before the first pass. The amount is bytes of HTML.
"""

import json
import logging
import pathlib
import sys

from passes import serve

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "extraction"))
import peers  # noqa: E402


def main(name, warc, texts):
    logging.disable(logging.CRITICAL)
    read = list(peers.pages(warc))
    extract = peers.PEERS[name][1]()
    failed = set()

    def text(url, body):
        try:
            return extract(url, body) or ""
        except Exception:  # any exception of a peer is its result for the page
            failed.add(url)
            return ""

    with open(texts, "w", encoding="utf-8") as out:
        for url, body in read:
            print(json.dumps({"url": url, "text": text(url, body)}), file=out)
    amount = sum(len(body) for _, body in read)

    def one_pass():
        characters = sum(len(text(url, body)) for url, body in read)
        return {"amount": amount, "pages": len(read), "characters": characters, "failed": len(failed)}

    serve(one_pass)


if __name__ == "__main__":
    main(*sys.argv[1:])
