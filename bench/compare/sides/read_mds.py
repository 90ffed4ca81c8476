"""Reads texts of MDS shards with mosaicml-streaming, in order: read_mds.py write SHARDS MDS | read_mds.py read MDS

`write` converts our JSON Lines shards (SHARDS: a folder of .jsonl.zst) to uncompressed MDS. The amount of a pass is bytes of text.
"""

import io
import json
import pathlib
import shutil
import sys

import zstandard
from passes import serve
from streaming import LocalDataset, MDSWriter


def write(shards, mds):
    shutil.rmtree(mds, ignore_errors=True)
    with MDSWriter(out=mds, columns={"text": "str", "url": "str"}) as out:
        for shard in sorted(pathlib.Path(shards).glob("*.jsonl.zst")):
            with open(shard, "rb") as file, zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True) as stream:
                for line in io.TextIOWrapper(stream, encoding="utf-8", newline="\n"):
                    document = json.loads(line)
                    out.write({"text": document["text"], "url": document.get("url") or ""})


def read(mds):
    dataset = LocalDataset(local=mds)
    amount = sum(len(dataset[place]["text"].encode()) for place in range(len(dataset)))

    def one_pass():
        dataset = LocalDataset(local=mds)
        characters = documents = 0
        for place in range(len(dataset)):
            characters += len(dataset[place]["text"])
            documents += 1
        return {"amount": amount, "documents": documents, "characters": characters}

    serve(one_pass)


if __name__ == "__main__":
    {"write": write, "read": read}[sys.argv[1]](*sys.argv[2:])
