#!/usr/bin/env bash
# Rephrases passages of the Universal Declaration of Human Rights in German, English, Spanish, French and Italian
# by a small model on this machine, then runs the same recipe again, which asks the model nothing.
#   examples/rephrase/run.sh OUTPUT
# leaves OUTPUT (the first run), OUTPUT-again (the second), OUTPUT-input (the texts) and OUTPUT-cache.sqlite.
set -euo pipefail

[ $# -eq 1 ] || { echo "usage: $0 OUTPUT" >&2; exit 2; }
output=${1%/}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
millrace=$here/../../millrace

say() { printf '%s\n' "$*" >&2; }

say "== the model (SmolLM2 135M Instruct, Apache-2.0, 92 MB; from the cache when it is there)"
"$millrace" models fetch smollm2-135m-instruct lid.176
say "== the texts"
"$millrace" demo --sample-only --output "$output"

run() {
  "$millrace" run "$here/recipe.yaml" --output "$1" --overwrite \
    --input "culturax=$output-input/culturax/*/*.parquet" \
    --set "stages.rephrase.cache=sqlite:$output-cache.sqlite"
}

say "== first run: every passage is asked for (some minutes on two cores)"
rm -f "$output-cache.sqlite" "$output-cache.sqlite-shm" "$output-cache.sqlite-wal"
run "$output"
say "== second run: every answer is known"
run "$output-again"

calls() { sed -n '/^  "rephrase"/,/^  }/s/^    "calls" : \([0-9]*\),*$/\1/p' "$1/manifest.json"; }
say
say "calls of the first run:  $(calls "$output")"
say "calls of the second run: $(calls "$output-again")"
if [ "$(calls "$output-again")" != 0 ]; then
  say "the second run asked the model again"
  exit 1
fi
for set in shards rejected verdicts; do
  if ! diff -r "$output/$set" "$output-again/$set" >/dev/null; then
    say "the two runs differ in $set"
    exit 1
  fi
done
say "shards, rejects and verdicts of both runs are the same bytes"
say
say "The model in the box is weak: of its answers few pass the gates, in other languages than English hardly any, and"
say "the gates against copying are open in this recipe. It shows how it works; for a corpus, name a larger model:"
say "  model: PATH.gguf, or server: {endpoints: [http://HOST:PORT/v1]}    (docs/reference/stages/rephrase.md)"
say "What passed and what did not, with reasons: $output/report.html"
