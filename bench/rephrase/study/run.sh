#!/usr/bin/env bash
# Rephrases passages of web pages in German, English, Spanish, French and Italian in six styles, with the results of the gates.
#   study/run.sh PAGES OUTPUT MODEL       PAGES: a folder of .warc.gz; MODEL: a value of `millrace rephrase --model`
# Writes OUTPUT/LANGUAGE.jsonl, a line for each answer, for manual judgement; verdicts.tsv has such judgements.
set -euo pipefail
pages=$(cd "$1" && pwd)
mkdir -p "$2/texts" "$2/styles"
output=$(cd "$2" && pwd)
model=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../../..
"$root/millrace" run "$here/extract.yaml" --input "warc=$pages/*.warc.gz" --output "$output/pages" --overwrite
python3 "$here/passages.py" "$output/pages/shards" "$output/texts"
cat "$here/it-own.txt" >>"$output/texts/it.txt"
# the styles with one passage per line
for style in medium easy wikipedia distill hard qa; do
  sed -E 's/input_tokens: [0-9]+/input_tokens: 130/; s/kept_min: [0-9]+/kept_min: 10/; s/document_min: 30/document_min: 10/; s/, joined_min: 50//' \
    "$root/rephrase/src/main/resources/io/millrace/rephrase/prompt/$style.yaml" >"$output/styles/$style.yaml"
done
for language in de en es fr it; do
  "$root/millrace" rephrase "$output/texts/$language.txt" --language "$language" --prompts "$output/styles" \
    --style medium,easy,wikipedia,distill,hard,qa --model "$model" --format jsonl --cache "sqlite:$output/cache.sqlite" \
    >"$output/$language.jsonl"
done
