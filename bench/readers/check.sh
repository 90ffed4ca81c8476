#!/usr/bin/env bash
# Runs the demo with JSON Lines and with Parquet, and reads both with pyarrow, zstandard and datasets; then shards of images, also with webdataset.
# Usage: check.sh [WORK_FOLDER]. Exit 0: the readers agree. Exit 3: a requirement is missing, which is printed.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=${1:-$root/bench/target/readers}
mkdir -p "$work"
command -v python3 >/dev/null || { echo 'left out: no python3, so no reader outside Java was tried'; exit 3; }
packages='pyarrow zstandard datasets webdataset pillow'
if ! "$work/venv/bin/python" -c 'import pyarrow, zstandard, datasets, webdataset, PIL' 2>/dev/null; then
  python3 -m venv "$work/venv"
  # shellcheck disable=SC2086  # packages are words
  "$work/venv/bin/pip" install -q --disable-pip-version-check $packages ||
    { rm -rf "$work/venv"; echo "left out: pip cannot fetch $packages"; exit 3; }
fi
"$root/millrace" demo --output "$work/jsonl"
"$root/millrace" demo --output "$work/parquet" --set output.format=parquet
HF_HUB_OFFLINE=1 HF_DATASETS_CACHE=$work/cache "$work/venv/bin/python" "$root/bench/readers/check.py" "$work/jsonl" "$work/parquet"
"$root/millrace" shards verify "$work/jsonl"
"$root/millrace" shards verify "$work/parquet"

classes=$root/bench/target/classes
[ -f "$classes/io/millrace/bench/ImageShards.class" ] || (cd "$root" && mvn -B -q -pl bench -am package -DskipTests -Dspotless.check.skip -Dforbiddenapis.skip)
images() { java -cp "$classes:$root/app/target/dist/lib/*" io.millrace.bench.ImageShards "$@"; }
python() { HF_HUB_OFFLINE=1 HF_DATASETS_CACHE=$work/cache "$work/venv/bin/python" "$root/bench/readers/check_images.py" "$@"; }
rm -rf "$work/images"
images write "$work/images"
python "$work/images/shards" "$work/images/parquet/shards" write "$work/images/foreign.tar"
images read "$work/images/foreign.tar" >"$work/images/foreign.tsv"
python "$work/images/shards" "$work/images/parquet/shards" seen "$work/images/foreign.tsv"
