#!/usr/bin/env bash
# Real text to measure on: Debian's documentation packages in more than ten languages, its HTML pages through `millrace extract`.
#   fetch.sh FOLDER
# Leaves FOLDER/text-100mb and FOLDER/text-1gb, each with part-NNN.jsonl ({id, url, language, text}) and, beside it, texts.txt (the same texts, a
# paragraph a line), and FOLDER/packages.sha256, which says what was fetched. Needs Debian or Ubuntu with apt, dpkg-deb, python3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(mkdir -p "$1" && cd "$1" && pwd)
mkdir -p "$out/debs" "$out/pages" "$out/extracted"

cd "$out/debs"
grep -v '^#' "$here/packages.txt" | while read -r package; do
  compgen -G "${package}_*.deb" >/dev/null || apt-get download "$package" >/dev/null || echo "fetch.sh: no package $package" >&2
done
sha256sum ./*.deb | sed 's#\./##' >"$out/packages.sha256"

for deb in *.deb; do
  package=${deb%%_*}
  [ ! -f "$out/extracted/$package.jsonl" ] || continue
  mkdir -p "$out/pages/$package"
  dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$out/pages/$package" --wildcards \
    '*.html' '*.html.gz' '*.htm' '*.txt' '*.txt.gz' 2>/dev/null || true
  find "$out/pages/$package" -name '*.gz' -exec gzip -df {} +
  (cd "$out/pages" && find "$package" -type f -size +1k -print0 | sort -z |
    MILLRACE_HEAP=3g xargs -0 -r -n 20000 "${MILLRACE:-$here/../../millrace}" extract --format jsonl >"$out/extracted/$package.part" 2>/dev/null || true)
  mv "$out/extracted/$package.part" "$out/extracted/$package.jsonl"
  echo "$package: $(wc -l <"$out/extracted/$package.jsonl") pages, $(stat -c %s "$out/extracted/$package.jsonl") bytes"
done
python3 "$here/assemble.py" "$out/extracted" "$out"
