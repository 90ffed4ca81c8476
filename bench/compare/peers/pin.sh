#!/usr/bin/env bash
# Pins the packages of peers again: pin.sh NAME...    NAME.in, the requirements -> NAME.txt, a line for each package with version and sha256.
# The hash is that of the one file that pip takes on Linux, x86_64, Python 3.11: a wheel, else the source. Other machines
# cannot install them; a race then says what it leaves out. Needs network, python3.11.
set -euo pipefail
cd "$(dirname "$0")"
venv=../../target/compare/pin
[ -x "$venv/bin/uv" ] || { python3 -m venv "$venv" && "$venv/bin/pip" install -q --disable-pip-version-check uv packaging; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for name in "$@"; do
  "$venv/bin/uv" pip compile -q --python-version 3.11 --python-platform x86_64-manylinux_2_28 --no-header "$name.in" -o "$work/pylock.toml"
  "$venv/bin/python" - "$work/pylock.toml" >"$name.txt" <<'PYTHON'
import sys
import tomllib

from packaging.tags import sys_tags
from packaging.utils import parse_wheel_filename

best = {tag: place for place, tag in enumerate(sys_tags())}
for package in tomllib.load(open(sys.argv[1], "rb"))["packages"]:
    files = []
    for wheel in package.get("wheels", []):
        places = [best[tag] for tag in parse_wheel_filename(wheel["url"].rsplit("/", 1)[1].replace("%2B", "+"))[3] if tag in best]
        if places:
            files.append((min(places), wheel["hashes"]["sha256"]))
    digest = min(files)[1] if files else package["sdist"]["hashes"]["sha256"]
    print(f"{package['name']}=={package['version']} --hash=sha256:{digest}")
PYTHON
done
