#!/usr/bin/env bash
# Exports a trained model and compares the results of transformers (PyPI) with the trainer's: ids of a text,
# logits (within 1e-4), greedy continuation; with 'gguf', also those of llama.cpp.
#   check-export.sh RUN TEXT [gguf]
# Fails if they differ. VENV: folder of the Python packages, which is kept.
source "$(dirname "$0")/../run/lib.sh"
here=$root/bench/trainer
run=$1 text=$2 gguf=${3:-}
venv=${VENV:-$here/target/venv}
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import transformers' 2>/dev/null || "$venv/bin/pip" install --quiet -r "$here/requirements.txt"
build >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/millrace" export "$run" --to "$work/hf" >/dev/null
file=()
if [ -n "$gguf" ]; then
  "$root/millrace" export "$run" --to "$work" --format gguf >/dev/null
  file=("$work/model.gguf")
fi
# shellcheck disable=SC2046
java $(jvm) -Xmx1g -cp "$(classpath)" io.millrace.bench.trainer.ExportCheck "$run" "$text" "$work/ours.json" "${file[@]}" >/dev/null 2>"$work/log" ||
  { cat "$work/log" >&2; exit 1; }
"$venv/bin/python" "$here/check_export.py" "$work/hf" "$text" "$work/ours.json" 2>/dev/null
