#!/usr/bin/env bash
# Speed of our reader and of fastText's program on the same texts, in turns, on one core.
#   speed.sh CLASSPATH MODEL TEXTS FASTTEXT_PROGRAM [ROUNDS]
# The program is built from PyPI's fasttext-wheel 0.9.2 (sdist): g++ -O3 -funroll-loops -march=native -std=c++14 -include cstdint src/*.cc
# Its time is user time minus that with empty input, so that loading the model does not count.
set -euo pipefail
classpath=$1 model=$2 texts=$3 program=$4 rounds=${5:-3}
bytes=$(stat -c %s "$texts")
TIMEFORMAT=%U
user() { { time taskset -c 1 "$program" predict-prob "$model" "$1" >/dev/null 2>&1; } 2>&1; }
for _ in $(seq "$rounds"); do
  whole=$(user "$texts") start=$(user /dev/null)
  awk -v b="$bytes" -v w="$whole" -v s="$start" 'BEGIN { printf "fastText %.1f MB/s\n", b / 1e6 / (w - s) }'
  taskset -c 1 java -XX:+UseSerialGC -cp "$classpath" io.millrace.bench.LangIdFigures time "$model" "$texts" 6 | tail -1 | sed 's/^/ours     /'
done
