#!/usr/bin/env bash
# A side that starts a program of training steps for every line of standard input: steps.sh LOSSES COMMAND...
# COMMAND prints a line for each step: wall clock seconds, processor seconds, loss. The first two steps are warm-up and not counted. Answers with a line of
# JSON, whose amount is the number of steps. Writes the losses of the last pass to LOSSES.
set -euo pipefail
losses=$1
shift
while read -r _; do
  "$@" </dev/null | grep -E '^[0-9.]+ [0-9.]+ [0-9.]+$' >"$losses.steps"
  cut -d' ' -f3 "$losses.steps" >"$losses"
  awk 'NR > 2 { wall += $1; cpu += $2; n++; loss = $3 }
    END { printf "{\"cpu\": %.4f, \"wall\": %.4f, \"amount\": %d, \"last_loss\": %s}\n", cpu, wall, n, loss }' "$losses.steps"
done
