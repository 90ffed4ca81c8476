#!/usr/bin/env bash
# Passages of web pages in the style shorten, held to the grammar, with what the gates say: English by SmolLM2 135M, other languages by the model of 0.5 billion parameters.
#   study/web.sh PAGES OUTPUT COUNT [LANGUAGE ...]     PAGES: a folder of .warc.gz; COUNT: passages of a language, PER_PAGE (1) a page, chosen by hash; LANGUAGE: en de es fr it
# leaves OUTPUT/LANGUAGE.jsonl, a line an answer, to be read and judged by hand: verdicts-grammar.tsv is such a reading.
set -euo pipefail
pages=$(cd "$1" && pwd)
mkdir -p "$2/texts"
output=$(cd "$2" && pwd)
count=$3
shift 3
[ $# -gt 0 ] || set -- en de es fr it
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../../..
"$root/millrace" run "$here/extract.yaml" --input "warc=$pages/*.warc.gz" --output "$output/pages" --overwrite
python3 "$here/passages.py" "$output/pages/shards" "$output/texts" "$count" "${PER_PAGE:-1}"
for language in "$@"; do
  model=qwen2.5-coder-0.5b-instruct
  [ "$language" != en ] || model=smollm2-135m-instruct
  "$root/millrace" rephrase "$output/texts/$language.txt" --language "$language" --style shorten --model "$model" --passages "$count" --format jsonl \
    --cache "sqlite:$output/cache.sqlite" >"$output/$language.jsonl"
done
