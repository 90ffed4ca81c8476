#!/usr/bin/env bash
# Does filtering help? Mills the same pages twice, with filters and without, and trains the same small model on both, with three
# pairs of seeds.
#   examples/ablate/run.sh OUTPUT
# leaves OUTPUT (runs, ablation.json, report.html), OUTPUT-filtered and OUTPUT-unfiltered (the shards) and OUTPUT-input. Sized for
# 10 minutes on two cores. Models so small see little: take the result for how it works, not for an answer.
set -euo pipefail

[ $# -eq 1 ] || { echo "usage: $0 OUTPUT" >&2; exit 2; }
output=${1%/} input=${1%/}-input
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../train/pages.sh"

say "== the mill, twice"
"$millrace" run "$here/../train/recipe.yaml" --output "$output-filtered" --overwrite --input "$pages"
"$millrace" run "$here/unfiltered.yaml" --output "$output-unfiltered" --overwrite --input "$pages"

for name in filtered unfiltered; do
  sed "s|SHARDS|'$output-$name'|" "$here/train.yaml" >"$input/$name.yaml"
done

say "== six trainings; the same command goes on where it was stopped"
"$millrace" ablate "$input/unfiltered.yaml" "$input/filtered.yaml" --seeds 3 --tokens 300k --vocabulary 2048 --output "$output"
