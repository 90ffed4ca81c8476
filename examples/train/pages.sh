# Sourced by run.sh here and in ../ablate: leaves real pages as text in $input/pages.jsonl, and says how to read them in $pages.
# They are the Debian Administrator's Handbook in six languages (a Debian package, 35 MB, by checksum, GPL-2+ or CC BY-SA 3.0);
# where apt-get or dpkg-deb is missing, chapters of the Universal Declaration of Human Rights, which are few.
say() { printf '%s\n' "$*" >&2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
millrace=$root/millrace
package=debian-handbook_11.20220922_all.deb
checksum=3d5dbeac1f1afc9c094eab9d0f701f6ecff99c4927d5a4794cf6c85678134faa

handbook() {
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
  mkdir -p "$input"
  if [ ! -f "$input/$package" ]; then
    (cd "$input" && apt-get download debian-handbook >/dev/null 2>&1) || return 1
  fi
  echo "$checksum  $input/$package" | sha256sum --quiet --check - >&2 || return 1
  if [ ! -d "$input/html" ]; then
    dpkg-deb --fsys-tarfile "$input/$package" | tar -x -C "$input" --strip-components=5 --wildcards \
      './usr/share/doc/debian-handbook/html/'{de-DE,en-US,es-ES,fr-FR,it-IT,pt-BR}'/*.html' || return 1
  fi
}

if [ -s "$input/pages.jsonl" ]; then
  pages="jsonl=$input/pages.jsonl"
elif handbook; then
  find "$input/html" -name '*.html' -print0 | LC_ALL=C sort -z | xargs -0 "$millrace" extract --format jsonl >"$input/pages.part"
  mv "$input/pages.part" "$input/pages.jsonl"
  pages="jsonl=$input/pages.jsonl"
else
  say "no handbook (it needs apt-get and dpkg-deb, as on Debian and Ubuntu); the small sample in its place"
  "$millrace" demo --sample-only --output "${input%-input}"
  pages="culturax=$input/culturax/*/*.parquet"
fi
