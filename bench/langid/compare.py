#!/usr/bin/env python3
"""Compares LangIdFigures' predictions with those of fastText (PyPI: fasttext-wheel 0.9.2).

    compare.py MODEL TEXTS OURS K
"""
import sys

import fasttext


def main():
    model_file, texts, ours, k = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    model = fasttext.load_model(model_file)
    mismatches, worst, labels, exact, count = 0, 0.0, set(), 0, 0
    with open(texts, encoding='utf-8', newline='\n') as lines, open(ours, encoding='utf-8', newline='\n') as answers:
        for line, answer in zip(lines, answers, strict=True):
            expected, scores = model.predict(line.rstrip('\n'), k=k)
            expected = [label.removeprefix('__label__') for label in expected]
            cells = answer.rstrip('\n').split('\t')
            got, got_scores = cells[0::2], [float(cell) for cell in cells[1::2]]
            count += 1
            labels.add(expected[0] if expected else '')
            if got != expected:
                mismatches += 1
                if mismatches <= 10:
                    print('MISMATCH', line[:80].strip(), got[:3], expected[:3], got_scores[:3], scores[:3])
                continue
            difference = max((abs(a - float(b)) for a, b in zip(got_scores, scores)), default=0)
            worst = max(worst, difference)
            exact += difference == 0
    print(f'{count} texts, {len(labels)} languages found, k={k}: {mismatches} label mismatches, '
          f'largest score difference {worst:.2g}, {exact} exactly equal')
    sys.exit(mismatches > 0 or worst >= 1e-5)


if __name__ == '__main__':
    main()
