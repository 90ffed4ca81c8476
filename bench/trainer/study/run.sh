#!/usr/bin/env bash
# Trains on real pages: a model of 5.5 million parameters, and one with experts and equal operations per token; measures by
# ablation whether filtering and rephrased texts help.
#   run.sh PAGES.warc.gz OUTPUT
# Environment: STEPS of the two large models (200), SEEDS (2) and TOKENS (200k) of the filter ablation; REPHRASED=no leaves out
# the rephrasing, which takes longest. docs/explanation/measuring-data.md has results. Existing outputs are kept.
source "$(dirname "$0")/../../run/lib.sh"
[ $# -eq 2 ] || { echo "usage: $0 PAGES.warc.gz OUTPUT" >&2; exit 2; }
study=$root/bench/trainer/study
pages=$(realpath "$1")
mkdir -p "$2"
output=$(realpath "$2")
steps=${STEPS:-200} seeds=${SEEDS:-2} tokens=${TOKENS:-200k}
millrace=$root/millrace

for name in filtered unfiltered; do
  [ -f "$output/$name/_SUCCESS" ] ||
    "$millrace" run "$study/$name.yaml" --output "$output/$name" --overwrite --input "warc=$pages"
done
[ -f "$output/tokenizer.json" ] ||
  "$millrace" tokenizer train "$output/filtered" --vocabulary 4096 --held-out .05 --output "$output/tokenizer.json"

for name in dense experts; do
  "$millrace" train "$study/$name.yaml" --output "$output/$name" --resume \
    --set "shards=$output/filtered" --set "tokenizer=$output/tokenizer.json" --set "training.steps=$steps"
done

ablate() { # NAME FIRST SECOND [OPTION...]: compares two existing configurations
  local name=$1 first=$2 second=$3
  shift 3
  "$millrace" ablate "$output/$name-configurations/$first.yaml" "$output/$name-configurations/$second.yaml" \
    --megabytes 1 --output "$output/$name" "$@"
}

configurations=$output/filter-ablation-configurations
mkdir -p "$configurations"
for name in unfiltered filtered; do
  sed "s|SHARDS|'$output/$name'|" "$study/small.yaml" >"$configurations/$name.yaml"
done
ablate filter-ablation unfiltered filtered --seeds "$seeds" --vocabulary 2048 --tokens "$tokens" --measure every

[ "${REPHRASED:-yes}" = yes ] || exit 0
[ -f "$output/rephrased/_SUCCESS" ] || (cd "$root" && "$millrace" run "$study/rephrased.yaml" --output "$output/rephrased" \
  --overwrite --input "jsonl=$output/filtered/shards/en/*.zst")
configurations=$output/rephrasing-ablation-configurations
mkdir -p "$configurations"
for origin in original both; do
  sed "s|SHARDS|'$output/rephrased'|; s|held_out: .04|held_out: .2, origin: $origin|" "$study/small.yaml" >"$configurations/$origin.yaml"
done
ablate rephrasing-ablation original both --seeds "$seeds" --vocabulary 1024 --tokens 40k --set data.sequence_length=128
