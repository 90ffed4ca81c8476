#!/usr/bin/env bash
# Rephrases our own passages in German, English, Spanish, French and Italian in one style, with the results of the gates.
#   study/own.sh OUTPUT MODEL [STYLE]    MODEL: a value of `millrace rephrase --model`; STYLE: medium
# Writes OUTPUT/LANGUAGE.jsonl, a line for each answer, for manual judgement; verdicts-own.tsv has such judgements.
set -euo pipefail
mkdir -p "$1/texts" "$1/styles"
output=$(cd "$1" && pwd)
model=$2
style=${3:-medium}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../../..
# the style with one or two sentences per passage
sed -E 's/input_tokens: [0-9]+/input_tokens: 46/; s/output_tokens: [0-9]+/output_tokens: 160/' \
  "$root/rephrase/src/main/resources/io/millrace/rephrase/prompt/$style.yaml" >"$output/styles/$style.yaml"
for language in de en es fr it; do
  {
    cat "$here/own/$language.txt"
    grep -v '^#' "$root/rephrase/src/test/resources/io/millrace/rephrase/gate/facts.tsv" |
      awk -F'\t' -v l="$language" '$1 == l && !seen[$3]++ { print $3 }'
  } >"$output/texts/$language.txt"
  "$root/millrace" rephrase "$output/texts/$language.txt" --language "$language" --prompts "$output/styles" --style "$style" \
    --model "$model" --passages 200 --format jsonl --cache "sqlite:$output/cache.sqlite" >"$output/$language.jsonl"
done
