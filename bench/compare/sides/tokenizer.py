"""Encodes texts with Hugging Face's tokenizers on one thread: tokenizer.py TOKENIZER TEXTS IDS, where TEXTS is JSON Lines with `text`."""

import json
import os
import sys

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"
from passes import serve  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402

tokenizer = Tokenizer.from_file(sys.argv[1])
with open(sys.argv[2], encoding="utf-8", newline="\n") as file:
    texts = [json.loads(line)["text"] for line in file]
size = sum(len(text.encode()) for text in texts)
with open(sys.argv[3], "w", encoding="utf-8") as out:
    for text in texts:
        print(tokenizer.encode(text, add_special_tokens=False).ids, file=out)


def encode():
    return {"amount": size, "tokens": sum(len(tokenizer.encode(text, add_special_tokens=False).ids) for text in texts)}


serve(encode)
