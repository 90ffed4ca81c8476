#!/usr/bin/env bash
# Builds the documentation as a site with search, by Material for MkDocs: bench/target/site/index.html.
# Usage: build.sh [serve]    serve: at http://127.0.0.1:8000, renewed while pages change
# Exit 3: Python's packages are not available; a line 'left out: ...' says so.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
venv=$root/bench/target/site-venv
command -v python3 >/dev/null || { echo 'left out: there is no python3, so no site was built'; exit 3; }
if ! cmp -s "$root/bench/site/requirements.txt" "$venv/requirements.txt"; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q --disable-pip-version-check -r "$root/bench/site/requirements.txt" ||
    { rm -rf "$venv"; echo 'left out: pip cannot fetch MkDocs, so no site was built'; exit 3; }
  cp "$root/bench/site/requirements.txt" "$venv/requirements.txt"
fi
cd "$root"
case ${1:-} in
  serve) NO_MKDOCS_2_WARNING=1 exec "$venv/bin/mkdocs" serve ;;
  *) NO_MKDOCS_2_WARNING=1 "$venv/bin/mkdocs" build -q --clean && echo "site: $root/bench/target/site/index.html" ;;
esac
