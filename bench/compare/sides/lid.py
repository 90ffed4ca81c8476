"""Identifies languages with fastText's Python binding: lid.py MODEL TEXTS LABELS."""

import sys

import fasttext
from passes import serve

model = fasttext.load_model(sys.argv[1])
with open(sys.argv[2], encoding="utf-8", newline="\n") as file:
    texts = [line.rstrip("\n") for line in file]
size = sum(len(text.encode()) + 1 for text in texts)
with open(sys.argv[3], "w", encoding="utf-8") as labels:
    for text in texts:
        print(model.predict(text)[0][0].removeprefix("__label__"), file=labels)


def identify():
    total = 0.0
    for text in texts:
        total += float(model.predict(text)[1][0])
    return {"amount": size, "mean_score": total / len(texts)}


serve(identify)
