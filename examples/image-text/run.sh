#!/usr/bin/env bash
# Image-text pairs from GIMP's help in seven languages: fetches the help (Debian packages, by checksum), serves it on this
# machine together with images in every kind of trouble, makes a WARC of its pages, and runs recipe.yaml over it.
#   examples/image-text/run.sh OUTPUT [PAGES]
# leaves OUTPUT (shards as img2dataset writes them, verdicts, report.html) and OUTPUT-input. PAGES is the most of each
# language, 1000 when it is not given. Needs apt-get and dpkg-deb, as on Debian and Ubuntu.
set -euo pipefail

[ $# -ge 1 ] && [ $# -le 2 ] || { echo "usage: $0 OUTPUT [PAGES]" >&2; exit 2; }
output=${1%/}
pages=${2:-1000}
port=${PORT:-8731}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
input=$output-input

say() { printf '%s\n' "$*" >&2; }

for tool in apt-get dpkg-deb; do
  command -v "$tool" >/dev/null || { say "$0 needs $tool, as on Debian and Ubuntu"; exit 4; }
done

say "== the help (seven packages, 355 MB; kept in $input)"
mkdir -p "$input/debs" "$input/help"
(
  cd "$input/debs"
  while read -r _ file; do
    [ -f "$file" ] || apt-get download "${file%%_*}" >/dev/null 2>&1 || say "cannot download ${file%%_*}"
  done <"$here/packages.sha256"
  sha256sum --quiet --check "$here/packages.sha256" ||
    { say "the packages are not those of packages.sha256: Debian may have a newer release of them"; exit 4; }
)
if [ ! -d "$input/help/ru" ]; then
  for package in "$input"/debs/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$input/help" --strip-components=6 --wildcards './usr/share/gimp/2.0/help/*'
  done
fi

"$root/millrace" --version >&2
libraries="$root/app/target/dist/lib/*"
say "== the pages as a WARC, and the site at port $port"
java -cp "$libraries" "$here/LocalSite.java" warc "$input/help" "$input/pages.warc.gz" "$port" "$pages" >"$input/expected.txt"
java -cp "$libraries" "$here/LocalSite.java" serve "$input/help" "$port" 2>"$input/site.log" &
site=$!
trap 'kill "$site" 2>/dev/null || true' EXIT
until grep -q serving "$input/site.log"; do
  kill -0 "$site" 2>/dev/null || { cat "$input/site.log" >&2; exit 4; }
  read -r -t .2 <> <(:) || true
done

say "== the run"
"$root/millrace" run "$here/recipe.yaml" --output "$output" --overwrite --input "warc=$input/pages.warc.gz"

say
say "reason                expected  found"
failed=0
late=0
while read -r reason expected; do
  found=$(sed -n "s/^ *\"$reason\" : \([0-9]*\),*$/\1/p" "$output/manifest.json" | head -1)
  printf '%-20s %9s %6s\n' "$reason" "$expected" "${found:-0}" >&2
  [ "$reason" != timeout ] || late=$((${found:-0} - expected))
  case $reason in
    image_too_small | image_aspect | blank_image | not_found) ;; # the help itself has such images too
    *) [ "$expected" = "${found:-0}" ] || failed=1 ;;
  esac
done <"$input/expected.txt"
say
say "shards: $output/shards    report: $output/report.html"
[ "$failed" = 0 ] && exit 0
say "counts differ"
[ "$late" -le 0 ] || say "$late images that were to come took longer than timeout_seconds of recipe.yaml: this machine was too busy"
exit 1
