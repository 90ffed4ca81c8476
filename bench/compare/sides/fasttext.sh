#!/usr/bin/env bash
# A side: fastText's program on a file of texts; writes one label per line. Its time is that of the program minus that with empty input, so that
# loading the model does not count. fasttext.sh PROGRAM MODEL TEXTS LABELS
set -euo pipefail
program=$1 model=$2 texts=$3 labels=$4
bytes=$(stat -c %s "$texts")
TIMEFORMAT='%R %U %S'
timed() { { time "$program" predict-prob "$model" "$1" >"$2" 2>/dev/null; } 2>&1; }
while read -r _; do
  read -r wall user system <<<"$(timed "$texts" "$labels.scores")"
  read -r wall0 user0 system0 <<<"$(timed /dev/null /dev/null)"
  sed 's/^__label__//; s/ .*//' "$labels.scores" >"$labels"
  awk -v w="$wall" -v c="$user $system" -v w0="$wall0" -v c0="$user0 $system0" -v bytes="$bytes" 'BEGIN {
    split(c, a, " "); split(c0, b, " ")
    printf "{\"cpu\": %.3f, \"wall\": %.3f, \"amount\": %d}\n", a[1] + a[2] - b[1] - b[2], w - w0, bytes }'
done
