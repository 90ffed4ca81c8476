#!/usr/bin/env bash
# The page filters and the writer against datatrove's, in turns, one core each, by processor time.
#   chain.sh JSONL_FOLDER OURS_FOLDER PYTHON [ROUNDS]
# JSONL_FOLDER holds a sample of some 20 MB for datatrove, OURS_FOLDER the larger one that we read (speed does not depend on the amount, but a
# virtual machine needs some seconds of work). PYTHON has PyPI's datatrove 0.10.1, spacy, nltk, tokenizers, xxhash<4.
source "$(dirname "$0")/lib.sh"
sample=$1 ours=$2 python=$3 rounds=${4:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for _ in $(seq "$rounds"); do
  for tokens in nltk spacy; do taskset -c 1 "$python" "$here/datatrove_chain.py" chain "$tokens" "$sample" "$work/datatrove"; done
  # shellcheck disable=SC2046  # options are words
  taskset -c 1 java $(jvm) -XX:+UseSerialGC -XX:-UseParallelGC -Xmx2g -cp "$(classpath)" \
    io.millrace.bench.ChainLoop "$here/chain.yaml" "jsonl=$ours/*.jsonl" "$work/ours" 1 "${PASSES:-3}"
done
