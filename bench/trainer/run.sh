#!/usr/bin/env bash
# Measures training steps of the trainer and of the same model in PyTorch eager, in turns, with the same threads.
#   run.sh [THREADS] [DOCUMENTS IN A SEQUENCE] [ROUNDS]
# Prints the median seconds of a step (wall clock and processor time) for each, and the ratios: above 1, the trainer is
# faster. The first two steps of each process are left out. VENV: folder of the Python packages, which is kept.
source "$(dirname "$0")/../run/lib.sh"
here=$root/bench/trainer
threads=${1:-2} documents=${2:-1} rounds=${3:-3} steps=8
venv=${VENV:-$here/target/venv}
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import torch' 2>/dev/null || "$venv/bin/pip" install --quiet -r "$here/requirements.txt"
build >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for _ in $(seq "$rounds"); do
  # shellcheck disable=SC2046
  java $(jvm) -Xmx1g -cp "$(classpath)" io.millrace.bench.trainer.StepSpeed "$steps" "$threads" "$documents" 2>/dev/null \
    | tail -n +3 >>"$work/trainer"
  "$venv/bin/python" "$here/step.py" --steps "$steps" --threads "$threads" --documents "$documents" | tail -n +3 >>"$work/eager"
  "$venv/bin/python" "$here/step.py" --steps "$steps" --threads "$threads" --documents "$documents" --fused | tail -n +3 >>"$work/fused"
done
median() { cut -d' ' -f"$2" "$work/$1" | sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
for side in trainer eager fused; do
  echo "$side: $(median $side 1) s a step, $(median $side 2) s of processor time"
done
for side in eager fused; do
  awk -v a="$(median $side 1)" -v b="$(median trainer 1)" -v c="$(median $side 2)" -v d="$(median trainer 2)" -v side=$side \
    'BEGIN { printf "PyTorch %s / trainer: %.2f by the clock, %.2f by processor time\n", side, a / b, c / d }'
done
