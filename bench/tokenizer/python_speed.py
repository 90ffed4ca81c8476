"""Measures PyPI's tokenizers on one thread, and prints a digest of the ids: python_speed.py TOKENIZER TEXTS [ROUNDS]."""
import hashlib
import json
import os
import sys
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"
from tokenizers import Tokenizer  # noqa: E402

tokenizer = Tokenizer.from_file(sys.argv[1])
with open(sys.argv[2], encoding="utf-8", newline="\n") as file:
    texts = [json.loads(line) for line in file]
size = sum(len(text.encode()) for text in texts)
for _ in range(int(sys.argv[3]) if len(sys.argv) > 3 else 2):
    begin = time.process_time()
    for text in texts:
        tokenizer.encode(text, add_special_tokens=False).ids
    print(f"tokenizers {size / 1e6 / (time.process_time() - begin):.2f} MB/s")
digest = hashlib.sha256()
for text in texts:
    digest.update(json.dumps(tokenizer.encode(text, add_special_tokens=False).ids).encode())
print("ids", digest.hexdigest()[:16])
