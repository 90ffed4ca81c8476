#!/usr/bin/env bash
# Runs that read from and write to S3, with the server of PyPI's moto: the same bytes as on disk, a kill and --resume, takedown, errors.
# Usage: check.sh [WORK_FOLDER]. Exit 0: all checks pass. Exit 3: a requirement is missing, which is printed.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=${1:-$root/bench/target/stores}
mkdir -p "$work"
command -v python3 >/dev/null || { echo 'left out: no python3, so no run has met an object store'; exit 3; }
if ! "$work/venv/bin/python" -c 'import moto.server, boto3' 2>/dev/null; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q --disable-pip-version-check 'moto[s3,server]==5.2.5' ||
    { rm -rf "$work/venv"; echo 'left out: pip cannot fetch moto'; exit 3; }
fi
"$root/millrace" --version
"$work/venv/bin/python" "$root/bench/stores/check.py" "$root/millrace" "$work"
