#!/usr/bin/env bash
# Mills the demo's sample into JSON Lines and Parquet and reads both with pyarrow, zstandard and datasets.
# Usage: check.sh [WORK_FOLDER]. Exit 0: they agree. Exit 3: something this needs is not here; it says what.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=${1:-$root/bench/target/readers}
mkdir -p "$work"
command -v python3 >/dev/null || { echo 'left out: no python3, so no reader outside Java was tried'; exit 3; }
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q --disable-pip-version-check pyarrow zstandard datasets ||
    { rm -rf "$work/venv"; echo 'left out: pip cannot fetch pyarrow, zstandard and datasets'; exit 3; }
fi
"$root/millrace" demo --output "$work/jsonl"
"$root/millrace" demo --output "$work/parquet" --set output.format=parquet
HF_HUB_OFFLINE=1 HF_DATASETS_CACHE=$work/cache "$work/venv/bin/python" "$root/bench/readers/check.py" "$work/jsonl" "$work/parquet"
"$root/millrace" shards verify "$work/jsonl"
"$root/millrace" shards verify "$work/parquet"
