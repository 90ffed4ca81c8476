#!/usr/bin/env bash
# A side that starts a program for every line of standard input: program.sh AMOUNT COMMAND...
# Answers with a line of JSON: processor seconds of the program and its children, wall clock seconds, AMOUNT, and peak resident memory.
set -euo pipefail
amount=$1
shift
times=$(mktemp)
trap 'rm -f "$times"' EXIT
while read -r _; do
  /usr/bin/time -o "$times" -f '%e %U %S %M' "$@" </dev/null >&2
  awk -v amount="$amount" '{ printf "{\"cpu\": %.3f, \"wall\": %.3f, \"amount\": %s, \"resident_mb\": %d}\n", $2 + $3 + .0001, $1 + .0001, amount, $4 / 1024 }' "$times"
done
