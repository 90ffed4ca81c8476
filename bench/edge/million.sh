#!/usr/bin/env bash
# Runs a million short documents through all stages that compare documents: time and heap.
#   million.sh [DOCUMENTS] [HEAP]     defaults: 1000000 1g
set -euo pipefail
cd "$(dirname "$0")/../.."
documents=${1:-1000000} heap=${2:-1g}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# every tenth text repeats an earlier one
awk -v n="$documents" 'BEGIN { for (i = 0; i < n; i++)
  printf "{\"id\":\"n%d\",\"url\":\"https://site%d.example/%d\",\"language\":\"en\",\"text\":\"Document number %d is short.\"}\n", i, i % 17, i, i % int(n * .9) }' >"$work/in.jsonl"
cat >"$work/recipe.yaml" <<YAML
inputs: [jsonl: {paths: ['$work/in.jsonl'], split_bytes: 16777216}]
stages: [dedup-url, dedup-exact, dedup-minhash]
output: {shards: 8}
YAML
time MILLRACE_HEAP=$heap ./millrace run "$work/recipe.yaml" --output "$work/out" --parallelism 2
./millrace shards verify "$work/out"
