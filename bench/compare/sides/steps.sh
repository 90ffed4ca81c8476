#!/usr/bin/env bash
# A side that trains some steps, started anew for every line of the standard input: steps.sh LOSSES COMMAND...
# COMMAND prints a line a step: seconds by the clock, processor seconds, loss. The first two warm up and are left out of the answer, which is a line of
# JSON; the amount is steps. LOSSES gets the losses of all steps of the last pass.
set -euo pipefail
losses=$1
shift
while read -r _; do
  "$@" </dev/null | grep -E '^[0-9.]+ [0-9.]+ [0-9.]+$' >"$losses.steps"
  cut -d' ' -f3 "$losses.steps" >"$losses"
  awk 'NR > 2 { wall += $1; cpu += $2; n++; loss = $3 }
    END { printf "{\"cpu\": %.4f, \"wall\": %.4f, \"amount\": %d, \"last_loss\": %s}\n", cpu, wall, n, loss }' "$losses.steps"
done
