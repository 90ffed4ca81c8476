"""Reads an output of millrace with common readers, and checks that they read the same.

Usage: check.py JSONL_OUTPUT PARQUET_OUTPUT

The outputs differ only in output.format. Needs pyarrow, zstandard and datasets.
"""

import glob
import hashlib
import io
import json
import os
import sys
import urllib.parse

import datasets
import pyarrow.parquet
import zstandard


def json_lines(path):
    with open(path, "rb") as file:
        reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
        for line in io.TextIOWrapper(reader, encoding="utf-8", newline="\n"):
            yield json.loads(line)


def manifest(output):
    with open(os.path.join(output, "manifest.json"), encoding="utf-8") as file:
        return json.load(file)


def files_are_as_listed(output):
    listed = manifest(output)
    answers = listed.get("rephrase", {}).get("answers", [])
    for file in listed["shards"] + listed["rejected"] + listed["verdicts"] + answers:
        with open(os.path.join(output, file["path"]), "rb") as stream:
            data = stream.read()
        assert len(data) == file["bytes"], file["path"]
        assert hashlib.sha256(data).hexdigest() == file["sha256"], file["path"]


def main(jsonl_output, parquet_output):
    for output in (jsonl_output, parquet_output):
        files_are_as_listed(output)
    totals = manifest(jsonl_output)["totals"]
    # Shards also have rephrased documents. The demo has a time limit for these, so two of its runs may have
# different ones: only kept documents are compared.
    emitted = totals["kept"]

    documents = {}
    for path in sorted(glob.glob(os.path.join(jsonl_output, "shards", "*", "*.jsonl.zst"))):
        language = path.split(os.sep)[-2]
        for document in json_lines(path):
            assert document["language"] == language, path
            if not document.get("origin"):
                documents[document["id"]] = document
    assert len(documents) == emitted, (len(documents), totals)

    rows = 0
    parquet = sorted(glob.glob(os.path.join(parquet_output, "shards", "*", "*.parquet")))
    for path in parquet:
        for row in pyarrow.parquet.ParquetFile(path).read().to_pylist():
            if row["origin"]:
                continue
            rows += 1
            same = documents[row["id"]]
            for name in ("text", "url", "timestamp", "source", "language"):
                assert row[name] == same[name], (path, row["id"], name)
            metadata = {entry["key"]: entry["value"] for entry in row["metadata"]}
            assert metadata == same["metadata"], (path, row["id"])
    assert rows == emitted, (rows, totals)

    loaded = datasets.load_dataset("parquet", data_files=parquet, split="train")
    kept = loaded.filter(lambda row: not row["origin"])
    assert kept.num_rows == emitted
    assert set(kept["id"]) == set(documents)

    verdicts = 0
    for path in glob.glob(os.path.join(jsonl_output, "verdicts", "*.parquet")):
        table = pyarrow.parquet.read_table(path, columns=["id", "outcome", "url", "host", "registered_domain"]).to_pylist()
        verdicts += len(table)
        for row in table:
            assert (row["outcome"] == "kept") <= (row["id"] in documents), row
            assert row["host"] in (None, urllib.parse.urlsplit(row["url"]).hostname), row
            assert (row["registered_domain"] or "") in (row["host"] or ""), row
    assert verdicts == totals["input"], (verdicts, totals)

    rejected = 0
    for path in glob.glob(os.path.join(jsonl_output, "rejected", "*", "part-*.jsonl.zst")):
        for document in json_lines(path):
            rejected += 1
            assert document["reason"], path
    assert rejected == totals["dropped"] + totals["failed"], (rejected, totals)
    print(
        f"readers agree: {len(documents)} documents as JSON Lines and Parquet,"
        f" {verdicts} verdicts, {rejected} rejects"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
