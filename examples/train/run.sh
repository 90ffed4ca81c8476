#!/usr/bin/env bash
# Mills real pages, trains a tokenizer and a small model on them, evaluates it on pages that it has not seen, and exports it.
#   examples/train/run.sh OUTPUT
# leaves OUTPUT (shards, tokenizer.json, report.html), OUTPUT/model (checkpoints, metrics), OUTPUT/export (for transformers),
# OUTPUT/gguf (for llama.cpp) and OUTPUT-input (the pages). Sized for 10 minutes on two cores.
set -euo pipefail

[ $# -eq 1 ] || { echo "usage: $0 OUTPUT" >&2; exit 2; }
output=${1%/} input=${1%/}-input
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/pages.sh"

say "== the mill"
"$millrace" run "$here/recipe.yaml" --output "$output" --overwrite --input "$pages"

say "== the tokenizer (the pages that are held out are not read)"
"$millrace" tokenizer train "$output" --vocabulary 4096 --pattern stable-lm-2 --held-out .1 --output "$output/tokenizer.json" --overwrite
"$millrace" tokenizer fertility "$output" --tokenizer "$output/tokenizer.json" --held-out .1

say "== the model"
resume=()
[ ! -d "$output/model" ] || resume=(--resume)
"$millrace" train "$here/train.yaml" --output "$output/model" "${resume[@]}" \
  --set "shards=$output" --set "tokenizer=$output/tokenizer.json"

say "== what it knows of pages that it has not seen"
"$millrace" evaluate "$output/model" --shards "$output"
"$millrace" evaluate "$output/model" --shards "$output" --json >"$output/evaluation.json"

say "== exports"
"$millrace" export "$output/model" --to "$output/export" --overwrite
"$millrace" export "$output/model" --to "$output/gguf" --format gguf --precision f16 --overwrite
say
say "  from transformers import AutoModelForCausalLM, AutoTokenizer"
say "  model, tokenizer = AutoModelForCausalLM.from_pretrained('$output/export'), AutoTokenizer.from_pretrained('$output/export')"
