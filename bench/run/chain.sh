#!/usr/bin/env bash
# Compares the page filters and the writer with datatrove's, in turns, on one core, by processor time, with both of datatrove's word tokenisers. The race
# `chain` of bench/compare also checks the outputs, with one tokeniser.
#   chain.sh JSONL_FOLDER OURS_FOLDER PYTHON [ROUNDS]
# JSONL_FOLDER has a sample of about 20 MB for datatrove, OURS_FOLDER a larger one for millrace (speed does not depend on the amount, but the
# JVM needs some seconds of warm-up). PYTHON has the packages of bench/compare/peers/datatrove.txt.
source "$(dirname "$0")/lib.sh"
sample=$1 ours=$2 python=$3 rounds=${4:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for _ in $(seq "$rounds"); do
  for words in nltk spacy; do
    printf 'datatrove chain %s: ' "$words"
    echo pass | taskset -c 1 "$python" "$root/bench/compare/sides/chain.py" chain "$words" "$sample" "$work/datatrove"
  done
  # shellcheck disable=SC2046  # options are words
  taskset -c 1 java $(jvm) -XX:+UseSerialGC -XX:-UseParallelGC -Xmx2g -cp "$(classpath)" \
    io.millrace.bench.ChainLoop "$here/chain.yaml" "jsonl=$ours/*.jsonl" "$work/ours" 1 "${PASSES:-3}"
done
