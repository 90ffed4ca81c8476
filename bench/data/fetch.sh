#!/usr/bin/env bash
# Real pages and texts to measure on: Debian's documentation packages in more than ten languages, and their HTML through `millrace extract`.
#   fetch.sh FOLDER [small|large]
# small (default): packages.txt, about 240 MB of text. large: packages-large.txt too, more than 1 GB of HTML and 500 MB of text. Writes
#   FOLDER/text-10mb, text-100mb, text-1gb   part-NNN.jsonl ({id, url, text}) and texts.txt, the same texts, one paragraph per line
#   FOLDER/html-50mb.warc.gz, html-1gb.warc.gz   pages as they are in the packages, `response` records, a gzip member each
#   FOLDER/packages.sha256   hashes of the fetched packages. A package of the version in packages.sha256 here must have its hash; another
#                            version is reported, since Debian's mirrors keep only the newest.
# Needs Debian or Ubuntu with apt, dpkg-deb, python3. Exit 3: a package is not available or differs; the collections are made from the others.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(mkdir -p "$1" && cd "$1" && pwd)
size=${2:-small}
lists=("$here/packages.txt")
[ "$size" = small ] || lists+=("$here/packages-large.txt")
mkdir -p "$out/debs" "$out/pages" "$out/extracted"
left_out=0

cd "$out/debs"
debs=()
for package in $(grep -hv '^#' "${lists[@]}"); do
  compgen -G "${package}_*.deb" >/dev/null || apt-get download "$package" >/dev/null 2>&1 || { echo "left out: no package $package" >&2; left_out=3; continue; }
  deb=$(compgen -G "${package}_*.deb" | head -n 1)
  recorded=$(awk -v f="$deb" '$2 == f { print $1 }' "$here/packages.sha256")
  if [ -z "$recorded" ]; then
    echo "not the version of packages.sha256: $deb" >&2
  elif [ "$(sha256sum "$deb" | cut -d' ' -f1)" != "$recorded" ]; then
    echo "left out: $deb has another hash than packages.sha256 says" >&2
    left_out=3
    continue
  fi
  debs+=("$deb")
done
sha256sum "${debs[@]}" >"$out/packages.sha256"

for deb in "${debs[@]}"; do
  package=${deb%%_*}
  [ ! -f "$out/extracted/$package.jsonl" ] || continue
  mkdir -p "$out/pages/$package"
  dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$out/pages/$package" --wildcards \
    '*.html' '*.html.gz' '*.htm' '*.txt' '*.txt.gz' 2>/dev/null || true
  find "$out/pages/$package" -name '*.gz' -exec gzip -df {} +
  (cd "$out/pages" && find "$package" -type f -size +1k -print0 | sort -z |
    MILLRACE_HEAP=${MILLRACE_HEAP:-2g} xargs -0 -r -n 20000 "${MILLRACE:-$here/../../millrace}" extract --format jsonl >"$out/extracted/$package.part" 2>/dev/null || true)
  mv "$out/extracted/$package.part" "$out/extracted/$package.jsonl"
  echo "$package: $(wc -l <"$out/extracted/$package.jsonl") pages, $(stat -c %s "$out/extracted/$package.jsonl") bytes"
done
python3 "$here/assemble.py" "$out/extracted" "$out"
python3 "$here/assemble_html.py" "$out/pages" "$out"
exit "$left_out"
